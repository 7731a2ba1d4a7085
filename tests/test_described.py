"""Persons with a character that is described in brackets, on names written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.annotate.persons.described import with_described

LISTS = Lists.load()


def persons(text: str, *marked: tuple[str, str]) -> list[str]:
    names, at = [], 0
    for form, kind in marked:
        start = text.index(form, at)
        at = start + len(form)
        names.append(Name(start, at, kind, 0.9))
    return [text[n.start : n.end] for n in with_described(text, names, LISTS) if n.kind == "PERSON"]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("校長王(火宣)庭與來賓", [("校長", "TITLE"), ("王", "SURNAME")], ["王(火宣)庭"]),
        ("社長大沼(土反)雄共同", [("社長", "TITLE"), ("大沼", "SURNAME")], ["大沼(土反)雄"]),
        ("知事岩（山竒）吾郎今天", [("知事", "TITLE"), ("山竒", "PERSON"), ("吾郎", "ORG")], ["岩（山竒）吾郎"]),
        ("知事石(土反)義信訂於明天", [("知事", "TITLE"), ("石", "PERSON")], ["石(土反)義信"]),
        ("校長陳志（火宣），", [("校長", "TITLE"), ("陳志", "PERSON")], ["陳志（火宣）"]),
        ("教授林文華（土木）、", [("教授", "TITLE"), ("林文華", "PERSON")], ["林文華"]),
        ("簽備忘錄　設", [("簽備忘錄　設", "PERSON")], []),
        ("王　大明", [("王　大明", "PERSON")], ["王　大明"]),
    ],
)
def test_a_described_character_is_of_the_name(text: str, marked: list[tuple[str, str]], expected: list[str]) -> None:
    assert persons(text, *marked) == expected
