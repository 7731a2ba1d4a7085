"""Who the parties of an act of agreeing are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.agreements.acts import Act, Role, Stage, pattern
from kg.extract.agreements.clauses import ORG, PLACE, Sentence, both_ways, simplified
from kg.extract.agreements.stages_zh import folded

PARTY_ROLES = (Role.SUBJECT, Role.DELEGATE, Role.PARTNER)
_VISIT = re.compile(simplified(f"(?:訪問|造訪|拜訪|拜會|參訪|走訪|前往|邀請|邀)(?:日本|台灣)?{ORG}"))
_COUPLE = re.compile(f"{ORG}[と與与和及・]{ORG}")
_OF_PLACE = re.compile(r"(?<![一-龥々])同?[市県町村府](?:と|との間で)")
_STRANGER = re.compile(f"[^、。はがを{ORG}]{{2}}が(?![あ行開])")
# A partner whom nobody named: 與上海一所學校, 與日本某企業, 與當地業者.
_NAMELESS = folded(
    f"[與和跟]{PLACE}?[^，。；、{ORG}]{{0,8}}(?:[一某另兩二三四五六七八九十多數幾0-9]+[所家間個座位名]|某|當地|海外|國外|外國|日本地方|地方)"
    f"[^，。；{ORG}]{{0,14}}$"
)
_OWN_TOPIC = re.compile("(?:^|[、。])([^、。はがをにで\ue000-\ue003]{2,20})は")
# What a sentence may begin with without a new subject: 今回の協定は, 調印式は, 具体的には.
_COMMON_TOPIC = re.compile(
    "協定|覚書|覚え書|契約|合意|提携|締結|調印|署名|式|今回|今後|内容|目的|期間|具体|本件|これ|それ|同|両|双方|当|本|年|月|日|度|春|秋"
    "|市$|県$|町$|大学$|側$|国内|海外|日本|台湾|一方|ほか|学生|教員|研究|交流|事業|背景|また|現地|うち|会$"
)
_BOUGHT = both_ways(
    f"{ORG}[の的]?[^、。はが，{ORG}]{{0,6}}(?:株式|事業|股權|股份)[^、。はが，{ORG}]{{0,12}}(?:契約|合約|協議)"
)
_JOINT = both_ways("共同|[三四五六七3-7３-７](?:方|者|校|社|市|団体|機関)|連名|合同")


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties that a sentence names, and the sets of parties it makes: one, or one with each partner."""

    explicit: tuple[str, ...]
    sets: list[tuple[str, ...]]


