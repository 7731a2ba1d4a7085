"""Syllables of Chinese names: how Pinyin spells them, what else is in use for them, and how katakana write them down.

Renderings follow no rule and differ from paper to paper (Hanyu Pinyin, Wade–Giles, Taiwanese habits, what a Japanese
ear heard), so each syllable has the spellings and sounds that are in use for it (data/language/sounds.tsv).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import product

import jaconv
from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT

from kg.names import table

HYPHENS = re.compile(r"[-‐－–'’‘`]+")
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxzcsr]?)(.+)")


@cache
def pinyin_of(han: str) -> tuple[str, ...]:
    """The Pinyin syllables of the Chinese characters of a name, without tones: 曾 is zeng, not ceng as in 曾經."""
    syllables = tuple(lazy_pinyin(han, v_to_u=True))
    if len(syllables) != len(han):
        return syllables
    return tuple(_sounds("name").get(char, syllable) for char, syllable in zip(han, syllables, strict=True))


@lru_cache(maxsize=20_000)
def spellings(syllables: tuple[str, ...]) -> frozenset[str]:
    """All that syllables may be spelt in Latin letters."""
    return frozenset(map("".join, product(*map(spelt, syllables))))


@lru_cache(maxsize=20_000)
def renderings(syllables: tuple[str, ...]) -> frozenset[str]:
    """All that syllables may sound like in katakana, in Latin letters."""
    return frozenset(merged("".join(sounds)) for sounds in product(*map(heard, syllables)))


@cache
def spelt(syllable: str) -> frozenset[str]:
    """Spellings of a Pinyin syllable in Latin letters: 志 is zhi, chih, jhih."""
    initial, final = _cut(syllable)
    begins = _sounds("initial").get(initial, initial).split("|")
    ends = _sounds("final").get(final, final).split("|")
    return frozenset({syllable.replace("ü", "u"), *(f"{a}{b}".replace("ü", "u") for a in begins for b in ends)})


@cache
def heard(syllable: str) -> frozenset[str]:
    """Sounds of a Pinyin syllable in katakana, in Latin letters: 強 is chan or chian."""
    initial, final = _cut(syllable)
    ends = _sounds("rest").get(final, final).split("|")
    begins = ("l", "c") if initial == "r" else (initial,)
    return frozenset(f"{merged(begin)}{end}" for begin in begins for end in ends)


def _cut(syllable: str) -> tuple[str, str]:
    if found := _SYLLABLE.fullmatch(syllable):
        initial, final = found[1], found[2]
        # Pinyin writes ü as u after these.
        return initial, f"ü{final[1:]}" if initial in ("j", "q", "x") and final.startswith("u") else final
    return "", syllable


def initials_of(syllable: str) -> tuple[str, str]:
    """The letters that stand for a syllable, in Pinyin and in Wade–Giles."""
    first = _sounds("wade-giles")
    return syllable[:1], first.get(syllable[:2]) or first.get(syllable[:1], syllable[:1])


def letters_of(part: str) -> str:
    """The letters that an initial stands for: `C` is c, シーシー is cc; empty for a name."""
    if re.fullmatch(r"[A-Za-zＡ-Ｚ]{1,2}", part) and part.isupper():
        return jaconv.z2h(part, ascii=True).lower()
    runs = _run_of("letter").findall(part)
    return "".join(_sounds("letter")[run] for run in runs) if "".join(runs) == part else ""


def syllables_of(spelled: str) -> Iterator[tuple[str, ...]]:
    """The Pinyin syllables, at most three, that a part in Latin letters may spell."""
    known = _inventory()
    pieces = [piece.lower().replace("ü", "u") for piece in HYPHENS.split(spelled) if piece]
    if len(pieces) == 1 and len(pieces[0]) <= 18:
        [whole] = pieces
        cuts = [(i, j) for i in range(1, len(whole) + 1) for j in range(i, len(whole) + 1)]
        splits = {tuple(p for p in (whole[:i], whole[i:j], whole[j:]) if p) for i, j in cuts}
    else:
        splits = {tuple(pieces)} if len(pieces) <= 3 else set()
    for split in sorted(splits):
        yield from product(*(sorted(known.get(piece, ())) for piece in split))


@cache
def _inventory() -> dict[str, set[str]]:
    """Pinyin syllables by each of their spellings."""
    found: dict[str, set[str]] = defaultdict(set)
    marked = {reading for readings in PINYIN_DICT.values() for reading in readings.split(",")}
    for reading in marked:
        # The diaeresis of ü stays, the marks of tone go.
        bare = "".join(
            c for c in unicodedata.normalize("NFD", reading) if c == "\u0308" or not unicodedata.combining(c)
        )
        syllable = unicodedata.normalize("NFC", bare)
        if syllable.replace("ü", "u").isascii():
            for spelled in spelt(syllable):
                found[spelled].add(syllable)
    return dict(found)


@lru_cache(maxsize=50_000)
def spoken(part: str) -> str:
    """A part as it is said, without long vowels: Satō, さとう and Sato are one, like そういち and Soichi."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", latin(HYPHENS.sub("", part))) if not unicodedata.combining(c)
    )
    return (
        re.sub(r"(?<=o)(?:u|h(?![aeiou]))", "", re.sub(r"([aeiou])\1+", r"\1", plain))
        .replace("mb", "nb")
        .replace("mp", "np")
    )


@lru_cache(maxsize=50_000)
def latin(part: str) -> str:
    """A part in Latin letters."""
    katakana = jaconv.hira2kata(jaconv.h2z(part, kana=True, ascii=False, digit=False)).replace("ー", "")
    syllables = _run_of("kana").sub(lambda found: _sounds("kana")[found[0]], katakana)
    return str(jaconv.kana2alphabet(jaconv.kata2hira(syllables))).lower()


@lru_cache(maxsize=50_000)
def merged(sound: str) -> str:
    """A sound with those letters as one that renderings confuse."""
    sound = re.sub(r"ng(?![aeiou])", "n", sound.lower())
    for left, right in _sounds("merged").items():
        sound = sound.replace(left, right)
    return re.sub(r"([aeioun])\1+", r"\1", sound)


@lru_cache(maxsize=50_000)
def rough(sound: str) -> str:
    """A sound for comparing how near another is."""
    # ジァン and zhan, ファ and hua
    return re.sub(r"([aeioun])\1+", r"\1", re.sub(r"(?<=[csht])[iu](?=[aeo])", "", merged(sound)))


def first_sounds(forms: Iterable[str]) -> set[str]:
    """The first sounds of these forms, as one letter for those that renderings confuse."""
    letters = {merged(form[:4])[:1] for form in forms} - {""}
    return {"s" if letter == "c" else "i" if letter in "aeiou" else letter for letter in letters}


def last_sound(sound: str) -> str:
    """Whether it ends with n or ng, which every rendering keeps, or with a vowel."""
    return "n" if sound.rstrip("g").endswith("n") else "v"


@cache
def _sounds(kind: str) -> dict[str, str]:
    """One part of data/language/sounds.tsv, as its header explains them."""
    return {row["form"]: row["as"] for row in table("language", "sounds.tsv") if row["kind"] == kind}


@cache
def _run_of(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _sounds(kind)), key=len, reverse=True)))
