"""Events that a release names: forums, ceremonies, visits, with dates, place, organisers and size."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.agreements import roles_zh
from kg.extract.agreements.appointed_days import appointed
from kg.extract.agreements.clauses import DATE, ORG, PERSON, PLACE, Sentence, simplified
from kg.extract.quantities import people
from kg.model import Event, PartialDate, PassageKind

_ZH = (
    "論壇|研討會|座談會|說明會|交流會|媒合會|會議|年會|大會|高峰會|峰會|典禮|慶祝會|慶典|開幕式|啟用儀式|簽署儀式|簽約儀式|揭牌儀式|動土儀式"
    "|工作坊|博覽會|展覽會|商談會|洽談會|對談|酒會|發表會|講座|營隊|工作營|訪問團"
)
_JA = (
    "フォーラム|シンポジウム|セミナー|サミット|カンファレンス|ワークショップ|交流会|会議|式典|締結式|調印式|署名式|開所式|竣工式|起工式|開会式"
    "|記念式|講演会|説明会|商談会|懇談会|座談会|発表会|展示会|見本市|大会|ミーティング|フェア|キャンプ|レセプション"
)
_LATIN = "Forum|Symposium|Seminar|Summit|Conference|Workshop|FORUM|SYMPOSIUM|SUMMIT"
_SORT = f"(?:{_ZH}|{_JA}|{_LATIN})"
_SORTS = re.compile(_SORT)  # one of them is in every name
_QUOTED = re.compile(f"[「『“《]([^」』”》。]{{2,50}}{_SORT}[^」』”》。]{{0,6}})[」』”》]")
_NUMBERED = re.compile(
    f"(第[0-9０-９一二三四五六七八九十百]{{1,4}}[屆届回次][^，。、「」はがをに\ue000-\ue003]{{2,30}}?{_SORT})"
)
_HELD = re.compile(
    f"(?:舉辦|舉行|召開|登場|举办|举行|召开|出席|參加|参加|[辦办])(?:了)?(?:一場|一场)?"
    f"([^，。、「」的在於与與和\ue000-\ue003]{{2,16}}(?:{_ZH})(?:及(?:{_ZH}))?)"
    f"|(?:あった|開かれた|行われた|とおり)?([^，。、「」はがをにでのとへ\ue000-\ue003]{{2,24}}(?:{_JA}))"
    f"(?:を|が|に|には|で(?!は))(?:[^。]{{0,80}}?)(?:開|行|催|あ[っりる]|実施|出席|参加|そろ)"
)
_HEADING = re.compile(
    f"^([^。、，0-9０-９①-⑳][^。、，]{{1,50}}{_SORT})[\\s　]*"
    "(?:のご?案内|[をの]?開催(?:報告|のお知らせ|について)?(?:（お知らせ）)?|について|登場|圓滿落幕|落幕)?$"
)
_GENERAL = re.compile(f"^(?:本次|此次|這次|今回の?|同|當天|本|今年|上記|下記の?とおり|各種|等)*{_SORT}$")
_VENUE = re.compile(r"(?:場\s*所|会\s*場|地[ 　]{0,4}[點点])[\s　：:)）]+([^、，。(（\n]{2,30})")
_ORGANIZED = re.compile(
    simplified(f"{ORG}[^。，{ORG}]{{0,24}}?(?:共同)?(?:主辦|舉辦|舉行|召開|合辦)")
    + f"|{ORG}(?:[^。、{ORG}]{{0,12}})(?:は|が|の主催|による)"
)


_HOST_ROW = re.compile(
    simplified("(?:主辦|合辦|共同主辦)(?:單位|機關)?[：:]") + f"({ORG}(?:[^。：:{ORG}]{{0,8}}{ORG}){{0,5}})"
    f"|(?:主催|共催)(?:者)?[：:]?({ORG}(?:[^。：:{ORG}]{{0,8}}{ORG}){{0,5}})$"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A name of an event where it stands: sentence number and place in `Sentence.written`."""

    name: str
    number: int
    start: int
    end: int
    rule: str


def find_events(document: Sequence[Sentence]) -> list[Event]:
    """The named or titled events of a release, given as its sentences, each once, in order of first mention."""
    found = [f for number, s in enumerate(document) if not s.speech for f in _names(s, number)]
    groups: dict[str, list[_Found]] = {}
    for item in found:
        # 締結式 is the 連携協定締結式 named in full elsewhere.
        whole = next((n for n in groups if n.endswith(item.name) or item.name.endswith(n)), item.name)
        groups.setdefault(whole, []).append(item)
    told = (_event(_best(items), items, document) for items in groups.values())
    # A name of which nothing is told may be that of a body or a series.
    return [e for e in told if e.start or e.place or e.organizers or e.size]


def _best(items: Sequence[_Found]) -> str:
    """The name used most, of those the longest."""
    names = [f.name for f in items]
    return max(names, key=lambda name: (names.count(name), len(name)))


