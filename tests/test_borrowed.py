"""Persons of a Chinese text and the signs at their border, and those before a unit."""

from __future__ import annotations

import pytest
from marked import marked, shown

from kg.annotate.lexicon import Lists
from kg.annotate.persons.before_units import before_units
from kg.annotate.persons.borrowed import returned
from kg.annotate.tagging.tagger import Found


def found(text: str, *words: tuple[str, str]) -> list[Found]:
    return [Found(name.start, name.end, name.kind, name.confidence) for name in marked(text, *words)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("校長高橋健一致詞", [("校長", "TITLE"), ("高橋健", "PERSON")], ["校長", "高橋健一"]),
        ("校長高橋健一帶隊", [("校長", "TITLE"), ("高橋健", "PERSON")], ["校長", "高橋健一"]),
        ("校長高橋健一行人", [("校長", "TITLE"), ("高橋健", "PERSON")], ["校長", "高橋健"]),
        ("前教授原田修應邀演講", [("教授", "TITLE"), ("原田修應", "PERSON")], ["教授", "原田修"]),
        ("任命渡辺修為教授", [("渡辺修為", "PERSON"), ("教授", "TITLE")], ["渡辺修", "教授"]),
        ("校長谷修平", [("校", "TITLE"), ("長谷修平", "PERSON")], ["校", "長谷修平"]),
        ("教務長吉田健太", [("教務", "TITLE"), ("長吉田健太", "PERSON")], ["教務長", "吉田健太"]),
    ],
)
def test_borders(text: str, words: list[tuple[str, str]], expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in returned(text, found(text, *words), Lists.load())] == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "海山大學岡本香代工學院院長",
            [("海山大學", "ORG"), ("岡本香代工學院", "ORG"), ("院長", "TITLE")],
            ["海山大學 ORG", "岡本香代 PERSON", "工學院 UNIT", "院長 TITLE"],
        ),
        (
            "海山大學山田由美工學院院長",
            [("海山大學", "ORG"), ("山田由", "PERSON"), ("美工學院", "UNIT"), ("院長", "TITLE")],
            ["海山大學 ORG", "山田由美 PERSON", "工學院 UNIT", "院長 TITLE"],
        ),
        (
            "海山公司北海道事務所所長",
            [("海山公司", "ORG"), ("北海道事務所", "UNIT"), ("所長", "TITLE")],
            ["海山公司 ORG", "北海道事務所 UNIT", "所長 TITLE"],
        ),
    ],
)
def test_before_units(text: str, words: list[tuple[str, str]], expected: list[str]) -> None:
    assert shown(text, before_units(text, marked(text, *words), Lists.load())) == expected
