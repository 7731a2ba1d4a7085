"""Whether two spellings in different scripts may be one person's name: Chinese characters, katakana, Latin letters.

A rendering agrees surely when it is made of spellings and sounds that are in use for the syllables of the name
(`kg.names.syllables`) or of its Japanese readings (`kg.names.readings`), less surely when it comes near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

from rapidfuzz.fuzz import ratio

from kg.names import fold
from kg.names.readings import readings_by_sound, readings_of
from kg.names.surnames import family_length, person_country
from kg.names.syllables import (
    HYPHENS,
    first_sounds,
    heard,
    initials_of,
    last_sound,
    latin,
    letters_of,
    merged,
    pinyin_of,
    renderings,
    rough,
    spellings,
    spelt,
    spoken,
    syllables_of,
)

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_PARTS = re.compile(r"[\s・･·.‧=＝゠,，]+")
# Nearness without agreement is worth at most this: a rendering that the table does not know.
_NEAR = 0.85
_SIMPLIFIED = 0.95
# The usual reading of a name is its bearer's mostly, not always.
_READ = 0.95
# Hepburn with the long vowels of name cards: Hattori, Ryoichi, Satoh.
_MORA = re.compile(r"(?:(?:kk|pp|tt|ss?|[kgztdnhbpmrwyfj]|[kgnhbpmr]y|s?sh|t?ch|ts)?[aiueo]|n)(?:(?<=o)h(?![aiueo]))?")
_HEPBURN = re.compile(f"(?:{_MORA.pattern}){{1,12}}")
_FEW = 5  # morae; what Pinyin and Hepburn both allow is short: Su Tan, Ma Ke
# Longer parts are no name; they would cost time.
_LONGEST = 40


@lru_cache(maxsize=100_000)
def same_person(left: str, right: str) -> float:
    """How far two names in any of the scripts may be one person's, from 0 to 1; nothing but the names is known."""
    if is_han(left) and is_han(right):
        if fold(left) == fold(right) != "":
            return 1.0
        # 叶 is how Simplified writes 葉, and another character elsewhere: a whole name that agrees but for it is one.
        return _SIMPLIFIED * (fold(left, "zh-Hans") == fold(right, "zh-Hans") != "")
    if sounds_of(left).isdisjoint(sounds_of(right)):
        return 0.0
    if _HAN.search(left) or _HAN.search(right):
        return max(alike(left, right), alike(right, left), _read_alike(left, right), _read_alike(right, left))
    return _rendered_alike(_parts(left), _parts(right))


def is_han(name: str) -> bool:
    """Whether a name has Chinese characters."""
    return _HAN.search(name) is not None


@lru_cache(maxsize=100_000)
def sounds_of(name: str) -> frozenset[str]:
    """How family and given name may begin and end, in either order: names in two scripts are one only if they share it.

    A rendering tells only by its place which part is the family name, so the last one and the first one count.
    """
    if is_han(name):
        bare = _spaceless(name)
        cut = family_length(bare)
        pairs = [(_syllabic(pinyin_of(bare[:cut])), _syllabic(pinyin_of(bare[cut:]), initials=True))]
        pairs += [(_spelled_out((family,)), _spelled_out((given,))) for family, given in _readings(bare)]
    else:
        parts = tuple(part for part in _parts(name) if spoken(part))
        pairs = [(_spelled_out(family), _spelled_out(given)) for family, given in _orders(parts)]
    # Readings that sound alike at both ends make the same pairs.
    return frozenset("".join(sorted((a, b))) for one, other in set(pairs) for a in one for b in other)


def _syllabic(syllables: Sequence[str], *, initials: bool = False) -> frozenset[str]:
    """How what renders these Pinyin syllables may begin and end."""
    if not syllables:
        return frozenset()
    first, last = syllables[0], syllables[-1]
    letters = first_sounds(initials_of(first)) if initials else set()
    found = {letter + last_sound(last) for letter in first_sounds((*spelt(first), *heard(first)))}
    return frozenset(found | {letter + end for letter in letters for end in "nv"})


@lru_cache(maxsize=20_000)
def _spelled_out(parts: tuple[str, ...]) -> frozenset[str]:
    """How a family or given name in katakana or Latin letters begins and ends; initials do not tell the end."""
    # Wade and Giles write j for what Pinyin writes r.
    letters = "r" if parts[0][:1] in "Jj" else letters_of(HYPHENS.split(parts[0])[0])
    ends = "nv" if letters_of(HYPHENS.split(parts[-1])[-1]) else last_sound(spoken(parts[-1]))
    return frozenset(letter + end for letter in first_sounds((spoken(parts[0]), letters)) for end in ends)


