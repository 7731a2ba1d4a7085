"""Dates as press releases write them, in any of the calendars in use, resolved as far as the text allows.

How an unnamed year, month or day is chosen (conventions of news writing, our own reading of them):

- Month without a year: the year told before it in the same paragraph where that lies before the anchor's; else the
  anchor's year; but the year before where that is more than two months ahead and no word of planning stands by
  (預計, 予定), and the year after where it is more than three months past and one does. Without an anchor: the
  year told before it in the same paragraph, or in the row with which the page begins.
- Bare day: near the day or month told last where that is within two months of the anchor; else the latest such
  day that is not after the anchor, or the next one where a word of planning stands by.
- Relative words count from the anchor (今年, 先月; 先週 is the month in which all of it lies) or from the date told
  last (同日, 同年). Without an anchor a word for a year counts from the first day told: a release opens with its news.

What none of this settles is left out, and so is a day that the calendar does not have.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field, replace

from kg.dates.dateforms import Forms, Said, forms, plain
from kg.model import Language, PartialDate

_WEEKDAY = re.compile(
    r" ?\((?:[日一二三四五六月火水木金土](?:曜日?)?(?:・?[祝休]日?)?|(?:星期|[週周]|[禮礼]拜)[日一二三四五六])\)"
)
_RANGE = re.compile(r" ?(?:[~\-至到迄、]|から|より) ?(?:\n *)?")
_SHORT_YEAR = re.compile(r"(\d\d)年")  # only as the end of a range is it safe on its own: 2024年から28年
_PARAGRAPH = re.compile(r"\n[ ]*\n|\n ")
_CLAUSE = re.compile(r"[,，。;；!！?？\n「」]")
_SAID = re.compile("[^,，。\n]{0,4}?(?:宣[布佈告]|表示|指出|證實|证实|透露|說明|说明|公告|公[布佈]|發[布表]|发[布表])")
_KANA = re.compile("[ぁ-んァ-ヴ]")
_HEAD = 100  # characters within which the first row of a page names the month of its issue
_SENTENCE_ABOVE = re.compile(r"\s{0,9}[^\n。]{0,200}。")
_CLAUSE_REACH = 40  # characters each side in which a word of planning is looked for


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date where it stands, weekday in brackets included; `until` is the last day, month or year of a range."""

    start: int
    end: int
    date: PartialDate
    until: PartialDate | None = None


def find_dates(text: str, anchor: PartialDate | None, language: Language | None = None) -> list[FoundDate]:
    """All dates of a text that it and the anchor settle, in order of place, none overlapping.

    `anchor` is the date of issue; without `language`, a text with kana is read as Japanese. Offsets are code points.
    """
    japanese = language == "ja" if language else bool(_KANA.search(text))
    return _Reader(plain(text), anchor, forms("ja" if japanese else "zh")).read()


