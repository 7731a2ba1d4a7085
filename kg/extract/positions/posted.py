"""Offices that a title tells, where a release names them: 駐日代表 of the 駐日本代表處, 立委 of the 立法院."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.model import Entity, OrganizationType
from kg.names import fold, table

_POSTED = re.compile(
    "[前元]?(?:我|台灣|臺灣|台湾|中華民國)?[駐驻](?P<where>[\u3400-\u9fff]{1,3}?)(?:國|国|本)?副?(?P<office>代表|大使|處長|処長)"
)
_OFFICES = {
    "代表": ("代表處", "代表处", "代表処", "代表部"),
    "大使": ("大使館", "大使馆", "代表處", "代表处", "代表処"),
    "處長": ("辦事處", "办事处"),
    "処長": ("弁事処", "辦事処"),
}


def is_posted(title: str) -> bool:
    """Whether a title is that of somebody whom a country has posted abroad."""
    return _POSTED.fullmatch(title) is not None


def mission(title: str, entities: Iterable[Entity]) -> Entity | None:
    """The office of somebody posted abroad, or the house of a member of parliament: the first that a release names."""
    posted = _POSTED.fullmatch(title)
    if posted is None:
        house = next((house for member, house in _houses() if fold(title).endswith(member)), None)
        return next((e for e in entities if house and any(fold(n).endswith(house) for n in e.names)), None)
    where, ends = re.compile(f"[駐驻]{posted['where'][0]}"), _OFFICES[posted["office"]]
    offices = (e for e in entities if e.type in (OrganizationType.GOVERNMENT, OrganizationType.UNIT))
    return next((e for e in offices if any(where.search(n) and n.endswith(ends) for n in e.names)), None)


@cache
def _houses() -> tuple[tuple[str, str], ...]:
    """The titles of members, as compared, each with its house, the longest first."""
    rows = [(fold(row["member"]), fold(row["house"])) for row in table("language", "houses.tsv")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
