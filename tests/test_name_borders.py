"""Words and characters at the borders of names: each use is explained, and has some."""

from __future__ import annotations

import re

import pytest

from kg import knowledge
from kg.names.borders import any_of, border_words, is_paper, signs
from kg.names.departments import words_of
from kg.names.forms import table


@pytest.mark.parametrize("name", ["name_borders.tsv", "name_signs.tsv", "subjects.tsv"])
def test_the_header_explains_each_use_that_the_table_has(name: str) -> None:
    header = " ".join(
        line for line in knowledge.path("language", name).read_text("utf-8").splitlines() if line.startswith("#")
    )
    explained = {use for names in re.findall(r"(\w[\w ,]*) = ", header) for use in names.split(", ")}
    assert {row["use"] for row in table("language", name)} == explained


def test_words_stand_longest_first_and_characters_together() -> None:
    lengths = [len(word) for word in border_words("rank")]
    assert lengths == sorted(lengths, reverse=True)
    assert re.fullmatch(any_of("column"), "姓名")
    assert "農" in words_of("faculty")
    assert "水" in signs("part")


def test_each_character_of_a_use_stands_once() -> None:
    for row in table("language", "name_signs.tsv"):
        assert len(set(row["characters"])) == len(row["characters"]), row["use"]


def test_a_paper_is_known_by_the_end_of_its_name() -> None:
    assert is_paper("海山新聞網")
    assert not is_paper("海山大學")
