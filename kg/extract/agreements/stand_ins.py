"""Persons who agree for the institution at which they hold a post: 校長某在高松與乙大學簽約, 知事が協定書を交わした."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from kg.extract.agreements.clauses import DATE, ORG, PERSON, PLACE, Sentence, both_ways
from kg.model import Position

Posts = Mapping[str, tuple[str, ...]]

# An institution that is named right before a person stands for itself: 甲大學校長某, A大学の某学長.
_NAMED = re.compile(f"{ORG}[^，。；、与和及在于由はがをにでへもと{ORG}{PERSON}{DATE}{PLACE}]{{0,22}}$")
# So does one that nobody recognised: 協議會某會長, 同校の某校長.
_UNKNOWN = both_ways("(?:[會局校社院所部處課室館司署]|中心|公司|大學|機構|センター|グループ)の?$")


def posts_of(positions: Iterable[Position]) -> dict[str, tuple[str, ...]]:
    """The institutions at which each person holds a post now, in order of the text."""
    found: dict[str, dict[str, None]] = {}
    for position in positions:
        if not position.former:
            found.setdefault(position.person, {})[position.organization] = None
    return {person: tuple(institutions) for person, institutions in found.items()}


def with_stand_ins(sentence: Sentence, posts: Posts, likely: Collection[str]) -> Sentence | None:
    """The sentence with the institution in the place of each person who is named without it, or None without any.

    Of several institutions at which somebody holds posts, the first is meant that is one of the `likely`.
    Signs take each other's places one for one, so that what is found in one stands at the same place in the other.
    """
    masked, spans = list(sentence.masked), dict(sentence.spans)
    for place, span in sentence.find(PERSON):
        held = posts.get(span.ids[0], ()) if span.ids else ()
        if len(held) > 1:
            held = tuple(i for i in held if i in likely)
        before = sentence.masked[:place]
        if held and not _NAMED.search(before) and not _UNKNOWN.search(before):
            masked[place] = ORG
            spans[place] = replace(span, sign=ORG, ids=held[:1], reference=True)
    if spans == sentence.spans:
        return None
    return replace(sentence, masked="".join(masked), spans=spans)
