"""Lines of a page to rows: a row is a paragraph, a heading or one line of a list, with hard line breaks joined.

Offsets are kept: a row knows for each of its characters where it stands in the text.
"""

from __future__ import annotations

import itertools
import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from kg.names.lookalikes import LOOKALIKES

_NARROW_CHARACTER = re.compile("[^ᄀ-ᅟ⺀-꓏가-힣\uf900-\ufaff︰-﹏＀-｠￠-￦🀀-🿿𠀀-𳑿]")
COLUMNS = re.compile(r"(?<=\S)(?:[ \t]{2,}|\t|[ \t]*　[ \t　]*)(?=\S)")
_ENDED = re.compile(r"[。！？!?｡…][」』”’）)】〕\]]*$")
_MID_SENTENCE = re.compile(r"[^\W_]|[、，,・「『（(％%]")
_BROKEN = re.compile(r"[^\W\d_]|[、，,・「『（(]")  # figures end datelines as often as they are torn
MARK = re.compile(
    r"(?:(?:[-*+•・‧●○◯◎◆◇■□▪✓✔►▶※＊#＃▲△▼▽][ \t　]*)+|[①-⑳㈠-㈩][ \t　]*"
    r"|[(（][一二三四五六七八九十0-9０-９]{1,3}[)）][ \t　]*"
    r"|[0-9０-９]{1,2}(?:[.．、)）][ \t　]*|[ \t　]+)(?=\D)|[一二三四五六七八九十]{1,3}[、．.][ \t　]*)"
)
_PARTICLE = re.compile(r"(?:[^\W\d_ぁ-ん]|[）)」』])(?:[のをはがにへ]|から|との?|では?|として|による|により)$")
# 握手する市長（左）＝9日、台北市: a caption ends without a full stop.
_CAPTION = re.compile(
    r"[（(](?:[左右]|中央?)[^（()）。]{0,8}[)）]|[＝=][^。＝=]{2,24}$"
    r"|^[^。]{0,30}(?:[左右](?:から|より|起)|[前後后][列排](?:中央|[左右])|記念(?:撮影|写真)|集合写真|合影)"
)
_OPENER = re.compile(r"[【〔［\[<〈《]|[—―─=＝_]{2}")
_FULL = 0.75  # a line this near to the widest was broken for lack of room; lines of mixed script vary by a fifth
_LONG = 80  # columns from which a line is a paragraph of its own
_WIDEST = 130  # columns of the widest page that is broken by hand
_NARROW, _NARROWEST = 40, 28  # columns below which a paragraph looks like a list, and below which it is one
_NARROW_FULL = 0.85  # how near to each other the lines of a narrow column end
_ALIGNED = 2  # columns by which the second line of a table cell may miss its column


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the space around it; `indent` and `width` in columns, a CJK character is two."""

    start: int
    text: str
    indent: int
    width: int
    blanks: int  # blank lines before it

    @property
    def marked(self) -> bool:
        """Whether it opens with a bullet, a number or a heading bracket, and so a row of its own."""
        return bool(MARK.match(self.text) or _OPENER.match(self.text))


@dataclass(frozen=True, slots=True)
class Row:
    """Joined lines, look-alikes made plain; `offsets[i]` is the place of `text[i]` in the document."""

    text: str
    offsets: array[int]
    indent: int
    blanks: int
    columns: bool  # has columns set off by wide spaces


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return len(text) if text.isascii() else 2 * len(text) - len(_NARROW_CHARACTER.findall(text))


def lines(text: str) -> list[Line]:
    """The lines that are not blank."""
    found: list[Line] = []
    position = blanks = 0
    for raw in text.split("\n"):
        inner = raw.strip()
        if inner:
            lead = raw[: len(raw) - len(raw.lstrip())]
            found.append(Line(position + len(lead), inner, width(lead), width(inner), blanks))
            blanks = 0
        else:
            blanks += 1
        position += len(raw) + 1
    return found


def ended(text: str) -> bool:
    """Whether a text closes with the end of a sentence."""
    return bool(_ENDED.search(text[-12:]))


def rows(text: str) -> list[Row]:
    """All rows of a text, in order."""
    text = text.translate(LOOKALIKES)
    found: list[Row] = []
    page = lines(text)
    whole = _room(page)
    for block in _blocks(page, whole):
        room = _room(block, whole)
        pending: list[Line] = []
        for line in block:
            if pending and not (line.blanks or _continues(pending, line, room)):
                found.append(_row(text, pending))
                pending = []
            pending.append(line)
        found.append(_row(text, pending))
    return found


def _blocks(found: list[Line], room: int) -> Iterator[list[Line]]:
    """Runs of lines that a sentence may run through: without blank lines, or with one inside a sentence."""
    block: list[Line] = []
    for line in found:
        if block and line.blanks and not _torn(block[-1], line, room):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _torn(last: Line, line: Line, room: int) -> bool:
    """Whether a blank line, such as a page break leaves, stands inside a sentence; `room` is that of the whole page.

    The paragraph above is long, or was broken at the width of the page and is no heading of one line; the one below
    goes on as text.
    """
    if line.blanks != 1 or line.marked or line.indent or line.text[0] in "（(「『" or not _BROKEN.match(last.text[-1]):
        return False
    if _CAPTION.search(last.text):
        return False
    if room:
        full = last.indent + last.width >= _FULL * room and not last.blanks
        return (
            full
            and bool(re.search("[。，、]", line.text))
            and not (COLUMNS.search(last.text) or COLUMNS.search(line.text))
        )
    return last.width > _LONG and bool(re.search("[。，、]", last.text)) and ended(line.text)


def _room(block: list[Line], usual: int = 0) -> int:
    """The width at which the lines of a block were broken, or 0 where each line is a paragraph of its own.

    Two lines broken in mid-sentence at about the same width make it plausible, where no line is much wider; of narrow
    columns three at the very same. One is enough where the page as a whole is broken there, at the width `usual`.
    """
    broken = [
        line.indent + line.width
        for line, following in itertools.pairwise(block)
        if not following.blanks and _BROKEN.match(line.text[-1]) and not COLUMNS.search(line.text)
    ]
    widest = max((line.indent + line.width for line in block), default=0)
    if not broken or widest > _WIDEST or max(broken) < _NARROWEST or widest > 1.15 * max(broken):
        return 0
    if not any("。" in line.text for line in block):
        return 0
    near = _FULL if max(broken) >= _NARROW else _NARROW_FULL
    full = [extent for extent in broken if extent >= near * max(broken)]
    if len(full) >= (2 if max(broken) >= _NARROW else 3) or max(broken) >= 60:
        return max(broken)
    return usual if max(broken) >= _NARROW_FULL * usual else 0


def _continues(row: list[Line], line: Line, room: int) -> bool:
    """Whether a line goes on with the row before it."""
    first, last = row[0], row[-1]
    mark = MARK.match(first.text)
    cells = first.text if first.width < 4 * _LONG else ""
    gaps = [gap.end() for gap in COLUMNS.finditer(cells, mark.end() if mark else 0)]
    if gaps and line.indent > first.indent:
        column = first.indent + width(first.text[: gaps[-1]])
        alone = not COLUMNS.search(line.text) and not line.marked
        if alone and abs(line.indent - column) <= _ALIGNED and not ended(last.text):
            return True
        return line.text[0] in "（(" and line.text[-1] in "）)" and line.indent <= column
    # A Japanese sentence breaks off at a particle only where a line is full, however wide that is.
    if not line.marked and last.width >= _LONG and _PARTICLE.search(last.text[-8:]) and "、" in last.text:
        return line.indent <= max(first.indent, last.indent)
    if line.marked or not room or COLUMNS.search(last.text) or last.indent + last.width < _FULL * room:
        return False
    if ended(last.text):
        return line.indent == 0 and last.width >= 0.9 * room
    return bool(_MID_SENTENCE.match(last.text[-1])) and line.indent <= max(first.indent, last.indent)


def _row(document: str, parts: list[Line]) -> Row:
    """Join lines; between Latin words one blank stays."""
    pieces: list[str] = []
    offsets = array("I")
    for line in parts:
        if pieces and _needs_space(pieces[-1], line.text):
            offsets.append(offsets[-1] + 1)
            pieces.append(document[offsets[-1]])
        pieces.append(line.text)
        offsets.extend(range(line.start, line.start + len(line.text)))
    text = "".join(pieces)
    return Row(text, offsets, parts[0].indent, parts[0].blanks, bool(COLUMNS.search(parts[0].text)))


def _needs_space(before: str, after: str) -> bool:
    return bool(re.match(r"[A-Za-z0-9.,;:)]", before[-1]) and re.match(r"[A-Za-z0-9(]", after))
