"""Surnames that the full name of somebody in the document tells: 蒲池 of 蒲池太郎, 甲局|相良|部長."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import Lists, letters_of, script
from kg.annotate.name import Name
from kg.annotate.persons.run_on import surnames_before_offices
from kg.model import Rule

_NEW = "新前元現"  # of an office: 高坂|新会長
_LINKED = re.compile(r"[ァ-ヺー]{2,}(?:・[ァ-ヺー]{2,}){1,3}")  # ロビン・ユン
_DOT = re.compile(r"[・·‧･＝= 　_-]")


def by_people(
    texts: Sequence[str], names: Sequence[Sequence[Name]], lists: Lists, *, chinese: bool
) -> list[list[Name]]:
    """The names of each passage, read by the persons that the document names."""
    people = _people(texts, names, lists, chinese=chinese)
    if not chinese:
        names = surnames_before_offices(texts, names, lists, people)
    read = []
    for text, own in zip(texts, names, strict=True):
        own = [_as_surname(text, name, people) for name in _before_titles(text, own, people, lists)]
        read.append(_without_people(text, own, people, lists))
    return read


def _people(texts: Sequence[str], names: Sequence[Sequence[Name]], lists: Lists, *, chinese: bool) -> frozenset[str]:
    """Names of persons in the document, and what may be their surnames: beginnings and parts between dots.

    Of three characters, two may be a Japanese surname: 高坂 of 高坂徹.
    """
    people = set()
    for text, own in zip(texts, names, strict=True):
        for name in own:
            form = letters_of(text[name.start : name.end])
            sure = name.confidence >= 0.6 or _LINKED.fullmatch(form) is not None
            if name.kind == "PERSON" and len(form) > 2 and sure:
                sizes = {size for size in (1, 2, 3) if size < len(form) - 1} | (set() if chinese else {2})
                if len(form) == 4 and lists.surnames.kind(form[:3]):
                    sizes |= {3}  # 五十畑|登
                people |= {form, *(form[:size] for size in sizes), *_DOT.split(form)}
    return frozenset(people)


def _as_surname(text: str, name: Name, people: frozenset[str]) -> Name:
    """A name of two signs with which a longer one of the document begins, as a surname: 蒲池 of 蒲池太郎."""
    form = letters_of(text[name.start : name.end])
    alone = name.kind == "PERSON" and len(form) == 2 and script(form[0]) == script(form[1]) == "H"
    return replace(name, kind="SURNAME") if alone and form in people else name


def _without_people(text: str, names: Sequence[Name], people: frozenset[str], lists: Lists) -> list[Name]:
    """Institutions that are a person of the document before a title, or that run on into one, are cut there."""
    titles_at = {name.start for name in names if name.kind == "TITLE"}
    letters = letters_of(text)
    read: list[Name] = []
    for name in names:
        form = letters_of(text[name.start : name.end])
        called = form[:-1] if form[-1] in "君氏" else ""  # 黃|君
        if name.kind == "PERSON" and called in people and lists.surnames.kind(called) is not None:
            name = replace(name, kind="SURNAME", end=name.end - 1, rule=Rule.SURNAME_OF_PERSON)
        titled = name.end in titles_at or (form in people and lists.titles.at(letters, name.end) is not None)
        if name.kind == "UNIT" and name.end in titles_at and form in people and 1 < len(form) < 4:
            name = replace(name, kind="SURNAME", rule=Rule.SURNAME_OF_PERSON)  # 甲局|相良|部長
        if name.kind in ("ORG", "PLACE") and name.row is None and titled:
            if form in people and len(form) < 4:
                name = replace(name, kind="SURNAME", rule=Rule.SURNAME_OF_PERSON)
            else:
                cut = next((i for i in range(2, len(form)) if form[i:] in people and _turns(form, i)), 0)
                if cut:
                    read.append(replace(name, end=name.start + cut))
                    kind = "PERSON" if len(form) - cut > 2 and script(form[cut]) == "H" else "SURNAME"
                    rule = Rule.SURNAME_OF_PERSON if kind == "SURNAME" else ""
                    name = Name(name.start + cut, name.end, kind, name.confidence, None, rule)
        read.append(name)
    return read


def _before_titles(text: str, names: Sequence[Name], people: frozenset[str], lists: Lists) -> list[Name]:
    """The names, where a title takes back the first character that was read as the end of a surname: 馮|学院長."""
    titles_at = {name.start: name for name in names if name.kind == "TITLE"}
    longer: dict[int, int] = {}
    read = []
    for name in names:
        title = titles_at.get(name.end)
        if name.kind in ("PERSON", "SURNAME") and title is not None and 1 < name.end - name.start < 5:
            surname = letters_of(text[name.start : name.end - 1])
            if text[name.end - 1] in _NEW and _is_of_another(surname, letters_of(text[name.start : name.end]), people):
                name = replace(name, kind="SURNAME", end=name.end - 1, rule=Rule.SURNAME_OF_PERSON)
            if (surname in people or len(surname) == 1) and lists.titles.kind(text[name.end - 1 : title.end]):
                longer[title.start] = title.start - 1
                name = replace(name, kind="SURNAME", end=name.end - 1, rule=Rule.SURNAME_OF_PERSON)
        read.append(name)
    return [replace(n, start=longer[n.start]) if n.kind == "TITLE" and n.start in longer else n for n in read]


def _is_of_another(surname: str, form: str, people: frozenset[str]) -> bool:
    """Whether somebody in the document but the one of this form has the surname."""
    return len(surname) > 1 and any(p.startswith(surname) and not form.startswith(p) for p in people)


def _turns(form: str, place: int) -> bool:
    """The writing changes here, as in NDCジァン, or two Chinese characters or more are left."""
    return script(form[place - 1]) != script(form[place]) or (script(form[place]) == "H" and len(form) - place > 1)
