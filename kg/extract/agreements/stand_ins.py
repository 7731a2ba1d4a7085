"""Persons who agree for the institution at which they hold a post: 校長某在高松與乙大學簽約, 知事が協定書を交わした."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from kg.extract.agreements.candidates import Candidate
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


def by_the_other_post(candidates: Sequence[Candidate], posts: Posts) -> list[Candidate]:
    """The candidates, where somebody of two posts signs for the institution that another sentence names.

    甲協會理事長、乙大學校長某與丙市長簽署 is of 甲協會 where the headline says that it signed with 丙市.
    """
    pairs = {frozenset(c.parties) for c in candidates if len(c.parties) == 2 and not c.past}
    return [c if c.past or c.headline else _by_the_other_post(c, pairs, posts) for c in candidates]


def _by_the_other_post(candidate: Candidate, pairs: Collection[frozenset[str]], posts: Posts) -> Candidate:
    parties = frozenset(candidate.parties)
    for person in (i for _, span in candidate.sentence.find(PERSON) for i in span.ids):
        held = posts.get(person, ())
        for meant in held if len(held) > 1 and len(parties) in (2, 3) else ():
            told = parties - set(held) | {meant}
            if told != parties and told in pairs:
                ordered = tuple(dict.fromkeys(meant if p in held else p for p in candidate.parties))
                return replace(candidate, parties=ordered, explicit=ordered)
    return candidate


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
