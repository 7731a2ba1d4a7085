"""What speaks for and against a person having signed: the words around each place where a document names them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import DATE, NAME, ORG, PERSON, PLACE, Sentence, both_ways
from kg.extract.agreements.stand_ins import Posts

_SIGN = both_ways(
    "署名|調印|サイン|ペンを|筆を|締結|取り?交わ|交わ|結(?=[んび])|簽署|簽字|簽名|簽約|簽訂|簽定|簽立|簽下|簽了|簽妥"
    "|續簽|換約|締約|用印|落款|簽|互換|交換|換文|結為"
)
_HEAD = both_ways(
    "校長|学長|學長|総長|總長|塾長|市長|町長|村長|区長|知事|縣長|鎮長|郷長|鄉長|院長|所長|館長|理事長|会長|會長|会頭|會頭|頭取"
    "|董事長|社長|総経理|總經理|執行長|総裁|總裁|CEO|代表取締役|主委|主任委員|部長|局長|處長|署長|首長"
)
_VICE = both_ways(
    "副|前|元|代理|秘書|特助|教授|講師|研究員|議員|議長|処|顧問|次長|常務|專員|主任|課長|記者|学生|學生|同学"
)
# What else the sentence speaks of; where a word stands to the person counts.
_TALK = {
    "look": both_ways(
        "立ち?会|居合わせ|見守|同席|出席|参加|見届|列席|見證|陪同|觀禮|主持|到場|監交|祝福|司會|来賓|貴賓|來賓"
    ),
    "say": both_ways(
        "述べ|話し|語っ|語る|挨拶|あいさつ|コメント|期待|歓迎|表示|說|指出|強調|致詞|認為|期盼|期許|談話|謝|回應"
    ),
    "visit": both_ways("訪|率|抵|前往|拜會|參觀|来校|来庁|接待|迎え|視察|懇談|会談"),
    "for": both_ways("代表|代わ|代理|代讀|代読"),
    "plan": both_ways("予定|見込|計画|目指|今後|方針|預計|預定|將|擬|尚未|計畫|計劃|希望|未來|未|授權|原訂|原定"),
    "ceremony": both_ways("締結式|調印式|署名式|簽署儀式|簽約儀式|簽約典禮|簽約式|儀式|典禮|式典"),
    "pen": both_ways("署名|サイン|ペンを|筆を|簽字|簽名|用印|落款|換文|調印"),
    "paper": both_ways("協定|覚書|契約|合意|MOU|備忘錄|協議|意向書|意願書|合約|LOI|文書|文件|同意書"),
}
_DEEDS = ("look", "say", "visit")
_BETWEEN = ("look", "say", "visit", "for", "plan")
_LEFT = re.compile(f"[^、，。；：「」{NAME}]*$")
_TITLE_JA = re.compile(f"[^、。「」はがとにでへもをのや・，{NAME}]*")
_JOINTS = both_ways("由|與|和|及|跟|同|暨|在|向|率|邀|並|經|請|讓|代表|分別|以|對")
_LABELS = both_ways(
    "署名者|調印者|締結者|署名|調印|締結|簽署人|簽約人|簽署|簽約|代表人|立會人|見證人|出席者|出席|參加者|與會"
)
_LEAD = re.compile(r"[\s\W_]+")
_CLAUSE = re.compile("[。；，]")
_UNDER = 8  # rows for which a label such as 署名者 holds
_SHORT = 14  # signs of a title


@dataclass(slots=True)
class Told:
    """What speaks for and against one person having signed, and the sentence and place that tell of it most likely."""

    signs: set[str] = field(default_factory=set)
    number: int = 0
    at: int = 0
    here: bool = False


def told_of(
    document: Sequence[Sentence], posts: Posts, candidates: Sequence[Candidate], known: Container[str] = ()
) -> dict[str, Told]:
    """Each person of a document whom words of signing stand near, with what speaks for and against.

    Of those who are `known` to have signed it is not asked.
    """
    signing = [bool(_SIGN.search(s.masked)) for s in document]
    if not any(signing):
        return {}
    parties: dict[int, set[str]] = defaultdict(set)
    stages: dict[int, set[str]] = defaultdict(set)
    for candidate in candidates:
        parties[candidate.number].update(candidate.parties)
        stages[candidate.number].add(f"{candidate.stage.value}{' past' if candidate.past else ''}")
    found: dict[str, Told] = defaultdict(Told)
    ranks: dict[str, int] = {}
    label, since = "", 0
    for number, sentence in enumerate(document):
        label, since = _label(sentence, label, since + 1)
        near = "here" if signing[number] else "row" if label else ""
        near = near or ("by" if any(signing[max(0, number - 1) : number + 2]) else "")
        here = sentence.find(PERSON)
        for order, (place, span) in enumerate(here):
            asked = near and any(person not in known for person in span.ids)
            signs: set[str] = set(_around(sentence, place, order, len(here))) if asked else set()
            for person in span.ids:
                first = person not in ranks
                ranks.setdefault(person, len(ranks))
                if not near or person in known:
                    continue
                told = found[person]
                told.signs.update(f"{near} {sign}" for sign in signs)
                told.signs.update(f"{near} {stage}" for stage in stages.get(number, ("untold",)))
                told.signs.add(f"{near} {'first' if first else 'again'}")
                if set(posts.get(person, ())) & parties.get(number, set()):
                    told.signs.add(f"{near} of a party told here")
                if label:
                    told.signs |= {f"under {label}", f"under {label} {min(since, 3)}"}
                if near == "by":
                    told.signs.add("by before" if signing[min(number + 1, len(signing) - 1)] else "by behind")
                if not told.here:
                    verb = _SIGN.search(sentence.masked, place)
                    told.number, told.at, told.here = number, verb.start() if verb else place, verb is not None
        for person in (p for span in sentence.hidden if span.sign == PERSON for p in span.ids):
            ranks.setdefault(person, len(ranks))
            if signing[number]:
                found[person].signs.add("here aside")
                if len(found[person].signs) == 1:
                    found[person].number = number
    _stand(found, ranks, posts, set().union(*parties.values()))
    return dict(found)


def _label(sentence: Sentence, label: str, since: int) -> tuple[str, int]:
    """The label such as 署名者 under which a row stands, and how many rows above it that is."""
    if "。" in sentence.masked:
        return "", since
    if heading := _LABELS.match(_LEAD.sub("", sentence.text[:16])):
        return heading.group(), 0
    return (label, since) if since <= _UNDER else ("", since)


def _stand(found: dict[str, Told], ranks: dict[str, int], posts: Posts, agreeing: set[str]) -> None:
    """Add what the post of each person says, and in what order they are named."""
    house: dict[str, list[str]] = defaultdict(list)
    for person in ranks:
        for home in posts.get(person, ())[:1]:
            house[home].append(person)
    for person, told in found.items():
        held = posts.get(person, ())
        told.signs.add("always")
        told.signs.add("of a party" if set(held) & agreeing else "of no party" if held else "of nobody")
        told.signs.add(f"rank {min(ranks[person], 4)}")
        if held:
            told.signs.add(f"rank in house {min(house[held[0]].index(person), 3)}")


def _around(sentence: Sentence, place: int, order: int, count: int) -> Iterator[str]:
    """The words around a person, and what of the sentence's talk stands before and behind."""
    masked, tongue = sentence.masked, "ja" if sentence.language == "ja" else "zh"
    left = _LEFT.search(masked, max(0, place - 24), place)
    before, behind = left.group() if left else "", masked[place + 1 : place + 21]
    title = _TITLE_JA.match(behind) if tongue == "ja" else None
    named = f"{before}|{title.group() if title else ''}"
    if title:
        behind = behind[title.end() :] if title.end() < _SHORT else "…"
    elif joints := _JOINTS.findall(_CLAUSE.split(masked[:place])[-1]):
        yield f"zh joint {joints[-1]}"
        yield from (f"zh holds {joint}" for joint in joints)
    else:
        yield "zh joint -"
    yield f"{tongue} after {_sorts(behind[:1])}"
    yield f"{tongue} after2 {_sorts(behind[:2])}"
    if _VICE.search(named):
        yield f"{tongue} vice"
    if _HEAD.search(named):
        yield f"{tongue} head"
    yield f"{tongue} persons {min(count, 4)}"
    yield f"{tongue} order {min(order, 3)} of {min(count, 4)}"
    yield f"kind {sentence.kind.value}"
    if sentence.speech:
        yield "speech"
    if "。" not in masked:
        yield f"{tongue} no sentence"
    if place < 8:
        yield f"{tongue} begins"
    if label := _LABELS.match(masked) or _LABELS.search(masked, max(0, place - 12), place):
        yield f"{tongue} label {label.group()}"
    yield from (f"{tongue} {sign}{end}" for sign in _done(masked, place) for end in ("", f" {_sorts(behind[:1])}"))
    for name, pattern in _TALK.items():
        yield from (f"{tongue} {name}{where}" for where in _where(masked, place, pattern))
    yield from (f"{tongue} {sign}" for sign in _up_to_verb(masked, place, tongue))


