"""Match keys of names: one spelling for what Taiwan, the mainland and Japan write in several ways.

A key serves comparison only and is never shown: 国立台湾大学, 國立臺灣大學 and 国立台湾大學 have one key.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import cache, lru_cache

from kg import knowledge
from kg.model import Language

# Written or left out at will inside one and the same name.
_DROPPED = frozenset(" .,・·‧•∙⋅･-‐‑‒–—―−_'’‘`\"“”/=＝゠、，，。()（）「」『』《》〈〉[]【】")
_SMALL_KANA = str.maketrans(
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ", "あいうえおつやゆよわかけアイウエオツヤユヨワカケ"
)
_LONGEST = 60  # characters of what is kept with its key: names come again and again
# A character with its voicing marks or accents; one pass, no nesting.
_CLUSTER = re.compile(r"[^\u0300-\u036f\u3099\u309a\uff9e\uff9f][\u0300-\u036f\u3099\u309a\uff9e\uff9f]+")


@cache
def _variants(scope: str) -> dict[str, str]:
    """Character to representative, from data/language/variants.tsv; the scope `any` alone or with zh-Hans."""
    lines = knowledge.path("language", "variants.tsv").read_text("utf-8").splitlines()
    table: dict[str, str] = {}
    for representative, variants, where in (line.split("\t") for line in lines if not line.startswith("#")):
        if where in ("any", scope):
            table.update(dict.fromkeys(variants, representative))
    return table


@cache
def _fold_one(cluster: str, scope: str) -> str:
    """The key of one character with its marks; folding a key again changes nothing."""
    before, folded = "", cluster
    while folded != before:
        before = folded
        folded = unicodedata.normalize("NFKC", folded).casefold().translate(_SMALL_KANA)
        table = _variants(scope)
        # Long vowels of romanised Japanese: Kyūshū is Kyushu.
        latin = "".join(unicodedata.normalize("NFKD", c) if "\u00c0" <= c <= "\u024f" else c for c in folded)
        folded = "".join(
            table.get(c, c)
            for c in latin
            if c not in _DROPPED and not c.isspace() and unicodedata.category(c) not in ("Mn", "Cf", "Cc")
        )
    return folded


class _Keys(dict[int, str]):
    """The key of each character by its code point, found at its first use: what `str.translate` takes."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def __missing__(self, code: int) -> str:
        self[code] = key = _fold_one(chr(code), self.scope)
        return key


@cache
def _keys(scope: str) -> _Keys:
    return _Keys(scope)


def fold(name: str, language: Language | None = None) -> str:
    """The key that spellings of one name share, whatever the language of the text.

    `language="zh-Hans"` also opens characters that mean another word in Japanese or Traditional names (叶 for 葉).
    Widths, case, spaces, dots, hyphens, small kana, the repeating 々 and variant characters
    (data/language/variants.tsv) make no difference. `fold(fold(x)) == fold(x)`.
    """
    scope = "zh-Hans" if language == "zh-Hans" else "any"
    return _folded(name, scope) if len(name) <= _LONGEST else _fold(name, scope)


def _fold(name: str, scope: str) -> str:
    if "々" in name or _CLUSTER.search(name):
        return _fold_with_places(name, scope)[0]
    return name.translate(_keys(scope))


_folded = lru_cache(maxsize=50_000)(_fold)


def fold_with_places(text: str, language: Language | None = None) -> tuple[str, array[int]]:
    """The key of a text, and for each of its characters the place in `text` that it comes from."""
    return _fold_with_places(text, "zh-Hans" if language == "zh-Hans" else "any")


def _fold_with_places(text: str, scope: str) -> tuple[str, array[int]]:
    keys = _keys(scope)
    parts = [keys[code] for code in map(ord, text)]
    if "々" in text or _CLUSTER.search(text):
        for found in _CLUSTER.finditer(text):
            parts[found.start()] = _fold_one(found.group(), keys.scope)
        last = ""
        for place, char in enumerate(text):
            if char == "々" and last:
                parts[place] = last
            last = parts[place][-1:] or last
    sizes = list(map(len, parts))
    if sizes.count(1) == len(text):
        return "".join(parts), array("l", range(len(text)))
    return "".join(parts), array("l", [place for place, size in enumerate(sizes) for _ in range(size)])


def fold_all(names: list[str]) -> list[str]:
    """The keys of many names at once, as `fold` makes them; ten times faster for a whole list."""
    blob = "\n".join(name.replace("\n", " ") for name in names)
    table = {code: _keys("any")[code] for code in map(ord, set(blob))} | {ord("\n"): "\n"}
    keys = blob.translate(table).split("\n") if names else []
    for at, name in enumerate(names):
        if "々" in name or _CLUSTER.search(name):
            keys[at] = fold(name)
    return keys
