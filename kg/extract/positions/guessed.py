"""Posts in a unit of which only a guess says whose it is: a reader trained on annotated documents weighs the guess.

What is named before a unit is not always what it is part of: 産学官連携本部 of a university, after a sentence about its
partner. Where the guess may well be wrong, the post is stated of the unit alone, which is right as well.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.learned import chance
from kg.extract.positions.named import Place
from kg.extract.positions.signs import Signs
from kg.extract.rows import Row
from kg.model import Kind, Mention

READER = "whole"
_SURE = 0.9  # from 0.8 did about as well on documents that the weights had not seen


class Guessed(Signs):
    """Posts at the whole of a unit where the guess is likely, else at the unit."""

    def _settled(self, row: Row, person: int, title: int, place: Place | None) -> Place | None:
        """The place of a post as the rules found it, or the unit alone where its whole is a guess that may be wrong."""
        if place is None or place.unit is None or row.items[person].entity is None or not self._is_guess(place):
            return place
        if (owner := self._owner(row, person, title, place)) is not None:
            return replace(place, mentions=(*place.mentions, owner))
        signs = next(signs for whole, signs in self._signs(row, person, title, place) if whole is place.institution)
        return place if chance(READER, signs) >= _SURE else replace(place, institution=place.unit, unit=None)

    def _owner(self, row: Row, person: int, title: int, place: Place) -> Mention | None:
        """The whole of a unit, right before its holder or in brackets behind: 甲大学の|某某|工学部長."""
        last = max(person, title)
        closed = last + 1 < len(row.items) and row.gap(last, last + 1) in ("（", "(")
        beside = [person - 1] if person and row.gap(person - 1, person) in ("", "の", "的") else []
        for i in [*beside, *([last + 1] if closed else [])]:
            item = row.items[i]
            if item.kind is Kind.ORGANIZATION and item.entity is place.institution:
                return item.mention
        return None

    def _is_guess(self, place: Place) -> bool:
        """Whether nothing but what was named before says whose the unit of a place is."""
        if place.unit is None or len(place.mentions) > 1 or self._named_in(place.unit):
            return False
        if place.mentions and self._section(place.mentions[0].start) is place.institution:
            return False  # in a list of those who are of it
        # 県|商工労働部 says of what: the prefecture
        sign = place.unit.names[0][0]
        told = sign in "県縣市町村府都道" and any(name.endswith(sign) for name in place.institution.names)
        return not told and self._whole(place.unit) is place.institution
