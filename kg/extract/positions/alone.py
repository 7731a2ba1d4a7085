"""The institution of a title that has none beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.extract.positions.asked import Asked, Asking, ends_with
from kg.extract.positions.both import side_named
from kg.extract.positions.headed import WITHIN
from kg.extract.positions.named import Place
from kg.extract.rows import Row
from kg.model import Entity, Kind
from kg.names import fold
from kg.names.offices import office_of, seat_of
from kg.names.referring import countries

_ABROAD = re.compile(r"駐[\u3400-\u9fff]{1,3}$")
_APPOINTS = re.compile(
    "(?:に(?:は)?(?:選任|起用|迎え|充て|任命|登用|招|据え|抜擢|指名))|に[^。、を]{0,30}を(?:迎え|充て|起用|選任|招)"
)
_TOPIC = re.compile(r"(?:[（(][^（）()]{1,40}[）)])?は")
_TO_BE_HEADED = re.compile("新会社|合弁会社|新法人|共同出資会社")
_FOUNDS = re.compile(
    r"(?:成立|設立|设立|創設|创设|創立|创立|籌設|筹设|新設|新设|組建|组建|合組|合组)(?:了|合資公司|合资公司|新公司)?[「『“]?\Z"
)
_TO_HEAD = re.compile(r"(?:將|将)?(?:出任|擔任|担任|任|接任|兼任)(?:首任)?")
_FOUNDED_WITHIN = 60  # mentions looked back for it
_NAMED_NEW = re.compile("(?:社名|会社名|新会社名?|合弁会社|新法人)(?:の名称)?(?:は|名は)?、?[「『]")
_GIVEN_BEHIND = re.compile("に(?:は|就)")
_BESIDES = re.compile(r"[^。，、；]{0,8}兼(?:任|ね|務)")
_UNREAD = re.compile(r"[\u3400-\u9fffァ-ヺー]{5,40}[ \u3000]?$")
_OTHERWISE = re.compile(r"[，；、]([^，；。、]{2,12}[則则](?:由|是)?)[^，；。]{0,12}$")
_OTHER_SIDE = re.compile(
    r"(先方|相手方|相手側|相手校|先方大学|先方企業|親会社)(?:[のはがも、]|から|より|側){0,3}[\u3400-\u9fff]{0,4}\Z"
)
_AND = frozenset("、及與与和と・")


class Alone(Asking):
    """Titles without an institution beside them: that of the sentence, heading, paragraph or release is meant."""

    def _alone(self, row: Row, person: int, title: int, *, noun: bool = True) -> Place | None:
        """The institution of a title that has none beside it: of the sentence, heading, paragraph or release.

        `noun` is false where what stands before the title has no such office.
        """
        if (above := self._same_as_above(row.passage)) is not None:
            return Place(above, None, "same institution as the row above", 0.9)
        if self._is_of_a_state(row, title):
            return None
        if (chooses := self._who_appoints(row, title)) is not None:
            return Place(chooses, None, "institution that appoints", 0.8)
        if (before := self._appointed_before(row, title)) is not None:
            return Place(before, None, "institution of the office named before", 0.75)
        if (founded := self._founded(row, person, title)) is not None:
            return Place(founded, None, "institution that is founded", 0.75)
        if _heads_the_founded(row, title):
            return self._named_as_new(asked_of=row.items[title].mention.text)
        return self._meant(self._asked(row, person, title, noun=noun))

    def _who_appoints(self, row: Row, title: int) -> Entity | None:
        """The company of a Japanese passage that takes somebody into an office: 某氏を執行役員に選任した."""
        office, text = row.items[title], row.passage.text
        if row.language != "ja" or not _APPOINTS.match(text, office.end):
            return None
        topics = (i for i in reversed(row.items[:title]) if i.kind is Kind.ORGANIZATION and _TOPIC.match(text, i.end))
        wholes = (self._whole(item.entity) for item in topics if item.entity is not None)
        return next((whole for whole in wholes if office_of(office.mention.text).fits(whole)), None)

    def _is_of_a_state(self, row: Row, title: int) -> bool:
        """Whether an office is that of a state, or of somebody whom one has posted abroad: 駐日大使."""
        mention = row.items[title].mention
        left = self.release.text[max(0, mention.start - 4) : mention.start]
        posted = _ABROAD.search(left) is not None or mention.text.lstrip("前").startswith(("駐", "驻"))
        office = office_of(mention.text)
        # 日本|工程師某某: where somebody comes from, and what he is by trade
        trade = self.release.language != "ja" and not office.types and left.endswith(tuple(countries()))
        return posted or trade or office.use == "state"

    def _founded(self, row: Row, person: int, title: int) -> Entity | None:
        """The company that a Chinese text says is founded, where it tells who is to head it: 由甲社副總某某出任董事長.

        In a list of its particulars the post that somebody has now stands in brackets: 董事長　某某（甲社副總）.
        """
        holder, office, text = row.items[person], row.items[title], row.passage.text
        if row.language == "ja" or office_of(office.mention.text).types != {"Company"}:
            return None
        if person < title:
            heads = _TO_HEAD.fullmatch(text, holder.end, office.start) is not None
            since = row.passage.offsets[0]
        else:
            aside = row.items[person + 1 : person + 2]
            heads = title == 0 and bool(aside) and aside[0].kind is Kind.ORGANIZATION
            heads = heads and row.gap(person, person + 1) in ("（", "(")
            since = 0
        if not heads:
            return None
        upto = bisect_left(self.named, (office.mention.start, ""))
        for start, name in reversed(self.named[max(0, upto - _FOUNDED_WITHIN) : upto]):
            if start < since:
                break
            if _FOUNDS.search(self.release.text, max(0, start - 20), start):
                return self._whole(self.by_id[name])
        return None

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
            return Place(owner, None, "institution of the heading", 0.7)
        if asked.listed and _is_unread(asked.row, asked.title):
            return None
        if (other := self._other_side(asked)) is not None:
            return Place(other, None, "institution of the other side", 0.7)
        if (theirs := self._theirs(asked)) is not None:
            return Place(theirs, None, "institution of the person's other post", 0.75)
        if asked.noun and (named := inside or self._last(asked, self.named)) is not None:
            return Place(named, None, "institution that a noun before the title means", 0.85)
        return self._likeliest(asked, inside)

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

    def _likeliest(self, asked: Asked, inside: Entity | None) -> Place | None:
        """Of the institutions named before in the sentence (`inside`) and elsewhere, the nearest that may be meant."""
        row, passage = asked.row, asked.passage
        places = [] if inside is None else [Place(inside, None, "institution earlier in the sentence", 0.75)]
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
            yield Place(overhead, None, "institution of the heading", 0.6)
        outside = self._last(asked, self.named, self._list_begins(passage)) if listed else None
        if publisher is not None and publishes and outside is None:
            yield Place(publisher, None, "institution that publishes", 0.6)
        outside = outside or self._last(asked, self.named)
        if outside is not None:
            yield Place(outside, None, "institution of the heading" if listed else "institution named before", 0.6)
        elif (
            self.release.language == "ja" and seat_of(asked.text) and (behind := self._first_behind(asked)) is not None
        ):
            yield Place(behind, None, "institution named behind", 0.6)

    def _named_as_new(self, *, asked_of: str) -> Place | None:
        """The company that a page says is founded, by its name: 新会社「甲」, 社名は「甲」."""
        office = office_of(asked_of)
        for match in _NAMED_NEW.finditer(self.release.text):
            at = bisect_left(self.named, (match.end(), ""))
            if at < len(self.named) and self.named[at][0] == match.end():
                entity = self._whole(self.by_id[self.named[at][1]])
                if office.fits(entity):
                    return Place(entity, None, "institution that is founded", 0.75)
        return None

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

    def _first_behind(self, asked: Asked) -> Entity | None:
        """The first institution behind an office whose name ends as that asks: 某市長, where 甲市 is named later."""
        since = bisect_left(self.named, (asked.here, ""))
        wholes = (self._whole(self.by_id[name]) for _, name in self.named[since : since + WITHIN])
        home = (asked.home, None)
        return next(
            (
                e
                for e in wholes
                if e.id not in asked.taken
                and asked.office.fits(e)
                and e.country in home
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
        beside = [post for post in posts if post.rule == "name, institution, title"]
        if any(span[0] <= quote.start < span[1] for post in beside for quote in post.evidence):
            return None
        known = {post.organization for post in posts}
        entity = self.by_id[known.pop()] if len(known) == 1 else None
        if asked.tail and all(self.found[number][0] > asked.here for number in self.posts[asked.holder.id]):
            return None  # 局長某某 of the 管理局, of whom the text tells what he is next
        return entity if entity is not None and asked.office.types and asked.office.fits(entity) else None


def _heads_the_founded(row: Row, title: int) -> bool:
    """新会社を設け、社長には甲社の某が就く: whether an office is of the one that is founded."""
    item, text = row.items[title], row.passage.text
    founded = _TO_BE_HEADED.search(text, max(0, item.start - 200), item.start)
    return founded is not None and _GIVEN_BEHIND.match(text, item.end) is not None


def _is_unread(row: Row, title: int) -> bool:
    """Whether words in the cells before a title at the head of a row name something that nobody read."""
    if any(item.kind is not Kind.TITLE for item in row.items[:title]):
        return False
    left = row.passage.text[max((i.end for i in row.items[:title]), default=0) : row.items[title].start]
    cells = [cell for cell in re.split(r"[ \u3000]{2,}|\t", left) if cell.strip()]
    return bool(cells) and _UNREAD.search(cells[-1]) is not None and left[-1:].isspace()
