"""Units of which a tagger left out the first subjects of the name: 半導體|產業技術研究所, 綠能與|智慧製造研究所."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import takewhile

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.annotate.terms import is_field
from kg.names import type_of_name
from kg.names.borders import any_of
from kg.names.departments import AND, is_chain, is_subject, subjects

_DIVISION = re.compile(
    r"(?:研究所|研究院|研究中心|研究センター|センター|中心|學院|学院|學系|学系|學程|学程|学部|学科|研究科|系所|系|科|組|组|處|处|部|室|課|课|局|司"
    r"|實驗室|实验室|実験室|研究室|辦公室|办公室|委員會|委员会)$"
)
_LONGEST_WORD, _LONGEST = 8, 24  # characters of one subject, and of all that were left out
_LOOK_BACK, _WORD_BEFORE = 120, 12  # characters to the names that matter, and of the longest word before a name
_NO_NAME = re.compile(r"[^\u3400-\u9fff々ァ-ヺーA-Za-zＡ-Ｚａ-ｚ0-9０-９]")
# What stands before a name in Chinese without being of it.
_BEFORE = re.compile(r"[的之由在與与和及跟同有為为是讓让請请將将把向對对於于從从自至到赴率偕任兼訪访並并即]\Z")


def with_heads(text: str, names: Sequence[Name], lists: Lists, *, chinese: bool) -> list[Name]:
    """The names, their units with the subjects before them, back to where something else ends."""
    read: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        before = read[-1] if read else None
        if name.kind in ("ORG", "UNIT") and name.row is None and _DIVISION.search(text, name.start, name.end):
            if before is not None and _is_head(text, before, name, lists):
                read[-1] = replace(name, start=before.start, rule="unit with the head of its name")
                continue
            start = _start(text, name.start, read, chinese=chinese)
            if start < name.start:
                read = [other for other in read if other.end <= start]
                name = replace(name, start=start, rule="unit with the head of its name")
        read.append(name)
    return read


def _is_head(text: str, before: Name, name: Name, lists: Lists) -> bool:
    """Whether a name and the bare word behind it were read apart: 永續及循環材料|研究中心."""
    if before.kind in ("ORG", "UNIT") and before.end == name.start and text[name.start] in AND:
        return is_subject(text[before.start : before.end])  # 應用材料|及生命工程學系, whoever is called so
    bare = lists.endings.kind(text[name.start : name.end]) in ("OrganizationalUnit", "ResearchInstitute")
    whole = before.kind in ("ORG", "UNIT") and before.row is None and before.end == name.start
    form = text[before.start : before.end]
    return bare and whole and len(form) > 2 and (type_of_name(form) is None or is_chain(form))


def _start(text: str, place: int, names: Sequence[Name], *, chinese: bool) -> int:
    """Where the chain of subjects begins that ends at a place; the place itself where there is none."""
    # Names are in order of place, and none is as long as what is looked back.
    near = list(takewhile(lambda name: name.start > place - _LOOK_BACK, reversed(names)))
    held = {name.end for name in near}
    inner = {
        at
        for name in near
        if name.row is not None or name.kind not in ("ORG", "UNIT") or type_of_name(text[name.start : name.end])
        for at in range(name.start + 1, name.end)
    }
    found, reached = place, {place}
    frontier = [place]
    while frontier:
        end = frontier.pop()
        for start in _words_before(text, end, inner):
            if start not in reached and place - start <= _LONGEST:
                reached.add(start)
                frontier.append(start)
                if start < found and _opens(text, start, held, chinese=chinese):
                    found = start
    return found


def _words_before(text: str, end: int, inner: set[int]) -> list[int]:
    """Where the subjects begin that end at a place, with or without a word for and behind them."""
    ends = [end, end - 1] if end > 2 and text[end - 1] in AND else [end]
    return [
        start
        for at in ends
        for start in range(at - 2, max(-1, at - _LONGEST_WORD - 1), -1)
        if inner.isdisjoint(range(start, at + 1)) and _is_subject(text[start:at])
    ]


def _opens(text: str, start: int, ends: set[int], *, chinese: bool) -> bool:
    """Whether a name may begin at a place: nothing, another name or what is of no name stands before."""
    if start == 0 or start in ends or _NO_NAME.match(text, start - 1):
        return True
    left = max(0, start - _WORD_BEFORE)
    before = _BEFORE.search(text, left, start) or _verb_before().search(text, left, start)
    return chinese and before is not None


@cache
def _is_subject(word: str) -> bool:
    return word in subjects() or (_NO_NAME.search(word) is None and is_field(word))


@cache
def _verb_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('verb')}|{any_of('of an office')})\Z")
