"""Ministries that share their last sign with a title, on spans written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.name import Name
from kg.annotate.posts.ministries import of_towns, shared_with_title
from kg.annotate.tagging.tagger import Found
from kg.names.authority import Authority

AUTHORITY = Authority.load()


@pytest.mark.parametrize(("holder", "found"), [("王大中", True), ("山本一郎", False)])
def test_ministry_behind_a_chinese_name(holder: str, found: bool) -> None:
    text = f"{holder}（よみ）経済部長が"
    at = text.index("経済")
    spans = [Found(0, len(holder), "PERSON", 0.9), Found(at, at + 2, "ORG", 0.9), Found(at + 2, at + 4, "TITLE", 0.9)]
    assert (shared_with_title(text, spans, 1, AUTHORITY.find(text, "ja")) is not None) is found


def test_a_division_of_a_town_at_home_is_no_ministry_of_taiwan() -> None:
    row = AUTHORITY.lookup("経済部", "ja")
    text = "経済部の鈴木陽一次長、経済部の林文華次長、台湾経済部の鈴木陽一次長"
    starts = (0, 11, 23)
    names = [Name(at, at + 3, "ORG", 0.9, row) for at in starts]
    names += [Name(4, 8, "PERSON", 0.9), Name(15, 18, "PERSON", 0.9), Name(27, 31, "PERSON", 0.9)]
    read = [n for n in of_towns(text, sorted(names, key=lambda n: n.start)) if n.kind != "PERSON"]
    assert [(n.kind, n.row is None) for n in read] == [("UNIT", True), ("ORG", False), ("ORG", False)]
