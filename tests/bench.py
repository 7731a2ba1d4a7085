"""Speed, each figure as a ratio to a baseline measured in the same run: `make bench`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

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


def resolving(documents: int) -> float:
    """CPU seconds to resolve one more made-up document into a store that knows so many of them."""
    from pyoxigraph import NamedNode, Quad

    from kg.graph import identity_triples, judgement_triples
    from kg.iri import document_iri
    from kg.resolve import Nothing, resolve
    from kg.store import Store
    from kg.vocab import GRAPH_IDENTITY
    from tests.generated import document

    def named(number: int) -> str:
        return document_iri(document(number).release.source)

    made = {named(number): document(number) for number in range(documents)}
    known = resolve(made, Nothing(), made.__getitem__)
    triples = [triple for _, resolution in known.documents.values() for triple in identity_triples(resolution)]
    triples += [triple for some in judgement_triples(known).values() for triple in some]
    graph, new = NamedNode(GRAPH_IDENTITY), range(10**6, 10**6 + 60)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
        store.graph.bulk_extend([Quad(t.subject, t.predicate, t.object, graph) for t in triples])
        more = {named(number): document(number) for number in new}
        begun = time.process_time()
        for iri, extraction in more.items():
            resolve({iri: extraction}, store, made.__getitem__)
        return (time.process_time() - begun) / len(more)


def main() -> None:
    """Read the seeds into a store and measure."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        kg = str(Path(sys.executable).with_name("kg"))
        subprocess.run([kg, "ingest", "--store", store, ROOT / "data/sources"], check=True, capture_output=True)
        query_from_a_cold_start(store)
        reading()
    resolving(10)  # what is loaded once
    few, many = resolving(100), resolving(10_000)
    sys.stdout.write(f"one more document among 10,000 to one among 100: {many / few:.2f} ")
    sys.stdout.write(f"({many * 1000:.1f} ms to {few * 1000:.1f} ms of CPU; bar: at most 2)\n")


if __name__ == "__main__":
    main()
