"""Whose a unit is and where an institution is, by the posts in it, on invented releases."""

from __future__ import annotations

import pytest

from kg.extract.homes import with_homes
from kg.link.origin import BY_LANGUAGE
from kg.model import Entity, Evidence, Kind, OrganizationType, Position

GUESS = f"country from {BY_LANGUAGE}"


def _institution(number: int, name: str, country: str | None, *, reason: str = GUESS, of: str | None = None) -> Entity:
    kind = OrganizationType.UNIT if of else OrganizationType.UNIVERSITY
    return Entity(f"o{number}", Kind.ORGANIZATION, (name,), (), kind, country, unit_of=of, reasons=(reason,))  # type: ignore[arg-type]


def _post(person: str, organization: str, unit: str | None = None, title: str = "教授") -> Position:
    return Position(person, organization, title, (Evidence(0, 1),), "test", 0.9, unit)


PEOPLE = [Entity(f"p{i}", Kind.PERSON, (name,), ()) for i, name in enumerate(("林怡君", "佐藤花子", "王大明", "林"))]
HOME = _institution(1, "北原大学", "JP", reason="country from authority file")
HOST = _institution(2, "南海科技大學", "TW", reason="country from authority file")


def test_a_unit_belongs_to_the_institution_of_the_posts_in_it() -> None:
    unit = _institution(3, "電機系", "JP", reason="country from its parent", of="o1")
    found = with_homes([*PEOPLE, HOME, HOST, unit], [_post("p0", "o2", "o3"), _post("p2", "o2", "o3")], "ja")[-1]
    assert (found.unit_of, found.country, found.reasons) == ("o2", "TW", ("country from its parent",))


@pytest.mark.parametrize(
    ("name", "homes"),
    [("電機系", ["o1", "o2"]), ("北原大学電機系", ["o2"]), ("電機系", [])],
)
def test_posts_that_differ_and_names_that_tell_leave_a_unit_where_it_is(name: str, homes: list[str]) -> None:
    unit = _institution(3, name, "JP", reason="country from its parent", of="o1")
    posts = [_post("p0", home, "o3") for home in homes]
    assert with_homes([*PEOPLE, HOME, HOST, unit], posts, "ja")[-1] == unit


@pytest.mark.parametrize(
    ("reason", "posts", "country"),
    [
        (GUESS, [("p1", "専務")], "JP"),
        (GUESS, [("p0", "教授"), ("p2", "教授")], "TW"),
        (GUESS, [("p3", "董事長")], "TW"),
        (GUESS, [("p3", "董事長"), ("p1", "社外取締役")], "TW"),  # who comes from elsewhere
        (GUESS, [("p0", "教授"), ("p1", "教授")], "JP"),  # of two countries: as the language of the page has it
        ("country from a place in its name", [("p0", "教授")], "JP"),
        (GUESS, [], "JP"),
    ],
)
def test_an_institution_of_which_nothing_else_tells_is_where_its_officers_are(
    reason: str, posts: list[tuple[str, str]], country: str
) -> None:
    institution = _institution(3, "青嶺", "JP", reason=reason)
    told = [_post(person, "o3", title=title) for person, title in posts]
    assert with_homes([*PEOPLE, institution], told, "ja")[-1].country == country