def parties_of(sentence: Sentence, act: Act, topic: tuple[str, ...], governments: frozenset[str]) -> Parties:
    """Who agreed in an act, by roles, then by what the sentence and those before it leave unsaid.

    `topic` is what the sentences before are about, `governments` the towns and prefectures of the document.
    """
    by_role = {role: _ids(sentence, act, role) for role in Role}
    subjects = by_role[Role.SUBJECT]
    bought = [place for place in act.roles if act.family == "sign" and _BOUGHT.match(sentence.masked, place)]
    traders = {i for p, r in act.roles.items() if r in PARTY_ROLES and p not in bought for i in sentence.spans[p].ids}
    if len(traders) > 1:
        # AはBとCの株式譲渡契約を: what is sold is no party.
        act.roles.update(dict.fromkeys(bought, Role.OTHER))
        by_role = {role: _ids(sentence, act, role) for role in Role}
        subjects = by_role[Role.SUBJECT]
    explicit = tuple(dict.fromkeys(i for role in PARTY_ROLES for i in by_role[role]))
    if not act.nouns and act.family == "sign" and sentence.masked[act.start : act.end] in ("署名", "サイン"):
        explicit = ()  # who puts their name to something is for `signatories`
    parties = explicit
    dated = act.family != "mention" or bool(act.past and (act.dates or act.told))
    if not explicit and act.nouns and dated and act.stage is not Stage.OPEN:
        # 雙方簽署備忘錄，甲由…、乙由…代表: the two that the sentence names are meant.
        # Those who look on are no parties: 議長が立ち会った.
        onlooking = pattern("ja", "witness") if sentence.language == "ja" else None
        named = dict.fromkeys(
            i
            for place, span in sentence.find(ORG)
            if onlooking is None or not onlooking.search(sentence.masked, place)
            for i in span.ids
        )
        explicit = parties = tuple(named) if len(named) == 2 else ()
    if not explicit and act.nouns and act.family == "sign" and ORG not in sentence.masked:
        parties = topic if len(topic) > 1 else ()
    if len(explicit) == 1 and act.stage is not Stage.OPEN:
        # 某大與某大的合作始於2017年的協定: a pair that belongs to another word still names the parties.
        couples = [dict.fromkeys(i for p in couple for i in sentence.spans[p].ids) for couple in _couples(sentence)]
        explicit = parties = next((tuple(c) for c in couples if explicit[0] in c), explicit)
    if len(explicit) == 1 and sentence.language == "ja":
        explicit = parties = (*explicit, *_indirect(sentence, act, explicit[0], governments))
    if len(explicit) == 1 and act.family == "sign":
        visited = [i for place in _visited(sentence) for i in sentence.spans[place].ids if i not in explicit]
        explicit = parties = (*explicit, *visited[:1])
    if len(explicit) < 2 and sentence.language != "ja" and _NAMELESS.search(sentence.masked, 0, act.start):
        return Parties((), [])
    # What has a subject of its own that no one recognised is told of others than the sentences before.
    strange = act.past and _STRANGER.search(sentence.masked[: act.start])
    if strange and not explicit:
        return Parties((), [])
    stranger = bool(strange) or (sentence.language == "ja" and _unknown_topic(sentence, act))
    if len(explicit) == 1 and not subjects and act.family in ("sign", "ceremony", "agree"):
        # 菊陽町で宝山郷との協定の調印があった: the town where it took place is the other one.
        hosts = [i for i in by_role[Role.PLACE] if i in governments and i not in explicit]
        extra = hosts[-1:] or [t for t in topic if t not in explicit and not stranger]
        parties = (*extra, *explicit)
    sets: list[tuple[str, ...]] = [parties]
    # 曾與乙、丙簽署: what one has with several, told as background, are as a rule pacts with each.
    one_by_one = act.past and len(subjects) == 1 and not _JOINT.search(sentence.masked)
    if (act.each or one_by_one) and len(parties) > 2:
        one = (subjects or parties)[0]
        sets = [(one, other) for other in parties if other != one]
    if act.pairs:
        sets = [tuple(sentence.spans[a].ids + sentence.spans[b].ids) for a, b in act.pairs]
    return Parties(explicit, sets)


def _indirect(sentence: Sentence, act: Act, known: str, governments: frozenset[str]) -> tuple[str, ...]:
    """The other party where it is marked as a giver or taker (B社に委託することで合意) or taken up by 市と."""
    for place, span in sentence.find(ORG, 0, act.start):
        other = [i for i in span.ids if i != known]
        if other and act.family == "agree" and re.match("(?:社)?(?:に|から)", sentence.masked[place + 1 :]):
            return tuple(other[:1])
        if other and other[0] in governments and _OF_PLACE.search(sentence.masked, place):
            return tuple(other[:1])
    return ()


def _unknown_topic(sentence: Sentence, act: Act) -> bool:
    """Whether the subject of a Japanese sentence is a name that nobody recognised: 筑後マイクロは…と契約を結んだ."""
    told = _OWN_TOPIC.findall(sentence.masked[: act.start])
    return any(not _COMMON_TOPIC.search(topic) for topic in told)


def _couples(sentence: Sentence) -> list[tuple[int, int]]:
    """Places of institutions joined by a word for and."""
    return [(m.start(), m.end() - 1) for m in _COUPLE.finditer(sentence.masked)]


def _visited(sentence: Sentence) -> list[int]:
    """Places of the institutions that a visit in the sentence goes to."""
    if sentence.language == "ja":
        return [m.start() for m in re.finditer(f"{ORG}を(?:表敬)?訪(?:問|れ)", sentence.masked)]
    return [m.end() - 1 for m in _VISIT.finditer(sentence.masked)]


def _ids(sentence: Sentence, act: Act, role: Role) -> tuple[str, ...]:
    places = (place for place, r in sorted(act.roles.items()) if r is role)
    return tuple(dict.fromkeys(i for place in places for i in sentence.spans[place].ids))
