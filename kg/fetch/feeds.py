"""RSS and Atom: the addresses that a feed announces."""

from __future__ import annotations

import re

import httpx
from lxml import etree

from kg.fetch.addresses import parsed, shown
from kg.problems import ReadError

LARGEST = 10_000_000  # bytes of a feed
ENTRIES = 1_000  # of a feed that are looked at, the first ones: feeds begin with the newest
_LINKS = 20  # of an entry that are looked at
_ELEMENT = re.compile(rb"<[A-Za-z_]")
_XML = "{http://www.w3.org/XML/1998/namespace}"


def entries(feed: str, data: bytes) -> list[str]:
    """The addresses of the entries of a feed (RSS 0.9 to 2.0, Atom), in its order, each once.

    Only http and https addresses of public hosts are among them, whatever the feed says. Raises ReadError when `data`
    is no feed, is no well-formed XML, or declares entities.
    """
    root = _root(feed, data)
    if _name(root) not in ("rss", "RDF", "feed"):
        raise ReadError(f"{shown(feed)}: is no RSS or Atom feed; give the address of the feed itself")
    found: dict[str, None] = {}
    for entry in root.iter(etree.Element):
        if _name(entry) not in ("item", "entry") or len(found) >= ENTRIES:
            continue
        base = _base(feed, entry)
        if base is not None and (address := _address(base, entry)) is not None:
            found.setdefault(address)
    return list(found)


def _root(feed: str, data: bytes) -> etree._Element:
    """The root of an XML document without DTD: no entity is expanded, no file or address is read."""
    if len(data) > LARGEST:
        raise ReadError(f"{shown(feed)}: is larger than {LARGEST // 1_000_000} MB; it is no usual feed")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        # Before the parser sees it; what hides in another encoding meets the limits of libxml2, and the check below.
        if b"<!DOCTYPE" in _ELEMENT.split(data, maxsplit=1)[0]:
            raise ReadError(f"{shown(feed)}: declares a document type, which no feed needs; it is not read")
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = shown(" ".join(str(error).split()))
        raise ReadError(f"{shown(feed)}: is no well-formed XML ({reason}); tell its publisher") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(f"{shown(feed)}: declares a document type, which no feed needs; it is not read")
    return root


def _address(base: httpx.URL, entry: etree._Element) -> str | None:
    """Where the text of an entry is: its link (Atom: of relation alternate), else its permanent id."""
    links: list[str] = []
    ids: list[str] = []
    for child in entry.iterchildren(etree.Element):
        if _name(child) == "link" and len(links) < _LINKS:
            if child.get("rel", "alternate") == "alternate":
                links.append(child.get("href") or child.text or "")
        elif _name(child) == "guid" and child.get("isPermaLink", "true").strip().lower() == "true":
            ids.append(child.text or "")
    for text in (*links, *ids):
        if text.strip():
            try:
                return str(parsed(text.strip(), base=base))
            except ReadError:
                continue
    return None


def _base(feed: str, entry: etree._Element) -> httpx.URL | None:
    """What relative addresses in an entry are relative to (xml:base), or None where that is no public address."""
    bases = [e.get(f"{_XML}base") for e in (entry, *entry.iterancestors()) if e.get(f"{_XML}base")]
    try:
        url = parsed(feed)
        for base in reversed(bases):
            url = parsed(base, base=url)
    except ReadError:
        return None
    return url


def _name(element: etree._Element) -> str:
    """The name of an element without its namespace: the versions of RSS and Atom differ in little else."""
    return str(etree.QName(element).localname)
