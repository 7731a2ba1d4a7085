"""Persons of a Chinese text whose name and the verb behind it a tagger parted wrongly: 王彰允|諾, 高崎耕|一轉述."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.name import Name
from kg.names.borders import any_of

# Signs that end Japanese given names and begin no word before such a verb; 也 and 則 do that as often.
_LAST = "之一二三代"
_ADVERBS = "也亦皆並并則则"  # hardly end a Chinese given name


def followed(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The names, persons without the first sign of the verb behind them and with the last one of their own."""
    return [_parted(text, name, lists) if name.kind == "PERSON" else name for name in names]


def _parted(text: str, name: Name, lists: Lists) -> Name:
    letters = letters_of(text[name.start : name.end + 2])
    size = name.end - name.start
    hit = lists.surnames.at(letters, 0)
    surname, home = hit or (1, "z")
    if size > surname + 1 and _verb().match(text, name.end - 1) and not _is_title(text, name.end, lists):
        return replace(name, end=name.end - 1)
    if home == "z" and size == surname + 2 and text[name.end - 1] in _ADVERBS and _verb().match(text, name.end):
        return replace(name, end=name.end - 1)
    japanese = home == "j" and surname > 1 and size == surname + 1
    if japanese and text[name.end : name.end + 1] in _LAST and _verb().match(text, name.end + 1):
        return replace(name, end=name.end + 1)
    return name


def _is_title(text: str, place: int, lists: Lists) -> bool:
    """黃國建|議員: whether a title stands there, whatever word the sign before it would make with it."""
    return lists.titles.at(letters_of(text[place : place + 8]), 0) is not None


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(f"(?!代表[示達明態现現]){any_of('behind person')}")
