"""What speaks for or against each of the institutions at which a post may be, for a trained reader."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.extract.positions.alone import Alone
from kg.extract.positions.asked import seat_name
from kg.extract.positions.named import Place
from kg.extract.rows import Row
from kg.model import Entity, Kind, PassageKind
from kg.names.offices import country_of_office, office_of, seat_of

_BEFORE, _BEHIND = 8, 3  # institutions looked at before and behind a title
_BACK = 80  # mentions looked back for them
_LETTERS = {Kind.PERSON: "P", Kind.TITLE: "T", Kind.ORGANIZATION: "O"}


@dataclass(frozen=True, slots=True)
class Spot:
    """An institution that may be meant, and the last place before a title that names it or a unit of it, or -1."""

    institution: Entity
    named: Entity
    start: int = -1


@dataclass(frozen=True, slots=True)
class Case:
    """One title and its holder: `first` and `last` of the two as they stand, in a sentence of the passage."""

    row: Row
    first: int
    last: int
    sentence: tuple[int, int]
    title: str
    home: str | None  # the country that the title or its holder's name points to
    layout: str  # list or prose

    def kinds(self, start: int, end: int) -> str:
        """The kinds of the items between two places, `beside` where there are none."""
        kinds = "".join(_LETTERS[item.kind] for item in self.row.items[start:end])
        return f"{kinds[:2]}+" if len(kinds) > 3 else kinds or "beside"


class Signs(Alone):
    """What is seen of each institution: where it stands, what it is, whose unit is named."""

    @cached_property
    def _items(self) -> dict[int, tuple[Row, int]]:
        """The row and item of each institution by where it begins; one inside another is where that is."""
        found: dict[int, tuple[Row, int]] = {}
        starts = [place for place, _ in self.named]
        for row in self.rows:
            for n, item in enumerate(row.items):
                if item.kind is Kind.ORGANIZATION:
                    inside = range(bisect_left(starts, item.mention.start), bisect_left(starts, item.mention.end))
                    found |= {starts[i]: (row, n) for i in inside}
        return found

    def _case(self, row: Row, person: int, title: int) -> Case:
        """A title and its holder, as they are asked about."""
        text, holder = row.items[title].mention.text, row.items[person].entity
        first, last = sorted((person, title))
        at = row.items[first].start
        listed = row.passage.kind in (PassageKind.ITEM, PassageKind.HEADING) or "。" not in row.passage.text
        return Case(
            *(row, first, last),
            sentence=next(((s, e) for s, e in row.passage.sentences if s <= at < e), (0, len(row.passage.text))),
            title=text,
            home=country_of_office(text, row.language) or (self._home(holder) if holder else None),
            layout="list" if listed else "prose",
        )

    def _spots(self, case: Case, place: Place | None) -> list[Spot]:
        """The institutions that may be meant, the nearest before the title and its holder first."""
        items, found = case.row.items, dict[str, Spot]()
        here, last = items[case.first].mention.start, items[case.last].mention.start
        end = case.row.passage.to_release(case.sentence[1] - 1, case.sentence[1])[1]
        at = bisect_left(self.named, (here, ""))
        for start, name in reversed(self.named[max(0, at - _BACK) : at]):
            named = self.by_id[name]
            found.setdefault(self._whole(named).id, Spot(self._whole(named), named, start))
            if len(found) == _BEFORE:
                break
        behind = 0
        for start, name in self.named[at : at + 2 * _BEHIND]:
            if behind == _BEHIND or start >= max(end, last):
                break
            named = self.by_id[name]
            behind += start > last
            if self._whole(named).id not in found or (start < last and items[case.first].kind is Kind.PERSON):
                found[self._whole(named).id] = Spot(self._whole(named), named, start)
        for other in (self.publisher, self._section(here), place.institution if place is not None else None):
            if other is not None:
                found.setdefault(self._whole(other).id, Spot(self._whole(other), other))
        return sorted(found.values(), key=lambda spot: (spot.start >= last, -spot.start))

    def _signs(self, row: Row, person: int, title: int, place: Place | None) -> Iterator[tuple[Entity, list[str]]]:
        """Each institution that may be meant, the nearest first, with what speaks for or against it.

        `place` is where the rules found the post to be.
        """
        case = self._case(row, person, title)
        office, seat, fitting = office_of(case.title), seat_of(case.title), 0
        for spot in self._spots(case, place):
            whole = spot.institution
            fit = "open" if not office.types else "fits" if office.fits(whole) else "misfit"
            if seat:
                fit = "fits" if any(seat_name(name).endswith(seat) for name in whole.names) else "misfit"
            land = "?" if None in (case.home, whole.country) else "home" if case.home == whole.country else "away"
            where = self._where(case, spot.start)
            # What stands beside is meant, whether it is likely or not.
            near = " beside" if where[0] == "beside" or where[0].startswith("between") else ""
            kind = whole.type.value if whole.type is not None else "?"
            signs = ["always", *where, f"{fit}{near}", f"{land}{near}", f"{kind} {fit}"]
            if spot.named is not whole:
                signs += self._signs_of_unit(case, spot, land)
            if 0 <= spot.start < row.items[case.last].mention.start and fit != "misfit":
                signs.append(f"number {min(fitting, 3)} {case.layout}")
                fitting += 1
            if self.publisher is not None and whole is self._whole(self.publisher):
                signs += [f"publisher {case.layout} {fit}", f"publisher {land}"]
            yield whole, signs

    def _where(self, case: Case, start: int) -> list[str]:
        """Where an institution stands from a title and its holder."""
        row, opening = case.row, case.row.passage.offsets[0]
        at, n = self._items.get(start, (None, 0))
        if start < 0:
            return ["nowhere"]
        if at is not row:
            lines = min(self.release.text.count("\n", start, opening), 3)
            return [f"above {lines} {case.layout}" if start < opening else "inside", f"above {case.layout}"]
        if n > case.last:
            return [f"behind {case.kinds(case.last + 1, n)}"]
        if n > case.first:
            return [f"between, {'title' if row.items[case.first].kind is Kind.TITLE else 'name'} first"]
        if row.items[n].start < case.sentence[0]:
            ends = sum(1 for s, _ in row.passage.sentences if row.items[n].start < s <= case.sentence[0])
            return [f"{min(ends, 3)} sentences before", "sentence before"]
        return [case.kinds(n + 1, case.first)]

    def _signs_of_unit(self, case: Case, spot: Spot, land: str) -> list[str]:
        """Where the institution of a unit is itself named, if the unit's name does not say whose it is."""
        if self._named_in(spot.named):
            return []
        before = self.named[: bisect_left(self.named, (max(spot.start, 0), ""))]
        start = next((place for place, name in reversed(before) if name == spot.institution.id), -1)
        passage = case.row.passage
        opening = passage.to_release(case.sentence[0], case.sentence[0] + 1)[0]
        since = "above" if start < passage.offsets[0] else "in the passage" if start < opening else "in the sentence"
        since = since if start >= 0 else "nowhere"
        whose = "of the publisher" if self.publisher is spot.institution else "of another"
        return [f"unit, whole {since}", f"unit {whose} {since} {land}"]
