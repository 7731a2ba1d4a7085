"""The elements of a page to blocks of lines: paragraphs, headings, items of lists, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from kg.formats.cells import table_row
from kg.formats.markup import HEADINGS, parts
from kg.formats.tables import has_fields, is_form, is_layout, label_of, own_rows

_KEPT = HEADINGS | {"li", "figcaption"}
_MARKS = {"br": "\v", "ruby": "\ufdd0", "rt": "\ufdd1"}
_CLOSING = {"rt": "\ufdd2\ufdd0", "ruby": "\ufdd1\ufdd2"}  # a base without a reading is closed as well
_FURIGANA = 0.2  # share of a page under ruby from which the readings are for learners, not of names
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U000323af"
_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_WIDE}])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_READING = re.compile(r"[\sぁ-ゖァ-ヺー・ㄅ-ㄯˊˇˋ˙A-Za-z]+")
# Ruby between noncharacters until the paragraph is whole: a name is often one ruby for each of its characters.
_RUBY = re.compile("\ufdd0([^\ufdd0-\ufdd2]{0,80})\ufdd1([^\ufdd0-\ufdd2]{0,200})\ufdd2")
_RUBIES = re.compile("(?:\ufdd0[^\ufdd0-\ufdd2]{0,80}\ufdd1[^\ufdd0-\ufdd2]{0,200}\ufdd2[ 　]?)+")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one paragraph, heading, list item or table row; `kind` is its tag, or p, or row, or title in a form."""

    kind: str
    lines: list[str]


def read_blocks(tree: HtmlElement, dropped: set[HtmlElement], *, readings: bool | None = None) -> Iterator[Block]:
    """The blocks of a tree, in order, without the dropped elements."""
    if readings is None:
        rubied = sum(len("".join(ruby.itertext())) for ruby in tree.iter("ruby"))
        readings = 0 < rubied < _FURIGANA * len("".join(tree.itertext()))
    pieces: list[str] = []
    kinds = ["p"]
    typed = 0  # elements around the place whose line breaks and blanks are shown as they are
    skipped: HtmlElement | None = None
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in parts()["block"] and (lines := _lines(pieces)):
                yield Block(kinds[-1], lines)
            rows = None if element in dropped else _rows(element, dropped, readings)
            if element in dropped or tag in parts()["hidden"] or rows is not None or (tag == "rt" and not readings):
                yield from rows or ()
                skipped = element
                walk.skip_subtree()
                continue
            if tag in parts()["block"]:
                kinds.append(tag if tag in _KEPT else kinds[-1])
            typed += tag == "pre"
            pieces += [
                _MARKS.get(tag, "") if readings or tag == "br" else "",
                _as_typed(element.text) if typed else element.text or "",
            ]
            continue
        if element is skipped:
            skipped = None
        elif tag in parts()["block"]:
            if lines := _lines(pieces):
                yield Block(kinds[-1], lines)
            kinds.pop()
        elif tag in _CLOSING and readings:
            pieces.append(_CLOSING[tag])
        typed -= tag == "pre" and element not in dropped
        if element is not tree and element.tail:
            pieces.append(_as_typed(element.tail) if typed else element.tail)
    if lines := _lines(pieces):
        yield Block(kinds[-1], lines)


def _rows(element: HtmlElement, dropped: set[HtmlElement], readings: bool) -> list[Block] | None:
    """The rows of a table of data or a list of terms; None where the element is another or holds a layout."""
    if element.tag not in ("table", "dl"):
        return None
    inner = next(element.iterdescendants("table", "dl"), None)
    if inner is not None and (element.tag == "dl" or not is_form(element)):
        return None
    if element.tag == "table":
        groups = [[cell for cell in row if cell.tag in ("td", "th")] for row in own_rows(element)]
        if any(is_layout(cell) for row in groups for cell in row):
            return _fields(groups, dropped, readings) if is_form(element) else None
        if not groups:
            return None
        groups = [[*element.iter("caption")], *groups]
    else:
        groups = []
        for item in element.iter("dt", "dd"):
            if item.tag == "dt" or not groups:
                groups.append([])
            groups[-1].append(item)
        if any(is_layout(item) for group in groups for item in group):
            return _fields(groups, dropped, readings)
    found = []
    for group in groups:
        kept = [cell for cell in group if cell not in dropped]
        cells = [[line for block in read_blocks(c, dropped, readings=readings) for line in block.lines] for c in kept]
        cells = [lines for lines in cells if lines]
        if cells and not (len(cells) == 2 and label_of(cells[0][0]) in parts()["property"]):
            found.append(Block("row" if len(cells) > 1 else "p", table_row(cells)))
    return found


def _fields(groups: list[list[HtmlElement]], dropped: set[HtmlElement], readings: bool) -> list[Block]:
    """The rows of a form: what only describes the page left out, headline and text without their labels."""
    found = []
    steps = [2 if has_fields(row) else len(row) for row in groups]  # a row may have two fields
    for field in (row[i : i + n] for row, n in zip(groups, steps, strict=True) for i in range(0, len(row), n)):
        kept = [cell for cell in field if cell not in dropped]
        cells = [blocks for cell in kept if (blocks := list(read_blocks(cell, dropped, readings=readings)))]
        name = label_of(cells[0][0].lines[0]) if cells else ""
        if len(cells) > 1 and name in parts()["property"]:
            continue
        if len(cells) > 1 and name in parts()["headline"]:
            cells = [[Block("title", [*_all_lines(blocks)])] for blocks in cells[1:]]
        elif len(cells) > 1 and name in parts()["unlabelled"]:
            cells = cells[1:]
        if len(cells) == 1 or any(is_layout(cell) for cell in kept):
            found += [block for blocks in cells for block in blocks]
        elif cells:
            found.append(Block("row", table_row([[*_all_lines(blocks)] for blocks in cells])))
    return found


def _all_lines(blocks: list[Block]) -> Iterator[str]:
    """The lines of all blocks."""
    return (line for block in blocks for line in block.lines)


def _as_typed(text: str | None) -> str:
    """The text of a preformatted element, its line breaks and blanks kept from being folded."""
    return (text or "").replace("\n", "\v").replace(" ", "\ufdd3")


def _lines(pieces: list[str]) -> list[str]:
    """The lines of a paragraph, white space as a browser shows it; empties the list."""
    text = "".join(pieces)
    pieces.clear()
    if "\ufdd0" in text:
        text = re.sub("[\ufdd0-\ufdd2]", "", _RUBIES.sub(_bracketed, text))
    shown = (
        _SPACE.sub(" ", _BREAK.sub("", line)).replace("\xa0", " ").replace("\ufdd3", " ").strip()
        for line in text.split("\v")
    )
    return [line for line in shown if line]


def _bracketed(match: re.Match[str]) -> str:
    """Neighbouring rubies as their bases with one reading: 林大山（りんたいざん）."""
    run = match.group()
    end = run[len(run.rstrip(" 　")) :]
    base, reading = (_RUBY.sub(part, run).strip(" 　") for part in (r"\1", r"\2"))
    return f"{base}（{reading}）{end}" if reading and _READING.fullmatch(reading) else base + end
