"""Who sends a page, behind the date at its top: 令和6年11月18日　　海山県産業労働部."""

from __future__ import annotations

import re

from kg.annotate.tagging.tagger import Found
from kg.names import fold
from kg.names.places import place_of_key

_SENDER = re.compile(
    r"\s*(?:令和|平成|昭和)?(?:[0-9０-９]{1,4}|元)年[0-9０-９]{1,2}月[0-9０-９]{1,2}日(?:[（(].[)）])?[ \u3000]+"
    r"(?P<town>[\u3400-\u9fffヶケ]{2,5}?[都道府県市町村区])(?P<part>[\u3400-\u9fff・]{2,14}[部局課室])?\s*"
)


def senders(text: str) -> list[Found]:
    """The town or prefecture of such a row, and its department named with it."""
    row = _SENDER.fullmatch(text)
    if row is None or place_of_key(fold(row["town"])) is None:
        return []
    town = Found(*row.span("town"), "ORG", 0.8)
    return [town, Found(row.start("town"), row.end("part"), "ORG", 0.8)] if row["part"] else [town]
