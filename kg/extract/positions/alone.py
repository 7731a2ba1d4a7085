"""The institution of a title that has none beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from kg.extract.positions.asked import Asked
from kg.extract.positions.both import side_named
from kg.extract.positions.candidates import Candidates
from kg.extract.positions.founded import heads_the_founded
from kg.extract.positions.named import EARLIER, OF_HEADING, Place
from kg.extract.rows import Row
from kg.model import Entity, Kind, OrganizationType, PassageKind
from kg.names import fold
from kg.names.offices import office_of
from kg.names.postings import office_of_post
from kg.names.referring import countries

_NAME_ROW = re.compile(
    r"[ \u3000◇◆○●・■□▪*-]{0,6}(?:公司名稱|公司名称|会社名|商号|社名|名稱|名称|法人名|団体名|機關名稱)"
    r"[ \u3000]*[：:｜|\u3000 ]"
)
_BULLETS = " \u3000◇◆○●・■□▪*-"
_PROFILE = 10  # rows of a profile above one
_ABROAD = re.compile(r"駐[\u3400-\u9fff]{1,3}$")
_UNREAD = re.compile(r"[\u3400-\u9fffァ-ヺー]{5,40}[ \u3000]?$")
_AND = frozenset("、及與与和と・")


class Alone(Candidates):
    """Titles without an institution beside them: that of the sentence, heading, paragraph or release is meant."""

    def _alone(self, row: Row, person: int, title: int, *, noun: bool = True) -> Place | None:
        """The institution of a title that has none beside it: of the sentence, heading, paragraph or release.

        `noun` is false where what stands before the title has no such office.
        """
        if (above := self._same_as_above(row.passage)) is not None:
            return Place(above, None, "same institution as the row above", 0.9)
        if (profiled := self._profiled(row, title)) is not None:
            return Place(profiled, None, "institution of the profile", 0.85)
        if (office := self._office_abroad(row.items[title].mention.text)) is not None:
            whole = self._whole(office)
            return Place(whole, office if whole is not office else None, "office abroad that a title tells", 0.85)
        if self._is_of_a_state(row, title):
            return None
        if (chooses := self._who_appoints(row, title)) is not None:
            return Place(chooses, None, "institution that appoints", 0.8)
        if (before := self._appointed_before(row, title)) is not None:
            return Place(before, None, "institution of the office named before", 0.75)
        if (founded := self._founded(row, person, title)) is not None:
            return Place(founded, None, "institution that is founded", 0.75)
        if heads_the_founded(row, title):
            return self._named_as_new(asked_of=row.items[title].mention.text)
        return self._meant(self._asked(row, person, title, noun=noun))

    def _office_abroad(self, title: str) -> Entity | None:
        """The office of somebody posted abroad, where the release names it: 駐日代表 of the 駐日本代表處."""
        if title not in self._offices_abroad:
            told = office_of_post(title)
            offices = (e for e in self.by_id.values() if e.type in (OrganizationType.GOVERNMENT, OrganizationType.UNIT))
            found = next((e for e in offices if told and any(map(told.search, e.names))), None)
            self._offices_abroad[title] = found
        return self._offices_abroad[title]

    @cached_property
    def _offices_abroad(self) -> dict[str, Entity | None]:
        """By title: a release of thousands of such titles looks once for each."""
        return {}

    def _profiled(self, row: Row, title: int) -> Entity | None:
        """The company of whose profile a row is: 名稱　甲公司 some rows above 董事長　某某."""
        if row.passage.kind is not PassageKind.ITEM or row.passage.text[: row.items[title].start].strip(_BULLETS):
            return None
        at = bisect_left(self.rows, row.passage.offsets[0], key=lambda other: other.passage.offsets[0])
        for above in reversed(self.rows[max(0, at - _PROFILE) : at]):
            if above.passage.kind is not PassageKind.ITEM:
                return None
            if _NAME_ROW.match(above.passage.text):
                named = (item.entity for item in above.items if item.kind is Kind.ORGANIZATION and item.entity)
                whole = next((self._whole(entity) for entity in named), None)
                return whole if whole is not None and office_of(row.items[title].mention.text).fits(whole) else None
        return None

    def _is_of_a_state(self, row: Row, title: int) -> bool:
        """Whether an office is that of a state, or of somebody whom one has posted abroad: 駐日大使."""
        mention = row.items[title].mention
        left = self.release.text[max(0, mention.start - 4) : mention.start]
        posted = _ABROAD.search(left) is not None or mention.text.lstrip("前").startswith(("駐", "驻"))
        office = office_of(mention.text)
        # 日本|工程師某某: where somebody comes from, and what he is by trade
        trade = self.release.language != "ja" and not office.types and left.endswith(tuple(countries()))
        return posted or trade or office.use == "state"

    def _meant(self, asked: Asked) -> Place | None:
        """The institution that is meant by what stands near, the surest first; none where nobody read it."""
        if (same := self._goes_on(asked)) is not None:
            return Place(same, None, "institution of the last post", 0.75)
        chinese = self.release.language != "ja" and not asked.noun
        side = side_named(asked.passage.text, asked.start, asked.at, self.by_id.values()) if chinese else None
        if side is not None and asked.office.fits(side):
            return Place(side, None, "institution of the side that is named", 0.8)
        inside = self._last(asked, self.named, asked.sentence)
        visiting = self._visiting(asked.passage, asked.at) if inside is None else None
        if visiting is not None and asked.office.fits(visiting):
            return Place(visiting, None, "institution of the delegation", 0.7)
        if (since := self._otherwise(asked)) is not None and (inside := self._last(asked, self.named, since)) is None:
            return None  # 某某則由執行長甲代表: of one whom nobody read
        unnamed = not asked.noun and not asked.endings
        headed = self._headed(asked.row, asked.title, asked.here, given=asked.given) if unnamed else None
        if headed is not None:
            return headed
        if asked.given and not asked.noun and self._unread_body(asked.text, asked.here):
            return None
        owner = self._section(asked.here) if unnamed else None
        if owner is not None and asked.office.fits(owner):
            return Place(owner, None, OF_HEADING, 0.7)
        if asked.listed and _is_unread(asked.row, asked.title):
            return None
        if (other := self._other_side(asked)) is not None:
            return Place(other, None, "institution of the other side", 0.7)
        if (theirs := self._theirs(asked)) is not None:
            return Place(theirs, None, "institution of the person's other post", 0.75)
        if asked.noun and (named := inside or self._last(asked, self.named)) is not None:
            return Place(named, None, "institution that a noun before the title means", 0.85)
        return self._likeliest(asked, inside)

    def _likeliest(self, asked: Asked, inside: Entity | None) -> Place | None:
        """Of the institutions named before in the sentence (`inside`) and elsewhere, the nearest that may be meant."""
        row, passage = asked.row, asked.passage
        places = [] if inside is None else [Place(inside, None, EARLIER, 0.75)]
        places += self._elsewhere(asked)
        places = [place for place in places if place.institution.id not in asked.taken]
        if asked.tail and places and places[0].institution is self.publisher:
            # 局長 on a page of 甲省 is rather of the 乙局 that it names.
            places.sort(key=lambda p: not any(fold(n).endswith(asked.tail) for n in p.institution.names))
        # 佐藤学長 of a sentence that names the other side alone is of the page's own university; not in lists, and not
        # where 甲社董事長某某、副總經理佐藤 goes on.
        first = min(asked.person, asked.title)
        goes_on = first > 0 and row.items[first - 1].kind is not Kind.ORGANIZATION and row.gap(first - 1, first) in _AND
        # It does not go on where one was named since that has no such office.
        before = bisect_left(self.named, (asked.here, "")) - 1
        since = self._whole(self.by_id[self.named[before][1]]) if before >= 0 else None
        goes_on = goes_on and (not places or since in (None, places[0].institution))
        free = not goes_on and (not asked.listed or asked.office_home is not None)
        alike = (p for p in places if asked.home in (None, p.institution.country) or not p.institution.names)
        nearest = next(iter(places), None)
        best = next(alike, nearest) if free else nearest
        if asked.listed and best is not None and best.confidence < 0.7:
            self.alone_at = passage.offsets[-1] + 1, best.institution
        return best

    def _elsewhere(self, asked: Asked) -> Iterator[Place]:
        """The institutions outside its sentence that a title alone may be of, the nearest first."""
        passage, office, listed, publisher = asked.passage, asked.office, asked.listed, self.publisher
        place = passage.to_release(asked.at, asked.at + 1)[0]
        if listed and (host := self._delegation(place)) is not None and office.fits(host):
            yield Place(host, None, "institution of the delegation", 0.7)
        told_of = self._told_of(passage, asked.start, asked.at) if not listed and not asked.endings else None
        if told_of is not None and office.fits(told_of):
            yield Place(told_of, None, "institution that the sentence before is about", 0.7)
        if not listed and (latest := self._last(asked, self.stated, passage.offsets[0])) is not None:
            yield Place(latest, None, "institution of the last post", 0.7)
            if (nearer := self._last(asked, self.named, passage.offsets[0])) is not None:
                yield Place(nearer, None, "institution named before", 0.65)
        if not office.types and not asked.endings and not listed:
            return
        publishes = publisher is not None and bool(office.types) and office.fits(publisher)
        if publisher is not None and publishes and not listed:
            yield Place(publisher, None, "institution that publishes", 0.6)
        if listed and (overhead := self._row_above(passage)) is not None and office.fits(overhead):
            yield Place(overhead, None, OF_HEADING, 0.6)
        outside = self._last(asked, self.named, self._list_begins(passage)) if listed else None
        if publisher is not None and publishes and outside is None:
            yield Place(publisher, None, "institution that publishes", 0.6)
        outside = outside or self._last(asked, self.named)
        if outside is not None:
            yield Place(outside, None, OF_HEADING if listed else "institution named before", 0.6)
        elif self._may_be_named_behind(asked) and (behind := self._first_behind(asked)) is not None:
            yield Place(behind, None, "institution named behind", 0.6)


def _is_unread(row: Row, title: int) -> bool:
    """Whether words in the cells before a title at the head of a row name something that nobody read."""
    if any(item.kind is not Kind.TITLE for item in row.items[:title]):
        return False
    left = row.passage.text[max((i.end for i in row.items[:title]), default=0) : row.items[title].start]
    cells = [cell for cell in re.split(r"[ \u3000]{2,}|\t", left) if cell.strip()]
    return bool(cells) and _UNREAD.search(cells[-1]) is not None and left[-1:].isspace()
