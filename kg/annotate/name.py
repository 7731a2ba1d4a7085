"""A name as the rules after the tagger pass it on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kg.names.authority import Row

Rows = Sequence[tuple[int, int, Row]]  # where a passage names rows of the authority file, in order of place
_LONGEST = 80  # characters of a name of the authority file


class Placed(Protocol):
    """What has a start and an end in a passage."""

    @property
    def start(self) -> int:
        """The first character."""

    @property
    def end(self) -> int:
        """The character behind the last."""


Thing = TypeVar("Thing", bound=Placed)


def rows_near(rows: Rows, start: int, end: int) -> Rows:
    """The rows that may share a character with a stretch of the passage, or begin right behind it.

    A page can name thousands, and must not be read through for each.
    """
    first = bisect_left(rows, start - _LONGEST, key=_start_of)
    return rows[first : bisect_left(rows, end + 1, key=_start_of)]


def _start_of(row: tuple[int, int, Row]) -> int:
    return row[0]


def between(spans: Sequence[Thing], start: int, end: int) -> tuple[int, int]:
    """Of spans in order of place that do not overlap, the first and behind the last that shares a character."""
    first = bisect_left(spans, start, key=lambda span: span.end - 1)
    return first, max(first, bisect_left(spans, end, key=lambda span: span.start))


@dataclass(frozen=True, slots=True)
class Name:
    """A span of one passage, with the authority row that it names and the rule that found it, if not the tagger."""

    start: int
    end: int
    kind: str
    confidence: float
    row: Row | None = None
    rule: str = ""


def overlapping(names: Sequence[Name], start: int, end: int) -> list[Name]:
    """Of names in order of place, those that share a character with a stretch; a page can have thousands."""
    found = []
    for at in range(bisect_left(names, start - _LONGEST, key=lambda name: name.start), len(names)):
        if names[at].start >= end:
            break
        if names[at].end > start:
            found.append(names[at])
    return found


def exchanged(names: Sequence[Name], gone: Iterable[Name], new: Iterable[Name]) -> list[Name]:
    """The names in order of place, without some and with others."""
    without = {(name.start, name.end, name.kind) for name in gone}
    kept = [name for name in names if (name.start, name.end, name.kind) not in without]
    return sorted([*kept, *new], key=lambda name: (name.start, -name.end))