@lru_cache(maxsize=20_000)
def _readings(han: str) -> frozenset[tuple[str, str]]:
    """How Japanese reads a name, in katakana: as a Japanese one, or a Chinese one by the sound of its characters."""
    foreign = readings_by_sound(han, family_length(han)) if person_country(han) != "JP" else frozenset()
    return readings_of(han) | foreign


def alike(han: str, other: str) -> float:
    """How far `other` (katakana or Latin letters) may render the Chinese name `han`, from 0 to 1.

    Family name and given name must both agree, in either order; initials agree with the
    first letters of the syllables in Pinyin or Wade–Giles.
    """
    if not _HAN.fullmatch(han) or not 2 <= len(han) <= 4 or _HAN.search(other):
        return 0.0
    syllables, cut = pinyin_of(han), family_length(han)
    family, given = syllables[:cut], syllables[cut:]
    orders = (*_orders(_parts(other)), *(_orders(_parts(other), 2) if cut == 2 else ()))
    agreed = (min(_agreement(family, f), max(_agreement(given, g), _initials(given, g))) for f, g in orders)
    return max(agreed, default=0.0)


def romanised_in(han: str, latin: str) -> Literal["zh", "ja"] | None:
    """The language by whose sounds Latin letters give a name in Chinese characters; None where they tell neither.

    Spellings of a Chinese name come first, then those of kana, as few letters may be either; then the family name.
    """
    country = person_country(_spaceless(han))
    if alike(han, latin) == 1.0 and country != "JP":
        return "zh"
    parts = [part.lower() for part in _parts(latin)]
    if all(map(_HEPBURN.fullmatch, parts)) and sum(len(_MORA.findall(part)) for part in parts) >= _FEW:
        return "ja"
    if HYPHENS.search(latin) or country is None:
        return None
    return "ja" if country == "JP" else "zh"


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in _PARTS.split(name[: 4 * _LONGEST]) if HYPHENS.sub("", part))


def _orders(parts: tuple[str, ...], size: int = 1) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Family name, of so many parts, and given name, with either of them first."""
    if len(parts) > size:
        yield parts[:size], parts[size:]
        yield parts[-size:], parts[:-size]


def _agreement(syllables: Sequence[str], parts: Sequence[str]) -> float:
    """1 where the parts are made of spellings or sounds in use for the syllables, less where they only come near."""
    joined = HYPHENS.sub("", "".join(parts))
    if len(joined) > _LONGEST:
        return 0.0
    if _KANA.search(joined):
        if merged(latin(joined)) in renderings(tuple(syllables)):
            return 1.0
    elif joined.lower().replace("ü", "u") in spellings(tuple(syllables)):
        return 1.0
    near = ratio(rough("".join(syllables)), rough("".join(map(latin, parts))))
    return min(_NEAR, float(near) / 100)


def _initials(syllables: Sequence[str], parts: Sequence[str]) -> float:
    letters = "".join(letters_of(part) for piece in parts for part in HYPHENS.split(piece))
    pinyin, wade_giles = ("".join(letters) for letters in zip(*map(initials_of, syllables), strict=True))
    return 1.0 if letters and letters in (pinyin, wade_giles) else 0.0


def _read_alike(han: str, other: str) -> float:
    """Whether `other` is how Japanese usually reads a name; another reading of it remains possible."""
    parts = _parts(other)
    if not is_han(han) or len(parts) != 2:
        return 0.0
    said = sorted(map(spoken, parts))
    return _READ * any(said == sorted(map(spoken, reading)) for reading in _readings(_spaceless(han)))


def _spaceless(name: str) -> str:
    return "".join(name[: 4 * _LONGEST].split())


def _rendered_alike(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Two names without Chinese characters: the same sounds in any order, or syllables of one Chinese name."""
    if len(left) < 2 or len(right) < 2:
        return 0.0
    if sorted(map(spoken, left)) == sorted(map(spoken, right)):
        return 1.0
    return float(any(_one_chinese(a, b) for a in _orders(left) for b in _orders(right)))


def _one_chinese(left: tuple[tuple[str, ...], ...], right: tuple[tuple[str, ...], ...]) -> bool:
    for a, b in zip(map("-".join, left), map("-".join, right), strict=True):
        spelled, other = (a, b) if not _KANA.search(a) else (b, a)
        if _KANA.search(spelled):
            return False
        if not any(_agreement(syllables, [other]) == 1.0 for syllables in syllables_of(spelled)):
            return False
    return True
