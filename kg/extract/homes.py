"""Whose a unit is, and where an institution is, told by the posts in it: better than by what was named before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.link.origin import BY_LANGUAGE, as_country
from kg.model import Entity, Language, OrganizationType, Position
from kg.names import person_country
from kg.names.offices import country_of_office

_OUTSIDE = ("社外取締役", "独立董事", "獨立董事", "独立取締役")  # who comes from elsewhere


def with_homes(entities: Sequence[Entity], positions: Sequence[Position], language: Language) -> list[Entity]:
    """The entities, with what their posts tell of them.

    A unit whose name does not tell whose it is belongs to the institution of the posts in it, which is read from the
    row or the sentence of each. An institution of which nothing but the language of the page tells the country is in
    that of its officers, by their titles and names. Where posts differ, they tell nothing.
    """
    by_id = {entity.id: entity for entity in entities}
    posts: dict[str, list[Position]] = defaultdict(list)
    for post in positions:
        for place in {post.organization, post.unit} - {None}:
            posts[place or ""].append(post)
    known = [_at_home(entity, posts.get(entity.id, []), by_id) for entity in entities]
    settled = [_in_country(entity, posts.get(entity.id, []), by_id, language) for entity in known]
    by_id = {entity.id: entity for entity in settled}
    return [_with_its_whole(entity, by_id) for entity in settled]


def _with_its_whole(unit: Entity, by_id: Mapping[str, Entity]) -> Entity:
    """A unit in the country of its whole, where it was put there with it."""
    whole = by_id.get(unit.unit_of) if unit.unit_of is not None else None
    follows = unit.reasons[-1:] == ("country from its parent",)
    return replace(unit, country=whole.country) if whole is not None and follows else unit


def _at_home(unit: Entity, posts: Sequence[Position], by_id: Mapping[str, Entity]) -> Entity:
    homes = {post.organization for post in posts if post.unit == unit.id}
    if unit.type is not OrganizationType.UNIT or unit.authority or len(homes) != 1 or unit.unit_of in homes:
        return unit
    parent = by_id[unit.unit_of].names if unit.unit_of is not None else ()
    if any(name.startswith(parent) for name in unit.names):
        return unit  # its own name says whose it is
    home = by_id[next(iter(homes))]
    return replace(unit, unit_of=home.id, country=home.country, reasons=(*unit.reasons[:-1], "country from its parent"))


def _in_country(entity: Entity, posts: Sequence[Position], by_id: Mapping[str, Entity], language: Language) -> Entity:
    if entity.reasons[-1:] != (f"country from {BY_LANGUAGE}",):
        return entity
    told = set(_countries(posts, by_id, language))
    country = as_country(told.pop()) if len(told) == 1 else None
    if country is None:
        return entity
    return replace(entity, country=country, reasons=(*entity.reasons[:-1], "country from its officers"))


def _countries(posts: Sequence[Position], by_id: Mapping[str, Entity], language: Language) -> Iterator[str]:
    """The countries to which the title of each post belongs, else the name of who has it."""
    for post in posts:
        if post.title is not None and post.title.endswith(_OUTSIDE):
            continue
        office = country_of_office(post.title, language) if post.title else None
        country = office or person_country(by_id[post.person].names[0], by_form=True)
        if country is not None:
            yield country
