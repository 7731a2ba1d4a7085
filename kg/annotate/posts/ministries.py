"""Ministries whose last sign a title behind a person begins with: 王大明（reading）|経済|部長."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.name import Rows, rows_near
from kg.annotate.tagging.tagger import Found
from kg.names import person_country
from kg.names.authority import Row


def shared_with_title(text: str, spans: Sequence[Found], i: int, rows: Rows) -> Row | None:
    """The ministry that a span names without the sign that it shares with the title of its head.

    It is one of Taiwan where the last person before it has a Chinese name; 経済部長 of a Japanese town is its own.
    """
    span = spans[i]
    if span.kind != "ORG" or not text.startswith(("長", "长"), span.end + 1):
        return None
    near = rows_near(rows, span.start, span.end)
    row = next((row for start, end, row in near if (start, end) == (span.start, span.end + 1)), None)
    holder = next((before for before in reversed(spans[:i]) if before.kind == "PERSON"), None)
    chinese = holder is not None and person_country(text[holder.start : holder.end]) == "TW"
    return row if chinese else None
