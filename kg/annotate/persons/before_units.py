"""Persons that a Chinese reader took for the beginning of their unit: 甲大學|王大明|工學院|院長."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.name import Name
from kg.model import Rule
from kg.names import fold
from kg.names.departments import is_chain, is_department
from kg.names.places import place_of_key

_UNIT = re.compile(r"([\u3400-\u9fff]{1,8})(?:[學学]院|[學学]系|研究所|中心|[系處处室部組组科所])")
_OPENS = re.compile(r"[\s，。、；：（(「]|\A")
_FACULTIES = frozenset("工理文法商醫医農农電电")
_SIZES = {1: (3,), 2: (4, 3, 5), 3: (5, 4, 6)}  # by the size of the surname, of the whole name, the likeliest first


def before_units(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The names of a passage, each unit before a title that begins with a person's name parted from it."""
    titles = {name.start for name in names if name.kind == "TITLE"}
    offices = {name.end for name in names if name.kind in ("ORG", "UNIT")}
    persons = {name.end for name in names if name.kind == "PERSON"}
    read: list[Name] = []
    for name in names:
        unread = name.kind in ("ORG", "UNIT") and name.row is None and name.end in titles
        before = read[-1] if read else None
        if unread and before is not None and before.end == name.start and _takes_first(text, before, name):
            read[-1] = replace(before, end=name.start + 1)  # 山田由|美工學院
            read.append(replace(name, start=name.start + 1, kind="UNIT"))
            continue
        apart = name.start in offices or _OPENS.search(text, max(0, name.start - 1), name.start) is not None
        unread = unread and apart and name.start not in persons
        cut = _person(text[name.start : name.end], lists) if unread else None
        if cut is None:
            read.append(name)
            continue
        middle = name.start + cut
        read.append(replace(name, end=middle, kind="PERSON", rule=Rule.BEFORE_UNIT))
        read.append(replace(name, start=middle, kind="UNIT", rule="unit behind a name"))
    return read


def _takes_first(text: str, person: Name, unit: Name) -> bool:
    """Whether the first sign of a unit is the last one of the name before it."""
    size, form = person.end - person.start, text[unit.start : unit.end]
    return person.kind == "PERSON" and size in (2, 3) and not _is_unit(form) and _is_unit(form[1:])


def _is_unit(form: str) -> bool:
    unit = _UNIT.fullmatch(form)
    return unit is not None and (unit[1] in _FACULTIES or is_department(form) or is_chain(unit[1]))


def _person(form: str, lists: Lists) -> int | None:
    """Where the unit begins in a form that a surname heads, if what is left is the name of a unit."""
    hit = lists.surnames.at(letters_of(form), 0)
    if hit is None or any(place_of_key(fold(form[:size])) is not None for size in (2, 3)):
        return None
    for size in _SIZES.get(hit[0], ()):
        if _is_unit(form[size:]):
            return size
    return None
