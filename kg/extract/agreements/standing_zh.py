"""Agreements that a Chinese sentence takes up as they stand: named without a verb, ended, made longer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.agreements.acts import Act, Stage
from kg.extract.agreements.agreement_words import Noun, bonds, nouns, pattern, told_in_brackets
from kg.extract.agreements.clauses import DATE, ORG, Sentence, folded, simplified
from kg.extract.agreements.stages_zh import BREAK, stage_of
from kg.model import PassageKind

FORMER = frozenset(map(simplified, ("舊約", "前約")))  # that it ends is told with the new one
_ANNIVERSARY = folded("^[^，。]{0,2}[0-9一二三四五六七八九十]+(?:周|週)?年")
_ONLY_A_PLAN = folded("(?:的)?(?:計畫|計劃|談判|協商|洽談|構想|提案|議案|規劃)")  # 合資計畫破局
_CARRIED = folded(f"^[」』]?，(?:已|業|將|並|也|亦)?(?:自|於|在|隨|因|從|至)[^。，；{ORG}]{{0,30}}$")
EXTENDED = folded(
    "(?:把|將|讓|完成)[^。；]{0,40}(?:備忘錄|協議|協定|合約|合同|契約|MOU)[」』]?[^，。；]{0,4}(?P<verb>延長|展延|續延|延續)"
)
_DISPOSED = folded("(?:把|將)(?![與和跟於在])[^，。；將把]{0,40}(?:備忘錄|協議|協定|合約|合同|契約|MOU)")
_DRAFTED = folded("[」』]?(?:書)?(?:的)?草案[^。；]{0,20}(?:送|審議|討論|研擬|協商|擬妥|定稿|提交|完成)")
_BASIS_BEFORE = folded(
    f"(?:在|基於|依據|根據|依|按照|延續|繼|自|隨著|憑藉|透過|始於|源於|源自|起於|追溯至|追溯到|起自){DATE}?[^，。]{{0,30}}$"
)
_BASIS_BEHIND = folded("^[」』]?(?:書)?(?:的)?(?:基礎|框架|架構|以來|之後|後，再|精神|為基礎)")
_NEWS_BASIS = folded("最新|此次|這次|本次|今天|今日")
# 兩校的協定始於2015年
_BEGAN = folded(f"[」』]?(?:書)?(?:最早|最初|可)?(?:始於|起於|源於|源自|肇始於|起自|追溯[至到]|追溯回)(?={DATE})")
_TO_COME = folded(
    "^(?:書)?[」』]?[^，。；]{0,4}(?:將|預計|預定|擬|可望|延|留待|要等)[^，。；]{0,16}(?:再談|續談|洽談|敲定|定案|拍板|再議|再簽|簽署|簽訂|簽約)"
)
_HAS_SINCE = folded(
    f"{DATE}(?:起|間|時|底|初|春|秋)?(?:就|即|便|已|早已|起)(?:已|經)?有(?:了)?[^，。；]{{0,14}}$"
)  # 2013年就有校際協議
_DATED = folded(f"{DATE}(?!起[依按])(?:的)?[^，。與和由]{{0,14}}$")


def ended(sentence: Sentence, found: Sequence[Noun]) -> list[Act]:
    """Agreements told by a verb of ending; one that somebody denies to have ended stands."""
    masked, result = sentence.masked, []
    for verb in pattern("zh-Hant", "end").finditer(masked):
        near = [] if _ANNIVERSARY.match(masked[verb.end() :]) else _ending(sentence, found, *verb.span())
        near = [n for n in near if not _ONLY_A_PLAN.match(masked, n.end, verb.start())]
        if not near or masked[near[0].start : near[0].end] in FORMER:
            continue
        stage, _ = stage_of(sentence, *verb.span())
        if stage is not Stage.DENIED:
            told = Stage.ENDED if stage is Stage.SIGNED else Stage.SIGNED
            ends = _date_before(masked, verb.start())
            result.append(Act(*verb.span(), told, near[:1], past=True, ending=True, ends=ends))
    return result


def _ending(sentence: Sentence, found: Sequence[Noun], start: int, end: int) -> list[Noun]:
    """What a verb of ending is about: close to it, or just named, over the comma, else a word for working together."""
    masked = sentence.masked
    # 簽訂之代理合約，自合資公司設立日起終止
    carried = [n for n in found if n.end <= start and _CARRIED.match(masked[n.end : start])]
    return _beside(masked, found, start, end) or carried[-1:] or _beside(masked, bonds(sentence), start, end)


def _beside(masked: str, found: Sequence[Noun], start: int, end: int) -> list[Noun]:
    """The nouns close to an ending verb in its clause."""
    near = [n for n in found if 0 <= n.start - end <= 30 or 0 <= start - n.end <= 12]
    return [n for n in near if not BREAK.search(masked[min(n.end, end) : max(n.start, start)])]


def _date_before(masked: str, verb: int) -> int | None:
    """The place of the date right before a verb: 明年到期, 4月底屆滿."""
    found = re.search(f"{DATE}[^，。；{DATE}{ORG}]{{0,2}}$", masked[:verb])
    return found.start() if found else None


def extended(sentence: Sentence, acts: list[Act]) -> list[Act]:
    """Agreements made longer: 把2021年簽訂的協議延長五年, 延長合作備忘錄效期."""
    result = []
    for match in EXTENDED.finditer(sentence.masked):
        named = [n for n in nouns(sentence) if match.start() <= n.start < match.end()]
        if named and not any(a.stage is Stage.ENDED for a in acts):
            verb = match.end("verb")
            # 將協議展延五年 says what is made longer, not that it is planned
            disposed = _DISPOSED.match(match.group())
            stage, past = stage_of(sentence, match.start() if disposed else match.start("verb"), verb)
            # The noun belongs to the first signing; the place of the verb keeps the two apart.
            noun = Noun(verb - 1, verb, named[-1].kind, named[-1].formal)
            for former in (a for a in acts if match.start() <= a.start < verb):
                former.past = True
            result.append(Act(match.start("verb"), verb, stage, [noun], "sign", past))
    return result


def mention(sentence: Sentence, noun: Noun) -> Act | None:
    """An agreement named without a verb: it tells one where it has a date, a use (に基づき) or stands in a heading."""
    masked = sentence.masked
    before, tail = masked[: noun.start], masked[noun.end :]
    basis = bool(_BASIS_BEFORE.search(before) and _BASIS_BEHIND.match(tail)) and not _NEWS_BASIS.search(before)
    dated = _DATED.search(before) or told_in_brackets(sentence, noun)
    if _TO_COME.match(tail) or _DRAFTED.match(tail):
        return Act(noun.start, noun.end, Stage.PLANNED, [noun], "sign")
    if began := _BEGAN.match(tail):
        return Act(noun.start, noun.end + began.end(), Stage.SIGNED, [noun], "mention", True)
    if _HAS_SINCE.search(before):
        return Act(noun.start, noun.end, Stage.SIGNED, [noun], "mention", True)
    if basis or (dated and (_BASIS_BEFORE.search(before) or told_in_brackets(sentence, noun))):
        return Act(noun.start, noun.end, Stage.SIGNED, [noun], "mention", True)
    if sentence.kind in (PassageKind.TITLE, PassageKind.HEADING, PassageKind.ITEM):
        return Act(noun.start, noun.end, Stage.OPEN, [noun], "mention")
    return None
