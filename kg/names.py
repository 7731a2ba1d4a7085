"""What the form of a name says: legal form, class, country, short forms. Pure; the knowledge is in data/language.

Keys of names are made in `kg.folding`; `fold` is offered here too, with the rest of the questions about names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from kg import knowledge
from kg.folding import fold, fold_with_places
from kg.model import Language, OrganizationType

__all__ = [
    "abbreviations",
    "bare_key",
    "country_of_name",
    "fold",
    "is_abbreviation",
    "looks_like_person",
    "match_key",
    "person_country",
    "place_prefix",
    "strip_legal_form",
    "table",
    "type_of_name",
]

Country = Literal["TW", "JP"]
_CONNECTIVES = frozenset("及與与和暨の")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def table(*parts: str) -> list[dict[str, str]]:
    """The rows of a tab-separated file of the knowledge folders, without its `#` header."""
    lines = knowledge.path(*parts).read_text("utf-8").splitlines()
    head, *rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [dict(zip(head, row, strict=False)) for row in rows]


@dataclass(frozen=True, slots=True)
class _Form:
    """One row of data/language/name_forms.tsv, with the match key of the form."""

    key: str
    language: str
    position: str
    type: OrganizationType | None
    country: str
    use: str
    short: tuple[str, ...]


@cache
def _forms() -> tuple[_Form, ...]:
    """All forms of names, the longest first."""
    rows = [
        _Form(
            fold(row["form"]),
            row["language"],
            row["position"],
            OrganizationType(row["type"]) if row["type"] else None,
            row["country"],
            row["use"],
            tuple(fold(short) for short in row.get("short", "").split("|") if short),
        )
        for row in table("language", "name_forms.tsv")
    ]
    return tuple(sorted(rows, key=lambda form: -len(form.key)))


@cache
def _ends(use: str) -> tuple[dict[str, list[_Form]], dict[str, list[_Form]]]:
    """Forms of one use as (prefixes, suffixes) by the character at the very edge."""
    prefixes: dict[str, list[_Form]] = {}
    suffixes: dict[str, list[_Form]] = {}
    for form in _forms():
        if form.use == use and form.key:
            if form.position in ("prefix", "both"):
                prefixes.setdefault(form.key[0], []).append(form)
            if form.position in ("suffix", "both"):
                suffixes.setdefault(form.key[-1], []).append(form)
    return prefixes, suffixes


@cache
def _places() -> dict[str, dict[str, str]]:
    """Rows of data/authority/places.tsv by the match key of each name."""
    found: dict[str, dict[str, str]] = {}
    for row in table("authority", "places.tsv"):
        for name in (row["name_zh_hant"], row["name_ja"], row["name_en"], *row["aliases"].split("|")):
            if name:
                found.setdefault(fold(name), row)
    return found


def place_prefix(key: str) -> str:
    """The longest place name that a match key starts with, or nothing."""
    return next((key[:end] for end in range(min(len(key), 8), 1, -1) if key[:end] in _places()), "")


def _cut(name: str, use: str) -> tuple[str, list[_Form]]:
    """`name` without the forms of that use at its two ends, and the forms taken off."""
    key, places = fold_with_places(name)
    start, end = 0, len(key)
    prefixes, suffixes = _ends(use)
    taken: list[_Form] = []
    while end - start >= 2:
        for form in prefixes.get(key[start], ()):
            if end - start - len(form.key) >= 2 and key.startswith(form.key, start):
                start += len(form.key)
                taken.append(form)
                break
        else:
            for form in suffixes.get(key[end - 1], ()):
                cut = end - len(form.key)
                if cut - start >= 2 and key.endswith(form.key, start, end) and _free(name, places[cut]):
                    end = cut
                    taken.append(form)
                    break
            else:
                break
    if not taken:
        return name, taken
    return name[places[start] : places[end - 1] + 1].strip(), taken


def _free(name: str, place: int) -> bool:
    """No Latin word runs over this place: `Inc` ends `Sony Inc`, not `Zinc`."""
    return place == 0 or not (name[place].isascii() and name[place - 1].isascii() and name[place - 1].isalnum())


def strip_legal_form(name: str) -> str:
    """The name without its legal form and 國立/国立: 株式会社デンソー is デンソー. At least two characters stay."""
    return _cut(name, "legal")[0]


def match_key(name: str, language: Language | None = None) -> str:
    """The key of the name without its legal form."""
    return fold(strip_legal_form(name), language)


def bare_key(key: str) -> str:
    """A match key without the legal forms at its ends; for keys of CJK names, whose words need no borders."""
    prefixes, suffixes = _ends("legal")
    while len(key) > 2:
        cut = next((f for f in prefixes.get(key[0], ()) if len(f.key) + 2 <= len(key) and key.startswith(f.key)), None)
        if cut is not None:
            key = key[len(cut.key) :]
            continue
        cut = next((f for f in suffixes.get(key[-1], ()) if len(f.key) + 2 <= len(key) and key.endswith(f.key)), None)
        if cut is None or cut.key.isascii():
            break
        key = key[: -len(cut.key)]
    return key


def type_of_name(name: str, language: Language | None = None) -> OrganizationType | None:
    """The class of institution that the form of a name points to, or None.

    The longest ending decides; `language` settles endings such as 部, a ministry in Taiwan and a department in Japan.
    """
    core, legal = _cut(name, "legal")
    told = [form.type for form in legal if form.type]
    key = fold(core)
    best = list(_kinds(key, language))
    if best and best[0][0].type is OrganizationType.UNIT and _inside(key[: best[0][1]]):
        return OrganizationType.UNIT
    if told:
        return told[0]
    return best[0][0].type if best else None


def _kinds(key: str, language: Language | None) -> Iterator[tuple[_Form, int]]:
    """Endings and openings of the key that say its class, the longest first, each with the length of what is left."""
    prefixes, suffixes = _ends("kind")
    if not key:
        return
    found = [
        form
        for form in suffixes.get(key[-1], ())
        if key.endswith(form.key) and (len(form.key) < len(key) or form.type is OrganizationType.UNIT)
    ]
    found += [form for form in prefixes.get(key[0], ()) if key.startswith(form.key)]
    spoken = (language or "")[:2]
    # 九州大学工学部: what stands inside a named institution is a unit of it; else a unit is the last guess.
    inside = bool(found) and _inside(key[: len(key) - len(found[0].key)])
    found.sort(
        key=lambda form: (
            -len(form.key),
            bool(spoken) and not form.language.startswith(spoken),
            inside != (form.type is OrganizationType.UNIT),
        )
    )
    for form in found:
        yield form, len(key) - len(form.key)


def _inside(stem: str) -> bool:
    """The rest of the name holds the ending of a whole institution."""
    return any(mark in stem for mark in ("大學", "公司", "株式會社", "university"))


def country_of_name(name: str, language: Language | None = None) -> Country | None:
    """The country that the form of a name or the first place in it points to, or None where nothing does."""
    _, legal = _cut(name, "legal")
    for form in legal:
        if form.country in ("TW", "JP"):
            return "TW" if form.country == "TW" else "JP"
    key = fold(name)
    places = _places()
    for start in range(len(key)):
        for end in range(min(len(key), start + 8), start + 1, -1):
            country = places.get(key[start:end], {}).get("country")
            if country is not None:
                return "TW" if country == "TW" else "JP" if country == "JP" else None
    if _KANA.search(name):
        return "JP"
    return "TW" if language == "zh-Hant" and key.startswith(fold("國立")) else None


@cache
def _surnames(country: str) -> frozenset[str]:
    """Match keys of family names: data/language/surnames_ja.tsv or surnames_zh.tsv."""
    return frozenset(
        fold(row["surname"]) for row in table("language", f"surnames_{'ja' if country == 'JP' else 'zh'}.tsv")
    )


def person_country(name: str) -> Country | None:
    """The country that a person's family name points to; None for kana, Latin, unknown and shared family names."""
    key = fold(name)
    if not key or not all(map(_HAN.match, key)) or not 2 <= len(key) <= 6:
        return None
    japanese = any(key[:size] in _surnames("JP") for size in (4, 3, 2) if size < len(key))
    chinese = any(key[:size] in _surnames("TW") for size in (2, 1) if size < len(key))
    if japanese and not (chinese and len(key) == 3 and key[:2] not in _surnames("JP")):
        # 林 and 王子: a two-character family name needs four characters or none of the Chinese ones.
        return "JP" if len(key) > 3 or not chinese else None
    if chinese:
        return "TW" if len(key) <= 4 else None
    return None


