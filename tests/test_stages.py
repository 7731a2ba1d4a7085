"""How rules for names follow each other."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.name import Name
from kg.annotate.stages import across, adding, each, run

TEXTS = ["甲", "乙丙"]
NAMES: list[list[Name]] = [[], [Name(0, 1, "ORG", 0.9)]]


def kinds(names: Sequence[Sequence[Name]]) -> list[list[str]]:
    return [[name.kind for name in own] for own in names]


def _whole(text: str, names: Sequence[Name], kind: str = "PLACE") -> list[Name]:
    return [Name(0, len(text), kind, 0.9)]


def _turned(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    return [list(reversed(own)) for own in names]


def test_a_rule_sees_one_passage_or_all_and_gives_its_names_or_adds_to_them() -> None:
    assert kinds(run([each(_whole)], TEXTS, NAMES)) == [["PLACE"], ["PLACE"]]
    assert kinds(run([adding(_whole, kind="UNIT")], TEXTS, NAMES)) == [["UNIT"], ["ORG", "UNIT"]]
    assert kinds(run([adding(_whole), across(_turned)], TEXTS, NAMES)) == [["PLACE"], ["PLACE", "ORG"]]


def test_without_rules_the_names_stay() -> None:
    assert run([], TEXTS, NAMES) == NAMES
