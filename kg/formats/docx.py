"""A Word document to its text: paragraphs, lists and rows of tables, as the last version shows them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from xml.parsers import expat

from kg.formats.cells import table_row
from kg.formats.metadata import Document, one_line
from kg.model import ReadError
from kg.read.layout import MARK

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_LARGEST = 40_000_000  # bytes of the unpacked text; a thousand pages have some five million
_PROPERTIES = 1_000_000
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, struct.error, KeyError, OSError, ValueError, EOFError, NotImplementedError,
    RuntimeError,
)  # fmt: skip
_SHORT = 40  # characters from which a line is a paragraph of running text
_HIDDEN = frozenset(("del", "moveFrom", "instrText", "rubyPr"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Word names styles in the language of the user, and headings by their level alone in Chinese and Japanese.
_HEADING = re.compile(r"(?i:title|heading ?\d|見出し|標題)|[1-9a]\d?$")


def read_docx(source: str, data: bytes) -> Document:
    """The text of a .docx file and the title of its properties.

    The dates of the properties are those of the file and often of its template, so they say nothing about the release.
    Raises ReadError for a damaged file, one with a document type of its own, or one that unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _Body()
            _parse(
                source, _unpacked(source, archive, "word/document.xml", _LARGEST), body.start, body.end, body.characters
            )
            title = ""
            if "docProps/core.xml" in archive.namelist():
                title = _title(source, _unpacked(source, archive, "docProps/core.xml", _PROPERTIES))
    except _DAMAGED as error:
        raise ReadError(f"{source}: is a damaged or locked .docx file; save it again without a password") from error
    text = "".join(body.parts)
    if not text.strip():
        raise ReadError(f"{source}: has no text; if its pages are pictures, recognise their text (OCR) first")
    # Templates leave titles of other documents in the properties; a true one stands in the text as well.
    repeated = title and one_line(title).replace(" ", "") in "".join(text[:3000].split())
    return Document(text, one_line(title) if repeated else None)


def _unpacked(source: str, archive: zipfile.ZipFile, name: str, largest: int) -> bytes:
    """A part of the archive, read no further than it may be long, whatever size its entry claims."""
    with archive.open(name) as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise ReadError(f"{source}: unpacks to more than {largest // 1_000_000} MB; give the text of the press release")
    return content


def _parse(source: str, content: bytes, start: object, end: object, characters: object) -> None:
    """Run the handlers over XML. A document type, the seat of entity bombs, is refused: Word writes none."""

    def refuse(*_: object) -> None:
        raise ReadError(f"{source}: declares a document type, which no word processor writes; save it again")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, characters  # type: ignore[assignment]
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ReadError(f"{source}: is a damaged .docx file ({error}); save it again") from error


def _title(source: str, content: bytes) -> str:
    """The title in the core properties."""
    inside, pieces = [False], [""]

    def start(name: str, _: dict[str, str]) -> None:
        inside[0] = name.endswith(" title")

    def characters(text: str) -> None:
        if inside[0]:
            pieces.append(text)

    _parse(source, content, start, lambda _: inside.__setitem__(0, False), characters)
    return "".join(pieces)[:300]


class _Body:
    """Handlers that write the text of `word/document.xml`, paragraph by paragraph, row by row."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.parts: list[str] = []
        self.line: list[str] = []
        self.rows: list[list[list[str]]] = []  # the rows around the place: cells, each a list of lines
        self.hidden = 0  # elements around the place that are not shown
        self.shown = False  # whether the place is inside text
        self.style = ""
        self.reading: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        tag = _local(name)
        if self.hidden or name == _FALLBACK or tag in _HIDDEN:
            self.hidden += 1
        elif tag == "t":
            self.shown = True
        elif tag in _SIGNS:
            self.line.append(_SIGNS[tag])
        elif tag == "numPr":
            self.style = "List"
        elif tag == "pStyle":
            self.style = next((value for key, value in attributes.items() if key.endswith(" val")), "")
        elif tag == "rt":
            self.line, self.reading = [], self.line
        elif tag in ("tr", "txbxContent"):
            self._write(self._lines())
            if tag == "tr":
                self.rows.append([])
        elif tag == "tc" and self.rows:
            self.rows[-1].append([])

    def end(self, name: str) -> None:
        """End an element."""
        if self.hidden:
            self.hidden -= 1
            return
        tag = _local(name)
        if tag == "t":
            self.shown = False
        elif tag == "p":
            self._paragraph()
        elif tag == "rt" and self.reading is not None:
            # The reading stands before its base in the file; it is shown after it.
            self.line, self.reading = self.reading, self.line
        elif tag == "ruby" and self.reading is not None:
            self.line += ["（", *self.reading, "）"]
            self.reading = None
        elif tag == "tr" and self.rows:
            if cells := [lines for lines in self.rows.pop() if lines]:
                self._write(table_row(cells))
        elif tag == "tbl" and not self.rows:
            self.parts.append("\n")

    def characters(self, text: str) -> None:
        """Take text that is shown."""
        if self.shown and not self.hidden:
            self.line.append(text)

    def _lines(self) -> list[str]:
        """The lines of the paragraph so far, which is then empty."""
        lines = [line.strip(" \t") for line in "".join(self.line).split("\n")]
        self.line = []
        return [line for line in lines if line]

    def _write(self, lines: list[str]) -> None:
        """Put lines into the cell around the place, or onto the page."""
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += lines
        elif lines:
            self.parts.append("\n".join(lines) + "\n")

    def _paragraph(self) -> None:
        """Close the paragraph. A blank one, a heading and running text stand apart, short lines stay together."""
        lines, style, self.style = self._lines(), self.style, ""
        if lines and style.startswith("List") and not MARK.match(lines[0]):
            lines[0] = "・" + lines[0]
        apart = not lines or bool(_HEADING.match(style)) or "。" in lines[-1] or max(map(len, lines)) >= _SHORT
        if self.rows or not apart:
            self._write(lines)
            return
        if self.parts and not self.parts[-1].endswith("\n\n") and lines:
            self.parts.append("\n")
        self._write([*lines, ""] if lines else [""])


def _local(name: str) -> str:
    """The name of an element of a document, without its namespace; another's stays whole."""
    return name.removeprefix(_W).removeprefix(_STRICT)