@dataclass(slots=True)
class _Reader:
    """One pass over a plain text that remembers the dates told so far."""

    text: str
    anchor: PartialDate | None
    forms: Forms
    told: PartialDate | None = None  # the last date, and the last that had a month, and a day
    told_month: PartialDate | None = None
    told_day: PartialDate | None = None
    news: PartialDate | None = None  # the first day told
    head: PartialDate | None = None  # the first with a year in the head of a page
    told_end: int = 0
    era: int | None = None
    found: list[FoundDate] = field(default_factory=list)

    def read(self) -> list[FoundDate]:
        """Find, resolve and join ranges, left to right."""
        position = 0
        while match := self.forms.anywhere.search(self.text, position):
            position = match.end()
            said = self.forms.read(self.text, match.start())
            if said is None or (date := self._resolve(said, match.start())) is None:
                continue
            end = self._past_weekday(said.end)
            self._tell(date, end, said)
            until, end = self._until(date, said, end)
            self.found.append(FoundDate(match.start(), end, date, until))
            position = max(end, match.start() + 1)
        return self.found

    def _past_weekday(self, end: int) -> int:
        """The end of a date with the weekday in brackets that follows it, if any."""
        weekday = _WEEKDAY.match(self.text, end)
        return weekday.end() if weekday else end

    def _until(self, date: PartialDate, said: Said, end: int) -> tuple[PartialDate | None, int]:
        """The last date of a range that begins with `date`, and where it ends; it borrows year and month."""
        if said.last is not None:
            last = replace(date, day=said.last)
            return (last if _exists(last) and last > date else None), end
        sign = _RANGE.match(self.text, end)
        next_said = self.forms.read(self.text, sign.end()) if sign else None
        if sign and next_said is None and (short := _SHORT_YEAR.match(self.text, sign.end())):
            next_said = Said(short.end(), short=int(short.group(1)))
        if (
            sign is None
            or next_said is None
            or next_said.relative
            or next_said.weekday
            or _grain(next_said) != _grain(date)
        ):
            return None, end
        year, month = next_said.year or date.year, next_said.month or date.month
        if next_said.short is not None:  # 2024年から28年
            year = date.year // 100 * 100 + next_said.short
        last = PartialDate(year, month, next_said.day)
        if next_said.year is None and last < date:  # 12月30日～1月3日
            last = replace(last, year=year + 1) if next_said.month else _shift_month(last, 1)
        # 、 makes a list; only neighbours are a range of days: 10、11日.
        listed = "、" in sign.group() and (self.text[end - 1] == "日" or (last.day or 0) - (date.day or 0) != 1)
        if not _exists(last) or last <= date or listed:
            return None, end
        stop = self._past_weekday(next_said.end)
        self._tell(last, stop, next_said)
        return last, stop

    def _tell(self, date: PartialDate, end: int, said: Said) -> None:
        """Remember a date for those that lean on it."""
        self.told, self.told_end = date, end
        # 上月屆滿，28日重新簽署: in news a bare day is one of this month, unless another month is named.
        if date.month and not (said.relative and not date.day):
            self.told_month = date
        if date.day:
            self.told_day = date
            self.news = self.news or date
        if said.year is not None:
            self.era = said.era
            if self.head is None and end < _HEAD and not _SENTENCE_ABOVE.match(self.text):
                self.head = date

    def _resolve(self, said: Said, start: int) -> PartialDate | None:
        """The date that the words mean here, or None where nothing settles it."""
        date: PartialDate | None
        if said.year is not None:
            date = PartialDate(said.year, said.month, said.day)
        elif said.short is not None:
            date = self._short_year(said)
        elif said.relative is not None:
            date = self._relative(said, *said.relative)
        elif said.weekday is not None:
            date = self._of_week(*said.weekday, self._planned(start, said.end))
        elif said.month is not None:
            year = self._year_of(said.month, start, said.end)
            date = PartialDate(year, said.month, said.day) if year else None
        else:
            date = self._bare_day(said.day or 0, start, said.end)
        return date if date and _exists(date) else None

    def _short_year(self, said: Said) -> PartialDate | None:
        """A year of the era told last, or the one nearest to the known years with these last two digits."""
        if said.short is None:
            return None
        if self.era is not None:
            return PartialDate(self.era + said.short, said.month, said.day)
        known = self.told or self.anchor
        if known is None or said.short < 10:
            return None
        year = known.year + (said.short - known.year + 50) % 100 - 50
        return PartialDate(year, said.month, said.day) if abs(year - known.year) <= 20 else None

    def _relative(self, said: Said, unit: str, shift: int, anchored: bool) -> PartialDate | None:
        """A date that counts from the anchor or from the date told last."""
        if unit == "year":
            base = (self.anchor or self.news) if anchored else self.told
            return PartialDate(base.year + shift, said.month, said.day) if base else None
        if unit == "month":
            base = self.anchor if anchored else self.told_month
            return replace(_shift_month(base, shift), day=said.day) if base and base.month else None
        base = self.anchor if anchored else self.told_day
        if base is None or base.day is None:
            return None
        if unit == "week":  # all that is sure is the month, where the whole week lies in it
            monday = _day(base) + datetime.timedelta(weeks=shift, days=-_day(base).weekday())
            sunday = monday + datetime.timedelta(days=6)
            return PartialDate(monday.year, monday.month) if monday.month == sunday.month else None
        day = _day(base) + datetime.timedelta(days=shift)
        if said.day is None or said.day == day.day:
            return PartialDate(day.year, day.month, day.day)
        # The number in brackets is what the writer meant; the word only says near which day: 今（24日）.
        near = [_shift_month(PartialDate(day.year, day.month, said.day), step) for step in (-1, 0, 1)]
        near = [date for date in near if _exists(date) and said.month in (None, date.month)]
        return min(near, key=lambda date: abs(_day(date) - day), default=None)

    def _of_week(self, weekday: int, weeks: int | None, planned: bool) -> PartialDate | None:
        """A day of the week of issue or one beside it; without a word for which week, the last such day or the next."""
        if self.anchor is None or self.anchor.day is None:
            return None
        issued = _day(self.anchor)
        day = issued + datetime.timedelta(days=weekday - issued.weekday())
        if weeks is not None:
            day += datetime.timedelta(weeks=weeks)
        elif day > issued and not planned:
            day -= datetime.timedelta(weeks=1)
        elif day < issued and planned:
            day += datetime.timedelta(weeks=1)
        return PartialDate(day.year, day.month, day.day)

    def _year_of(self, month: int, start: int, end: int) -> int | None:
        """The year of a month that has none."""
        told = self.told if self.told and not _PARAGRAPH.search(self.text, self.told_end, start) else None
        if self.anchor is None:
            known = told or self.head
            return known.year if known else None
        if told and told.year < self.anchor.year:
            return told.year
        ahead = month - self.anchor.month if self.anchor.month else 0
        planned = self._planned(start, end)
        if told and told.year > self.anchor.year and planned:
            return told.year
        if planned:
            return self.anchor.year + (ahead < -3)
        return self.anchor.year - (ahead > 2)

    def _bare_day(self, day: int, start: int, end: int) -> PartialDate | None:
        """The month and year of a day that has neither."""
        told, anchor = self.told_month, self.anchor if self.anchor and self.anchor.month else None
        planned = self._planned(start, end)
        if told and anchor and abs(_months(told) - _months(anchor)) > 2:
            told = None
        if told and (told.day is None or anchor is None or told <= anchor or planned):
            same = PartialDate(told.year, told.month, day)
            after = _shift_month(same, 1)
            if told.day and told.day - day > 20 and (anchor is None or after <= anchor or planned):
                return after  # 8月30日 … 1日
            # 12月5日 … 14日に締結した: below the day of issue, a later day of what was done is of the month before.
            done = anchor is not None and told == anchor < same and not planned
            return _shift_month(same, -1) if done else same
        if anchor is None:
            return None
        same = PartialDate(anchor.year, anchor.month, day)
        if anchor.day is None:
            return same
        if planned:
            return same if day >= anchor.day else _shift_month(same, 1)
        return same if day <= anchor.day else _shift_month(same, -1)

    def _planned(self, start: int, end: int) -> bool:
        """Whether a word of planning stands in the same clause; 28日宣布將 tells when something was said."""
        if _SAID.match(self.text, end):
            return False
        breaks = [m.end() for m in _CLAUSE.finditer(self.text, max(0, start - _CLAUSE_REACH), start)]
        left = breaks[-1] if breaks else max(0, start - _CLAUSE_REACH)
        right = _CLAUSE.search(self.text, end, end + _CLAUSE_REACH)
        return bool(self.forms.future.search(self.text, left, right.start() if right else end + _CLAUSE_REACH))


def _grain(date: PartialDate | Said) -> str:
    return "day" if date.day else "month" if date.month else "year"


def _exists(date: PartialDate) -> bool:
    """Whether the calendar has this date."""
    try:
        _day(date)
    except ValueError:
        return False
    return True


def _day(date: PartialDate) -> datetime.date:
    return datetime.date(date.year, 1 if date.month is None else date.month, 1 if date.day is None else date.day)


def _months(date: PartialDate) -> int:
    return date.year * 12 + (date.month or 1) - 1


def _shift_month(date: PartialDate, shift: int) -> PartialDate:
    months = _months(date) + shift
    return PartialDate(months // 12, months % 12 + 1, date.day)
