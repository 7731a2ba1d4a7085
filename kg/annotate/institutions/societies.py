"""Societies of a town or its council, named with it: 甲市|台灣友好促進議員連盟 is one name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.name import Name
from kg.model import OrganizationType
from kg.names import type_of_name

_SOCIETIES = (
    "議員連盟",
    "議員聯盟",
    "议员联盟",
    "議聯",
    "議連",
    "友好協會",
    "友好协会",
    "友好協会",
    "後援會",
    "後援会",
)


def societies(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, where a society stands right behind a government, with both as the one name that they are."""
    read: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        before = read[-1] if read else None
        if before is not None and _is_society_of(text, before, name):
            read[-1] = replace(before, end=name.end, row=None, confidence=min(before.confidence, name.confidence))
        else:
            read.append(name)
    return read


def _is_society_of(text: str, town: Name, name: Name) -> bool:
    if town.kind != "ORG" or town.end != name.start or name.kind not in ("ORG", "UNIT") or name.row is not None:
        return False
    government = type_of_name(text[town.start : town.end]) is OrganizationType.GOVERNMENT
    return government and text.endswith(_SOCIETIES, name.start, name.end)