def looks_like_person(name: str) -> bool:
    """The name begins with a known family name and has the length of a person's name."""
    key = fold(name)
    if not 2 <= len(key) <= 6 or not all(map(_HAN.match, key[:1])):
        return False
    japanese = any(key[:size] in _surnames("JP") for size in (4, 3, 2, 1) if size < len(key) <= size + 4)
    chinese = any(key[:size] in _surnames("TW") for size in (2, 1) if size < len(key) <= size + 2)
    return (japanese or chinese) and type_of_name(name) is None


def abbreviations(name: str) -> tuple[str, ...]:
    """Match keys of short forms that a document may use for an institution that it has named in full.

    Candidates for use inside one document only: 國立臺北科技大學 gives the keys of 北科大 and 臺北科大 among others.
    Empty for names without an ending that data/language/name_forms.tsv knows.
    """
    core = match_key(name)
    kinds = [(form, left) for form, left in _kinds(core, None) if form.position == "suffix" and left >= 2]
    found: dict[str, None] = {}
    if core != fold(name):
        found[core] = None
    for form, left in kinds:
        heads = _heads(core[:left])
        for ending in (*form.short, form.key):
            # 九 + 大 and 工 + 研院 are how one says it; 國 + 會 and 東 + 大學 are words of their own.
            usual = ending in form.short and (len(ending) > 1 or form.type is OrganizationType.UNIVERSITY)
            enough = 1 if usual or (len(ending) == 1 and left <= 3) else 2
            found.update(dict.fromkeys(head + ending for head in heads if len(head) >= enough))
        if form.type is OrganizationType.COMPANY:
            found.update(dict.fromkeys(head for head in heads if len(head) >= 2))
    whole = fold(name)
    return tuple(key for key in found if 2 <= len(key) < len(whole) and key != whole and key not in _places())


