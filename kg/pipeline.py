"""The whole flow on one screen: understand (read → annotate → link → extract) → resolve → graph → store."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, parse

from kg import fingerprint, knowledge
from kg.archive import Version
from kg.behind import Job, nothing
from kg.consolidate import NOTHING, Said, Statement
from kg.fetch import is_address, without_secrets
from kg.formats.files import documents_in, load
from kg.graph import (
    authority_statements,
    decision_statements,
    document_statements,
    identity_statements,
    index_statements,
    judgement_statements,
)
from kg.iri import document_iri
from kg.model import Extraction, ReadError
from kg.parallel import Answer, Readers, Task, answer, fault
from kg.problems import GoneError, Problem, StoreError, printable
from kg.resolve import resolve
from kg.resolve.decisions import Decisions, is_hashed
from kg.resolve.profiles import Placed
from kg.resolve.serialise import from_json, to_json
from kg.store import Change, Store
from kg.understand import Reader as Reader
from kg.vocab import (
    COUNTRY_JP,
    COUNTRY_TW,
    GRAPH_ONTOLOGY,
    RDF_TYPE,
    SKOS_BROADER,
    SKOS_IN_SCHEME,
    SKOS_PREF_LABEL,
)

Load = Callable[[str], bytes]


class Outcome(Enum):
    """What became of one source."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    GONE = "gone"  # no longer where it was; what it stated stays


@dataclass(frozen=True, slots=True)
class Report:
    """One line of the summary of an ingest: `reason` is set when the source could not be read."""

    source: str
    outcome: Outcome
    document: str
    extraction: Extraction | None = None
    change: Change | None = None
    reason: str = ""
    before: Extraction | None = None  # what the version before stated


def sources(given: Iterable[str]) -> Iterator[str]:
    """The files that the arguments name: each folder stands for the documents in it, in order of path."""
    for name in given:
        if not is_address(name) and Path(name).is_dir():
            yield from sorted(f.as_posix() for f in documents_in(Path(name)))
        else:
            yield name


def ingest(store: Store, source: str, reader: Reader) -> Report:
    """Read one source into the store, in one transaction; what cannot be read leaves the store as it was."""
    task = _opened(store, source, load)
    if isinstance(task, Report):
        return task
    found = _reusable(store, task) or answer(reader.understand, task)
    return _written(store, _settled(store, task, found, reader))


def ingest_all(
    store: Store, files: Iterable[str], reader: Reader, readers: Readers, load: Load = load
) -> Iterator[Report]:
    """Have sources read, write each into the store as `ingest` does when it has been read, and report on it.

    `load` gives the bytes of a source, and raises ReadError where there are none.
    Which comes first is a matter of chance; the graph does not depend on it. One is written while the next is read,
    and reported on when it is written.
    """
    begun: Report | None = None
    for done in _read(store, files, readers, load):
        if begun is not None:
            yield _written(store, begun)
        begun = done if done is None or isinstance(done, Report) else _settled(store, *done, reader)
    if begun is not None:
        yield _written(store, begun)


def _read(
    store: Store, files: Iterable[str], readers: Readers, load: Load
) -> Iterator[Report | tuple[Task, Answer] | None]:
    """What is read in each source, or what became of it; None where the next may keep us waiting."""
    for source in files:
        if is_address(source):
            yield None
        task = _opened(store, source, load)
        if isinstance(task, Report):
            yield task
        elif (known := _reusable(store, task)) is not None:
            yield task, known
        else:
            yield from readers.give(task)
    yield from readers.rest()


def _opened(store: Store, source: str, load: Load) -> Task | Report:
    """The bytes of a source where they have to be read, else what became of it."""
    try:
        source.encode()
        data = load(source)
    except UnicodeEncodeError:  # as Python gives a name in Big5 or Shift_JIS
        name = printable(source)
        return _failed(store, name, ReadError(f"{name}: has a name that is not in UTF-8; rename the file"))
    except ReadError as error:
        return _failed(store, source, error)
    task = Task(source, hashlib.sha256(data).hexdigest(), data)
    document = document_iri(source)
    if _is_current(store.version(document), task):
        return Report(source, Outcome.UNCHANGED, document)
    return task


