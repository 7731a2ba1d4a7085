"""Which institutions of a document are parts of others: by their link, or because one name begins with the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Entity, OrganizationType

_SHORTEST = 3  # characters of a name that another may begin with


class Kin:
    """The institutions of a document, each with what it is part of: 臺北市政府教育局 of 臺北市."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        """Look each beginning of a name up among the names: a page may name thousands."""
        self.known = {e.id: e for e in entities}
        named: dict[str, list[str]] = defaultdict(list)
        for entity in entities:
            for name in entity.names:
                named[name].append(entity.id)
        self._wholes: dict[str, set[str]] = defaultdict(set)
        self._near: dict[str, set[str]] = {e.id: {e.id} for e in entities}
        for entity in entities:
            wholes = {entity.unit_of} if entity.unit_of is not None else set()
            for name in entity.names:
                wholes.update(i for end in range(_SHORTEST, len(name)) for i in named.get(name[:end], ()))
            for whole in wholes:
                self._wholes[entity.id].add(whole)
                self._near[entity.id].add(whole)
                self._near.setdefault(whole, {whole}).add(entity.id)

    def near(self, institution: str) -> set[str]:
        """It, what is part of it, and what it is part of."""
        return self._near[institution]

    def part(self, unit: str, whole: str) -> bool:
        """Whether an institution is a unit of another by its link or by its name."""
        return whole in self._wholes[unit]

    def within(self, few: Iterable[str], many: Iterable[str]) -> bool:
        """Whether each of a few parties is one of many, or a part of it, or the whole of which it is a part."""
        firm = [a for a in few if self.known[a].type is not OrganizationType.UNIT or self.known[a].unit_of is not None]
        return bool(firm) and all(not self._near[a].isdisjoint(many) for a in firm)

    def whole(self, party: str) -> str:
        """The body of which a department is part, where the document names it."""
        entity = self.known[party]
        above = entity.unit_of
        unit = entity.type is OrganizationType.UNIT
        return above if unit and above is not None and above in self.known else party
