"""Japanese titles of which the end was read, on spans written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.lexicon import Lists
from kg.annotate.posts.longer_titles import longer_titles
from kg.annotate.tagging.tagger import Found

LISTS = Lists.load()


def read(text: str, *marked: tuple[str, str]) -> list[str]:
    spans, place = [], 0
    for word, kind in marked:
        start = text.index(word, place)
        place = start + len(word)
        spans.append(Found(start, place, kind, 0.9))
    return [f"{text[s.start : s.end]} {s.kind}" for s in longer_titles(text, spans, [], LISTS)]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        (
            "海山重工　海洋事業戦略部長　大野一郎",
            [("海山重工", "ORG"), ("海洋事業", "ORG"), ("戦略部長", "TITLE"), ("大野一郎", "PERSON")],
            ["海山重工 ORG", "海洋事業戦略部長 TITLE", "大野一郎 PERSON"],
        ),
        (
            "大野　一郎　（電資学院長）",
            [("大野　一郎", "PERSON"), ("電", "UNIT"), ("資学院長", "TITLE")],
            ["大野　一郎 PERSON", "電資学院長 TITLE"],
        ),
        (
            "県の大野一郎水産業振興室長",
            [("大野一郎", "PERSON"), ("水産業", "ORG"), ("振興", "TITLE"), ("室長", "TITLE")],
            ["大野一郎 PERSON", "水産業振興室長 TITLE"],
        ),
        (
            "海山局　地域水産部長　大野一郎",
            [("海山局", "ORG"), ("水産部長", "TITLE"), ("大野一郎", "PERSON")],
            ["海山局 ORG", "地域水産部長 TITLE", "大野一郎 PERSON"],
        ),
        (
            "当所工業部会長の大野一郎",
            [("当所工業", "ORG"), ("部会長", "TITLE"), ("大野一郎", "PERSON")],
            ["工業部会長 TITLE", "大野一郎 PERSON"],
        ),
        ("地域水産部長会議", [("水産部長", "TITLE")], ["水産部長 TITLE"]),  # nobody's
        (
            "大野部長と山本一郎",
            [("部長", "TITLE"), ("山本一郎", "PERSON")],
            ["部長 TITLE", "山本一郎 PERSON"],
        ),
    ],
)
def test_titles_with_what_they_are_of(text: str, spans: list[tuple[str, str]], expected: list[str]) -> None:
    assert read(text, *spans) == expected
