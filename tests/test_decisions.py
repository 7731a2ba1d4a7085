"""Decisions: what people said stands above what was judged, survives every change, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg import vocab as v
from kg.archive import Version
from kg.export import sorted_nquads
from kg.iri import document_iri
from kg.model import Extraction
from kg.pipeline import Reader, decide, write
from kg.resolve.alone import facts_alone, names_alone
from kg.resolve.decisions import Decision, DecisionError, Decisions, Reference, Verdict
from kg.store import Store
from tests.test_resolve import company, documents, person, stated

HAN = stated("a", person("p1", "林志強"), company("o1", "甲乙電子"), posts=(("p1", "o1"),))
KANA = stated("b", person("p1", "チーチャン・リン"), company("o1", "甲乙電子"), posts=(("p1", "o1"),))
OTHER = stated("c", person("p1", "王文芳"), company("o1", "丙丁工業", country="JP"), posts=(("p1", "o1"),))
ROW = "d1\tsame\t林 <person/0123456789abcdef>\t王 <person/fedcba9876543210 in document/00>\t林\t2026-11-22\tone man"


def alone(extraction: Extraction, identifier: str, *, only_there: bool = False) -> Reference:
    """What a document alone calls one of its things."""
    document = document_iri(extraction.release.source)
    return Reference(names_alone(extraction)[identifier], document if only_there else None)


def row(number: int, verdict: Verdict, left: Reference, right: Reference | None = None, name: str = "") -> Decision:
    return Decision(f"d{number}", verdict, (left,), (right,) if right else (), name, "ja" if name else "")


class Kept:
    """A store with the documents that were put into it."""

    def __init__(self, folder: Path, reader: Reader, *extractions: Extraction) -> None:
        """Put the documents in."""
        self.store, self.reader = Store(folder), reader
        for extraction in extractions:
            self.put(extraction.release.source, extraction)

    def put(self, source: str, extraction: Extraction | None) -> None:
        document = document_iri(source)
        write(self.store, document, extraction, Version(document, source * 64, "1", ()), self.reader)

    def decide(self, *rows: Decision) -> None:
        decide(self.store, Decisions(rows), self.reader)

    def iri(self, extraction: Extraction, identifier: str) -> str:
        document = document_iri(extraction.release.source)
        found = {p.id: p.iri for p in self.store.of_document(document)}
        return found[f"{document}#entity={identifier}"]

    def quads(self) -> list[str]:
        return list(sorted_nquads(self.store.graph))

    def ask(self, pattern: str) -> bool:
        return bool(self.store.graph.query(f"ASK {{ {pattern} }}"))


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The authority file; nothing is read with it."""
    return Reader()


def test_the_same_joins_what_nothing_joined_and_undoing_restores_every_byte(tmp_path: Path, reader: Reader) -> None:
    kept = Kept(tmp_path, reader, HAN, OTHER)
    before = kept.quads()
    assert kept.iri(HAN, "p1") != kept.iri(OTHER, "p1")
    kept.decide(row(1, Verdict.SAME, alone(HAN, "p1"), alone(OTHER, "p1")))
    assert kept.iri(HAN, "p1") == kept.iri(OTHER, "p1")
    kept.decide()
    assert kept.quads() == before
    assert not (tmp_path / "decisions.tsv").exists()
    assert NamedNode(v.GRAPH_DECISIONS) not in set(kept.store.graph.named_graphs())


def test_different_keeps_apart_what_was_joined_even_through_a_third(tmp_path: Path, reader: Reader) -> None:
    third = stated("e", person("p1", "林志強", "チーチャン・リン"), company("o1", "甲乙電子"), posts=(("p1", "o1"),))
    kept = Kept(tmp_path, reader, HAN, KANA, third)
    assert kept.iri(HAN, "p1") == kept.iri(KANA, "p1") == kept.iri(third, "p1")
    kept.decide(row(1, Verdict.DIFFERENT, alone(HAN, "p1"), alone(KANA, "p1")))
    assert kept.iri(HAN, "p1") == kept.iri(third, "p1") != kept.iri(KANA, "p1")


