"""rdflib on top of the store."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg import vocab as v
from kg.dataset import open_dataset
from kg.edits import by_subject
from kg.iri import document_iri
from kg.store import Store


# rdflib uses a name of its own that it deprecates.
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")
def test_rdflib_sees_what_is_known_and_who_says_so(tmp_path: Path) -> None:
    document, thing = document_iri("x"), f"{v.THINGS}organization/a"
    said = Triple(NamedNode(thing), NamedNode(v.SKOS_PREF_LABEL), Literal("甲", language="ja"))
    with Store(tmp_path) as store:
        store.replace({document: by_subject([said])}, {})
    dataset = open_dataset(tmp_path)
    assert [str(row[0]) for row in dataset.query("SELECT ?l { ?s skos:prefLabel ?l }")] == ["甲"]
    assert [str(row[0]) for row in dataset.query("SELECT ?g { GRAPH ?g { ?s skos:prefLabel ?l } }")] == [document]
