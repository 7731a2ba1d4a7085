"""Two who sign for two sides: of whose institution the one is, the other is not."""

from __future__ import annotations

import re

from kg.extract.rows import Row
from kg.model import Entity, Kind
from kg.names import person_country

_WITH = frozenset("と與与和及")
_SIGN = re.compile("署名|調印|サイン|取り交わ|交わし|簽署|簽訂|簽約|簽字|签署|签订|签约")


def who_signs_with(row: Row, person: int, title: int) -> Entity | None:
    """The person joined before, where the two sign: 甲会頭と乙理事長が…署名 are of two institutions."""
    first = min(person, title)
    if not first or row.gap(first - 1, first) not in _WITH or row.items[first - 1].kind is Kind.ORGANIZATION:
        return None
    before = next((item.entity for item in row.items[first - 1 :: -1] if item.kind is Kind.PERSON), None)
    return before if _sign(row, row.items[first].start) else None


def country_of_other_side(row: Row, person: int, title: int) -> str | None:
    """The country that is not that of the person joined behind, where the two sign: 若原学長と廖建勛校長が署名."""
    last = max(person, title)
    following = row.items[last + 1 : last + 2]
    if not following or following[0].kind is not Kind.PERSON or row.gap(last, last + 1) not in _WITH:
        return None
    other = following[0].entity
    if other is None or not _sign(row, following[0].start):
        return None
    return {"TW": "JP", "JP": "TW"}.get(person_country(other.names[0]) or "")


def _sign(row: Row, start: int) -> bool:
    """Whether the sentence of a place goes on with a word for signing."""
    end = next((e for s, e in row.passage.sentences if s <= start < e), 0)
    return _SIGN.search(row.passage.text, start, end) is not None
