"""Which thing each entity and agreement of a document is, so that documents meet in one node for each thing.

The result is a function of the documents alone. Clusters come from pairwise judgements (`identity`) found through match
keys, so a change looks only at what shares a key with it. What the things of another document are called may
change with it; such a document is named again too. A thing of the authority file is named by its key there, anything
else by the smallest of the IRIs that its mentions would have alone: a hash of the fewest raw facts that identify it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from kg.iri import document_iri, thing
from kg.model import Entity, Extraction, Kind
from kg.names import fold, strip_legal_form
from kg.resolve.alone import country_of, facts_alone, names_alone, stage_of, unit_name, without
from kg.resolve.decisions import Decisions, is_hashed
from kg.resolve.identity import Judgement, Placed, Profile, clusters, judge, keys

# Each kind can lean on those before: a unit on its institution, a person on both, an agreement on its parties.
KINDS = ("organization", "unit", "person", "agreement")


@dataclass(frozen=True, slots=True)
class Resolution:
    """IRI of each entity and agreement of one document by its id there, with the profiles behind them.

    `retired` maps IRIs that the document alone would give to those that its things have; `things` are all that it
    alone would give, also to facts, and to what was rejected.
    """

    document: str
    iri_of: Mapping[str, str]
    placed: tuple[Placed, ...]
    retired: Mapping[str, str]
    things: frozenset[str]

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles of its things."""
        return tuple(placed.profile for placed in self.placed)


class Known(Protocol):
    """What was resolved before: the profiles of all documents, by key and by document."""

    def with_key(self, key: str) -> Iterable[Profile]: ...

    def of_document(self, document: str) -> Iterable[Placed]: ...

    def with_thing(self, iri: str) -> Iterable[str]:
        """The documents that alone would call something so."""
        ...


def resolve(
    changed: Mapping[str, Extraction | None],
    known: Known,
    load: Callable[[str], Extraction],
    decisions: Decisions | None = None,
) -> dict[str, tuple[Extraction, Resolution]]:
    """Name everything in the changed documents, and again in those others whose things are called otherwise now.

    `changed` maps document IRIs to what they state, or None for a document that is removed; `load` gives what another
    document states. Returns it without what was rejected.
    """
    decided, known = decisions or Decisions(), _Remembered(known)
    work = {doc: _Work(doc, extraction, decided) for doc, extraction in changed.items() if extraction is not None}
    left_out = {doc for doc, extraction in changed.items() if extraction is None}

    for kind in KINDS:
        fresh = {doc: tuple(w.profiles(kind)) for doc, w in work.items()}
        stale = [p.profile for doc in (*work, *left_out) for p in known.of_document(doc) if p.profile.kind == kind]
        lookup = _Lookup(known, {*work, *left_out}, [p for profiles in fresh.values() for p in profiles], decided)
        found = lookup.components(stale)
        for placed in _name(found, decided):
            document = placed.profile.document
            if document not in work:
                if placed in known.of_document(document):
                    continue
                # The earlier kinds of that document stand; this kind and the later ones are named again.
                work[document] = _Work(document, load(document), decided)
                for settled in known.of_document(document):
                    if KINDS.index(settled.profile.kind) <= KINDS.index(kind):
                        work[document].place(settled)
            work[document].place(placed)
    return {doc: (w.extraction, w.resolution()) for doc, w in work.items()}


class _Remembered:
    """What was resolved before, asked once for each key and document: it stays as it is while documents are named."""

    def __init__(self, known: Known) -> None:
        self.with_key = cache(lambda key: tuple(known.with_key(key)))
        self.of_document = cache(lambda document: tuple(known.of_document(document)))
        self.with_thing = cache(lambda iri: tuple(known.with_thing(iri)))


