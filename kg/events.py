"""Events, programmes and facilities that a release names, with dates, places, organisers and numbers."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Agreement, Annotated, Entity, Event, Program


def find_events(annotated: Annotated, entities: Sequence[Entity]) -> list[Event]:
    """The named or titled forums, ceremonies and visits of a release."""
    return []


def find_programs(annotated: Annotated, entities: Sequence[Entity], agreements: Sequence[Agreement]) -> list[Program]:
    """The programmes (internships, joint degrees) and facilities (laboratories, plants) of a release."""
    return []
