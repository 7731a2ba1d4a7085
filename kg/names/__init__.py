"""What the form of a name says: its class and its country. The one door to the questions about names.

Keys are made in `folding`, legal forms taken off in `forms`, short forms made in `shortforms`; all pure.
"""

from __future__ import annotations

import re
from typing import Literal

from kg.model import Language, OrganizationType
from kg.names.folding import fold
from kg.names.forms import cut_forms, inside, kinds, match_key, strip_legal_form, table
from kg.names.places import place_of_key
from kg.names.shortforms import abbreviations, is_abbreviation
from kg.names.surnames import looks_like_person, person_country

__all__ = [
    "abbreviations",
    "country_of_name",
    "fold",
    "is_abbreviation",
    "looks_like_person",
    "match_key",
    "person_country",
    "strip_legal_form",
    "table",
    "type_of_name",
]

Country = Literal["TW", "JP"]
_POLYTECHNIC = re.compile("科技(?:大学?)?\\Z")  # in no name of Japan
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")

_NO_UNITS = ("關係", "关系", "関係")


def type_of_name(name: str, language: Language | None = None) -> OrganizationType | None:
    """The class of institution that the form of a name points to, or None.

    The longest ending decides; `language` settles endings such as 部, a ministry in Taiwan and a department in Japan.
    """
    if name.endswith(_NO_UNITS):
        return None  # 國際關係, of which folding makes a 系
    core, legal = cut_forms(name, "legal")
    told = [form.type for form in legal if form.type]
    key = fold(core)
    best = list(kinds(key, language))
    if best and best[0][0].type is OrganizationType.UNIT and inside(key[: best[0][1]]):
        return OrganizationType.UNIT
    if told:
        return told[0]
    return best[0][0].type if best else None


def country_of_name(name: str, language: Language | None = None) -> Country | None:
    """The country that the form of a name or the first place in it points to, or None where nothing does.

    Kana point to Japan in Chinese text only: a Japanese text writes the names of all countries with them.
    """
    for form in (*cut_forms(name, "legal")[1], *cut_forms(name, "country")[1]):
        if form.country:
            return _either(form.country)
    key = fold(name)
    for start in range(len(key)):
        for end in range(min(len(key), start + 8), start + 1, -1):
            place = place_of_key(key[start:end])
            if place is not None:
                return _either(place.country)
    if language in ("zh-Hant", "zh-Hans") and _KANA.search(name):
        return "JP"
    if language == "ja" and _POLYTECHNIC.search(name):
        return "TW"
    return "TW" if language == "zh-Hant" and key.startswith(fold("國立")) else None


def _either(country: str) -> Country | None:
    """One of the two countries of the graph, or None for a third."""
    return "TW" if country == "TW" else "JP" if country == "JP" else None
