"""Persons of whom a part was read, where the document has the whole name elsewhere: 戶|張雅彥, 川口正|志."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import letters_of, script
from kg.annotate.name import Name

_MISSED = 2  # characters that may be missing at one end


def completed(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """The names of each passage, its persons with the characters that their whole name in the document has."""
    forms = {
        letters_of(text[name.start : name.end])
        for text, own in zip(texts, names, strict=True)
        for name in own
        if name.kind == "PERSON"
    }
    whole = {form for form in forms if len(form) > 2 and all(script(char) == "H" for char in form)}
    return [[_complete(text, name, own, whole) for name in own] for text, own in zip(texts, names, strict=True)]


def _complete(text: str, name: Name, names: Sequence[Name], whole: set[str]) -> Name:
    form = text[name.start : name.end]
    if name.kind != "PERSON" or len(form) < 2:
        return name
    for size in range(1, _MISSED + 1):
        for start, end in ((name.start - size, name.end), (name.start, name.end + size)):
            if start < 0 or end > len(text) or text[start:end] not in whole:
                continue
            if not any(other is not name and other.start < end and start < other.end for other in names):
                return replace(name, start=start, end=end)
    return name
