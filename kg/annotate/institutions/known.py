"""Institutions of the authority file of which a tagger read but parts: 國科會|南部科學園區管理局, 大|分高專."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.name import Rows, between
from kg.annotate.tagging.tagger import Found
from kg.model import OrganizationType
from kg.names import fold, type_of_name
from kg.names.places import place_of_key
from kg.names.referring import countries

_SHORTEST = 4  # signs of a name that is sure to be meant wherever it is written
_PARTS = ("ORG", "UNIT", "PLACE")
_SUPERIORS = (OrganizationType.GOVERNMENT, OrganizationType.RESEARCH_INSTITUTE, OrganizationType.UNIVERSITY)
_LONG = 6  # signs of what is no mere ending


def with_known(text: str, spans: Sequence[Found], rows: Rows) -> list[Found]:
    """The spans, with one for the known name in the place of those that lie in it and leave a part of it out.

    A superior that was read at its head stays apart: 教育部|國民及學前教育署. What reaches out of the name, or is
    somebody, tells that something else is meant.
    """
    read = sorted(spans, key=lambda span: span.start)
    for start, end, _ in rows:
        name = text[start:end]
        if end - start < _SHORTEST or name.isascii():
            continue
        first, last = between(read, start, end)
        inside = read[first:last]
        if place_of_key(fold(name)) is not None:  # 甲縣|乙市, of which only the county was read as one that acts
            kinds = [span.kind for span in inside]
            if kinds == ["ORG", "PLACE"] and _covers(text, inside, start, end):
                read[first:last] = [replace(inside[0], end=end)]
            continue
        parts = all(span.kind in _PARTS and start <= span.start and span.end <= end for span in inside)
        if not inside or not parts or _covers(text, inside, start, end) or _is_cut(name):
            continue
        if all(span.kind == "PLACE" for span in inside) and type_of_name(name) is None:
            continue  # 甲電子|岩手, before 工廠
        sure = max(0.8, *(span.confidence for span in inside))
        whole = [Found(start, end, "ORG", sure)]
        if _is_superior(text, inside[0], start, end):
            whole = [inside[0], replace(whole[0], start=inside[0].end, kind="UNIT")]
        read[first:last] = whole
    return read


def _is_cut(name: str) -> bool:
    """Whether a bracket of a name is closed behind it: 甲製造(蘇州|)."""
    return name.count("(") + name.count("（") != name.count(")") + name.count("）")


def _covers(text: str, parts: Sequence[Found], start: int, end: int) -> bool:
    """Whether one part, or two beside each other, are all of a name, so that the tagger read it."""
    edges = [start, *(span.end for span in parts)]
    if text[parts[0].start : parts[0].end] in countries():
        return edges[-1] == end  # 日本|內閣官房
    return (
        (len(parts) == 1 or (len(parts) == 2 and parts[0].kind != "PLACE"))
        and edges[-1] == end
        and all(span.start == edge for span, edge in zip(parts, edges, strict=False))
    )


def _is_superior(text: str, part: Found, start: int, end: int) -> bool:
    """Whether a part at the head of a name is an institution by its form, and what follows it one too."""
    head, rest = text[start : part.end], text[part.end : end]
    at_head = part.kind == "ORG" and part.start == start and len(rest) >= _SHORTEST
    told = type_of_name(rest) is not None or len(rest) >= _LONG
    return at_head and told and type_of_name(head) in _SUPERIORS