class _Work:
    """A document that is being named."""

    def __init__(self, document: str, extraction: Extraction, decisions: Decisions) -> None:
        self.document, self.decisions = document, decisions
        self.alone = names_alone(extraction)
        self.things = frozenset((*self.alone.values(), *facts_alone(extraction, self.alone).values()))
        self.extraction = without(extraction, lambda iri: decisions.rejects(iri, document))
        self.placed: dict[str, Placed] = {}
        self.iri_of: dict[str, str] = {}

    def place(self, placed: Placed) -> None:
        """Say what a thing of the document is."""
        self.placed[placed.profile.id] = placed
        self.iri_of[placed.profile.id.split(" ")[1]] = placed.iri

    def resolution(self) -> Resolution:
        own = [(self.decisions.own(p.profile.iri, self.document), p) for p in self.placed.values()]
        retired = {iri: p.iri for iri, p in own if iri != p.iri and not p.contested}
        return Resolution(self.document, self.iri_of, tuple(self.placed.values()), retired, self.things)

    def profiles(self, kind: str) -> Iterator[Profile]:
        """What the document says of its things of one kind, those before it being named."""
        if kind == "agreement":
            yield from self._agreements()
            return
        for entity in self.extraction.entities:
            if _kind(entity) == kind:
                context, posts = self._context(entity)
                names = [fold(strip_legal_form(name)) or fold(name) for name in entity.names]
                names += [unit_name(entity, self.extraction)] if kind == "unit" else []
                yield Profile(
                    id=f"{self.document} {entity.id}",
                    kind=kind,
                    iri=self.alone[entity.id],
                    names=tuple(dict.fromkeys(names)),
                    spelled=entity.names if kind == "person" else (),
                    country=country_of(entity, self.extraction),
                    type=entity.type.value if entity.type else None,
                    fixed=entity.authority is not None,
                    context=context,
                    posts=posts,
                )

    def _agreements(self) -> Iterator[Profile]:
        issued = self.extraction.release.issued
        for agreement in self.extraction.agreements:
            day = agreement.signed_on or agreement.planned_for
            yield Profile(
                id=f"{self.document} {agreement.id}",
                kind="agreement",
                iri=self.alone[agreement.id],
                names=(),
                type=agreement.kind,
                context=tuple(sorted({self.iri_of[p] for p in agreement.parties})),
                signed=str(day) if day else None,
                issued=str(issued) if issued else None,
                stage=stage_of(agreement),
            )

    def _context(self, entity: Entity) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """IRIs of the institutions that an entity belongs to, and the posts that a person has there."""
        if entity.kind is not Kind.PERSON:
            whole = self._whole(entity) if _kind(entity) == "unit" else None
            return ((self.iri_of[whole.id],) if whole is not None else (), ())
        held = [p for p in self.extraction.positions if p.person == entity.id]
        posts = {p.role or fold(p.title or "") for p in held} - {""}
        return tuple(sorted({self.iri_of[p.organization] for p in held})), tuple(sorted(posts))

    def _whole(self, unit: Entity) -> Entity | None:
        """The institution that a unit belongs to, through the units between: a section of an office of a city."""
        seen = {unit.id}
        while unit.unit_of is not None and unit.unit_of not in seen:
            unit = self.extraction.by_id[unit.unit_of]
            seen.add(unit.id)
            if _kind(unit) == "organization":
                return unit
        return None


def _kind(entity: Entity) -> str:
    if entity.kind is Kind.PERSON:
        return "person"
    return "unit" if entity.unit_of is not None and entity.authority is None else "organization"


