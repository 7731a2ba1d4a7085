"""Titles in Latin letters before persons, on names written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.name import Name
from kg.annotate.posts.latin_titles import latin_titles, without_latin_title


@pytest.mark.parametrize(
    ("text", "person", "titles"),
    [
        ("同大学のExecutive Vice President Ming-Da Linらと会談", "Ming-Da Lin", ["Executive Vice President"]),
        ("Dean Prof. Ming-Da Linからは", "Ming-Da Lin", ["Dean"]),
        ("Assoc. Prof. Ming-Da Lin", "Ming-Da Lin", ["Assoc. Prof"]),
        ("Presidential Ming-Da Lin", "Ming-Da Lin", []),
        ("学長の林大中", "林大中", []),
    ],
)
def test_a_title_stands_before_a_person_in_latin_letters(text: str, person: str, titles: list[str]) -> None:
    start = text.index(person)
    found = latin_titles(text, [Name(start, start + len(person), "PERSON", 0.9)])
    assert [text[n.start : n.end] for n in found] == titles


def test_in_a_bracket_behind_somebody_a_title_is_of_the_reading() -> None:
    text = "青木亮（Assoc. Prof. Ryo Aoki）"
    names = [Name(0, 3, "PERSON", 0.9), Name(text.index("Ryo"), len(text) - 1, "PERSON", 0.9)]
    assert latin_titles(text, names) == []
    assert without_latin_title("（Assoc. Prof. ") == "（"
    assert without_latin_title("與（") == "與（"
