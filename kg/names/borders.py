"""Words and characters at the borders of names: which are of the name, and which are not.

They stand in data/language, in name_borders.tsv and name_signs.tsv.
"""

from __future__ import annotations

import re
from functools import cache

from kg.names.forms import table


@cache
def border_words(use: str) -> tuple[str, ...]:
    """The words of one use, the longest first."""
    words = {row["form"] for row in table("language", "name_borders.tsv") if row["use"] == use}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def any_of(use: str) -> str:
    """The words of one use as a regular expression, the longest first."""
    return f"(?:{'|'.join(map(re.escape, border_words(use)))})"


@cache
def signs(use: str) -> str:
    """The characters of one use."""
    return next(row["characters"] for row in table("language", "name_signs.tsv") if row["use"] == use)


def is_paper(name: str) -> bool:
    """Whether this is the name of one who tells of others: a newspaper, a news site, an agency."""
    return name.endswith((*border_words("paper"), *border_words("press")))
