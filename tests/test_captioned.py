"""Surnames read as one with the institution and title behind them, on spans written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.lexicon import Lists
from kg.annotate.persons.captioned import captioned
from kg.names.authority import Authority
from tests.marked import marked, shown

LISTS, AUTHORITY = Lists.load(), Authority.load()


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        (
            "、蔡中央研究院長",
            [("蔡中央", "PERSON"), ("研究院長", "TITLE")],
            ["蔡 SURNAME", "中央研究 ORG", "院長 TITLE"],  # which the title completes
        ),
        (
            "、蔡中央研究院副院長",
            [("蔡中央", "ORG"), ("研究院副院長", "TITLE")],
            ["蔡 SURNAME", "中央研究院 ORG", "副院長 TITLE"],
        ),
        ("の蔡中央研究院長", [("蔡中央", "PERSON"), ("研究院長", "TITLE")], ["蔡中央 PERSON", "研究院長 TITLE"]),
        ("、南中央研究院長", [("南中央", "ORG"), ("研究院長", "TITLE")], ["南中央 ORG", "研究院長 TITLE"]),
    ],
)
def test_institutions_of_the_list(text: str, spans: list[tuple[str, str]], expected: list[str]) -> None:
    rows = AUTHORITY.find(text, "ja")
    assert shown(text, captioned([text], [marked(text, *spans)], [rows], LISTS)[0]) == expected


def test_institutions_of_the_document() -> None:
    texts = ["海洋素材研究院が設けられた", "、西村海洋素材研究院教授、千葉海洋素材研究院教授"]
    names = [
        marked(texts[0], ("海洋素材研究院", "UNIT")),
        marked(
            texts[1], ("西村海洋素材研究院", "ORG"), ("教授", "TITLE"), ("千葉海洋素材研究院", "ORG"), ("教授", "TITLE")
        ),
    ]
    read = shown(texts[1], captioned(texts, names, [[], []], LISTS)[1])
    # 千葉 is a place as well
    assert read == ["西村 SURNAME", "海洋素材研究院 ORG", "教授 TITLE", "千葉海洋素材研究院 ORG", "教授 TITLE"]


def test_the_first_signs_of_an_institution_in_the_bracket_behind_somebody_are_no_surname() -> None:
    text = "大野一郎氏（肥山経済会代表）と（肥山経済会代表）"
    spans = [("大野一郎", "PERSON"), ("肥山", "SURNAME"), ("経済会", "ORG"), ("代表", "TITLE"), ("肥山", "SURNAME")]
    read = shown(text, captioned([text], [marked(text, *spans, ("経済会", "ORG"))], [[]], LISTS)[0])
    assert read == ["大野一郎 PERSON", "肥山経済会 ORG", "代表 TITLE", "肥山 SURNAME", "経済会 ORG"]
