"""How Japanese reads names in characters: Japanese ones as dictionaries have them, Chinese ones by the sound (on)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import product

import jaconv
from sudachipy import Dictionary, Tokenizer

from kg.names.folding import fold
from kg.names.forms import table

# Longer than any name; what is not read costs no time.
_LONGEST = 8
_FAMILY, _GIVEN = ("人名", "姓"), ("人名", "名")


@lru_cache(maxsize=50_000)
def readings_of(name: str) -> frozenset[tuple[str, str]]:
    """Usual readings of a Japanese name, family and given name in katakana; none where it is not known as such.

    A given name may be read in several ways; this is the most usual one. A family name has that of the dictionary of
    SudachiPy, and that of data/language/surnames_ja.tsv.
    """
    if not 2 <= len(name) <= _LONGEST:
        return frozenset()
    # The dictionary has 高島 and 濱田, not 髙島 and 濵田.
    return frozenset(reading for spelling in {name, fold(name)} for reading in _read(spelling))


def _read(name: str) -> Iterator[tuple[str, str]]:
    found = [(m.surface(), m.part_of_speech()[2:4], m.reading_form()) for m in _tokenizer().tokenize(name)]
    if [part for _, part, _ in found] == [_FAMILY, _GIVEN]:
        (family, _, usual), (_, _, given) = found
        yield from ((reading, given) for reading in {usual, _surnames().get(fold(family), usual)})


@lru_cache(maxsize=20_000)
def readings_by_sound(name: str, cut: int) -> frozenset[tuple[str, str]]:
    """Readings of a Chinese name by the sound of its characters, in katakana; the family name has `cut` of them."""
    if not 2 <= len(name) <= 4:
        return frozenset()
    families, givens = (
        {"".join(sounds) for sounds in product(*(_sounds().get(fold(char), ()) for char in part))}
        for part in (name[:cut], name[cut:])
    )
    return frozenset(product(families, givens))


@cache
def _surnames() -> Mapping[str, str]:
    return {fold(row["surname"]): jaconv.hira2kata(row["kana"]) for row in table("language", "surnames_ja.tsv")}


@cache
def _sounds() -> Mapping[str, tuple[str, ...]]:
    """Readings by the match key of a character."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in table("language", "readings_on.tsv"):
        for char in row["characters"]:
            found[fold(char)][row["reading"]] = None
    return {key: tuple(readings) for key, readings in found.items()}


@cache
def _tokenizer() -> Tokenizer:
    return Dictionary().create()
