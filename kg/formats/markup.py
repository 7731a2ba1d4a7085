"""The source of a page to its tree, and what the names of elements and classes say about the parts of a page."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from kg import knowledge
from kg.model import ReadError
from kg.read.decode import decode

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I
)
_ATTRIBUTES, _ELEMENTS = 1_000, 100_000  # of one element and of one page; a page of news has a few thousand elements
_VALUES = re.compile(r"\"[^\"]*\"|'[^']*'")
_WEB = {
    "shift_jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "big5": "cp950",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_WESTERN = frozenset(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii", "ascii"))


@cache
def parts() -> dict[str, frozenset[str]]:
    """The words of `data/language/page_parts.tsv` by kind."""
    lists: dict[str, set[str]] = {}
    with knowledge.path("language", "page_parts.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"):
            lists.setdefault(row["kind"], set()).add(row["word"])
    return {kind: frozenset(words) for kind, words in lists.items()}


def decoded(source: str, data: bytes) -> str:
    """The source of a page: in the encoding of its mark, of its meta element where that fits, or of its characters."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(source, data)
    declared = _CHARSET.search(data[:4096])
    name = declared.group(1).decode("ascii", "replace").lower() if declared else "utf-8"
    # Bytes that are right in UTF-8 are hardly another encoding; a label of Western Europe fits any bytes.
    names = (
        ["iso-2022-jp", "utf-8"]
        if b"\x1b$" in data
        else ["utf-8", *([] if name in _WESTERN else [_WEB.get(name, name)])]
    )
    for encoding in names:
        try:
            return _plain_ends(data.decode(encoding))
        except (LookupError, UnicodeDecodeError):
            continue
    text = data.decode("utf-8", "replace")
    # A few broken bytes in a page of UTF-8 are an accident; many are another encoding.
    return decode(source, data) if text.count("\ufffd") * 200 > len(text) else _plain_ends(text)


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parsed(source: str, text: str) -> HtmlElement:
    """The tree of a page; entities of its own are never expanded, nothing is fetched."""
    if any(_attributes(tag) > _ATTRIBUTES for tag in _long_tags(text)):
        raise ReadError(f"{source}: has an element with more than {_ATTRIBUTES:,} attributes; give its text")
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        page = document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{source}: has no visible text; save the page after it is shown in full") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReadError(f"{source}: is nested more than 2,000 elements deep; give its text")
    if sum(1 for _ in islice(page.iter(), _ELEMENTS + 1)) > _ELEMENTS:
        raise ReadError(f"{source}: has more than {_ELEMENTS:,} elements; give the text of the press release alone")
    return page


def _long_tags(text: str) -> Iterator[str]:
    """The tags that are long enough to have very many attributes, for which parsers take the square of their number."""
    start = text.find("<")
    while start >= 0:
        end = text.find(">", start)
        end = len(text) if end < 0 else end
        if end - start > 2 * _ATTRIBUTES:
            yield text[start:end]
        start = text.find("<", end)


def _attributes(tag: str) -> int:
    """How many attributes a tag has at most; pictures in the page itself are long values, not many."""
    return len(_VALUES.sub("", tag).split())
