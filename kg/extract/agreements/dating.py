"""The dates of agreements whose own sentences tell none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from kg.dates import FoundDate
from kg.extract.agreements.acts import Stage
from kg.extract.agreements.appointed_days import appointed, ceremony_date, day_of_signing
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import DATE, Sentence, both_ways
from kg.extract.agreements.groups import Group, Groups
from kg.model import Annotated, PartialDate, PassageKind

# 12月8日にオンラインで開いた調印式で
_HELD = re.compile(
    f"{DATE}(?:に|、)?[^。、はが{DATE}]{{0,16}}(?:開い|開かれ|行われ|行っ|催さ?れ?|開催し|実施し|執り行われ|臨ん)[ただ]"
    "[^。、はが]{0,8}(?:調印|締結|署名|更新)式"
)
# 契約起迄日期：114/07/01～119/06/30 says how long, not when it was signed.
_TERM = both_ways(r"[^。，]{0,16}(?:起迄|起訖|有效期間|有効期間|契約期間|協定期間|合約期間|期限)[^。，：:]{0,14}[：:]")
_HAPPENED = both_ways(f"事實發生日[ \u3000：:]{{0,6}}{DATE}")
_BELOW_DAY = 5  # sentences under the heading of a day
_RESOLVED = re.compile("(?:本日|今日)[^。]{0,10}取締役会[^。]{0,160}(?:決議|決定|承認)")
_HEADING = 24  # signs of a row that may be a heading, whatever the reader took it for
_OPENING = re.compile(f"[▼■●◆○◇□▽・【〔\\s]*{DATE}")


class Days:
    """The days that the sentences of a document tell, in order, to ask what stands before one of them."""

    def __init__(self, document: Sequence[Sentence], issued: PartialDate | None) -> None:
        """`issued` is the day of the release, which says nothing of another day."""
        self._document = document
        rows = [(n, sentence) for n, sentence in enumerate(document) if not _TERM.match(sentence.masked)]
        self._days = [
            (n, day)
            for n, sentence in rows
            for _, s in sentence.find(DATE)
            if s.date and (day := _day_or_journey(s.date))
        ]
        self._news = [(number, date) for number, date in self._days if date != issued]
        self._other = next((n for n, date in self._news if date != self._news[0][1]), len(document))
        self._years: dict[int, int] = {}
        for number, date in self._days:
            self._years.setdefault(date.year, number)

    @cached_property
    def appointed(self) -> PartialDate | None:
        """The day behind 日時 and the like."""
        return appointed(self._document)

    @cached_property
    def ceremony(self) -> PartialDate | None:
        """The day on which a sentence says that the ceremony of signing was held."""
        for sentence in self._document:
            held = _HELD.search(sentence.masked)
            span = sentence.spans.get(held.start()) if held else None
            if span is not None and span.date is not None and span.date.date.day:
                return span.date.date
        return None

    @cached_property
    def reported(self) -> PartialDate | None:
        """The day on which a disclosure says that what it reports happened."""
        for sentence in self._document:
            if happened := _HAPPENED.search(sentence.masked):
                span = sentence.spans[happened.end() - 1]
                return span.date.date if span.date is not None else None
        return None

    @cached_property
    def signing(self) -> PartialDate | None:
        """The day that a sentence calls that of signing."""
        return day_of_signing(self._document)

    def of_year_before(self, year: int, number: int) -> bool:
        """Whether a sentence before tells a day of that year."""
        return self._years.get(year, number) < number

    def in_passage_before(self, member: Candidate) -> PartialDate | None:
        """The day told last before a sentence in its passage."""
        at = bisect_left(self._days, (member.number,)) - 1
        if at < 0 or self._document[self._days[at][0]].passage != member.sentence.passage:
            return None
        return self._days[at][1]

    def only_before(self, number: int) -> PartialDate | None:
        """The day that the sentences before tell beside that of the release, where they tell just one."""
        one = bool(self._news) and self._news[0][0] < number <= self._other
        return self._news[0][1] if one else None


def _day_or_journey(found: FoundDate) -> PartialDate | None:
    """The day that a date tells; the month of a journey of some days, on one of which a paper was signed."""
    if found.until is None or found.until.day is None or found.date.day is None:
        return found.date if found.date.day else None
    within = (found.date.year, found.date.month) == (found.until.year, found.until.month)
    return replace(found.date, day=None) if within else None


def settle_dates(annotated: Annotated, document: Sequence[Sentence], groups: Groups) -> None:
    """Date the news from the sentences before it, or by the day of issue where a deal is announced."""
    issued = annotated.release.issued
    days = Days(document, issued)
    for group in groups:
        # 今年 is only an echo of a day that was told.
        if group.date and group.date.month is None and days.of_year_before(group.date.year, group.first.number):
            group.date = None
        if group.past or group.planned or any(m.family == "laboratory" for m in group.members):
            continue
        if days.signing and any(m.vague for m in group.members):
            group.date = days.signing  # the other day is that on which it was announced
        if group.date:
            continue
        if any(m.family in ("agree", "venture") for m in group.members):
            signed = any(m.family == "sign" and m.stage is Stage.SIGNED for m in group.members)
            group.date = (days.appointed if signed else None) or issued
        elif not any(m.vague for m in group.members):
            group.date = _told_before(document, group, days) or (issued if _resolved(group) else None)


def _resolved(group: Group) -> bool:
    """Whether a board is said to have resolved on the day of issue to sign what a headline says is signed."""
    return any(_RESOLVED.search(m.sentence.text) for m in group.members)


def look_ahead(groups: Groups, document: Sequence[Sentence], issued: PartialDate | None) -> None:
    """Take for a plan what is dated after the day of issue, whatever a headline or a row of a programme says.

    What is handed out at a ceremony, with its programme, may be dated before it.
    """
    ceremony = ceremony_date(document)
    for group in groups:
        ahead = issued is not None and issued.day and group.date is not None and str(group.date) > str(issued)
        if ahead and group.date != ceremony and not (group.past or group.ended):
            group.planned = True


def _told_before(document: Sequence[Sentence], group: Group, days: Days) -> PartialDate | None:
    """The day in the same passage, in the sentence right before, behind 日時, or the only one told so far."""
    members = sorted(group.members, key=lambda m: m.number)
    beside = (_day_before(document, member) for member in members if not member.headline)
    return (
        days.in_passage_before(group.first)
        or next((day for day in beside if day), None)
        or _day_above(document, group.first)
        or days.signing
        or days.reported
        or days.appointed
        or days.only_before(group.first.number)
        or days.ceremony
    )


def _day_above(document: Sequence[Sentence], member: Candidate) -> PartialDate | None:
    """The day with which the heading over a sentence begins, as in a diary: ▼4月16日（水）　甲協会."""
    for sentence in reversed(document[max(0, member.number - _BELOW_DAY) : member.number]):
        if sentence.kind is not PassageKind.BODY or len(sentence.masked) <= _HEADING:
            opening = _OPENING.match(sentence.masked)
            span = sentence.spans[opening.end() - 1] if opening else None
            return span.date.date if span is not None and span.date is not None and span.date.date.day else None
    return None


def _day_before(document: Sequence[Sentence], member: Candidate) -> PartialDate | None:
    """The day that the sentence right before tells: 18日にA大学を訪れた。学長が協定書に署名した."""
    before = document[member.number - 1] if member.number else member.sentence
    days = [s.date.date for _, s in before.find(DATE) if s.date and s.date.date.day and not s.date.until]
    return days[-1] if days and before.passage == member.sentence.passage and before is not member.sentence else None
