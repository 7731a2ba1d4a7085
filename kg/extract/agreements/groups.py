"""Candidates that mean one agreement, and the agreements of a document so far, found without a look at all of them."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.kinship import Kin
from kg.model import PartialDate

_ENOUGH = 40  # sentences that speak of one agreement; more tell nothing new and cost time


@dataclass(slots=True)
class Group:
    """Candidates that mean one agreement."""

    members: list[Candidate]
    parties: tuple[str, ...]
    date: PartialDate | None
    past: bool
    signatories: list[str] = field(default_factory=list)
    planned: bool = field(init=False, default=True)  # nobody says that it was signed or ended
    ended: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        """See how far the agreement has come."""
        for member in self.members:
            self._heed(member)

    @property
    def first(self) -> Candidate:
        """The first that tells of it, but for headlines."""
        return min(self.members, key=lambda m: (m.headline, m.number))

    def take(self, candidate: Candidate) -> None:
        """Take one more that means it."""
        self.members.append(candidate)
        self._heed(candidate)

    def has_twin(self, candidate: Candidate) -> bool:
        """Whether it already has another of several agreements that one act tells."""
        return candidate.several and any(m.several and m.number == candidate.number for m in self.members)

    def _heed(self, member: Candidate) -> None:
        self.planned = self.planned and member.stage in (Stage.PLANNED, Stage.OPEN)
        self.ended = self.ended or member.stage is Stage.ENDED


class Groups:
    """The agreements of a document as they were opened, found by their parties and by where they are told."""

    def __init__(self, kin: Kin) -> None:
        """There is none yet."""
        self._kin = kin
        self._all: list[Group] = []
        self._place: dict[int, int] = {}  # by the identity of a group
        self._with: dict[str, list[int]] = defaultdict(list)  # places of the groups with a party, in order
        # By the number of parties: the sentences that tell of such groups, and the places of those groups.
        self._told: dict[int, dict[int, list[int]]] = defaultdict(dict)
        self._sentences: dict[int, list[int]] = defaultdict(list)

    def __iter__(self) -> Iterator[Group]:
        """All, in order."""
        return iter(self._all)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._all)

    def open(self, group: Group) -> None:
        """One agreement more."""
        place = self._place[id(group)] = len(self._all)
        self._all.append(group)
        for party in set(group.parties):
            self._with[party].append(place)
        for member in group.members:
            self._tell(len(group.parties), member.number, place)

    def add(self, group: Group, candidate: Candidate) -> None:
        """One more candidate that means an agreement; what it says of the parties may be more than was known."""
        if len(group.members) >= _ENOUGH:
            return
        planned = candidate.stage is Stage.PLANNED and not group.planned
        group.take(candidate)
        if candidate.date and not planned and (group.date is None or len(str(candidate.date)) > len(str(group.date))):
            group.date = candidate.date
        place, old = self._place[id(group)], set(group.parties)
        if not candidate.headline and not candidate.inherited and candidate.kinds and old < set(candidate.parties):
            for member in group.members[:-1]:
                self._untell(len(group.parties), member.number, place)
            group.parties = candidate.parties
            for party in set(candidate.parties) - old:
                insort(self._with[party], place)
            for member in group.members[:-1]:
                self._tell(len(group.parties), member.number, place)
        self._tell(len(group.parties), candidate.number, place)

    def near(self, parties: Sequence[str]) -> list[Group]:
        """Those with a party that is one of these, or a part or the whole of one."""
        places = {place for party in parties for near in self._kin.near(party) for place in self._with.get(near, ())}
        return [self._all[place] for place in sorted(places)]

    def holding(self, parties: Sequence[str]) -> list[Group]:
        """Those with all of these parties."""
        if not parties:
            return self._all
        fewest = min((self._with.get(party, []) for party in parties), key=len)
        return [g for g in (self._all[place] for place in fewest) if set(parties) <= set(g.parties)]

    def last_told(self, parties: int, sentence: int) -> Group | None:
        """Of those with so many parties, the one that is spoken of last up to a sentence."""
        sentences = self._sentences[parties]
        for at in range(bisect_right(sentences, sentence) - 1, -1, -1):
            if places := self._told[parties][sentences[at]]:
                return self._all[places[0]]
        return None

    def _tell(self, parties: int, sentence: int, place: int) -> None:
        told = self._told[parties]
        if sentence not in told:
            told[sentence] = []
            insort(self._sentences[parties], sentence)
        if place not in told[sentence]:
            insort(told[sentence], place)

    def _untell(self, parties: int, sentence: int, place: int) -> None:
        if place in self._told[parties][sentence]:
            self._told[parties][sentence].remove(place)
