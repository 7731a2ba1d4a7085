"""The graph on disk: a named graph for each document, a consolidated default graph, a transaction for each change."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple
from pyoxigraph import Store as Oxigraph

from kg.consolidate import Statement, consolidate
from kg.iri import document_iri
from kg.model import Problem
from kg.vocab import (
    GRAPH_AUTHORITY,
    GRAPH_ONTOLOGY,
    NIF_REFERENCE_CONTEXT,
    PROV_WAS_GENERATED_BY,
    PROV_WAS_REVISION_OF,
    SCHEMA_SHA256,
    THINGS,
)

_OWN_GRAPHS = {NamedNode(GRAPH_AUTHORITY), NamedNode(GRAPH_ONTOLOGY)}


class StoreError(Problem):
    """A store that cannot be used."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one transaction did to the consolidated graph."""

    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document: the hash of its bytes, the reader that read it, the IRIs of earlier versions."""

    document: str
    sha256: str
    reader: str
    earlier: tuple[str, ...]

    def followed_by(self, sha256: str) -> tuple[str, ...]:
        """IRIs of the versions that a new content has before it: these, and this one unless the content is the same."""
        if sha256 == self.sha256:
            return self.earlier
        return tuple(sorted({*self.earlier, f"{self.document}/version/{self.sha256}"}))


def open_read_only(folder: Path) -> Oxigraph:
    """The graph of a store for queries.

    Raises StoreError when there is none.
    """
    graph = folder / "graph"
    if not (graph / "CURRENT").exists():
        raise StoreError(f"there is no store at {folder}; make one with `kg ingest SOURCE --store {folder}`")
    try:
        return Oxigraph.read_only(str(graph))
    except OSError as error:
        raise StoreError(f"cannot open the store at {folder}: {_one_line(error)}") from error


class Store:
    """A store opened for writing. Use as a context manager; a second writer is refused.

    The folder holds `graph/` (the RDF store), `archive/` (the bytes of each document by their
    SHA-256) and `journal.jsonl` (what was read when: never part of the graph).
    """

    def __init__(self, folder: Path) -> None:
        """Open, or make, the store in `folder`. Raises StoreError when it is in use or cannot be written."""
        self.folder = folder
        try:
            (folder / "archive").mkdir(parents=True, exist_ok=True)
            self.graph = Oxigraph(str(folder / "graph"))
        except OSError as error:
            held = "lock" in str(error).lower()
            reason = "another kg command is writing to it; wait until it ends" if held else _one_line(error)
            raise StoreError(f"cannot open the store at {folder}: {reason}") from error

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Write what is buffered and let go of the lock."""
        self.graph.flush()
        del self.graph

    def replace(self, document: str, triples: Iterable[Triple], authority: dict[str, list[Statement]]) -> Change:
        """Make `triples` the whole of a document's graph, and the default graph what follows from all documents.

        `authority` maps the IRI of each thing in the authority file that the document names to
        its description there. No triples: the document is removed. One transaction.
        """
        name = NamedNode(document)
        before = set(self.graph.quads_for_pattern(None, None, None, name))
        after = {_quad(triple, name) for triple in triples}
        texts = {q.subject for q in before | after if q.predicate.value == NIF_REFERENCE_CONTEXT}
        touched = {q.subject for q in before | after if isinstance(q.subject, NamedNode)} - texts
        said: dict[object, list[Statement]] = defaultdict(list)
        for quad in after:
            said[quad.subject].append((quad.predicate, quad.object))
        remove, insert = before - after, after - before
        for subject in touched:
            stated = self._statements(subject, name)
            if subject in said:
                stated[document] = said[subject]
            known = authority.get(subject.value) or self._described(subject)
            described = known if stated else []
            wanted = {Quad(subject, p, o, DefaultGraph()) for p, o in consolidate(stated, described)}
            wanted |= {Quad(subject, p, o, NamedNode(GRAPH_AUTHORITY)) for p, o in described}
            have = set(self.graph.quads_for_pattern(subject, None, None, DefaultGraph()))
            have |= set(self.graph.quads_for_pattern(subject, None, None, NamedNode(GRAPH_AUTHORITY)))
            remove |= have - wanted
            insert |= wanted - have
        self._commit(remove, insert, drop=None if after else name)
        return Change(
            sum(isinstance(q.graph_name, DefaultGraph) for q in insert),
            sum(isinstance(q.graph_name, DefaultGraph) for q in remove),
        )

    def version(self, document: str) -> Version | None:
        """The version of a document that the store holds, or None."""
        name = NamedNode(document)

        def values(predicate: str) -> list[str]:
            quads = self.graph.quads_for_pattern(name, NamedNode(predicate), None, name)
            return sorted(q.object.value for q in quads if isinstance(q.object, NamedNode | Literal))

        sha256 = values(SCHEMA_SHA256)
        reader, earlier = values(PROV_WAS_GENERATED_BY), values(PROV_WAS_REVISION_OF)
        return Version(document, sha256[0], "".join(reader), tuple(earlier)) if sha256 else None

    def remove(self, document: str) -> bool:
        """Take a document out, given by IRI or by its source; False when the store does not hold it."""
        held = self.version(document if document.startswith(THINGS) else document_iri(document))
        if held is None:
            return False
        self.replace(held.document, (), {})
        for sha256 in (held.sha256, *(iri.rsplit("/", 1)[-1] for iri in held.earlier)):
            if not any(self.graph.quads_for_pattern(None, NamedNode(SCHEMA_SHA256), Literal(sha256), None)):
                (self.folder / "archive" / sha256).unlink(missing_ok=True)
        self.note(action="removed", document=held.document)
        return True

    def install(self, graph: str, quads: Iterable[Triple], *, known: Iterable[Triple]) -> None:
        """Make `quads` the whole of a graph that is not a document, and `known` part of the default graph.

        Used for the ontology, whose labels a plain query should find. Does nothing when it is there already.
        """
        name = NamedNode(graph)
        before = set(self.graph.quads_for_pattern(None, None, None, name))
        after = {_quad(triple, name) for triple in quads}
        if before != after:
            shown = {q.subject for q in before}
            old = {q for s in shown for q in self.graph.quads_for_pattern(s, None, None, DefaultGraph())}
            new = {_quad(triple, DefaultGraph()) for triple in known}
            self._commit((before - after) | (old - new), (after - before) | (new - old), drop=None)

    def archive(self, sha256: str, data: bytes) -> None:
        """Keep the bytes of a document under their hash, safely on disk before this returns."""
        path = self.folder / "archive" / sha256
        if not path.exists():
            partial = path.with_suffix(".partial")
            with partial.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)

    def note(self, **entry: object) -> None:
        """Add a line to the journal, with the time in UTC."""
        line = json.dumps({"time": datetime.now(UTC).isoformat(timespec="seconds"), **entry}, ensure_ascii=False)
        with (self.folder / "journal.jsonl").open("a", encoding="utf-8") as journal:
            journal.write(line + "\n")

    def _statements(self, subject: NamedNode, without: NamedNode) -> dict[str, list[Statement]]:
        stated: dict[str, list[Statement]] = defaultdict(list)
        for quad in self.graph.quads_for_pattern(subject, None, None, None):
            graph = quad.graph_name
            if isinstance(graph, NamedNode) and graph != without and graph not in _OWN_GRAPHS:
                stated[graph.value].append((quad.predicate, quad.object))
        return stated

    def _described(self, subject: NamedNode) -> list[Statement]:
        quads = self.graph.quads_for_pattern(subject, None, None, NamedNode(GRAPH_AUTHORITY))
        return [(quad.predicate, quad.object) for quad in quads]

    def _commit(self, remove: set[Quad], insert: set[Quad], *, drop: NamedNode | None) -> None:
        # One update is one transaction: either all of it is in the store afterwards, or nothing.
        changes = (("DELETE", remove), ("INSERT", insert))
        steps = [f"{verb} DATA {{ {_group(quads)} }}" for verb, quads in changes if quads]
        steps += [f"DROP SILENT GRAPH {drop}"] if drop else []
        try:
            self.graph.update(" ;\n".join(steps))
        except OSError as error:
            raise StoreError(
                f"cannot write to the store at {self.folder}: {_one_line(error)}; nothing was changed"
            ) from error


def read_journal(folder: Path) -> list[dict[str, str]]:
    """The lines of a store's journal, oldest first."""
    path = folder / "journal.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def sorted_nquads(graph: Oxigraph) -> Iterator[str]:
    """Every quad of the store as a line of N-Quads, in the one order that two equal stores share."""
    yield from sorted((graph.dump(format=RdfFormat.N_QUADS) or b"").decode().splitlines(keepends=True))


def _group(quads: set[Quad]) -> str:
    by_graph: dict[str, list[str]] = defaultdict(list)
    for quad in quads:
        by_graph[str(quad.graph_name)].append(f"{quad.subject} {quad.predicate} {quad.object} .")
    groups = {name: " ".join(lines) for name, lines in by_graph.items()}
    return "\n".join(text if name == "DEFAULT" else f"GRAPH {name} {{ {text} }}" for name, text in groups.items())


def _quad(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