def _reusable(store: Store, task: Task) -> Extraction | None:
    """What an earlier version of the program read in a document, where this one would read the same."""
    text = store.archive.reusable(document_iri(task.source), task.sha256)
    return from_json(text) if text is not None else None


def _is_current(held: Version | None, task: Task) -> bool:
    """Whether the store has a document as this program would read it now."""
    return held is not None and (held.sha256, held.reader) == (task.sha256, fingerprint.program())


def _says_the_same(store: Store, held: Version, found: Extraction) -> bool:
    """Whether other bytes state just what the store holds: pages of the web carry tokens and counters."""
    same = replace(found, release=replace(found.release, sha256=held.sha256))
    return held.reader == fingerprint.program() and store.archive.kept(held) == to_json(same)


def _settled(store: Store, task: Task, found: Answer, reader: Reader) -> Report:
    """Write what a document states, in one transaction."""
    if isinstance(found, ReadError):
        return _failed(store, task.source, found)
    document = document_iri(task.source)
    store.settle()
    known = store.version(document)
    if _is_current(known, task) or (known and is_address(task.source) and _says_the_same(store, known, found)):
        return Report(task.source, Outcome.UNCHANGED, document)
    earlier = known.followed_by(task.sha256) if known else ()
    version = Version(document, task.sha256, fingerprint.program(), earlier)
    text = store.archive.kept(known) if known else None  # until this version takes its place
    outcome = Outcome.CHANGED if known else Outcome.ADDED

    def noted() -> None:
        store.archive.note(action=outcome.value, source=task.source, document=document, sha256=task.sha256)

    try:
        change = write(store, document, found, version, reader, task.data, then=noted, wait=False)
    except Problem:
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not cost the others
        return _failed(store, task.source, fault(task.source, error))
    return Report(task.source, outcome, document, found, change, before=from_json(text) if text is not None else None)


def _written(store: Store, report: Report) -> Report:
    """The report on a document once it is in the store; it may be another then."""
    try:
        store.settle()
    except Problem:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        return _failed(store, report.source, fault(report.source, error))
    return report


def _failed(store: Store, source: str, error: ReadError) -> Report:
    gone = isinstance(error, GoneError) and store.version(document_iri(source)) is not None
    outcome = Outcome.GONE if gone else Outcome.FAILED
    store.archive.note(action=outcome.value, source=without_secrets(source), reason=without_secrets(str(error)))
    return Report(source, outcome, document_iri(source), reason=str(error))


def remove(store: Store, document: str, reader: Reader) -> bool:
    """Take a document out, by IRI or source, as if it had never been read; False when it is not in the store."""
    held = store.find(document)
    if held is None:
        return False
    write(store, held.document, None, held, reader)
    store.archive.forget(held, still_held=store.holds)
    store.archive.note(action="removed", document=held.document)
    return True


def write(
    store: Store,
    document: str,
    extraction: Extraction | None,
    version: Version,
    reader: Reader,
    data: bytes | None = None,
    *,
    then: Job = nothing,
    wait: bool = True,
) -> Change:
    """Put what one document states into the store, or take it out, with all that this changes in other documents.

    `data` are its bytes, where the archive may not have them yet; `then` is done when it is written, which this does
    not `wait` for unless told to.
    """
    decisions = Decisions.load(store.folder)
    decide(store, decisions, reader)  # the table may have been edited since

    def keep() -> None:
        if data is not None:
            store.archive.put(version.sha256, data)

    def copy() -> None:
        if extraction is not None:
            store.archive.keep(version, to_json(extraction))
        then()

    return _update(
        store, {document: extraction}, {document: version}, decisions, reader, first=keep, then=copy, wait=wait
    )


def decide(store: Store, decisions: Decisions, reader: Reader) -> Change:
    """Make these the decisions of the store: the table, and all in the graph that follows from what changed in it.

    Called with the table as it is, it brings the graph up to an edited table.
    """
    before = store.decisions()
    if [row.to_row() for row in Decisions.load(store.folder).rows] != [row.to_row() for row in decisions.rows]:
        decisions.save(store.folder)
    if [row.to_row() for row in before.rows] == [row.to_row() for row in decisions.rows]:
        return Change(0, 0)
    meant = {*before.references, *decisions.references}
    moved = {reference for reference in meant if before.standing(reference) != decisions.standing(reference)}
    documents = {d for r in moved for d in ([r.document] if r.document else store.with_thing(r.iri))}
    changed = {d: stated(store, d, reader) for d in sorted(documents) if store.version(d)}
    named = {iri for state in (before, decisions) for iri in _renamed(state, store, {})}
    return _update(store, changed, {}, decisions, reader, touched=named)


