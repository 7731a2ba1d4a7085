"""The graph on disk: a named graph for each document, a consolidated default graph, a transaction for each change."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from pyoxigraph import Store as Oxigraph

from kg.archive import Archive, Version, full
from kg.behind import Behind, Job, nothing
from kg.consolidate import NOTHING, Said, Statement, Subject
from kg.edits import Edits, by_subject
from kg.following import DEFAULT, OWN_GRAPHS, Following, said_of
from kg.graph import entry_statement
from kg.iri import READER, document_iri
from kg.problems import StoreError
from kg.query import one_line, open_read_only
from kg.resolve.decisions import Decision, Decisions
from kg.resolve.identity import Judgement
from kg.resolve.profiles import Entry, Placed, Profile, alone_iri, key_iri, own_of
from kg.snapshots import PATIENCE, Lock, is_published, publish, recover
from kg.vocab import (
    DCTERMS_DESCRIPTION,
    DCTERMS_IS_REPLACED_BY,
    DCTERMS_SOURCE,
    GRAPH_DECISIONS,
    GRAPH_IDENTITY,
    NIF_REFERENCE_CONTEXT,
    PROV_SPECIALIZATION_OF,
    PROV_VALUE,
    PROV_WAS_GENERATED_BY,
    PROV_WAS_REVISION_OF,
    SCHEMA_SHA256,
    THINGS,
    TJ_MATCH_KEY,
    TJ_PROFILE,
)

# Readers see what is at most this many seconds old; but publishing takes at most one part in so many of the time.
_FRESH, _SHARE = 5.0, 50
_IDENTITY, _DECISIONS = NamedNode(GRAPH_IDENTITY), NamedNode(GRAPH_DECISIONS)


@dataclass(frozen=True, slots=True)
class Change:
    """What one transaction did to the consolidated graph."""

    added: int
    removed: int


class Store:
    """A store opened for writing. Use as a context manager; a second writer waits, and is then refused.

    The folder holds `graph/`, the RDF store, beside it what `kg.archive` keeps of the documents, and what readers
    open (`kg.snapshots`).
    """

    def __init__(self, folder: Path, *, patience: float = PATIENCE) -> None:
        """Open, or make, the store in `folder`, waiting up to `patience` seconds for another writer.

        Raises StoreError when it is in use or cannot be written.
        """
        self.folder = folder
        try:
            self.archive = Archive(folder)
            self._lock = Lock(folder, patience)
        except OSError as error:
            raise StoreError(f"cannot open the store at {folder}: {one_line(error)}") from error
        try:
            self._graph = Oxigraph(str(folder / "graph"))
            if self._lock.left_behind:
                recover(self._graph, folder)
                self._lock.sign()
            elif not is_published(folder):
                publish(self._graph, folder)
        except OSError as error:
            self._lock.release(well=False)
            raise StoreError(f"cannot open the store at {folder}: {one_line(error)}") from error
        self._ahead, self._published, self._cost = False, time.monotonic(), 0.0
        self._behind = Behind()

    @classmethod
    def reading(cls, folder: Path) -> Store:
        """Open the store only to read. Raises StoreError when there is none."""
        store = cls.__new__(cls)
        store.folder, store._graph = folder, open_read_only(folder)
        store.archive, store._behind = Archive(folder), Behind()
        return store

    @property
    def graph(self) -> Oxigraph:
        """The graph, with all that was written to it. Raises what `settle` raises."""
        self.settle()
        return self._graph

    def settle(self) -> None:
        """Wait until all is written; only then is it safe to say so. Raises StoreError where it could not be."""
        self._behind.settle()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        # What went wrong before is what the user should hear of.
        with suppress(StoreError) if kind else nullcontext():
            self.close()

    def close(self) -> None:
        """Publish what was written, and let go of the lock. Raises StoreError where the disk is full."""
        well = False
        try:
            self._behind.close()
            if self._ahead:
                self._publish()
            well = True
        finally:
            del self._graph
            self._lock.release(well=well)

    def _publish(self) -> None:
        start = time.monotonic()
        try:
            publish(self._graph, self.folder)
        except OSError as error:
            raise StoreError(full(self.folder, error)) from error
        self._ahead, self._published, self._cost = False, time.monotonic(), time.monotonic() - start

    def replace(
        self,
        changes: Mapping[str, Said],
        authority: Mapping[str, list[Statement]],
        identity: Said = NOTHING,
        judged: Said = NOTHING,
        index: tuple[Said, Said] = (NOTHING, NOTHING),
        *,
        renamed: Mapping[str, Sequence[Literal]] | None = None,
        decided: Said | None = None,
        touched: Iterable[str] = (),
        first: Job = nothing,
        then: Job = nothing,
        wait: bool = True,
    ) -> Change:
        """Make each document's graph what `changes` says, and the default graph what follows from all documents.

        `authority` maps the IRI of each thing of the authority file that these documents name to its description
        there; `identity` says what their things were found to be, `judged` what the identity graph says of the
        judgements on them, `index` what comes into it, and what goes, of all else. Nothing said: the document is
        removed.
        `renamed` are labels that people decided on, by thing; `decided` becomes the decisions graph; `touched` are
        things to describe anew although no document of them changes. One transaction, `first` done before it and
        `then` after it.

        Unless it is to `wait`, this goes on beside what the caller does, until that looks at the graph or settles.
        """
        graph, edits = self.graph, Edits()
        after = {NamedNode(document): said for document, said in changes.items()}
        before = {name: by_subject(graph.quads_for_pattern(None, None, None, name)) for name in after}
        for name in after:
            edits.become(name, before[name], after[name])
            if not after[name]:
                edits.drop(name)
        told = {node: said_of(graph, node, _IDENTITY) for node in (*self._nodes_of(after), *judged)}
        edits.become(_IDENTITY, told, {**identity, **judged})
        found, lost = index
        edits.become(_IDENTITY, lost, found)

        Following(graph, before, after).write(edits, authority, renamed or {}, set(map(NamedNode, touched)))
        if decided is not None:
            old = by_subject(graph.quads_for_pattern(None, None, None, _DECISIONS))
            edits.become(_DECISIONS, old, decided)
            if old and not decided:
                edits.drop(_DECISIONS)

        def written() -> None:
            first()
            self._commit(edits)
            then()

        self._behind.do(written)
        if wait:
            self.settle()
        return Change(*edits.count(DEFAULT))

    def version(self, document: str) -> Version | None:
        """The version of a document that the store holds, or None; as it is now, with what is being written or not."""
        name = NamedNode(document)
        said: dict[str, list[str]] = defaultdict(list)
        for quad in self._graph.quads_for_pattern(name, None, None, name):
            if isinstance(quad.object, NamedNode | Literal):
                said[quad.predicate.value].append(quad.object.value)
        if not said:
            return None
        [sha256], [source], [reader] = said[SCHEMA_SHA256], said[DCTERMS_SOURCE], said[PROV_WAS_GENERATED_BY]
        earlier = tuple(sorted(said[PROV_WAS_REVISION_OF]))
        return Version(document, sha256, reader.removeprefix(READER), earlier, source)

    def documents(self) -> set[str]:
        """The IRIs of all documents."""
        names = set(self.graph.named_graphs()) - OWN_GRAPHS
        return {name.value for name in names if isinstance(name, NamedNode)}

    def readers(self) -> Iterator[str]:
        """For each document, the version of the program that read it."""
        for quad in self.graph.quads_for_pattern(None, NamedNode(PROV_WAS_GENERATED_BY), None, DefaultGraph()):
            if isinstance(quad.object, NamedNode):
                yield quad.object.value.removeprefix(READER)

    def become(self, other: Store) -> tuple[set[Quad], set[Quad]]:
        """Make the graph that of another store, in one transaction; gives the quads that went and those that came."""
        remove = {quad for quad in self.graph if quad not in other.graph}
        insert = {quad for quad in other.graph if quad not in self.graph}
        edits = Edits()
        for name in {quad.graph_name for quad in remove | insert}:
            gone, come = (by_subject(q for q in quads if q.graph_name == name) for quads in (remove, insert))
            edits.become(name, gone, come)
        for graph in set(self.graph.named_graphs()) - set(other.graph.named_graphs()):
            if isinstance(graph, NamedNode):
                edits.drop(graph)
        self._commit(edits)
        return remove, insert

    def find(self, document: str) -> Version | None:
        """The version that the store holds of a document given by IRI or by its source, or None."""
        return self.version(document if document.startswith(THINGS) else document_iri(document))

    def with_key(self, key: str) -> Iterator[Profile]:
        """What is kept of profiles under a match key."""
        return self._profiles(key_iri(key))

    def called(self, own: str) -> Iterator[Profile]:
        """The profiles of what documents alone call so."""
        return self._profiles(alone_iri(own))

    def sharing(self, key: str) -> Iterator[str]:
        """What is found under a match key that all under one name share, each by what stands for it in clusters."""
        for quad in self.graph.quads_for_pattern(None, NamedNode(TJ_MATCH_KEY), Literal(key), _IDENTITY):
            if isinstance(quad.subject, NamedNode):
                yield own_of(quad.subject.value)

    def has(self, entry: Entry) -> bool:
        """Whether this, by which profiles are found, is there."""
        return Quad(NamedNode(entry.where), *entry_statement(entry), _IDENTITY) in self.graph

    def holders(self, profile: Profile) -> Iterator[tuple[str, str]]:
        """The documents that say exactly this of a thing, each with the id of the thing in it."""
        said = NamedNode(DCTERMS_DESCRIPTION), Literal(profile.to_json())
        for quad in self.graph.quads_for_pattern(None, *said, _IDENTITY):
            if isinstance(quad.subject, NamedNode):
                document, _, entity = quad.subject.value.partition("#entity=")
                yield document, entity

    def name_of(self, own: str) -> str:
        """What is called so alone was found to be this."""
        led = self.graph.quads_for_pattern(NamedNode(own), NamedNode(DCTERMS_IS_REPLACED_BY), None, DEFAULT)
        return next((quad.object.value for quad in led if isinstance(quad.object, NamedNode)), own)

    def of_document(self, document: str) -> Iterator[Placed]:
        """The profiles of a document, each with the IRI of the thing that it was found to be."""
        context = NamedNode(NIF_REFERENCE_CONTEXT)
        for quad in self.graph.quads_for_pattern(None, context, NamedNode(document), _IDENTITY):
            yield from self._placed(quad.subject)

    def profiles(self) -> Iterator[Placed]:
        """The profiles of all documents."""
        for quad in self.graph.quads_for_pattern(None, NamedNode(DCTERMS_DESCRIPTION), None, _IDENTITY):
            yield from self._placed(quad.subject)

    def judged(self, own: str) -> Iterator[tuple[str, Judgement]]:
        """What was judged the same as what documents alone call so, and why."""
        return map(Judgement.from_json, self._texts(NamedNode(alone_iri(own)), PROV_VALUE))

    def with_thing(self, iri: str) -> Iterator[str]:
        """The documents that alone would call a thing or fact so."""
        for quad in self.graph.quads_for_pattern(None, NamedNode(TJ_MATCH_KEY), Literal(iri), _IDENTITY):
            yield from self._texts(quad.subject, NIF_REFERENCE_CONTEXT)

    def decisions(self) -> Decisions:
        """The decisions that the graph follows; those in the table may be newer."""
        rows = self.graph.quads_for_pattern(None, NamedNode(PROV_VALUE), None, _DECISIONS)
        return Decisions(Decision.from_row(row.object.value) for row in rows if isinstance(row.object, Literal))

    def install(self, graph: str, quads: Iterable[Triple], *, known: Iterable[Triple]) -> None:
        """Make `quads` the whole of a graph that is not a document, and `known` part of the default graph.

        Used for the ontology, whose labels a plain query should find. Does nothing when it is there already.
        """
        name = NamedNode(graph)
        before, after = by_subject(self.graph.quads_for_pattern(None, None, None, name)), by_subject(quads)
        if before != after:
            edits = Edits()
            edits.become(name, before, after)
            edits.become(DEFAULT, {thing: said_of(self.graph, thing, DEFAULT) for thing in before}, by_subject(known))
            self._commit(edits)

    def _nodes_of(self, documents: Iterable[NamedNode]) -> Iterator[Subject]:
        """The things of documents in the identity graph."""
        for document in documents:
            for quad in self.graph.quads_for_pattern(None, NamedNode(NIF_REFERENCE_CONTEXT), document, _IDENTITY):
                yield quad.subject

    def _profiles(self, node: str) -> Iterator[Profile]:
        for quad in self.graph.quads_for_pattern(NamedNode(node), NamedNode(TJ_PROFILE), None, _IDENTITY):
            if isinstance(quad.object, Literal):
                yield Profile.from_json(quad.object.value)

    def _placed(self, node: NamedNode | BlankNode | Triple) -> Iterator[Placed]:
        """What a document's node in the identity graph says; nothing for the one that lists all its things."""
        if isinstance(node, NamedNode):
            said = {predicate.value: term for predicate, term in said_of(self.graph, node, _IDENTITY)}
            profile, iri = said.get(DCTERMS_DESCRIPTION), said.get(PROV_SPECIALIZATION_OF)
            if isinstance(profile, Literal) and isinstance(iri, NamedNode):
                document, _, entity = node.value.partition("#entity=")
                yield Placed(document, entity, Profile.from_json(profile.value), iri.value)

    def _texts(self, subject: NamedNode | BlankNode | Triple, predicate: str) -> list[str]:
        quads = self.graph.quads_for_pattern(subject, NamedNode(predicate), None, _IDENTITY)
        return [q.object.value for q in quads if isinstance(q.object, NamedNode | Literal)]

    def holds(self, sha256: str) -> bool:
        """Whether a document of the store has these bytes, or had them in an earlier version, by their hash."""
        if any(self.graph.quads_for_pattern(None, NamedNode(SCHEMA_SHA256), Literal(sha256), None)):
            return True
        earlier = self.graph.quads_for_pattern(None, NamedNode(PROV_WAS_REVISION_OF), None, None)
        return any(str(quad.object).endswith(f"/version/{sha256}>") for quad in earlier)

    def _commit(self, edits: Edits) -> None:
        if not edits:
            return
        self._ahead = True
        try:
            edits.apply(self._graph)
        except OSError as error:
            raise StoreError(full(self.folder, error)) from error
        if time.monotonic() - self._published > max(_FRESH, _SHARE * self._cost):
            self._publish()
