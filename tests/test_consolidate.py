"""What is known of one thing, when documents and the authority file agree or do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg import vocab as v
from kg.consolidate import Statement, consolidate

XSD_DAY = NamedNode(v.XSD_DATE)


def said(predicate: str, value: str, language: str | None = None) -> Statement:
    """A statement with an IRI for a value without language, else a label."""
    term = Literal(value, language=language) if language else NamedNode(value)
    return NamedNode(predicate), term


def values(statements: set[Statement], predicate: str) -> set[str]:
    return {getattr(term, "value", "") for p, term in statements if p.value == predicate}


def test_the_authority_names_a_thing_and_the_rest_are_other_names() -> None:
    stated = {
        "d1": [said(v.SKOS_PREF_LABEL, "北科大", "zh-Hant")],
        "d2": [said(v.SKOS_PREF_LABEL, "北科大", "zh-Hant")],
    }
    known = consolidate(stated, [said(v.SKOS_PREF_LABEL, "國立臺北科技大學", "zh-Hant")])
    assert values(known, v.SKOS_PREF_LABEL) == {"國立臺北科技大學"}
    assert values(known, v.SKOS_ALT_LABEL) == {"北科大"}


def test_without_the_authority_most_documents_decide_and_one_language_does_not_rule_another() -> None:
    stated = {
        "d1": [said(v.SKOS_PREF_LABEL, "甲", "ja")],
        "d2": [said(v.SKOS_PREF_LABEL, "甲", "ja"), said(v.SKOS_PREF_LABEL, "A", "en")],
        "d3": [said(v.SKOS_PREF_LABEL, "甲の正式名", "ja")],
    }
    assert values(consolidate(stated, []), v.SKOS_PREF_LABEL) == {"甲", "A"}


def test_one_specific_class_one_country() -> None:
    general = said(v.RDF_TYPE, v.ORG_ORGANIZATION_CLASS)
    stated = {
        "d1": [general, said(v.RDF_TYPE, v.TJ_COMPANY), said(v.TJ_COUNTRY, v.COUNTRY_JP)],
        "d2": [general, said(v.RDF_TYPE, v.TJ_UNIVERSITY), said(v.TJ_COUNTRY, v.COUNTRY_TW)],
        "d3": [general, said(v.RDF_TYPE, v.TJ_UNIVERSITY), said(v.TJ_COUNTRY, v.COUNTRY_TW)],
    }
    known = consolidate(stated, [])
    assert values(known, v.RDF_TYPE) == {v.ORG_ORGANIZATION_CLASS, v.TJ_UNIVERSITY}
    assert values(known, v.TJ_COUNTRY) == {v.COUNTRY_TW}


@pytest.mark.parametrize(
    ("stages", "latest"),
    [
        ([v.TJ_PLANNED, v.TJ_SIGNED], v.TJ_SIGNED),
        ([v.TJ_SIGNED, v.TJ_ENDED, v.TJ_PLANNED], v.TJ_ENDED),
        ([v.TJ_PLANNED], v.TJ_PLANNED),
    ],
)
def test_the_latest_stage_is_known(stages: list[str], latest: str) -> None:
    stated = {f"d{i}": [said(v.TJ_STATUS, stage)] for i, stage in enumerate(stages)}
    assert values(consolidate(stated, []), v.TJ_STATUS) == {latest}


def test_a_more_precise_date_stands_for_the_vaguer_and_contradictions_stay() -> None:
    dates = ["2025", "2025-07", "2025-07-11", "2024-01"]
    stated = {d: [(NamedNode(v.TJ_SIGNED_ON), Literal(d, datatype=XSD_DAY))] for d in dates}
    assert values(consolidate(stated, []), v.TJ_SIGNED_ON) == {"2025-07-11", "2024-01"}


def test_texts_stay_in_the_documents_and_the_best_confidence_counts() -> None:
    stated = {
        "d1": [(NamedNode(v.NIF_IS_STRING), Literal("正文")), (NamedNode(v.TJ_CONFIDENCE), Literal("0.5"))],
        "d2": [(NamedNode(v.TJ_CONFIDENCE), Literal("0.9"))],
    }
    known = consolidate(stated, [])
    assert values(known, v.NIF_IS_STRING) == set()
    assert values(known, v.TJ_CONFIDENCE) == {"0.9"}


STATEMENTS = st.lists(
    st.builds(
        said,
        st.sampled_from([v.SKOS_PREF_LABEL, v.SKOS_ALT_LABEL]),
        st.sampled_from(["甲", "乙", "甲乙"]),
        st.sampled_from(["ja", "zh-Hant"]),
    ),
    max_size=4,
)


@given(st.dictionaries(st.sampled_from("abcd"), STATEMENTS), STATEMENTS)
def test_no_label_is_lost_and_the_order_of_documents_does_not_matter(
    stated: dict[str, list[Statement]], authority: list[Statement]
) -> None:
    known = consolidate(stated, authority)
    assert known == consolidate(dict(reversed(stated.items())), authority)
    labels = {term for statements in [*stated.values(), authority] for _, term in statements}
    assert {term for p, term in known} == labels
    preferred = [term for p, term in known if p.value == v.SKOS_PREF_LABEL]
    assert len({term.language for term in preferred if isinstance(term, Literal)}) == len(preferred)
