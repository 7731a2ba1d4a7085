"""Companies with the name of a person, or one like it, whom a tagger took for somebody: 林長海 of 林長海化学工業."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.name import Name
from kg.annotate.persons.completed import persons_named
from kg.model import OrganizationType, Rule
from kg.names import fold, strip_legal_form, type_of_name
from kg.names.forms import company_endings


def as_companies(texts: Sequence[str], names: Sequence[Sequence[Name]], lists: Lists) -> list[list[Name]]:
    """The names, where persons are companies that the document names in full and nobody holds a title by that name."""
    stems = _stems(texts, names)
    if not stems:
        return [list(own) for own in names]
    titled = {form for text, own in zip(texts, names, strict=True) for form in _titled(text, own, lists)}
    people = persons_named(texts, names)
    taken = titled | {form[:size] for form in people for size in (1, 2, 3) if len(form) > size}
    companies = stems - taken
    return [
        [
            replace(name, kind="ORG", rule="name of a company")
            if name.kind in ("PERSON", "SURNAME") and letters_of(text[name.start : name.end]) in companies
            else name
            for name in own
        ]
        for text, own in zip(texts, names, strict=True)
    ]


def _stems(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> set[str]:
    """The names of the companies of a document, whole and without their legal form and line of business."""
    found: set[str] = set()
    for text, own in zip(texts, names, strict=True):
        for name in own:
            form = text[name.start : name.end]
            told = type_of_name(form) is OrganizationType.COMPANY or name.rule == Rule.SEATED
            if name.kind != "ORG" or len(form) < 3 or not told:
                continue
            core = strip_legal_form(form)
            found.add(letters_of(core))
            key = fold(core)
            ending = next((end for end in _endings() if key.endswith(end) and len(key) >= len(end) + 2), None)
            if ending is not None and len(key) == len(core):
                found.add(letters_of(core[: -len(ending)]))
    return {form for form in found if len(form) > 1}


def _titled(text: str, names: Sequence[Name], lists: Lists) -> Iterator[str]:
    """The persons beside whom a title or a form of address stands, by the letters of their names."""
    letters, ends = letters_of(text), {name.end for name in names if name.kind == "TITLE"}
    for name in names:
        if name.kind in ("PERSON", "SURNAME") and (name.start in ends or lists.titles.at(letters, name.end)):
            yield letters_of(text[name.start : name.end])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(company_endings(), key=lambda key: (-len(key), key)))