def _done(masked: str, place: int) -> Iterator[str]:
    """What the next word for signing, looking on or talking behind a person is, and the one before that."""
    sorts = {"sign": _SIGN, **{name: _TALK[name] for name in _DEEDS}}
    ahead = {name: match.start() for name, pattern in sorts.items() if (match := pattern.search(masked, place))}
    yield f"does {min(ahead, key=lambda name: (ahead[name], name))}" if ahead else "does nothing"
    # 締結後に…が握手した: what comes behind the signing is something else
    for match in _SIGN.finditer(masked, 0, place):
        yield f"after signing {_sorts(masked[match.end() : match.end() + 1])}"


def _where(masked: str, place: int, pattern: re.Pattern[str]) -> Iterator[str]:
    """Where the words of a sort stand to a person."""
    back, ahead = None, None
    for match in pattern.finditer(masked):
        if match.start() > place:
            ahead = match.start()
            break
        back = match.start()
    if back is None and ahead is None:
        return
    yield ""
    gaps = ((" ahead", place + 1, ahead), (" back", back, place))
    for where, start, end in gaps:
        if start is not None and end is not None:
            gap = masked[start:end]
            yield where
            if PERSON not in gap:
                yield f"{where} next"
            if not re.search("[。，、]", gap):
                yield f"{where} same clause"


