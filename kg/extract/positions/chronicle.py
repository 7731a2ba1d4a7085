"""Careers in rows by year under somebody's name: 岡田　修平 ⏎ 2015年　甲社　部長 ⏎ 2019年　乙社　社長（現任）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.rows import Row
from kg.model import Entity, Kind

_YEAR = re.compile(
    r"[ \u3000・○●◆■]{0,8}"
    r"(?:(?:19|20)[0-9]{2}|[１２][０-９]{3}|(?:昭和|平成|令和)[ \u3000]?[0-9０-９元一二三四五六七八九十]{1,3})"
    r"[年.．/／](?:[ \u3000]{0,2}[0-9０-９]{1,2}月?)?[ \u3000]{0,2}[^。]"
)
_STILL = re.compile(r"現任|現職|現在に至る|[（(]現在?[）)]")
_ROW = 70  # characters of a row; longer lines are prose


@dataclass(frozen=True, slots=True)
class Step:
    """The titles of a row, by their places in it, that were somebody's, and whether they are not any more."""

    row: Row
    titles: tuple[int, ...]
    person: Entity
    former: bool


def chronicle(rows: Sequence[Row]) -> Iterator[Step]:
    """The posts of Japanese careers. The last row of one tells what somebody is now."""
    person: Entity | None = None
    steps: list[Step] = []
    for row in rows:
        if row.language != "ja":
            return
        named = {item.entity.id: item.entity for item in row.items if item.kind is Kind.PERSON and item.entity}
        if is_step(row) and not named and person is not None:
            steps += [Step(own, titles, person, former) for own, titles, former in _read(row)]
        elif named or "。" in row.passage.text:
            yield from _with_last(steps)
            steps = []
            person = next(iter(named.values())) if len(named) == 1 and "。" not in row.passage.text else None
    yield from _with_last(steps)


def is_step(row: Row) -> bool:
    """Whether a short row begins with a year."""
    return len(row.passage.text) < _ROW and _YEAR.match(row.passage.text) is not None


def _read(row: Row) -> Iterator[tuple[Row, tuple[int, ...], bool]]:
    """A row without what was read as a surname of nobody, 湊|工場長, with its titles."""
    items = [item for item in row.items if item.kind is not Kind.PERSON]
    titles = tuple(i for i, item in enumerate(items) if item.kind is Kind.TITLE)
    if titles:
        yield Row(row.passage, items, row.language), titles, _STILL.search(row.passage.text) is None


def _with_last(steps: Sequence[Step]) -> Iterator[Step]:
    for number, step in enumerate(steps):
        yield Step(step.row, step.titles, step.person, step.former and number + 1 < len(steps))
