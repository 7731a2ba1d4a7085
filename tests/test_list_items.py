"""Institutions in rows of a list, on names written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.institutions.list_items import listed_houses
from kg.annotate.name import Name


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("北浜銀行、南浜信用金庫、", [Name(0, 4, "ORG", 0.9)], ["北浜銀行", "南浜信用金庫"]),
        ("北浜銀行、南浜信用金庫", [Name(0, 4, "ORG", 0.9), Name(5, 11, "PERSON", 0.5)], ["北浜銀行", "南浜信用金庫"]),
        ("北浜信用金庫と南浜信用金庫は協定を", [], ["北浜信用金庫", "南浜信用金庫"]),
        ("北浜銀行、地元信用金庫、", [Name(0, 4, "ORG", 0.9)], ["北浜銀行"]),
        ("甲乙大学、丙丁大学、", [], []),
    ],
)
def test_items_that_end_as_institutions_do(text: str, names: list[Name], found: list[str]) -> None:
    read = listed_houses(text, names)
    assert [text[n.start : n.end] for n in read if n.kind == "ORG"] == found
