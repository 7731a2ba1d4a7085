"""Characters with places to lines of text: direction of writing, runs of characters, readings over names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kg.formats.columns import Piece, columns, extent, rows_of
from kg.formats.paragraphs import flows, run_on, written_rows
from kg.read.layout import width

_SPLIT = 0.8  # gap in ems that parts two cells
_SPACED, _RUN = 0.1, 6  # gap in ems between all characters of a line that is set wide, and the fewest of them
_SPACE_CJK, _SPACE_LATIN = 0.4, 0.15  # gaps in ems that are seen as a blank
_KANA = re.compile("[ぁ-ゖァ-ヺー・ 　]+")


@dataclass(frozen=True, slots=True)
class Char:
    """A character and its box, y upwards."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


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
    """The characters set across and those set down the page, by where the next one stands.

    A blank has no place of its own that tells anything: it goes where the character before it goes.
    """
    steps = [_step(a, b) for a, b in pairwise(char for char in chars if not char.text.isspace())]
    if sum(step == "down" for step in steps) < 8:
        return chars, []
    across: list[Char] = []
    down: list[Char] = []
    side, index = across, 0
    for char in chars:
        if not char.text.isspace():
            near = [step for step in steps[max(0, index - 4) : index + 4] if step]
            side = down if near.count("down") > len(near) / 2 else across
            index += 1
        side.append(char)
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
    for char, wide in zip(chars, _spacing(chars), strict=True):
        if char.text.isspace():
            blank = True
            continue
        em = max(char.y1 - char.y0, 0.1)
        if piece is not None and last is not None:
            gap, small = char.x0 - piece.x1 - wide, min(em, piece.em)
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


def _spacing(chars: list[Char]) -> Iterator[float]:
    """The gap that a line set wide has before each of its characters; 0 in other lines."""
    run: list[float] = []  # gaps before the characters of the line after its first
    blanks = 0
    last: Char | None = None
    for char in (*chars, None):
        if char is not None and char.text.isspace():
            blanks += 1
            if last is None:
                yield 0.0
            continue
        if char is not None and last is not None:
            em = min(char.y1 - char.y0, last.y1 - last.y0)
            gap = char.x0 - last.x1
            if min(char.y1, last.y1) - max(char.y0, last.y0) > 0.5 * em and -0.6 * em < gap < 2 * em:
                run.append(gap)
                last = char
                continue
        if last is not None:
            em = max(last.y1 - last.y0, 0.1)
            even = len(run) > 1 and not blanks and max(run) - min(run) < 0.05 * em
            wide = median(run) if even or len(run) >= _RUN else 0.0
            yield from (wide if wide > _SPACED * em else 0.0 for _ in range(1 + len(run) + blanks))
        run, last, blanks = [], char, 0


def _laid_out(pieces: list[Piece]) -> list[str]:
    """The lines of one direction of writing."""
    pieces = _with_readings(pieces)
    lines: list[str] = []
    full = False  # whether the last line of the block before reached its edge
    for block, second in columns(rows_of(pieces)):
        written = written_rows(block)
        if second and flows(lines[-1], written[0], full=full):
            lines[-1] = run_on(lines[-1], written.pop(0))
        elif lines:
            lines.append("")
        lines += written
        full = len(block) > 1 and block[-1][-1].x1 >= extent(block)[1] - 2.2 * block[-1][-1].em
    return lines


def _with_readings(pieces: list[Piece]) -> list[Piece]:
    """Small kana set over a word as a reading in brackets after it: 林大山（りんたいざん）."""
    readings = [piece for piece in pieces if _KANA.fullmatch(piece.text)]
    if not readings or len(readings) > 0.3 * len(pieces):
        return pieces
    kept = [piece for piece in pieces if piece not in readings]
    places: list[tuple[int, int, str]] = []  # which piece, where in its text, the reading
    for small in readings:
        middle = (small.x0 + small.x1) / 2
        for index, base in enumerate(kept):
            over = base.em >= 1.6 * small.em and -0.6 * base.em < small.y0 - base.y1 < 0.5 * base.em
            if over and base.x0 - small.em <= middle <= base.x1 + small.em:
                places.append((index, _place(base, small.x1), small.text.replace(" ", "")))
                break
        else:
            kept.append(small)
    for index, end, reading in sorted(places, reverse=True):
        base = kept[index]
        base.text = f"{base.text[:end]}（{reading}）{base.text[end:]}"
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
