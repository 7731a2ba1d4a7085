"""The store: what remains after any sequence of changes depends only on the documents it holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg import vocab as v
from kg.archive import Archive, Version, read_journal
from kg.consolidate import Statement
from kg.edits import by_subject
from kg.export import sorted_nquads
from kg.iri import READER, document_iri
from kg.problems import StoreError
from kg.query import open_read_only
from kg.store import Store

THING, PARENT = f"{v.THINGS}organization/a", f"{v.THINGS}organization/above"
DESCRIBED = {
    THING: [
        (NamedNode(v.SKOS_PREF_LABEL), Literal("Kō", language="en")),
        (NamedNode(v.TJ_PARENT_COMPANY), NamedNode(PARENT)),
    ],
    PARENT: [(NamedNode(v.SKOS_PREF_LABEL), Literal("Above", language="en"))],
}


def triple(subject: str, predicate: str, term: NamedNode | Literal) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), term)


def document(source: str, sha256: str, *about: tuple[str, NamedNode | Literal], thing: str = THING) -> set[Triple]:
    """A document's graph that says `about` of one thing."""
    iri = document_iri(source)
    said = {triple(thing, predicate, term) for predicate, term in about}
    return said | {
        triple(iri, v.SCHEMA_SHA256, Literal(sha256)),
        triple(iri, v.DCTERMS_SOURCE, Literal(source)),
        triple(iri, v.PROV_WAS_GENERATED_BY, NamedNode(f"{READER}1")),
        triple(iri, v.NIF_IS_STRING, Literal("正文")),
        triple(f"{iri}#char=0,2", v.NIF_REFERENCE_CONTEXT, NamedNode(iri)),
        triple(f"{iri}#char=0,2", v.NIF_ANCHOR_OF, Literal("正文")),
    }


def write(
    store: Store, source: str, triples: Iterable[Triple], authority: dict[str, list[Statement]] | None = None
) -> None:
    """Make these triples the graph of a document."""
    store.replace({document_iri(source): by_subject(triples)}, authority or {})


LABELS = st.tuples(
    st.sampled_from([v.SKOS_PREF_LABEL, v.SKOS_ALT_LABEL]),
    st.builds(Literal, st.sampled_from("甲乙丙"), language=st.sampled_from(["ja", "zh-Hant"])),
)
OTHER = st.tuples(
    st.sampled_from([v.TJ_COUNTRY, v.RDF_TYPE, v.TJ_PARTY]),
    st.builds(NamedNode, st.sampled_from([v.COUNTRY_TW, v.COUNTRY_JP, v.ORG_ORGANIZATION_CLASS, v.TJ_COMPANY])),
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from("xyz"),
        st.none() | st.tuples(st.sampled_from([THING, PARENT]), st.lists(LABELS | OTHER, max_size=4)),
    ),
    max_size=7,
)


