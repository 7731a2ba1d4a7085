"""Speed, each figure as a ratio to a baseline measured in the same run: `make bench`."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.model import Extraction

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
RUNS = 5
BARE = "import sys, pyoxigraph; s = pyoxigraph.Store.read_only(sys.argv[1]); print(s.query(sys.argv[2]).serialize("
BARE += "format=pyoxigraph.QueryResultsFormat.JSON).decode())"


def seconds(action: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def compare(name: str, ours: Callable[[], object], baseline: Callable[[], object], bar: str) -> None:
    """Print the ratio of the medians, measured turn by turn so that other load weighs on both."""
    pairs = [(seconds(ours), seconds(baseline)) for _ in range(RUNS)]
    a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
    sys.stdout.write(f"{name}: {a / b:.2f} ({a * 1000:.0f} ms to {b * 1000:.0f} ms; bar: {bar})\n")


def query_from_a_cold_start(store: Path) -> None:
    """`kg query` of a saved query against a bare script that imports pyoxigraph, opens the store and asks the same."""
    from kg.query import PREFIXES, find_query, saved_queries

    name = next(iter(saved_queries()))
    prefixes = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())
    text = prefixes + find_query(name, iter(()))
    kg = [str(Path(sys.executable).with_name("kg")), "query", "--store", str(store), "--format", "json", name]
    bare = [sys.executable, "-c", BARE, str(store / "graph"), text]

    def run(command: list[str]) -> None:
        subprocess.run(command, check=True, capture_output=True)

    compare("kg query, cold, to a bare script", lambda: run(kg), lambda: run(bare), "at most 3")


def reading() -> None:
    """Stages of an ingest on the development corpus, against the bare GiNZA tokenizer and against annotation alone."""
    import spacy

    from kg.extract import extract
    from kg.link import link
    from kg.pipeline import Reader, ingest
    from kg.read import read
    from kg.store import Store

    files = sorted((ROOT / "data" / "gold" / "dev" / "ja").glob("*.txt"))
    releases = [read(str(f), f.read_bytes()) for f in files]
    reader = Reader()
    annotator, authority = reader.annotator, reader.authority
    ginza = spacy.load("ja_ginza", exclude=["parser", "ner", "bunsetu_recognizer", "compound_splitter"])
    annotated = [annotator.annotate(release) for release in releases]
    characters = sum(len(release.text) for release in releases)

    def annotate() -> None:
        for release in releases:
            annotator.annotate(release)

    def bare() -> None:
        for release in releases:
            for passage in release.passages:
                ginza(passage.text)

    def facts() -> None:
        for item in annotated:
            extract(item, link(item, authority))

    def whole() -> None:
        with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as target:
            for file in files:
                ingest(target, str(file), reader)

    sys.stdout.write(f"annotate: {characters / seconds(annotate):,.0f} characters/s\n")
    compare("bare GiNZA tok2vec to the annotate stage", bare, annotate, "at least 0.8")
    compare("link and extract to the annotate stage", facts, annotate, "at most 0.15")
    compare("annotate stage to the whole ingest", annotate, whole, "at least 0.85")


def resolving(few: int, many: int) -> None:
    """To resolve one more made-up document into a store of many against one of few, in seconds of the processor."""
    from kg.iri import document_iri
    from kg.resolve import resolve
    from kg.resolve.serialise import from_json, to_json
    from kg.store import Store
    from tests.generated import document

    def named(number: int) -> str:
        return document_iri(document(number).release.source)

    with (
        tempfile.TemporaryDirectory() as folder,
        Store(Path(folder) / "few") as small,
        Store(Path(folder) / "many") as large,
    ):
        for store, documents in ((small, few), (large, many)):
            store.graph.bulk_extend(identities({named(number): document(number) for number in range(documents)}))
        # A store has its documents on disk, not in memory; each that is named again is read from there.
        texts = {named(number): to_json(document(number)) for number in range(many)}
        gc.collect()
        costs: dict[Store, list[float]] = {small: [], large: []}
        for number in range(10**6, 10**6 + 600):
            extraction = document(number)
            for store, spent in costs.items():
                begun = time.process_time()
                resolve({named(number): extraction}, store, lambda other: from_json(texts[other]))
                spent.append(time.process_time() - begun)
        a, b = statistics.mean(costs[large]), statistics.mean(costs[small])
    sys.stdout.write(f"one more document among {many:,} to one among {few}: {a / b:.2f} ")
    sys.stdout.write(f"({a * 1000:.1f} ms to {b * 1000:.1f} ms of CPU; bar: at most 2)\n")


def identities(made: dict[str, Extraction]) -> Iterator[Quad]:
    """What a store knows of who is who when it has read these documents."""
    from kg.graph import identity_triples, index_triples, judgement_triples
    from kg.resolve import Nothing, resolve
    from kg.vocab import DCTERMS_IS_REPLACED_BY, GRAPH_IDENTITY

    known, graph = resolve(made, Nothing(), made.__getitem__), NamedNode(GRAPH_IDENTITY)
    triples = [triple for _, resolution in known.documents.values() for triple in identity_triples(resolution)]
    triples += [*index_triples(known)[0], *(t for some in judgement_triples(known).values() for t in some)]
    yield from (Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    led = {pair for _, resolution in known.documents.values() for pair in resolution.retired.items()}
    replaced = NamedNode(DCTERMS_IS_REPLACED_BY)
    yield from (Quad(NamedNode(one), replaced, NamedNode(other), DefaultGraph()) for one, other in led)


def whole_folder() -> None:
    """Ingest of the development corpus in one process and in two, each against the annotate stage alone; re-ingest."""
    from kg.parallel import Readers
    from kg.pipeline import Reader, ingest_all
    from kg.read import read
    from kg.store import Store

    files = sorted(str(f) for f in (ROOT / "data" / "gold" / "dev").rglob("*.txt"))
    reader = Reader()
    releases = [read(file, Path(file).read_bytes()) for file in files]

    def annotate() -> None:
        for release in releases:
            reader.annotator.annotate(release)

    annotate()
    for number, bar in ((1, "at least 0.85"), (2, "at least 1.7")):
        with (
            Readers(number, reader.understand) as readers,
            tempfile.TemporaryDirectory() as warm,
            Store(Path(warm)) as w,
        ):
            list(ingest_all(w, files, reader, readers))  # the processes load their models

            def whole(readers: Readers = readers) -> None:
                with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as target:
                    list(ingest_all(target, files, reader, readers))

            compare(f"annotate stage to the whole ingest, processes: {number}", annotate, whole, bar)
            again = seconds(lambda w=w, readers=readers: list(ingest_all(w, files, reader, readers)))
    sys.stdout.write(f"unchanged documents: {len(files) / again:,.0f}/s (bar: at least 500)\n")


def replacing(documents: int) -> None:
    """To replace one document among many against reading and annotating it, in seconds of the processor."""
    from kg import fingerprint
    from kg.archive import Version
    from kg.iri import document_iri
    from kg.pipeline import Reader, _update, write
    from kg.read import read
    from kg.resolve.decisions import Decisions
    from kg.resolve.serialise import to_json
    from kg.store import Store
    from tests.generated import document

    reader, program = Reader(), fingerprint.program()
    source = ROOT / "data/sources/nycu-2025-07-17.txt"
    data = source.read_bytes()
    reader.understand(str(source), data)  # loads the models
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
        made = [document(number) for number in range(documents)]
        for start in range(0, documents, 100):
            some = {document_iri(e.release.source): e for e in made[start : start + 100]}
            versions = {iri: Version(iri, e.release.sha256, program, ()) for iri, e in some.items()}
            _update(store, some, versions, Decisions(), reader)
            for iri, version in versions.items():
                store.archive.keep(version, to_json(some[iri]))
        ours, baseline = [], []
        for number in range(20):
            begun = time.process_time()
            reader.annotator.annotate(read(str(source), data))
            baseline.append(time.process_time() - begun)
            other = document(documents + number)
            new = replace(other, release=replace(other.release, source=made[number].release.source))
            iri = document_iri(new.release.source)
            begun = time.process_time()
            write(store, iri, new, Version(iri, new.release.sha256, program, ()), reader)
            ours.append(time.process_time() - begun + baseline[-1])
    a, b = statistics.median(ours), statistics.median(baseline)
    sys.stdout.write(f"replace one of {documents:,} documents to reading and annotating it: {a / b:.2f} ")
    sys.stdout.write(f"({a * 1000:.0f} ms to {b * 1000:.0f} ms of CPU; bar: at most 1.3)\n")


def main() -> None:
    """Read the seeds into a store and measure."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        kg = str(Path(sys.executable).with_name("kg"))
        subprocess.run([kg, "ingest", "--store", store, ROOT / "data/sources"], check=True, capture_output=True)
        query_from_a_cold_start(store)
        reading()
    whole_folder()
    replacing(10_000)
    resolving(100, 10_000)


if __name__ == "__main__":
    main()
