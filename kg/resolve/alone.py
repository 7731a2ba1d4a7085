"""What the things and facts of one document would be called if no other document spoke of them.

These names depend on the document alone, so a decision of a person can refer to them: they stay when other documents
come and go, while the name of a cluster may move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from kg.iri import thing
from kg.model import Agreement, Entity, Event, Extraction, Kind, OrganizationType, Position, Program, Status
from kg.names import fold, strip_legal_form
from kg.vocab import THINGS


def names_alone(extraction: Extraction) -> dict[str, str]:
    """IRI of each entity and agreement of a document by its id there: the fewest raw facts that identify it, hashed."""
    alone: dict[str, str] = {}
    # An institution may be a unit of another, and that of a third; agreements lean on their parties.
    for entity in extraction.entities:
        _name_entity(entity, extraction, alone)
    keys: dict[str, tuple[str, ...]] = {}
    for agreement in extraction.agreements:
        parties = sorted({alone[p] for p in agreement.parties})
        stage, day = stage_of(agreement), agreement.signed_on or agreement.planned_for
        issued = extraction.release.issued
        keys[agreement.id] = (*parties, str(day or f"{stage} {issued if stage == 'news' else ''}"))
    told, seen = Counter(keys.values()), Counter[tuple[str, ...]]()
    for agreement in extraction.agreements:
        key = keys[agreement.id]
        # Several agreements of the same parties on one day are told apart by their class, then by their order.
        key = (*key, agreement.kind) if told[key] > 1 else key
        seen[key] += 1
        alone[agreement.id] = thing("agreement", *key, *([str(seen[key])] if seen[key] > 1 else []))
    return alone


def facts_alone(extraction: Extraction, alone: Mapping[str, str]) -> dict[Position | Event | Program, str]:
    """IRI of each fact that is no thing of its own, from the names of the things in it."""
    return {
        **{position: position_iri(position, alone) for position in extraction.positions},
        **{event: event_iri(event) for event in extraction.events},
        **{program: program_iri(program, alone) for program in extraction.programs},
    }


def without(extraction: Extraction, rejected: Callable[[str], bool]) -> Extraction:
    """A document without the things and facts that were rejected, and without what cannot be said without them.

    `rejected` tells it by the IRI that the document alone gives.
    """
    alone = names_alone(extraction)
    facts = facts_alone(extraction, alone)
    gone = {identifier for identifier, iri in alone.items() if rejected(iri)}
    if not gone and not any(map(rejected, facts.values())):
        return extraction

    def left(identifiers: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(identifier for identifier in identifiers if identifier not in gone)

    def kept(identifier: str | None) -> str | None:
        return None if identifier in gone else identifier

    gone |= {a.id for a in extraction.agreements if len(set(left(a.parties))) < min(2, len(set(a.parties)))}
    positions = (p for p in extraction.positions if not rejected(facts[p]) and not gone & {p.person, p.organization})
    agreements = (a for a in extraction.agreements if a.id not in gone)
    return replace(
        extraction,
        entities=tuple(replace(e, unit_of=kept(e.unit_of)) for e in extraction.entities if e.id not in gone),
        positions=tuple(replace(p, unit=kept(p.unit)) for p in positions),
        agreements=tuple(
            replace(a, parties=left(a.parties), signatories=left(a.signatories), builds_on=kept(a.builds_on))
            for a in agreements
        ),
        events=tuple(
            replace(e, organizers=left(e.organizers), attendees=left(e.attendees))
            for e in extraction.events
            if not rejected(facts[e])
        ),
        programs=tuple(
            replace(p, run_by=left(p.run_by), under=kept(p.under))
            for p in extraction.programs
            if not rejected(facts[p])
        ),
    )


def position_iri(position: Position, iri_of: Mapping[str, str]) -> str:
    """IRI of a person's post."""
    person, organization = iri_of[position.person], iri_of[position.organization]
    unit = iri_of[position.unit] if position.unit else ""
    return thing("position", person, organization, unit, fold(position.title or ""))


def event_iri(event: Event) -> str:
    """IRI of an event."""
    return thing("event", fold(event.name), str(event.start or ""))


def program_iri(program: Program, iri_of: Mapping[str, str]) -> str:
    """IRI of a programme or facility."""
    kind = "facility" if program.facility else "program"
    return thing(kind, fold(program.name), *sorted(iri_of[o] for o in program.run_by))


def stage_of(agreement: Agreement) -> str:
    """Whether a document reports an agreement as news, tells of it as background, or announces it."""
    if agreement.status is Status.PLANNED:
        return "planned"
    return "background" if agreement.background else "news"


def country_of(entity: Entity, extraction: Extraction) -> str | None:
    """Country of an institution, or of the institutions at which a person has posts where it is one."""
    if entity.kind is not Kind.PERSON:
        return entity.country
    countries = {extraction.by_id[p.organization].country for p in extraction.positions if p.person == entity.id}
    return next(iter(countries)) if len(countries) == 1 else None


def unit_name(entity: Entity, extraction: Extraction) -> str:
    """Key of a unit's name without its institution: 甲大電子研究所 and 電子研究所 of 甲大 are one unit."""
    name = fold(entity.names[0])
    names = extraction.by_id[entity.unit_of].names if entity.unit_of is not None else ()
    parents = sorted(map(fold, names), key=len, reverse=True)
    prefix = next((parent for parent in parents if name.startswith(parent)), "")
    return name.removeprefix(prefix) or name


def _name_entity(
    entity: Entity, extraction: Extraction, alone: dict[str, str], within: frozenset[str] = frozenset()
) -> str:
    if entity.id not in alone:
        kind = "person" if entity.kind is Kind.PERSON else "organization"
        name = fold(entity.names[0])
        if entity.authority is not None:
            alone[entity.id] = f"{THINGS}{kind}/{entity.authority}"
        elif kind == "person":
            # Two people of one name in two countries are two until a document shows otherwise.
            alone[entity.id] = thing(kind, name, country_of(entity, extraction) or "")
        elif entity.type is OrganizationType.UNIT and entity.unit_of is not None and entity.unit_of not in within:
            parent = _name_entity(extraction.by_id[entity.unit_of], extraction, alone, within | {entity.id})
            alone[entity.id] = thing(kind, parent, unit_name(entity, extraction))
        else:
            alone[entity.id] = thing(kind, fold(strip_legal_form(entity.names[0])) or name)
    return alone[entity.id]
