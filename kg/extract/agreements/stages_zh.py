"""How far things have come, by the words before a Chinese verb of agreeing.

Patterns are written in Traditional characters and folded, as the sentences are.
"""

from __future__ import annotations

import re
from functools import cache

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.agreement_words import alternatives, pattern, words
from kg.extract.agreements.clauses import DATE, Sentence, folded, simplified

BREAK = folded("，(?!以及)|[。；;！!？?]|：(?!$)")
_DONE = folded("^(?:了|過|妥|畢|完成|成功|的)")
_STATED_FACT = folded("已(?!預|計|規)|完成|正式|今[（(]|日前|昨|甫|剛|順利|成功")
_CONDITION = folded("(?:是否|能否|有無|會否|若|如果|一旦|倘若|假如|如能|如果能)[^。]{0,24}$")
_ALREADY = folded("^(?!.*(?:日前|正式|順利|甫|剛)).*已(?:經)?[與和跟]")
# 甲公司週四表示，已與…: what is announced on a day of this week is the news.
_NEWS = folded("(?:(?:週|周|星期)[一二三四五六日]|日前|昨|今)[^，]{0,8}(?:表示|宣布|宣佈|公告|發布|證實)[^，]{0,4}$")
# 不排除簽署: nothing is agreed or planned yet.
_UNDER_TALKS = folded(
    "^(?:一事|事宜|案|細節|內容|條件)?(?:正|已|持續)?(?:展開|進行|啟動|著手|開始)?(?:討論|協商|磋商|洽談|談判|評估|研議|審議)"
)
# 簽署備忘錄，這一年間雙方…, 簽署備忘錄後，開始…: what they look back at
_EVER_SINCE = folded(
    "[^，。]{0,12}，(?:這|過去|近)?[一兩二三四五六七八九十0-9多]+年(?:多)?(?:間|來|以來)"
    "|[^，。]{0,12}(?<=[錄議定約書U])後，?(?:雙方|兩[校市造地])?(?:即|便|就|已)?(?:開始|展開|陸續|持續|每年|多次)"
)
# 案由一：備忘錄續簽案
_ON_AGENDA = folded("(?:議?案|提案|一案|事宜|事項)(?:[，。；：]|$)")
_FOLLOWING = folded(f"繼[^，。]{{0,6}}{DATE}")
_MAYBE = folded("(?:不排除|或許|也許|有可能|(?<!不)可能|未必)[^，。]{0,24}$")
_WOULD_HAVE = folded(
    "(?:原訂|原定|原擬|原預定|原預計|原本|本擬|本來|原計畫|原計劃|原規劃|(?:曾|一度|本已|早先)[^，。；]{0,3}(?:計畫|計劃|規劃|打算|預定|預計|有意))[^。；]{0,30}$"
)
_BOARD = folded(
    "(?:董事會|理事會|理監事會|校務會議|行政會議|市議會|縣議會|議會|教授會|院會)[^，。；]{0,6}(?:通過|決議|核准|同意|核定)(?!並)[^，。；]{0,4}(?:與|和|跟)[^，。；]{0,30}$"
)
_RUMOUR = folded("(?:外傳|傳聞|傳言|盛傳|據傳|謠傳|傳出|外界揣測|外界臆測|媒體報導|報導指出?)[^。；]{0,60}$")
_REFUTED = folded(
    "[^。]{0,60}(?:強調|澄清|回應|表示|指出|說)[^。]{0,24}(?:沒有|並未|尚未|未|只是|僅|僅止|初步|無此|不予)|[^。]{0,40}否認"
)
_CAME_TRUE = folded("如期|順利|終於|提前|正式簽|今[日天（(]")
_PUT_OFF = folded("延後|延期|延至|延到|順延|推遲|推延|改期|改於|改到|改在|展延|擇期|另訂")
_IN_TALKS = folded("洽談|協商|磋商|談判|議約|商談|洽商|接洽|討論|研議|評估|草擬|審議|議價|交涉")
_NOT_YET = folded("(?:尚未|還沒|仍未|還未|未及|尚待|尚無|迄未|至今未|目前未|暫未)[^，。]{0,16}$")
_NO_PLAN = folded("(?:無|沒有|未有|尚無|並無|別無)[^，。]{0,10}$")
_PLANS = folded(
    "^(?:[^，。]{0,8}的)?(?:時程|計畫|計劃|規劃|打算|安排|時間表|意願|意思|必要|可能|想法|議程|問題|行程|進度|消息|情事|事實|協議|文件)"
)
# 就簽署協議交換意見: talked about, not done
_TALK_OF = folded("(?:就|針對|圍繞|對於?|為)[^，。；、與和跟]{0,6}$")
_TALKED = folded("[^，。；]{0,20}(?:交換(?:了)?意見|討論|協商|會談|洽談|磋商|溝通|交流意見|達成共識|凝聚共識)")
_YEARS_AGO = folded("(?:^|[，。；])(?:早在|就在|約|大約|其實)?[0-9一二兩三四五六七八九十]{1,3}年(?:多)?前")
_PROPOSED = folded("(?:提案|提議|倡議|建議|提請|報請|主張)[^，。；]{0,4}[與和跟][^，。；]{0,24}$")
_AND = folded("^(?:並|且|也|同時|以及|再|進而|後|亦|還)")
_HAS_SIGNED = frozenset(map(simplified, ("簽有", "訂有")))
_ENTERS_ITS = folded("[^。]{0,40}邁入第")
_TO_THIS_DAY = folded("[^，。]{0,30}(?:以來|多年|至今|迄今)")
_ONCE = folded("曾(?:經)?")
_BEFORE_THAT = folded("^(?:在此之前|此前|先前|過去|去年)")
_NOT = folded("(?<!無)[不沒未勿]$")
_WISHES = folded("(?<![融接商])[洽欲盼]$")
_FELL_THROUGH = folded("^(?:的)?(?:計畫|計劃|案)?(?:破局|告吹|生變)")
_THOUGHT = folded("^(?:的)?(?:構想|提議|念頭|想法|願景)")  # 當場提出訂約構想
_AFTER_IT = folded("^(?:之)?後(?!續)")
_ALREADY_DID = folded("(?:已|曾|剛)[^，]{0,8}$")
_WITH = folded("^[與和跟]")
_SET_FOR = folded("(?:訂於|定於|預計|預定|將於|擬於|擬|將在|預計在)[^，]{0,30}$")


