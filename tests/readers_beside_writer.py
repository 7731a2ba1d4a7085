"""One writer and eight readers on one store: `python tests/readers_beside_writer.py --seconds 300`.

The writer adds, changes and removes documents without end; document N at its revision R has R marks. Each reader opens
the store over and over and asks for all of it: a document with another number of marks than it says is a torn read,
and so is a store that went back in time. Anything else that a reader meets is an error.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Barrier
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from kg import vocab as v
from kg.edits import by_subject
from kg.iri import READER, document_iri
from kg.query import open_read_only, select
from kg.store import Store

ASKED = """SELECT ?d ?revision (COUNT(?mark) AS ?marks)
{ GRAPH ?d { ?d dcterms:identifier ?revision ; rdfs:label ?mark } } GROUP BY ?d ?revision"""
_START = 120  # seconds until all processes must be there
CLOCK = "SELECT (MAX(?n) AS ?latest) { GRAPH ?d { ?d schema:position ?n } }"


def document(number: int, revision: int, clock: int) -> set[Triple]:
    """A document's graph at a revision, written at a time of the writer's own clock."""
    iri = NamedNode(document_iri(str(number)))
    said = [
        (v.SCHEMA_SHA256, Literal(f"{number:x}-{revision:x}")),
        (v.DCTERMS_SOURCE, Literal(str(number))),
        (v.PROV_WAS_GENERATED_BY, NamedNode(f"{READER}1")),
        (v.DCTERMS_IDENTIFIER, Literal(revision)),
        ("https://schema.org/position", Literal(clock)),
    ]
    marks = [
        ("http://www.w3.org/2000/01/rdf-schema#label", Literal(f"{revision} {i} {'字' * 80}")) for i in range(revision)
    ]
    return {Triple(iri, NamedNode(predicate), term) for predicate, term in [*said, *marks]}


def write(folder: Path, start: Barrier, seconds: float, written: Synchronized[int]) -> None:
    """Write until the time is over."""
    chance = random.Random(1)
    start.wait(timeout=_START)
    end = time.monotonic() + seconds
    with Store(folder) as store:
        while time.monotonic() < end:
            number, revision = chance.randrange(50), chance.randrange(1, 100)
            removed = chance.random() < 0.1
            said = set() if removed else document(number, revision, written.value)
            store.replace({document_iri(str(number)): by_subject(said)}, {})
            written.value += 1


def read(folder: Path, start: Barrier, seconds: float, *counts: Synchronized[int]) -> None:
    """Read until the time is over; what is counted are reads, torn ones and errors."""
    reads, torn, errors = counts
    latest = 0
    start.wait(timeout=_START)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            graph = open_read_only(folder)
            rows = select(graph, ASKED)
            clock = int(select(graph, CLOCK)[0].get("latest", 0))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
            sys.stderr.write(f"{error!r}\n")
            with errors.get_lock():
                errors.value += 1
            continue
        with reads.get_lock(), torn.get_lock():
            reads.value += 1
            # The newest document may have been removed, so the clock can go back by the few changes since it.
            torn.value += any(row["revision"] != row["marks"] for row in rows) or clock < latest - 200
        latest = max(latest, clock)


def main() -> None:
    """Run as the arguments say; exit 1 on a torn read or an error, or when nothing was read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--readers", type=int, default=8)
    given = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    written, reads, torn, errors = (context.Value("q") for _ in range(4))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Store(folder).close()
        shared = folder, context.Barrier(given.readers + 1), given.seconds
        crew = [context.Process(target=write, args=(*shared, written))]
        crew += [context.Process(target=read, args=(*shared, reads, torn, errors)) for _ in range(given.readers)]
        for process in crew:
            process.start()
        for process in crew:
            process.join()
        failed = sum(process.exitcode != 0 for process in crew)
        kept = sum(path.is_dir() for path in (folder / "snapshots").iterdir())
    sys.stdout.write(
        f"{given.seconds:g} s, {written.value} changes written, {reads.value} reads of {given.readers} readers: "
        f"{torn.value} torn, {errors.value} errors, {failed} processes failed, {kept} snapshots left\n"
    )
    raise SystemExit(bool(torn.value or errors.value or failed) or not (reads.value and written.value))


if __name__ == "__main__":
    main()
