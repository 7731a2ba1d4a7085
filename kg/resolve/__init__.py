"""Which thing each entity and agreement of a document is, so that documents meet in one node for each thing.

The result is a function of the documents alone. Clusters come from pairwise judgements (`identity`) found through match
keys, so a change looks only at what shares a key with it. What the things of another document are called may
change with it; such a document is named again too. A thing of the authority file is named by its key there, anything
else by the smallest of the IRIs that its mentions would have alone: a hash of the fewest raw facts that identify it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from kg.iri import document_iri, thing
from kg.model import Entity, Extraction, Kind, OrganizationType
from kg.names import fold, strip_legal_form
from kg.resolve.alone import country_of, facts_alone, names_alone, stage_of, unit_name, without
from kg.resolve.block import Block
from kg.resolve.decisions import Decisions, is_hashed
from kg.resolve.identity import Judgement
from kg.resolve.known import Known, Nothing, Remembered
from kg.resolve.naming import name
from kg.resolve.profiles import Entry, Placed, Profile
from kg.resolve.said import Said

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


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a change makes of the documents, by IRI: those that changed, and those in which something is renamed.

    `found` and `lost` is that by which profiles are found, which no document had before, or none has any more; `judged`
    are the judgements on two names, as they were and as they are now, where that has changed.
    """

    documents: Mapping[str, tuple[Extraction, Resolution]]
    found: Set[Entry]
    lost: Set[Entry]
    judged: Mapping[tuple[str, str], tuple[Judgement | None, Judgement | None]]