def _heads(stem: str) -> list[str]:
    """Short forms of the stem: its first word, the initials of its words, the customary short form of its place."""
    place = place_prefix(stem)
    shorts = [fold(short) for short in _places()[place]["short"].split("|") if short] or [place[0]] if place else []
    rest = [char for char in stem[len(place) :] if char not in _CONNECTIVES]
    words = ["".join(rest[at : at + 2]) for at in range(0, len(rest), 2)]
    initials = "".join(word[0] for word in words)
    if not place:
        heads = [stem, words[0], initials, initials[:2], words[0] + initials[1:2], initials[:1] + initials[-1:]]
        heads += [initials[:1]] * (len(words) <= 2)
    elif not words:
        heads = [stem, *shorts]
    else:
        heads = [stem, stem[len(place) :], initials[:2]]
        public = "立" in words[0]
        for first in (*shorts, place):
            # 北九州市立: who runs it may be left out; 東京科學 is not 東京.
            heads += [first] * public + [first + words[0], first + initials[:1], first + initials]
    return [head for head in dict.fromkeys(heads) if head]


def is_abbreviation(short: str, long: str) -> bool:
    """`short` may stand for `long` in a document that names both: 九大 for 九州大学, not 北大 for 東北大學."""
    return fold(short) in abbreviations(long)
