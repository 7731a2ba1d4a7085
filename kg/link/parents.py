"""Which institution each unit belongs to: by its name, what stands beside or above it, or what was named before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

from kg.link.delegations import delegations
from kg.link.groups import between
from kg.link.holders import Holders
from kg.link.letters import addressee_among, sender_among
from kg.link.publisher import publisher_among
from kg.link.sections import owners
from kg.link.written import SEAT, Names
from kg.model import Annotated, Entity, OrganizationType
from kg.names import fold
from kg.names.authority import Authority
from kg.names.borders import is_paper
from kg.names.departments import words_of
from kg.names.referring import words

# What may stand between an institution and its unit.
OWNED = re.compile(r"(的|の|之|所屬|所属|附屬|附属)?(「|『|“)?")
# Which of the institutions named before can have such a unit.
_OF_SCHOOLS = re.compile(
    r"(?:學院|学院|學系|学系|学科|學程|学程|専攻科|学部|研究科|教育機構|系|教務處|學務處|研發處|学生課)$"
)
_OF_GOVERNMENTS = re.compile(r"[局署廳厅]$")
_COUNCIL = re.compile(r"[市県縣町村区區府都道]議[会會]$")
_OF_COUNCILS = re.compile(r"(?:局|委員[会會]|事務室|[会會]派|[議议]員団)$")
_LOOK_BACK = 40  # institutions looked back at
_OPENED = re.compile(r"[）)]?[（(][^（）()。]{0,16}")
_INSIDE = re.compile(r"[（(][^（）()。\n]{1,30}[、，・／][^（）()。、，\n]{0,6}$")
_SEATED = re.compile(r"[市縣县県町村鎮镇郷鄉乡区區都]")
_SAME = re.compile(r"[ \u3000]{0,8}(?:同上|同|〃)[ \u3000]")


@cache
def _home_within() -> re.Pattern[str]:
    """県|商工労働部 of a prefecture that is named elsewhere."""
    subjects = "|".join(sorted(words_of("bureau")))
    return re.compile(rf"(?<![\u3400-\u9fff])([県縣市])(?=(?:{subjects})[\u3400-\u9fff]{{0,8}}[部局課室])")


class Parents:
    """Which institution each unit belongs to."""

    def __init__(self, annotated: Annotated, names: Names, authority: Authority) -> None:
        self.names = names
        self.hosts = delegations(annotated)
        self.home = "JP" if annotated.release.language == "ja" else "TW"
        self.numbers = {(m.start, m.end): n for n, m in zip(names.of, names.mentions, strict=True)}
        self.passages = [(p.offsets[0], p.offsets[-1] + 1) for p in annotated.release.passages if p.text]
        whole = [kind is not OrganizationType.UNIT for kind in names.types]
        self.wholes: dict[str, int] = {}
        for number, text in enumerate(names.texts):
            if whole[number]:
                self.wholes.setdefault(text, number)
        self.publisher = self._publisher(annotated, authority)
        self.places: list[list[int]] = [[] for _ in names.texts]  # of each name, among the mentions
        for place, number in enumerate(names.of):
            self.places[number].append(place)
        self.holders = Holders(annotated, names.mentions)
        self.named = [place for place, number in enumerate(names.of) if whole[number]]
        self.selves = {word.word for word in words("self") if word.language == annotated.release.language}
        own = "|".join(sorted(map(re.escape, self.selves), key=len, reverse=True))
        self._own = re.compile(rf"(?:{own})[のの的 \u3000]{{0,2}}\Z") if own else None
        wholes = {key: n for key, n in names.keys.items() if names.types[n] is not OrganizationType.UNIT}
        addressee = addressee_among(annotated.release, wholes)
        self.addressee = None if addressee is None else names.groups.root(addressee)
        yours = "|".join(re.escape(word.word) for word in words("you"))
        self._yours = re.compile(rf"(?:{yours})的?\Z")
        same = [word for word in words("same") if word.language == annotated.release.language and word.of != "person"]
        self.same = {word.word: word.of for word in same}
        spoken = "|".join(re.escape(word.word) for word in same)
        self._spoken = re.compile(rf"({spoken})[の的 \u3000]{{0,2}}[\u3400-\u9fff]{{0,8}}\Z") if same else None
        self.rows = list(owners(annotated.release.passages, self._known))

    def _publisher(self, annotated: Annotated, authority: Authority) -> int | None:
        """The group of the institution that issued the release, by name, by row, or by the head of its name."""
        names, publisher = self.names, annotated.release.publisher
        if publisher is not None and is_paper(publisher):
            return None  # the units that it tells of are not its own
        wholes = {key: n for key, n in names.keys.items() if names.types[n] is not OrganizationType.UNIT}
        row = authority.lookup(publisher, annotated.release.language) if publisher else None
        known = sender_among(annotated.release, wholes)
        if known is None and row is not None:
            known = next((n for n in wholes.values() if row.key == names.rows[n]), None)
        if known is None:
            known = publisher_among(annotated.release, wholes)
        if known is None and (office := publisher_among(annotated.release, names.keys)) is not None:
            known = self._begins(office)  # 某大學秘書室 speaks for all of it
        return None if known is None else names.groups.root(known)

    def _begins(self, office: int) -> int | None:
        """The institution with whose name that of an office of it begins."""
        text = self.names.texts[office]
        heads = (self.wholes.get(text[:end]) for end in range(len(text) - 1, 1, -1))
        return next((number for number in heads if number is not None), None)

    def of(self, numbers: Sequence[int], known: Mapping[int, Entity]) -> int | None:
        """The group that a unit belongs to: in its name, directly before it, of its delegation, or last before it.

        `known` are the institutions that are no units, by group.
        """
        names, own = self.names, set(numbers)
        for number in numbers:
            text = names.texts[number]
            heads = (self.wholes.get(text[:end]) for end in range(len(text), 0, -1))
            if (inside := next((n for n in heads if n is not None and n not in own), None)) is not None:
                return names.groups.root(inside)
        places = sorted(place for number in numbers for place in self.places[number])
        for place in places:
            at = place - 1
            while at >= 0 and OWNED.fullmatch(between(names.text, names.mentions[at], names.mentions[at + 1]) or ""):
                if between(names.text, names.mentions[at], names.mentions[at + 1]) is None:
                    break
                if names.types[names.of[at]] is not OrganizationType.UNIT:
                    return names.groups.root(names.of[at])
                at -= 1
        beside = (owner for place in places if (owner := self.holders.owner(place)) is not None)
        beside = (n for n in beside if names.types[names.of[n]] is not OrganizationType.UNIT)
        if (nearest := next(beside, None)) is not None:
            return names.groups.root(names.of[nearest])
        told = (self._told_at(names.mentions[place].start, known) for place in places)
        if (owner := next((root for root in told if root is not None), None)) is not None:
            return owner
        before = places[0] - 1
        listed = before >= 0 and names.types[names.of[before]] is OrganizationType.UNIT and self.holders.follow(before)
        return self.of([names.of[before]], known) if listed else self._named_before(numbers, places, known)

    def _told_at(self, first: int, known: Mapping[int, Entity]) -> int | None:
        """The group that what stands around a unit says to have it: a word for it, a heading, a list of members."""
        names = self.names
        if (spoken := self._spoken_of(first, known)) is not None:
            return spoken
        if (above := self._row_above(first)) is not None:
            return above
        if (heading := self._heading(first)) is not None:
            return heading
        for start, end, host in self.hosts:
            if start <= first < end and (host.start, host.end) in self.numbers:
                return names.groups.root(self.numbers[host.start, host.end])
        if (
            self.publisher is not None
            and self._own is not None
            and self._own.search(names.text, max(0, first - 8), first)
        ):
            return self.publisher  # 当会　調査研究部
        if self.addressee is not None and self._yours.search(names.text, max(0, first - 5), first):
            return self.addressee  # 貴校|國際處
        return self._home(first)

    def _named_before(self, numbers: Sequence[int], places: Sequence[int], known: Mapping[int, Entity]) -> int | None:
        """The last institution before a unit that can have it: of the country of its head, a school for a faculty."""
        names = self.names
        if self.publisher is None:  # of a letterhead, which nothing precedes, the text names the institution below
            places = [place for place in places if bisect_left(self.named, place)] or places
        first = names.mentions[places[0]].start
        at = bisect_left(self.passages, (first + 1,)) - 1
        opening = self.passages[at][0] if at >= 0 else 0
        upto = bisect_left(self.named, places[0])
        if not upto or (self.publisher is not None and names.mentions[self.named[upto - 1]].start < opening):
            return self.publisher
        home = next((country for place in places if (country := self.holders.country(place)) is not None), None)
        schools = any(_OF_SCHOOLS.search(names.texts[number]) for number in numbers)
        governments = any(_OF_GOVERNMENTS.search(names.texts[number]) for number in numbers)

        def against(root: int) -> tuple[bool, bool]:
            entity = known.get(root)
            kind = None if entity is None else entity.type
            wrong = schools and kind is not OrganizationType.UNIVERSITY
            wrong = wrong or (governments and kind in (OrganizationType.UNIVERSITY, OrganizationType.ASSOCIATION))
            return wrong, home is not None and (entity is None or entity.country not in (home, None))

        near = reversed(self.named[max(0, upto - _LOOK_BACK) : upto])
        # 県議会の某議長、産業労働部の某部長: a council has no division but its office.
        council = all(not _OF_COUNCILS.search(names.texts[number]) for number in numbers)
        near = (place for place in near if not (council and _COUNCIL.search(names.texts[names.of[place]])))
        roots = [names.groups.root(names.of[place]) for place in near if governments or not self._is_seat(place, known)]
        if not roots:
            return self.publisher
        best = min(roots, key=against)
        wrong, abroad = against(best)
        if abroad and self.publisher is None and self.home == home:
            return None  # 電子工学科の山田教授 of a page that names a university of Taiwan alone
        return None if governments and wrong else best

    def _is_seat(self, place: int, known: Mapping[int, Entity]) -> bool:
        """Whether a town stands in brackets behind an institution whose seat it is: 甲社（桃園市）."""
        entity = known.get(self.names.groups.root(self.names.of[place]))
        if not place or entity is None or entity.type is not OrganizationType.GOVERNMENT:
            return False
        before, mention = self.names.mentions[place - 1], self.names.mentions[place]
        opened = _OPENED.fullmatch(self.names.text[before.end : mention.start])
        text = self.names.text
        inside = opened or (_INSIDE.search(text[max(0, mention.start - 40) : mention.start]) is not None)
        return bool(inside) and text[mention.end : mention.end + 1] in ("）", ")", "、", "，", "・")

    def _spoken_of(self, place: int, known: Mapping[int, Entity]) -> int | None:
        """The institution that 同大 or 同社 right before a unit means: the last of its kind."""
        spoken = self._spoken.search(self.names.text, max(0, place - 20), place) if self._spoken is not None else None
        if spoken is None:
            return None
        upto = bisect_left(self.names.mentions, place, key=lambda mention: mention.start)
        upto = bisect_left(self.named, upto)
        for number in reversed(self.named[max(0, upto - _LOOK_BACK) : upto]):
            root = self.names.groups.root(self.names.of[number])
            entity = known.get(root)
            if entity is None or entity.type is None or entity.type.value != self.same[spoken.group(1)]:
                continue
            seat = _SEATED.search(spoken.group(1))  # 縣府, 同市: of a county, of a town
            if seat is None or any(fold(SEAT.sub("", name)).endswith(fold(seat.group())) for name in entity.names):
                return root
        return None

    def _row_above(self, place: int) -> int | None:
        """The institution of the row above, where a row begins with 同."""
        at = bisect_left(self.passages, (place + 1,)) - 1
        if at < 0 or not _SAME.match(self.names.text, *self.passages[at]):
            return None
        while at > 0 and _SAME.match(self.names.text, *self.passages[at]):
            at -= 1
        start, end = self.passages[at]
        named = (n for n in self.named if start <= self.names.mentions[n].start < end)
        return next((self.names.groups.root(self.names.of[n]) for n in named), None)

    def _heading(self, place: int) -> int | None:
        """The institution that heads the rows of a list in which a place is: 出席者 by side."""
        at = bisect_left(self.rows, (place + 1,)) - 1
        return self.rows[at][2] if at >= 0 and place < self.rows[at][1] else None

    def _known(self, name: str) -> int | None:
        """The group that a heading means by a name, or by 本校."""
        if self.publisher is not None and name in self.selves:
            return self.publisher
        number = self.names.keys.get(fold(name))
        whole = number is not None and self.names.types[number] is not OrganizationType.UNIT
        return self.names.groups.root(number) if number is not None and whole else None

    def _home(self, place: int) -> int | None:
        """The prefecture or town that 県, 市 or 町 alone before a unit stands for: the first that is named."""
        match = re.search(r"(?:^|[^\u3400-\u9fff])([県縣市町村府])$", self.names.text[max(0, place - 3) : place])
        match = match or _home_within().match(self.names.text, place)
        if match is None:
            return None
        fits = [n for n, text in enumerate(self.names.texts) if fold(text).endswith(fold(match.group(1)))]
        fits.sort(key=lambda number: self.names.homes[number] not in (self.home, None))  # the reader's own first
        return self.names.groups.root(fits[0]) if fits else None
