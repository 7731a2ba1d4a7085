"""Mentions of institutions → the institutions of one document, with their types, countries and parents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, zip_longest

from kg.link.aliases import join_names
from kg.link.delegations import delegations
from kg.link.groups import between, script, tidy
from kg.link.origin import Country, as_country, country_of, kind_of
from kg.link.publisher import publisher_among
from kg.link.sections import owners
from kg.link.words import alternatives, words
from kg.link.written import REGION, SEAT, TOWN, Names
from kg.model import Annotated, Entity, Kind, Mention, OrganizationType
from kg.names import fold
from kg.names.authority import Authority
from kg.names.departments import words_of
from kg.names.offices import office_of

_TOWN_BEFORE = re.compile(rf"([\u3400-\u9fffヶケ]{{1,7}}[{TOWN}府都道])[の的\s]*$")
_BUREAU = re.compile(r"(辦公室|办公室|小組|小组|推進室|オフィス)$")
_ADDRESS = re.compile(r"[\W\d]{0,12}(?:所在地|住所|地址|本社|校址)[\s:：]")
_SAME = re.compile(r"[ \u3000]{0,8}(?:同上|同|〃)[ \u3000]")
_WIDE = re.compile(r"[ \u3000]{0,20}")
_OWNED = re.compile(r"(的|の|之|所屬|所属|附屬|附属)?(「|『|“)?")


def link_institutions(annotated: Annotated, authority: Authority) -> tuple[Entity, ...]:
    """The institutions of a release in order of first mention, named `o1`, `o2` …"""
    names = Names(annotated, _mentions(annotated, authority), authority)
    join_names(names)
    return _entities(annotated, names, authority)


def _mentions(annotated: Annotated, authority: Authority) -> list[Mention]:
    """The mentions of institutions, with the parent that the name of a unit begins with: 經濟部 in 經濟部…辦公室."""
    language = annotated.release.language
    # 日本 by itself is a country, whatever a reader takes it for.
    lands = {word.word for word in words("country")}
    given = [m for m in annotated.mentions if m.kind is Kind.ORGANIZATION and fold(m.text) and m.text not in lands]
    starts = {(m.start, m.end) for m in given}
    shortest: dict[int, int] = {}
    for mention in given:
        shortest[mention.start] = min(mention.end, shortest.get(mention.start, mention.end))
    found = list(given)
    for mention in given:
        unit = kind_of(tidy(mention.text), mention.type, language) is OrganizationType.UNIT
        if mention.authority or not (unit or _BUREAU.search(mention.text)):
            continue
        for start, end, row in [] if shortest[mention.start] < mention.end else authority.find(mention.text, language):
            span = mention.start + start, mention.start + end
            if start == 0 and span not in starts and row.type is not OrganizationType.UNIT:
                text = mention.text[start:end]
                found.append(Mention(*span, text, Kind.ORGANIZATION, "parent in the name", 0.8, row.type, row.key))
    return sorted([*found, *_governments(annotated, authority, given)], key=lambda m: (m.start, -m.end))


def _governments(annotated: Annotated, authority: Authority, given: Sequence[Mention]) -> list[Mention]:
    """Towns and prefectures that stand for their government, as an office or its holder follows: 北川市の山田市長."""
    text = annotated.release.text
    order = [m for m in annotated.mentions if m.kind in (Kind.PERSON, Kind.TITLE)]
    taken = {m.end for m in given}
    found = []
    for mention, after in zip_longest(order, order[1:]):
        title = mention if mention.kind is Kind.TITLE else after
        if title is None or title.kind is not Kind.TITLE or title.start > mention.end + 1:
            continue
        match = _TOWN_BEFORE.search(text[max(0, mention.start - 16) : mention.start])
        if match is None or "GovernmentBody" not in office_of(title.text).types:
            continue
        end = mention.start - len(match.group()) + match.end(1) - match.start()
        name = next(
            (match.group(1)[at:] for at in range(len(match.group(1)) - 1) if authority.place(match.group(1)[at:])), None
        )
        if name is not None and end not in taken:
            kind = OrganizationType.GOVERNMENT
            found.append(Mention(end - len(name), end, name, Kind.ORGANIZATION, "place with an office", 0.8, kind))
    return found


def _entities(annotated: Annotated, names: Names, authority: Authority) -> tuple[Entity, ...]:
    """The groups as entities, in order of first mention."""
    language = annotated.release.language
    offices = {m.start for m in annotated.mentions if m.kind in (Kind.TITLE, Kind.PERSON)}
    offices |= {m.end - 1 for m in annotated.mentions if m.kind is Kind.TITLE and m.text[-1:] in "長长"}  # 学部|長
    addresses = _addresses(annotated)
    members = {
        root: numbers
        for root, numbers in names.groups.members().items()
        if _is_institution(names, numbers, language, offices)
        and not all(any(s <= m.start < e for s, e in addresses) for n in numbers for m in names.where[n])
    }
    order = sorted(members, key=lambda root: min(m.start for n in members[root] for m in names.where[n]))
    ids: dict[int | None, str] = {root: f"o{place}" for place, root in enumerate(order, 1)}
    hosts = _Parents(annotated, names, authority)
    by_row = {row: number for number, row in reversed(list(enumerate(names.rows))) if row is not None}
    found: dict[int, Entity] = {}
    known: dict[str, tuple[int, Entity]] = {}
    # Units last: they take the country of what they belong to.
    by_evidence = {
        r: (_type(names, members[r]) is OrganizationType.UNIT, not any(names.rows[n] for n in members[r]))
        for r in order
    }
    for root in sorted(order, key=lambda root: by_evidence[root]):
        numbers = members[root]
        row = next((entry for n in numbers if (key := names.rows[n]) and (entry := authority.get(key))), None)
        kind = row.type if row is not None else _type(names, numbers)
        mentions = sorted((m for n in numbers for m in names.where[n]), key=lambda m: (m.start, -m.end))
        forms = sorted(dict.fromkeys(tidy(m.text) for m in mentions), key=_rank)
        owner = by_row.get(row.parent) if row is not None and row.parent else None
        parent = names.groups.root(owner) if owner is not None else None
        if parent is None and kind is OrganizationType.UNIT:
            parent = hosts.of(numbers)
        country: Country | None
        if row is not None:
            country, why = as_country(row.country), "authority file"
        elif parent is not None and parent in found:
            country, why = found[parent].country, "its parent"
        else:
            country, why = country_of(annotated, authority, forms, mentions, known)
        wider = _wider(annotated, kind, mentions, kind is OrganizationType.UNIT and parent is not None)
        found[root] = Entity(
            id=ids[root],
            kind=Kind.ORGANIZATION,
            names=tuple(forms),
            mentions=tuple(sorted(dict.fromkeys([*mentions, *wider]), key=lambda m: (m.start, -m.end))),
            type=kind,
            country=country,
            authority=row.key if row is not None else None,
            unit_of=ids.get(parent) if kind is OrganizationType.UNIT else None,
            reasons=(*names.groups.reasons(root), f"country from {why}"),
        )
        for name in forms if row is not None else ():
            known.setdefault(name[:2], (len(known), found[root]))
    return tuple(found[root] for root in order)


def _addresses(annotated: Annotated) -> list[tuple[int, int]]:
    """The rows that say where something is: what they name is no party to it."""
    passages = [p for p in annotated.release.passages if p.text and _ADDRESS.match(p.text)]
    return [(p.offsets[0], p.offsets[-1] + 1) for p in passages]


def _is_institution(names: Names, numbers: Sequence[int], language: str, offices: set[int]) -> bool:
    """Whether what a reader took for an institution is supported: known, told by its form, repeated, or has an office.

    Of the names in the development documents that none of this supports, 30 of 37 were fragments or products.
    """
    mentions = [m for n in numbers for m in names.where[n]]
    if len(mentions) > 1 or any(names.rows[n] for n in numbers):
        return True
    (mention,) = mentions
    told = names.types[numbers[0]] if mention.type is None else kind_of(names.texts[numbers[0]], None, language)
    end = mention.end + len(_WIDE.match(names.text, mention.end).group())  # type: ignore[union-attr]
    office = not offices.isdisjoint((mention.end, mention.end + 1, end))
    at = bisect_left(names.mentions, (mention.start, -mention.end), key=lambda m: (m.start, -m.end))
    pairs = [(left, right) for left, right in pairwise(names.mentions[max(0, at - 1) : at + 2])]
    listed = any(between(names.text, left, right) in ("と", "與", "与", "和", "及", "×") for left, right in pairs)
    if told is OrganizationType.UNIT or mention.type is OrganizationType.UNIT:
        gap = between(names.text, names.mentions[at - 1], mention) if at else None
        return office or len(mention.text) > 5 or (gap is not None and _OWNED.fullmatch(gap) is not None)
    return told is not None or listed or (office and len(mention.text) > 2)


def _wider(annotated: Annotated, kind: OrganizationType, mentions: Sequence[Mention], owned: bool) -> Iterator[Mention]:
    """The same names with or without what stands before them: 日本+文部科學省, 東大+大学院工学系研究科, 熊本県+菊陽町.

    A text says 日本文部科學省 and means the ministry either way; both spans are mentions of it.
    """
    text = annotated.release.text
    for mention in mentions:
        start, end = mention.start, mention.start
        if match := _country_at_end().search(text[max(0, start - 8) : start]):
            start -= len(match.group(1))
        elif owned or kind is OrganizationType.GOVERNMENT:
            at = bisect_left(annotated.mentions, start, key=lambda m: m.start)
            near = reversed(annotated.mentions[max(0, at - 4) : at])
            parent = next((m for m in near if m.kind is Kind.ORGANIZATION and m.end in (start, start - owned)), None)
            if parent is not None and not text[parent.end : mention.start].strip():
                start = parent.start
        if start < mention.start:
            yield replace(mention, start=start, text=text[start : mention.end], rule="name with what stands before it")
        if kind is OrganizationType.GOVERNMENT and (match := REGION.match(mention.text)):
            end += match.start(1)
            yield replace(mention, start=end, text=text[end : mention.end], rule="name without its prefecture")


def _type(names: Names, numbers: Sequence[int]) -> OrganizationType:
    """The type that a known name tells, else the longest in the script of the language; none is a company's."""
    ordered = sorted(numbers, key=lambda n: (names.rows[n] is None, script(names.texts[n]), -len(names.texts[n])))
    return next((kind for n in ordered if (kind := names.types[n])), OrganizationType.COMPANY)


