"""Bodies that a text calls by what they are alone: 工業會 where it names 海山縣工業會, 商工会議所 of one town."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.model import Entity, Language, OrganizationType

_KINDS = (
    "商工會議所|商工会议所|商工会議所|工業會|工业会|工業会|商業會|商业会|商業会|總工會|工商會|協進會|协进会|協進会|促進會|促进会"
    "|聯誼會|联谊会|公會|公会|聯盟|联盟|連盟|聯合會|联合会|協議會|协议会|協議会|基金會|基金会|コンソーシアム|振興機構|経済連合会|経済同友会|財団"
)
_ENDS = re.compile(f"(?:{_KINDS})\\Z")
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
            for word in {match.group() for name in entity.names if (match := _ENDS.search(name)) and match.start()}:
                called[word].append(entity)
    known = {word: found[0] for word, found in called.items() if len(found) == 1}
    if known:
        one = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        for match in re.finditer(_ALONE[language == "ja"].format(one=one), text):
            body = known[match.group(1)]
            if body.mentions and min(m.start for m in body.mentions) < match.start(1):
                yield (*match.span(1), body)
