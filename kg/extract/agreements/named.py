"""Whom a sentence itself names as those who agreed: by their roles, then by other ways of naming the second one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.extract.agreements.acts import Act, Role, Stage
from kg.extract.agreements.agreement_words import pattern
from kg.extract.agreements.clauses import DATE, ORG, Sentence, both_ways, folded, simplified
from kg.extract.agreements.roles_ja import SUFFIX
from kg.extract.agreements.roles_zh import reports
from kg.model import OrganizationType

Types = Mapping[str, OrganizationType | None]
Ids = tuple[str, ...]

PARTY_ROLES = (Role.SUBJECT, Role.DELEGATE, Role.PARTNER)
_VISIT = re.compile(
    simplified(f"(?:訪問|造訪|拜訪|拜會|參訪|走訪|前往|轉往|轉赴|轉抵|來到|走進|移師|邀請|邀)(?:日本|台灣)?{ORG}")
)
# Bを訪問し, Bの学長室を27日、A大学の某校長が訪れ
_VISIT_JA = re.compile(
    f"{ORG}(?:の[^、。はがを{ORG}]{{0,8}})?を(?:{DATE}(?:に)?、?)?(?:{ORG}[^。、はが]{{0,24}}が)?(?:表敬)?訪(?:問|れ)"
)
_COUPLE = re.compile(f"(?<![在於于赴假抵]){ORG}[と與与和及・]{ORG}")  # not 在某市與乙
_OF_PLACE = re.compile(r"(?<![一-龥々])同?[市県町村府](?:と|との間で)")
_BOUGHT = both_ways(
    f"{ORG}[の的]?[^、。はが，{ORG}]{{0,6}}(?:株式|事業|股權|股份)[^、。はが，{ORG}]{{0,12}}(?:契約|合約|協議)"
)
# 当社が保有するBの全株式: what is sold
_OWNED_STOCK = re.compile(
    f"{ORG}{SUFFIX}が(?:保有|所有|持|抱え)[^、。はが{ORG}]{{0,6}}(?P<goods>{ORG})(?=の[^、。はが{ORG}]{{0,8}}(?:株式|持分|持ち分|事業))"
)
_GIVEN = re.compile("(?:社)?(?:に|から|へ)")
_GIVING = re.compile(
    "(?:社)?(?:に|へ|から)[^。、はが]{0,24}(?:委託|供給|供与|提供|販売|譲渡|許諾|貸与|納入|調達|購入|導入)"
    "[^。、はが]{0,8}(?:する|した|を受ける|を受けた)[^。、はがを]{0,10}(?:契約|協定|覚書|合意)"
)
# 町内へのBの進出にあたり、立地協定を締結しました: of whom a town speaks
_SITED = re.compile(
    f"{ORG}{SUFFIX}(?:の|による|が)[^、。はが{ORG}]{{0,24}}(?:進出|立地|新設|増設|建設|開設|設置|移転|拡張|操業|投資)"
    "(?:する|した)?(?:こと|計画)?(?:に(?:当た|あた)|に伴|に際し|に関|につ[いき]|に係|に向け|を受け|のため|が決ま)"
)
# A社の寄附により、B大学に講座を開設した: who pays, and where it is
_HOUSED = re.compile(
    f"{ORG}(?:社)?(?:の|からの|による)(?:出資|寄[附付]金?|支援|資金|委託|拠出)|{ORG}{SUFFIX}(?:内|構内)?に(?![^。]{{0,12}}訪)[^。、はが]{{0,24}}(?:ラボ|研究室|講座|センター|拠点)"
)
# A市に新工場を建てる立地協定, A市への進出を決め、立地協定を: the town
_SITE = re.compile(
    f"{ORG}(?:内|東部|西部|南部|北部)?(?:の[^、。はが{ORG}]{{0,16}})?(?:への?|に)[^。はが{ORG}]{{0,24}}(?:進出|立地|工場|拠点|事業所|建設|新設|建て)"
)
_THIS = both_ways("(?:這份|該份|這項|該項|這紙|此份|此項|該|この|同)$")
_PUT_UP = re.compile("(?:に|へ)[^。、はがを]{0,20}(?:設|建|置|開|進出|立地|集ま|訪|派遣|留学|所属|入)")
# Bに3年間フォトレジストを供給する契約: to whom, in the clause that says what the paper is about
_DATIVE = re.compile(
    f"(?:社|側)?(?:に|へ|から|に対し(?:て)?|向けに)、?[^。はがと{ORG}]{{2,44}}(?:[るうくすぐむつぶぬ]|した|れた|た)[^、。はがをに]{{0,12}}$"
)
_SET_UP = re.compile(f"{ORG}に[^。、]{{0,8}}{ORG}を|{ORG}を[^。、]{{0,8}}{ORG}に")  # 台南市に新会社B社を設け
_STAKE_OF = re.compile(f"{ORG}(?:社)?(?:の|が)[^、。はが{ORG}]{{0,12}}(?:株式|持分|持ち分|新株|増資)")
# 簽約當天，適逢甲與乙合辦的論壇: what else went on
_MEANWHILE = folded("(?:適逢|正逢|恰逢|正值|適值|時值|欣逢|恰好(?:遇上|碰上))")
_LATER_TOPIC = re.compile(f"{SUFFIX}(?:は|が)")


def with_role(sentence: Sentence, act: Act, *roles: Role) -> Ids:
    """The institutions that have one of the roles in an act, role by role, in order of the text."""
    places = [place for role in roles for place, r in sorted(act.roles.items()) if r is role]
    return tuple(dict.fromkeys(i for place in places for i in sentence.spans[place].ids))


def named_in(sentence: Sentence, act: Act, types: Types) -> Ids:
    """The parties that the sentence names; fewer than two where it leaves one to be understood."""
    _leave_out_goods(sentence, act)
    if not act.nouns and act.family == "sign" and sentence.masked[act.start : act.end] in ("署名", "サイン"):
        found: Ids = ()  # who puts their name to something is for `signatories`
    else:
        found = with_role(sentence, act, *PARTY_ROLES)
    if not found and not (act.family == "venture" and _SET_UP.search(sentence.masked)):
        found = _only_two(sentence, act) or _seller(sentence, act)
    if not found and act.family == "sign" and act.nouns:
        # 隔天轉往丙市，簽署備忘錄, B校を訪問し、協定の調印を行いました: with whom they went to
        visit = _VISIT_JA if sentence.language == "ja" else _VISIT
        went = [_of(m) for m in visit.finditer(sentence.masked, 0, act.start)][-1:]
        act.roles.update(dict.fromkeys(went, Role.PARTNER))
        found = tuple(i for place in went for i in sentence.spans[place].ids)
    if len(found) < 2 and sentence.language == "ja":
        found = (*found, *(i for i in _sited(sentence, act, types) if i not in found))
    if len(found) < 2 and sentence.language == "ja" and act.family == "laboratory":
        rooms = (m.start() for m in _HOUSED.finditer(sentence.masked))
        found = (*found, *(i for p in rooms for i in sentence.spans[p].ids if i not in found))[:2]
    if len(found) == 1 and act.stage is not Stage.OPEN:
        found = _couple(sentence, found[0]) or found
    if len(found) == 1 and act.dates and any(_THIS.search(sentence.masked, 0, n.start) for n in act.nouns):
        # 依合約供貨給乙公司，這份合約去年簽訂: of the two that the sentence names
        two = tuple(dict.fromkeys(i for _, span in sentence.find(ORG, 0, act.start) for i in span.ids))
        found = two if len(two) == 2 else found
    if len(found) == 1 and sentence.language == "ja":
        found = (*found, *_indirect(sentence, act, found[0], types))
        if not with_role(sentence, act, Role.SUBJECT):
            found = (*_told_behind(sentence, act, found), *found)
    if len(found) == 1 and act.family == "sign":
        rule = _VISIT_JA if sentence.language == "ja" else _VISIT
        places = [p for m in rule.finditer(sentence.masked) for p in _with_whom(sentence, _of(m), act)]
        visited = dict.fromkeys(i for p in places for i in sentence.spans[p].ids if i not in found)
        each = len(visited) > 1 and bool(pattern(sentence.language, "each").search(sentence.masked, places[0], act.end))
        act.each = act.each or each
        # Of three and more that were visited on one trip, the sentence does not say with which.
        found = (*found, *list(visited)[: None if each else 1 if len(visited) < 3 else 0])
    return found


_LISTED_BEHIND = both_ways(f"(?:[、・和與及]|以及|跟)(?:日本的?|台灣的?)?{ORG}")
_LISTED_BEFORE = re.compile(f"{ORG}(?:、|・|と|や|及び|および)(?:台湾の|日本の)?$")


def _with_whom(sentence: Sentence, place: int, act: Act) -> list[int]:
    """The places of an institution that is visited and of those in a row with it: A校、B校を訪問し, 訪問甲校及乙校."""
    run = [place]
    if sentence.language == "ja":
        while before := _LISTED_BEFORE.search(sentence.masked, max(0, run[0] - 8), run[0]):
            run.insert(0, before.start())
    else:
        while behind := _LISTED_BEHIND.match(sentence.masked, run[-1] + 1, act.start):
            run.append(behind.end() - 1)
    return run


def _of(match: re.Match[str]) -> int:
    """The place of the institution in a match."""
    return match.start() + match.group().index(ORG)


def _leave_out_goods(sentence: Sentence, act: Act) -> None:
    """AはBとCの株式譲渡契約を: what is sold is no party, where two others are."""
    bought = [place for place in act.roles if act.family == "sign" and _BOUGHT.match(sentence.masked, place)]
    sides = {i for p, r in act.roles.items() if r in PARTY_ROLES and p not in bought for i in sentence.spans[p].ids}
    if len(sides) > 1:
        act.roles.update(dict.fromkeys(bought, Role.OTHER))


def _only_two(sentence: Sentence, act: Act) -> Ids:
    """雙方簽署備忘錄，甲由…、乙由…代表: the two that a sentence names, without those who look on."""
    dated = act.family != "mention" or bool(act.past and (act.dates or act.told))
    if not act.nouns or not dated or act.stage is Stage.OPEN:
        return ()
    onlooking = pattern("ja", "witness") if sentence.language == "ja" else None
    meanwhile = _MEANWHILE.search(sentence.masked, act.end)
    goods = {match.start("goods") for match in _OWNED_STOCK.finditer(sentence.masked)}
    named = dict.fromkeys(
        i
        for place, span in sentence.find(ORG, 0, meanwhile.start() if meanwhile else None)
        if place not in goods
        and not (onlooking.search(sentence.masked, place) if onlooking else reports(sentence.masked, place))
        for i in span.ids
    )
    return tuple(named) if len(named) == 2 else ()


def _seller(sentence: Sentence, act: Act) -> Ids:
    """Whose stock it is that a contract is about: 株式譲渡契約を結び、当社が保有するBの全株式を引き渡す."""
    held = _OWNED_STOCK.search(sentence.masked) if any(n.kind == "InvestmentAgreement" for n in act.nouns) else None
    return sentence.spans[held.start()].ids if held is not None and sentence.language == "ja" else ()


def _couple(sentence: Sentence, one: str) -> Ids:
    """某大與某大的合作始於2017年的協定: a pair that belongs to another word still names the parties."""
    for match in _COUPLE.finditer(sentence.masked):
        both = tuple(dict.fromkeys(i for p in (match.start(), match.end() - 1) for i in sentence.spans[p].ids))
        if one in both:
            return both
    return ()


def _sited(sentence: Sentence, act: Act, types: Types) -> Ids:
    """The company of whose plant a town's agreement is, or the town: Bの進出に伴い, B市に工場を建てる立地協定を."""
    if not any(noun.kind == "InvestmentAgreement" for noun in act.nouns):
        return ()
    place = next((m.start() for m in _SITED.finditer(sentence.masked, 0, act.start)), None)
    ids = sentence.spans[place].ids if place is not None else ()
    if company := tuple(i for i in ids if types.get(i) is not OrganizationType.GOVERNMENT):
        return company
    town = next((m.start() for m in _SITE.finditer(sentence.masked, 0, act.start)), None)
    ids = sentence.spans[town].ids if town is not None else ()
    return tuple(i for i in ids if types.get(i) is OrganizationType.GOVERNMENT)


