"""Japanese titles that are one with what stands beside them, on names written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.annotate.posts.joined import joined

LISTS = Lists.load()


def read(text: str, *marked: tuple[str, str]) -> list[str]:
    names, place = [], 0
    for word, kind in marked:
        start = text.index(word, place)
        place = start + len(word)
        names.append(Name(start, place, kind, 0.9))
    return [f"{text[n.start : n.end]} {n.kind}" for n in joined(text, names, LISTS)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "海山電材の大野一郎社長兼CTO",
            [("海山電材", "ORG"), ("大野一郎", "PERSON"), ("社長", "TITLE"), ("CTO", "TITLE")],
            ["海山電材 ORG", "大野一郎 PERSON", "社長兼CTO TITLE"],
        ),
        (
            "大野一郎副校長・教務主事",
            [("大野一郎", "PERSON"), ("副校長", "TITLE"), ("教務主事", "TITLE")],
            ["大野一郎 PERSON", "副校長・教務主事 TITLE"],
        ),
        (
            "大野一郎会長・作家",  # two posts
            [("大野一郎", "PERSON"), ("会長", "TITLE"), ("作家", "TITLE")],
            ["大野一郎 PERSON", "会長 TITLE", "作家 TITLE"],
        ),
        (
            "海山市の林文華市長室主任",
            [("海山市", "ORG"), ("林文華", "PERSON"), ("市長", "TITLE"), ("主任", "TITLE")],
            ["海山市 ORG", "林文華 PERSON", "市長室主任 TITLE"],
        ),
        (
            "同学院副院長の大野一郎",
            [("院副院長", "TITLE"), ("大野一郎", "PERSON")],
            ["副院長 TITLE", "大野一郎 PERSON"],
        ),
        ("同学院院長の大野一郎", [("学院院長", "TITLE"), ("大野一郎", "PERSON")], ["院長 TITLE", "大野一郎 PERSON"]),
        ("林文華・局長", [("林文華", "PERSON"), ("局長", "PERSON")], ["林文華 PERSON", "局長 TITLE"]),
        (
            "パートナーである海山電子の林文華社長",
            [("パートナー", "TITLE"), ("海山電子", "ORG"), ("林文華", "PERSON"), ("社長", "TITLE")],
            ["海山電子 ORG", "林文華 PERSON", "社長 TITLE"],
        ),
    ],
)
def test_titles_are_whole(text: str, names: list[tuple[str, str]], expected: list[str]) -> None:
    assert read(text, *names) == expected
