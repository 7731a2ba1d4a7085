"""The words of `coreference.tsv`: those that stand for somebody, declare a short form or name a country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from kg.names.forms import table


@dataclass(frozen=True, slots=True)
class Word:
    """A row of the file: a word, what it does (`use`) and for what kind of thing (`of`)."""

    word: str
    language: str
    use: str
    of: str


@cache
def words(use: str) -> tuple[Word, ...]:
    """The rows of one use, longest word first."""
    rows = (Word(**row) for row in table("language", "coreference.tsv"))
    return tuple(sorted((row for row in rows if row.use == use), key=lambda row: (-len(row.word), row.word)))


@cache
def alternatives(use: str) -> str:
    """The words of one use as a regular expression without groups, longest first."""
    return "|".join(re.escape(word) for word in dict.fromkeys(row.word for row in words(use)))


@cache
def countries() -> Mapping[str, str]:
    """The words for countries, the longest first, with the code of each."""
    return MappingProxyType({word.word: word.of for word in words("country")})
