"""Readers trained on annotated documents: their table, their training, and what they add to the rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.agreements import find_agreements
from kg.extract.agreements.signatories import READER
from kg.extract.agreements.signatories.telling import told_of
from kg.extract.agreements.stand_ins import posts_of
from kg.extract.learned import probability, weights
from kg.extract.positions import find_positions
from kg.link import find_references
from kg.model import Language
from kg.names import table
from kg.training.facts import RECIPES, crossvalidate
from kg.training.marked import marked, told
from kg.training.maxent import ALWAYS, Case, fit


def signed(text: str, language: Language) -> list[str]:
    annotated, entities = marked(text, language)
    posts = posts_of(find_positions(annotated, entities, find_references(annotated, entities)))
    found = find_agreements(annotated, entities, told(annotated, entities), posts)
    return sorted(person for agreement in found for person in agreement.signatories)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "zh-Hant",
            "［瀨戶町］與［嘉南鎮］昨天締結友好交流協定，鎮長〔林大中〕、町長〔山本一郎〕"
            "在代表會成員見證下，在中、日文協定書上簽名。",
        ),
        (
            "ja",
            "［瀬戸市］と［嘉南市］は20日、友好協定を結んだ。〔山本一郎〕市長と、〔林大中〕市長の2人が並んで文書に"
            "ペンを走らせた。",
        ),
        (
            "ja",
            "［瀬戸市］と［東方科技］は20日、立地協定を結び、同社の〔林大中〕代表取締役、そして私、〔山本一郎〕が"
            "署名をいたしました。〔佐藤花子〕会頭にもお立ち会いいただいています。",
        ),
    ],
)
def test_those_are_read_who_sign_in_words_that_no_rule_knows(language: Language, text: str) -> None:
    assert signed(text, language) == ["p1", "p2"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-Hant", "［海山大學］與［瀨戶大學］28日簽署備忘錄，〔林大中〕次長到場祝賀，〔山本一郎〕代表致詞。"),
        ("zh-Hant", "［海山大學］校長〔林大中〕與［瀨戶大學］校長〔山本一郎〕談妥合作，備忘錄尚未簽署。"),
        ("ja", "［海山大学］と［瀬戸大学］は28日、覚書を締結した。式には〔山本一郎〕知事が立ち会い、祝辞を述べた。"),
    ],
)
def test_those_who_look_on_or_have_not_signed_yet_are_not_added(language: Language, text: str) -> None:
    assert signed(text, language) == []


def test_what_speaks_for_a_person_is_words_of_the_language_and_never_a_name() -> None:
    annotated, entities = marked("［海山大學］校長〔林大中〕與［瀨戶大學］校長〔山本一郎〕28日簽署備忘錄。", "zh-Hant")
    found = told_of(told(annotated, entities), {"p1": ("1",)}, ())
    assert set(found) == {"p1", "p2"}
    assert not any(name in sign for t in found.values() for sign in t.signs for name in ("林", "山本", "海山", "瀨戶"))
    assert "here zh does sign" in found["p2"].signs


def test_a_page_without_words_of_signing_is_not_looked_at() -> None:
    annotated, entities = marked("［海山大學］校長〔林大中〕28日致詞。", "zh-Hant")
    assert told_of(told(annotated, entities), {}, ()) == {}


def test_the_table_has_each_sign_of_a_reader_once_and_no_reader_without_a_recipe() -> None:
    rows = [(row["reader"], row["sign"]) for row in table("language", "learned.tsv")]
    assert len(rows) == len(set(rows))
    assert {reader for reader, _ in rows} == set(RECIPES)
    assert ALWAYS in weights(READER)


@given(st.dictionaries(st.text(), st.floats(-1000, 1000)), st.lists(st.text()))
def test_a_probability_is_one_whatever_the_order_of_the_signs(learned: dict[str, float], signs: list[str]) -> None:
    assert 0 < probability(learned, signs) < 1
    assert probability(learned, signs) == probability(learned, signs[::-1])


def test_fitted_weights_tell_what_speaks_for_yes() -> None:
    cases = [Case(frozenset((ALWAYS, "signs" if i % 2 else "looks on")), bool(i % 2)) for i in range(40)]
    learned = fit([*cases, Case(frozenset((ALWAYS, "seen once")), True)], pull=1.0, fewest=3)
    assert learned["signs"] > 0 > learned["looks on"]
    assert "seen once" not in learned
    assert fit(cases[::-1], pull=1.0, fewest=3) == fit(cases, pull=1.0, fewest=3)


def test_cross_validation_asks_each_case_of_weights_that_did_not_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    asked: list[int] = []
    monkeypatch.setattr("kg.training.facts.weights", lambda reader, cases: asked.append(len(cases)) or {ALWAYS: 1.0})
    cases = {Path(str(i)): [Case((ALWAYS,), i > 0)] for i in range(3)}
    tally = crossvalidate(READER, cases, [Case((ALWAYS,), True)], [[path] for path in cases])
    assert (tally.right, tally.wrong, tally.missed) == (2, 1, 0)
    assert asked == [3, 3, 3]
