"""Ministries whose last sign a title behind a person begins with: 王大明（reading）|経済|部長."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.name import Name, Rows, rows_near
from kg.annotate.tagging.tagger import Found
from kg.model import Rule
from kg.names import person_country
from kg.names.authority import Row

_DIVISION = re.compile(r"[\u3400-\u9fff]{2,3}部")  # as towns of Japan have them too
_TAIWAN = ("台湾", "臺灣", "台湾の", "同国")


def shared_with_title(text: str, spans: Sequence[Found], i: int, rows: Rows) -> Row | None:
    """The ministry that a span names without the sign that it shares with the title of its head.

    It is one of Taiwan where the last person before it has a Chinese name; 経済部長 of a Japanese town is its own.
    """
    span = spans[i]
    if span.kind != "ORG" or not text.startswith(("長", "长"), span.end + 1):
        return None
    near = rows_near(rows, span.start, span.end)
    row = next((row for start, end, row in near if (start, end) == (span.start, span.end + 1)), None)
    holder = next((before for before in reversed(spans[:i]) if before.kind == "PERSON"), None)
    chinese = holder is not None and person_country(text[holder.start : holder.end]) == "TW"
    return row if chinese else None


def of_towns(text: str, names: Sequence[Name]) -> list[Name]:
    """The names of a Japanese passage, where what may be a ministry of Taiwan is a division of a town at home.

    Somebody with a Japanese name works in it: 経済部の鈴木次長.
    """
    people = {name.start: name for name in names if name.kind == "PERSON"}
    read = []
    for name in names:
        person = people.get(name.end + (text[name.end : name.end + 1] == "の"))
        division = name.row is not None and name.row.country == "TW" and _DIVISION.fullmatch(text, name.start, name.end)
        if division and person is not None and not text.endswith(_TAIWAN, 0, name.start):
            at_home = person_country(text[person.start : person.end]) == "JP"
            name = replace(name, kind="UNIT", row=None, rule=Rule.DIVISION_OF_TOWN) if at_home else name
        read.append(name)
    return read
