"""Whether two names alone mean one person or one institution, and why; documents know more (`kg.resolve.identity`)."""

from __future__ import annotations

import re

from kg.model import Language
from kg.names import country_of_name, is_abbreviation, match_key, type_of_name
from kg.names.authority import Authority
from kg.names.folding import fold
from kg.names.places import place_of_key, place_prefix
from kg.names.sounds import same_person
from kg.resolve.identity import Judgement

# A rendering of a person's name must agree in every syllable: here no institution says that it is the same person.
_AGREES = 0.9
_BRACKETS = re.compile(r"[（(][^（()）]{1,40}[)）]$")


def same_name(
    left: str,
    right: str,
    kind: str,
    left_language: Language | None = None,
    right_language: Language | None = None,
    authority: Authority | None = None,
) -> Judgement | None:
    """Judge two names of one kind, `person` or `organization`; None where nothing says that they are the same.

    The authority file decides where it knows both; it is left out when it is not given.
    """
    if kind == "person":
        score = same_person(left, right)
        return Judgement(score, "the same name, as it sounds or is written") if score >= _AGREES else None
    # Names in English have & and "and" at will.
    left, right = left.replace("&", "and"), right.replace("&", "and")
    a = authority.lookup(left, left_language) if authority else None
    b = authority.lookup(right, right_language) if authority else None
    if a is not None and b is not None:
        return Judgement(1.0, f"the authority file has both as {a.key}") if a.key == b.key else None
    row, name = (a, right) if a else (b, left)
    if row is not None:
        # The authority file has one of them: the other may be a spelling or short form that it lacks.
        return next((j for other in row.names if (j := _alike(other, name))), None)
    return _alike(left, right)


def _alike(left: str, right: str) -> Judgement | None:
    """Two names of institutions by their form alone."""
    # What stands in brackets after a name tells it from another of that name.
    told = {fold(found[0]) for n in (left, right) if (found := _BRACKETS.search(n))}
    if told and not all(_BRACKETS.search(n) for n in (left, right)):
        return None
    countries = {c for n in (left, right) if (c := country_of_name(n))}
    types = {t for n in (left, right) if (t := type_of_name(n))}
    if len(countries) > 1 or len(types) > 1:
        return None
    if match_key(left) == match_key(right):
        return Judgement(0.95, "one name but for script and legal form")
    # 東北大學 could be cut from 瀋陽東北大學, but it is a whole name of its own; 九大 is not.
    short, long = sorted((left, right), key=len)
    if (
        type_of_name(short) is None
        and not _is_branch(match_key(short), match_key(long))
        and is_abbreviation(short, long)
    ):
        return Judgement(0.8, "the one is a short form of the other")
    return None


def _is_branch(short: str, long: str) -> bool:
    """Whether a key lacks the country that the other has before it: 台灣默克集團 is the company of 默克 in Taiwan."""
    head = place_of_key(place_prefix(long))
    return head is not None and head.kind == "country" and not short.startswith((place_prefix(long), *head.shorts))
