"""Bureaus that only the title of their head names in Chinese: 建設處|長某某, 圖書館|長某某."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.name import Name
from kg.annotate.posts.title_spans import skip
from kg.names.departments import is_bureau_of_subjects

_HEAD = re.compile(r"(?:^|[，、。；：:（(「【\s及與和由])([\u3400-\u9fff]{2,10}?[處处局課课組组科室館馆部])[長长]\Z")
_OF_COUNCIL = re.compile(r"[市縣县町村區区]?[議议][會会]事[務务]局")
_NEAR = 16  # names before a title that may reach to where its bureau is named
_LONGEST = 12  # characters of such a bureau with what stands before it


def bureaus(text: str, names: Sequence[Name]) -> list[Name]:
    """The names of a Chinese passage, with the bureau where a title before or behind somebody is of its head.

    Its subjects stand between the last name or sign and the title, or in the title.
    """
    people = {skip(text, name.start, -1) for name in names if name.kind in ("PERSON", "SURNAME")}
    people |= {skip(text, name.end, 1) for name in names if name.kind in ("PERSON", "SURNAME")}
    read = sorted(names, key=lambda name: name.start)
    for title in (name for name in names if name.kind == "TITLE"):
        start = _start(text, title, read) if title.end in people or title.start in people else None
        if start is not None:
            read = [n for n in read if n.kind != "TITLE" or n.end <= start or title.end <= n.start or n is title]
            council = text.startswith("事", title.end - 4) and text[title.end - 3] in "務务"
            read[read.index(title)] = replace(title, start=title.end - (4 if council else 2))
            insort(read, Name(start, title.end - 1, "UNIT", 0.75, None, "bureau of its head"), key=_place)
    return sorted(read, key=lambda name: (name.start, -name.end))


def _place(name: Name) -> int:
    return name.start


def _start(text: str, title: Name, names: Sequence[Name]) -> int | None:
    """Where the bureau begins whose head a title is; None where nothing names one."""
    first, last = (bisect_left(names, place, key=_place) for place in (title.start, title.end))
    near = names[max(0, first - _NEAR) : last]
    names = [name for name in near if name.kind != "TITLE"]  # of which some are a sign of the bureau's name
    left = max((name.end for name in names if name.end <= title.start), default=0)
    head = _HEAD.search(text, max(left, title.end - _LONGEST), title.end)
    if head is None or head.start(1) > title.start:
        return None
    if not _OF_COUNCIL.fullmatch(head.group(1)) and not is_bureau_of_subjects(head.group(1)):
        return None
    if head.group(1) in ("事務局", "事务局"):
        return None  # 某協議會　事務局長: the head of the whole, in Japan
    reaches = any(n.start < title.end and head.start(1) < n.end for n in names)
    return None if reaches else head.start(1)
