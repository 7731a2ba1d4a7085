"""Institutions in the rows of lists that are not those of the posts in other rows: where somebody works besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.items import Item
from kg.extract.positions.chronicle import is_step
from kg.extract.rows import Row
from kg.model import Kind, PassageKind

_WHERE = re.compile(
    r"[\W\d]{0,8}(?:開催|集合)?"
    r"(?:場[ \u3000]{0,6}所|会[ \u3000]{0,6}場|所[ \u3000]{0,6}在[ \u3000]{0,6}地|と[ \u3000]{0,4}こ[ \u3000]{0,4}ろ)"
    r"[ \u3000：:｜|]"
)


def asides(rows: Sequence[Row]) -> Iterator[int]:
    """The places of institutions behind post and name in Japanese lists, 会長　name　甲社　社長, of careers and halls.

    The 会長 of the next row is not of 甲社, and not of the house where they met.
    """
    for row in rows:
        if row.language != "ja" or row.passage.kind is PassageKind.BODY:
            continue
        if _WHERE.match(row.passage.text) or is_step(row):
            yield from (place for item in row.items for place in _places(item))
        kinds = [item.kind for item in row.items]
        named_with = kinds[:1] == [Kind.TITLE] and Kind.PERSON in kinds and Kind.TITLE in kinds[1:]
        if kinds[:2] == [Kind.TITLE, Kind.PERSON] or named_with:  # 監事　甲社　社長　name
            yield from (place for item in row.items[1:] for place in _places(item))


def _places(item: Item) -> range:
    """Where an institution is named, or a part of it."""
    return range(item.mention.start, item.mention.end) if item.kind is Kind.ORGANIZATION else range(0)
