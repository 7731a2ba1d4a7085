"""Titles of Japanese ministers in Chinese text, on spans written by hand and in whole releases."""

from __future__ import annotations

import pytest

from kg.annotate.posts.ministers import ministers
from kg.annotate.tagging.tagger import Found
from kg.names import fold
from kg.names.ministers import ministry_of
from kg.understand import Reader


def test_a_minister_s_title_takes_the_word_read_as_an_institution() -> None:
    text = "日本文部科學副大臣北村節子說"
    spans = [Found(0, 6, "ORG", 0.9), Found(6, 9, "TITLE", 0.9), Found(9, 13, "PERSON", 0.9)]
    assert [(text[s.start : s.end], s.kind) for s in ministers(text, spans)] == [
        ("文部科學副大臣", "TITLE"),
        ("北村節子", "PERSON"),
    ]


def test_words_that_only_look_like_a_minister_are_left() -> None:
    text = "環境相關科系主任王大明"
    spans = [Found(0, 6, "UNIT", 0.9), Found(6, 8, "TITLE", 0.9), Found(8, 11, "PERSON", 0.9)]
    assert ministers(text, spans) == spans


@pytest.mark.parametrize(
    ("title", "ministry"),
    [("經濟產業大臣", "経済産業省"), ("厚生勞動大臣政務官", "厚生労働省"), ("经产相", "経産省"), ("部長", "")],
)
def test_the_ministry_that_a_title_names(title: str, ministry: str) -> None:
    assert (not ministry_of(title)) if not ministry else fold(ministry) in ministry_of(title)


@pytest.mark.parametrize(
    "text",
    [
        "日本經濟產業副大臣北村節子說，補助將延長。\n\n【背景】日本經濟產業省今年擴大補助。",
        "日本經濟產業省今年擴大補助，補助對象包括甲市政府。\n\n經產副大臣北村節子說，補助將延長。",
    ],
)
def test_a_minister_is_of_the_ministry_wherever_it_is_named(text: str) -> None:
    read = Reader().understand("a.txt", text.encode())
    [post] = read.positions
    names = {e.id: e.names for e in read.entities}
    assert "日本經濟產業省" in names[post.organization or ""]
