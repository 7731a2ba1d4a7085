"""Rebuilding: whatever a store was made with, it becomes what this program would build anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode

from kg import fingerprint
from kg.export import sorted_nquads
from kg.iri import document_iri
from kg.model import Extraction, ReadError
from kg.parallel import Readers
from kg.pipeline import Outcome, Reader, ingest, install_ontology
from kg.problems import StoreError
from kg.rebuild import Reading, Rebuilt, rebuild
from kg.store import Change, Store
from kg.vocab import GRAPH_IDENTITY

ROOT = Path(__file__).parent.parent
FILES = sorted(str(p) for p in [*(ROOT / "data/sources").glob("*.txt"), *(ROOT / "data/gold/dev").rglob("[01]?.txt")])


class Earlier(Reader):
    """An earlier reader, which saw no posts, and in one document nothing at all."""

    def understand(self, source: str, data: bytes) -> Extraction:
        """What it read."""
        found = super().understand(source, data)
        left = () if source == FILES[0] else found.agreements
        return replace(found, positions=(), programs=(), agreements=left)


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Reads each document once."""
    reader = Reader()
    reader.understand = cache(reader.understand)  # type: ignore[method-assign]
    return reader


@pytest.fixture(scope="module")
def earlier(reader: Reader) -> Reader:
    """An earlier reader that reads each document once."""
    earlier = Earlier()
    earlier.__dict__["annotator"] = reader.annotator
    earlier.understand = cache(earlier.understand)  # type: ignore[method-assign]
    return earlier


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """What comes from it can say that the program is another one."""
    with monkeypatch.context() as context:
        yield context


def another(context: pytest.MonkeyPatch, *, reading: bool) -> None:
    """From here on this is another version of the program, which reads otherwise or only writes otherwise."""
    context.setattr(fingerprint, "program", lambda: "0.0.1+old")
    if reading:
        context.setattr(fingerprint, "reading", lambda: "old")


def filled(folder: Path, files: list[str], reader: Reader) -> list[str]:
    with Store(folder) as store:
        install_ontology(store)
        for file in files:
            assert ingest(store, file, reader).outcome is not Outcome.FAILED
        return list(sorted_nquads(store.graph))


def brought_up(folder: Path, reader: Reader) -> tuple[list[Rebuilt], Change, list[str]]:
    with Store(folder) as store:
        documents, known = rebuild(store, reader, Readers(1, reader.understand))
        return documents, known, list(sorted_nquads(store.graph))


class Silent(Reader):
    """Reads nothing."""

    def understand(self, source: str, data: bytes) -> Extraction:
        """Fails the test: nothing has to be read."""
        raise AssertionError(f"{source} was read again")


def test_a_store_of_an_earlier_reader_becomes_a_clean_build(
    tmp_path: Path, reader: Reader, earlier: Reader, changed: pytest.MonkeyPatch
) -> None:
    another(changed, reading=True)
    before = filled(tmp_path / "old", FILES, earlier)
    changed.undo()
    documents, known, after = brought_up(tmp_path / "old", reader)
    assert after == filled(tmp_path / "clean", FILES, reader)
    assert after != before
    assert {d.reading for d in documents} == {Reading.AGAIN}
    assert known.added > 0
    assert next(d for d in documents if d.source == FILES[0]).change.added > 0
    # What was read now is kept: nothing is left to do.
    again = brought_up(tmp_path / "old", Silent())
    assert {d.reading for d in again[0]} == {Reading.REUSED}
    assert {d.change for d in again[0]} | {again[1]} == {Change(0, 0)}
    assert again[2] == after


def test_what_is_only_written_otherwise_is_not_read_again(
    tmp_path: Path, reader: Reader, changed: pytest.MonkeyPatch
) -> None:
    another(changed, reading=False)
    old = filled(tmp_path / "old", FILES, reader)
    changed.undo()
    clean = filled(tmp_path / "clean", FILES, reader)
    assert old != clean
    documents, _, after = brought_up(tmp_path / "old", Silent())
    assert after == clean
    assert {d.reading for d in documents} == {Reading.REUSED}


def test_an_ingest_after_such_a_change_does_not_read_again(
    tmp_path: Path, reader: Reader, changed: pytest.MonkeyPatch
) -> None:
    another(changed, reading=False)
    filled(tmp_path / "store", FILES, reader)
    changed.undo()
    assert filled(tmp_path / "store", FILES, Silent()) == filled(tmp_path / "clean", FILES, reader)