def _up_to_verb(masked: str, place: int, tongue: str) -> Iterator[str]:
    """What stands between a person and the word for signing behind."""
    verb = _SIGN.search(masked, place)
    if verb is None:
        if _SIGN.search(masked):
            yield "verb before"
        return
    gap = masked[place + 1 : verb.start()]
    yield f"verb {verb.group()}"
    yield f"gap {min(len(gap) // 8, 6)}"
    yield f"commas {min(gap.count('，') + gap.count('、'), 3)}"
    yield f"persons between {min(gap.count(PERSON), 3)}"
    yield f"institutions between {min(gap.count(ORG), 3)}"
    if "。" in gap:
        yield "stop between"
    yield from (f"{name} between" for name in _BETWEEN if _TALK[name].search(gap))
    if tongue == "ja":
        yield from (f"{particle} between" for particle in "はがをにでと" if particle in gap)
    behind = masked[verb.end() : verb.end() + 2]
    yield f"verb then {_sorts(behind[:1])}"
    yield f"verb then2 {_sorts(behind)}"


def _sorts(signs: str) -> str:
    """Signs as they can be written in a table: O, P, D, L for names."""
    return signs.translate({ord(ORG): "O", ord(PERSON): "P", ord(DATE): "D", ord(PLACE): "L", 9: " ", 10: " "})
