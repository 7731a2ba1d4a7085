"""Bodies that a text calls by what they are alone: 工業會 where it names 海山縣工業會, 商工会議所 of one town."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from kg.model import Entity, Language, OrganizationType
from kg.names.borders import any_of

# A word of its own, of which something is said: not 同業公會, nor 公會理事長, which its title tells.
_ALONE: dict[bool, str] = {
    True: r"(?<![\u3400-\u9fff々ァ-ヺーA-Za-z])({one})(?=[はがもと]|側|から|では|との)",
    False: r"(?:(?<=[，。；：、\n「」）)])|(?<=[由與与和跟])|\A)({one})"
    r"(?=[也已將将則则曾於于與与和跟今昨本上方]|表示|指出|說|说|日前|過去|过去|希望|這次|这次)",
}


def bare_bodies(text: str, entities: Sequence[Entity], language: Language) -> Iterator[tuple[int, int, Entity]]:
    """Each place where such a word stands alone behind the full name of the only body of that kind, with that body."""
    called: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.type in (OrganizationType.ASSOCIATION, OrganizationType.RESEARCH_INSTITUTE):
            for word in {match.group() for name in entity.names if (match := _ends().search(name)) and match.start()}:
                called[word].append(entity)
    known = {word: found[0] for word, found in called.items() if len(found) == 1}
    if known:
        one = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        for match in re.finditer(_ALONE[language == "ja"].format(one=one), text):
            body = known[match.group(1)]
            if body.mentions and min(m.start for m in body.mentions) < match.start(1):
                yield (*match.span(1), body)


@cache
def _ends() -> re.Pattern[str]:
    """What a body is, at the end of its name."""
    return re.compile(rf"{any_of('bare body')}\Z")
