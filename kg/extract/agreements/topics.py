"""Topics of a text, by the words that the topic scheme of the ontology names as their signals."""

from __future__ import annotations

import re
from functools import cache

from pyoxigraph import Literal, NamedNode, parse

from kg import knowledge
from kg.model import Language

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_SIGNALS = {_SKOS + "prefLabel", _SKOS + "altLabel", _SKOS + "hiddenLabel"}


@cache
def _signals(language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Key of each topic with a pattern of its words in that language and in English."""
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
    return tuple((keys[s], _any(found[s])) for s in keys if s in found)


def _any(found: set[str]) -> re.Pattern[str]:
    # An acronym must stand alone: IC is no part of ICT.
    latin = [rf"(?<![A-Za-z]){re.escape(w)}(?![A-Za-z])" for w in found if w.isascii()]
    return re.compile("|".join([*sorted(latin), *sorted(re.escape(w) for w in found if not w.isascii())]))


def topics_of(text: str, language: Language) -> tuple[str, ...]:
    """Keys of the topics that a text names, in order of the scheme."""
    return tuple(key for key, signal in _signals(language) if signal.search(text))
