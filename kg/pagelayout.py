"""Characters with places to lines of text: direction of writing, lines, columns, rows of tables, blank lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.layout import COLUMNS, MARK, ended, width

_SPLIT = 0.9  # gap in ems that parts two cells
_SPACE_CJK, _SPACE_LATIN = 0.4, 0.15  # gaps in ems that are seen as a blank
_COLUMN = 10  # ems of the narrowest column of running text
_COLUMN_ROWS = 4  # lines of the shortest column
_GUTTER = 0.8  # ems between columns
_REACH, _LONGEST = 12, 200  # rows that tell how wide a page is, and rows of the longest column
_PARAGRAPH = 1.3  # distance of lines, in the usual one, that sets a paragraph apart
_INDENT = 24  # columns of the deepest indent
_LONG = 60  # columns from which a line without an end is no heading
_WORD = re.compile("[A-Za-z0-9.,%’'&/-]{1,40}")
_KANA = re.compile("[ぁ-ゖァ-ヺー・ 　]+")


@dataclass(frozen=True, slots=True)
class Char:
    """A character and its box, y upwards."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Piece:
    """Characters side by side on a line, as far as no wide gap parts them; `em` is the height of the writing."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    em: float


def page_lines(chars: list[Char]) -> list[str]:
    """The lines of a page in the order of reading, blank ones between paragraphs.

    Vertical writing is turned by a quarter, so that one rule lays out both; of the two, what is set across comes first.
    """
    across, down = _directions(chars)
    parts = [_laid_out(list(_pieces(part))) for part in (across, _turned(down)) if part]
    return [line for part in parts for line in ([*part, ""] if part is not parts[-1] else part)]


def _turned(chars: list[Char]) -> list[Char]:
    """Characters set down the page as if set across it."""
    return [Char(char.text, -char.y1, char.x0, -char.y0, char.x1) for char in chars]


def _directions(chars: list[Char]) -> tuple[list[Char], list[Char]]:
    """The characters set across and those set down the page, by where the next one stands."""
    steps = [_step(a, b) for a, b in pairwise(chars)]
    if sum(step == "down" for step in steps) < 8:
        return chars, []
    across: list[Char] = []
    down: list[Char] = []
    for index, char in enumerate(chars):
        near = [step for step in steps[max(0, index - 4) : index + 4] if step]
        (down if near.count("down") > len(near) / 2 else across).append(char)
    return across, down


def _step(a: Char, b: Char) -> str:
    """Whether a character stands beside or under the one before it; nothing where it begins a line."""
    em = max(a.x1 - a.x0, a.y1 - a.y0, 1.0)
    dx, dy = (b.x0 + b.x1 - a.x0 - a.x1) / 2, (b.y0 + b.y1 - a.y0 - a.y1) / 2
    if abs(dy) < 0.3 * em and 0 < dx < 2 * em:
        return "across"
    return "down" if abs(dx) < 0.3 * em and -2 * em < dy < -0.3 * em else ""


def _pieces(chars: list[Char]) -> Iterator[Piece]:
    """Runs of characters on one line, in the order in which the file has them."""
    piece: Piece | None = None
    last: Char | None = None
    blank = False  # whether the file has a blank before the character
    for char in chars:
        if char.text.isspace():
            blank = True
            continue
        em = max(char.y1 - char.y0, 0.1)
        if piece is not None and last is not None:
            gap, small = char.x0 - piece.x1, min(em, piece.em)
            level = min(char.y1, piece.y1) - max(char.y0, piece.y0) > 0.5 * small
            if level and char.text == last.text and abs(char.x0 - last.x0) < 0.2 * small:
                continue  # bold print, made by setting each character twice
            if level and -0.6 * small < gap < _SPLIT * small and em < 1.7 * piece.em and piece.em < 1.7 * em:
                latin = piece.text[-1].isascii() and char.text.isascii()
                piece.text += " " if gap > (_SPACE_LATIN if latin or blank else _SPACE_CJK) * small else ""
                piece.text += char.text
                piece.x1, piece.em = max(piece.x1, char.x1), max(piece.em, em)
                piece.y0, piece.y1 = min(piece.y0, char.y0), max(piece.y1, char.y1)
                last, blank = char, False
                continue
            yield piece
        blank = False
        piece, last = Piece(char.text, char.x0, char.y0, char.x1, char.y1, em), char
    if piece is not None:
        yield piece


def _laid_out(pieces: list[Piece]) -> list[str]:
    """The lines of one direction of writing."""
    pieces = _with_readings(pieces)
    lines: list[str] = []
    full = False  # whether the last line of the block before reached its edge
    for block, second in _columns(_rows(pieces)):
        written = _written(block)
        if second and flows(lines[-1], written[0], full=full):
            lines[-1] = run_on(lines[-1], written.pop(0))
        elif lines:
            lines.append("")
        lines += written
        full = len(block) > 1 and block[-1][-1].x1 >= _extent(block)[1] - 2.2 * block[-1][-1].em
    return lines


def _with_readings(pieces: list[Piece]) -> list[Piece]:
    """Small kana set over a word as a reading in brackets after it: 莊賀喬（そうがきょう）."""
    readings = [piece for piece in pieces if _KANA.fullmatch(piece.text)]
    if not readings or len(readings) > 0.3 * len(pieces):
        return pieces
    kept = [piece for piece in pieces if piece not in readings]
    for small in sorted(readings, key=lambda piece: -piece.x0):
        middle = (small.x0 + small.x1) / 2
        for base in kept:
            over = base.em >= 1.6 * small.em and -0.6 * base.em < small.y0 - base.y1 < 0.5 * base.em
            if over and base.x0 - small.em <= middle <= base.x1 + small.em:
                end = _place(base, small.x1)
                base.text = f"{base.text[:end]}（{small.text}）{base.text[end:]}"
                break
        else:
            kept.append(small)
    return kept


def _place(base: Piece, x: float) -> int:
    """How many characters of a piece end before a place on its line."""
    share = (x - base.x0) / max(base.x1 - base.x0, 0.1) * width(base.text)
    taken = 0
    for index, char in enumerate(base.text):
        if taken + width(char) / 2 > share:
            return index
        taken += width(char)
    return len(base.text)


Row = list[Piece]


def _rows(pieces: list[Piece]) -> list[Row]:
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


def _columns(rows: list[Row]) -> Iterator[tuple[list[Row], bool]]:
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
            for number, (block, second) in enumerate(_columns([row for row in part if row])):
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
        if _level(above) - _level(row) > 2.5 * max(em, above[0].em):
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
        # Beside running text a table is in a column of its own; in a table no cell runs on like that.
        if _wide(left) and _wide(right) and (_runs(left) or _runs(right)):
            return middle, stop
    return None


def _wide(part: list[Row]) -> bool:
    """Whether the rows of one side are as wide and as many as those of a column."""
    em = median(row[0].em for row in part) if part else 0.0
    return len(part) >= _COLUMN_ROWS and _extent(part)[1] - _extent(part)[0] >= _COLUMN * em


def _runs(part: list[Row]) -> bool:
    """Whether the rows of one side are lines of running text: many of them full, few parted into cells."""
    x0, x1 = _extent(part)
    full = sum(row[-1].x1 >= x0 + 0.85 * (x1 - x0) for row in part)
    parted = sum(any(b.x0 - a.x1 > 1.5 * a.em for a, b in pairwise(row)) for row in part)
    return full >= 0.4 * len(part) and parted <= 0.3 * len(part)


def _extent(part: list[Row]) -> tuple[float, float]:
    return min(row[0].x0 for row in part), max(row[-1].x1 for row in part)


def _written(rows: list[Row]) -> list[str]:
    """Rows as lines: indents as blanks, two for an em, cells two blanks apart, a blank line where the page leaves room.

    Lines that were broken because they were full are joined again: here alone it is known that they were.
    """
    em = median(piece.em for row in rows for piece in row)
    left, right = _extent(rows)
    steps = [0.0, *(_level(a) - _level(b) for a, b in pairwise(rows))]
    usual = median([step for step in steps if step > 0.5 * em] or [em])
    lines: list[str] = []
    first = rows[0]
    cells: list[tuple[float, int]] = []  # of the last row of a table: where each begins on the page and in its line
    for above, row, step in zip([rows[0], *rows], rows, steps, strict=False):
        if lines and step <= _PARAGRAPH * usual * max(row[0].em / em, 1.0) and _runs_on(first, above, row, left, right):
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


def _runs_on(first: Row, above: Row, row: Row, left: float, right: float) -> bool:
    """Whether a line goes on with the paragraph that opens with the row `first`, the line above being full."""
    if len(above) != 1 or len(row) != 1 or ended(above[0].text) or MARK.match(row[0].text):
        return False
    a, b = above[0], row[0]
    if not 0.9 < a.em / b.em < 1.1:
        return False
    shift = (b.x0 - a.x0) / b.em
    # A Latin word that has no room left goes to the next line whole.
    word = _WORD.match(b.text)
    if a.x1 < right - (2.2 + (0.55 * word.end() if word else 0)) * a.em:
        # A headline in the middle of the page is broken before the edge.
        return abs(a.x0 + a.x1 - left - right) < 2 * a.em and a.x1 - a.x0 >= 0.85 * (right - left) and shift > 0.5
    if shift > 0.5:
        return above is first and bool(MARK.match(a.text))
    return shift > -0.5 or (above is first and shift > -2.5)


def run_on(line: str, following: str) -> str:
    """Two parts of a sentence as one; between Latin words a blank stays."""
    latin = line[-1:].isascii() and line[-1:].isalnum() and following[:1].isascii() and following[:1].isalnum()
    return f"{line} {following}" if latin else line + following


def flows(line: str, following: str, *, full: bool = False) -> bool:
    """Whether a sentence runs from the end of a column or page, a line that is full or long, into the next one."""
    broken = (full or width(line) >= _LONG) and not ended(line) and not COLUMNS.search(line.strip())
    return broken and bool(following) and following[0].isalnum() and not MARK.match(following)


def _level(row: Row) -> float:
    return (row[0].y0 + row[0].y1) / 2