# 本計畫依據…: a project, not that somebody plans.
_PROJECT = (
    "(?<=[本該此項個期的之第])計[畫劃]|計[畫劃](?=依|係|由|名|書|案|主持)"
    "|(?<=研究|合作|交流|培育|人才|補助|獎勵|實習|示範|行動|發展|推動|學位|學程)計[畫劃](?![與和跟在於明今年])"
)


@cache
def _plan() -> re.Pattern[str]:
    found = alternatives(words("zh-Hant", "plan"))
    return re.compile(
        simplified(
            f"(?<!不)(?<!主)(?<!名)(?<!並未)(?!{_PROJECT})(?:{found}|明(?=[與和跟簽在於])|(?<![協學商公工議大年聯座機])會(?=[與和跟]))(?!領|軍|書)"
        )
    )


@cache
def _deny() -> re.Pattern[str]:
    return re.compile(alternatives(words("zh-Hant", "deny")) + simplified("(?!來|來|來的|經|婚|滿|有)"))


def stage_of(sentence: Sentence, start: int, end: int) -> tuple[Stage, bool]:
    """Stage by the words before the verb in its clause, and whether it is told as background."""
    masked = sentence.masked
    breaks = [m.end() for m in BREAK.finditer(masked, 0, start)]
    begin = breaks[-1] if breaks else 0
    clause = masked[begin:start]
    earlier = masked[breaks[-2] if len(breaks) > 1 else 0 : begin - 1] if breaks else ""
    tail = masked[end : end + 12]
    past = _is_background(masked, start, end, clause, earlier)
    if _WOULD_HAVE.search(clause) and not _CAME_TRUE.search(masked, begin):
        return (Stage.PLANNED if _PUT_OFF.search(masked, begin) else Stage.DENIED), False
    if _RUMOUR.search(masked, 0, start) and _REFUTED.match(masked, end):
        return Stage.DENIED, past
    if _NOT_YET.search(clause[-24:]) and _IN_TALKS.search(masked, 0, start):
        return Stage.PLANNED, False
    if _WISHES.search(clause) or _PROPOSED.search(clause):
        return (Stage.DENIED, past) if _NOT.search(clause) else (Stage.PLANNED, False)
    past = past or bool(_FOLLOWING.search(clause))
    if _is_denied(clause, tail):
        return Stage.DENIED, past
    if _is_open(masked, end, clause, past, tail):
        return Stage.OPEN, past
    if _is_planned(masked, end, clause, earlier, tail):
        return Stage.PLANNED, False
    return Stage.SIGNED, past


def _is_background(masked: str, start: int, end: int, clause: str, earlier: str) -> bool:
    """Whether words before or behind the verb tell it as something of the past."""
    return bool(
        pattern("zh-Hant", "past").search(clause)
        or "过" in masked[end - 1 : end + 1]
        or masked[start:end] in _HAS_SIGNED
        or _ENTERS_ITS.match(masked, end)
        or (DATE not in masked and _ALREADY.search(clause) and not _NEWS.search(earlier))
        or _TO_THIS_DAY.match(masked, end)
        or (_AND.match(clause) and _ONCE.search(earlier))  # 曾與甲簽署…，並與乙簽署…
        or _EVER_SINCE.match(masked, end)
        or _BEFORE_THAT.match(masked)
        or _YEARS_AGO.search(masked, 0, start)
    )


def _is_denied(clause: str, tail: str) -> bool:
    near = clause[-24:]
    return bool(
        (_NO_PLAN.search(near) and _PLANS.match(tail))
        or _NOT.search(clause)
        or _deny().search(near)
        or _FELL_THROUGH.match(tail)
    )


def _is_open(masked: str, end: int, clause: str, past: bool, tail: str) -> bool:
    """Whether it is a condition, a thought, or what something else comes after: nothing is said to be agreed."""
    return bool(
        _CONDITION.search(clause)
        or _MAYBE.search(clause)
        or _THOUGHT.match(tail)
        or (_AFTER_IT.match(tail) and not past and DATE not in clause)
        or (_ON_AGENDA.match(tail) and not (_TALK_OF.search(clause) and _TALKED.match(masked, end)))
    )


def _is_planned(masked: str, end: int, clause: str, earlier: str, tail: str) -> bool:
    done = _DONE.match(tail)
    if _TALK_OF.search(clause) and _TALKED.match(masked, end):
        return True
    if _UNDER_TALKS.match(tail) or (_BOARD.search(clause) and not done):
        return True
    if _plan().search(clause) and not done and not _ALREADY_DID.search(clause):
        return True
    # 預計9月訪台，並與台南市簽署: the plan reaches over the comma.
    reaches = _plan().search(earlier) and not _STATED_FACT.search(clause)
    if reaches and (not clause.strip() or clause.startswith("由") or (_AND.match(clause) and not done)):
        return True
    return bool(_WITH.match(clause) and _SET_FOR.search(earlier) and not done)
