"""A Word document to its text: paragraphs, lists and rows of tables, as the last version shows them."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from kg.cells import table_row
from kg.layout import MARK
from kg.metadata import Document, one_line
from kg.model import ReadError

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_LARGEST = 40_000_000  # bytes of the unpacked text; a thousand pages have some five million
_PROPERTIES = 1_000_000


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
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
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
        self.cells: list[list[str]] = []  # of the rows around the place, outermost first: all their cells' lines
        self.rows: list[list[list[str]]] = []
        self.hidden = 0  # elements around the place that are not shown
        self.inside_text = False
        self.numbered = self.heading = False
        self.ruby = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if self.hidden or name == _FALLBACK:
            self.hidden += 1
            return
        tag = name.removeprefix(_W).removeprefix(_STRICT)
        if tag == "t":
            self.inside_text = True
        elif tag in ("del", "moveFrom", "instrText", "footnoteReference"):
            self.hidden += 1
        elif tag == "tab":
            self.line.append("\t")
        elif tag in ("br", "cr"):
            self.line.append("\n")
        elif tag == "noBreakHyphen":
            self.line.append("-")
        elif tag == "numPr":
            self.numbered = True
        elif tag == "rt":
            self.line.append("（")
        elif tag == "tr":
            self._paragraph()
            self.rows.append([])
        elif tag == "tc" and self.rows:
            self.rows[-1].append([])
        elif tag == "txbxContent":
            self._paragraph()

    def end(self, name: str) -> None:
        """End an element."""
        if self.hidden:
            self.hidden -= 1
            return
        tag = name.removeprefix(_W).removeprefix(_STRICT)
        if tag == "t":
            self.inside_text = False
        elif tag == "p":
            self._paragraph()
        elif tag == "rt":
            self.line.append("）")
        elif tag == "tr" and self.rows:
            self._row(self.rows.pop())

    def characters(self, text: str) -> None:
        """Take text that is shown."""
        if self.inside_text and not self.hidden:
            self.line.append(text)

    def _paragraph(self) -> None:
        """Close the paragraph: into the cell around it, or onto the page."""
        lines = [line.rstrip() for line in "".join(self.line).split("\n")]
        numbered, self.line, self.numbered = self.numbered, [], False
        lines = [line for line in lines if line.strip()]
        if not lines:
            if self.parts and not self.rows and not self.parts[-1].endswith("\n\n"):
                self.parts.append("\n")
            return
        if numbered and not MARK.match(lines[0].strip()):
            lines[0] = "・" + lines[0].strip()
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += [line.strip() for line in lines]
            return
        # Short lines stay together, as in a list of dates and places; a paragraph gets room of its own.
        room = "" if max(map(len, lines)) < 40 and "。" not in lines[-1] else "\n"
        if room and self.parts and not self.parts[-1].endswith("\n\n"):
            self.parts.append("\n")
        self.parts.append("\n".join(lines) + "\n" + room)

    def _row(self, cells: list[list[str]]) -> None:
        """Write a row of a table, or hand its lines to the row that its table stands in."""
        full = [lines for lines in cells if lines]
        if not full:
            return
        lines = table_row(full)
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += lines
        else:
            self.parts.append("\n".join(lines) + "\n")