def _indirect(sentence: Sentence, act: Act, known: str, types: Types) -> Ids:
    """The other party where it is marked as a giver or taker (B社に委託することで合意) or taken up by 市と."""
    for place, span in sentence.find(ORG, 0, act.start):
        other = [i for i in span.ids if i != known]
        giving = act.family == "agree" or _GIVING.match(sentence.masked, place + 1)
        if other and giving and _GIVEN.match(sentence.masked, place + 1):
            return tuple(other[:1])
        if other and types.get(other[0]) is OrganizationType.GOVERNMENT and _OF_PLACE.search(sentence.masked, place):
            return tuple(other[:1])
        if other and not _PUT_UP.match(sentence.masked, place + 1) and _in_clause(sentence, act, place):
            return tuple(other[:1])
    stakes = [m for m in _STAKE_OF.finditer(sentence.masked, 0, act.start) if sentence.spans[m.start()].ids != (known,)]
    if len(stakes) == 1 and any(n.kind == "InvestmentAgreement" for n in act.nouns):
        return sentence.spans[stakes[0].start()].ids[:1]  # Bの株式を取得し、資本業務提携契約を締結
    return ()


def _in_clause(sentence: Sentence, act: Act, place: int) -> bool:
    """Whether an institution is giver or taker in the clause that modifies the noun of an act."""
    noun = next((n for n in act.nouns if n.start <= act.start and n.kind != "InvestmentAgreement"), None)
    return noun is not None and bool(_DATIVE.match(sentence.masked, place + 1, noun.start))


def _told_behind(sentence: Sentence, act: Act, known: Ids) -> Ids:
    """A社とは2021年に契約を結んでおり、B社は…: who agreed is the subject of what follows."""
    later = (p for p, _ in sentence.find(ORG, act.end) if _LATER_TOPIC.match(sentence.masked, p + 1))
    return tuple(i for p in list(later)[:1] for i in sentence.spans[p].ids if i not in known)
