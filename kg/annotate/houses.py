"""Companies that a text introduces as a subsidiary or a new one: their name is all between the quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.name import Name

_HOUSE = re.compile(
    r"(?:子公司|關係企業|关联公司|分公司|現地法人|日本法人|台湾法人|子会社|合資公司|合资公司|合弁会社|新公司|新会社)"
    r"[「『“]([^「」『』“”。，、：\n]{2,24})[」』”]"
)


def with_houses(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """The names of each passage, such companies read wherever the document names them."""
    houses = {match.group(1) for text in texts for match in _HOUSE.finditer(text)}
    return (
        [_put(text, own, houses) for text, own in zip(texts, names, strict=True)] if houses else list(map(list, names))
    )


def _put(text: str, names: Sequence[Name], houses: set[str]) -> list[Name]:
    read = list(names)
    for house in sorted(houses, key=len, reverse=True):
        for match in re.finditer(re.escape(house), text):
            start, end = match.span()
            over = [n for n in read if n.start < end and start < n.end]
            # A longer name that begins with it is another one: 甲日本|股份有限公司 keeps its legal form.
            if all(start <= n.start and n.end <= end for n in over):
                row = next((n.row for n in over if (n.start, n.end) == (start, end)), None)
                read = [n for n in read if n not in over] + [Name(start, end, "ORG", 0.85, row, "quoted")]
    return sorted(read, key=lambda name: (name.start, -name.end))