def test_two_people_of_one_name_are_told_apart_by_their_documents(tmp_path: Path, reader: Reader) -> None:
    again = stated("e", person("p1", "林志強"), company("o1", "甲乙電子"), posts=(("p1", "o1"),))
    kept = Kept(tmp_path, reader, HAN, again)
    name = kept.iri(HAN, "p1")
    assert name == kept.iri(again, "p1")
    kept.decide(row(1, Verdict.DIFFERENT, alone(HAN, "p1"), alone(again, "p1", only_there=True)))
    assert name == kept.iri(HAN, "p1") != kept.iri(again, "p1")
    # The name is still in use, so it leads nowhere else.
    assert not kept.ask(f"<{name}> <{v.DCTERMS_IS_REPLACED_BY}> ?other")


def test_what_the_authority_file_names_keeps_its_name(tmp_path: Path, reader: Reader) -> None:
    key = next(iter(reader.authority)).key
    kept = Kept(tmp_path, reader, HAN)
    known = Reference(f"{v.THINGS}organization/{key}")
    kept.decide(row(1, Verdict.SAME, alone(HAN, "o1"), known))
    assert kept.iri(HAN, "o1") == known.iri
    assert kept.ask(f"<{known.iri}> <{v.SKOS_PREF_LABEL}> ?label")
    assert kept.ask(f"<{alone(HAN, 'o1').iri}> <{v.DCTERMS_IS_REPLACED_BY}> <{known.iri}>")


def test_a_rejected_fact_leaves_every_graph_and_stays_out(tmp_path: Path, reader: Reader) -> None:
    kept = Kept(tmp_path, reader, HAN)
    before = kept.quads()
    [position] = facts_alone(HAN, names_alone(HAN)).values()
    kept.decide(row(1, Verdict.REJECT, Reference(position)))
    assert not kept.ask(f"<{position}> ?p ?o")
    assert not kept.ask(f"GRAPH <{document_iri('a')}> {{ <{position}> ?p ?o }}")
    kept.put("a", HAN)
    assert not kept.ask(f"<{position}> ?p ?o")
    kept.decide()
    assert kept.quads() == before


def test_a_new_name_is_shown_in_its_language_and_the_old_one_is_kept(tmp_path: Path, reader: Reader) -> None:
    kept = Kept(tmp_path, reader, HAN, KANA)
    before = kept.quads()
    person_iri = kept.iri(HAN, "p1")
    for reference in (alone(HAN, "p1"), alone(KANA, "p1")):
        kept.decide(row(1, Verdict.RENAME, reference, name="リン・チーチャン"))
        assert kept.ask(f'<{person_iri}> <{v.SKOS_PREF_LABEL}> "リン・チーチャン"@ja')
        assert kept.ask(f'<{person_iri}> <{v.SKOS_ALT_LABEL}> "チーチャン・リン"@ja')
    kept.put("b", None)
    kept.put("b", KANA)
    assert kept.ask(f'<{person_iri}> <{v.SKOS_PREF_LABEL}> "リン・チーチャン"@ja')
    kept.decide()
    assert kept.quads() == before


def test_an_edited_table_takes_effect(tmp_path: Path, reader: Reader) -> None:
    kept = Kept(tmp_path, reader, HAN, OTHER)
    Decisions([row(1, Verdict.SAME, alone(HAN, "p1"), alone(OTHER, "p1"))]).save(tmp_path)
    decide(kept.store, Decisions.load(tmp_path), reader)
    assert kept.iri(HAN, "p1") == kept.iri(OTHER, "p1")


