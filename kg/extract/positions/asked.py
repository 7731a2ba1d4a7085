"""What a title that stands alone asks of its institution: the office, the ending of its name, the country."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.positions.headed import WITHIN, Headed
from kg.extract.positions.sides import country_of_other_side, who_signs_with
from kg.extract.rows import Row
from kg.link.written import SEAT
from kg.model import Entity, Kind, Passage, PassageKind
from kg.names import fold, person_country
from kg.names.offices import FORMER, Office, country_of_office, office_of, seat_of

_TOWN_BEFORE = re.compile(r"(?:^|[・、，。\s（(])([県市町村府省])$")
_ORDER = re.compile(r"(?:首任|現任|现任|新任|前任|第[一二三四五六七八九十\d]{1,3}[任屆届代])$")
# Offices of which an institution has one.
_SOLE = frozenset(
    map(fold, ("学長", "學長", "校長", "総長", "市長", "町長", "村長", "鎮長", "縣長", "知事"))
) | frozenset(map(fold, ("理事長", "社長", "董事長", "頭取")))
_SEAT_TITLE = re.compile(r"(?:^|[副前新任卸])[局處署院部司廳館][長长]$")
_OF_COUNCIL = re.compile("副?[議议](?:[長长]|[員员])")
_SHORT = 40  # characters of a row that is no sentence


@cache
def seat_name(name: str) -> str:
    """The name under which an institution is looked for by its office: 北川縣政府 is 北川縣 for its 縣長."""
    bare = SEAT.sub("", name)
    return fold(bare if len(bare) > 1 else name)


@dataclass(frozen=True, slots=True)
class Asked:
    """A title alone, with its holder, and what is known of its institution.

    `start` is where its sentence begins in the passage, `at` where the title or its holder does; `here` and `sentence`
    are the same places in the release.
    """

    row: Row
    person: int
    title: int
    office: Office
    noun: bool  # whether a noun before the title means the institution
    endings: tuple[str, ...]  # one of these its name must end with
    given: bool  # whether a clause gives the title to somebody
    listed: bool  # whether it stands in a list
    start: int
    at: int
    sentence: int
    here: int
    office_home: str | None  # the country to which the title belongs, whoever holds it
    home: str | None  # the country of the title, else of its holder
    tail: str  # with which the name of what it heads rather ends: 局 of 局長
    taken: frozenset[str]  # institutions of others with such an office

    @property
    def passage(self) -> Passage:
        return self.row.passage

    @property
    def holder(self) -> Entity | None:
        return self.row.items[self.person].entity

    @property
    def text(self) -> str:
        return self.row.items[self.title].mention.text


_CLOSED = re.compile("[）)]")


class Asking(Headed):
    """Titles alone, and the institutions named before them that answer to what they ask."""

    def _asked(self, row: Row, person: int, title: int, *, noun: bool) -> Asked:
        """A title alone; `noun` is false where what stands before it has no such office."""
        mention, passage = row.items[title].mention, row.passage
        text, holder = mention.text, row.items[person].entity
        noun, endings = self._noun(row, title) if noun else (False, seat_of(text))
        told, given = mention.start in self.told, mention.start in self.given
        opening = row.items[self.given[mention.start] if given else title if told else min(person, title)]
        start = next((s for s, e in passage.sentences if s <= opening.start < e), 0)
        # 社長 of a Japanese page is of the Japanese company, whatever the name of who holds it.
        home = office_home = country_of_office(text, self.release.language)
        if home is None and holder is not None:
            home = self._home(holder) or country_of_other_side(row, person, title)
        left = self.release.text[max(0, mention.start - 4) : mention.start]
        taken = set[str]()
        if holder is not None and not FORMER.search(left):
            taken = self._held_by_others(holder.id, text) | self._of_who_signs_with(row, person, title)
        return Asked(
            *(row, person, title, office_of(text), noun, endings, given),
            listed=not told and (passage.kind in (PassageKind.ITEM, PassageKind.HEADING) or len(passage.text) < _SHORT),
            start=start,
            at=opening.start,
            sentence=passage.to_release(start, start + 1)[0],
            here=opening.mention.start,
            office_home=office_home,
            home=home,
            tail=self._tail(text),
            taken=frozenset(taken),
        )

    def _tail(self, title: str) -> str:
        """With which the name of what a title alone heads rather ends: 局 of 局長, in Chinese 議會 of 議員."""
        if self.release.language != "ja" and _OF_COUNCIL.fullmatch(title):
            return fold("議會")
        return fold(title[-2:-1]) if _SEAT_TITLE.search(title) else ""

    def _home(self, holder: Entity) -> str | None:
        """The country that the name of a person points to; in Chinese, where he works is told by a known name only."""
        return person_country(holder.names[0], by_form=self.release.language == "ja")

    def _in_bracket_before(self, place: int, title: int) -> bool:
        """Whether what stands at a place is in a bracket behind somebody's name that closes before a title."""
        text = self.release.text
        opened = max(text.rfind(mark, max(0, place - 24), place) for mark in "（(")
        if opened not in self.named_until:
            return False
        closed = _CLOSED.search(text, place, min(title, place + 60))
        return closed is not None

    def _last(self, asked: Asked, named: Sequence[tuple[int, str]], since: int = 0) -> Entity | None:
        """The last of some named institutions before a title that can have its office, from a place of the text on."""
        upto = bisect_left(named, (asked.here, ""))
        fitting: list[Entity] = []
        seat = self.release.language == "ja" and bool(seat_of(asked.text))
        for place, name in reversed(named[max(0, upto - WITHIN) : upto]):
            if place < since:
                break
            if asked.listed and place in self.asides:
                continue
            if self._in_bracket_before(place, asked.here):
                continue  # 顧問某某（前乙廳次長）與代表某某: the 代表 is not of 乙廳
            whole = self._whole(self.by_id[name])
            if seat and asked.home is not None and whole.country not in (asked.home, None):
                continue  # 中村健副知事 is of no county in Taiwan
            unit = self.by_id[name]  # 甲大学半導体学院, 同学院|副院長
            named_so = ends_with(whole, asked.endings) or (self._named_in(unit) and ends_with(unit, asked.endings))
            if whole.id not in asked.taken and asked.office.fits(whole) and named_so:
                fitting.append(whole)
        # 局長 is rather of the 管理局 of the sentence than of its ministry.
        # 県議 is rather of the 県議会 than of the 県.
        ends = asked.tail or next((e for e in asked.endings if len(e) > 1), "")
        alike = [e for e in fitting if ends and any(fold(n).endswith(ends) for n in e.names)]
        fitting = alike or fitting
        # 王校長 is rather of the Taiwanese than of the Japanese one of two universities.
        at_home = (e for e in fitting if asked.home in (None, e.country) or not e.names)
        return next(at_home, next(iter(fitting), None))

    def _of_who_signs_with(self, row: Row, person: int, title: int) -> set[str]:
        """The institutions of the person with whom this one signs."""
        other = who_signs_with(row, person, title)
        return set() if other is None else {self.found[number][1].organization for number in self.posts[other.id]}

    def _held_by_others(self, person: str, title: str) -> set[str]:
        """The institutions whose one office of this title is known to be somebody else's: two 学長 are of two."""
        if fold(title) not in _SOLE:
            return set()
        posts = (post for _, post in self.found if post.person != person and not post.former and post.unit is None)
        return {post.organization for post in posts if fold(post.title or "") == fold(title)}

    def _noun(self, row: Row, title: int) -> tuple[bool, tuple[str, ...]]:
        """What the institution's name must end with, and whether a noun says so: 協會 before 理事長, 町 in 町長."""
        item = row.items[title]
        if endings := seat_of(item.mention.text):
            return False, endings
        at = item.start
        left = row.items[title - 1] if title else None
        beside = left is not None and left.kind is Kind.PERSON and left.end == at
        if left is not None and beside and row.passage.text[left.start - 1 : left.start].isalpha():
            at = left.start  # 協議會|name|會長
        before = _ORDER.sub("", row.passage.text[max(0, at - 13) : at]).removesuffix("の").removesuffix("的")[-8:]
        if match := _TOWN_BEFORE.search(before):
            return False, (fold(match.group(1)),)
        tails = [fold(before[-size:]) for size in (4, 3, 2) if len(before) >= size]
        noun = next((tail for tail in tails if len(tail) > 1 and tail in self.nouns), "")
        return bool(noun), (noun,) if noun else ()


def ends_with(institution: Entity, endings: tuple[str, ...]) -> bool:
    """Whether a name of the institution ends in one of these; where there are none, any does."""
    return not endings or any(seat_name(name).endswith(endings) for name in institution.names)
