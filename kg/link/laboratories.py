"""Joint laboratories by their several names: with the short names of those who run them, with the subject, alone."""

from __future__ import annotations

import re

from kg.link.written import Names
from kg.model import Rule
from kg.names import fold

_KIND = re.compile(
    r"(?:(?:國際|国際|国际)?(?:聯合|联合|共同|連携|合同|協同|合作|產學|産学|ジョイント)"
    r"(?:研究|研發|研发|開発|創新|创新|[實实実][驗验験])?(?:室|中心|センター|拠点|所|ラボ(?:ラトリー)?)|[實实実][驗验験]室|ラボ(?:ラトリー)?)$"
)
_WORD = re.compile(r"(?:[實实実][驗验験]室|研究室|ラボ(?:ラトリー)?)$")
_ALIKE = 2  # characters of the subject that two names must share


def join_laboratories(names: Names) -> None:
    """甲×乙鍍膜聯合實驗室 is the 先進鍍膜聯合實驗室 of the page, and so is its 聯合實驗室, where it has no other."""
    laboratories = {
        number: match.group()
        for number, text in enumerate(names.texts)
        if (match := _KIND.search(text)) and any(m.rule != Rule.WITH_WHOLE for m in names.where[number])
    }
    whole = {number: kind for number, kind in laboratories.items() if len(names.texts[number]) > len(kind)}
    for number, kind in whole.items():
        for other in whole:
            alike = _common_end(fold(names.texts[number]), fold(names.texts[other]))
            inside = len(kind) > _ALIKE and _is_inside(fold(names.texts[number]), fold(names.texts[other]))
            if number < other and (alike >= len(kind) + _ALIKE or inside):
                names.join(number, other, "laboratory of the same subject")
    roots = {names.groups.root(number) for number in whole}
    if len(roots) != 1:
        return
    (only,) = roots
    for number, text in enumerate(names.texts):
        if number not in whole and (number in laboratories or _WORD.fullmatch(text)):
            if (type_ := names.types[only]) is not None:
                names.settle(number, type_)
            names.join(only, number, "the only laboratory of the text")


def _is_inside(one: str, other: str) -> bool:
    """Whether the characters of the shorter name stand in the longer one in order: 甲乙聯合研究中心."""
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    return all(letter in letters for letter in short)


def _common_end(one: str, other: str) -> int:
    """How many characters two names have in common at their ends."""
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    return size