class _Lookup:
    """Profiles by key: those just made, and the known ones of documents that are not being named again."""

    def __init__(self, known: Known, renewed: set[str], fresh: list[Profile], decisions: Decisions) -> None:
        self.known, self.renewed, self.fresh, self.decisions = known, renewed, fresh, decisions
        self.judged: dict[frozenset[str], Judgement | None] = {}
        self.by_key: dict[str, list[Profile]] = defaultdict(list)
        for profile in fresh:
            for key in keys(profile):
                self.by_key[key].append(profile)

    def like(self, profile: Profile) -> Iterator[tuple[Profile, Judgement | None]]:
        """Profiles that are judged the same as this one, and without a judgement those that a decision or IRI joins."""
        seen = {profile.id}
        for key in keys(profile):
            old = (p for p in self.known.with_key(key) if p.document not in self.renewed)
            for other in (*self.by_key.get(key, ()), *old):
                if other.id not in seen:
                    seen.add(other.id)
                    pair = frozenset((profile.id, other.id))
                    if pair not in self.judged:
                        self.judged[pair] = judge(profile, other)
                    judgement = self.judged[pair]
                    if judgement or other.iri == profile.iri:
                        yield other, judgement
        if is_hashed(profile.iri):
            yield from ((mate, None) for mate in self._mates(profile) if mate.id not in seen)

    def _mates(self, profile: Profile) -> Iterator[Profile]:
        """All that was decided to be the same; what the authority file names is left out, as its name is settled."""
        for reference in self.decisions.same_as(self.decisions.own(profile.iri, profile.document)):
            old = (doc for doc in self.known.with_thing(reference.iri) if doc not in self.renewed)
            held = (p.profile for doc in old for p in self.known.of_document(doc))
            for other in (*self.fresh, *held) if is_hashed(reference.iri) else ():
                meant = self.decisions.own(other.iri, other.document) == reference.own
                if meant and other.iri == reference.iri and other.kind == profile.kind:
                    yield other

    def components(self, stale: Iterable[Profile]) -> _Found:
        """All that hangs together with the fresh profiles, or did with the stale ones."""
        found = _Found()
        todo = [*self.fresh, *(other for profile in stale for other, _ in self.like(profile))]
        # A stale profile and the fresh one of the same thing have one id.
        self.judged.clear()
        while todo:
            profile = todo.pop()
            if profile.id not in found.profiles:
                found.profiles[profile.id] = profile
                for other, judgement in self.like(profile):
                    if judgement:
                        found.judged[frozenset((profile.id, other.id))] = judgement
                    todo.append(other)
        self._add_fixed(found)
        return found

    def _add_fixed(self, found: _Found) -> None:
        """Where something was decided to be what the authority file names, that keeps its place in each document."""
        own = {self.decisions.name_of(self.decisions.own(p.iri, p.document)) for p in found.profiles.values()}
        names = {name for name in own if name is not None and not is_hashed(name)}
        if names:
            for document in {p.document for p in found.profiles.values()} - self.renewed:
                for held in self.known.of_document(document):
                    if held.profile.fixed and held.iri in names:
                        found.profiles[held.profile.id] = held.profile


class _Found:
    """Profiles that hang together, and the judgements that say so."""

    def __init__(self) -> None:
        self.profiles: dict[str, Profile] = {}
        self.judged: dict[frozenset[str], Judgement] = {}

    def edges(self) -> Iterator[tuple[str, str, float]]:
        for pair, judgement in self.judged.items():
            a, b = sorted(pair)
            yield a, b, judgement.score


def _name(found: _Found, decisions: Decisions) -> list[Placed]:
    """The IRI of each profile: what was decided, else the smallest of its cluster that no earlier one has taken."""
    named: list[tuple[Profile, str, str]] = []
    taken: set[str] = set()
    for members in clusters(found.profiles.values(), found.edges(), decisions):
        profiles = [found.profiles[member] for member in members]
        own = [decisions.own(p.iri, p.document) for p in profiles]
        settled = {name for iri in own if (name := decisions.name_of(iri))}
        settled |= {iri for p, iri in zip(profiles, own, strict=True) if p.fixed} if not settled else set()
        free = sorted(set(own) - taken) or [thing(own[0].split("/")[-2], min(own), members[0])]
        name = min(settled, key=lambda iri: (is_hashed(iri), iri)) if settled else free[0]
        taken.add(name)
        named += [(p, name, iri) for p, iri in zip(profiles, own, strict=True)]
    return [Placed(profile, name, iri != name and iri in taken) for profile, name, iri in named]


def resolve_alone(extraction: Extraction) -> Resolution:
    """Name everything in one document as if there were no other."""
    document = document_iri(extraction.release.source)
    return resolve({document: extraction}, _Nothing(), lambda _: extraction)[document][1]


class _Nothing:
    """Nothing was resolved before."""

    def with_key(self, key: str) -> Iterable[Profile]:
        return ()

    def of_document(self, document: str) -> Iterable[Placed]:
        return ()

    def with_thing(self, iri: str) -> Iterable[str]:
        return ()