def _names(sentence: Sentence, number: int) -> list[_Found]:
    """The names of events in one sentence, in quotation marks, with an ordinal, held, or as a heading."""
    written = sentence.written.replace("\n", "")
    if len(written) != len(sentence.written):
        written = sentence.written
    result: list[_Found] = []
    if not _SORTS.search(written):
        return result  # most sentences: found out at once
    rules = [("event-quoted", _QUOTED), ("event-numbered", _NUMBERED), ("event-held", _HELD)]
    if sentence.kind is not PassageKind.BODY:
        rules.append(("event-heading", _HEADING))
    for rule, pattern in rules:
        for match in pattern.finditer(written):
            group = next(i for i, text in enumerate(match.groups(), 1) if text)
            name, (start, end) = match.group(group).strip("-・● ■　"), match.span(group)
            for lead in ("同日", "あった", "開かれた", "行われた", "おり", "題した", "題する", "銘打った", "称した"):
                name = name.removeprefix(lead)
            taken = any(f.start < end and start < f.end for f in result)
            # A body such as 東亞經濟會議 is no event.
            taken = taken or any(s.sign == ORG and s.start <= start and end <= s.end for s in sentence.spans.values())
            if not taken and not _GENERAL.match(name) and len(name) > 3 and not name.isascii():
                result.append(_Found(name, number, start, end, rule))
    return result


def _event(name: str, items: Sequence[_Found], document: Sequence[Sentence]) -> Event:
    first = next((f for f in items if f.name == name), items[0])
    told = [document[f.number] for f in items]
    start, end = _dates(items, document)
    headed = all(document[f.number].kind is not PassageKind.BODY for f in items)
    if headed and start is None:
        start = appointed(document)
    size = next((q for s in _near(items, document) if (q := people(s.written, s.language))), None)
    return Event(
        name=name,
        evidence=tuple(dict.fromkeys(s.evidence for s in told)),
        rule=first.rule,
        confidence=0.9 if first.rule in ("event-quoted", "event-numbered") else 0.7,
        start=start,
        end=end,
        place=next((p for s in told if (p := _place(s))), None) or (_venue(document) if headed else None),
        organizers=next((o for s in told if (o := _organizers(s))), ()) or (_hosts(document) if headed else ()),
        size=size,
    )


def _near(items: Sequence[_Found], document: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that name an event and those that follow them in the same passage."""
    numbers = dict.fromkeys(n for f in items for n in (f.number, f.number + 1) if n < len(document))
    return [document[n] for n in numbers if any(document[n].passage == document[f.number].passage for f in items)]


def _dates(items: Sequence[_Found], document: Sequence[Sentence]) -> tuple[PartialDate | None, PartialDate | None]:
    """First and last day: in the sentence, the nearest before the name first; else in the rows around it."""
    for item in items:
        sentence = document[item.number]
        spans = [s for _, s in sentence.find(DATE) if s.date and s.date.date.month]
        spans.sort(key=lambda s: (s.start > item.start, abs(s.start - item.start)))
        if spans and spans[0].date:
            return spans[0].date.date, spans[0].date.until
    for item in items:
        near = document[max(0, item.number - 4) : item.number + 4]
        rows = [s for sentence in near if sentence.kind is not PassageKind.BODY for _, s in sentence.find(DATE)]
        days = [s.date for s in rows if s.date and s.date.date.day]
        if days:
            return days[0].date, days[0].until
    return None, None


def _place(sentence: Sentence) -> str | None:
    """Where it took place, as written."""
    rule = (
        rf"([{PLACE}{ORG}][^、。はがをに{ORG}{PLACE}{DATE}]{{0,12}}?)(?:で(?!は)|にて|において)"
        if sentence.language == "ja"
        else simplified(
            f"(?:在|於|假)(?:日本|台灣)?((?:[{PLACE}{ORG}]|[^，。、與和由{DATE}{ORG}{PERSON}]{{2,8}}?)"
            f"[^，。、與和共舉召{ORG}{PERSON}]{{0,8}}?)(?=，|共|舉|召|登|揭|辦)"
        )
    )
    match = re.search(rule, sentence.masked)
    if match is None:
        return None
    start, end = match.span(1)
    span = sentence.spans.get(end - 1)
    return sentence.written[sentence.at[start] : span.end if span else sentence.at[end - 1] + 1]


def _venue(document: Sequence[Sentence]) -> str | None:
    """What stands behind 場所 or 地點."""
    return next((m.group(1) for s in document if (m := _VENUE.search(s.written))), None)


def _hosts(document: Sequence[Sentence]) -> tuple[str, ...]:
    """The institutions of a row such as 主辦單位：A、B."""
    for sentence in document:
        if row := _HOST_ROW.search(sentence.masked):
            start, end = next(span for span in (row.span(1), row.span(2)) if span[0] >= 0)
            return tuple(dict.fromkeys(i for _, s in sentence.find(ORG, start, end) for i in s.ids))
    return ()


def _organizers(sentence: Sentence) -> tuple[str, ...]:
    """Who holds it: the institutions before the verb of holding, joined by and."""
    match = _ORGANIZED.search(sentence.masked)
    if match is None:
        return ()
    subject = roles_zh.topic(sentence) if sentence.language != "ja" else ()
    places = [p for p, s in sentence.find(ORG) if s.ids == subject][:1] or [match.start()]
    joined = re.compile(f"{ORG}(?:[与和、及と・暨]{{1,2}})(?:日本|台湾)?{ORG}")
    chain = {m.start(): m.end() - 1 for m in joined.finditer(sentence.masked)}
    backwards = {end: start for start, end in chain.items()}
    while places[0] in backwards:
        places.insert(0, backwards[places[0]])
    while places[-1] in chain:
        places.append(chain[places[-1]])
    return tuple(dict.fromkeys(i for p in places for i in sentence.spans[p].ids))
