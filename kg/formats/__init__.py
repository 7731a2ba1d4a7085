"""A file in any format → its text and what its markup says; the format is told from the bytes, not from the name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from enum import Enum

from kg.formats.metadata import LONGEST, Document
from kg.model import PartialDate, ReadError, Release
from kg.read.decode import decode

_MIGRATED = 31  # days by which a page may be put up after the date of its text before that date is believed

_REFUSED = (
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"MSCF", "a cabinet archive"),
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF", b"\0\0\0\x0cjP")
_PAGE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|div|p|table|article|main|section|h[1-6]|span"
    r"|center|font|br)\b",
    re.I,
)
_XHTML = re.compile(r"<(?:!doctype\s+html|html)\b", re.I)
_BROKEN = re.compile("\ufffd|\\(cid:|[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_HEADER = re.compile(
    rb"(?:From [^\n]{1,200}\r?\n)?"
    rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n){0,200}){2,400}"
)
_MAIL = re.compile(
    rb"^(?:From|To|Date|Subject|Received|MIME-Version|Message-ID|Return-Path|Delivered-To|Content-Type|Content-Transfer-Encoding):",
    re.I | re.M,
)


class Format(Enum):
    """The formats that are read."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "DOCX"
    MAIL = "mail"


def format_of(source: str, data: bytes) -> Format:
    """The format of a file. Raises ReadError for archives, pictures and old formats, saying what to do.

    Markdown alone is known by the name, since any text could be Markdown.
    """
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(source, data)
    for magic, what in _REFUSED:
        if data.startswith(magic):
            raise ReadError(f"{source}: is {what}; unpack it and give the files")
    if data[257:262] == b"ustar":
        raise ReadError(f"{source}: is a tar archive; unpack it and give the files")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError(f"{source}: is in the format of Office before 2007; save it as .docx or PDF")
    if data.startswith(b"{\\rtf"):
        raise ReadError(f"{source}: is RTF; save it as .docx or text")
    if data.startswith(_PICTURES) and b"\0" in data[:4096]:
        raise ReadError(f"{source}: is a picture; recognise its text (OCR) first and give that")
    if (head := _HEADER.match(data[:20_000])) and len({m.group().lower() for m in _MAIL.finditer(head.group())}) >= 2:
        return Format.MAIL
    start = data[:8192]
    utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    opening = start.decode("utf-16" if utf16 else "utf-8", "ignore" if utf16 else "replace")
    opening = opening.lstrip("\ufeff \r\n\t")
    if opening.startswith("<?xml") and not _XHTML.search(opening):
        raise ReadError(f"{source}: is XML and no page; save the page itself")
    if opening.startswith("<") and _PAGE.search(opening):
        return Format.HTML
    return Format.MARKDOWN if source.lower().endswith((".md", ".markdown")) else Format.TEXT


def _zipped(source: str, data: bytes) -> Format:
    """DOCX where a zip archive is one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError(f"{source}: is a damaged archive; save the document again") from error
    if "word/document.xml" in names:
        return Format.DOCX
    what = (
        "an Office or EPUB file other than .docx"
        if "[Content_Types].xml" in names or "mimetype" in names
        else "a zip archive"
    )
    what_to_do = "save it as .docx or PDF" if what != "a zip archive" else "unpack it and give the files"
    raise ReadError(f"{source}: is {what}; {what_to_do}")


def text_of(source: str, data: bytes) -> Document:
    """The text of a file in any known format, in this process: what a hostile file does to it, it does to us.

    `kg.formats.sandbox` calls it where that costs nothing. Raises ReadError for what cannot be read.
    """
    document = _reader(format_of(source, data))(source, data)
    if len(document.text) > LONGEST:
        raise ReadError(f"{source}: has more than {LONGEST:,} characters; give the text of the press release alone")
    return document


def _reader(format: Format) -> Callable[[str, bytes], Document]:
    """The reader of a format; its library is loaded only now."""
    if format is Format.HTML:
        from kg.formats.html import read_html

        return read_html
    if format is Format.PDF:
        from kg.formats.pdf import read_pdf

        return read_pdf
    if format is Format.DOCX:
        from kg.formats.docx import read_docx

        return read_docx
    if format is Format.MAIL:
        from kg.formats.mail import read_mail

        return read_mail
    if format is Format.MARKDOWN:
        from kg.formats.markdown import read_markdown

        return read_markdown
    return lambda source, data: Document(decode(source, data), plain=True)


def completed(release: Release, document: Document, sha256: str) -> Release:
    """A release read from the text of a document, with what the markup knows better than the text.

    The date of the text stands where the page was put up more than a month later: sites are moved.
    """
    issued = document.issued or release.issued
    if document.issued and release.issued and _days(document.issued) - _days(release.issued) > _MIGRATED:
        issued = release.issued
    return replace(
        release,
        sha256=sha256,
        issued=issued,
        publisher=document.publisher or release.publisher,
        title=document.title or release.title,
        url=document.url,
        warning="; ".join(filter(None, (document.warning, _unreadable(release.text)))),
    )


def _unreadable(text: str) -> str:
    """What there is to say about characters that stand for lost ones; where they are many the text was refused."""
    broken = len(_BROKEN.findall(text))
    return f"{broken} characters of its text are unreadable" if broken else ""


def _days(date: PartialDate) -> int:
    """A date as days, months taken as 31: enough to tell a month from a week."""
    return (date.year * 12 + (date.month or 1)) * 31 + (date.day or 1)
