"""Acts of agreeing in Chinese sentences: verb, noun, stage, dates and who is what to the verb."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from kg.extract.agreements.acts import (
    Act,
    Noun,
    Role,
    Stage,
    alternatives,
    bonds,
    carry_dates,
    carry_subjects,
    kind_before,
    nouns,
    pattern,
    told_in_brackets,
    without_doubles,
    words,
)
from kg.extract.agreements.clauses import DATE, ORG, PERSON, Sentence, simplified
from kg.extract.agreements.deals_zh import founded, owned_companies
from kg.extract.agreements.roles_zh import pairs_of, roles_of
from kg.extract.agreements.stages_zh import BREAK, folded, stage_of
from kg.extract.agreements.transfers import transfers
from kg.model import PassageKind

_REACH = 50  # from a verb to its noun
_CEREMONY = folded("^(?:的(?:還有|尚有|另有)|儀式|典禮|式|記者會|會場|活動|合影|現場|後|前|時)")
_FALSE_VERB = folded(
    "建立(?!.{0,16}(?:姊妹|姐妹|夥伴關係|合作關係))|交換(?!.{0,8}備忘錄)|交換(?=學生|教師|師生|教授|學者|學習|實習|人員|生|意見)|(?<=[生師員術資])交換|互換(?!.{0,10}(?:備忘錄|協議|文本))|更新(?!.{0,16}(?:備忘錄|協定|協議|合約|MOU))|結盟(?:研討|會議|論壇|活動)|簽(?:證|到|名|呈|核|收|書會|售|王|唱|帳|單|派)"
)
_MERELY = folded(
    "簽(?!.{0,30}(?:備忘錄|協議|協定|MOU|MoU|意向書|意願書|合約|契約|LOI|姊妹|姐妹|雙聯|雙學位|盟|約))|達成(?!.{0,16}(?:合作|協議|協定))"
)
# Hoped-for partnerships are no agreements, unless the day is set: 將於11月結為友好城市.
_WEAK = frozenset(map(simplified, ("建立", "達成", "結為", "更新", "互換", "交換")))
_ON_A_DAY = folded(f"(?:將|訂|預計|預定|定)[^，。]{{0,4}}[於在]?{DATE}")
_BARE = folded("^(?:了)?(?:[，。；！!]|$|完成|儀式|典禮)")
_BASIS_BEFORE = folded(
    f"(?:在|基於|依據|根據|依|按照|延續|繼|自|隨著|憑藉|透過|始於|源於|源自|起於|追溯至|追溯到|起自){DATE}?[^，。]{{0,30}}$"
)
_ANNIVERSARY = folded("^[^，。]{0,2}[0-9一二三四五六七八九十]+(?:周|週)?年")
_BASIS_BEHIND = folded("^[」』]?(?:書)?(?:的)?(?:基礎|框架|架構|以來|之後|後，再|精神|為基礎)")
_CARRIED = folded(f"^[」』]?，(?:已|業|將|並|也|亦)?(?:自|於|在|隨|因|從|至)[^。，；{ORG}]{{0,30}}$")
_HELD_BEHIND = folded("^[^。]{0,30}(?:舉行|舉辦|登場|完成|落幕|圓滿)")
_HELD_BEFORE = folded("(?:舉行|舉辦|完成|進行|辦理|舉)(?:了)?[^，。；]{0,24}$")
_TO_COME = folded(
    "^(?:書)?[」』]?[^，。；]{0,4}(?:將|預計|預定|擬|可望|延|留待|要等)[^，。；]{0,16}(?:再談|續談|洽談|敲定|定案|拍板|再議|再簽|簽署|簽訂|簽約)"
)
_EXTENDED = folded(
    "(?:把|將|讓|完成)[^。；]{0,40}(?:備忘錄|協議|協定|合約|合同|契約|MOU)[」』]?[^，。；]{0,4}(?P<verb>延長|展延|續延|延續)"
)
FORMER = frozenset(map(simplified, ("舊約", "前約")))  # that it ends is told with the new one
_PUT_OFF_TO = folded(f"(?:延後?|順延|推遲|推延|改|展延|延期)(?:至|到|於|在)?(?:今年|明年)?{DATE}")
_COMMENT = folded("(?:這次|此次|本次|今次|這|這回)[^，。]{0,6}(?:是|為)[^，。]{0,24}$|(?:首次|第一次|首度|都是|均為)$")
_ANEW = folded("(?:重新|再次|再度|重行)[^，。；]{0,3}$")
_HELD_ON = folded(
    f"(?:[^，。；{DATE}]{{0,16}}的)?(?:儀式|典禮|式|記者會)[^，。；{DATE}]{{0,6}}(?P<date>{DATE})[^，。；]{{0,30}}(?:舉行|舉辦|登場|完成|進行|辦理)"
)
_AMONG = folded(
    f"[^，。；{ORG}]{{0,24}}(?:，|：|（|——)?[^，。；{ORG}]{{0,6}}(?:包括|包含|分別是|分別為|依序是|依序為|涵蓋|即|有)(?:日本的?)?(?={ORG})"
)
_OBJECT_IS = folded(
    f"[^，。；{ORG}]{{0,6}}，(?:簽約|簽署|合作|結盟|締約)?(?:對象|夥伴|單位)(?:為|是|分別是|分別為|包括)(?:日本的?)?(?={ORG})"
)
_COUNTED_KIND = folded(
    f"[0-9一二三四五六七八九十百多]{{1,6}}(?:所|校|家|個|間)[^，。；{ORG}]{{0,8}}[與和跟][^，。；{ORG}]{{0,8}}(?:學校|大學|高中|企業|機構|城市|單位)[^，。；{ORG}]{{0,4}}$"
)
_COUNTED = folded(
    "[與和跟][^，。；]{0,10}[2-9二兩三四五六七八九多數][^，。；]{0,2}[所家間個校縣市](?:[^，。；]{0,10})$"
)
_AND_ALSO = folded(f"(?:、|與|和|及|以及|跟|暨|，){{1,3}}[^，。；、與和及{ORG}{PERSON}{DATE}]{{0,8}}{ORG}")
_BY_PERSONS = folded(f"[，。；：]由[^，。；]*{PERSON}[^，。；]*$")
_YEAR_OF = folded(f"(?P<date>{DATE})(?:年?[初底末中]|春天?|秋天?)?(?:即|就|已|所|共同|正式)?$")
_RELATIVE = folded("(?:了)?的[^，。；]*$")
# 一份是「某協議」，另一份是…「某備忘錄」
_THE_OTHER = folded("[」』》]?，(?:另|第二|其二|其次)一?[份項紙件個]?(?:則)?(?:是|為)[^，。；]{0,30}$")
_DENIES = simplified("否認")
_UNION = simplified("約盟")
_ANEW_VERBS = frozenset(map(simplified, ("續簽", "續約", "續訂", "換約")))
_BY_PEN = simplified("簽字")
_TWO_NOUNS = folded("^[」』]?(?:、|與|和|及|以及|暨)[「『]?[^，。]{0,16}$")
_TWO_OF_THEM = folded("[兩二2]項|[兩二2]份")
_OF_A_DAY = folded(f"{DATE}(?:的)?[^，。與和由]{{0,14}}$")
_ONE_BY_ONE = folded("先後|陸續")
_TELLS_SIGNING = folded("[^，。]{0,8}(?:(?:簽|締|訂)(?![^，。]{0,3}(?:，|。|$))|的|之)")
_DATED_BEHIND = folded(f"[^，。]{{0,4}}(?:日期|時間|於|在)[：:]?{DATE}")
_HOPED = folded("(?:期待|期盼|期許|盼|希望|藉|藉由|透過)[^，。；]{0,6}$")
_NEWS_BASIS = folded("最新|此次|這次|本次|今天|今日")


@cache
def _verbs() -> re.Pattern[str]:
    found = sorted([*words("zh-Hant", "sign"), *words("zh-Hant", "self")], key=len, reverse=True)
    return re.compile(alternatives(found))


@cache
def _reported() -> re.Pattern[str]:
    """What says right behind a date that it is the one of a report."""
    return folded(f"[^，。]{{0,6}}(?:{'|'.join(words('zh-Hant', 'report'))})")


def read_acts(sentence: Sentence) -> list[Act]:
    """The acts of agreeing that a Chinese sentence tells, in order, with roles and dates."""
    masked, found = sentence.masked, nouns(sentence)
    acts = [*_signings(sentence, found), *founded(sentence), *_ended(sentence, found)]
    acts += _extended(sentence, acts)
    owned = owned_companies(sentence)
    acts = [*owned, *(a for a in acts if a.family != "venture" or not owned)]
    acts += transfers(sentence, acts)
    acts.sort(key=lambda a: a.start)
    acts = without_doubles(acts)
    used = {n.start for a in acts for n in a.nouns}
    acts += [a for n in found if n.start not in used and (a := _mention(sentence, n))]
    acts.sort(key=lambda a: a.start)
    floor = 0
    for act in acts:
        _fill(sentence, act, floor)
        floor = max(act.end, *(n.end for n in act.nouns)) if act.nouns else act.end
        alone = act.nouns[:1] and act.start == act.nouns[0].start and not _HOPED.search(masked, 0, act.start)
        if act.stage is Stage.PLANNED and alone and not _acting(act):
            # 原定拜訪的甲校因故取消，協定將延到明年再談: whoever the sentence names is meant.
            act.roles = {place: Role.PARTNER for place, _ in sentence.find(ORG, 0, act.start)}
    carry_dates(acts)
    for former, act in pairwise(acts):
        if former.family == "ceremony" and not act.dates:
            act.dates = former.dates  # 昨日出席簽約記者會，宣布雙方簽訂…
    # …，由某與某簽署: who signs is not whom the next clause is about.
    carry_subjects([a for a in acts if not _BY_PERSONS.search(masked, 0, a.start)])
    for former, act in pairwise(acts):
        if act.nouns and act.nouns[0].end == act.end and _EXTENDED.search(masked, 0, act.end) and not act.roles:
            act.roles = dict(former.roles)  # 把2021年簽訂的協議延長五年: of the same two
    for act, following in pairwise(acts):
        # 25日與乙簽約後，甲27日與丙簽約: who did the first is told with the second.
        alike = act.family in ("sign", "ceremony") and following.family == "sign"
        if alike and Role.PARTNER in act.roles.values() and Role.SUBJECT not in act.roles.values():
            later = [place for place, role in sorted(following.roles.items()) if role is Role.SUBJECT]
            act.roles.update(dict.fromkeys(later[:1] if BREAK.search(masked, act.end) else [], Role.SUBJECT))
    for false in pattern("zh-Hant", "report-false").finditer(masked):
        for act in acts:
            # 否認 reaches what follows it: 甲擬收購乙，雙方否認金額過高 denies no purchase.
            if false.group() != _DENIES or act.start > false.start():
                act.stage = Stage.DENIED
    return acts


def _acting(act: Act) -> bool:
    return any(role in (Role.SUBJECT, Role.PARTNER) for role in act.roles.values())


def _signings(sentence: Sentence, found: list[Noun]) -> list[Act]:
    masked = sentence.masked
    verbs = [m for m in _verbs().finditer(masked) if not _FALSE_VERB.match(masked, m.start())]
    verbs = [m for m in verbs if masked[m.start() - 1 : m.start()] != "标"]  # 標籤
    verbs = [m for m in verbs if m.group() not in ("签", "达成") or not _MERELY.match(masked, m.start())]
    result: list[Act] = []
    taken: set[int] = set()
    for number, verb in enumerate(verbs):
        start, end = verb.span()
        if result and start < max([result[-1].end, *(n.end for n in result[-1].nouns)]):
            continue
        bound = verbs[number + 1].start() if number + 1 < len(verbs) else len(masked)
        behind = [
            n
            for n in found
            if end <= n.start < min(bound, end + _REACH) and not re.search("[。；]", masked[end : n.start])
        ]
        before = [n for n in found if n.end <= start and start - n.end <= 24 and n.start not in taken]
        before = [n for n in before if not BREAK.search(masked[n.end : start])]
        near = _pair(masked, behind) if behind else before[-1:]
        anew = found and _ANEW.search(masked, 0, start)
        alone = verb.group() in words("zh-Hant", "self")
        holds = alone and verb.group()[-1] in _UNION
        if holds and behind and near == behind[:1] and BREAK.search(masked, end, near[0].start):
            near = []  # 2019年首度締約，協定去年期滿: the noun is of the next clause
        ceremony = _CEREMONY.match(masked[end:])
        if ceremony and before and not behind[:1]:
            near = before[-1:]
        if not near and masked[end : end + 1] == ORG:
            # 簽下「某某聯盟」: the name is that of what was signed.
            near = [Noun(end, end + 1, "CooperationAgreement", False)]
        again = verb.group() in _ANEW_VERBS
        if not near and again and result:
            near = [Noun(start, end, result[-1].nouns[0].kind, result[-1].nouns[0].formal)]
        if not near and alone and verb.group() != _BY_PEN:
            near = [Noun(start, end, kind_before(sentence, start, "CooperationAgreement"), False)]
        if not near and anew and _BARE.match(masked[end:]):
            near = [Noun(start, end, found[-1].kind, found[-1].formal)]  # 協議屆滿，兩校重新簽署
        if not near and _BARE.match(masked[end:]) and len(found) == 1 and found[0].end <= start:
            near = found[:1] if found[0].start not in taken else []
        bare = _BARE.match(masked[end:]) or verb.group() == "缔结"
        if not near and bare and verb.group() in ("签署", "签订", "签定", "缔结", "签了"):
            near = [Noun(start, end, kind_before(sentence, start, "CooperationAgreement"), False)]
        if not near:
            continue
        clause = re.split("[，。；]", masked[:start])[-1]
        if _COUNTED_KIND.search(clause):
            continue  # 高雄已有27所高中與日本學校締結姊妹校: none of them is named
        stage, past = stage_of(sentence, start, end)
        if stage is Stage.PLANNED and verb.group() in _WEAK and not _ON_A_DAY.search(clause):
            continue
        taken |= {n.start for n in near}
        past = past or _of_a_year(sentence, masked[:start], near[0].start, end)
        if again and result and near[0].start == start and DATE not in masked[result[-1].end : start]:
            past = past or result[-1].past  # 早在2005年締約，每五年續約一次
        if stage is Stage.SIGNED and ORG not in clause and _COMMENT.search(clause):
            stage = Stage.OPEN  # 這次是第一次與地方政府簽約: of the one that is told elsewhere
        held = _HELD_BEHIND.match(masked[end:]) or _HELD_BEFORE.search(masked, 0, start)
        there = ceremony and ceremony.group() in ("后", "时") and clause.count(ORG) > (DATE not in clause)
        if ceremony and not behind and stage is Stage.SIGNED and not held and not there:
            stage = Stage.OPEN
        result.append(Act(start, end, stage, near, "ceremony" if ceremony and not behind else "sign", past))
    return result


def _of_a_year(sentence: Sentence, before: str, noun: int, end: int) -> bool:
    """2019年簽訂的協議, 今年初簽署的備忘錄: what is taken up by its year is no news, whenever that was."""
    dated = _YEAR_OF.search(before)
    if dated is None or not _RELATIVE.match(sentence.masked, end, noun):
        return False
    date = sentence.spans[dated.start("date")].date
    return date is not None and date.date.month is None


def _pair(masked: str, behind: list[Noun]) -> list[Noun]:
    """The noun of a verb, or both of 「甲備忘錄」與「乙協議」."""
    first = behind[0]
    for second in behind[1:3]:
        gap = masked[first.end : second.start]
        if _THE_OTHER.match(gap):
            return [first, second]
        if _TWO_NOUNS.match(gap) and ("」" in gap or "、" in gap or len(gap) > 3 or _TWO_OF_THEM.search(masked)):
            return [first, second]
        # 合作意願書（MOU）備忘錄 and the like: the last noun of one phrase is its head.
        if not gap.strip("」』書"):
            first = second
    return [first]


def _ended(sentence: Sentence, found: list[Noun]) -> list[Act]:
    masked, result = sentence.masked, []
    for verb in pattern("zh-Hant", "end").finditer(masked):
        if _ANNIVERSARY.match(masked[verb.end() :]):
            continue
        near = _beside(masked, found, verb.span())
        carried = [n for n in found if n.end <= verb.start() and _CARRIED.match(masked[n.end : verb.start()])]
        # 簽訂之代理合約，自合資公司設立日起終止: what was just named ends, over the comma.
        near = near or carried[-1:] or _beside(masked, bonds(sentence), verb.span())
        if near and masked[near[0].start : near[0].end] not in FORMER:
            stage, _ = stage_of(sentence, *verb.span())
            if stage is not Stage.DENIED:
                result.append(
                    Act(
                        *verb.span(),
                        Stage.ENDED if stage is Stage.SIGNED else Stage.SIGNED,
                        near[:1],
                        past=True,
                        ending=True,
                        ends=_date_before(masked, verb.start()),
                    )
                )
    return result


def _date_before(masked: str, verb: int) -> int | None:
    """The place of the date right before a verb: 明年到期, 4月底屆滿."""
    found = re.search(f"{DATE}[^，。；{DATE}{ORG}]{{0,2}}$", masked[:verb])
    return found.start() if found else None


def _extended(sentence: Sentence, acts: list[Act]) -> list[Act]:
    """Agreements made longer: 把2021年簽訂的協議延長五年, 延長合作備忘錄效期."""
    result = []
    for match in _EXTENDED.finditer(sentence.masked):
        named = [n for n in nouns(sentence) if match.start() <= n.start < match.end()]
        if named and not any(a.stage is Stage.ENDED for a in acts):
            verb = match.end("verb")
            stage, past = stage_of(sentence, match.start("verb"), verb)
            # The noun belongs to the first signing; the place of the verb keeps the two apart.
            noun = Noun(verb - 1, verb, named[-1].kind, named[-1].formal)
            for former in (a for a in acts if match.start() <= a.start < verb):
                former.past = True
            result.append(Act(match.start("verb"), verb, stage, [noun], "sign", past))
    return result


def _beside(masked: str, found: list[Noun], verb: tuple[int, int]) -> list[Noun]:
    """The nouns close to an ending verb in its clause."""
    start, end = verb
    near = [n for n in found if 0 <= n.start - end <= 30 or 0 <= start - n.end <= 12]
    return [n for n in near if not BREAK.search(masked[min(n.end, end) : max(n.start, start)])]


def _mention(sentence: Sentence, noun: Noun) -> Act | None:
    """An agreement named without a verb: it tells one where it has a date, a use (に基づき) or stands in a heading."""
    masked = sentence.masked
    before, tail = masked[: noun.start], masked[noun.end :]
    dated = bool(_OF_A_DAY.search(before))
    basis = bool(_BASIS_BEFORE.search(before) and _BASIS_BEHIND.match(tail)) and not _NEWS_BASIS.search(before)
    dated = dated or bool(told_in_brackets(sentence, noun))
    if _TO_COME.match(tail):
        return Act(noun.start, noun.end, Stage.PLANNED, [noun], "sign")
    if basis or (dated and (_BASIS_BEFORE.search(before) or told_in_brackets(sentence, noun))):
        return Act(noun.start, noun.end, Stage.SIGNED, [noun], "mention", True)
    if sentence.kind in (PassageKind.TITLE, PassageKind.HEADING, PassageKind.ITEM):
        return Act(noun.start, noun.end, Stage.OPEN, [noun], "mention")
    return None


def _fill(sentence: Sentence, act: Act, floor: int) -> None:
    """Give an act its roles, dates and whether there is one with each partner."""
    masked = sentence.masked
    if act.family in ("owned", "transfer"):
        return
    last = max([act.end, *(n.end for n in act.nouns)])
    act.roles = roles_of(masked, floor, act, last)
    act.pairs = pairs_of(masked, floor, act)
    act.told = next((d for n in act.nouns if (d := told_in_brackets(sentence, n))), None)
    act.each = act.each or bool(pattern("zh-Hant", "each").search(masked, floor, act.end))
    act.each = act.each or bool(_ONE_BY_ONE.search(masked, floor, act.start))
    among = _AMONG.match(masked, last) if _COUNTED.search(masked, floor, act.start) else None
    if named := among or _OBJECT_IS.match(masked, last):
        # 與日本3所大學簽約，包括甲、乙及丙; 首度與日本的大學簽約，對象為甲
        act.roles.update(dict.fromkeys(_chain(masked, named.end()), Role.PARTNER))
        act.each = bool(among)
    dates = [i for i, _ in sentence.find(DATE, floor, act.start)][::-1]
    if masked[act.end - 1] == "于" and masked[act.end : act.end + 1] == DATE:
        dates.insert(0, act.end)  # 備忘錄最早簽於2016年
    if act.ending:
        # Only a date told with its signing is the agreement's: 終止2018年簽署的協議.
        dates = [i for i, _ in sentence.find(DATE) if _TELLS_SIGNING.match(masked, i + 1)]
        noun = act.nouns[0].start if act.nouns else act.start
        dates = [i for i in dates if i < noun][::-1] + [i for i in dates if i >= noun]
    reported = [i for i in dates if _reported().match(masked, i + 1, i + 12)]
    act.announced = bool(reported) and len(reported) == len(dates)
    act.dates = [i for i in dates if i not in reported] or reported
    off = _PUT_OFF_TO.search(masked, act.end) if act.stage is Stage.PLANNED else None
    if off:
        act.dates.insert(0, off.end() - 1)
    if follow := _DATED_BEHIND.match(masked, act.end):
        act.dates.insert(0, follow.end() - 1)
    elif (act.family == "ceremony" or not act.dates) and (held := _HELD_ON.match(masked, act.end)):
        act.dates.insert(0, held.start("date"))


def _chain(masked: str, first: int) -> list[int]:
    """The institution at a place and those that words for and join to it."""
    places = [first]
    while more := _AND_ALSO.match(masked, places[-1] + 1):
        places.append(more.end() - 1)
    return places
