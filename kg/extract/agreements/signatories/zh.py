"""Who signed, by Chinese sentences: the persons who act in a clause of signing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.agreements.acts import Role
from kg.extract.agreements.clauses import DATE, ORG, PERSON, Sentence, folded
from kg.extract.agreements.roles_zh import left_role
from kg.extract.agreements.signatories.heads import BOTH_ZH, TITLE_ZH, heads_zh

_VERB = folded(
    "簽署|署名(?!者|人)|簽字|簽名(?!會|簿)|簽約|簽(?:完|畢|好)(?:約|字)?|簽訂|簽定|簽立|簽下|簽了|簽妥|簽成|續簽|換約|締約|締結|用印|落款|落筆|具名|主簽|親簽|共簽|會簽|簽(?=.{0,16}(?:備忘錄|協議|協定|意願書|意向書|MOU))|[互交]換(?=.{0,8}(?:備忘錄|協議|協定|締盟書|意向書|合約|文本))|換文|代表(?=[。，；]|$)"
)
_NOT_YET = folded(
    "^(?:儀式|典禮|式|現場|場合|會場|場地|活動|記者會|事宜|一事|對象|計畫|名單)|^(?:時|當天|後|會上)[^，。]{0,8}(?:說|表示|指出|致詞|強調|提到)"
)
_PLAN = folded("授權|原訂|原定|原擬|將|擬|預計|訂於|定於|預定|未|沒有|計畫|計劃|希望|期待")
_ONLOOKER = folded(
    "見證|陪同|觀禮|主持(?![^，。]{0,10}[並且])|出席(?!簽署|並簽|代表簽)|促成|推動|協助|安排|牽線|居中|參與(?!簽署)|列席|率|致詞|表示|指出|說|期盼|認為|強調|到場(?!簽)"
)
# 在次長某見證下: they look on, wherever the phrase stands.
_LOOKING_ON = folded(
    "(?:在|於|經|並由|承)[^，。；]{0,80}?(?:見證|陪同|觀禮|主持|監交|監簽|祝福|列席)(?:之下|下|之)?，?"
)
_SETTING = folded("[在於]$")  # 某在簽約後說明: when somebody spoke
_HE = folded(f"^[^，。；{PERSON}]{{0,4}}(?:他|她|渠)(?:並|也|今天|昨天|{DATE})?(?=[與和跟及代]|[^，。]{{0,6}}代表)")
_HEADS_OF = folded(f"(?:的)?{TITLE_ZH}")
_ACTING_FOR = folded(f"(?:代表(?:[與和跟同]|雙方)?|在|於|假|赴){ORG}(?:[與和及、]{ORG})*")
_CARRIED = folded(f"後，(?:在|於|共同|正式|一同|隨即|接著|便)|代表|分別|共同|，(?:並|也)?(?:於|在)?{DATE}")
_TRAVEL = folded("訪|率|赴|抵|前往|拜會|參觀|等一行|接待")
_JOINED = folded(
    f"與|和|及|、|跟|同|暨|攜手|，(?:與|和|另一方|日方|台方|乙方)|代表[^，。；{PERSON}]{{1,14}}，(?!{ORG}(?:的)?[^，。；]{{0,4}}出席)"
)
_AND_OTHERS = folded("[^，。；]{0,8}(?:等[^，。；]{0,8}|一行[^，。；]{0,6})，")  # 校長率國際長等人，與某簽署
_WITH = folded(f"(?:與|和|跟|偕|偕同|會同|攜手|連同|同)[^，。；{PERSON}]{{0,20}}$")
# 甲由P、乙則由Q代表簽署: each side with whom it sent.
_SENT = folded(f"由(?:[^，。；由{PERSON}]{{0,30}}{PERSON}(?:[與和及、暨][^，。；由{PERSON}]{{0,16}}{PERSON})*)")
_SENT_TO_SIGN = folded("代表(?![致介發說出參接贈歡報])|簽|用印|換文|落款|署名|執筆|落筆|提筆|具名|蓋章")
_NAMED_BEHIND = folded(
    f"(?:(?:簽署|簽約|簽字|簽名|締約|主簽|代表簽署|執筆|落款|署名|落筆|提筆|具名|用印)(?:(?:的)?{ORG}?(?:人|者|代表)|的|雙方代表)|(?:^|[，。；])(?:雙方|兩校)?代表人|上[^，。；]{{0,4}}[簽署落留][下上]?的[^，。；{PERSON}]{{0,8}}(?:名字|姓名)?)(?:，?分別|，?依序|，)?(?:為|是|有|：)[^。；{PERSON}]{{0,20}}{PERSON}"
    f"(?:[^。；，、{PERSON}]{{0,10}}(?:，?(?:及|與|和|以及)|、)[^。；，{PERSON}]{{0,20}}{PERSON})*"
)
# 簽約由P與Q進行; 簽約代表，甲大學為P，乙大學為Q
_DONE_BY = folded(
    f"(?:簽署|簽約|簽字|簽訂|締約|換約)(?:工作|事宜|儀式|典禮)?，?(?:分別|則)?由[^，。；{PERSON}]{{0,24}}{PERSON}"
    f"(?:[^，。；{PERSON}]{{0,10}}(?:、|及|與|和|以及)[^，。；{PERSON}]{{0,24}}{PERSON})*[^，。；{PERSON}]{{0,12}}(?:進行|完成|代表|出面|親自|執筆)"
    f"|(?:簽署|簽約|簽字|締約)(?:人|者|代表)[，：:]?(?:[^，。；{PERSON}]{{0,24}}(?:為|是|由|派出)[^，。；{PERSON}]{{0,24}}{PERSON}[^，。；{PERSON}]{{0,8}}[，、]?){{2,6}}"
)
# 甲方由P簽名，對方則是Q: the other side with whom it sent.
_OTHER_SIDE = folded(
    f"{PERSON}[^，。；{PERSON}]{{0,6}}(?:簽名|簽字|簽署|代表簽[約署字名]|用印)，(?:對方|日方|台方|另一方|{ORG}(?:方面)?)"
    f"(?:則|方面)?(?:則)?(?:是|由|為)[^，。；{PERSON}]{{0,20}}{PERSON}"
)
_REPRESENTS = folded(f"代表{ORG}[^，。；{PERSON}]{{0,10}}的(?:是|為|則是|則為)[^，。；{PERSON}]{{0,24}}{PERSON}")


def signers(document: Sequence[Sentence], number: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The place of each verb of signing in a sentence with those who signed."""
    sentence = document[number]
    masked = sentence.masked
    yield from _sent(sentence)
    for match in _OTHER_SIDE.finditer(masked):
        yield match.start(), sentence.ids([i for i, _ in sentence.find(PERSON, *match.span())])
    for match in (*_NAMED_BEHIND.finditer(masked), *_DONE_BY.finditer(masked)):
        yield match.start(), sentence.ids([i for i, _ in sentence.find(PERSON, *match.span())])
    verbs = [m for m in _VERB.finditer(masked) if not _NOT_YET.match(masked[m.end() :])]
    for verb in verbs:
        yield verb.start(), _before(document, number, verb.start())
    if verbs:
        for match in _REPRESENTS.finditer(masked):
            yield match.start(), sentence.spans[match.end() - 1].ids


