"""Acts that a Chinese verb of signing tells: which verbs do, of which nouns, and whether they are the news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.agreements.acts import Act, Stage
from kg.extract.agreements.agreement_words import Noun, alternatives, kind_before, words
from kg.extract.agreements.clauses import DATE, ORG, Sentence, folded, simplified
from kg.extract.agreements.stages_zh import BREAK, stage_of

_REACH = 50  # from a verb to its noun
_PAPERS = "(?:備忘錄|協議|協定|合約|契約|合同|意向書|意願書|合意書|文本|盟約|盟書|約定|憲章|MOU|MoU|LOI)"
_PAPER_AHEAD = folded(f"[^，。；]{{0,26}}?{_PAPERS}")
# 更換, 預訂: words of other things that end so
_OTHER_WORD = folded("[轉更替交變改兌對切輪汰置撤互簽制修擬研商預增審校編裝添徵]")
_FALSE_VERB = folded(
    "建立(?!.{0,16}(?:姊妹|姐妹|夥伴關係|合作關係))|交換(?=學生|教師|師生|教授|學者|學習|實習|人員|生|意見)|(?<=[生師員術資])交換|更新(?!.{0,16}(?:備忘錄|協定|協議|合約|MOU))|結盟(?:研討|會議|論壇|活動)|簽(?:證|到|呈|核|收|書會|售|王|唱|帳|單|派)"
)
_MERELY = folded(
    "簽(?!.{0,30}(?:備忘錄|協議|協定|MOU|MoU|意向書|意願書|合約|契約|LOI|姊妹|姐妹|雙聯|雙學位|盟|約))|達成(?!.{0,16}(?:合作|協議|協定|備忘錄|MOU|MoU))"
)
# 在備忘錄上簽名
_ON_PAPER = folded(f"{_PAPERS}書?[」』》]?[^，。；]{{0,4}}上[^，。；]{{0,8}}$")
# 合約預計4月簽
_PAPER_BEFORE = folded("(?:備忘錄|協議書?|協定|合約|契約|合同|意向書|MOU|MoU|LOI)[^，。；簽]{0,14}$")
# 拿下乙公司的十年長約: with whom, and what
_WON = folded(
    f"(?:拿下|取得|獲得|贏得|爭取到|搶下)(?:日本|台灣)?的?{ORG}(?:公司)?的?[^，。；{ORG}]{{0,16}}?(?=(?:長約|合約|契約|合同|訂單合約))"
)
_AGREED_UPON = folded(
    f"(?<=[錄議定約書U])：{ORG}[^，。；{ORG}]{{0,10}}[與和跟][^，。；{ORG}]{{0,10}}{ORG}[^，。；{ORG}]{{0,6}}(?P<verb>約定|議定|講好|同意|說好)"
)
_CLAUSE_ENDS = folded("簽(?:了|好|完|妥|成)?(?:[，。；！]|$)")
_BARE = folded("^(?:了)?(?:[，。；！!]|$|完成|儀式|典禮)")
_CEREMONY = folded("^(?:的(?:還有|尚有|另有)|儀式|典禮|式|記者會|會場|活動|合影|現場|後|前|時)")
_HELD_BEHIND = folded("^[^。]{0,30}(?:舉行|舉辦|登場|完成|落幕|圓滿)")
_HELD_BEFORE = folded("(?:舉行|舉辦|完成|進行|辦理|舉)(?:了)?[^，。；]{0,24}$")
# Hoped-for partnerships are no agreements, unless the day is set: 將於11月結為友好城市.
_WEAK = frozenset(map(simplified, ("建立", "達成", "結為", "更新", "互換", "交換")))
_ON_A_DAY = folded(f"(?:將|訂|預計|預定|定)[^，。]{{0,4}}[於在]?{DATE}")
_COMMENT = folded("(?:這次|此次|本次|今次|這|這回)[^，。]{0,6}(?:是|為)[^，。]{0,24}$|(?:首次|第一次|首度|都是|均為)$")
# 期待藉由此次簽署, 透過這次與甲大學簽約: what was signed, whatever comes of it
_BY_THIS = folded(
    "(?:藉由?|藉著|透過|隨著|經由|憑藉|因|以)(?:著)?(?:此次|這次|本次|今次|此番|這項|此項)[^，。；]{0,24}$"
)
_ANEW = folded("(?:重新|再次|再度|重行)[^，。；]{0,3}$")
_COUNTED_KIND = folded(
    f"[0-9一二三四五六七八九十百多]{{1,6}}(?:所|校|家|個|間)[^，。；{ORG}]{{0,8}}[與和跟][^，。；{ORG}]{{0,8}}(?:學校|大學|高中|企業|機構|城市|單位)[^，。；{ORG}]{{0,4}}$"
)
_YEAR_OF = folded(f"(?P<date>{DATE})(?:年?[初底末中]|春天?|秋天?)?(?:即|就|已|所|共同|正式)?$")
_RELATIVE = folded("(?:了)?的[^，。；]*$")
# 一份是「某協議」，另一份是…「某備忘錄」
_THE_OTHER = folded("[」』》]?，(?:(?:另|第二|其二|其次)一?[份項紙件個]?|一[份項紙件])(?:則)?(?:是|為)[^，。；]{0,30}$")
_BOTH = folded("^[」』]?(?:、|與|和|及|以及|暨)[「『]?[^，。]{0,16}$")
_TWO = folded("[兩二2]項|[兩二2]份")
_AGAIN = frozenset(map(simplified, ("續簽", "續約", "續訂", "換約")))
_UNION = simplified("約盟")
_BY_PEN = simplified("簽字")
_BY_ITSELF = frozenset(("签署", "签订", "签定", "缔结", "签了"))  # 兩校正式簽署。


@cache
def _whole_verbs() -> frozenset[str]:
    """Verbs that say by themselves that an agreement is signed: 簽約."""
    return frozenset(words("zh-Hant", "self"))


@cache
def _verbs() -> re.Pattern[str]:
    found = sorted([*words("zh-Hant", "sign"), *words("zh-Hant", "self")], key=len, reverse=True)
    return re.compile(alternatives(found))


@cache
def _needs(what: str) -> frozenset[str]:
    """Verbs that are of signing only `with paper` behind them, 互換協定書, or `on paper` before, 在備忘錄上落款."""
    return frozenset(word for word, value in words("zh-Hant", "sign").items() if value == what)


def signings(sentence: Sentence, found: Sequence[Noun]) -> list[Act]:
    """The acts that verbs of signing tell, each with those of the nouns found that it is about."""
    masked, result = sentence.masked, list[Act]()
    verbs = [verb.span() for verb in _verbs().finditer(masked) if _is_of_signing(masked, verb.group(), verb.start())]
    taken: set[int] = set()
    for number, (start, end) in enumerate(verbs):
        if result and start < max([result[-1].end, *(n.end for n in result[-1].nouns)]):
            continue
        bound = verbs[number + 1][0] if number + 1 < len(verbs) else len(masked)
        behind = _behind(masked, found, end, bound)
        near = _objects(masked, found, behind, start, end, taken)
        near = near or _implied(sentence, found, start, end, taken, result)
        act = _act(sentence, start, end, near, bool(behind), result) if near else None
        if act is not None:
            taken |= {n.start for n in near}
            result.append(act)
    return result


def won(sentence: Sentence, found: Sequence[Noun]) -> list[Act]:
    """Papers that somebody gets from another: 拿下乙公司十年長約."""
    result = []
    for match in _WON.finditer(sentence.masked):
        noun = next((n for n in found if n.start <= match.end() < n.end), None)
        if noun is not None:
            stage, past = stage_of(sentence, match.start(), match.end())
            result.append(Act(noun.start, noun.end, stage, [noun], "sign", past))
    return result


def agreed_upon(sentence: Sentence, found: Sequence[Noun]) -> list[Act]:
    """Papers named first, and behind a colon who agreed on what: 主角是一份備忘錄：甲會與乙市約定，由…."""
    result = []
    for match in _AGREED_UPON.finditer(sentence.masked):
        noun = next((n for n in found if n.start < match.start() <= n.end + 1), None)
        if noun is not None:
            stage, past = stage_of(sentence, *match.span("verb"))
            result.append(Act(*match.span("verb"), stage, [noun], "sign", past))
    return result


def _is_of_signing(masked: str, verb: str, start: int) -> bool:
    """Whether a verb is one of signing where it stands: not 簽證, 標籤 or 達成目標."""
    if verb in _needs("on paper"):
        return _ON_PAPER.search(masked, max(0, start - 24), start) is not None
    if verb in _needs("with paper") and not (
        _PAPER_AHEAD.match(masked, start + len(verb)) and _OTHER_WORD.match(masked, start - 1) is None
    ):
        return False
    if _FALSE_VERB.match(masked, start) or masked[start - 1 : start] == "标":
        return False
    if verb == "签" and _CLAUSE_ENDS.match(masked, start) and _PAPER_BEFORE.search(masked, max(0, start - 24), start):
        return True
    return verb not in ("签", "达成") or not _MERELY.match(masked, start)


def _behind(masked: str, found: Sequence[Noun], end: int, bound: int) -> list[Noun]:
    """The nouns behind a verb, up to the next one, that may be its objects."""
    near = (n for n in found if end <= n.start < min(bound, end + _REACH))
    return [n for n in near if not re.search("[。；]", masked[end : n.start])]


def _objects(
    masked: str, found: Sequence[Noun], behind: Sequence[Noun], start: int, end: int, taken: set[int]
) -> list[Noun]:
    """The nouns that a verb is about: behind it, else before it in its clause."""
    before = [n for n in found if n.end <= start and start - n.end <= 24 and n.start not in taken]
    before = [n for n in before if not BREAK.search(masked[n.end : start])]
    by_name = masked[start:end] in _needs("on paper") or masked[start:end] == _BY_PEN
    if by_name and _ON_PAPER.search(masked, max(0, start - 24), start):
        both = len(before) > 1 and _BOTH.match(masked[before[-2].end : before[-1].start]) is not None
        return before[-2:] if both else before[-1:]
    near = _pair(masked, behind) if behind else before[-1:]
    verb = masked[start:end]
    holds = verb in _whole_verbs() and verb[-1] in _UNION
    if holds and behind and near == behind[:1] and BREAK.search(masked, end, near[0].start):
        near = []  # 2019年首度締約，協定去年期滿: the noun is of the next clause
    if not near and masked[end : end + 1] == ORG:
        # 簽下「某某聯盟」: the name is that of what was signed.
        near = [Noun(end, end + 1, "CooperationAgreement", False)]
    return near


def _implied(
    sentence: Sentence, found: Sequence[Noun], start: int, end: int, taken: set[int], told: Sequence[Act]
) -> list[Noun]:
    """The noun of a verb without one: of the act before it (每五年續約), of the verb itself, or named elsewhere."""
    masked, verb = sentence.masked, sentence.masked[start:end]
    known = [*(n for n in found if n.end <= start), *(told[-1].nouns[:1] if told else ())]
    ahead = next((n for n in found if n.start >= end and BREAK.search(masked, end, n.start) is None), None)
    if verb in _AGAIN and not known and ahead is not None:
        return [Noun(start, end, ahead.kind, ahead.formal)]  # 續簽2015年首度簽署的協議: what was signed is told behind
    if verb in _AGAIN and known:
        return [Noun(start, end, known[-1].kind, known[-1].formal)]
    own = Noun(start, end, kind_before(sentence, start, "CooperationAgreement"), False)
    if verb in _whole_verbs() and verb != _BY_PEN:
        return [own]
    bare = _BARE.match(masked[end:])
    if bare and found and _ANEW.search(masked, 0, start):
        return [Noun(start, end, found[-1].kind, found[-1].formal)]  # 協議屆滿，兩校重新簽署
    if bare and len(found) == 1 and found[0].end <= start and found[0].start not in taken:
        return list(found)
    return [own] if verb in _BY_ITSELF and (bare or verb == "缔结") else []


def _act(sentence: Sentence, start: int, end: int, near: list[Noun], behind: bool, told: Sequence[Act]) -> Act | None:
    """The act of a verb and its nouns, of which some stand `behind` it; none where nobody in particular signed."""
    masked, verb = sentence.masked, sentence.masked[start:end]
    clause = re.split("[，。；]", masked[:start])[-1]
    if _COUNTED_KIND.search(clause):
        return None  # 高雄已有27所高中與日本學校締結姊妹校: none of them is named
    stage, past = stage_of(sentence, start, end)
    if stage is Stage.PLANNED and verb in _WEAK and not _ON_A_DAY.search(clause):
        return None
    past = past or _of_a_year(sentence, masked[:start], near[0].start, end)
    if verb in _AGAIN and told and near[0].start == start and DATE not in masked[told[-1].end : start]:
        past = past or told[-1].past  # 早在2005年締約，每五年續約一次
    ceremony = None if behind else _CEREMONY.match(masked[end:])
    comment = ORG not in clause and _COMMENT.search(clause)  # 這次是第一次與地方政府簽約: of the one told elsewhere
    unheld = ceremony and not _is_held(masked, clause, start, end, ceremony.group())
    if stage in (Stage.SIGNED, Stage.PLANNED) and _BY_THIS.search(clause):
        stage = Stage.SIGNED if ORG in clause else Stage.OPEN
    if stage is Stage.SIGNED and (comment or unheld):
        stage = Stage.OPEN
    return Act(start, end, stage, near, "ceremony" if ceremony else "sign", past)


def _is_held(masked: str, clause: str, start: int, end: int, ceremony: str) -> bool:
    """Whether the ceremony of which a clause speaks is told to have taken place."""
    if _HELD_BEHIND.match(masked[end:]) or _HELD_BEFORE.search(masked, 0, start):
        return True
    return ceremony in ("后", "时") and clause.count(ORG) > (DATE not in clause)


def _of_a_year(sentence: Sentence, before: str, noun: int, end: int) -> bool:
    """2019年簽訂的協議, 今年初簽署的備忘錄: what is taken up by its year is no news, whenever that was."""
    dated = _YEAR_OF.search(before)
    if dated is None or not _RELATIVE.match(sentence.masked, end, noun):
        return False
    date = sentence.spans[dated.start("date")].date
    return date is not None and date.date.month is None


def _pair(masked: str, behind: Sequence[Noun]) -> list[Noun]:
    """The noun of a verb, or both of 「甲備忘錄」與「乙協議」."""
    first = behind[0]
    for second in behind[1:3]:
        gap = masked[first.end : second.start]
        apart = first.formal and second.formal and first.kind != second.kind  # 意向書及備忘錄
        both = _BOTH.match(gap) and ("」" in gap or "、" in gap or len(gap) > 3 or apart or _TWO.search(masked))
        if both or _THE_OTHER.match(gap):
            return [first, second]
        # 合作意願書（MOU）備忘錄 and the like: the last noun of one phrase is its head.
        if not gap.strip("」』書"):
            first = second
    return [first]
