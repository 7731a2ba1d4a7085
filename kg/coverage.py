"""How many institutions of the annotated documents are known, or meet without it: `python -m kg.coverage`.

Two measures. *As read*: all documents of a group are read and resolved together; an institution counts where the
authority file has a name that each of its documents gives it, or where every name that the documents give it was read
and all of them lead to one node, within a document and across. What was not read at all counts as a miss.

*By names*, without reading: an institution meets where names lead from each of its documents to all the others. One
that stands in a single document has nobody to meet: it is counted apart. Units are left out of both: their
institution is what has to be known.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from kg.gold import Gold, fold, groups, places
from kg.iri import document_iri
from kg.model import Extraction, Kind, Language
from kg.names.authority import Authority
from kg.resolve import Resolution, resolve
from kg.resolve.known import Nothing
from kg.resolve.same_name import same_name
from kg.understand import Reader

Names = Sequence[tuple[str, Language]]


@dataclass
class Coverage:
    """Institutions by what is known of them; each is the names that it has in one document."""

    known: list[str] = field(default_factory=list)
    met: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part that is known or meets, of those that are known or stand in several documents."""
        found = len(self.known) + len(self.met)
        return found / max(found + len(self.missed), 1)

    @property
    def known_share(self) -> float:
        """The part of all that the authority file has."""
        return len(self.known) / max(len(self.known) + len(self.met) + len(self.alone) + len(self.missed), 1)

    def __str__(self) -> str:
        """The figures on one line."""
        return (
            f"{self.share:.1%} known or meet "
            f"({len(self.known)} known, {len(self.met)} meet, {len(self.missed)} missed); "
            f"{len(self.alone)} more stand in one document only; the file has {self.known_share:.1%} of all"
        )


def cover(cases: Mapping[Path, Gold], authority: Authority) -> Coverage:
    """What becomes of each institution that these documents name, but of units."""
    coverage = Coverage()
    for found in _by_institution(cases).values():
        documents = [names for _, names in found]
        shown = " / ".join(dict.fromkeys(name for names in documents for name, _ in names))
        if _known(documents, authority):
            coverage.known.append(shown)
        elif len(documents) == 1:
            coverage.alone.append(shown)
        else:
            (coverage.met if _meet(documents) else coverage.missed).append(shown)
    return coverage


def _meet(documents: Sequence[Names]) -> bool:
    """Whether names lead from the first document to all others, without the authority file."""
    reached, todo = [documents[0]], list(documents[1:])
    while found := [other for other in todo if any(_alike(names, other) for names in reached)]:
        reached += found
        todo = [other for other in todo if other not in found]
    return not todo


def _alike(left: Names, right: Names) -> bool:
    return any(same_name(a, b, "organization", x, y) for (a, x), (b, y) in product(left, right))


@dataclass
class AsRead:
    """Institutions by what became of them; each is the names that its documents give it."""

    known: list[str] = field(default_factory=list)
    one: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part of all that is known, or one node."""
        found = len(self.known) + len(self.one)
        return found / max(found + len(self.apart) + len(self.unread), 1)

    def __str__(self) -> str:
        """The figures on one line."""
        return (
            f"{self.share:.1%} of all known or one node ({len(self.known)} known, {len(self.one)} one node, "
            f"{len(self.apart)} in several, {len(self.unread)} with a name that was not read)"
        )


def cover_as_read(cases: Mapping[Path, Gold], reader: Reader) -> AsRead:
    """What becomes of each institution when these documents are read and resolved together."""
    texts = {path: reader.understand(str(path), path.read_bytes()) for path in cases}
    stated = {document_iri(extraction.release.source): extraction for extraction in texts.values()}
    resolved = resolve(stated, Nothing(), stated.__getitem__).documents
    found = AsRead()
    for names in _by_institution(cases).values():
        shown = " / ".join(dict.fromkeys(name for _, names_there in names for name, _ in names_there))
        nodes = [
            _nodes(name, *resolved[document_iri(texts[path].release.source)])
            for path, there in names
            for name, _ in there
        ]
        if _known([there for _, there in names], reader.authority):
            found.known.append(shown)
        elif not all(nodes):
            found.unread.append(shown)
        else:
            (found.one if len(set().union(*nodes)) == 1 else found.apart).append(shown)
    return found


def _nodes(name: str, extraction: Extraction, resolution: Resolution) -> set[str]:
    """The nodes that a name leads to where the document writes it; as part of a longer one where never by itself."""
    text = extraction.release.text
    read = [(m, resolution.iri_of[e.id]) for e in extraction.entities if e.kind is not Kind.PERSON for m in e.mentions]
    exact = {iri for mention, iri in read if fold(mention.text) == fold(name)}
    written = list(places(text, name))
    return exact or {iri for mention, iri in read if any(mention.start < b and a < mention.end for a, b in written)}


def _by_institution(cases: Mapping[Path, Gold]) -> dict[str, list[tuple[Path, Names]]]:
    """Each institution but units, with the names that each document gives it."""
    named: dict[str, list[tuple[Path, Names]]] = defaultdict(list)
    for path, gold in cases.items():
        language: Language = gold["lang"]
        for item in gold["organizations"]:
            if item["type"] != "Unit":
                names = [(name, language) for name in item["names"]]
                named[item.get("canonical") or item["names"][0]].append((path, names))
    return dict(sorted(named.items()))


def _known(documents: Sequence[Names], authority: Authority) -> bool:
    """Whether the file has one institution of which each document gives a name."""
    return bool(
        set.intersection(
            *({row.key for name, tag in names if (row := authority.lookup(name, tag))} for names in documents)
        )
    )


def main() -> int:
    """Print the figures of each group of documents, and what was missed in those that are not held out."""
    reader = Reader()
    for name, cases in groups().items():
        if cases:
            coverage, read = cover(cases, reader.authority), cover_as_read(cases, reader)
            lines = [f"{name:14} as read: {read}", f"{'':14} by names: {coverage}"]
            if not name.endswith("held out"):
                lines += [f"  in several nodes: {shown}" for shown in read.apart]
                lines += [f"  not read: {shown}" for shown in read.unread]
                lines += [f"  missed by names: {shown}" for shown in coverage.missed]
            sys.stdout.write("\n".join([*lines, ""]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