def _update(
    store: Store,
    changed: Mapping[str, Extraction | None],
    versions: Mapping[str, Version],
    decisions: Decisions,
    reader: Reader,
    touched: Iterable[str] = (),
    *,
    first: Job = nothing,
    then: Job = nothing,
    wait: bool = True,
) -> Change:
    """Resolve the changed documents and write them, with all that this changes in other documents."""
    resolved = resolve(changed, store, lambda other: stated(store, other, reader), decisions)
    named = resolved.documents
    changes: dict[str, Said] = dict.fromkeys(changed, NOTHING)
    authority: dict[str, list[Statement]] = {}
    for iri, (found, resolution) in named.items():
        held = versions.get(iri) or store.version(iri)
        if held is None:
            raise KeyError(f"{iri} has profiles but no document")
        changes[iri] = document_statements(found, resolution, reader=held.reader, earlier=held.earlier)
        authority |= authority_statements(reader.authority, resolution)
    placed = {document: resolution.placed for document, (_, resolution) in named.items()}
    renamed = _renamed(decisions, store, {document: placed.get(document, ()) for document in changes})
    return store.replace(
        changes,
        authority,
        identity_statements(resolution for _, resolution in named.values()),
        judgement_statements(resolved),
        index_statements(resolved),
        renamed=renamed,
        decided=decision_statements(decisions),
        touched={*touched, *renamed},
        first=first,
        then=then,
        wait=wait,
    )


def _renamed(
    decisions: Decisions, store: Store, placed: Mapping[str, Iterable[Placed]]
) -> dict[str, tuple[Literal, ...]]:
    """Labels that people decided on, by the thing that has them now; `placed` is newer than the store."""
    labels: dict[str, dict[str, Literal]] = {}
    for row in decisions.renamed:
        for reference in row.left:
            label = Literal(row.name, language=row.language)
            things = {decisions.name_of(reference.own) or reference.own}
            if is_hashed(reference.own):
                documents = {*store.with_thing(reference.iri), *placed}
                found = (p for d in documents for p in placed.get(d, store.of_document(d)))
                own = ((decisions.own(p.profile.iri, p.document), p.iri) for p in found)
                things = {iri for name, iri in own if name == reference.own} or things
            for thing in things:
                labels.setdefault(thing, {})[row.language] = label
    return {thing: tuple(by_language.values()) for thing, by_language in labels.items()}


def stated(store: Store, document: str, reader: Reader) -> Extraction:
    """What a document in the store states: from the copy, or read again from the archive where that is lost.

    Raises StoreError where that would be something else than what the store has of it.
    """
    version = store.version(document)
    if version is None:
        raise KeyError(f"{document} is not in the store")
    if (text := store.archive.kept(version)) is not None:
        return from_json(text)
    if version.reader != fingerprint.program():
        raise StoreError(f"{version.source} was read by another version of this program; run `kg rebuild` first")
    return reader.understand(version.source, store.archive.get(version.sha256))


def install_ontology(store: Store) -> None:
    """Put the ontology, with its schemes of roles, topics and stages, into the store.

    A plain query finds the labels of countries, roles, topics and stages in the default graph.
    """
    files = [f for f in sorted(knowledge.path("ontology").glob("*.ttl")) if f.stem != "shapes"]
    triples = [quad.triple for file in files for quad in parse(path=str(file))]
    # Blank nodes get another name at each parse, so what has one would make two equal stores differ.
    named = [t for t in triples if isinstance(t.subject, NamedNode) and not isinstance(t.object, BlankNode)]
    concepts = {t.subject for t in named if t.predicate.value == SKOS_IN_SCHEME}
    concepts |= {NamedNode(COUNTRY_TW), NamedNode(COUNTRY_JP)}
    shown = {RDF_TYPE, SKOS_PREF_LABEL, SKOS_IN_SCHEME, SKOS_BROADER}
    store.install(
        GRAPH_ONTOLOGY, named, known=[t for t in named if t.subject in concepts and t.predicate.value in shown]
    )
