"""What the holder of a unit's post tells of whose unit it is: his country, and the unit listed before with its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.link.groups import tidy
from kg.link.origin import Country
from kg.model import Annotated, Kind, Mention
from kg.names import person_country

_ENUMERATED = re.compile(r"[ \u3000]{0,4}氏?(?:、|，|,|及|與|与|和|暨|以及){1,2}[ \u3000]{0,4}")
_OPENED = re.compile("[（(]")
_MOST = 4  # titles and persons between two units of a list


def gap_is_in_row(text: str, end: int, start: int) -> bool:
    """Whether the next cell of the same row begins at `start`: 鍾佩君　　電子工程系."""
    return end < start and "\n" not in text[end:start]


class Holders:
    """The persons and titles of a release, as they stand between and behind its institutions."""

    def __init__(self, annotated: Annotated, institutions: Sequence[Mention]) -> None:
        """`institutions` in order of place."""
        self._text = annotated.release.text
        self._language = annotated.release.language
        self._institutions = institutions
        self._named = [m for m in annotated.mentions if m.kind in (Kind.PERSON, Kind.TITLE)]

    def follow(self, place: int) -> bool:
        """Whether only its holder stands between the institution at a place and the next: 市府甲局局長某某、乙處."""
        left, right = self._institutions[place].end, self._institutions[place + 1].start
        inside = self._named[self._at(left - 1) : self._at(right)]
        if {m.kind for m in inside} != {Kind.TITLE, Kind.PERSON} or len(inside) > _MOST:
            return False
        rest = ""
        for mention in inside:
            rest += self._text[left : mention.start]
            left = max(left, mention.end)
        return _ENUMERATED.fullmatch(rest + self._text[left:right]) is not None

    def owner(self, place: int) -> int | None:
        """The institution beside the holder of the unit at a place: 甲大学の|某某|工学部長, 某某院長（乙大學）."""
        unit = self._institutions[place]
        at = self._at(unit.start - 1)
        holder = next((m for m in self._named[at : at + 1] if m.kind is Kind.PERSON and m.end <= unit.start), None)
        holder = holder or next((m for m in self._named[max(0, at - 1) : at] if m.kind is Kind.PERSON), None)
        if holder is not None and holder.end == unit.start and place:
            end = holder.start - (self._text[holder.start - 1 : holder.start] in ("の", "的"))
            if self._institutions[place - 1].end == end:
                return place - 1
        title = next((m for m in self._named[at : at + 3] if m.kind is Kind.TITLE and m.end > unit.end), None)
        if title is None or title.start > unit.end or place + 1 == len(self._institutions):
            return None
        behind = self._institutions[place + 1]
        opened = _OPENED.fullmatch(self._text, title.end, behind.start)
        return place + 1 if opened and self._text[behind.end : behind.end + 1] in ("）", ")") else None

    def country(self, place: int) -> Country | None:
        """The country to which the name of the head of the institution at a place points: 國際事務處|處長|某某."""
        start, end = self._institutions[place].start, self._institutions[place].end
        at = self._at(end - 1)
        named = self._named[at] if at < len(self._named) else None
        if named is not None and named.kind is Kind.PERSON and self._text[end : named.start].strip() == "の":
            head = self._named[at + 1] if at + 1 < len(self._named) else None
            heads = head is not None and head.start == named.end and head.text[-1] in "長长"
            return self._of(named) if heads else None  # 産学連携本部の|某某|本部長
        title = self._named[at] if at < len(self._named) else None
        if title is None or title.kind is not Kind.TITLE or self._text[end : title.start].strip():
            return None
        behind, before = self._named[at + 1 : at + 2], self._named[at - 1 : at] if at else []
        for person, gap in (
            *((p, self._text[title.end : p.start]) for p in behind),
            *((p, self._text[p.end : start]) for p in before if gap_is_in_row(self._text, p.end, start)),
        ):
            if person.kind is Kind.PERSON and not gap.strip():
                return self._of(person)
        return None

    def _of(self, person: Mention) -> Country | None:
        return person_country(tidy(person.text), by_form=self._language == "ja")

    def _at(self, start: int) -> int:
        return bisect_left(self._named, start, key=lambda mention: mention.start)
