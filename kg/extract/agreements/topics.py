"""Topics of a text, by the words that the topic scheme of the ontology names as their signals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode, parse

from kg import knowledge
from kg.model import Language

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SIGNALS = {_SKOS + "prefLabel", _SKOS + "altLabel", _SKOS + "hiddenLabel"}


@dataclass(frozen=True, slots=True)
class _Signal:
    """The words of one topic in the script of a language, and those in Latin letters, which must stand alone."""

    key: str
    words: tuple[str, ...]
    latin: tuple[str, ...]
    alone: re.Pattern[str]

    def stands_in(self, text: str) -> bool:
        """Whether a text has one of the words: single words are found faster than any of many by a pattern.

        In plain loops, because most of the time of a generator would be its own.
        """
        for word in self.words:
            if word in text:
                return True
        for word in self.latin:
            if word in text:
                return self.alone.search(text) is not None
        return False


@cache
def _signals(language: Language) -> tuple[_Signal, ...]:
    """The topics with their words in that language and in English, in order of the scheme."""
    keys: dict[str, str] = {}
    found: dict[str, set[str]] = {}
    for quad in parse(path=str(knowledge.path("ontology", "topics.ttl"))):
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
            continue
        subject, value = quad.subject.value, quad.object
        if quad.predicate.value == _SKOS + "notation":
            keys[subject] = value.value
        elif quad.predicate.value in _SIGNALS and value.language in (language.lower(), language, "en"):
            found.setdefault(subject, set()).add(value.value)
    return tuple(_signal(keys[s], sorted(found[s])) for s in keys if s in found)


def _signal(key: str, words: Sequence[str]) -> _Signal:
    latin = tuple(word for word in words if word.isascii())
    # An acronym must stand alone: IC is no part of ICT.
    alone = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, latin))})(?![A-Za-z])")
    return _Signal(key, tuple(word for word in words if not word.isascii()), latin, alone)


def topics_of(text: str, language: Language) -> tuple[str, ...]:
    """Keys of the topics that a text names, in order of the scheme."""
    return tuple(signal.key for signal in _signals(language) if signal.stands_in(text))
