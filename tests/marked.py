"""Names of a text written by hand, for the tests of rules that read them."""

from __future__ import annotations

from collections.abc import Iterable

from kg.annotate.name import Name


def marked(text: str, *spans: tuple[str, str], confidence: float = 0.9) -> list[Name]:
    """The names that these words are, each looked for behind the one before."""
    names, place = [], 0
    for word, kind in spans:
        start = text.index(word, place)
        place = start + len(word)
        names.append(Name(start, place, kind, confidence))
    return names


def shown(text: str, names: Iterable[Name]) -> list[str]:
    """Each name as it is written, with its kind."""
    return [f"{text[name.start : name.end]} {name.kind}" for name in names]
