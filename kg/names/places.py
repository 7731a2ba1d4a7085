"""Countries, regions, prefectures, counties and towns, by any of their names."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache

from kg.names.folding import fold
from kg.names.forms import table

_LONGEST = 8  # characters of the name of a place that a name of an institution begins with
_TOWN_OF_PREFECTURE = re.compile(r"^.{1,4}?[都道府県縣县州](.{1,7}[市町村區区鄉郷乡鎮镇](?:政府|役所|役場)?)$")
_TOWN_SIGNS = "市縣县県町村區区鄉郷乡鎮镇府"
_SIGNS = ("縣", "县", "県", "府", "都", "道")


@dataclass(frozen=True, slots=True)
class Place:
    """One row of data/authority/places.tsv or municipalities.tsv; `country` is ISO 3166-1, such as TW."""

    name_zh_hant: str
    name_ja: str
    name_en: str
    country: str
    kind: str
    shorts: tuple[str, ...]  # how short forms of names write it, as keys: 阪 for 大阪


@cache
def _places(file: str) -> dict[str, Place]:
    """The places of one table by the match key of each of their names; the first row of a name wins."""
    found: dict[str, Place] = {}
    for row in table("authority", file):
        shorts = tuple(fold(short) for short in row["short"].split("|") if short)
        place = Place(row["name_zh_hant"], row["name_ja"], row["name_en"], row["country"], row["kind"], shorts)
        for name in (place.name_zh_hant, place.name_ja, place.name_en, *row["aliases"].split("|")):
            if name:
                found.setdefault(fold(name), place)
    return found


def place_of_key(key: str) -> Place | None:
    """The place that a match key means: a large or well-known one before a municipality."""
    return _places("places.tsv").get(key) or _places("municipalities.tsv").get(key)


def place_prefix(key: str) -> str:
    """The longest name of a large or well-known place that a match key starts with, or nothing."""
    return next(filter(key.startswith, _by_head().get(key[:2], ())), "")


@cache
def _by_head() -> dict[str, list[str]]:
    """The names of large or well-known places by their first two characters, the longest first."""
    names: dict[str, list[str]] = {}
    for name in sorted(_places("places.tsv"), key=len, reverse=True):
        if 2 <= len(name) <= _LONGEST:
            names.setdefault(name[:2], []).append(name)
    return names


def prefecture_end(name: str) -> int:
    """Where a prefecture or county ends that stands with its sign before a town: 熊本縣|菊陽町; 0 where none does."""
    town = _TOWN_OF_PREFECTURE.match(name)
    return 0 if town is None else town.start(1)


def bare_prefecture_end(name: str, forms: Container[str]) -> int:
    """Where a Japanese prefecture ends that stands without its sign before a town, or before one of the names `forms`.

    福岡|豐前市, but 福岡縣豐前市 is one name of it. 0 where none does.
    """
    for cut in (2, 3):
        rest, head = name[cut:], place_of_key(fold(name[:cut]))
        if len(rest) > 2 and not name[:cut].endswith(_SIGNS) and head is not None and head.country == "JP":
            town = place_of_key(fold(rest))
            # 市議會 of the page is no end of 岡山市議會
            whole = rest in forms and rest[0] not in _TOWN_SIGNS
            if whole or (town is not None and town.kind == "municipality" and town.country == "JP"):
                return cut
    return 0
