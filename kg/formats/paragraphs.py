"""Rows of a block to lines of text: lines broken where they were full are joined, indents and cells are kept."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from statistics import median

from kg.formats.columns import Row, extent, level
from kg.formats.wrapped import whole_cells
from kg.read.layout import COLUMNS, MARK, ended, width

_PARAGRAPH = 1.3  # distance of lines, in the usual one, that sets a paragraph apart
_INDENT = 24  # columns of the deepest indent
_COUNTED = 3  # lines of the same, greatest number of characters that were broken by counting
_LONG = 60  # columns from which a line without an end is no heading
_LARGE, _GAP = 1.3, 3  # ems of the type of a headline in that of the text, and of the widest blank in it
_CREDIT = re.compile(r"[（(][^（()）]{0,20}(?:[攝撮摄]影?|写真|圖|照片|提供|資料)[^（()）]{0,20}[)）]$")
_CREDITED = 44  # characters at the end of a caption in which its credit stands
_WORD = re.compile("[A-Za-z0-9.,%’'&/-]{1,40}")


def written_rows(rows: list[Row]) -> list[str]:
    """Rows as lines: indents as blanks, two for an em, cells two blanks apart, a blank line where the page leaves room.

    Lines that were broken because they were full are joined again: here alone it is known that they were.
    """
    em = median(piece.em for row in rows for piece in row)
    rows = whole_cells([_as_headline(row, em) for row in rows])
    left, right = extent(rows)
    lengths = Counter(len(row[0].text) for row in rows if len(row) == 1 and row[0].em < _LARGE * em)
    longest = max(lengths, default=0)
    count = longest if lengths[longest] >= _COUNTED else 0
    edge = median(row[0].x1 for row in rows if len(row) == 1 and len(row[0].text) == count) if count else 0.0
    steps = [0.0, *(level(a) - level(b) for a, b in pairwise(rows))]
    usual = median([step for step in steps if step > 0.5 * em] or [em])
    lines: list[str] = []
    first = rows[0]
    cells: list[tuple[float, int]] = []  # of the last row of a table: where each begins on the page and in its line
    for above, row, step in zip([rows[0], *rows], rows, steps, strict=False):
        if (
            lines
            and step <= _PARAGRAPH * usual * max(row[0].em / em, 1.0)
            and _runs_on(first, above, row, left, right, count, edge)
        ):
            lines[-1] = run_on(lines[-1], row[0].text)
            continue
        first = row
        table = len(row) > 1 and len(above) > 1
        after_table = len(row) == 1 and len(above) > 1 and row[0].x0 < left + em
        if lines and (after_table or step > (1.5 * _PARAGRAPH if table else _PARAGRAPH) * usual):
            lines.append("")
        # What stands right under a cell is set under it again, since it may be the rest of the cell.
        place = next((place for x0, place in cells[1:] if len(row) == 1 and abs(x0 - row[0].x0) < em), None)
        line = " " * (min(round((row[0].x0 - left) / em * 2), _INDENT) if place is None else place)
        cells = cells if place is not None else []
        for index, piece in enumerate(row):
            line += "  " if index else ""
            if len(row) > 1:
                cells.append((piece.x0, width(line)))
            line += piece.text
        lines.append(line)
    return lines


def _as_headline(row: Row, em: float) -> Row:
    """A row in large type as one piece: it is no row of a table, however wide the blanks in it."""
    large = min(piece.em for piece in row) >= _LARGE * em
    near = all(b.x0 - a.x1 < _GAP * b.em for a, b in pairwise(row))
    if len(row) == 1 or not large or not near:
        return row
    return [replace(row[0], text=" ".join(piece.text for piece in row), x1=row[-1].x1)]


def _runs_on(first: Row, above: Row, row: Row, left: float, right: float, count: int, edge: float) -> bool:
    """Whether a line goes on with the paragraph that opens with the row `first`, the line above being full.

    `count` is the number of characters after which old programs break each line whatever its width, or 0; lines of that
    many end at `edge`, and so does an indented first line of fewer.
    """
    if len(above) != 1 or len(row) != 1 or ended(above[0].text) or MARK.match(row[0].text):
        return False
    a, b = above[0], row[0]
    if not 0.9 < a.em / b.em < 1.1:
        return False
    shift = (b.x0 - a.x0) / b.em
    # A Latin word that has no room left goes to the next line whole.
    word = _WORD.match(b.text)
    counted = count and abs(shift) < 0.5 and len(a.text) == count
    indented = len(a.text) + round((a.x0 - left) / a.em) == count or abs(a.x1 - edge) < 0.5 * a.em
    counted = counted or (count and above is first and -2.5 < shift < -0.5 and indented)
    if not counted and a.x1 < right - (2.2 + (0.55 * word.end() if word else 0)) * a.em:
        # A headline in the middle of the page is broken before the edge.
        return abs(a.x0 + a.x1 - left - right) < 2 * a.em and a.x1 - a.x0 >= 0.85 * (right - left) and shift > 0.5
    if shift > 0.5:
        centred = abs(b.x0 + b.x1 - left - right) < 2 * b.em and a.x1 - a.x0 >= 0.85 * (right - left)
        return centred or (above is first and bool(MARK.match(a.text)))
    # Lines of date and sender at the right edge begin anywhere.
    return shift > -0.5 or (above is first and shift > -2.5 and b.x0 < left + 0.4 * (right - left))


def run_on(line: str, following: str) -> str:
    """Two parts of a sentence as one; between Latin words a blank stays."""
    following = following.lstrip()
    latin = line[-1:].isascii() and line[-1:].isalnum() and following[:1].isascii() and following[:1].isalnum()
    return f"{line} {following}" if latin else line + following


def flows(line: str, following: str, *, full: bool = False) -> bool:
    """Whether a sentence runs from the end of a column or page, a line that is full or long, into the next one."""
    broken = (full or width(line) >= _LONG) and not ended(line) and not COLUMNS.search(line.strip())
    broken = broken and not _CREDIT.search(line[-_CREDITED:])
    start = following[:2].strip()[:1]  # one column further in may be what another page is set off by
    return broken and start.isalnum() and not MARK.match(following.lstrip())
