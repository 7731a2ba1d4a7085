"""Facts that are not sure enough leave the graph, with all links to them; things stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from kg.filtering import above
from kg.query import PREFIXES, select

KNOWN = Path(__file__).parent / "fixtures" / "known.trig"


@pytest.fixture(scope="module")
def graph() -> Store:
    store = Store()
    store.load(path=str(KNOWN), format=RdfFormat.TRIG)
    return store


def facts(graph: Store) -> dict[str, float]:
    return {r["f"]: float(r["c"]) for r in select(graph, "SELECT ?f ?c { ?f tj:confidence ?c }")}


@given(st.floats(0, 1))
def test_no_fact_below_the_limit_is_left_or_linked(limit: float) -> None:
    store, sure = Store(), NamedNode(PREFIXES["tj"] + "confidence")
    for number in range(11):
        fact = NamedNode(f"urn:fact:{number}")
        store.add(Quad(fact, sure, Literal(number / 10)))
        store.add(Quad(NamedNode("urn:thing"), NamedNode("urn:in"), fact))
    kept = above(store, limit)
    left = {q.subject for q in kept.quads_for_pattern(None, sure, None)}
    assert left == {NamedNode(f"urn:fact:{n}") for n in range(11) if n / 10 >= limit}
    assert {q.object for q in kept.quads_for_pattern(NamedNode("urn:thing"), None, None)} == left


def test_a_limit_of_nothing_keeps_everything(graph: Store) -> None:
    assert set(above(graph, 0.0)) == set(graph)


def test_persons_and_institutions_of_a_doubtful_fact_stay(graph: Store) -> None:
    before = facts(graph)
    limit = sorted(before.values())[len(before) // 2]
    kept = above(graph, limit)
    assert facts(kept) == {fact: sure for fact, sure in before.items() if sure >= limit} != before
    people = "SELECT ?p { ?p a foaf:Person }"
    assert {r["p"] for r in select(kept, people)} == {r["p"] for r in select(graph, people)}
