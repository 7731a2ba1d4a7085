"""A PDF to its characters with their places, page by page, and to a text laid out as on the page."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pypdfium2
from pypdfium2 import raw

from kg.dates import find_dates
from kg.formats.metadata import Document, one_line
from kg.formats.pagelayout import Char, page_lines
from kg.formats.paragraphs import flows, run_on
from kg.model import ReadError
from kg.read.layout import width

_NUMBER = re.compile(
    r"[\s\-–—─ー－・/／p.P頁ページ第()（）]*[0-9０-９]{1,3}[\s\-–—─ー－・/／頁页ページ，,共()（）0-9０-９]*"
)
# What a browser prints around a page: the day of printing with its time, the address, the number of the page.
_PRINTED = re.compile(
    r"\s*(?:(?:https?|file)://\S+(?:\s+\d{1,3}\s*/\s*\d{1,3})?|\d{1,3}\s*/\s*\d{1,3}\s+(?:https?|file)://\S+)\s*"
)
_CLOCK = re.compile(r"\s*(?:\d{4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4}),? (?:[上下]午)?\d{1,2}:\d{2}(?: ?[AP]M)?\b")
_INVISIBLE = frozenset("\r\n\t\x02\xad\u200b\ufeff")
_MOST_PAGES = 1_000
_BELOW = 0.12  # share of a character's square under its base line
_UNMAPPED = 0.02  # share of characters without a meaning from which a text is of no use
_PICTURES = 0.5  # share of pages without text from which a document is a scan
_RUNNING = 2  # pages on which a line at the edge stands before it counts as a running head


def read_pdf(source: str, data: bytes) -> Document:
    """The text of a PDF in the order of reading: columns one after the other, table rows as rows, line breaks as set.

    The dates of its properties are those of the file, so they say nothing about the release. Raises ReadError for a
    damaged or locked file, a scan, or fonts that do not say which characters they show.
    """
    try:
        with closing(pypdfium2.PdfDocument(data)) as pdf:
            if len(pdf) > _MOST_PAGES:
                raise ReadError(f"{source}: has {len(pdf):,} pages; give those of the press release alone")
            pages, empty, unmapped = [], 0, 0
            for index in range(len(pdf)):
                with closing(pdf[index]) as page, closing(page.get_textpage()) as text_page:
                    chars = list(_chars(text_page, page.get_rotation()))
                    drawn = raw.FPDFPage_CountObjects(page)
                unmapped += sum(char.text in ("\ufffd", "") for char in chars)
                empty += drawn > 0 and not chars
                pages.append(page_lines([char for char in chars if char.text]))
            title = _title(pdf)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise ReadError(f"{source}: is locked with a password; save it again without one") from error
        raise ReadError(f"{source}: is a damaged PDF; fetch or save it again") from error
    shown = sum(len("".join(line.split())) for lines in pages for line in lines)
    if not shown and not empty:
        raise ReadError(f"{source}: has no text; give the text of the press release")
    if not shown or empty > _PICTURES * len(pages):
        raise ReadError(
            f"{source}: is a scan without text on {empty} of {len(pages)} pages; recognise its text (OCR) first"
        )
    if unmapped > _UNMAPPED * shown:
        raise ReadError(
            f"{source}: has fonts that do not say which characters they show; recognise its text (OCR) first"
        )
    text = _joined(_without_running_lines(pages))
    # Titles are often the name of a file or of the document used as template; a true one stands in the text as well.
    repeated = len(title) >= 6 and _bare(title) in _bare(text[:2000])
    pictures = f"{empty} of {len(pages)} pages are pictures without text, which is not read" if empty else ""
    return Document(text, title if repeated else None, warning=pictures)


def _title(pdf: pypdfium2.PdfDocument) -> str:
    """The title among the properties; none where its characters are damaged."""
    try:
        return one_line(pdf.get_metadata_value("Title"))[:300]
    except UnicodeDecodeError:
        return ""


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _chars(page: pypdfium2.PdfTextPage, rotation: int) -> Iterator[Char]:
    """The characters of a page as it is shown, with boxes in points, y upwards.

    A wide character fills its square whatever its ink, so that 一 and 、 stand on the line of their neighbours.
    """
    box, matrix, x, y, high = raw.FS_RECTF(), raw.FS_MATRIX(), ctypes.c_double(), ctypes.c_double(), ""
    for index in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, index)
        broken = raw.FPDFText_HasUnicodeMapError(page, index) == 1 or code in (0, 0xFFFE, 0xFFFF)
        text = "\ufffd" if broken else chr(code)
        if "\ud800" <= text <= "\udbff":
            high = text
            continue
        if "\udc00" <= text <= "\udfff":
            text = (high + text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        high = ""
        if text in _INVISIBLE or not raw.FPDFText_GetLooseCharBox(page, index, ctypes.byref(box)):
            continue
        x0, x1, y0, y1 = box.left, box.right, box.bottom, box.top
        raw.FPDFText_GetMatrix(page, index, ctypes.byref(matrix))
        if abs(matrix.b) < 0.01 * abs(matrix.a) and matrix.d > 0:
            em = raw.FPDFText_GetFontSize(page, index) * matrix.d
            if em > 0 and raw.FPDFText_GetCharOrigin(page, index, ctypes.byref(x), ctypes.byref(y)):
                y0, y1 = y.value - _BELOW * em, y.value + (1 - _BELOW) * em
                if width(text) == 2:
                    x0, x1 = x.value, x.value + em * matrix.a / matrix.d
        if rotation == 90:
            x0, x1, y0, y1 = y0, y1, -x1, -x0
        elif rotation == 180:
            x0, x1, y0, y1 = -x1, -x0, -y1, -y0
        elif rotation == 270:
            x0, x1, y0, y1 = -y1, -y0, x0, x1
        yield Char(text, x0, y0, x1, y1)


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """The pages without page numbers and without heads and feet that repeat from page to page."""
    edges = [{_edge(line) for line in (*lines[:2], *lines[-2:])} for lines in pages]
    often = Counter(edge for found in edges for edge in found if edge)
    repeated = {edge for edge, count in often.items() if count >= _RUNNING and count > len(pages) / 2}
    browsed = any(_PRINTED.fullmatch(line) for lines in pages for line in lines[-2:])
    cleaned = []
    for number, lines in enumerate(pages):
        kept = list(lines)
        if browsed:
            ends = {*range(2), *range(len(lines) - 2, len(lines))}
            kept = [
                line
                for index, line in enumerate(lines)
                if index not in ends or not (_PRINTED.fullmatch(line) or _CLOCK.match(line))
            ]
        # The head of the first page may be all that dates the release or says whose it is.
        dated = [line for line in kept[:2] if not number and find_dates(line, None, "zh-Hant")]
        for end in (0, -1):
            for _ in range(2):
                while kept and not kept[end].strip():
                    kept.pop(end)
                if kept and (_NUMBER.fullmatch(kept[end]) or _edge(kept[end]) in repeated):
                    kept.pop(end)
        cleaned.append([line for line in dated if line not in kept] + kept)
    return cleaned


def _edge(line: str) -> str:
    """A line at the edge of a page without what counts up."""
    return re.sub(r"[\s0-9０-９]+", "", line)


def _joined(pages: list[list[str]]) -> str:
    """All pages as one text; a sentence that runs over the end of a page goes on."""
    found: list[str] = []
    for lines in pages:
        if found and lines and flows(found[-1], lines[0]):
            found[-1] = run_on(found[-1], lines[0])
            found += lines[1:]
        else:
            found += ["", *lines] if found else lines
    return "".join(line + "\n" for line in found)
