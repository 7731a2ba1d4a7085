"""A group of candidates → the agreement that they mean, with the sentences that say so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from kg.extract.agreements.agreement_kinds import kind_of
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import Sentence, both_ways
from kg.extract.agreements.groups import Group
from kg.extract.agreements.topics import topics_of
from kg.model import Agreement, Annotated, Entity, Evidence, Status

_RENEWAL = both_ways("更新|延長|再締結|継続|續簽|續約|換約|展延")
_FIRST = re.compile("最初の|当初の|前回の|従来の|旧協定|第一份|首份|前一份")


def stated(
    groups: Sequence[Group], known: Mapping[str, Entity], annotated: Annotated, document: Sequence[Sentence]
) -> list[Agreement]:
    """The agreements that the groups mean, in their order, as `a1`, `a2` …"""
    return _Stating(groups, known, annotated, document).agreements()


class _Stating:
    """The groups of one document, with where its sentences name whom."""

    def __init__(
        self, groups: Sequence[Group], known: Mapping[str, Entity], annotated: Annotated, document: Sequence[Sentence]
    ) -> None:
        self.groups, self.known, self.document = groups, known, document
        self.language = annotated.release.language
        self.earlier: dict[frozenset[str], str] = {}
        for number, group in enumerate(groups, 1):
            if group.past:
                self.earlier.setdefault(frozenset(group.parties), f"a{number}")

    def agreements(self) -> list[Agreement]:
        """All of them."""
        return [self._agreement(f"a{number}", group) for number, group in enumerate(self.groups, 1)]

    def _agreement(self, name: str, group: Group) -> Agreement:
        members = sorted(group.members, key=lambda m: m.number)
        status = Status.ENDED if group.ended else Status.PLANNED if group.planned else Status.SIGNED
        return Agreement(
            id=name,
            kind=self._kind(group, members),
            status=status,
            parties=(*group.parties, *self._bureaus(group)),
            evidence=self._evidence(members, group.parties),
            rule=f"agreement-{members[0].family}",
            confidence=_confidence(group),
            signatories=tuple(group.signatories),
            signed_on=None if status is Status.PLANNED else group.date,
            planned_for=group.date if status is Status.PLANNED else None,
            signed_at=next((m.place for m in members if m.place), None),
            title=next((m.title for m in members if m.title), None),
            topics=self._topics(members),
            builds_on=None if group.past else self.earlier.get(frozenset(group.parties)),
            background=group.past,
            amount=next((m.amount for m in members if m.amount), None),
        )

    def _kind(self, group: Group, members: Sequence[Candidate]) -> str:
        """The class by words and parties; 最初の協定は: of the same sort as the one that the news is about."""
        formal = any(m.alike and formal for m in members for _, formal in m.kinds)  # 同類備忘錄 says itself which
        alike = (any(m.alike for m in members) and not formal) or (
            group.past and any(_FIRST.search(m.sentence.masked) for m in members)
        )
        if (other := self._renewed(group)) is not None:
            return kind_of([*group.members, *other.members], group.parties, self.known, self.document)
        others = [g for g in self.groups if g is not group and not g.planned]
        meant = next(iter(sorted(others, key=lambda g: g.past)), group) if alike else group
        return kind_of(meant.members, meant.parties, self.known, self.document)

    def _renewed(self, group: Group) -> Group | None:
        """The agreement of the same parties that this one renews, or that renews it, where its words tell no class."""
        if group.planned or any(formal for m in group.members for _, formal in m.kinds):
            return None
        others = [g for g in self.groups if g is not group and set(g.parties) == set(group.parties) and not g.planned]
        others = [g for g in others if g.past != group.past and _renewal(g) | _renewal(group)]
        return others[0] if len(others) == 1 else None

    def _evidence(self, members: Sequence[Candidate], parties: Sequence[str]) -> tuple[Evidence, ...]:
        """The sentences that tell of it; where they say 雙方, 両校 only, also the nearest one that names a party."""
        told = tuple(dict.fromkeys(m.sentence.evidence for m in members))
        if any(not _named(m.sentence).isdisjoint(parties) for m in members):
            return told
        first = min(m.number for m in members)
        named = Counter(number for party in set(parties) for number in self._naming.get(party, ()))
        # Before it rather than behind it, with more of the parties, near.
        best = min(named, key=lambda n: (n > first, -named[n], abs(n - first), n), default=None)
        return told if best is None else tuple(dict.fromkeys((*told, self.document[best].evidence)))

    @cached_property
    def _naming(self) -> Mapping[str, list[int]]:
        """The sentences that name each institution."""
        naming: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(self.document):
            for institution in _named(sentence):
                naming[institution].append(number)
        return naming

    def _bureaus(self, group: Group) -> list[str]:
        """The bureaus that agreed in their own name for a town that is a party."""
        named = [b for m in group.members if not m.headline and len(m.parties) > 1 for b in m.bureaus]
        return [b for b in dict.fromkeys(named) if self.known[b].unit_of in group.parties]

    def _topics(self, members: Sequence[Candidate]) -> tuple[str, ...]:
        """Topics of the sentences that tell of it; where those name none, of the sentences right behind them too."""
        own = topics_of(" ".join(m.sentence.written for m in members), self.language)
        behind = (s.written for m in members for s in self.document[m.number : m.number + 2])
        return own or topics_of(" ".join(behind), self.language)


def _renewal(group: Group) -> bool:
    """Whether a sentence that tells of an agreement speaks of renewing."""
    return any(_RENEWAL.search(m.sentence.masked) for m in group.members)


def _named(sentence: Sentence) -> set[str]:
    """Whom a sentence names, not by a word that points at them."""
    spans = (*sentence.spans.values(), *sentence.hidden)
    return {i for span in spans if not span.reference for i in span.ids}


def _confidence(group: Group) -> float:
    """Higher with more sentences and explicit parties; the steps are estimates until they are fitted to data."""
    explicit = any(not m.inherited and len(m.parties) > 1 for m in group.members)
    return min(0.97, 0.7 + 0.15 * explicit + 0.05 * len(group.members))
