"""Who writes a Chinese letter and to whom: the institutions over 敬上 at its end and over 鈞鑒 at its head."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from kg.model import Release
from kg.names import fold

Named = TypeVar("Named")

_CLOSES = re.compile(
    r"[\u3400-\u9fff][ \u3000]{0,6}(?:[敬謹谨拜手][上啟启啓識识誌志書书邀覆复復白約约訂订]|頓首|顿首|鞠躬|再拜)"
    r"[ \u3000]{0,3}(?:[（(]?[印章][）)]?)?\Z"
)
_OPENS = re.compile(r"(?:[鈞钧台臺惠大道賜赐勛勳勋雅][鑒鉴]|[鈞钧台臺][啟启啓])[ \u3000]{0,3}[：:，,]?\Z")
_LONGEST_ROW = 60  # characters; longer ones are sentences
_LONGEST = 40  # characters of a name
_HEAD, _FOOT = 8, 10  # rows at the ends of a page between which a letter stands


def sender_among(release: Release, names: Mapping[str, Named]) -> Named | None:
    """The institution that signs a letter, of those given by their folded names: in the row of 敬上 or above it."""
    if release.language == "ja":
        return None
    rows = _rows(release.text)
    signed = (n for n in range(len(rows) - 1, max(-1, len(rows) - _FOOT), -1) if _CLOSES.search(rows[n]))
    return _near(rows, next(signed, None), names)


def addressee_among(release: Release, names: Mapping[str, Named]) -> Named | None:
    """The institution to which a letter goes, of those given by their folded names.

    It stands in the row of 鈞鑒, above it, or below 此致.
    """
    if release.language == "ja":
        return None
    rows = _rows(release.text)
    greeted = next((n for n, row in enumerate(rows[:_HEAD]) if _OPENS.search(row)), None)
    if greeted is not None:
        return _near(rows, greeted, names)
    below = (rows[n + 1] for n in range(len(rows) - 1) if rows[n] == "此致")
    return next((names[fold(row)] for row in below if len(row) <= _LONGEST and fold(row) in names), None)


@lru_cache(maxsize=4)  # a document is asked several times in a row
def _rows(text: str) -> tuple[str, ...]:
    return tuple(row.strip() for row in text.splitlines() if row.strip())


def _near(rows: Sequence[str], at: int | None, names: Mapping[str, Named]) -> Named | None:
    """The institution with which a short row begins, else the one that the row above it names and no more."""
    if at is None or len(rows[at]) > _LONGEST_ROW:
        return None
    for end in range(min(len(rows[at]), _LONGEST), 1, -1):
        if (found := names.get(fold(rows[at][:end]))) is not None:
            return found
    return names.get(fold(rows[at - 1])) if at and len(rows[at - 1]) <= _LONGEST else None
