"""Titles whose ends or neighbours were read wrongly: first posts, titles cut short, what somebody only does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.name import Name

_AND_POST = re.compile(r"[、，,・/／]|兼任?|暨|及|並任|並兼任?|和|與")
_FIELD = re.compile(r"[\u3400-\u9fff]{0,8}")
_FIRST_OF_TWO = re.compile(r"(?:兼任?|暨)$")
_REGION = re.compile(
    "(?:全球|亞太區?|亚太区?|大中華區|大中华区|[台臺]灣區|台湾区|日本[區区]|中[國国][區区]|北美[區区]|海外|集[團团])\\Z"
)
# 由某某代表: who acts in the place of others, not who holds the office of a representative.
_BY = re.compile(r"由[^，。；：]{0,30}$")
# 主　席：name, in minutes: who leads the meeting, and holds no such office.
_CHAIRS = re.compile(r"主[ \u3000]{0,9}席[ \u3000]{0,9}[：:]")
_LONGEST = 8  # characters of a title before another


def posts(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The title of a first post: 甲辦公室|主任、乙研究所|教授|name, where the tagger read the second alone."""
    people = {skip(text, name.start, -1) for name in names if name.kind in ("PERSON", "SURNAME")}
    titled = {name.start for name in names if name.kind == "TITLE" and name.end in people}
    second = {name.start for name in names if name.kind in ("ORG", "UNIT") and name.end in titled} | titled
    letters = letters_of(text)
    read = list(names)
    for start in {name.end for name in names if name.kind in ("ORG", "UNIT")}:
        length, kind = lists.titles.at(letters, start) or (0, "")
        end = start + length
        joint = _AND_POST.match(text, end)
        behind = joint and next((at for at in range(joint.end(), joint.end() + 9) if at in second), None)
        if kind != "t" or not joint or not behind or not _FIELD.fullmatch(text, joint.end(), behind):
            continue
        if not any(name.start < end and start < name.end for name in names):
            read.append(Name(start, end, "TITLE", 0.8, rule="title of a first post"))
    # 發言人|兼財務長: of which the institution stands elsewhere
    for second_start in titled:
        first = _FIRST_OF_TWO.search(text, max(0, second_start - 2), second_start)
        if first is None or any(name.start < first.start() <= name.end for name in read):
            continue
        begins = range(max(0, first.start() - _LONGEST), first.start() - 1)
        at = next((at for at in begins if lists.titles.kind(text[at : first.start()]) == "t"), None)
        if at is not None and not any(name.start < first.start() and at < name.end for name in read):
            read.append(Name(at, first.start(), "TITLE", 0.8, rule="title of a first post"))
    return sorted(read, key=lambda name: (name.start, -name.end))


def whole(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """Titles that stop before the 長 that closes them: 理事|長 or 副局|長, where no name begins with it."""
    starts, letters = {name.start for name in names}, letters_of(text)
    read = []
    for name in names:
        end = name.end + 1
        if name.kind == "TITLE" and text[name.end : end] in ("長", "长") and name.end not in starts:
            known = any(lists.titles.kind(text[at:end]) for at in range(name.start, end - 1))
            name = replace(name, end=end) if known else name
        elif name.kind == "TITLE" and name.end not in starts:
            length, kind = lists.titles.at(letters, name.start) or (0, "")  # 経済部|主任, 代表|取締役
            longer = name.start + length
            free = not any(place in starts for place in range(name.end, longer))
            name = replace(name, end=longer) if kind == "t" and longer > name.end and free else name
        read.append(name)
    return read


def acting(text: str, names: Sequence[Name]) -> list[Name]:
    """The names without the words that say, in Chinese, what somebody does: 由理事長某某代表簽署, 主席：某某."""
    people = {name.end: name for name in names if name.kind == "PERSON"}
    titled = {skip(text, name.end, 1) for name in names if name.kind == "TITLE"}
    read = []
    for name in names:
        if name.kind == "TITLE" and text[name.start : name.end] == "代表":
            holder = people.get(skip(text, name.start, -1)) or people.get(name.start)
            told = holder is not None and holder.start in titled
            if holder is not None and (told or _BY.search(text, max(0, name.start - 32), name.start)):
                continue
        if name.kind == "TITLE" and _CHAIRS.match(text, name.start) and not text[: name.start].strip():
            continue
        read.append(name)
    return read


def with_regions(text: str, names: Sequence[Name]) -> list[Name]:
    """Titles with the part of the world that they are for, behind an institution or a title: 甲社|全球|行銷長."""
    ends = {name.end for name in names if name.kind in ("ORG", "UNIT", "TITLE")}
    starts = {name.start for name in names}
    read = []
    for name in names:
        region = _REGION.search(text, max(0, name.start - 5), name.start) if name.kind == "TITLE" else None
        if region is not None and region.start() not in starts:
            before = region.start() - (text[region.start() - 1 : region.start()] in ("暨", "兼"))
            name = replace(name, start=region.start()) if before in ends else name
        read.append(name)
    return read


def skip(text: str, place: int, step: int) -> int:
    """The place reached from `place` over the spaces and the の that may stand between a name and its title."""
    while 0 <= (i := place if step > 0 else place - 1) < len(text) and (text[i].isspace() or text[i] == "の"):
        place += step
    return place
