"""Whether a name in Chinese characters and one in katakana or Latin letters may be the same person's.

Renderings follow no rule and differ from paper to paper (Hanyu Pinyin, Wade–Giles, Taiwanese habits, what a Japanese
ear heard), so both sides are reduced to the few sounds on which all agree, and family and given name are compared.
"""

from __future__ import annotations

import re
from functools import cache

import jaconv
from pypinyin import lazy_pinyin
from rapidfuzz.fuzz import ratio

from kg.names import table

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_PARTS = re.compile(r"[\s・･·.‧=＝゠\-‐－,]+")


@cache
def _sounds(kind: str) -> dict[str, str]:
    """One part of data/language/sounds.tsv: `letter`, `merged` or `wade-giles`."""
    return {row["form"]: row["as"] for row in table("language", "sounds.tsv") if row["kind"] == kind}


@cache
def _letter_run() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _sounds("letter")), key=len, reverse=True)))


def alike(han: str, other: str) -> float:
    """How far `other` (katakana or Latin letters) may render the Chinese name `han`, from 0 to 1.

    Family name and given name must both agree, in either order; initials agree with the
    first letters of the syllables in Pinyin or Wade–Giles.
    """
    if not _HAN.fullmatch(han) or not 2 <= len(han) <= 4 or _HAN.search(other):
        return 0.0
    parts = [part for part in _PARTS.split(other) if part]
    if len(parts) < 2:
        return 0.0
    syllables = lazy_pinyin(han)
    cut = 2 if len(han) == 4 else 1
    family, given = syllables[:cut], syllables[cut:]
    orders = ((parts[-1], parts[:-1]), (parts[0], parts[1:]))
    return max(min(_near(family, [f]), max(_near(given, g), _initials(given, g))) for f, g in orders)


def _near(syllables: list[str], parts: list[str]) -> float:
    return float(ratio(_rough("".join(syllables)), _rough("".join(map(_latin, parts))))) / 100


def _initials(syllables: list[str], parts: list[str]) -> float:
    letters = "".join(_letters_of(part) for part in parts)
    pinyin = "".join(s[0] for s in syllables)
    first = _sounds("wade-giles")
    wade_giles = "".join(first.get(s[:2]) or first.get(s[0], s[0]) for s in syllables)
    return 1.0 if letters and letters in (pinyin, wade_giles) else 0.0


def _letters_of(part: str) -> str:
    """The letters that an initial stands for: `C` is c, シーシー is cc; empty for a name."""
    if re.fullmatch(r"[A-Za-zＡ-Ｚ]{1,2}", part) and part.isupper():
        return jaconv.z2h(part, ascii=True).lower()
    runs = _letter_run().findall(part)
    return "".join(_sounds("letter")[run] for run in runs) if "".join(runs) == part else ""


def _latin(part: str) -> str:
    return str(jaconv.kana2alphabet(jaconv.kata2hira(part.replace("ー", "")))).lower()


def _rough(sound: str) -> str:
    sound = re.sub(r"ng(?![aeiou])", "n", sound.lower())
    for left, right in _sounds("merged").items():
        sound = sound.replace(left, right)
    sound = re.sub(r"(?<=[csht])[iu](?=[aeo])", "", sound)  # ジァン and zhan, ファ and hua
    return re.sub(r"([aeioun])\1+", r"\1", sound)
