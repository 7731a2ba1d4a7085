"""Towns named together without the word for what they are: 高雄與熊本 where the text has 高雄市 and 熊本縣."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.model import Entity, OrganizationType

_SEAT = re.compile(r"([\u3400-\u9fff]{2,4})[市縣县県府都道町村]\Z")
_AND = "(?:[與与和跟及暨とや・、]|以及|及び)"
# 熊本機場, 高雄港, 名古屋大學: the head of another name
_GOES_ON = (
    r"(?![市縣县県府都道町村區区郡港]|大[學学]|[機机]場|空港|廠|厂|工場|工廠|高[中校]|科技|[銀银]行|電|电|日[報报])"
)


def bare_towns(text: str, entities: Sequence[Entity]) -> Iterator[tuple[int, int, Entity]]:
    """The place of each of two towns of both countries that stand side by side as 高雄與熊本, with whom they mean.

    A stem that two governments of the text share (熊本 of 熊本市 and 熊本県) means none of them.
    """
    stems: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.type is OrganizationType.GOVERNMENT:
            for stem in {match.group(1) for name in entity.names if (match := _SEAT.search(name))}:
                stems[stem].append(entity)
    known = {stem: found[0] for stem, found in stems.items() if len(found) == 1}
    if {"TW", "JP"} <= {entity.country for entity in known.values()}:
        one = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        for match in re.finditer(rf"(?<![\u3400-\u9fff市縣])({one}){_AND}({one}){_GOES_ON}", text):
            two = known[match.group(1)], known[match.group(2)]
            if {entity.country for entity in two} == {"TW", "JP"}:
                yield (*match.span(1), two[0])
                yield (*match.span(2), two[1])
