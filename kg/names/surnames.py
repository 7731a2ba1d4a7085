"""What the family name of a person tells: the country, and that it is a person."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from kg.names.folding import fold
from kg.names.forms import kinds, table

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WITH_HIRAGANA = re.compile(rf"{_HAN.pattern}{{1,4}}[\u3041-\u3096]{{1,5}}")


@cache
def _surnames(country: str) -> frozenset[str]:
    """Match keys of family names: data/language/surnames_ja.tsv or surnames_zh.tsv."""
    return frozenset(
        fold(row["surname"]) for row in table("language", f"surnames_{'ja' if country == 'JP' else 'zh'}.tsv")
    )


def person_country(name: str, *, by_form: bool = False) -> Literal["TW", "JP"] | None:
    """The country that a person's family name points to; None for katakana, Latin, short unknown and shared ones.

    `by_form`: one with hiragana or too long for a Chinese name is Japanese too, whatever its family name.
    """
    key = fold(name)
    if by_form and _WITH_HIRAGANA.fullmatch(key):
        return "JP"
    if not key or not all(map(_HAN.match, key)) or not 2 <= len(key) <= 6:
        return None
    japanese = any(key[:size] in _surnames("JP") for size in (4, 3, 2) if size < len(key))
    chinese = any(key[:size] in _surnames("TW") for size in (2, 1) if size < len(key))
    if japanese and not (chinese and len(key) == 3 and key[:2] not in _surnames("JP")):
        # 林 and 王子: a two-character family name needs four characters or none of the Chinese ones.
        return "JP" if len(key) > 3 or not chinese else None
    if chinese:
        # Four characters are a family name of two and a given name of two, or a Japanese name that no list has.
        if by_form and len(key) > 4:
            return "JP"
        return "TW" if len(key) < 4 or key[:2] in _surnames("TW") else None
    return "JP" if by_form and len(key) > 3 else None


def looks_like_person(name: str) -> bool:
    """The name begins with a known family name and has the length of a person's name."""
    key = fold(name)
    if not 2 <= len(key) <= 6 or not all(map(_HAN.match, key[:1])):
        return False
    japanese = any(key[:size] in _surnames("JP") for size in (4, 3, 2, 1) if size < len(key) <= size + 4)
    chinese = any(key[:size] in _surnames("TW") for size in (2, 1) if size < len(key) <= size + 2)
    return (japanese or chinese) and not any(True for _ in kinds(key, None))


def family_length(name: str) -> int:
    """How many characters of a Chinese name are the family name: 2 of 歐陽娜娜, of four, and of 范姜毅; else 1."""
    return 2 if len(name) == 4 or (len(name) > 2 and fold(name[:2]) in _surnames("TW")) else 1
