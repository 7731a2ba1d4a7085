"""Japanese institutions that nobody read, on names written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.institutions.passed_over import passed_over
from kg.annotate.lexicon import Lists
from tests.marked import marked, shown

LISTS = Lists.load()


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        (
            "海山みなと信用金庫の大野一郎理事長は",
            [("大野一郎", "PERSON"), ("理事長", "TITLE")],
            ["海山みなと信用金庫 ORG", "大野一郎 PERSON", "理事長 TITLE"],
        ),
        ("わたしたちの大学の大野一郎教授", [("大野一郎", "PERSON")], ["大野一郎 PERSON"]),
        ("海山みなと信用金庫の窓口", [], []),
        (
            "大野一郎会長（ソラ・セミコンダクタ九州社長）",
            [("大野一郎", "PERSON"), ("会長", "TITLE"), ("ソラ・セミコンダクタ", "READING")],
            ["大野一郎 PERSON", "会長 TITLE", "ソラ・セミコンダクタ九州 ORG", "社長 TITLE"],
        ),
        (
            "大野会長（ソラ・テック社長）",
            [("大野", "SURNAME"), ("会長", "TITLE"), ("ソラ・テック", "PERSON")],
            ["大野 SURNAME", "会長 TITLE", "ソラ・テック ORG", "社長 TITLE"],
        ),
        (
            "林文華（リン・ウェンフア）",
            [("林文華", "PERSON"), ("リン・ウェンフア", "READING")],
            ["林文華 PERSON", "リン・ウェンフア READING"],
        ),
    ],
)
def test_institutions_are_told_by_where_they_stand(
    text: str, spans: list[tuple[str, str]], expected: list[str]
) -> None:
    assert shown(text, passed_over(text, marked(text, *spans), LISTS)) == expected
