"""Rows whose towns, offices and labels stand with their characters set apart."""

from __future__ import annotations

import time

import pytest

from kg.annotate.institutions.wide import set_apart
from kg.annotate.lexicon import Lists
from kg.annotate.name import Name

LISTS = Lists.load()


def read(text: str, *names: Name) -> list[tuple[str, str]]:
    return [(n.kind, "".join(text[n.start : n.end].split())) for n in set_apart(text, names, LISTS)]


def _person(text: str, form: str) -> Name:
    return Name(text.index(form), text.index(form) + len(form), "PERSON", 0.9)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("　　大　　村　　市　　　　　市　　　長　　山田　太郎", [("ORG", "大村市"), ("TITLE", "市長")]),
        ("　長　崎　県　　知　事　　山田　太郎", [("ORG", "長崎県"), ("TITLE", "知事")]),
        ("　長　　崎　　県　　　　産業労働部長　山田　太郎", [("ORG", "長崎県")]),
        ("　理　事　長　　山田　太郎", [("TITLE", "理事長")]),
        ("　代　表　者　　山田　太郎", []),
    ],
)
def test_a_town_and_its_office_are_read(row: str, expected: list[tuple[str, str]]) -> None:
    assert read(row, _person(row, "山田　太郎")) == [*expected, ("PERSON", "山田太郎")]


def test_a_label_is_no_name() -> None:
    assert read("４　立　会　人", Name(2, 5, "ORG", 0.7)) == []
    assert read("大海協会人", Name(0, 4, "ORG", 0.7)) == [("ORG", "大海協会")]


def test_long_rows_take_linear_time() -> None:
    began = time.process_time()
    for char in ("大　", "　", "大　村　市　　"):
        set_apart(char * 20, [], LISTS)
        set_apart(char * 20000, [], LISTS)
    assert time.process_time() - began < 1
