"""How sure facts are: the fitted model, and the report of how far it can be trusted."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tagged import annotated as tagged

from kg.calibrate import Example, fit, left_out, reliability
from kg.extract import extract
from kg.extract.confidence import chance, signs, weights
from kg.link import link
from kg.model import Extraction
from kg.names import table
from kg.names.authority import Authority


@given(st.dictionaries(st.text(), st.floats(0, 1)), st.dictionaries(st.text(), st.floats(-50, 50)))
def test_a_confidence_is_never_certainty(found: dict[str, float], weighed: dict[str, float]) -> None:
    assert 0.05 <= chance(found, weighed) <= 0.98


def test_what_speaks_for_a_fact_makes_it_surer() -> None:
    assert chance({"always": 1.0, "seen": 1.0}, {"always": 0.0, "seen": 1.0}) > chance({"always": 1.0}, {"always": 0.0})


def examples(share: float, sign: str, number: int) -> list[Example]:
    rng = random.Random(7)
    return [
        Example(Path(f"{i % 10}.txt"), "position", {"always": 1.0, sign: 1.0}, rng.random() < share)
        for i in range(number)
    ]


def test_fitted_weights_give_the_share_that_was_right() -> None:
    given_ = [*examples(0.9, "rule a", 400), *examples(0.3, "rule b", 400)]
    fitted = fit(given_)
    for sign, share in (("rule a", 0.9), ("rule b", 0.3)):
        assert abs(chance({"always": 1.0, sign: 1.0}, fitted) - share) < 0.06
    assert len(left_out(given_, {Path("1.txt"), Path("2.txt")})) == 160


def test_the_report_counts_every_fact_once() -> None:
    lines = reliability([(0.95, True), (0.97, False), (0.2, False), (1.0, True)]).splitlines()[1:]
    assert [line.split()[3:] for line in lines] == [["1", "0.20", "0.00"], ["3", "0.97", "0.67"]]


def test_the_table_has_weights_for_both_kinds_of_fact_and_each_sign_once() -> None:
    rows = [(row["fact"], row["sign"]) for row in table("language", "confidence.tsv")]
    assert len(rows) == len(set(rows))
    assert {"always", "names"} <= weights("position").keys() & weights("agreement").keys()


def read_as(line: str) -> Extraction:
    release = tagged(line)
    return extract(release, link(release, Authority.load()))


def test_facts_carry_the_fitted_confidence() -> None:
    found = read_as("{o:北川大学}の{p:山田 太郎}{t:学長}は、{o:南山大学}と協定を締結した。")
    [post], [agreement] = found.positions, found.agreements
    for fact, kind in ((post, "position"), (agreement, "agreement")):
        assert fact.confidence == round(chance(signs(fact, found), weights(kind)), 3)
