"""Mentions of institutions that linking adds: parents in names of units, towns for their government, wider names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from kg.link.groups import tidy
from kg.link.origin import kind_of
from kg.link.written import TOWN
from kg.model import Annotated, Kind, Mention, OrganizationType
from kg.names import fold, type_of_name
from kg.names.authority import Authority, Row
from kg.names.departments import AND, is_subject
from kg.names.offices import office_of
from kg.names.places import prefecture_end
from kg.names.referring import alternatives, countries

_PARENT, _SEAT = "parent in the name", "place with an office"
ADDED = (_PARENT, _SEAT)  # the rules of mentions that stand where none was annotated
_TOWN_BEFORE = re.compile(rf"([\u3400-\u9fffヶケ]{{1,7}}[{TOWN}府都道])[の的\s]*$")
_BUREAU = re.compile(r"(辦公室|办公室|小組|小组|推進室|オフィス)$")


def mentions_of_institutions(annotated: Annotated, authority: Authority) -> list[Mention]:
    """The mentions of institutions, with the parent that the name of a unit begins with: 經濟部 in 經濟部…辦公室."""
    language = annotated.release.language
    # 日本 by itself is a country, whatever a reader takes it for.
    given = [
        m for m in annotated.mentions if m.kind is Kind.ORGANIZATION and fold(m.text) and m.text not in countries()
    ]
    starts = {(m.start, m.end) for m in given}
    shortest: dict[int, int] = {}
    for mention in given:
        shortest[mention.start] = min(mention.end, shortest.get(mention.start, mention.end))
    found = list(given)
    for mention in given:
        unit = kind_of(tidy(mention.text), mention.type, language) is OrganizationType.UNIT
        row = authority.lookup(mention.text, language) if unit or mention.authority else None
        if row is not None and row.type is OrganizationType.UNIT and row.parent:
            found += _parent_of(mention, row.parent, authority, starts)
            continue
        if mention.authority or not (unit or _BUREAU.search(mention.text)):
            continue
        known = [] if shortest[mention.start] < mention.end else authority.find(mention.text, language)
        heads = [(end, row) for start, end, row in known if start == 0 and row.type is not OrganizationType.UNIT]
        heads = [(end, row) for end, row in heads if not _is_first_subject(mention.text, end)]
        if not heads and shortest[mention.start] == mention.end:
            heads = _town_at_head(mention.text, authority)
        for end, row in heads:
            span = mention.start, mention.start + end
            if span not in starts:
                found.append(Mention(*span, mention.text[:end], Kind.ORGANIZATION, _PARENT, 0.8, row.type, row.key))
            found += _rest(mention, end, starts) if unit else ()
    return sorted([*found, *_governments(annotated, authority, given)], key=lambda m: (m.start, -m.end))


def _is_first_subject(name: str, end: int) -> bool:
    """Whether what a name begins with is the first of its subjects: 應用材料|及生命工程學系 is of no company."""
    return end < len(name) and name[end] in AND and is_subject(name[:end])


def _town_at_head(name: str, authority: Authority) -> list[tuple[int, Row]]:
    """The town or prefecture with which the name of a bureau begins: 長野県|産業労働部, where 県産 is no product."""
    for end in range(min(len(name) - 2, 8) if name[-1] in "部局課课室處处" else 0, 1, -1):
        row = authority.lookup(name[:end]) if name[end - 1] in TOWN + "府都道" else None
        if row is not None and row.type is OrganizationType.GOVERNMENT:
            return [(end, row)]
    return []


def _parent_of(mention: Mention, parent: str, authority: Authority, starts: set[tuple[int, int]]) -> Iterator[Mention]:
    """The superior with whose name that of a known office begins: 駐日代表處|科技組."""
    for end in range(len(mention.text) - 1, 2, -1):
        row = authority.lookup(mention.text[:end])
        if row is not None and row.key == parent:
            span = mention.start, mention.start + end
            if span not in starts:
                yield Mention(*span, mention.text[:end], Kind.ORGANIZATION, _PARENT, 0.8, row.type, row.key)
            yield from _rest(mention, end, starts)
            return


def _rest(mention: Mention, end: int, starts: set[tuple[int, int]]) -> Iterator[Mention]:
    """The part of a unit's name behind its superior's, by which the text may go on to call it: 教育組."""
    rest = mention.text[end:]
    span = mention.start + end, mention.end
    if len(rest) > 2 and span not in starts and type_of_name(rest) is OrganizationType.UNIT:
        yield Mention(*span, rest, Kind.ORGANIZATION, _PARENT, 0.8, OrganizationType.UNIT)


def _governments(annotated: Annotated, authority: Authority, given: Sequence[Mention]) -> list[Mention]:
    """Towns and prefectures that stand for their government, as an office or its holder follows: 北川市の山田市長."""
    text = annotated.release.text
    order = [m for m in annotated.mentions if m.kind in (Kind.PERSON, Kind.TITLE)]
    taken = {m.end for m in given}
    found = []
    for mention, after in zip_longest(order, order[1:]):
        title = mention if mention.kind is Kind.TITLE else after
        if title is None or title.kind is not Kind.TITLE or title.start > mention.end + 1:
            continue
        match = _TOWN_BEFORE.search(text[max(0, mention.start - 16) : mention.start])
        if match is None or "GovernmentBody" not in office_of(title.text).types:
            continue
        end = mention.start - len(match.group()) + match.end(1) - match.start()
        name = next(
            (match.group(1)[at:] for at in range(len(match.group(1)) - 1) if authority.place(match.group(1)[at:])), None
        )
        if name is not None and end not in taken:
            kind = OrganizationType.GOVERNMENT
            found.append(Mention(end - len(name), end, name, Kind.ORGANIZATION, _SEAT, 0.8, kind))
    return found


def wider_mentions(
    annotated: Annotated, kind: OrganizationType, mentions: Sequence[Mention], owned: bool
) -> Iterator[Mention]:
    """The same names with or without what stands before them: 日本+文部科學省, 東大+大学院工学系研究科, 熊本県+菊陽町.

    A text says 日本文部科學省 and means the ministry either way; both spans are mentions of it.
    """
    text = annotated.release.text
    for mention in mentions:
        start, end = mention.start, mention.start
        if match := _country_at_end().search(text[max(0, start - 8) : start]):
            start -= len(match.group(1))
        elif owned or kind is OrganizationType.GOVERNMENT:
            at = bisect_left(annotated.mentions, start, key=lambda m: m.start)
            near = reversed(annotated.mentions[max(0, at - 4) : at])
            parent = next((m for m in near if m.kind is Kind.ORGANIZATION and m.end in (start, start - owned)), None)
            if parent is not None and not text[parent.end : mention.start].strip():
                start = parent.start
        if start < mention.start:
            yield replace(mention, start=start, text=text[start : mention.end], rule="name with what stands before it")
        if kind is OrganizationType.GOVERNMENT and (cut := prefecture_end(mention.text)):
            end += cut
            yield replace(mention, start=end, text=text[end : mention.end], rule="name without its prefecture")


@cache
def _country_at_end() -> re.Pattern[str]:
    return re.compile(rf"({alternatives('country')})$")
