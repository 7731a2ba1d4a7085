"""What documents say of the things of one kind while some of them are named anew, and what that changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from kg.resolve.keys import entries, keys, shared_keys
from kg.resolve.known import Remembered
from kg.resolve.profiles import Entry, Profile, own_of


class Said:
    """The profiles of one kind.

    `fresh` are what the renewed documents say of their things, `stale` what they said before. `came` and `went` are
    profiles, `found` and `lost` that by which others find them, which no document had before, or none has any more;
    `new` are names of which nothing was known.
    """

    def __init__(
        self,
        known: Remembered,
        renewed: Collection[str],
        fresh: Iterable[tuple[str, Profile]],
        stale: Iterable[Profile],
    ) -> None:
        """Tell what came and went."""
        self.known, self.renewed = known, renewed
        self.documents: dict[Profile, set[str]] = defaultdict(set)
        self.of_own: dict[str, list[Profile]] = defaultdict(list)
        self.by_key: dict[str, set[Profile]] = defaultdict(set)
        self.by_shared: dict[str, set[str]] = defaultdict(set)
        for document, profile in fresh:
            self.documents[profile].add(document)
        for profile in self.documents:
            self.of_own[profile.own].append(profile)
            for key, kept in keys(profile):
                self.by_key[key].add(kept)
            for key in shared_keys(profile):
                self.by_shared[key].add(profile.own)
        before, now = set(stale), set(self.documents)
        self.all = before | now
        # What no renewed document said before, and the store has, another document says.
        came = (profile for profile in now - before if not known.has(Entry.of(profile)))
        self.came = sorted(came, key=Profile.to_json)
        self.went = {p for p in before - now if all(document in renewed for document, _ in known.holders(p))}
        self.lost = set(self._lost())
        self.found = {e for profile in self.came for e in entries(profile) if e.is_profile or not known.has(e)}
        shared = {Entry.shared(profile.own, key) for profile in self.came for key in shared_keys(profile)}
        self.new = {own_of(e.where) for e in self.found & shared} - {own_of(e.where) for e in shared - self.found}
        self.new -= {profile.own for profile in before}

    def profiles(self, own: str) -> Iterator[Profile]:
        """All profiles of one name that documents have now."""
        yield from self.of_own.get(own, ())
        yield from (p for p in self.known.called(own) if p not in self.documents and p not in self.went)

    def under(self, key: str) -> set[Profile]:
        """What is kept of profiles under a key now."""
        held = (p for p in self.known.with_key(key) if not self.lost or Entry.of(p, key) not in self.lost)
        return {*held, *self.by_key.get(key, ())}

    def sharing(self, key: str) -> set[str]:
        """The names that have a shared key now."""
        held = {own for own in self.known.sharing(key) if Entry.shared(own, key) not in self.lost}
        return held | self.by_shared.get(key, set())

    def here(self, own: str) -> set[str]:
        """The renewed documents in which something is called so alone."""
        return {document for profile in self.of_own.get(own, ()) for document in self.documents[profile]}

    def holders(self, own: str) -> Iterator[tuple[str, str, Profile]]:
        """The documents that are not renewed in which something is called so alone, with its id there."""
        for profile in self.known.called(own):
            for document, entity in self.known.holders(profile):
                if document not in self.renewed:
                    yield document, entity, profile

    def _lost(self) -> Iterator[Entry]:
        """That by which what went was found, where nothing else of that name has it."""
        gone: dict[str, set[Entry]] = defaultdict(set)
        for profile in self.went:
            yield Entry.of(profile)
            gone[profile.own].update(entries(profile))
        for own, left in gone.items():
            left -= {Entry.of(profile) for profile in self.went}
            for profile in self.profiles(own) if left else ():
                left -= entries(profile)
                if not left:
                    break
            yield from left
