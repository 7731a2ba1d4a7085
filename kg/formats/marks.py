"""What a page says about itself in marks for programs: JSON-LD, microdata, RDFa, microformats."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DATES = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "pubdate", "publishdate", "date",
)  # fmt: skip
_MARKED = frozenset((*DATES, "dc.created", "dcterms.created", "schema.datepublished"))  # of an element of the page
_DEPTH, _NODES = 8, 2_000  # how deep and how far JSON-LD is walked


def marked_dates(page: HtmlElement) -> Iterator[str]:
    """What elements say that are marked as the date of issue: by microdata, RDFa or microformats."""
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        said = f"{element.get('itemprop') or ''} {element.get('property') or ''}".lower().replace(":", ".").split()
        published = element.tag in ("time", "abbr") and "ublish" in (element.get("class") or "")
        if published or element.get("pubdate") is not None or any(word in _MARKED for word in said):
            value = element.get("datetime") or element.get("content") or element.get("title")
            if value and element.tag != "meta":
                yield value


def shown_dates(elements: Iterable[HtmlElement]) -> Iterator[str]:
    """The times that elements are marked up as, but those of changes."""
    for time in elements:
        named = f"{time.get('itemprop') or ''} {time.get('class') or ''}".lower()
        if time.get("datetime") and "modif" not in named and "updat" not in named:
            yield time.get("datetime")


def nodes(source: str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD script, outermost first; nothing for what is no JSON."""
    try:
        data = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return
    level, seen = [data], 0
    for _ in range(_DEPTH):
        following: list[Any] = []
        for item in level:
            seen += 1
            if seen > _NODES:
                return
            if isinstance(item, dict):
                yield item
                following.extend(value for value in item.values() if isinstance(value, dict | list))
            elif isinstance(item, list):
                following.extend(item)
        level = following


def types(node: dict[str, Any]) -> set[str]:
    """The classes of a JSON-LD object."""
    return set(texts(node.get("@type")))


def texts(value: object) -> list[str]:
    """The texts of a JSON-LD value: itself, its names or its address."""
    values = value if isinstance(value, list) else [value]
    named = [v.get("name") or v.get("@id") if isinstance(v, dict) else v for v in values[:20]]
    return [text for text in named if isinstance(text, str) and text]