@given(st.sets(st.integers(0, 10**6), min_size=1, max_size=40), st.booleans(), st.sets(st.sampled_from(FILES)))
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_damage_outside_the_documents_is_repaired(
    tmp_path_factory: pytest.TempPathFactory, reader: Reader, lost: set[int], emptied: bool, copies: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("store")
    whole = filled(folder, FILES[:3], reader)
    with Store(folder) as store:
        graphs = [DefaultGraph(), NamedNode(GRAPH_IDENTITY)]
        quads = sorted((q for g in graphs for q in store.graph.quads_for_pattern(None, None, None, g)), key=str)
        for number in lost:
            store.graph.remove(quads[number % len(quads)])
        if emptied:
            store.graph.clear_graph(DefaultGraph())
    for source in copies & set(FILES[:3]):
        (folder / "extractions" / f"{document_iri(source).rsplit('/', 1)[-1]}.json").unlink()
    documents, _, after = brought_up(folder, reader)
    assert after == whole
    assert {d.source for d in documents if d.reading is Reading.AGAIN} == copies & set(FILES[:3])


def test_decisions_stay(tmp_path: Path, reader: Reader) -> None:
    filled(tmp_path, FILES, reader)
    from kg.deciding import Deciding
    from kg.resolve.decisions import Verdict

    with Deciding(tmp_path) as deciding:
        deciding.decide(Verdict.RENAME, "九州大學", name="Kyūdai", language="en", date="2026-11-22")
        decided = list(sorted_nquads(deciding.store.graph))
    assert any("Kyūdai" in quad for quad in decided)
    assert brought_up(tmp_path, reader)[2] == decided


def test_what_a_killed_rebuild_left_is_no_obstacle(tmp_path: Path, reader: Reader) -> None:
    whole = filled(tmp_path, FILES[:2], reader)
    filled(tmp_path / "rebuild", FILES[2:4], reader)
    assert brought_up(tmp_path, reader)[2] == whole
    assert not (tmp_path / "rebuild").exists()


def test_lost_bytes_cost_nothing_while_the_copy_is_there(
    tmp_path: Path, reader: Reader, changed: pytest.MonkeyPatch
) -> None:
    another(changed, reading=True)
    filled(tmp_path, FILES[:2], reader)
    changed.undo()
    with Store(tmp_path) as store:
        held = store.find(FILES[0])
        assert held is not None
    (tmp_path / "archive" / held.sha256).unlink()
    documents, _, after = brought_up(tmp_path, reader)
    [lost] = [d for d in documents if d.reading is Reading.FAILED]
    assert (lost.source, "\n" in lost.reason) == (FILES[0], False)
    assert any(document_iri(FILES[0]) in quad for quad in after)


def test_lost_bytes_and_copy_stop_the_rebuild_and_change_nothing(
    tmp_path: Path, reader: Reader, changed: pytest.MonkeyPatch
) -> None:
    before = filled(tmp_path, FILES[:2], reader)
    for folder in ("archive", "extractions"):
        for file in (tmp_path / folder).iterdir():
            file.unlink()
    with pytest.raises(StoreError, match="ingest it again"):
        brought_up(tmp_path, reader)
    with Store(tmp_path) as store:
        assert list(sorted_nquads(store.graph)) == before


def test_what_cannot_be_read_any_more_stays(tmp_path: Path, reader: Reader, changed: pytest.MonkeyPatch) -> None:
    class Stricter(Silent):
        def understand(self, source: str, data: bytes) -> Extraction:
            raise ReadError(f"{source}: is no press release")

    another(changed, reading=True)
    filled(tmp_path, FILES[:2], reader)
    changed.undo()
    documents, known, _ = brought_up(tmp_path, Stricter())
    assert [d.reading for d in documents] == [Reading.FAILED] * 2
    assert known == Change(0, 0)


def test_a_graph_that_another_program_wrote_is_not_mixed_with_what_this_one_reads(
    tmp_path: Path, reader: Reader, changed: pytest.MonkeyPatch
) -> None:
    from kg.pipeline import stated

    another(changed, reading=True)
    filled(tmp_path, FILES[:1], reader)
    for copy in (tmp_path / "extractions").iterdir():
        copy.unlink()
    changed.undo()
    with Store(tmp_path) as store, pytest.raises(StoreError, match="kg rebuild"):
        stated(store, document_iri(FILES[0]), reader)
