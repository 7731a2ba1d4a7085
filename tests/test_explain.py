"""`kg explain` says what holds a thing together and what was kept apart; `kg review` makes answers decisions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.deciding import Deciding
from kg.deciding.explain import explain
from kg.deciding.review import review
from kg.pipeline import Reader
from kg.resolve.alone import facts_alone, names_alone
from kg.resolve.decisions import DecisionError, Decisions, Verdict
from tests.test_decisions import HAN, KANA, OTHER, Kept, alone, row
from tests.test_resolve import company, person, stated

NAMESAKE = stated("e", person("p1", "林志強"), company("o1", "丙丁工業", country="JP"), posts=(("p1", "o1"),))


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The authority file; nothing is read with it."""
    return Reader()


@pytest.fixture
def deciding(tmp_path: Path, reader: Reader) -> Iterator[Deciding]:
    """Four documents: two of one person in two scripts, one of a namesake, one of somebody else."""
    kept = Kept(tmp_path, reader, HAN, KANA, OTHER, NAMESAKE)
    kept.store.close()
    with Deciding(tmp_path) as deciding:
        yield deciding


def test_an_explanation_has_names_quotes_judgements_decisions_and_who_was_kept_apart(deciding: Deciding) -> None:
    text = explain(deciding.finder, "チーチャン・リン", deciding.reader.authority)
    assert "チーチャン・リン: person in 2 documents" in text
    assert "a rendering of the same name at the same institution" in text
    assert "in TW and in JP" in text
    assert len(text.splitlines()) <= 60
    decision, _ = deciding.decide(
        Verdict.DIFFERENT, "チーチャン・リン", "林志強@a", why="seen together", by="", date=""
    )
    text = explain(deciding.finder, "チーチャン・リン", deciding.reader.authority)
    assert "person in 1 document" in text
    assert f"decision {decision.id}" in text
    assert "seen together" in text


def test_a_name_of_two_things_lists_both(deciding: Deciding) -> None:
    with pytest.raises(DecisionError, match=r"may be .+ <person/\w+>, .+ <person/\w+>; give one") as caught:
        explain(deciding.finder, "林志強", deciding.reader.authority)
    assert "\n" not in str(caught.value)
    assert "in 1 document" in explain(deciding.finder, "林志強@e", deciding.reader.authority)


def answers(*given: str) -> tuple[list[str], Iterator[str]]:
    """What was shown, and the answers to give."""
    return [], iter(given)


def test_no_parts_a_merge_and_yes_keeps_it(deciding: Deciding) -> None:
    shown, given = answers("n", "q")
    assert review(deciding, lambda _: next(given), shown.append, "me", "2026-11-22") == 1
    assert deciding.decisions.rows[0].verdict is Verdict.DIFFERENT
    assert "person in 1 document" in explain(deciding.finder, "チーチャン・リン", deciding.reader.authority)
    deciding.undo()
    shown, given = answers("y", "q")
    assert review(deciding, lambda _: next(given), shown.append, "me", "2026-11-22") == 1
    assert deciding.decisions.rows[0].verdict is Verdict.SAME
    asked = shown[0]
    shown, given = answers("q")
    assert review(deciding, lambda _: next(given), shown.append, "me", "2026-11-22") == 0
    assert shown[:1] != [asked]


def test_a_confirmed_merge_changes_nothing(deciding: Deciding) -> None:
    before = [quad for quad in deciding.store.graph if "decision" not in str(quad)]
    confirmed = row(1, Verdict.CONFIRM, alone(HAN, "o1", only_there=True), alone(KANA, "o1", only_there=True))
    deciding.take(confirmed)
    assert [quad for quad in deciding.store.graph if "decision" not in str(quad)] == before
    assert Decisions.load(deciding.store.folder).rows == (confirmed,)


def test_a_fact_is_explained_by_its_sentences_and_its_rule(deciding: Deciding) -> None:
    [position] = facts_alone(OTHER, names_alone(OTHER)).values()
    text = explain(deciding.finder, position, deciding.reader.authority)
    assert text.startswith("丙丁工業, 王文芳, 社長: position in 1 document")
    assert "甲乙丙丁甲乙丙丁" in text
    assert "how it was read" in text
    decision, _ = deciding.decide(Verdict.REJECT, position, by="", date="")
    assert decision.shown[0] == "丙丁工業, 王文芳, 社長"
    with pytest.raises(DecisionError, match=f"{decision.id} rejects it"):
        explain(deciding.finder, position, deciding.reader.authority)


def test_a_part_of_a_name_asks_what_was_meant(deciding: Deciding) -> None:
    with pytest.raises(DecisionError, match="did you mean 王文芳"):
        explain(deciding.finder, "文芳", deciding.reader.authority)


def test_what_is_the_same_by_other_reasons_is_not_decided_with_it(deciding: Deciding) -> None:
    decision, _ = deciding.decide(Verdict.SAME, "林志強@a", "王文芳", by="", date="")
    assert [reference.iri for reference in decision.left] == [alone(HAN, "p1").iri]
    other, _ = deciding.decide(Verdict.SAME, "王文芳", "林志強@e", by="", date="")
    assert [reference.iri for reference in other.left] == [alone(OTHER, "p1").iri]


def test_what_was_decided_to_be_different_is_not_decided_again(deciding: Deciding) -> None:
    deciding.decide(Verdict.DIFFERENT, "林志強@a", "王文芳", by="", date="")
    with pytest.raises(DecisionError, match="different already"):
        deciding.decide(Verdict.DIFFERENT, "林志強@a", "王文芳", by="", date="")


def test_a_review_can_be_of_merges_or_of_facts_alone(deciding: Deciding) -> None:
    shown, given = answers("what?", "s", "q")
    review(deciding, lambda _: next(given), shown.append, "", "", facts=False)
    assert "answer y, n, s or q" in shown
    assert "one person" in shown[0]
    # All facts of these documents are sure.
    shown, given = answers("q")
    review(deciding, lambda _: next(given), shown.append, "", "", merges=False)
    assert shown == []
