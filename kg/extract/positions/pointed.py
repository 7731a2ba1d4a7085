"""Posts of somebody whom a Chinese sentence points at: 王大明說。這位甲市市長坦言…, of the person named last."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kg.extract.rows import Row
from kg.model import Kind

_WITHIN = 40  # items looked back
_THIS = re.compile("[這这][位名](?:現任|现任|新任|首任|資深|资深|老|女|年輕的|年轻的)?\\Z")


def pointed_at(row: Row, titled: Collection[int]) -> Iterator[tuple[int, int]]:
    """Each such title of a row with the person named last before it, by their places; not those `titled` already."""
    text = row.passage.text
    for i, item in enumerate(row.items):
        if item.kind is not Kind.TITLE or i in titled:
            continue
        first = i
        while first and row.items[first - 1].kind is Kind.ORGANIZATION and row.gap(first - 1, first) in ("", "的"):
            first -= 1
        start = row.items[first].start
        if _THIS.search(text, max(0, start - 6), start):
            before = (j for j in range(first - 1, max(-1, first - _WITHIN), -1) if row.items[j].kind is Kind.PERSON)
            if (person := next(before, None)) is not None:
                yield person, i
