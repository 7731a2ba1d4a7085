"""What a version of a document states that an earlier one did not, in lines for people: facts, not triples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.archive import Version, read_journal
from kg.model import Agreement, Entity, Extraction, Kind
from kg.pipeline import Reader, stated
from kg.problems import Problem
from kg.query import text_of
from kg.resolve.alone import names_alone
from kg.store import Store
from kg.vocab import DCTERMS_SOURCE, SKOS_PREF_LABEL, TJ_PLANNED_FOR, TJ_SIGNED_ON

# What documents can contradict each other about: a less precise date does not contradict a more precise one.
_DATES = {TJ_SIGNED_ON: "signed on", TJ_PLANNED_FOR: "planned for"}

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as a person would say it; `details` are what can change while it stays the same fact."""

    says: str
    details: Mapping[str, str]

    def __str__(self) -> str:
        """One line."""
        told = [f"{name} {value}".strip() for name, value in self.details.items() if value]
        return f"{self.says}: {', '.join(told)}" if told else self.says


def facts(extraction: Extraction) -> dict[Key, Fact]:
    """All facts of a document, by what makes them the same fact in another version of it."""
    found: dict[Key, Fact] = {}
    seen: Counter[Key] = Counter()

    def name(identifier: str | None) -> str:
        entity = extraction.by_id.get(identifier or "")
        return entity.names[0] if entity and entity.names else ""

    def names(identifiers: tuple[str, ...]) -> str:
        return " ／ ".join(sorted(map(name, identifiers)))

    def add(says: str, identity: Key, **details: object) -> None:
        seen[identity] += 1
        said = {part.replace("_", " "): str(value or "") for part, value in details.items()}
        found[(*identity, str(seen[identity]))] = Fact(says, said)

    for entity in extraction.entities:
        kind = "person" if entity.kind is Kind.PERSON else "institution"
        add(f"{kind} {name(entity.id)}", (kind, entity.authority or name(entity.id)))
    for p in extraction.positions:
        where = " ".join(part for part in (name(p.organization), name(p.unit)) if part)
        post = f"{name(p.person)}, {'formerly ' if p.former else ''}{p.title or 'a post'} at {where}"
        add(f"position {post}", ("position", post))
    for a in sorted(extraction.agreements, key=lambda a: str(a.signed_on or a.planned_for)):
        add(
            f"agreement of {names(a.parties)}",
            ("agreement", names(a.parties), str(a.background)),
            kind=_spaced(a.kind),
            status=a.status.value.lower(),
            signed_on=a.signed_on,
            planned_for=a.planned_for,
            signed_at=a.signed_at,
            signed_by=names(a.signatories),
            title=a.title,
            topics=" ".join(a.topics),
            amount=a.amount,
        )
    for e in extraction.events:
        size = e.size.text if e.size else ""
        people = {"organized_by": names(e.organizers), "attended_by": names(e.attendees)}
        add(f"event {e.name}", ("event", e.name), start=e.start, end=e.end, at=e.place, **people, size=size)
    for g in extraction.programs:
        kind, size = "facility" if g.facility else "programme", g.size.text if g.size else ""
        details = {"run_by": names(g.run_by), "starts": g.starts, "duration": g.duration}
        add(f"{kind} {g.name}", (kind, g.name), **details, size=size)
    return found


def differences(before: Extraction | None, after: Extraction) -> Iterator[str]:
    """Lines that say what a version added (+), changed (~) and withdrew (−)."""
    old, new = facts(before) if before else {}, facts(after)
    yield from (f"+ {fact}" for key, fact in new.items() if key not in old)
    for key, fact in new.items():
        was = old.get(key, fact)
        for name, value in fact.details.items():
            if was.details.get(name) != value:
                yield f"~ {fact.says}: {name} {was.details.get(name) or 'unknown'} → {value or 'unknown'}"
    yield from (f"− {fact}" for key, fact in old.items() if key not in new)


def contested(store: Store, document: str, before: Extraction | None, after: Extraction) -> Iterator[str]:
    """Lines for the dates of agreements that other documents contradict (!), and did not contradict before."""
    placed = {p.profile.iri: p.iri for p in store.of_document(document)}
    old = {key: _dates(a) for key, a in _agreements(before).items()} if before else {}
    alone = names_alone(after)
    for key, agreement in _agreements(after).items():
        iri = placed.get(alone[agreement.id])
        for predicate, value in _dates(agreement).items():
            for said, source in _elsewhere(store, iri, predicate, document):
                was = old.get(key, {}).get(predicate)
                if _contradict(value, said) and not (was and _contradict(was, said)):
                    says = facts(after)[key].says
                    yield f"! {says}: {_DATES[predicate]} {value}, but {said} in {source}"


