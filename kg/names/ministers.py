"""Ministers of Japan and their deputies, whose titles name the ministry without its last sign: 經濟產業副大臣."""

from __future__ import annotations

import re
from functools import cache

from kg.names.folding import fold
from kg.names.forms import table

_OFFICES = ("大臣政務官", "副大臣", "大臣", "相")


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """What a title begins with, as compared → what the name of the ministry ends with."""
    return {fold(row["stem"]): tuple(map(fold, row["of"].split("|"))) for row in table("language", "ministers.tsv")}


@cache
def _title() -> re.Pattern[str]:
    stems = sorted(_stems(), key=len, reverse=True)
    return re.compile(f"({'|'.join(stems)})({'|'.join(map(fold, _OFFICES))})")


def ministry_of(title: str) -> tuple[str, ...]:
    """What the name of a minister's ministry ends with, as compared; nothing where the title is no minister's."""
    match = _title().fullmatch(fold(title).removeprefix(fold("日本")))
    return _stems()[match.group(1)] if match else ()


def ministers_in(letters: str) -> list[tuple[int, int]]:
    """Where the titles of ministers stand in a text whose characters are as compared."""
    return [match.span() for match in _title().finditer(letters)]