@given(STEPS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_changes_equals_a_clean_build(tmp_path_factory: pytest.TempPathFactory, steps: list) -> None:
    held: dict[str, set[Triple]] = {}

    def known(triples: set[Triple]) -> dict[str, list[Statement]]:
        named = {t.subject.value for t in triples if isinstance(t.subject, NamedNode)}
        return DESCRIBED if THING in named else {PARENT: DESCRIBED[PARENT]} if PARENT in named else {}

    with Store(tmp_path_factory.mktemp("store")) as store:
        for source, said in steps:
            held.pop(source, None)
            if said is not None:
                thing, about = said
                held[source] = document(source, source * 64, *about, thing=thing)
            write(store, source, held.get(source, set()), known(held.get(source, set())))
        changed = list(sorted_nquads(store.graph))
    with Store(tmp_path_factory.mktemp("store")) as store:
        for source in sorted(held):
            write(store, source, held[source], known(held[source]))
        assert changed == list(sorted_nquads(store.graph))


def test_what_a_thing_belongs_to_is_described_as_long_as_a_document_needs_it(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        write(store, "x", document("x", "0", (v.TJ_COUNTRY, NamedNode(v.COUNTRY_TW))), DESCRIBED)
        write(store, "y", document("y", "1", (v.TJ_COUNTRY, NamedNode(v.COUNTRY_TW)), thing=PARENT), DESCRIBED)
        above = f'ASK {{ <{PARENT}> <{v.SKOS_PREF_LABEL}> "Above"@en }}'
        write(store, "y", ())
        assert store.graph.query(above)
        write(store, "x", ())
        assert not store.graph.query(above)
        assert not list(sorted_nquads(store.graph))


def test_the_default_graph_holds_facts_but_no_texts(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        write(store, "x", document("x", "0", (v.TJ_COUNTRY, NamedNode(v.COUNTRY_TW))))
        default = store.graph.query("SELECT ?p { ?s ?p ?o }")
        about = {v.TJ_COUNTRY, v.SCHEMA_SHA256, v.DCTERMS_SOURCE, v.PROV_WAS_GENERATED_BY}
        assert {row["p"].value for row in default} == about


def test_removing_the_last_document_leaves_nothing(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.archive.put("ab", b"bytes")
        write(store, "x", document("x", "ab", (v.TJ_COUNTRY, NamedNode(v.COUNTRY_TW))))
        held = store.find("x")
        assert held is not None
        store.archive.keep(held, "what was read")
        assert store.archive.kept(held) == "what was read"
        write(store, "x", ())
        store.archive.forget(held, still_held=store.holds)
        assert not list(sorted_nquads(store.graph))
        assert not list(store.graph.named_graphs())
        assert not list((tmp_path / "archive").iterdir())
        assert not list((tmp_path / "extractions").iterdir())
        assert store.find("x") is None


def test_bytes_that_another_document_has_are_kept(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.archive.put("ab", b"bytes")
        for source in "xy":
            write(store, source, document(source, "ab"))
        held = store.find("x")
        assert held is not None
        write(store, "x", ())
        store.archive.forget(held, still_held=store.holds)
        assert store.archive.get("ab") == b"bytes"


def test_a_new_content_follows_the_old_version() -> None:
    held = Version(document_iri("x"), "ab", "1", ())
    assert held.followed_by("ab") == ()
    assert held.followed_by("cd") == (f"{document_iri('x')}/version/ab",)


def test_reading_a_store_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store at"):
        open_read_only(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_the_journal_is_apart_from_the_graph(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.archive.note(action="failed", source="壞.txt", reason="empty")
        assert not list(sorted_nquads(store.graph))
    assert [entry["source"] for entry in read_journal(tmp_path)] == ["壞.txt"]


def test_a_line_of_the_journal_that_was_cut_short_costs_no_other(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.archive.note(action="added", source="一.txt")
        with (tmp_path / "journal.jsonl").open("ab") as journal:
            journal.write('{"action": "added", "source": "二'.encode()[:-1])
        store.archive.note(action="added", source="三.txt")
    assert [entry["source"] for entry in read_journal(tmp_path)] == ["一.txt", "三.txt"]


def test_bytes_of_an_earlier_version_of_another_document_are_kept(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.archive.put("ab", b"bytes")
        revised = triple(document_iri("y"), v.PROV_WAS_REVISION_OF, NamedNode(f"{document_iri('y')}/version/ab"))
        write(store, "y", document("y", "cd") | {revised})
        write(store, "x", document("x", "ab"))
        held = store.find("x")
        assert held is not None
        write(store, "x", ())
        store.archive.forget(held, still_held=store.holds)
        assert store.archive.get("ab") == b"bytes"


def test_a_copy_that_a_cut_of_the_power_spoiled_is_as_good_as_lost(tmp_path: Path) -> None:
    archive, held = Archive(tmp_path), Version(document_iri("x"), "ab", "1", ())
    archive.keep(held, "what was read")
    [copy] = (tmp_path / "extractions").iterdir()
    whole = copy.read_bytes()
    for spoiled in (b"", whole[:10], whole[:-1], whole[:-4] + b"\0\0\0\0", b"\xff" + whole[1:]):
        copy.write_bytes(spoiled)
        assert archive.kept(held) is None
        assert archive.reusable(held.document, held.sha256) is None
    copy.write_bytes(whole)
    assert archive.kept(held) == archive.reusable(held.document, held.sha256) == "what was read"
