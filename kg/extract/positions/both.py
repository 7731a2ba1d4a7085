"""An office that somebody has at two institutions or more, in Chinese: 擔任甲社與乙社的董事長; the side of a body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.items import Item
from kg.extract.rows import Row
from kg.model import Entity, Kind
from kg.names import fold

_AND = frozenset("與与和及、") | {"以及", "暨"}
_OF = re.compile("(?:這|这)?(?:[兩两二三四]家(?:公司|企業|企业)|[兩两二三四]校|雙方|双方)?的?")
_HOLDS = re.compile(
    "(?:擔任|担任|兼任|身兼|出任|接任|現任|现任|曾任|歷任|历任|時任|时任|身為|身为|也是|同時是|同时是)\\Z"
)
# 協進會方面，某秘書長: of whom the clause speaks by the word for what they are.
_SIDE = re.compile(
    r"(?:^|[，。；：、\s])([\u3400-\u9fff]{2,8}?)(?:方面|一方)[，,：由有則则是為为]{1,2}(?:(?![對对]方|另一方|[日我台]方|[則则][由是為为])[^。；]){0,60}\Z"
)


def also_of(row: Row, title: int) -> Iterator[Item]:
    """The other institutions of a title that a verb gives somebody at several: 擔任|甲社|與乙社的|董事長."""
    first = title - 1
    if row.language == "ja" or first < 1 or not _OF.fullmatch(row.gap(first, title)):
        return
    others = []
    while first > 0 and _joined(row, first):
        first -= 1
        others.append(row.items[first])
    start = row.items[first].start
    if row.items[title - 1].kind is Kind.ORGANIZATION and _HOLDS.search(row.passage.text, max(0, start - 6), start):
        yield from others


def _joined(row: Row, i: int) -> bool:
    both = row.items[i].kind is Kind.ORGANIZATION and row.items[i - 1].kind is Kind.ORGANIZATION
    return both and row.gap(i - 1, i) in _AND


def side_named(text: str, start: int, at: int, bodies: Iterable[Entity]) -> Entity | None:
    """The one institution whose name ends with the word by which a clause names its side, before a place in it."""
    side = _SIDE.search(text, max(0, start - 1), at)  # ^ is the beginning of the text alone
    if side is None:
        return None
    noun = fold(side.group(1))
    found = [e for e in bodies if e.kind is Kind.ORGANIZATION and any(fold(name).endswith(noun) for name in e.names)]
    return found[0] if len(found) == 1 else None
