"""What is read alike wherever a document writes it: names that were read elsewhere, and what they were read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import letters_of
from kg.annotate.name import Name
from kg.model import Rule
from kg.names.borders import signs

_UNSURE, _SURE = 0.7, 0.85  # of readings that speak against each other


def alike(texts: Sequence[str], names: Sequence[Sequence[Name]], *, chinese: bool) -> list[list[Name]]:
    """The names of each passage, each form as it was surely read elsewhere, and read wherever it stands."""
    forms = surest(texts, names)
    read = []
    for text, own in zip(texts, names, strict=True):
        if chinese:
            own = [without_verb(text, name, forms) for name in own]
        own = [as_elsewhere(text, name, forms) for name in own]
        again = repeats(text, own, forms, chinese=chinese)
        whole = [as_government(text, name, forms) for name in own]
        whole = [n for n in whole if n.kind != "PLACE" or not any(r.start <= n.start and n.end <= r.end for r in again)]
        read.append([*whole, *again])
    return read


def surest(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> dict[str, Name]:
    """The surest reading of each form that the tagger is sure of somewhere in the document."""
    best: dict[str, Name] = {}
    for text, own in zip(texts, names, strict=True):
        for name in own:
            form = letters_of(text[name.start : name.end])
            sure = name.kind in ("PERSON", "ORG", "UNIT") and len(form) > 2 and name.confidence >= 0.6
            if sure and (form not in best or best[form].confidence < name.confidence):
                best[form] = name
    return best


def as_elsewhere(text: str, name: Name, forms: dict[str, Name]) -> Name:
    """A person of whom the tagger is not sure, as the institution that it surely read of that form elsewhere."""
    if name.kind == "PERSON" and name.confidence < _UNSURE:
        other = forms.get(letters_of(text[name.start : name.end]))
        if other is not None and other.kind == "ORG" and other.confidence > _SURE:
            return replace(other, start=name.start, end=name.end, rule=Rule.REPEAT)
    return name


def without_verb(text: str, name: Name, forms: dict[str, Name]) -> Name:
    """An institution without the verb before it, where the document names it so elsewhere: 拉|南海大學."""
    form = letters_of(text[name.start : name.end])
    verb = name.kind in ("ORG", "UNIT") and name.row is None and form[:1] in signs("verb before")
    other = forms.get(form[1:]) if verb else None
    if other is None or other.kind not in ("ORG", "UNIT"):
        return name
    return replace(other, start=name.start + 1, end=name.end, rule=Rule.REPEAT)


def repeats(text: str, own: Sequence[Name], forms: dict[str, Name], *, chinese: bool) -> list[Name]:
    """Forms that were read as names elsewhere in the document, where no name was read here."""
    letters = letters_of(text)
    taken = bytearray(len(text))
    for name in own:
        if name.kind != "PLACE" or not chinese:  # 福岡|辦事處, of which the town alone was read here
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
    whole = {(name.start, name.end) for name in own if name.kind == "PLACE"}
    found = []
    for form in sorted(forms, key=len, reverse=True):
        start = letters.find(form)
        while start >= 0:
            end = start + len(form)
            cut = any(s < end and start < e and not start <= s < e <= end for s, e in whole)
            free = not cut and (start, end) not in whole and not any(taken[start:end])
            if free and _stands_alone(letters, start, end):
                found.append(replace(forms[form], start=start, end=end, rule=Rule.REPEAT))
                taken[start:end] = b"\1" * len(form)
            start = letters.find(form, end)
    return found


def as_government(text: str, name: Name, forms: dict[str, Name]) -> Name:
    """A place that stands for its government elsewhere in the document does so here."""
    if name.kind == "PLACE":
        other = forms.get(letters_of(text[name.start : name.end]))
        if other is not None and other.kind == "ORG":
            return replace(other, start=name.start, end=name.end, rule=Rule.REPEAT)
    return name


def _stands_alone(letters: str, start: int, end: int) -> bool:
    """A Latin or katakana form is not cut out of a longer word."""
    for inner, outer in ((start, start - 1), (end - 1, end)):
        if 0 <= outer < len(letters):
            a, b = letters[inner], letters[outer]
            if (a.isascii() and a.isalnum() and b.isascii() and b.isalnum()) or (
                "ァ" <= a <= "ー" and "ァ" <= b <= "ー"
            ):
                return False
    return True
