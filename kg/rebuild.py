"""The graph as this program would build it anew, from the archive: reads again only what it would read otherwise."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from pyoxigraph import NamedNode, Quad

from kg import fingerprint
from kg.archive import Version
from kg.model import Extraction, ReadError
from kg.parallel import Answer, Readers, Task
from kg.pipeline import Reader, install_ontology, write
from kg.problems import StoreError
from kg.resolve.decisions import Decisions
from kg.resolve.serialise import from_json
from kg.store import Change, Store
from kg.vocab import PROV_WAS_GENERATED_BY


class Reading(Enum):
    """How it is known what a document states."""

    REUSED = "reused"
    AGAIN = "read again"
    FAILED = "cannot be read any more"  # what was read in it before stays


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What became of one document: `change` counts its own triples but for the one that says which program read it."""

    source: str
    reading: Reading
    change: Change
    reason: str = ""


def rebuild(
    store: Store, reader: Reader, readers: Readers, passed: Callable[[str], None] = lambda _: None
) -> tuple[list[Rebuilt], Change]:
    """Bring the graph up to this program, authority file and models, or repair it where it is damaged.

    It is built beside the old one, which it then becomes in one transaction, so that a rebuild that is killed changes
    nothing. `passed` is told the source of each document that is done. Gives what became of the documents, and how
    many triples of the default graph came and went. Raises StoreError where a document is lost from the archive.
    """
    folder = store.folder / "rebuild"
    shutil.rmtree(folder, ignore_errors=True)  # of a rebuild that was killed
    held = [version for document in sorted(store.documents()) if (version := store.version(document))]
    how: dict[str, tuple[Version, Reading, str]] = {}
    try:
        with Store(folder) as clean:
            Decisions.load(store.folder).save(folder)
            install_ontology(clean)
            for version, found, reading, reason in _understood(store, held, readers):
                write(clean, version.document, found, version, reader)
                how[version.document] = version, reading, reason
                passed(version.source)
            changed = _counted(*store.become(clean))
            for version, _, _ in how.values():
                store.archive.keep(version, clean.archive.kept(version) or "")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    none = Change(0, 0)
    done = [Rebuilt(v.source, reading, changed.get(d, none), why) for d, (v, reading, why) in sorted(how.items())]
    store.archive.note(action="rebuilt", program=fingerprint.program())
    return done, changed.get("", none)


def _understood(
    store: Store, held: list[Version], readers: Readers
) -> Iterator[tuple[Version, Extraction, Reading, str]]:
    """What each version states, as this program reads it."""
    by_source = {version.source: version for version in held}

    def settled(task: Task, found: Answer) -> tuple[Version, Extraction, Reading, str]:
        version = by_source[task.source]
        if isinstance(found, ReadError):
            return version, _before(store, version, str(found)), Reading.FAILED, str(found)
        return _now(version), found, Reading.AGAIN, ""

    for version in held:
        text = store.archive.reusable(version.document, version.sha256)
        if text is not None:
            yield _now(version), from_json(text), Reading.REUSED, ""
            continue
        try:
            task = Task(version.source, version.sha256, store.archive.get(version.sha256))
        except OSError as error:
            reason = f"{version.source}: its bytes are lost from the archive ({error.strerror}); ingest it again"
            yield version, _before(store, version, reason), Reading.FAILED, reason
        else:
            yield from (settled(*done) for done in readers.give(task))
    yield from (settled(*done) for done in readers.rest())


def _now(version: Version) -> Version:
    return Version(version.document, version.sha256, fingerprint.program(), version.earlier, version.source)


def _before(store: Store, version: Version, reason: str) -> Extraction:
    """What was read in a document before. Raises StoreError where that is lost too."""
    text = store.archive.kept(version)
    if text is None:
        raise StoreError(f"{reason}, or `kg remove` it; nothing was changed")
    return from_json(text)


def _counted(removed: set[Quad], added: set[Quad]) -> dict[str, Change]:
    """How many triples came and went, by the IRI of the document; the default graph's stand under no IRI."""
    counts: dict[str, list[int]] = {}
    for place, quads in enumerate((added, removed)):
        for quad in quads:
            name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            if quad.predicate.value != PROV_WAS_GENERATED_BY:
                counts.setdefault(name, [0, 0])[place] += 1
    return {name: Change(*pair) for name, pair in counts.items()}
