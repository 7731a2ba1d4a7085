"""Runs of characters to rows, and rows to blocks in the order of reading where text stands in columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_COLUMN = 10  # ems of the narrowest column of running text
_COLUMN_ROWS = 4  # lines of the shortest column
_CELL = 6  # ems of the usual label of a table
_GUTTER = 0.8  # ems between columns
_REACH, _LONGEST = 12, 200  # rows that tell how wide a page is, and rows of the longest column


@dataclass(slots=True)
class Piece:
    """Characters side by side on a line, as far as no wide gap parts them; `em` is the height of the writing."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    em: float


Row = list[Piece]


def rows_of(pieces: list[Piece]) -> list[Row]:
    """Pieces of one height as rows, from the top, each from the left."""
    found: list[Row] = []
    for piece in sorted(pieces, key=lambda piece: -(piece.y0 + piece.y1)):
        for row in reversed(found[-3:]):
            base = row[0]
            overlap = min(base.y1, piece.y1) - max(base.y0, piece.y0)
            free = all(other.x1 <= piece.x0 + 1 or piece.x1 <= other.x0 + 1 for other in row)
            if overlap > 0.5 * min(base.em, piece.em) and free:
                row.append(piece)
                break
        else:
            found.append([piece])
    for row in found:
        row.sort(key=lambda piece: piece.x0)
    return found


def columns(rows: list[Row]) -> Iterator[tuple[list[Row], bool]]:
    """Rows in blocks; of two columns of running text side by side, the left one is a block before the right.

    The flag says that a block is such a right column, into which the text of the left one may run on.
    """
    index = 0
    plain: list[Row] = []
    while index < len(rows):
        found = _gutter(rows, index)
        if found is None:
            plain.append(rows[index])
            index += 1
            continue
        gutter, stop = found
        if plain:
            yield plain, False
            plain = []
        for right in (False, True):
            part = [[piece for piece in row if (piece.x0 >= gutter) is right] for row in rows[index:stop]]
            for number, (block, second) in enumerate(columns([row for row in part if row])):
                yield block, second or (right and not number)
        index = stop
    if plain:
        yield plain, False


def _gutter(rows: list[Row], start: int) -> tuple[float, int] | None:
    """The place between two columns that begin at row `start`, and the row after their last, where there are any."""
    near = rows[start : start + _REACH]
    free = [(min(row[0].x0 for row in near), max(row[-1].x1 for row in near))]
    stop = start
    kept = free
    for above, row in pairwise([rows[start], *rows[start : start + _LONGEST]]):
        em = row[0].em
        if level(above) - level(row) > 2.5 * max(em, above[0].em):
            break
        for piece in row:
            cut = [((a, min(b, piece.x0)), (max(a, piece.x1), b)) for a, b in free]
            free = [(a, b) for pair in cut for a, b in pair if b - a >= _GUTTER * em]
        if not free:
            break
        kept, stop = free, stop + 1
    if stop - start < _COLUMN_ROWS:
        return None
    for a, b in kept:
        middle = (a + b) / 2
        left = [row for r in rows[start:stop] if (row := [piece for piece in r if piece.x0 < middle])]
        right = [row for r in rows[start:stop] if (row := [piece for piece in r if piece.x0 >= middle])]
        both = [row for row in rows[start:stop] if row[0].x0 < middle < row[-1].x0]
        sides = [[p for p in row if (p.x0 < middle) is first] for row in both for first in (True, False)]
        em = rows[start][0].em
        # Labels or short cells side by side are a table, however long its other cells are.
        if both and min(median(s[-1].x1 - s[0].x0 for s in sides[side::2]) for side in (0, 1)) < _CELL * em:
            continue
        # Beside running text a table is in a column of its own; in a table no cell runs on like that.
        if _wide(left) and _wide(right) and (_runs(left) or _runs(right)):
            return middle, stop
    return None


def _wide(part: list[Row]) -> bool:
    """Whether the rows of one side are as wide and as many as those of a column."""
    em = median(row[0].em for row in part) if part else 0.0
    return len(part) >= _COLUMN_ROWS and extent(part)[1] - extent(part)[0] >= _COLUMN * em


def _runs(part: list[Row]) -> bool:
    """Whether the rows of one side are lines of running text: many of them full, few parted into cells."""
    x0, x1 = extent(part)
    full = sum(row[-1].x1 >= x0 + 0.85 * (x1 - x0) for row in part)
    parted = sum(any(b.x0 - a.x1 > 1.5 * a.em for a, b in pairwise(row)) for row in part)
    return full >= 0.4 * len(part) and parted <= 0.3 * len(part)


def extent(part: list[Row]) -> tuple[float, float]:
    return min(row[0].x0 for row in part), max(row[-1].x1 for row in part)


def level(row: Row) -> float:
    return (row[0].y0 + row[0].y1) / 2
