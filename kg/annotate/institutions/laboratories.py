"""Laboratories that two institutions run together: each is one institution, named by both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.name import Name

_TOGETHER = "(?:聯合|联合|共同|連携|合同|合作|協同|協創|共創|産学|產學|ジョイント)"
_NAMED_TOGETHER = re.compile(_TOGETHER)
_LABORATORY = re.compile(
    rf"(?:{_TOGETHER}?(?:リサーチ|イノベーション)?ラボ(?:ラトリー)?|{_TOGETHER}?[實实実][驗验験]室"
    rf"|{_TOGETHER}(?:[\u3400-\u9fff]{{0,4}}研究(?:室|所|センター|中心|拠点)|研發中心|研发中心|開発センター|創新中心|イノベーションセンター))"
)
# 「甲・乙先端研磨共同研究センター」
_NO_VERB = "[^「」『』“”。、，：的在にをがは]"
_JOINT = "[・·･×Ｘ✕＆&－—–‐-]"
_OF_TWO = (
    rf"{_NO_VERB}{{1,14}}{_JOINT}{_NO_VERB}{{1,20}}(?:研究(?:センター|中心|拠点|所)|研發中心|研发中心|開発センター)"
)
# What is named as run together needs no institution in its name: 「次世代電晶體聯合研究室」.
_QUOTED_TOGETHER = re.compile(
    rf"[「『“]([^「」『』“”。、，：的在にをがは]{{2,30}}{_TOGETHER}"
    r"(?:研究室|研究所|研究センター|研究中心|研究拠点|[實实実][驗验験]室|ラボ(?:ラトリー)?|研發中心|研发中心|開発センター))[」』”]"
)
# 共同研究所の所長に: alone, and somebody heads it
_HEADED = re.compile(
    rf"(?<![\u3400-\u9fffァ-ヺー])({_TOGETHER}研究(?:所|室|センター|拠点|中心))(?=的?の?副?(?:所長|室長|センター長|拠点長|主任))"
)
_JOINT_SIGN = re.compile(rf"[ \u3000]?{_JOINT}[ \u3000]?")
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
    for quoted in _QUOTED_TOGETHER.finditer(text):
        start, end = quoted.span(1)
        if not any(name.start < end and start < name.end for name in read):
            names = [name for name in names if name.end <= start or end <= name.start]
            read.append(Name(start, end, "ORG", 0.7, None, "quoted"))
    for alone in _HEADED.finditer(text):
        if not any(name.start < alone.end() and alone.start() < name.end for name in (*names, *read)):
            read.append(Name(*alone.span(), "ORG", 0.7, None, "laboratory of two"))
    names, read = [*names, *read], []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        before = read[-1] if read else None
        more = _LABORATORY.match(text, name.end)
        if name.kind in ("ORG", "UNIT") and name.row is None and more is not None:
            name = replace(name, end=more.end(), kind="ORG")
        elif name.kind in ("PERSON", "SURNAME") and more is not None and _NAMED_TOGETHER.match(more.group()):
            name = replace(name, end=more.end(), kind="ORG", rule="laboratory of two")  # 甲乙|聯合實驗室
        joint = before is not None and (
            before.end == name.start or _JOINT_SIGN.fullmatch(text, before.end, name.start) is not None
        )
        if before is not None and name.kind == before.kind == "ORG" and joint:
            behind = _LABORATORY.search(text, name.start + 1, name.end)
            if behind is not None and behind.end() == name.end:
                read[-1] = replace(before, end=name.end, row=None, rule="laboratory of two")
                continue
        read.append(name)
    return read
