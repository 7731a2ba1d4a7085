"""How a Japanese name in characters is read: what the dictionary of SudachiPy takes it for."""

from __future__ import annotations

from functools import cache, lru_cache

from sudachipy import Dictionary, Tokenizer

# Longer than any name; what is not read costs no time.
_LONGEST = 8


@lru_cache(maxsize=50_000)
def reading_of(name: str) -> tuple[str, str] | None:
    """Family name and given name in katakana; None where the dictionary does not know them as such.

    A given name may be read in several ways; this is the most usual one.
    """
    if not 2 <= len(name) <= _LONGEST:
        return None
    found = _tokenizer().tokenize(name)
    parts = [(m.part_of_speech()[2:4], m.reading_form()) for m in found]
    if [part for part, _ in parts] != [("人名", "姓"), ("人名", "名")]:
        return None
    return parts[0][1], parts[1][1]


@cache
def _tokenizer() -> Tokenizer:
    return Dictionary().create()
