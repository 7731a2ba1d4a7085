"""Ministries that share their last sign with a title, on spans written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.posts.ministries import shared_with_title
from kg.annotate.tagging.tagger import Found
from kg.names.authority import Authority

AUTHORITY = Authority.load()


@pytest.mark.parametrize(("holder", "found"), [("王大中", True), ("山本一郎", False)])
def test_ministry_behind_a_chinese_name(holder: str, found: bool) -> None:
    text = f"{holder}（よみ）経済部長が"
    at = text.index("経済")
    spans = [Found(0, len(holder), "PERSON", 0.9), Found(at, at + 2, "ORG", 0.9), Found(at + 2, at + 4, "TITLE", 0.9)]
    assert (shared_with_title(text, spans, 1, AUTHORITY.find(text, "ja")) is not None) is found
