"""What was resolved before, as a change sees it: without the documents that are being named anew."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Protocol

from kg.resolve.identity import Judgement
from kg.resolve.profiles import Entry, Placed, Profile


class Known(Protocol):
    """What was resolved before: profiles by name and by document, and what was judged of those with different names."""

    def with_key(self, key: str) -> Iterable[Profile]:
        """What is kept of profiles under a key."""
        ...

    def called(self, own: str) -> Iterable[Profile]:
        """The profiles of one name, read one by one: of the many of a common one mostly the first answers."""
        ...

    def sharing(self, key: str) -> Iterable[str]:
        """What is found under a key that all under one name share, each by what stands for it in clusters (`own`)."""
        ...

    def has(self, entry: Entry) -> bool: ...

    def holders(self, profile: Profile) -> Iterable[tuple[str, str]]:
        """The documents that say exactly this, each with the id of the thing in it."""
        ...

    def name_of(self, own: str) -> str:
        """What is called so alone was found to be this; the same again where no other name was found for it."""
        ...

    def of_document(self, document: str) -> Iterable[Placed]: ...

    def judged(self, own: str) -> Iterable[tuple[str, Judgement]]:
        """What was judged the same as that, and why."""
        ...


class Nothing:
    """Nothing was resolved before."""

    def with_key(self, key: str) -> Iterable[Profile]:
        return ()

    def called(self, own: str) -> Iterable[Profile]:
        return ()

    def sharing(self, key: str) -> Iterable[str]:
        return ()

    def has(self, entry: Entry) -> bool:
        return False

    def holders(self, profile: Profile) -> Iterable[tuple[str, str]]:
        return ()

    def name_of(self, own: str) -> str:
        return own

    def of_document(self, document: str) -> Iterable[Placed]:
        return ()

    def judged(self, own: str) -> Iterable[tuple[str, Judgement]]:
        return ()


class Remembered:
    """What was resolved before, asked once for each question: it stays as it is while documents are named."""

    def __init__(self, known: Known) -> None:
        """Ask `known` no question twice, but those that are answered one by one."""
        self.of_document = cache(lambda document: tuple(known.of_document(document)))
        self.judged = cache(lambda own: tuple(known.judged(own)))
        self.with_key = cache(lambda key: tuple(known.with_key(key)))
        self.sharing = cache(lambda key: tuple(known.sharing(key)))
        self.name_of, self.has = cache(known.name_of), known.has
        self.called, self.holders = known.called, known.holders
