"""Cells of a table whose text takes several lines, put together again from the rows of a page."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from statistics import median

from kg.formats.columns import Piece, Row, level
from kg.read.layout import MARK, ended

_CLOSE = 1.35  # distance of the lines of one cell, in the usual one of the block
_FULL = 1.6  # ems that a line which was broken for lack of room leaves free


def whole_cells(rows: list[Row]) -> list[Row]:
    """The rows, with the lines of each cell joined to one.

    A row that lacks a column of its neighbour holds further lines of it, where those stand in the same columns, are
    nearer to it than to the row on the other side, and the upper of the two lines is full.
    """
    rows = _with_labels(rows)
    if all(len(row) < 2 for row in rows):
        return rows
    steps = [level(a) - level(b) for a, b in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    found: list[Row] = []
    pending: list[Row] = []  # lines that belong to the row after them
    for index, row in enumerate(rows):
        above = steps[index - 1] if index else float("inf")
        below = steps[index] if index < len(steps) else float("inf")
        if (
            found
            and not pending
            and above <= min(below * 1.1, _CLOSE * usual)
            and _joined(rows, found[-1], row, after=True)
        ):
            found[-1] = _merged(found[-1], row, after=True)
            continue
        following = rows[index + 1] if index + 1 < len(rows) else []
        if below < above and below <= _CLOSE * usual and _joined(rows, following, row, after=False):
            pending.append(row)
            continue
        for lines in reversed(pending):
            row = _merged(row, lines, after=False)
        pending = []
        found.append(row)
    return found


def _with_labels(rows: list[Row]) -> list[Row]:
    """The rows, a label that stands level with the middle of a cell of two lines taken into the row of that cell."""
    found = list(rows)
    for index in range(len(rows) - 2, 0, -1):
        if index + 1 >= len(found):  # the row under this one was taken into another
            continue
        above, label, below = found[index - 1 : index + 2]
        if not len(above) == len(label) == len(below) == 1 or label[0].x1 > above[0].x0:
            continue
        same = abs(above[0].x0 - below[0].x0) < 0.3 * above[0].em
        middle = abs((level(above) + level(below)) / 2 - level(label)) < 0.2 * label[0].em
        if same and middle and level(above) - level(below) < 2 * above[0].em and not ended(above[0].text):
            text = above[0].text + below[0].text
            found[index - 1 : index + 2] = [[label[0], replace(above[0], text=text, y0=label[0].y0, y1=label[0].y1)]]
    return found


def _cell(row: Row, piece: Piece) -> Piece | None:
    """The piece of a row that begins where this one does."""
    return next((cell for cell in row if abs(cell.x0 - piece.x0) < 0.3 * cell.em), None)


def _holds(row: Row, lines: Row) -> bool:
    """Whether a row has more columns than the lines beside it, and all of theirs."""
    return len(row) > len(lines) and all(_cell(row, piece) for piece in lines)


def _joined(rows: list[Row], row: Row, lines: Row, *, after: bool) -> bool:
    """Whether each of the lines, before its cell or `after` it, is one text with it: the upper one is full."""
    upper = row if after else lines
    if not _holds(row, lines):
        return False
    for piece in lines:
        cell = _cell(row, piece)
        first = _cell(upper, piece)
        edge = max(other.x1 for each in rows for other in each if abs(other.x0 - piece.x0) < 0.3 * piece.em)
        if cell is None or first is None or ended(first.text) or first.x1 < edge - _FULL * first.em:
            return False
        lower = piece if first is cell else cell
        if MARK.match(lower.text):
            return False
    return True


def _merged(row: Row, lines: Row, *, after: bool) -> Row:
    """A row with the lines in its cells."""
    cells = []
    for cell in row:
        line = next((piece for piece in lines if abs(piece.x0 - cell.x0) < 0.3 * cell.em), None)
        text = cell.text if line is None else cell.text + line.text if after else line.text + cell.text
        level_of = cell if line is None or not after else line
        cells.append(
            replace(cell, text=text, x1=max(cell.x1, line.x1 if line else cell.x1), y0=level_of.y0, y1=level_of.y1)
        )
    if after:
        y0, y1 = min(cell.y0 for cell in cells), min(cell.y1 for cell in cells)
        cells = [replace(cell, y0=y0, y1=y1) for cell in cells]
    return cells
