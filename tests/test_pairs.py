"""The comparison of names holds its bars on data/gold/pairs.tsv, and the table is what its script writes."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

from kg import baselines
from kg.names.authority import Authority
from kg.pairs import Pair, at_best, load_pairs, matcher, others, report, score
from kg.resolve.same_name import same_name

GOLD = Path(__file__).parent.parent / "data" / "gold"
PAIRS, UNSEEN = (load_pairs(GOLD / name) for name in ("pairs.tsv", "pairs_unseen.tsv"))


@pytest.fixture(scope="module")
def authority() -> Authority:
    """The lists of data/authority."""
    return Authority.load()


def test_the_table_is_large_and_half_of_it_is_hard_to_tell() -> None:
    assert len(PAIRS) >= 600
    different = sum(not pair.same for pair in PAIRS)
    assert 0.45 <= different / len(PAIRS) <= 0.55
    languages = Counter(frozenset((pair.left_language, pair.right_language)) for pair in PAIRS)
    for two in ({"zh-Hant", "ja"}, {"zh-Hant", "en"}, {"ja", "en"}, {"ja"}, {"zh-Hant"}, {"en"}):
        assert languages[frozenset(two)] >= 20  # type: ignore[index]


@pytest.mark.parametrize("pairs", [PAIRS, UNSEEN], ids=["pairs", "unseen"])
def test_no_pair_stands_there_twice(pairs: list[Pair]) -> None:
    assert len({(p.left, p.left_language, p.right, p.right_language) for p in pairs}) == len(pairs)


def test_the_unseen_pairs_are_many_and_half_of_them_hard_to_tell() -> None:
    assert len(UNSEEN) >= 150
    assert 0.45 <= sum(not pair.same for pair in UNSEEN) / len(UNSEEN) <= 0.55
    assert {p.kind for p in UNSEEN} == {"person", "organization"}


def test_the_report_has_ours_and_what_is_installed_of_the_others(authority: Authority) -> None:
    lines = "\n".join(report(UNSEEN[:40], authority))
    assert "rapidfuzz >=" in lines
    assert ("nomenklatura logic-v2" in lines) is baselines.is_installed()


@pytest.mark.parametrize("pairs", [PAIRS, [*PAIRS, *UNSEEN]], ids=["pairs", "together"])
def test_the_bars_are_held(pairs: list[Pair], authority: Authority) -> None:
    ours = score(pairs, matcher(authority))
    assert ours.f1 >= 0.95
    assert ours.false_merges <= 0.005
    assert ours.f1 >= max(at_best(pairs, alike)[1].f1 for alike in others().values()) + 0.2


def test_people_are_told_without_the_authority_file() -> None:
    people = score([p for p in PAIRS if p.kind == "person"], matcher(None))
    assert people.f1 >= 0.95
    assert score(PAIRS, matcher(None)).false_merges <= 0.005


def test_it_holds_for_people_that_were_not_looked_at() -> None:
    spec = importlib.util.spec_from_file_location("build_pairs", GOLD / "build_pairs.py")
    assert spec is not None
    assert spec.loader is not None
    built = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(built)
    for seed in (1, 2):
        made = dict.fromkeys(built.people(built.random.Random(seed)))
        people = [Pair(a, x, b, y, kind, same == "yes", why) for a, x, b, y, kind, same, why in made if a != b]
        told = score(people, matcher(None))
        assert told.f1 >= 0.93
        assert told.false_merges <= 0.01


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("株式会社甲乙電子", "甲乙電子", True),
        ("甲乙電子股份有限公司", "株式会社甲乙電子", False),
        ("甲乙大学", "甲乙大学病院", False),
        ("甲乙大學", "甲乙大学", True),
        ("甲乙大學（中國）", "甲乙大学", False),
        ("甲乙市", "甲乙市立大学", False),
        ("甲乙", "台灣甲乙集團", False),
        ("甲乙", "甲乙集團", True),
        ("台甲大", "台灣甲乙大學", True),
    ],
)
def test_forms_of_institutions_that_no_list_has(left: str, right: str, same: bool) -> None:
    assert (same_name(left, right, "organization") is not None) is same
    assert (same_name(right, left, "organization") is not None) is same