def _sent(sentence: Sentence) -> Iterator[tuple[int, tuple[str, ...]]]:
    """甲由P代表、乙由Q代表…簽字: all who were sent, where a sentence tells it of two sides or more."""
    sent = list(_SENT.finditer(sentence.masked))
    verb = _SENT_TO_SIGN.search(sentence.masked, sent[-1].end()) if len(sent) > 1 else None
    if verb is None:
        return
    if any(_PLAN.search(sentence.masked, max(0, m.start() - 6), m.start()) for m in sent):
        return
    yield verb.start(), sentence.ids([i for m in sent for i, _ in sentence.find(PERSON, *m.span())])


def _before(document: Sequence[Sentence], number: int, verb: int) -> tuple[str, ...]:
    """由P與Q簽署, P與Q代表雙方簽署: the chain of persons that ends right before the verb."""
    sentence = document[number]
    # Signs of the same length keep the places: who looks on is no person here.
    masked = _LOOKING_ON.sub(lambda m: " " * len(m.group()), sentence.masked[:verb]) + sentence.masked[verb:]
    left = max(masked.rfind(c, 0, verb) for c in "。；") + 1
    pointed = [p for p, s in sentence.find(ORG, left, verb) if s.reference and len(s.ids) > 1]
    heads = [m for p in pointed if (m := _HEADS_OF.match(masked, p + 1, verb))]
    if both := BOTH_ZH.search(masked, left, verb) or (heads[-1] if heads else None):
        return () if _PLAN.search(masked, left, verb) else heads_zh(document, both.group("title"))
    places = [i for i, _ in sentence.find(PERSON, left, verb) if masked[i] == PERSON]
    if not places:
        return ()
    behind = masked[places[-1] + 1 : verb]
    acting = _ACTING_FOR.sub("", behind)
    if _SETTING.search(behind) or len(behind.strip()) > 30 or ORG in acting or _ONLOOKER.search(behind):
        return ()
    if "，" in behind and not _CARRIED.search(behind):
        return ()
    chosen = _chain(masked, places)
    clause = masked[left : chosen[0]].split("，")[-1]
    if _PLAN.search(clause) or _PLAN.search(behind):
        return ()
    own = sentence.ids(chosen)
    if len(chosen) == 1 and _HE.match(clause):
        earlier = [s for p, s in sentence.find(PERSON, left, chosen[0])][-1:]
        earlier = earlier or [s for _, s in document[number - 1].find(PERSON)[:1] if number]
        return (*(i for s in earlier for i in s.ids), *own)
    if len(chosen) == 1 and _WITH.search(masked, left, chosen[0]):
        return (*_host(sentence, masked, left, [p for p in places if p < chosen[0]]), *own)
    return own


def _chain(masked: str, places: Sequence[int]) -> list[int]:
    """The persons up to the last of `places` that words for and join."""
    chosen = [places[-1]]
    for place in reversed(places[:-1]):
        gap = masked[place + 1 : chosen[-1]]
        if (
            len(gap) > 40
            or "。" in gap
            or _AND_OTHERS.match(gap)
            or _TRAVEL.search(gap)
            or not _JOINED.search(gap)
            or _ONLOOKER.search(gap)
        ):
            break
        chosen.append(place)
    return chosen[::-1]


def _host(sentence: Sentence, masked: str, left: int, places: Sequence[int]) -> tuple[str, ...]:
    """校長P率團訪日，26日與Q簽署: who acts in the nearest clause before the one that names only the partner."""
    for place in reversed(places):
        clause = max(masked.rfind(c, left, place) for c in "，。；") + 1
        before = masked[max(clause, left) : place]
        if left_role(before.replace(ORG, "")) is Role.SUBJECT and PERSON not in before:
            return sentence.spans[place].ids
    return ()
