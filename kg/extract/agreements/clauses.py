"""Sentences as the rules for facts see them: names and dates shrunk to one sign each, asides in brackets left out.

`國立某大學（某大）7月11日與日本某市簽署` becomes `ⓞⓓ與日本ⓞ簽署` (with signs of the private use area), so that
a rule speaks about roles and particles and never about names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.dates import FoundDate
from kg.model import Evidence, Language, PassageKind

ORG, PERSON, DATE, PLACE = SIGNS = ("\ue000", "\ue001", "\ue002", "\ue003")
NAME = "".join(SIGNS)  # in patterns: any of them


@dataclass(frozen=True, slots=True)
class Span:
    """A name, date or place in a sentence; `ids` are the entities meant (several for 雙方, 両社, none for a date)."""

    start: int
    end: int
    sign: str
    ids: tuple[str, ...] = ()
    date: FoundDate | None = None
    reference: bool = False  # 雙方, 本学 rather than a name


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage, or one row of a list.

    `masked` is the text with signs for names and without asides; `at[i]` is the place in `text` of `masked[i]`;
    `spans[i]` is what the sign at `masked[i]` stands for. `text` and `masked` of Chinese are in Simplified
    characters, so that one rule serves both ways of writing; offsets are the same in both.
    """

    language: Language
    kind: PassageKind
    passage: int
    text: str
    written: str  # as the release has it
    masked: str
    at: tuple[int, ...]
    spans: dict[int, Span]
    evidence: Evidence
    speech: bool
    hidden: tuple[Span, ...] = ()  # what stands in asides
    aside: bool = False  # itself an aside of the sentence before

    def find(self, sign: str, start: int = 0, end: int | None = None) -> list[tuple[int, Span]]:
        """Place in `masked` and span of every sign of that sort between two places."""
        stop = len(self.masked) if end is None else end
        return [(i, span) for i, span in self.spans.items() if span.sign == sign and start <= i < stop]

    def ids(self, places: Iterable[int]) -> tuple[str, ...]:
        """The entities of the signs at these places of `masked`."""
        return tuple(i for place in places for i in self.spans[place].ids)


@cache
def _to_simplified() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


class _Simple(dict[int, str]):
    """The Simplified form of each character by its code point, found at its first use: what `str.translate` takes."""

    def __missing__(self, code: int) -> str:
        simple = character = chr(code)
        if character >= "\u3400":
            simple = _to_simplified().convert(character)  # type: ignore[attr-defined]
        self[code] = simple if len(simple) == 1 else character
        return self[code]


@cache
def _simple() -> _Simple:
    return _Simple()


@cache
def both_ways(source: str) -> re.Pattern[str]:
    """A pattern that matches what it says in Japanese and, folded, in Chinese sentences.

    Without brackets around the two: a search looks for the first characters of its alternatives only where none of them
    is hidden in a group.
    """
    simple = simplified(source)
    return re.compile(source if simple == source else f"{source}|{simple}")


def folded(source: str) -> re.Pattern[str]:
    """A pattern for the text of Chinese sentences, which is in Simplified characters."""
    return re.compile(simplified(source))


def simplified(text: str) -> str:
    """The text in Simplified characters, one for one, for matching only."""
    return text.translate(_simple())
