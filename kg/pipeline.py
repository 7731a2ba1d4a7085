"""The whole flow on one screen: read → annotate → link → extract → resolve → graph → store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, parse

from kg import __version__, knowledge
from kg.annotate import Annotator
from kg.authority import Authority
from kg.extract import extract
from kg.graph import authority_statements, document_triples
from kg.iri import document_iri
from kg.link import link
from kg.model import Extraction, ReadError
from kg.read import read
from kg.resolve import resolve
from kg.store import Change, Store
from kg.vocab import (
    COUNTRY_JP,
    COUNTRY_TW,
    GRAPH_ONTOLOGY,
    RDF_TYPE,
    SKOS_BROADER,
    SKOS_IN_SCHEME,
    SKOS_PREF_LABEL,
)


class Outcome(Enum):
    """What became of one source."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Report:
    """One line of the summary of an ingest: `reason` is set when the source could not be read."""

    source: str
    outcome: Outcome
    document: str
    extraction: Extraction | None = None
    change: Change | None = None
    reason: str = ""


def sources(given: Iterable[str]) -> Iterator[str]:
    """The files that the arguments name: each folder stands for the text files in it, in order of path."""
    for name in given:
        path = Path(name)
        if path.is_dir():
            yield from sorted(f.as_posix() for f in path.rglob("*.txt") if f.is_file())
        else:
            yield name


def ingest(store: Store, source: str, annotator: Annotator, authority: Authority) -> Report:
    """Read one source into the store, in one transaction; what cannot be read leaves the store as it was."""
    document = document_iri(source)
    try:
        data = _load(source)
        reader = fingerprint()
        sha256 = hashlib.sha256(data).hexdigest()
        known = store.version(document)
        if known is not None and (known.sha256, known.reader) == (sha256, reader):
            return Report(source, Outcome.UNCHANGED, document)
        extraction = understand(source, data, annotator, authority)
    except ReadError as error:
        store.note(action="failed", source=source, reason=str(error))
        return Report(source, Outcome.FAILED, document, reason=str(error))
    resolution = resolve(extraction)
    earlier = known.followed_by(sha256) if known else ()
    triples = document_triples(extraction, resolution, reader=reader, earlier=earlier)
    store.archive(sha256, data)
    change = store.replace(document, triples, authority_statements(authority, resolution))
    outcome = Outcome.CHANGED if known else Outcome.ADDED
    store.note(action=outcome.value, source=source, document=document, sha256=sha256)
    return Report(source, outcome, document, extraction, change)


def understand(source: str, data: bytes, annotator: Annotator, authority: Authority) -> Extraction:
    """Everything that the bytes of one document state. Raises ReadError when they are not a release we can read."""
    annotated = annotator.annotate(read(source, data))
    return extract(annotated, link(annotated, authority))


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


@cache
def fingerprint() -> str:
    """Version of the program with a hash of its code and knowledge: whatever can change what is read from a text."""
    digest = hashlib.sha256()
    package = Path(__file__).parent
    folders = [package, knowledge.path("authority"), knowledge.path("language")]
    files = [f for folder in folders for f in folder.rglob("*") if f.is_file() and "__pycache__" not in f.parts]
    for file in sorted(files, key=lambda f: f.name):
        if file.suffix in {".py", ".tsv", ".crfsuite"}:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _load(source: str) -> bytes:
    try:
        return Path(source).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ReadError(f"{reason}; give the path of a readable text file") from error
