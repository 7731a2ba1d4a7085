"""Towns whose head alone is named: 山田市長 of a page that names one town means the government of that town."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.annotate.name import Name
from kg.annotate.posts.title_spans import skip
from kg.model import Rule
from kg.names import fold, person_country
from kg.names.places import place_of_key

_HEAD = re.compile(r"(?:前|元)?副?(?:([市町村区鎮郷])長|知事)")
_GOVERNED = "県府都道"  # what a 知事 governs
_OPENED = re.compile(r"[（(][^（）()。]{0,8}\Z")
_CLOSED = ("）", ")", "、", "，", "・")


@dataclass(frozen=True, slots=True)
class _Town:
    passage: int
    name: Name
    end: int  # of the town's own name: 北山市|東町
    form: str
    seat: bool  # whether it stands in brackets as where somebody has his seat


def with_towns_of_heads(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """The names of each Japanese passage, a town as an institution where its head is named without it.

    Only where no government is read that could have such a head. The town nearest before is meant, one of the country
    of the head's name and no mere seat of a company first.
    """
    read = [list(own) for own in names]
    for passage, (text, own) in enumerate(zip(texts, names, strict=True)):
        for signs, start, holder in _heads(text, own):
            if any(_governs(t, n, signs) for t, all_ in zip(texts, read, strict=True) for n in all_):
                continue
            towns = [town for town in _towns(texts, read, signs) if _fits(town, holder)]
            before = [t for t in towns if (t.passage, t.name.start) < (passage, start)]
            order = [*reversed(before), *(t for t in towns if t not in before)]
            meant = min(order, key=lambda town: (town.seat, not _is_at_home(town)), default=None)
            for town in towns if meant is not None else ():
                if meant is not None and town.form == meant.form:
                    place = read[town.passage].index(town.name)
                    whole = replace(town.name, kind="ORG", end=town.end, rule=Rule.PLACE_OF_HEAD)
                    read[town.passage][place] = whole
    return read


def _heads(text: str, names: Sequence[Name]) -> Iterator[tuple[str, int, str]]:
    """Each head of a government beside a person and without it: what its name ends with, its place, the person."""
    for title in names:
        match = _HEAD.fullmatch(text, title.start, title.end) if title.kind == "TITLE" else None
        if match is None:
            continue
        before = next((n for n in names if n.kind in ("PERSON", "SURNAME") and n.end == title.start), None)
        after = next((n for n in names if n.kind == "PERSON" and n.start == skip(text, title.end, 1)), None)
        holder = before or after
        if holder is None:
            continue
        start = min(title.start, holder.start)
        if not any(n.kind in ("ORG", "UNIT", "PLACE") and start - 2 < n.end <= start for n in names):
            yield match.group(1) or _GOVERNED, start, text[holder.start : holder.end]


def _governs(text: str, name: Name, signs: str) -> bool:
    """Whether a name is a government that has such a head, and no mere seat."""
    return name.kind == "ORG" and text[name.end - 1] in signs and not _is_seat(text, name)


def _is_seat(text: str, name: Name) -> bool:
    """Whether a town stands in brackets as where somebody has his seat: 甲社（台湾・新竹市）."""
    opened = _OPENED.search(text, max(0, name.start - 10), name.start)
    return opened is not None and text[name.end : name.end + 1] in _CLOSED


def _towns(texts: Sequence[str], names: Sequence[Sequence[Name]], signs: str) -> Iterator[_Town]:
    """The places of the document that are such towns, in order."""
    for passage, (text, own) in enumerate(zip(texts, names, strict=True)):
        for name in own:
            if name.kind != "PLACE":
                continue
            ends = [at for at in range(name.start + 2, name.end + 1) if text[at - 1] in signs]
            end = next((at for at in ends if place_of_key(fold(text[name.start : at])) is not None), None)
            if end is None and ends and ends[-1] == name.end:
                end = name.end
            if end is not None:
                yield _Town(passage, name, end, text[name.start : end], _is_seat(text, name))


def _is_at_home(town: _Town) -> bool:
    """Whether a town is no foreign one in a Japanese text."""
    place = place_of_key(fold(town.form))
    return place is None or place.country == "JP"


def _fits(town: _Town, holder: str) -> bool:
    """Whether town and holder may be of one country."""
    place, home = place_of_key(fold(town.form)), person_country(holder, by_form=True)
    return place is None or home is None or place.country == home
