"""Words by which a page calls an institution: 國際教育交流聯盟（以下簡稱聯盟）, in Japanese 甲女子高級中学（甲女）."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from kg.annotate.name import Name
from kg.names import fold
from kg.names.referring import words
from kg.names.shortforms import is_made_of

_CALLS = re.compile(
    r"[」』”]?[（(][^（）()\n]{0,40}?(?:以下(?:簡稱|简称|稱|称|略稱|略称|、|，|,)?|簡稱|简称|下稱|下称|略稱|略称)(?:為|为)?"
    r"[「『“]?(?P<word>[\u3400-\u9fff]{2,4}|[ァ-ヺー・]{2,14}|[A-Za-z][A-Za-z0-9&.-]{1,11})[」』”]?(?:と(?:いう|略す|称する|呼ぶ)。?)?[）)]"
)
# A word of katakana or Latin letters goes on in such a sign.
_LETTER = re.compile(r"[ァ-ヺーA-Za-z]")
_SELF = frozenset("本我當当弊同該该此")
_BEFORE = re.compile(r"[\u3400-\u9fff々](?<![與与和及跟由在向對对為为是的並并而如將将於于從从讓让請请使按稱称])")
# 國立甲女子高級中学（甲女）, where the word is made of characters of the name
_SHORT_FORM = re.compile(r"[（(](?P<word>[\u3400-\u9fff]{2,3})[）)]")
_SHORT_FORM_ZH = re.compile(r"[（(](?P<word>[\u3400-\u9fff]{2,6})[）)]")
# What stands behind a Japanese name of two characters.
_PARTICLE = re.compile(r"[はがのとにもをやへで、。・」）（　 ]|側|社|から|など|ら|$")
_SURE = 0.6  # of a form of two characters that the tagger read somewhere
_INSIDE = ("ORG", "UNIT", "PLACE", "PERSON", "SURNAME")
_WIDEST = 80  # characters of the longest name
_LONGEST = 40  # words that a page may declare


def called(texts: Sequence[str], names: Sequence[Sequence[Name]], *, chinese: bool = True) -> list[list[Name]]:
    """The further names of each passage: where such a word stands by itself, from its declaration on."""
    words: dict[str, Name] = {}
    short = {} if chinese else _short_forms(texts, names)
    words.update(bracketed(texts, names) if chinese else {})
    found: list[list[Name]] = []
    for text, own in zip(texts, names, strict=True):
        whole = {name.end: name for name in own if name.kind == "ORG"}
        taken = bytearray(len(text))
        for name in own:
            if name.kind != "ORG" and name.confidence < _SURE and text[name.start : name.end] in short:
                continue  # a guess of the tagger: the page says what it is
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
        for match in _CALLS.finditer(text):
            word, owner = match["word"], whole.get(match.start()) or whole.get(match.start() + 1)
            known = word[0] in _SELF or fold(word) in _pointing()
            if owner is not None and not known and len(words) < _LONGEST:
                words.setdefault(word, owner)
        read = [name for word, owner in words.items() for name in _places(text, word, owner, taken)]
        taken_by = {name.start for name in read}
        read += [
            name
            for word, owner in short.items()
            for name in _places(text, word, owner, taken)
            if name.start not in taken_by and _PARTICLE.match(text, name.end)
        ]
        found.append(read)
    return found


def bracketed(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> dict[str, Name]:
    """The short forms in brackets behind Chinese names of institutions, of whose characters they are made."""
    found: dict[str, Name] = {}
    for text, own in zip(texts, names, strict=True):
        for name in own:
            bracket = _SHORT_FORM_ZH.match(text, name.end) if name.kind == "ORG" else None
            if bracket and len(found) < _LONGEST and _made_of(bracket["word"], text[name.start : name.end]):
                found.setdefault(bracket["word"], name)
    return {word: owner for word, owner in found.items() if fold(word) not in _pointing()}


def as_bracketed(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """The names of each passage, where one that is such a short form is read as an institution everywhere."""
    short = bracketed(texts, names)
    return (
        [_whole_words(text, own, short) for text, own in zip(texts, names, strict=True)]
        if short
        else [*map(list, names)]
    )


def _whole_words(text: str, names: Sequence[Name], short: Mapping[str, Name]) -> list[Name]:
    """The names, each such word in the place of what was read of it: 台設|會 that a page declares is no 台設."""
    read = sorted(names, key=lambda name: (name.start, -name.end))
    for word in short:
        starts, gone, more = [name.start for name in read], set[int](), list[Name]()
        for match in re.finditer(re.escape(word), text):
            start, end = match.span()
            near = range(bisect_left(starts, start - _WIDEST), bisect_left(starts, end))
            over = [i for i in near if start < read[i].end]
            inside = all(read[i].kind in _INSIDE and start <= read[i].start and read[i].end <= end for i in over)
            known = (
                len(over) == 1 and read[over[0]].kind == "ORG" and read[over[0]].end - read[over[0]].start == len(word)
            )
            if over and inside and not known:
                gone.update(over)
                more.append(Name(start, end, "ORG", max(read[i].confidence for i in over), None, "declared word"))
        kept = [name for i, name in enumerate(read) if i not in gone]
        read = sorted([*kept, *more], key=lambda name: (name.start, -name.end)) if more else read
    return read


def _short_forms(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> dict[str, Name]:
    """Two or three characters that a page uses for one of its names, and that nobody need have read everywhere.

    They stand in brackets behind the name, of whose characters they are made, or begin it and were read somewhere.
    """
    full = {text[n.start : n.end]: n for text, own in zip(texts, names, strict=True) for n in own if n.kind == "ORG"}
    found: dict[str, Name] = {}
    for text, own in zip(texts, names, strict=True):
        for name in own:
            form = text[name.start : name.end]
            bracket = _SHORT_FORM.match(text, name.end) if name.kind == "ORG" else None
            if bracket and _made_of(bracket["word"], form):
                found.setdefault(bracket["word"], name)
            sure = name.kind == "ORG" and len(form) == 2 and name.confidence >= _SURE
            if sure and any(len(other) > len(form) + 1 and other.startswith(form) for other in full):
                found.setdefault(form, name)
    return {word: owner for word, owner in list(found.items())[:_LONGEST] if fold(word) not in _pointing()}


def _made_of(word: str, name: str) -> bool:
    """Whether the characters of a word stand in a name, in this order."""
    return len(name) > len(word) + 1 and is_made_of(word, name)


def _places(text: str, word: str, owner: Name, taken: bytearray) -> list[Name]:
    """Where a word stands free of other names and is no end of a longer word."""
    read = []
    for match in re.finditer(re.escape(word), text):
        start, end = match.span()
        if any(taken[start:end]) or (start and _BEFORE.match(text, start - 1)):
            continue
        if _LETTER.match(word) and _LETTER.search(text[max(0, start - 1) : start] + text[end : end + 1]):
            continue
        read.append(Name(start, end, "ORG", min(0.7, owner.confidence), None, "declared word"))
    return read


@cache
def _pointing() -> frozenset[str]:
    return frozenset(fold(row.word) for use in ("self", "same", "both", "three", "country") for row in words(use))
