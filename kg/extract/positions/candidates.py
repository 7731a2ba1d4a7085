"""Institutions that a title alone may be of, each by one thing that the text says beside it."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.positions.asked import Asked, ends_with
from kg.extract.positions.founded import Founding
from kg.extract.positions.headed import WITHIN
from kg.extract.positions.named import NAME_FIRST
from kg.model import Entity, Kind
from kg.names.ministers import ministry_of
from kg.names.offices import house_of, seat_of

_BESIDES = re.compile(r"[^。，、；]{0,8}兼(?:任|ね|務)")
_OTHERWISE = re.compile(r"[，；、]([^，；。、]{2,12}[則则](?:由|是)?)[^，；。]{0,12}$")
_OTHER_SIDE = re.compile(
    r"(先方|相手方|相手側|相手校|先方大学|先方企業|親会社)(?:[のはがも、]|から|より|側){0,3}[\u3400-\u9fff]{0,4}\Z"
)


class Candidates(Founding):
    """What may be meant: who was named in the post before, the other side, where the person is besides."""

    def _goes_on(self, asked: Asked) -> Entity | None:
        """The institution of the post right before, in a Chinese row of its people: 甲會會長某某、監事長某某."""
        first = min(asked.person, asked.title)
        if self.release.language == "ja" or first == 0 or asked.row.gap(first - 1, first) != "、" or asked.given:
            return None
        before = bisect_left(self.stated, (asked.here, "")) - 1
        if asked.row.items[first - 1].kind is Kind.ORGANIZATION or before < 0 or asked.noun:
            return None
        place, name = self.stated[before]
        entity = self._whole(self.by_id[name])
        near = place >= asked.sentence and place >= asked.row.items[max(0, first - 2)].mention.start
        fits = asked.office.types and asked.office.fits(entity) and ends_with(entity, asked.endings)
        # 甲中心：主任王大明、所長 佐藤 太郎 are of two countries, and of two institutions.
        people = (i.entity for i in reversed(asked.row.items[:first]) if i.kind is Kind.PERSON)
        other = next((person for person in people if person is not None), None)
        homes = {None, entity.country, self._home(other) if other is not None else None}
        return entity if near and fits and asked.home in homes and entity.id not in asked.taken else None

    def _otherwise(self, asked: Asked) -> int | None:
        """Where another side begins in the sentence, 某某則由…: what stands before is not meant."""
        if self.release.language == "ja":
            return None
        other = _OTHERWISE.search(asked.passage.text, max(asked.start, asked.at - 40), asked.at)
        return None if other is None else asked.passage.to_release(other.start(1), asked.at)[0]

    def _other_side(self, asked: Asked) -> Entity | None:
        """The institution that 先方 or 親会社 right before a title means: the last named that is not the page's own."""
        said = _OTHER_SIDE.search(asked.passage.text, max(0, asked.at - 12), asked.at)
        if said is None or self.release.language != "ja":
            return None
        upto = bisect_left(self.named, (asked.here, ""))
        wholes = (self._whole(self.by_id[name]) for _, name in reversed(self.named[max(0, upto - WITHIN) : upto]))
        own = None if self.publisher is None else self._whole(self.publisher)
        others = [e for e in wholes if e is not own and e.names and asked.office.fits(e)]
        if said.group(1) == "親会社" and own is not None:  # whose name its own begins with
            others = [e for e in others if {n[:2] for n in e.names} & {n[:2] for n in own.names}]
        return next(iter(others), None)

    def _may_be_named_behind(self, asked: Asked) -> bool:
        """Whether a title says so much of its institution that one named later may be meant."""
        if self.release.language == "ja":
            return bool(seat_of(asked.text))
        return bool(ministry_of(asked.text) or house_of(asked.text))

    def _first_behind(self, asked: Asked) -> Entity | None:
        """The first institution behind an office whose name ends as that asks: 某市長, where 甲市 is named later."""
        since = bisect_left(self.named, (asked.here, ""))
        wholes = (self._whole(self.by_id[name]) for _, name in self.named[since : since + WITHIN])
        return next(
            (
                e
                for e in wholes
                if e.id not in asked.taken
                and asked.office.fits(e)
                and (None in (asked.home, e.country) or e.country == asked.home)
                and ends_with(e, asked.endings)
            ),
            None,
        )

    def _theirs(self, asked: Asked) -> Entity | None:
        """The one institution where a person is known to have a post, if it can have such an office.

        Not one that stands in brackets in the same row: 會長　某某（某銀行　董事長） has two posts at two places.
        """
        # It stands without what the person is elsewhere, unless he has it besides: 召集人由某副理事長兼任.
        besides = _BESIDES.match(asked.passage.text, asked.row.items[asked.person].end) is not None
        if asked.holder is None or asked.noun or asked.endings or (asked.given and not besides):
            return None
        between = asked.row.items[asked.title + 1 : asked.person] if self.release.language == "ja" else []
        if asked.listed and any(item.kind is Kind.ORGANIZATION for item in between):
            return None  # 監事　甲社　社長　name
        posts = [self.found[number][1] for number in self.posts[asked.holder.id]]
        span = asked.passage.offsets[0], asked.passage.offsets[-1] + 1
        beside = [post for post in posts if post.rule == NAME_FIRST]
        if any(span[0] <= quote.start < span[1] for post in beside for quote in post.evidence):
            return None
        known = {post.organization for post in posts}
        entity = self.by_id[known.pop()] if len(known) == 1 else None
        if asked.tail and all(self.found[number][0] > asked.here for number in self.posts[asked.holder.id]):
            return None  # 局長某某 of the 管理局, of whom the text tells what he is next
        return entity if entity is not None and asked.office.types and asked.office.fits(entity) else None
