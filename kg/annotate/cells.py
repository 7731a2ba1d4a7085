"""Rows of a list with the same cells in each: where a column holds institutions or persons, each cell is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.annotate.institutions.nameless import is_no_name
from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.model import OrganizationType
from kg.names import type_of_name
from kg.names.borders import border_words
from kg.names.referring import words

_GAP = re.compile(r"(?:[ ]{2,}|[\u3000\t][ \u3000\t]*)")
_LETTERS = re.compile(r"[^\W\d_][\w.&・·＆（）()-]{1,24}")
_PERSON = re.compile("[\u3400-\u9fff々]{2,5}")
_LONGEST = 90  # characters of a row; longer lines are prose
_TITLE = 8  # characters of a title that ends a cell
_SURE, _CERTAIN = 0.6, 0.9  # of a person
_ROWS = 3  # rows that make a list


@dataclass(frozen=True, slots=True)
class _Row:
    passage: int
    cells: tuple[tuple[int, int], ...]


def filled(texts: Sequence[str], names: Sequence[Sequence[Name]], lists: Lists) -> list[list[Name]]:
    """The names of each passage, with the institutions and persons that only the column of their cell tells.

    A column holds institutions where half of its cells, and two at least, begin with one that was read; persons, where
    as many are one that was read.
    """
    read = [list(own) for own in names]
    for rows in _lists(texts):
        for column in range(len(rows[0].cells)):
            persons = [row for row in rows if _is_person(read[row.passage], row.cells[column])]
            if len(persons) > 1 and 2 * len(persons) >= len(rows):
                for row in (row for row in rows if row not in persons):
                    start, end = row.cells[column]
                    read[row.passage] = _with_person(texts[row.passage], read[row.passage], start, end, lists)
                continue
            told = [row for row in rows if _begins(read[row.passage], row.cells[column])]
            if len(told) < 2 or 2 * len(told) < len(rows):
                continue
            for row in rows:
                start, end = row.cells[column]
                read[row.passage] = _with_cell(texts[row.passage], read[row.passage], start, end, lists)
    return read


def _is_person(names: Sequence[Name], cell: tuple[int, int]) -> bool:
    """Whether a cell is the name of a person that was read, and nothing else."""
    return any(name.kind == "PERSON" and (name.start, name.end) == cell for name in names)


def _with_person(text: str, names: list[Name], start: int, end: int, lists: Lists) -> list[Name]:
    """The names of a row, with the person whom a cell in Chinese characters names, whatever part of it was read."""
    form = text[start:end]
    inside = [name for name in names if name.start < end and start < name.end]
    parts = all(
        name.kind in ("PERSON", "SURNAME", "PLACE") and start <= name.start <= name.end <= end for name in inside
    )
    if (
        not parts
        or not _PERSON.fullmatch(form)
        or form in border_words("column")
        or lists.titles.kind(form) is not None
        or type_of_name(form) is not None
    ):
        return names
    return [
        *(name for name in names if name not in inside),
        Name(start, end, "PERSON", _SURE, None, "cell of a column"),
    ]


@cache
def _pointing() -> frozenset[str]:
    """本會 and the like, which the linking reads."""
    return frozenset(row.word for use in ("self", "same", "both", "three") for row in words(use))


def _lists(texts: Sequence[str]) -> Iterator[list[_Row]]:
    """The runs of rows with the same number of cells."""
    run: list[_Row] = []
    for passage, text in enumerate(texts):
        cells = _cells(text)
        if run and (len(cells) != len(run[0].cells) or not cells):
            if len(run) >= _ROWS:
                yield run
            run = []
        if cells:
            run.append(_Row(passage, cells))
    if len(run) >= _ROWS:
        yield run


def _cells(text: str) -> tuple[tuple[int, int], ...]:
    """Where the cells of a row begin and end; none where it is prose or has no more than one."""
    if len(text) > _LONGEST or "。" in text:
        return ()
    bounds, start = [], 0
    for gap in _GAP.finditer(text):
        if gap.start() > start:
            bounds.append((start, gap.start()))
        start = gap.end()
    if start < len(text.rstrip()):
        bounds.append((start, len(text.rstrip())))
    return tuple(bounds) if len(bounds) > 1 else ()


def _begins(names: Sequence[Name], cell: tuple[int, int]) -> bool:
    return any(n.kind in ("ORG", "UNIT") and n.start == cell[0] and n.end <= cell[1] for n in names)


def _with_cell(text: str, names: Sequence[Name], start: int, end: int, lists: Lists) -> list[Name]:
    """The names of a row, the cell an institution as a whole where nothing but one begins in it."""
    if text[start:end] in _pointing() or is_no_name(text[start:end], "ORG", lists):
        return list(names)
    if any(lists.titles.kind(text[at:end]) == "t" for at in range(max(start, end - _TITLE), end - 1)):
        return list(names)  # 電機工程學科教授, 校長
    inside = [n for n in names if n.start < end and start < n.end]
    people = [n for n in inside if n.kind == "PERSON"]
    if any(n.confidence > _SURE for n in people if n.start < start or end < n.end):
        return list(names)  # 永井　徹: a name of two cells
    if any(n.confidence > _CERTAIN and (n.start, n.end) == (start, end) for n in people):
        return list(names)  # 校長　某某, under 甲方　某大學
    first = next((n for n in inside if n.kind in ("ORG", "UNIT") and n.start == start), None)
    if first is not None:
        rest = [n for n in inside if n is not first]
        if rest or first.row is not None or not _LETTERS.fullmatch(text, start, end):
            return list(names)
        return [replace(n, end=end) if n is first else n for n in names]
    if not _LETTERS.fullmatch(text, start, end) or any(n.kind == "TITLE" or n.row is not None for n in inside):
        return list(names)
    kind = "UNIT" if type_of_name(text[start:end]) is OrganizationType.UNIT else "ORG"
    cell = Name(start, end, kind, 0.7, None, "cell of a column of institutions")
    return sorted([*(n for n in names if n not in inside), cell], key=lambda name: (name.start, -name.end))