def resolve(
    changed: Mapping[str, Extraction | None],
    known: Known,
    load: Callable[[str], Extraction],
    decisions: Decisions | None = None,
) -> Resolved:
    """Name everything in the changed documents, and again in those others whose things are called otherwise now.

    `changed` maps document IRIs to what they state, or None for a document that is removed; `load` gives what another
    document states. Returns it without what was rejected.
    """
    decided, remembered = decisions or Decisions(), Remembered(known)
    work = {doc: _Work(doc, extraction, decided) for doc, extraction in changed.items() if extraction is not None}
    left_out = {doc for doc, extraction in changed.items() if extraction is None}
    found, lost = set[Entry](), set[Entry]()
    judged: dict[tuple[str, str], tuple[Judgement | None, Judgement | None]] = {}

    for kind in KINDS:
        fresh = [(doc, entity, profile) for doc, w in work.items() for entity, profile in w.profiles(kind)]
        renewed = {*work, *left_out}
        stale = [p.profile for doc in renewed for p in remembered.of_document(doc) if p.profile.kind == kind]
        said = Said(remembered, renewed, [(doc, profile) for doc, _, profile in fresh], stale)
        block = Block(said, decided)
        named = {own: iri for members in block.components() for own, iri in name(block, members, decided).items()}
        for document, entity, profile in fresh:
            work[document].place(Placed(document, entity, profile, named.get(profile.own, profile.own)))
        for own in [own for own, iri in named.items() if block.named_before(own, iri) != iri]:
            for document, entity, profile in said.holders(own):
                if document not in work:
                    work[document] = _Work(document, load(document), decided)
                    work[document].place_up_to(kind, remembered.of_document(document))
                work[document].place(Placed(document, entity, profile, named[own]))
        found, lost = found | said.found, lost | said.lost
        judged |= block.rejudged()
    return Resolved({doc: (w.extraction, w.resolution()) for doc, w in work.items()}, found, lost, judged)


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
        self.placed[placed.entity] = placed
        self.iri_of[placed.entity] = placed.iri

    def place_up_to(self, kind: str, settled: Iterable[Placed]) -> None:
        """Let the kinds before one stand as they were found, and its own: those behind it are named again."""
        for placed in settled:
            if KINDS.index(placed.profile.kind) <= KINDS.index(kind):
                self.place(placed)

    def resolution(self) -> Resolution:
        """What everything in the document was found to be."""
        own = {**self.alone, **{p.entity: p.profile.own for p in self.placed.values()}}
        retired = {own[p.entity]: p.iri for p in self.placed.values() if p.profile.own != p.iri}
        if self.iri_of != self.alone:
            # A post or programme is called by the things in it.
            found = facts_alone(self.extraction, self.iri_of)
            named = {iri: found[fact] for fact, iri in facts_alone(self.extraction, own).items()}
            retired |= {iri: now for iri, now in named.items() if iri != now}
        return Resolution(self.document, self.iri_of, tuple(self.placed.values()), retired, self.things)

    def profiles(self, kind: str) -> Iterator[tuple[str, Profile]]:
        """What the document says of its things of one kind, those before it being named, by their id there."""
        seen: set[str] = set()
        for identifier, profile in self._agreements() if kind == "agreement" else self._entities(kind):
            told = profile
            if profile.own in seen and not profile.fixed:
                # The document tells them apart, so only one of them goes by that name.
                told = replace(profile, own=thing(profile.own.split("/")[-2], profile.own, self.document, identifier))
            seen.add(profile.own)
            yield identifier, told

    def _entities(self, kind: str) -> Iterator[tuple[str, Profile]]:
        for entity in self.extraction.entities:
            if _kind(entity) == kind:
                context, posts = self._context(entity)
                names = [fold(strip_legal_form(name)) or fold(name) for name in entity.names]
                names += [unit_name(entity, self.extraction)] if kind == "unit" else []
                yield (
                    entity.id,
                    Profile(
                        kind=kind,
                        iri=self.alone[entity.id],
                        own=self._own(entity.id, [entity.unit_of] if kind == "unit" and entity.unit_of else []),
                        names=tuple(dict.fromkeys(names)),
                        spelled=_spelled(entity) if kind == "person" else (),
                        country=country_of(entity, self.extraction),
                        type=entity.type.value if entity.type else None,
                        fixed=entity.authority is not None,
                        context=context,
                        posts=posts,
                    ),
                )

    def _agreements(self) -> Iterator[tuple[str, Profile]]:
        issued = self.extraction.release.issued
        for agreement in self.extraction.agreements:
            day, stage = agreement.signed_on or agreement.planned_for, stage_of(agreement)
            # The day of a report helps to date what it does not date itself.
            helps = day is None and stage != "background"
            yield (
                agreement.id,
                Profile(
                    kind="agreement",
                    iri=self.alone[agreement.id],
                    own=self._own(agreement.id, agreement.parties),
                    names=(),
                    type=agreement.kind,
                    context=tuple(sorted({self.iri_of[p] for p in agreement.parties})),
                    signed=str(day) if day else None,
                    issued=str(issued) if issued and helps else None,
                    stage=stage,
                ),
            )

    def _own(self, identifier: str, within: Iterable[str]) -> str:
        """What stands for a thing in clusters: a name of its own where what it is named after has one."""
        alone = self.alone[identifier]
        own = self.decisions.own(alone, self.document)
        told = sorted(p.profile.own for e in within if (p := self.placed.get(e)) and p.profile.own != p.profile.iri)
        return thing(alone.split("/")[-2], alone, *told) if told and own == alone and is_hashed(alone) else own

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


def _spelled(entity: Entity) -> tuple[str, ...]:
    """The names of a person as written, and the readings that the document gives."""
    return tuple(dict.fromkeys((*entity.names, *(reading for _, reading in entity.readings))))


def _kind(entity: Entity) -> str:
    if entity.kind is Kind.PERSON:
        return "person"
    unit = entity.type is OrganizationType.UNIT and entity.unit_of is not None and entity.authority is None
    return "unit" if unit else "organization"


def resolve_alone(extraction: Extraction) -> Resolution:
    """Name everything in one document as if there were no other."""
    document = document_iri(extraction.release.source)
    return resolve({document: extraction}, Nothing(), lambda _: extraction).documents[document][1]
