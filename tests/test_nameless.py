"""Words that name nobody, on spans written by hand."""

from __future__ import annotations

from test_mending import read


def test_words_that_refer_and_abbreviations_are_no_names() -> None:
    assert read("同社とIGBT", ("同社", "ORG"), ("IGBT", "ORG")) == []
