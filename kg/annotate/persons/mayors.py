"""Mayors by their surname alone, where a town is called so too: 小野市長 on a page of 八代市 is Mr. Ono."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.name import Name
from kg.names import fold, table
from kg.names.places import place_prefix

_HEAD = re.compile("(?:副|前|元)?([市町村区])[長长]")
_JOINT = ("", "の", "・", "、", "：", "　", " ")
_BEARERS = 20_000  # people of the name in Japan


def mayors(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """The names of each passage, such a town read as the surname that it is.

    The page names another town, nowhere this one but for the mayor, and nobody in full beside the title.
    """
    whole = "\n".join(texts)
    return [[_mayor(text, name, own, whole) for name in own] for text, own in zip(texts, names, strict=True)]


def _mayor(text: str, name: Name, own: Sequence[Name], whole: str) -> Name:
    head = _HEAD.match(text, name.end) if name.kind in ("ORG", "PLACE") and name.row is None else None
    stem = text[name.start : name.end]
    if head is None or stem not in _surnames() or place_prefix(fold(stem)) == fold(stem):
        return name
    sign = head.group(1)
    alone = whole.count(stem + sign) == len(re.findall(f"{re.escape(stem)}{sign}[長长]", whole))
    other = re.search(rf"(?<!{re.escape(stem)})[\u3400-\u9fff]{sign}(?![長长])", whole) is not None
    if not (alone and other) or any(_stands_beside(text, name.start, head.end(), person) for person in own):
        return name
    return replace(name, kind="SURNAME", rule="")


def _stands_beside(text: str, start: int, end: int, other: Name) -> bool:
    """Whether somebody is named in full directly before or behind what reaches from `start` to `end`."""
    gap = text[end : other.start] if other.start >= end else text[other.end : start]
    return other.kind == "PERSON" and gap in _JOINT


@cache
def _surnames() -> frozenset[str]:
    rows = table("language", "family_names.tsv")
    return frozenset(row["name"] for row in rows if row["language"] == "ja" and int(row["weight"]) >= _BEARERS)
