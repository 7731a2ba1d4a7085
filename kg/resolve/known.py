"""What was resolved before, as a change sees it: without the documents that are being named anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Protocol

from kg.resolve.decisions import Decisions
from kg.resolve.identity import Judgement, asked, called, is_of_name, judge, keys
from kg.resolve.profiles import Placed, Profile


class Known(Protocol):
    """What was resolved before: profiles by key and by document, and what was judged of those with different names."""

    def with_key(self, key: str, unlike: Collection[str] = ()) -> Iterable[Profile]:
        """The profiles that are found under a key, but those whose `own` is left out by the time they are reached."""
        ...

    def holders(self, profile: Profile) -> Iterable[tuple[str, str]]:
        """The documents that say exactly this, each with the id of the thing in it."""
        ...

    def thing_of(self, document: str, entity: str) -> str:
        """What a thing of a document was found to be."""
        ...

    def of_document(self, document: str) -> Iterable[Placed]: ...

    def judged(self, own: str) -> Iterable[tuple[str, Judgement]]:
        """What was judged the same as that, and why."""
        ...

    def with_thing(self, iri: str) -> Iterable[str]:
        """The documents that alone would call something so."""
        ...


class Remembered:
    """What was resolved before, asked once for each key and document: it stays as it is while documents are named."""

    def __init__(self, known: Known) -> None:
        """Ask `known` no question twice."""
        self.of_document = cache(lambda document: tuple(known.of_document(document)))
        self.judged = cache(lambda own: tuple(known.judged(own)))
        self.with_key, self.with_thing = known.with_key, known.with_thing
        self.holders, self.thing_of = known.holders, known.thing_of

    def called(self, own: str) -> Iterable[Profile]:
        """The profiles of one name; of the many of a common one mostly the first answers the question."""
        return self.with_key(called(own))


class Block:
    """The profiles of one kind, and the judgements between those that are called differently.

    `fresh` are what the renewed documents say of their things, `stale` what they said before. Of all other documents
    is known what was judged; that is done anew only for what came or went.
    """

    def __init__(
        self,
        known: Remembered,
        renewed: Collection[str],
        fresh: Iterable[tuple[str, Profile]],
        stale: Iterable[Profile],
        decisions: Decisions,
    ) -> None:
        """Judge what came, and again what leaned on what went."""
        self.known, self.renewed, self.decisions = known, renewed, decisions
        self.said_in: dict[Profile, set[str]] = defaultdict(set)
        self.by_key: dict[str, list[Profile]] = defaultdict(list)
        for document, profile in fresh:
            self.said_in[profile].add(document)
        for profile in self.said_in:
            for key in keys(profile):
                self.by_key[key].append(profile)
        self.is_held = cache(lambda profile: any(doc not in renewed for doc, _ in known.holders(profile)))
        self.documents, self.name = cache(self._documents), cache(self._name)
        before, now = set(stale), set(self.said_in)
        self.came = {profile for profile in now - before if not self.is_held(profile)}
        self.went = {profile for profile in before - now if not self.is_held(profile)}
        self.changed: dict[str, dict[str, Judgement | None]] = defaultdict(dict)
        for own in sorted({profile.own for profile in self.went}):
            self._judge_again(own)
        for profile in sorted(self.came, key=lambda p: p.node):
            if profile.own not in {p.own for p in self.went}:
                self._judge_new(profile)
        self.touched = {profile.own for profile in before | now}

    def profiles(self, own: str) -> Iterator[Profile]:
        """All profiles of one name that documents have now."""
        yield from (profile for profile in self.by_key.get(called(own), ()))
        held = (p for p in self.known.called(own) if p not in self.said_in)
        yield from (profile for profile in held if self.is_held(profile))

    def judged(self, own: str) -> Iterator[tuple[str, Judgement]]:
        """What is judged the same as that name now."""
        changed = self.changed.get(own, {})
        yield from ((other, judgement) for other, judgement in self.known.judged(own) if other not in changed)
        yield from ((other, judgement) for other, judgement in changed.items() if judgement)

    def components(self) -> Iterator[set[str]]:
        """The names that hang together with what the documents say now, or did with what they said before."""
        ahead = set(self.touched)
        for own in self.touched:
            ahead |= {other for other, _ in self.known.judged(own)} | self._mates(own)
        seen: set[str] = set()
        for own in sorted(ahead):
            found, todo = set[str](), [own]
            while todo:
                name = todo.pop()
                if name not in seen:
                    seen.add(name)
                    if any(True for _ in self.profiles(name)):
                        found.add(name)
                        todo += [other for other, _ in self.judged(name)]
                        todo += self._mates(name)
            if found:
                yield found

    def apart(self, one: str, other: str) -> bool:
        """Whether a document has both as two things."""
        here, there = ({d for p in self.by_key.get(called(own), ()) for d in self.said_in[p]} for own in (one, other))
        if not here.isdisjoint(there):
            return True
        if (name := self.name(one)) is not None and name == self.name(other):
            # They were one thing, so no document that is not renewed had both; a decision renews all that it is about.
            return False
        return not self.documents(one).isdisjoint(self.documents(other))

    def holders(self, own: str) -> Iterator[tuple[str, str, Profile]]:
        """The documents that are not renewed in which something is called so alone, with its id there."""
        for profile in self.known.called(own):
            for document, entity in self.known.holders(profile):
                if document not in self.renewed:
                    yield document, entity, profile

    def _name(self, own: str) -> str | None:
        """What is called so alone was found to be this; None where only renewed documents have it."""
        return next((self.known.thing_of(document, entity) for document, entity, _ in self.holders(own)), None)

    def _documents(self, own: str) -> set[str]:
        now = {document for profile in self.by_key.get(called(own), ()) for document in self.said_in[profile]}
        return now | {document for document, _, _ in self.holders(own)}

    def _mates(self, own: str) -> set[str]:
        return {reference.own for reference in self.decisions.same_as(own)} - {own}

    def _like(self, profile: Profile) -> Iterator[tuple[str, Judgement]]:
        seen: set[Profile] = set()
        for key in asked(profile):
            left_out = {profile.own}
            for other in chain(self.by_key.get(key, ()), self.known.with_key(key, left_out)):
                if other not in seen and other.own not in left_out:
                    seen.add(other)
                    judgement = judge(profile, other)
                    if other in self.said_in or self.is_held(other):
                        if is_of_name(key):
                            left_out.add(other.own)
                        if judgement:
                            yield other.own, judgement

    def _judge_new(self, profile: Profile) -> None:
        known = dict(self.judged(profile.own))
        for other, judgement in self._like(profile):
            if other not in known or judgement.rank > known[other].rank:
                known[other] = judgement
                self.changed[profile.own][other] = self.changed[other][profile.own] = judgement

    def _judge_again(self, own: str) -> None:
        best: dict[str, Judgement] = {}
        for profile in self.profiles(own):
            for other, judgement in self._like(profile):
                if other not in best or judgement.rank > best[other].rank:
                    best[other] = judgement
        before = dict(self.known.judged(own))
        for other in {*before, *best}:
            if before.get(other) != best.get(other):
                self.changed[own][other] = self.changed[other][own] = best.get(other)
