"""Persons that a Chinese reader took for the beginning of their unit: 甲大學|王大明|工學院|院長."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.name import Name
from kg.names import fold
from kg.names.departments import is_chain, is_department
from kg.names.places import place_of_key

_UNIT = re.compile(r"([\u3400-\u9fff]{1,8})(?:[學学]院|[學学]系|研究所|中心|[系處处室部組组科所])")
_FACULTIES = frozenset("工理文法商醫医農农電电")
_SIZES = {1: (3,), 2: (4, 3, 5), 3: (5, 4, 6)}  # by the size of the surname, of the whole name, the likeliest first


def before_units(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The names of a passage, each unit before a title that begins with a person's name parted from it."""
    titles = {name.start for name in names if name.kind == "TITLE"}
    offices = {name.end for name in names if name.kind in ("ORG", "UNIT")}
    persons = {name.end for name in names if name.kind == "PERSON"}
    read: list[Name] = []
    for name in names:
        unread = name.kind in ("ORG", "UNIT") and name.row is None and name.start in offices
        beside = name.end in titles and name.start not in persons
        cut = _person(text[name.start : name.end], lists) if unread and beside else None
        if cut is None:
            read.append(name)
            continue
        middle = name.start + cut
        read.append(replace(name, end=middle, kind="PERSON", rule="name before a unit"))
        read.append(replace(name, start=middle, kind="UNIT", rule="unit behind a name"))
    return read


def _person(form: str, lists: Lists) -> int | None:
    """Where the unit begins in a form that a surname heads, if what is left is the name of a unit."""
    hit = lists.surnames.at(letters_of(form), 0)
    if hit is None or any(place_of_key(fold(form[:size])) is not None for size in (2, 3)):
        return None
    for size in _SIZES.get(hit[0], ()):
        unit = _UNIT.fullmatch(form, size)
        if unit is not None and (unit[1] in _FACULTIES or is_department(form[size:]) or is_chain(unit[1])):
            return size
    return None