def versions(store: Store, document: str) -> list[Version]:
    """The versions of a document in the order in which they were read, the one in the store last.

    The graph knows them without their order, which the journal has.
    """
    held = store.find(document)
    if held is None:
        return []
    known = {iri.rsplit("/", 1)[-1] for iri in held.earlier}
    order = [entry.get("sha256", "") for entry in read_journal(store.folder) if entry.get("document") == held.document]
    earlier = [sha256 for sha256 in dict.fromkeys(reversed(order)) if sha256 in known - {held.sha256}][::-1]
    unknown = sorted(known - {*earlier, held.sha256})
    made = [Version(held.document, sha256, held.reader, (), held.source) for sha256 in (*unknown, *earlier)]
    return [*made, held]


def diff(store: Store, document: str, reader: Reader) -> Iterator[str]:
    """Lines that say how a document differs from its version before, read by the same program.

    Raises Problem where there is no such document.
    """
    known = versions(store, document)
    if not known:
        raise Problem(f"{document} is not in the store; `kg status` lists what is")
    held = known[-1]
    after = stated(store, held.document, reader)
    before = reader.understand(held.source, store.archive.get(known[-2].sha256)) if known[:-1] else None
    yield f"{held.source}: version {len(known)}" + (f", against version {len(known) - 1}" if before else "")
    lines = [*differences(before, after), *contested(store, held.document, before, after)]
    yield from lines or ["the same facts"]


def compare(store: Store, document: str, other: str, reader: Reader) -> Iterator[str]:
    """Lines that say what another document states otherwise, such as the same announcement in another language.

    Things are called as the graph calls them, so that a name in two languages is no difference. Raises Problem where
    there is no such document.
    """
    found = []
    for given in (document, other):
        held = store.find(given)
        if held is None:
            raise Problem(f"{given} is not in the store; `kg status` lists what is")
        found.append((held, _called(store, held.document, stated(store, held.document, reader))))
    (first, before), (second, after) = found
    yield f"{second.source}, against {first.source}"
    yield from list(differences(before, after)) or ["the same facts"]


def _called(store: Store, document: str, extraction: Extraction) -> Extraction:
    """A document whose things have the names that the graph prefers for them."""
    placed = {p.profile.iri: p.iri for p in store.of_document(document)}
    alone = names_alone(extraction)

    def called(entity: Entity) -> Entity:
        labels = store.graph.quads_for_pattern(
            NamedNode(placed.get(alone[entity.id], alone[entity.id])),
            NamedNode(SKOS_PREF_LABEL),
            None,
            DefaultGraph(),
        )
        names = sorted((q.object.language or "", q.object.value) for q in labels if isinstance(q.object, Literal))
        return replace(entity, names=(names[-1][1],), authority=None) if names else entity

    return replace(extraction, entities=tuple(map(called, extraction.entities)))


def _agreements(extraction: Extraction) -> dict[Key, Agreement]:
    keys = [key for key in facts(extraction) if key[0] == "agreement"]
    return dict(zip(keys, sorted(extraction.agreements, key=lambda a: str(a.signed_on or a.planned_for)), strict=True))


def _dates(agreement: Agreement) -> dict[str, str]:
    dates = {TJ_SIGNED_ON: agreement.signed_on, TJ_PLANNED_FOR: agreement.planned_for}
    return {predicate: str(date) for predicate, date in dates.items() if date is not None}


def _elsewhere(store: Store, iri: str | None, predicate: str, document: str) -> Iterator[tuple[str, str]]:
    """What other documents say of a thing, each with the source of the document."""
    if iri is None:
        return
    for quad in store.graph.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, None):
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and graph.value != document and isinstance(quad.object, Literal):
            for source in store.graph.quads_for_pattern(graph, NamedNode(DCTERMS_SOURCE), None, graph):
                yield quad.object.value, text_of(source.object)


def _contradict(one: str, other: str) -> bool:
    return not (one.startswith(other) or other.startswith(one))


def _spaced(name: str) -> str:
    """The local name of a class as words: `LetterOfIntent` is a letter of intent."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
