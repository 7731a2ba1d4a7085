"""Spans of a Japanese passage that the authority file tells better: institutions in pieces, heads of towns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.annotate.name import Rows, between, rows_near
from kg.annotate.tagging.tagger import Found
from kg.model import OrganizationType
from kg.names import type_of_name

_NAMES = ("ORG", "UNIT", "PLACE", "FACILITY")
_OPENED = re.compile(r"[（(](?=[^（()）]{2,24}\Z)")
_GAP = re.compile(r"[ \u3000の]{1,24}")
_READ = re.compile(r"[（(][^（()）\n]{1,24}[)）]\s?")
_OF_SIZE = (OrganizationType.UNIT, OrganizationType.RESEARCH_INSTITUTE)


def known_spans(text: str, spans: Sequence[Found], rows: Rows) -> list[Found]:
    """The spans: what a row of the list holds is one, and two names that a bracket or a space parts are two."""
    parted = [part for span in spans for part in _parts(text, span, rows)]
    return _with_mayors(text, _whole(parted, rows), rows)


def _parts(text: str, span: Found, rows: Rows) -> Iterator[Found]:
    """海山研究院（海研|）, and 海山研究院　|素材センター of which a list knows the first."""
    opened = _OPENED.search(text, span.start + 2, span.end) if span.kind == "ORG" else None
    if opened is not None and text[span.end : span.end + 1] in (")", "）"):
        yield replace(span, end=opened.start())
        yield replace(span, start=opened.end())
        return
    near = rows_near(rows, span.start, span.end)
    ends = (end for start, end, _ in near if start == span.start and text[end : end + 1] in (" ", "\u3000"))
    end = next((end for end in ends if span.kind == "ORG" and end + 2 < span.end), None)
    if end is None or type_of_name(text[end + 1 : span.end]) not in _OF_SIZE:
        yield span
        return
    yield replace(span, end=end)
    yield replace(span, start=end + 1, kind="UNIT")


def _whole(spans: Sequence[Found], rows: Rows) -> list[Found]:
    """The spans, one for all those that stand side by side and make up an institution of the list."""
    read = list(spans)
    for start, end, row in rows:
        first, last = between(read, start, end)
        inside = read[first:last]
        held = sum(span.end - span.start for span in inside)
        whole = len(inside) > 1 and inside[0].start == start and inside[-1].end == end and held == end - start
        if whole and row.type is not OrganizationType.GOVERNMENT and all(span.kind in _NAMES for span in inside):
            read[first:last] = [replace(inside[0], end=end, kind="ORG")]
    return read


def _with_mayors(text: str, spans: Sequence[Found], rows: Rows) -> list[Found]:
    """The spans, where a town is named with its mayor alone: 山田太郎（reading）北山|市長, 大川|市長　山田太郎."""
    read = list(spans)
    for start, end, row in rows:
        if (
            row.type is not OrganizationType.GOVERNMENT
            or text[end - 1] not in "市町村区"
            or text[end : end + 1] != "長"
        ):
            continue
        at = between(read, start, end - 1)[0]
        if at == len(read) or (read[at].start, read[at].end) != (start, end - 1):
            continue
        titled = at + 1 < len(read) and read[at + 1].kind == "TITLE" and read[at + 1].start == end - 1
        before, behind = read[max(0, at - 3) : at], read[at + 1 : at + 4]
        followed = any(span.kind == "PERSON" and _GAP.fullmatch(text, end + 1, span.start) for span in behind)
        if read[at].kind in ("SURNAME", "PERSON") and titled and followed:
            read[at] = replace(read[at], kind="ORG")
        elif read[at].kind in ("ORG", "PLACE") and not titled and _is_of_one_before(text, before, start):
            read[at] = replace(read[at], kind="ORG")
            read.insert(at + 1, Found(end - 1, end + 1, "TITLE", 0.8))
    return read


def _is_of_one_before(text: str, spans: Sequence[Found], start: int) -> bool:
    """Whether somebody is named right before a place, with or without a reading in brackets."""
    ends = [span.end for span in spans if span.kind == "PERSON"]
    return any(end == start or ((read := _READ.match(text, end)) and read.end() == start) for end in ends)
