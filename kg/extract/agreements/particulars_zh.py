"""Who is what to an act of agreeing in a Chinese sentence, when it was, and whether there is one with each."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.agreements.acts import Act, Role, Stage
from kg.extract.agreements.agreement_words import pattern, told_in_brackets, words
from kg.extract.agreements.clauses import DATE, ORG, PERSON, Sentence, folded
from kg.extract.agreements.roles_zh import pairs_of, roles_of

_COUNTED = folded(
    "[與和跟][^，。；]{0,10}[2-9二兩三四五六七八九多數][^，。；]{0,2}[所家間個校縣市](?:[^，。；]{0,10})$"
)
_AMONG = folded(
    f"[^，。；{ORG}]{{0,24}}(?:，|：|（|——)?[^，。；{ORG}]{{0,6}}(?:包括|包含|分別是|分別為|依序是|依序為|涵蓋|即|有)(?:日本的?)?(?={ORG})"
)
_OBJECT_IS = folded(
    f"[^，。；{ORG}]{{0,6}}，(?:簽約|簽署|合作|結盟|締約)?(?:對象|夥伴|單位)(?:為|是|分別是|分別為|包括)(?:日本的?)?(?={ORG})"
)
_AND_ALSO = folded(f"(?:、|與|和|及|以及|跟|暨|，){{1,3}}[^，。；、與和及{ORG}{PERSON}{DATE}]{{0,8}}{ORG}")
_IN_TURN = folded("先後|陸續")
# 終止2018年簽署的協議
_OF_SIGNING = folded("[^，。]{0,8}(?:(?:簽|締|訂)(?![^，。]{0,3}(?:，|。|$))|的|之)")
# 預計10月簽約，正與乙公司洽談細節: with whom it is to be signed
_IN_TALKS_WITH = folded(
    f"[^。；{ORG}]{{0,16}}，(?:目前|現|正|已|仍|尚|在|積極|持續){{0,3}}[與和跟](?:日本|台灣)?的?(?P<with>{ORG})[^，。；{ORG}]{{0,8}}(?:洽談|洽商|協商|磋商|議約|商談|研商|討論|談判|敲定)"
)
# 姊妹市是1974年締結的某市: the head of a relative clause is the partner
_HEAD = folded(f"的(?:日本|台灣|美國|韓國|大陸)?{ORG}(?![^，。；]{{0,12}}(?:舉行|舉辦|進行))")
_PUT_OFF_TO = folded(f"(?:延後?|順延|推遲|推延|改|展延|延期)(?:至|到|於|在)?(?:今年|明年)?{DATE}")
_HELD_ON = folded(
    f"(?:[^，。；{DATE}]{{0,16}}的)?(?:儀式|典禮|式|記者會)[^，。；{DATE}]{{0,6}}(?P<date>{DATE})[^，。；]{{0,30}}(?:舉行|舉辦|登場|完成|進行|辦理)"
)
_WHEN_BEHIND = folded(f"[^，。]{{0,4}}(?:日期|時間|於|在)[：:]?{DATE}")


def fill(sentence: Sentence, act: Act, floor: int) -> None:
    """Give an act its roles, dates and whether there is one with each partner; the act before it ends at `floor`."""
    masked = sentence.masked
    if act.family in ("owned", "transfer", "tie"):
        return
    last = max([act.end, *(n.end for n in act.nouns)])
    act.roles = roles_of(masked, floor, act, last)
    if act.family == "sign" and (head := _HEAD.match(masked, last)):
        act.roles[head.end() - 1] = Role.PARTNER
    act.pairs = pairs_of(masked, floor, act)
    act.told = next((d for n in act.nouns if (d := told_in_brackets(sentence, n))), None)
    act.each = act.each or bool(pattern("zh-Hant", "each").search(masked, floor, act.end))
    act.each = act.each or bool(_IN_TURN.search(masked, floor, act.start))
    among = _AMONG.match(masked, last) if _COUNTED.search(masked, floor, act.start) else None
    if named := among or _OBJECT_IS.match(masked, last):
        # 與日本3所大學簽約，包括甲、乙及丙; 首度與日本的大學簽約，對象為甲
        act.roles.update(dict.fromkeys(_chain(masked, named.end()), Role.PARTNER))
        act.each = bool(among)
    if act.stage is Stage.PLANNED and Role.PARTNER not in act.roles.values():
        talks = _IN_TALKS_WITH.match(masked, last)
        act.roles.update({talks.start("with"): Role.PARTNER} if talks else {})
    _give_dates(sentence, act, floor)


def _give_dates(sentence: Sentence, act: Act, floor: int) -> None:
    """Say which dates may be the act's, nearest first, and whether they are those of its announcement."""
    masked = sentence.masked
    dates = _dates_of_ended(sentence, act) if act.ending else _dates_before(sentence, act, floor)
    reported = [i for i in dates if _reported().match(masked, i + 1, i + 12)]
    act.announced = bool(reported) and len(reported) == len(dates)
    act.dates = [i for i in dates if i not in reported] or reported
    if act.stage is Stage.PLANNED and (put_off := _PUT_OFF_TO.search(masked, act.end)):
        act.dates.insert(0, put_off.end() - 1)
    if behind := _WHEN_BEHIND.match(masked, act.end):
        act.dates.insert(0, behind.end() - 1)
    elif (act.family == "ceremony" or not act.dates) and (held := _HELD_ON.match(masked, act.end)):
        act.dates.insert(0, held.start("date"))


def _dates_before(sentence: Sentence, act: Act, floor: int) -> list[int]:
    masked = sentence.masked
    dates = [i for i, _ in sentence.find(DATE, floor, act.start)][::-1]
    # 備忘錄最早簽於2016年
    return [act.end, *dates] if masked[act.end - 1] in "于自至到回" and masked[act.end : act.end + 1] == DATE else dates


def _dates_of_ended(sentence: Sentence, act: Act) -> list[int]:
    """Only a date told with its signing is that of an agreement which has ended."""
    dates = [i for i, _ in sentence.find(DATE) if _OF_SIGNING.match(sentence.masked, i + 1)]
    noun = act.nouns[0].start if act.nouns else act.start
    return [i for i in dates if i < noun][::-1] + [i for i in dates if i >= noun]


@cache
def _reported() -> re.Pattern[str]:
    return folded(f"[^，。]{{0,6}}(?:{'|'.join(words('zh-Hant', 'report'))})")


def _chain(masked: str, first: int) -> list[int]:
    """The institution at a place and those that words for and join to it."""
    places = [first]
    while more := _AND_ALSO.match(masked, places[-1] + 1):
        places.append(more.end() - 1)
    return places