def test_contradictions_are_told_and_the_earlier_decision_stands() -> None:
    a, b, c = (Reference(f"{v.THINGS}person/{letter * 16}") for letter in "abc")
    chain = [row(1, Verdict.SAME, a, b), row(2, Verdict.SAME, b, c)]
    assert Decisions([*chain, row(3, Verdict.DIFFERENT, a, c)]).contradictions == {
        "d3": "d1 and d2 say that they are the same"
    }
    apart = [row(1, Verdict.DIFFERENT, a, c), row(2, Verdict.SAME, a, b), row(3, Verdict.SAME, b, c)]
    assert Decisions(apart).contradictions == {"d3": "d1 says that they are different"}
    assert Decisions(apart).class_of(a.own) == {a.own, b.own}


def test_a_row_is_read_as_it_was_written() -> None:
    decision = Decision.from_row(ROW)
    assert decision.to_row() == ROW
    assert decision.left == (Reference(f"{v.THINGS}person/0123456789abcdef"),)
    assert decision.right[0].document == f"{v.THINGS}document/00"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("same", "equal"), "none of same, different, reject, rename"),
        (("d1", "one"), "an id such as d1"),
        (("<person/0123456789abcdef>", "林"), "names nothing"),
        (("person/0123", "0123"), "is no thing"),
        (("2026-11-22", "today"), "is no date"),
        (("\tone man", ""), "7 columns"),
    ],
)
def test_a_bad_row_is_one_line(tmp_path: Path, change: tuple[str, str], complaint: str) -> None:
    (tmp_path / "decisions.tsv").write_text(ROW.replace(*change), encoding="utf-8")
    with pytest.raises(DecisionError, match=complaint) as caught:
        Decisions.load(tmp_path)
    assert "\n" not in str(caught.value)


def known(extraction: Extraction) -> Extraction:
    """The document, with an institution that the authority file names where it says ABELEC."""
    entities = (replace(e, authority="tsmc") if "ABELEC" in e.names else e for e in extraction.entities)
    return replace(extraction, entities=tuple(entities))


CHANGE = st.sampled_from("xyz").flatmap(lambda s: st.tuples(st.just(s), st.none() | documents(s).map(known)))
DECISION = st.tuples(st.sampled_from(Verdict), st.integers(0, 99), st.integers(0, 99), st.booleans())
STEPS = st.lists(CHANGE | DECISION | st.integers(0, 5), min_size=2, max_size=9)


@given(STEPS)
@settings(max_examples=25)
def test_any_sequence_of_changes_and_decisions_equals_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, reader: Reader, steps: list
) -> None:
    held: dict[str, Extraction] = {}
    rows: list[Decision] = []
    kept = Kept(tmp_path_factory.mktemp("store"), reader)
    for step in steps:
        if isinstance(step, int):
            del rows[step : step + 1]
            kept.decide(*rows)
        elif len(step) == 2:
            source, extraction = step
            held.pop(source, None)
            if extraction is not None:
                held[source] = extraction
            kept.put(source, extraction)
        elif decision := decided(*step, len(rows) and rows[-1].number, list(held.values())):
            rows.append(decision)
            kept.decide(*rows)
    changed = kept.quads()
    clean = Kept(tmp_path_factory.mktemp("store"), reader)
    Decisions(rows).save(clean.store.folder)
    for source in sorted(held):
        clean.put(source, held[source])
    clean.decide(*rows)
    assert changed == clean.quads()


def decided(
    verdict: Verdict, left: int, right: int, only_there: bool, last: int, held: list[Extraction]
) -> Decision | None:
    """A decision about some of the things and facts of these documents."""
    named = [(document_iri(e.release.source), iri) for e in held for iri in names_alone(e).values()]
    facts = [(document_iri(e.release.source), iri) for e in held for iri in facts_alone(e, names_alone(e)).values()]
    choice = named + facts if verdict is Verdict.REJECT else named
    if not choice:
        return None
    document, iri = choice[left % len(choice)]
    _, other = choice[right % len(choice)]
    one, two = Reference(iri, document if only_there else None), Reference(other)
    if verdict in (Verdict.SAME, Verdict.DIFFERENT):
        return row(last + 1, verdict, one, two) if iri.split("/")[-2] == other.split("/")[-2] else None
    return row(last + 1, verdict, one, name="新しい名" if verdict is Verdict.RENAME else "")
