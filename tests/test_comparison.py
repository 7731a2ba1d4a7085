"""Readers side by side: what counts as found, and that each reader answers in its own way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from kg.comparison import both, compare, raw_model, rules_alone, trained_alone
from kg.gold import Gold
from kg.model import Release
from kg.read import read

TEXT = "國立清華大學校長林文華表示，將與三明電子合作。林校長說，雙方已有共識。"
GOLD: Gold = {
    "lang": "zh-Hant",
    "persons": [{"id": "p1", "names": ["林文華"]}],
    "organizations": [{"id": "o1", "names": ["國立清華大學", "清大"]}, {"id": "o2", "names": ["三明電子"]}],
    "neutral": {"organizations": ["雙方"], "persons": []},
}


@pytest.fixture
def cases(tmp_path: Path) -> dict[Path, Gold]:
    path = tmp_path / "01.txt"
    path.write_text(TEXT, encoding="utf-8")
    return {path: GOLD}


def test_counts_things_found_by_any_name_and_leaves_open_what_the_gold_does(cases: dict[Path, Gold]) -> None:
    def finder(_: Release) -> Iterable[tuple[str, str]]:
        names = [("清大", "organization"), ("國立清華大學", "organization"), ("雙方", "organization")]
        return [*names, ("電子", "organization"), ("林", "person"), ("林文華", "person"), ("校長", "person")]

    found = compare(cases, finder)
    institutions, persons = found["zh", "organization"], found["zh", "person"]
    assert (institutions.right, institutions.wrong, institutions.missed) == (1, 1, 1)
    assert (persons.right, persons.wrong, persons.missed) == (1, 1, 0)


def test_the_rules_alone_know_what_the_authority_file_has() -> None:
    release = read("a.txt", TEXT.encode())
    assert ("國立清華大學", "organization") in set(rules_alone()(release))
    assert not [name for name, kind in rules_alone()(release) if kind == "person"]


@pytest.mark.parametrize("finder", [trained_alone, both, raw_model])
def test_each_reader_with_a_model_finds_the_person(finder: object) -> None:
    assert ("林文華", "person") in set(finder()(read("a.txt", TEXT.encode())))  # type: ignore[operator]
