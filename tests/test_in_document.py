"""Surnames that a full name elsewhere in the document tells, on names written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.lexicon import Lists
from kg.annotate.persons.in_document import by_people
from tests.marked import marked, shown

LISTS = Lists.load()


@pytest.mark.parametrize(
    ("text", "spans", "chinese", "expected"),
    [
        ("蒲池說", [("蒲池", "PERSON")], True, ["蒲池 SURNAME"]),
        ("戶部說", [("戶部", "PERSON")], True, ["戶部 PERSON"]),
        ("蒲池部長", [("蒲池", "ORG"), ("部長", "TITLE")], True, ["蒲池 SURNAME", "部長 TITLE"]),
        (
            "北川館蒲池部長",
            [("北川館蒲池", "ORG"), ("部長", "TITLE")],
            False,
            ["北川館 ORG", "蒲池 SURNAME", "部長 TITLE"],
        ),
        ("蒲池新会長", [("蒲池新", "PERSON"), ("会長", "TITLE")], False, ["蒲池 SURNAME", "会長 TITLE"]),
    ],
)
def test_the_full_name_of_somebody_tells_his_surname(
    text: str, spans: list[tuple[str, str]], chinese: bool, expected: list[str]
) -> None:
    full = "蒲池太郎"
    names = by_people([full, text], [marked(full, (full, "PERSON")), marked(text, *spans)], LISTS, chinese=chinese)
    assert shown(text, names[1]) == expected
