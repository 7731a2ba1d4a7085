"""Which things of one kind may be the same, and what hangs together, while documents are named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from itertools import cycle, islice

from kg.resolve.decisions import Decisions
from kg.resolve.identity import Judgement, judge, told_by
from kg.resolve.keys import asked, shared_keys
from kg.resolve.profiles import Entry, Profile
from kg.resolve.said import Said


class Block:
    """The judgements between profiles of one kind that are called differently.

    Of those documents that are not renewed is known what was judged; that is done anew only for what came or went.
    """

    def __init__(self, said: Said, decisions: Decisions) -> None:
        """Judge what came, and again what leaned on what went."""
        self.said, self.decisions = said, decisions
        self.changed: dict[str, dict[str, Judgement | None]] = defaultdict(dict)
        for own in sorted({profile.own for profile in said.went}):
            self._judge_again(own)
        for profile in said.came:
            self._judge_new(profile)
        # What the authority file names is called so, but where a decision says otherwise.
        self.touched = {p.own for p in said.all if not (p.fixed and p.own == p.iri) or decisions.class_of(p.own)}

    def judged(self, own: str) -> Iterator[tuple[str, Judgement]]:
        """What is judged the same as that name now."""
        changed = self.changed.get(own, {})
        yield from ((other, judgement) for other, judgement in self.judged_before(own) if other not in changed)
        yield from ((other, judgement) for other, judgement in changed.items() if judgement)

    def judged_before(self, own: str) -> Iterable[tuple[str, Judgement]]:
        """What was judged the same as that name in the documents as they were."""
        return () if own in self.said.new else self.said.known.judged(own)

    def rejudged(self) -> dict[tuple[str, str], tuple[Judgement | None, Judgement | None]]:
        """The pairs of names that are judged otherwise now, with the judgement before and now."""
        pairs = ((own, other, now) for own, others in self.changed.items() for other, now in others.items())
        return {(a, b): (dict(self.judged_before(a)).get(b), now) for a, b, now in pairs if a < b}

    def named_before(self, own: str, now: str) -> str:
        """What is called so alone was found to be this; what is by itself, then and now, bears its own name."""
        return own if own == now and not any(self.judged_before(own)) else self.said.known.name_of(own)

    def components(self) -> Iterator[set[str]]:
        """The names that hang together with what the documents say now, or did with what they said before."""
        ahead = set(self.touched)
        for own in self.touched:
            ahead |= {other for other, _ in self.judged_before(own)} | self._mates(own)
        seen: set[str] = set()
        for own in sorted(ahead):
            found, todo = set[str](), [own]
            while todo:
                name = todo.pop()
                if name not in seen:
                    seen.add(name)
                    if any(True for _ in self.said.profiles(name)):
                        found.add(name)
                        todo += [other for other, _ in self.judged(name)]
                        todo += self._mates(name)
            if found:
                yield found

    def apart(self, one: str, other: str) -> bool:
        """Whether a document has both as two things."""
        if not self.said.here(one).isdisjoint(self.said.here(other)):
            return True
        if self.said.known.name_of(one) == self.said.known.name_of(other):
            # They were one thing, so no document that is not renewed had both; a decision renews all that it is about.
            return False
        # Those of the one that has fewer: a common name stands in thousands.
        sides = [(other, self.said.holders(one), set[str]()), (one, self.said.holders(other), set[str]())]
        for foe, holders, documents in cycle(sides):
            if (held := next(holders, None)) is None:
                owns = (
                    {placed.profile.own for placed in self.said.known.of_document(document)} for document in documents
                )
                return any(foe in theirs for theirs in owns)
            documents.add(held[0])
        raise AssertionError("each side ends")

    def _mates(self, own: str) -> set[str]:
        return {reference.own for reference in self.decisions.same_as(own)} - {own}

    def _judge_new(self, profile: Profile) -> None:
        for other, judgement in self._like(profile):
            known = self._judgement(profile.own, other)
            if known is None or judgement.rank > known.rank:
                self.changed[profile.own][other] = self.changed[other][profile.own] = judgement

    def _judge_again(self, own: str) -> None:
        """Judge anew what was judged of a name, until as much is found as before."""
        before = dict(self.judged_before(own))
        best: dict[str, Judgement] = {}
        for profile in self.said.profiles(own) if before else ():
            for other, judgement in self._like(profile, before.keys()):
                if other not in best or judgement.rank > best[other].rank:
                    best[other] = judgement
            if all(other in best and best[other].rank >= judgement.rank for other, judgement in before.items()):
                break
        for other, judgement in before.items():
            if best.get(other) != judgement:
                self.changed[own][other] = self.changed[other][own] = best.get(other)

    def _judgement(self, own: str, other: str) -> Judgement | None:
        changed = self.changed.get(own, {})
        return changed[other] if other in changed else dict(self.judged_before(own)).get(other)

    def _like(self, profile: Profile, of: Set[str] | None = None) -> Iterator[tuple[str, Judgement]]:
        """The judgements on a profile and what has other names: all that may be new, or those on some names."""
        for key in shared_keys(profile):
            if of is None and Entry.shared(profile.own, key) not in self.said.found:
                continue
            for own in sorted(self.said.sharing(key) if of is None else self.said.sharing(key) & of):
                for other in islice(self.said.profiles(own), int(own != profile.own)):
                    if judgement := told_by(key, profile, other):
                        yield own, judgement
        for key in asked(profile):
            for other in self.said.under(key):
                if other.own == profile.own or (of is not None and other.own not in of):
                    continue
                if judgement := judge(profile, other):
                    yield other.own, judgement