def _rank(name: str) -> tuple[int, int, str]:
    """Order of names: Chinese characters, kana, Latin; those with a country or 政府 later; long before short."""
    country = name.startswith(_countries())
    seat = SEAT.search(name) is not None
    return {"Hani": 0, "Hrkt": 2, "Latn": 4}[script(name)] + (country or seat), -len(name), name


@cache
def _countries() -> tuple[str, ...]:
    return tuple(word.word for word in words("country"))


@cache
def _country_at_end() -> re.Pattern[str]:
    return re.compile(rf"({alternatives('country')})$")


@cache
def _home_within() -> re.Pattern[str]:
    """県|商工労働部 of a prefecture that is named elsewhere."""
    subjects = "|".join(sorted(words_of("bureau")))
    return re.compile(rf"(?<![\u3400-\u9fff])([県縣市])(?=(?:{subjects})[\u3400-\u9fff]{{0,8}}[部局課室])")


class _Parents:
    """Which institution each unit belongs to."""

    def __init__(self, annotated: Annotated, names: Names, authority: Authority) -> None:
        self.names = names
        self.hosts = delegations(annotated)
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
        self.named = [place for place, number in enumerate(names.of) if whole[number]]
        self.selves = {word.word for word in words("self") if word.language == annotated.release.language}
        self.rows = list(owners(annotated.release.passages, self._known))

    def _publisher(self, annotated: Annotated, authority: Authority) -> int | None:
        """The group of the institution that issued the release, by name, by row, or by the head of its name."""
        names, publisher = self.names, annotated.release.publisher
        wholes = {key: n for key, n in names.keys.items() if names.types[n] is not OrganizationType.UNIT}
        row = authority.lookup(publisher, annotated.release.language) if publisher else None
        known = next((n for n in wholes.values() if row is not None and row.key == names.rows[n]), None)
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

    def of(self, numbers: Sequence[int]) -> int | None:
        """The group that a unit belongs to: in its name, directly before it, of its delegation, or last before it."""
        names, own = self.names, set(numbers)
        for number in numbers:
            text = names.texts[number]
            heads = (self.wholes.get(text[:end]) for end in range(len(text), 0, -1))
            if (inside := next((n for n in heads if n is not None and n not in own), None)) is not None:
                return names.groups.root(inside)
        places = sorted(place for number in numbers for place in self.places[number])
        for place in places:
            at = place - 1
            while at >= 0 and _OWNED.fullmatch(between(names.text, names.mentions[at], names.mentions[at + 1]) or ""):
                if between(names.text, names.mentions[at], names.mentions[at + 1]) is None:
                    break
                if names.types[names.of[at]] is not OrganizationType.UNIT:
                    return names.groups.root(names.of[at])
                at -= 1
        first = names.mentions[places[0]].start
        if (above := self._row_above(first)) is not None:
            return above
        if (heading := self._heading(first)) is not None:
            return heading
        for start, end, host in self.hosts:
            if start <= first < end and (host.start, host.end) in self.numbers:
                return names.groups.root(self.numbers[host.start, host.end])
        if (home := self._home(first)) is not None:
            return home
        at = bisect_left(self.named, places[0]) - 1
        before = self.named[at] if at >= 0 else None
        at = bisect_left(self.passages, (first + 1,)) - 1
        opening = self.passages[at][0] if at >= 0 else 0
        if before is None or (self.publisher is not None and names.mentions[before].start < opening):
            return self.publisher
        return names.groups.root(names.of[before])

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
        return self.names.groups.root(fits[0]) if fits else None
