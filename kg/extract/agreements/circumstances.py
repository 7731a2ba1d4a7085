"""When and where an agreement was signed, under what title and for what amount, as its sentence tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.dates import FoundDate
from kg.extract.agreements.acts import Act, Stage
from kg.extract.agreements.agreement_words import pattern
from kg.extract.agreements.clauses import ORG, PLACE, Sentence, Span, both_ways, simplified
from kg.model import OrganizationType, PartialDate

_PLACE_REACH = 30  # characters between a place and the verb of what happened there
_RECENT_DAYS = 60  # news is told within this time
_SAME_DAY = both_ways(
    "同日|當天|當日|当日|同じ日|席間|式中|(?:^|[，、])(?:會|會談|會議|會面|座談|座談會|典禮|儀式|餐敘|訪談|參訪|拜會)後(?=[，、與由雙兩])|(?:會|會議|會談|會面|論壇|典禮|儀式|活動|大會|年會|晚宴|餐敘|研討會|記者會|展覽?)(?:中|上|期間|現場|席間|場邊)(?=[，、]|[^，。]{0,2}[與和由])"
    "|(?:フォーラム|式典|会議|会談|会合|展示会|シンポジウム|セミナー|席上|会場)(?:で(?:は)?、|の(?:中|場|席)で)"
)
_PLACE_JA = re.compile(
    rf"(?P<place>[{PLACE}{ORG}](?P<tail>[^、。はがをに{ORG}{PLACE}]{{0,12}}?))(?:で(?!は)|にて|において|を会場に)"
)
_PLACE_ZH = re.compile(
    simplified(
        f"(?:在|於|假)(?:日本|台灣)?(?P<place>[{PLACE}{ORG}](?P<tail>[^，。、與和由簽舉{ORG}]{{0,8}}?))"
        "(?=，|與|和|簽|舉|正式|共同|以|由|攜|締)"
    )
)
_VAGUE = both_ways("日前|近日|近期|最近|先ごろ|先頃|このほど|このたび|先般|先日")
_MONEY = re.compile(
    r"(?:約|约|总额|總額|総額|逾|超過|超过)?(?<![0-9０-９,，.．])[0-9０-９][0-9０-９,，.．]{0,20}"
    r"(?:兆|億|亿|萬|万|千|百){0,4}[0-9０-９,]{0,12}(?:万|億|亿)?"
    r"(?:美元|美金|日圓|日圆|日元|円|ドル|米ドル|新台幣|新台币|台幣|台币|元)"
)
# What follows the day on which something only began: 2022年春ごろから交流が始まり…協定を結んだ.
_SINCE = re.compile(
    "[初春夏秋冬末上中下旬ごろ頃]{0,5}(?:から|より|以来|起|以來)[^、，。]{0,12}(?:始ま|始め|スタート|開始|展開|开始|展开)"
)
_BY = re.compile("までに(?!は?わた)")
_BACKGROUND_DAYS = 60  # older than this at the time of issue, an agreement is not the news


@dataclass(frozen=True, slots=True)
class Context:
    """What the document says elsewhere that an act may lean on."""

    issued: PartialDate | None
    now: PartialDate | None  # issue, or the latest day that the text tells
    ceremony: PartialDate | None  # of a ceremony whose programme the document holds
    types: Mapping[str, OrganizationType | None]


_TELLS_YEAR = re.compile("年|[0-9０-９]{4}|[RHSＲＨＳ][0-9０-９]")


def is_background(date: PartialDate | None, now: PartialDate | None) -> bool:
    """Whether an agreement of that date is older than the issue by months, and so not the news."""
    return bool(date and now and _days(now, 1) - _days(date, 12) > _BACKGROUND_DAYS)


def _days(date: PartialDate, month: int) -> int:
    """Days up to a date, roughly; a year alone is taken at the given month."""
    return date.year * 365 + (date.month or month) * 30 + (date.day or 28)


def date_of(
    sentence: Sentence, act: Act, last: PartialDate | None, context: Context
) -> tuple[PartialDate | None, bool]:
    """The date of the act as the sentence tells it, and whether the sentence is vague on purpose (日前)."""
    clause = sentence.masked[: act.end]
    for place in act.dates:
        span = sentence.spans[place]
        found = None if _SINCE.match(sentence.text, span.end) else span.date
        if found and act.stage is Stage.SIGNED and _BY.match(sentence.text, span.end):
            continue  # 12日までに交わした: it came to be known then
        if found and not act.past and context.issued:
            found = _of_this_year(sentence, sentence.spans[place], context.issued)
        if found and found.until and found.date.day and (act.each or len(act.pairs) > 1):
            continue  # on which day of the journey each was signed, others tell
        if found and found.until and found.until.day and act.stage is Stage.SIGNED:
            if (found.until.year, found.until.month) != (found.date.year, found.date.month):
                continue
            found = replace(found, date=replace(found.date, day=None))  # on one of these days
        if (
            found
            and act.stage is Stage.PLANNED
            and context.now
            and not _TELLS_YEAR.search(sentence.text, span.start, span.end)
        ):
            found = replace(found, date=_ahead(found.date, context.now))
        only = act.announced and not act.ending and act.family == "sign" and len(act.dates) == 1
        if found and (not only or act.stage is Stage.PLANNED):
            return found.date, False
    if _SAME_DAY.search(clause):
        return last if last and last.day else None, False
    return None, bool(_VAGUE.search(clause)) or act.announced


def _ahead(date: PartialDate, issued: PartialDate) -> PartialDate:
    """The month without a year in which a plan is to come true: the next one of that name."""
    if date.month is None or date.day is not None or (date.year, date.month) >= (issued.year, issued.month or 1):
        return date
    return replace(date, year=issued.year + (date.month < (issued.month or 1)))


def _of_this_year(sentence: Sentence, span: Span, issued: PartialDate) -> FoundDate | None:
    """The date of the news where its year is only inferred: 昨年2月の覚書に続き、8月20日に… is of the year of issue."""
    found = span.date
    if found is None or not found.date.day or "年" in sentence.text[span.start : span.end]:
        return found
    near = replace(found.date, year=issued.year)
    days = (issued.month or 1) * 30 + (issued.day or 1) - (near.month or 1) * 30 - (near.day or 1)
    return replace(found, date=near) if found.date.year < issued.year and 0 <= days <= _RECENT_DAYS else found


def place_of(sentence: Sentence, act: Act) -> str | None:
    """Where it was signed, as written, where the sentence says so right before the verb."""
    if act.family not in ("sign", "ceremony"):
        return None
    rule, reach = (_PLACE_JA, act.start + 8) if sentence.language == "ja" else (_PLACE_ZH, act.end)
    found = list(rule.finditer(sentence.masked, 0, reach))
    if not found:
        return None
    (start, end), tail = found[-1].span("place"), found[-1]["tail"]
    # 本部棟, 圖書館, and nothing else: 日本市場で, 双方で and 在某大學日前 tell no place.
    if (tail and not re.search(f"(?:{pattern(sentence.language, 'venue').pattern})$", tail)) or _both(sentence, start):
        return None
    between = sentence.masked[end : act.start]
    if (
        end < act.start - _PLACE_REACH
        or re.search("する|した|の間", between)
        or sentence.masked[start:end].endswith("の間")
    ):
        return None
    span = sentence.spans.get(end - 1)
    return sentence.written[sentence.at[start] : span.end if span else sentence.at[end - 1] + 1]


def _both(sentence: Sentence, place: int) -> bool:
    span = sentence.spans[place]
    return span.reference and len(span.ids) > 1


def title_of(sentence: Sentence, start: int, end: int) -> str | None:
    """The title in 「」 or 『』 that the word for the agreement closes."""
    left, right = sentence.at[start], sentence.at[end - 1] + 1
    opened = max(sentence.written.rfind(c, 0, left) for c in "「『“《")
    quoted = opened >= 0 and left - opened <= 40 and sentence.written[right : right + 1] in ("」", "』", "”", "》")
    if not quoted or re.search("[」』”》。]", sentence.written[opened:left]):
        return None
    return sentence.written[opened + 1 : right]


def amount_of(sentence: Sentence) -> str | None:
    """The first sum of money in a sentence, as written."""
    found = _MONEY.search(sentence.written)
    return found.group() if found else None
