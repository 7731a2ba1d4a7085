"""Common words by which a page says that it calls an institution: 國際教育交流聯盟（以下簡稱聯盟）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.annotate.name import Name
from kg.names import fold
from kg.names.referring import words

_CALLS = re.compile(
    r"[」』”]?[（(][^（）()\n]{0,24}?(?:以下(?:簡稱|简称|稱|称|略稱|略称|、|，|,)?|簡稱|简称|下稱|下称|略稱|略称)(?:為|为)?"
    r"[「『“]?(?P<word>[\u3400-\u9fff]{2,4})[」』”]?(?:と(?:いう|略す|称する|呼ぶ)。?)?[）)]"
)
_SELF = frozenset("本我當当弊同該该此")
_BEFORE = re.compile(r"[\u3400-\u9fff々](?<![與与和及跟由在向對对為为是的並并而如將将於于從从讓让請请使按稱称])")
_LONGEST = 40  # words that a page may declare


def called(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """The further names of each passage: where such a word stands by itself, from its declaration on."""
    words: dict[str, Name] = {}
    found: list[list[Name]] = []
    for text, own in zip(texts, names, strict=True):
        whole = {name.end: name for name in own if name.kind == "ORG"}
        taken = bytearray(len(text))
        for name in own:
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
        for match in _CALLS.finditer(text):
            word, owner = match["word"], whole.get(match.start()) or whole.get(match.start() + 1)
            known = word[0] in _SELF or fold(word) in _pointing()
            if owner is not None and not known and len(words) < _LONGEST:
                words.setdefault(word, owner)
        found.append([name for word, owner in words.items() for name in _places(text, word, owner, taken)])
    return found


def _places(text: str, word: str, owner: Name, taken: bytearray) -> list[Name]:
    """Where a word stands free of other names and is no end of a longer word."""
    read = []
    for match in re.finditer(re.escape(word), text):
        start, end = match.span()
        if any(taken[start:end]) or (start and _BEFORE.match(text, start - 1)):
            continue
        read.append(Name(start, end, "ORG", min(0.7, owner.confidence), None, "declared word"))
    return read


@cache
def _pointing() -> frozenset[str]:
    return frozenset(fold(row.word) for use in ("self", "same", "both", "three", "country") for row in words(use))
