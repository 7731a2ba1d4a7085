"""Companies that a text introduces as a subsidiary or a new one: their name is all between the quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.name import Name
from kg.names import type_of_name
from kg.names.departments import is_chain

_HOUSE = re.compile(
    r"(?:子公司|關係企業|关联公司|分公司|現地法人|日本法人|台湾法人|子会社|合資公司|合资公司|合弁会社|新公司|新会社)"
    r"[「『“]([^「」『』“”。，、：\n]{2,24})[」』”]"
)


# 合資成立某某閥件，: a new name, which the text goes on to use
_FOUNDED = re.compile(
    r"(?:合資|合资|共同出資|共同出资)(?:成立|設立|设立|創立|创立|創辦|创办)了?([\u3400-\u9fff]{3,8})(?=[，。；、])"
)


def with_houses(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """The names of each passage, such companies read wherever the document names them."""
    houses = {match.group(1) for text in texts for match in _HOUSE.finditer(text)}
    founded = {match.group(1) for text in texts for match in _FOUNDED.finditer(text)}
    whole = "\n".join(texts) if founded else ""
    houses |= {name for name in founded if whole.count(name) > 1 and type_of_name(name) is None and not is_chain(name)}
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
