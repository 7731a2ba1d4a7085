"""Names of companies as newspapers clip them, in the middle of a loan word: 甲エンジ for 甲エンジニアリング."""

from __future__ import annotations

from functools import cache

from kg.names.forms import table

_LEAST = 2  # signs of the name before the word: エンジ alone is no name


def clipped(name: str) -> tuple[str, ...]:
    """The clipped forms of a name that ends in a word of `data/language/clipped.tsv`, none for other names."""
    return tuple(
        name[: -len(word)] + short
        for word, shorts in _words()
        if name.endswith(word) and len(name) >= len(word) + _LEAST
        for short in shorts
    )


@cache
def _words() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = table("language", "clipped.tsv")
    return tuple((row["word"], tuple(row["clipped"].split("|"))) for row in rows)
