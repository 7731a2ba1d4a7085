"""Laboratories that two institutions run together: each is one institution, named by both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.name import Name

_LABORATORY = re.compile(r"(?:ラボ(?:ラトリー)?|(?:聯合|联合|共同)?[實实][驗验]室|(?:聯合|联合|共同)研究室)")
# 「甲・乙先端研磨共同研究センター」
_NO_VERB = "[^「」『』“”。、，：的在にをがは]"
_OF_TWO = rf"{_NO_VERB}{{1,14}}[・·×＆&－—–-]{_NO_VERB}{{1,20}}(?:研究センター|研究中心|研究拠点|研究所)"
_QUOTED_LABORATORY = re.compile(
    rf"[「『“]([^「」『』“”。、，：的在將将要設设でにをがは]{{3,30}}{_LABORATORY.pattern}|{_OF_TWO})[」』”]"
)


def laboratories(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, where a laboratory of two institutions is one: 甲社|乙大ラボ, 甲社乙大|實驗室, so in quotes."""
    read: list[Name] = []
    for quoted in _QUOTED_LABORATORY.finditer(text):
        start, end = quoted.span(1)
        inside = [name for name in names if start <= name.start < end]
        if inside and all(name.end <= end for name in inside):
            names = [name for name in names if name not in inside]
            read.append(Name(start, end, "ORG", max(name.confidence for name in inside), None, "quoted"))
    names, read = [*names, *read], []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        before = read[-1] if read else None
        if name.kind in ("ORG", "UNIT") and name.row is None and (more := _LABORATORY.match(text, name.end)):
            name = replace(name, end=more.end(), kind="ORG")
        if before is not None and name.kind == before.kind == "ORG" and before.end == name.start:
            behind = _LABORATORY.search(text, name.start + 1, name.end)
            if behind is not None and behind.end() == name.end:
                read[-1] = replace(before, end=name.end, row=None, rule="laboratory of two")
                continue
        read.append(name)
    return read
