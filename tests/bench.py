"""Speed, each figure as a ratio to a baseline measured in the same run: `make bench`."""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Literal

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.model import Extraction, Release

ROOT = Path(__file__).parent.parent
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as `kg` has it
sys.path.insert(0, str(ROOT))
from tests.measure import compare, cost  # noqa: E402 - found beside this file

BARE = "import sys, pyoxigraph; s = pyoxigraph.Store.read_only(sys.argv[1]); print(s.query(sys.argv[2]).serialize("
BARE += "format=pyoxigraph.QueryResultsFormat.JSON).decode())"


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


def documents() -> list[str]:
    """Every second one of the development corpus and the invented releases: what is done once for all weighs little."""
    return sorted(str(f) for group in ("dev", "own") for f in (ROOT / "data" / "gold" / group).rglob("*.txt"))[::2]


def reading() -> None:
    """The annotate stage against bare GiNZA on the Japanese documents; linking and extracting against annotating."""
    import spacy

    from kg.extract import extract
    from kg.link import link
    from kg.pipeline import Reader
    from kg.read import read

    reader = Reader()
    releases = [read(name, Path(name).read_bytes()) for name in documents()]
    japanese = [release for release in releases if release.language == "ja"]
    ginza = spacy.load("ja_ginza", exclude=["parser", "ner", "bunsetu_recognizer", "compound_splitter"])
    annotated = [reader.annotator.annotate(release) for release in releases]

    def annotate(some: Sequence[Release] = releases) -> None:
        for release in some:
            reader.annotator.annotate(release)

    def each(read: Callable[[str], object]) -> None:
        for release in japanese:
            for passage in release.passages:
                read(passage.text)

    linked = [(item, link(item, reader.authority)) for item in annotated]

    def facts() -> None:
        for item, entities in linked:
            extract(item, entities)

    def persons_and_institutions() -> None:
        for item in annotated:
            link(item, reader.authority)

    characters = sum(len(release.text) for release in releases)
    sys.stdout.write(f"annotate: {characters / cost(annotate):,.0f} characters for a second of CPU\n")
    for name, bare in (("tokenizer alone", ginza.make_doc), ("tokenizer and tok2vec", ginza)):
        title = f"GiNZA's {name} to the annotate stage, Japanese"
        compare(title, lambda bare=bare: each(bare), lambda: annotate(japanese), "at least 0.8")  # type: ignore[misc]
    compare("extract to the annotate stage", facts, annotate, "at most 0.15")
    compare("link to the annotate stage", persons_and_institutions, annotate, "none")


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
    from kg.graph import identity_statements, index_statements, judgement_statements
    from kg.resolve import resolve
    from kg.resolve.known import Nothing
    from kg.vocab import DCTERMS_IS_REPLACED_BY, GRAPH_IDENTITY

    known, graph = resolve(made, Nothing(), made.__getitem__), NamedNode(GRAPH_IDENTITY)
    parts = [identity_statements(resolution for _, resolution in known.documents.values())]
    parts += [index_statements(known)[0], judgement_statements(known)]
    yield from (Quad(thing, *statement, graph) for said in parts for thing in said for statement in said[thing])
    led = {pair for _, resolution in known.documents.values() for pair in resolution.retired.items()}
    replaced = NamedNode(DCTERMS_IS_REPLACED_BY)
    yield from (Quad(NamedNode(one), replaced, NamedNode(other), DefaultGraph()) for one, other in led)


def whole_folder() -> None:
    """Ingest of a folder in one process and in two, each against the annotate stage alone; re-ingest."""
    from kg.parallel import Readers
    from kg.pipeline import Reader, ingest_all
    from kg.read import read
    from kg.store import Store

    files, reader = documents(), Reader()
    releases = [read(file, Path(file).read_bytes()) for file in files]

    def annotate() -> None:
        for release in releases:
            reader.annotator.annotate(release)

    annotate()
    for number, bar in ((1, "at least 0.85"), (2, "at least 1.7")):
        with (
            Readers(number, reader.understand) as readers,
            tempfile.TemporaryDirectory() as place,
            Store(Path(place) / "warm") as w,
        ):
            list(ingest_all(w, files, reader, readers))  # the processes load their models

            # To delete a store, which takes up to a second on a busy disk, is no part of filling it.
            stores = (Path(place) / str(turn) for turn in count())

            def whole(readers: Readers = readers, stores: Iterator[Path] = stores) -> None:
                with Store(next(stores)) as target:
                    list(ingest_all(target, files, reader, readers))

            title = f"annotate stage to the whole ingest, processes: {number}"
            if number == 1:
                compare(f"{title}, all work", annotate, whole, bar)
                compare(f"{title}, but what is done beside the reading", annotate, whole, bar, time.thread_time)
            compare(title, annotate, whole, bar, time.perf_counter)
            again = cost(lambda w=w, readers=readers: list(ingest_all(w, files, reader, readers)))  # type: ignore[misc]
    sys.stdout.write(f"unchanged documents: {len(files) / again:,.0f} for a second of CPU (bar: at least 500)\n")


def long_document() -> None:
    """A text of 1 MB, read in a process of its own, against one of a tenth: time for a character, and memory."""
    code = "import sys; from tests.bench import read_long; read_long(int(sys.argv[1]), sys.argv[2])"
    for language in ("zh", "ja"):
        told = []
        for characters in (34_000, 340_000):
            command = [sys.executable, "-c", code, str(characters), language]
            done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
            told.append([float(part) for part in done.stdout.split()])
        (few, small, _), (many, large, memory) = told
        name = (
            f"a character of a text of {large / 1e6:.2f} MB ({language}, {many:.0f} s) to one of {small / 1e6:.2f} MB"
        )
        sys.stdout.write(f"{name}: {(many / large) / (few / small):.2f}; {memory / 1e6:,.0f} MB of memory ")
        sys.stdout.write("(bar: below 2,000)\n")


def read_long(characters: int, language: Literal["zh", "ja"]) -> None:
    """Seconds of the processor to read a text so long, its bytes, and the most memory that this process had."""
    from kg.pipeline import Reader
    from tests.long import text

    reader, data = Reader(), text(characters, language).encode()
    reader.understand("short.txt", text(1000, language, 1).encode())  # loads the models
    used = cost(lambda: reader.understand("long.txt", data))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    sys.stdout.write(f"{used} {len(data)} {memory}\n")


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
    long_document()
    replacing(10_000)
    resolving(100, 10_000)


if __name__ == "__main__":
    main()
