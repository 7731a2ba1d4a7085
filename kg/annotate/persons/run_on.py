"""Names that were read across their borders where a document has them elsewhere: 森|北山大学長, 高雄女中|林全義."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.name import Name
from kg.model import Rule

_HEAD = "(?:副?学長|副?總?校長|副?院長|副?所長|副?理事長|副?会長|副?知事|副?市長|長|教授|理事|局長|部長)"
_BOUNDARY = r"(?<![\u3400-\u9fffァ-ヺー々])"
_LONGEST = 3  # characters of a surname
_LEAST = 3  # of an institution's form


def surnames_before_offices(
    texts: Sequence[str], names: Sequence[Sequence[Name]], lists: Lists, people: frozenset[str]
) -> list[list[Name]]:
    """The names of each Japanese passage, with a surname and the institution behind it apart: 森|北山大学|長.

    The document has the institution elsewhere, and the surname is one of its persons' or a known one.
    """
    forms = _institutions(texts, names)
    if not forms:
        return [list(own) for own in names]
    told = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    rule = re.compile(
        rf"{_BOUNDARY}(?P<surname>[\u3400-\u9fff々]{{1,{_LONGEST}}}?)(?P<house>{told})(?={letters_of(_HEAD)})"
    )
    whole = letters_of("\n".join(texts))
    return [_apart(text, own, rule, forms, whole, lists, people) for text, own in zip(texts, names, strict=True)]


def _institutions(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> dict[str, Name]:
    """The institutions of a document by their forms, each as it was read first."""
    found: dict[str, Name] = {}
    for text, own in zip(texts, names, strict=True):
        for name in own:
            form = letters_of(text[name.start : name.end])
            if name.kind == "ORG" and len(form) >= _LEAST:
                found.setdefault(form, name)
    return found


def _apart(
    text: str,
    names: Sequence[Name],
    rule: re.Pattern[str],
    forms: dict[str, Name],
    whole: str,
    lists: Lists,
    people: frozenset[str],
) -> list[Name]:
    read = list(names)
    for match in rule.finditer(letters_of(text)):
        surname, house = match["surname"], match["house"]
        listed = lists.surnames.kind(surname) is not None
        # 森北山大学 that the document names so is no Mr. 森 of 北山大学, unless it names that person.
        own = surname + house in forms and surname not in people and whole.count(surname + house) > 1
        if not (listed or surname in people) or own:
            continue
        start, end = match.span()
        if any(n.start == match.start("house") for n in read):
            continue  # the two were read apart
        read = [n for n in read if n.end <= start or end <= n.start]
        kind = "SURNAME" if listed or len(surname) < _LONGEST else "PERSON"
        read.append(Name(start, match.end("surname"), kind, 0.8, None, "surname before an office"))
        read.append(replace(forms[house], start=match.start("house"), end=end, rule=Rule.REPEAT))
    return sorted(read, key=lambda name: (name.start, -name.end))


def ends_with_persons(texts: Sequence[str], names: Sequence[Sequence[Name]], lists: Lists) -> list[list[Name]]:
    """The names, where an institution takes back the signs that were read as a person's: 海山女中|林全義校長."""
    forms = _institutions(texts, names)
    return [list(_taken_back(text, own, forms, lists)) for text, own in zip(texts, names, strict=True)]


def _taken_back(text: str, names: Sequence[Name], forms: dict[str, Name], lists: Lists) -> Iterator[Name]:
    moved: dict[int, int] = {}  # start of a person → where it begins
    for name, behind in zip_longest(names, names[1:]):
        start = moved.pop(name.start, None)
        if start is not None:
            name = replace(name, start=start)
        if behind is not None and name.kind == "ORG" and behind.kind == "PERSON" and name.end == behind.start:
            for more in (1, 2):
                cut = name.end + more
                form, rest = letters_of(text[name.start : cut]), letters_of(text[cut : behind.end])
                own = lists.surnames.kind(rest[:1]) or lists.surnames.kind(rest[:2])
                if form in forms and len(rest) > 1 and own and letters_of(text[name.start : name.end]) != form:
                    name, moved[behind.start] = replace(forms[form], start=name.start, end=cut, rule=Rule.REPEAT), cut
                    break
        yield name
