"""Mentions and entities of one release → everything that it states."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.agreements import find_agreements
from kg.extract.agreements.sentences import sentences
from kg.extract.agreements.stand_ins import posts_of
from kg.extract.confidence import with_confidence
from kg.extract.events import find_events
from kg.extract.homes import with_homes
from kg.extract.positions import find_positions
from kg.extract.programs import find_programs
from kg.link.coreference import find_references
from kg.model import Annotated, Entity, Extraction


def extract(annotated: Annotated, entities: Sequence[Entity]) -> Extraction:
    """The positions, agreements, events and programmes of a release, in terms of its own entities."""
    references = find_references(annotated, entities)
    document = sentences(annotated, entities, references)
    positions = find_positions(annotated, entities, references)
    entities = with_homes(entities, positions, annotated.release.language)
    agreements = find_agreements(annotated, entities, document, posts_of(positions))
    found = Extraction(
        release=annotated.release,
        entities=tuple(entities),
        positions=tuple(positions),
        agreements=tuple(agreements),
        events=tuple(find_events(document)),
        programs=tuple(find_programs(document, entities, agreements)),
    )
    return with_confidence(found)
