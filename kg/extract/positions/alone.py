"""The institution of a title that has none beside it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.positions.beside import Beside
from kg.extract.positions.named import Place
from kg.extract.positions.sides import country_of_other_side, who_signs_with
from kg.extract.rows import Row
from kg.link.written import SEAT
from kg.model import Entity, Kind, OrganizationType, Passage, PassageKind
from kg.names import fold, person_country
from kg.names.offices import FORMER, Office, country_of_office, office_of, seat_of

_ABROAD = re.compile(r"駐[\u3400-\u9fff]{1,3}$")
_TOWN_BEFORE = re.compile(r"(?:^|[・、，。\s])([県市町村府省])$")
_ORDER = re.compile(r"(?:首任|現任|现任|新任|前任|第[一二三四五六七八九十\d]{1,3}[任屆届代])$")
_TO_BE_HEADED = re.compile("新会社|合弁会社|新法人|共同出資会社")
_GIVEN_BEHIND = re.compile("に(?:は|就)")
# A body of several that was told of before somebody is said to head it.
_JOINT = re.compile(
    r"(?:共同|連携|合同|合弁|(?:聯合|联合)(?![會会])|合設|合设|合資|合资)[^。，、；]{0,12}?(?:研究|実験|實驗|实验|ラボ|センター|中心|拠点|組織|[会會社])"
)
# What a title says of the name of the institution or part that it heads: 副センター長 of a センター.
_HEADS = re.compile(
    r"(センター|ラボ|研究所|研究室|実験室|研究院|学院|研究科|学部|支店|支社|工場|機構|病院|[所室院館])長$"
    r"|(中心|實驗室|实验室|研究室)主任$"
)
_FOUNDED = re.compile(r"合資|合资|合弁|新会社|新公司")
_BESIDES = re.compile(r"[^。，、；]{0,8}兼(?:任|ね|務)")
_NO_SUCH_HEAD = re.compile(r"(?:会議所|會議所|市役所|区役所|町役場|裁判所)$")
_BEFORE = 400  # characters looked back for it
_UNREAD = re.compile(r"[\u3400-\u9fffァ-ヺー]{5,40}[ \u3000]?$")
# Offices of which an institution has one.
_SOLE = frozenset(
    map(fold, ("学長", "學長", "校長", "総長", "市長", "町長", "村長", "鎮長", "縣長", "知事"))
) | frozenset(map(fold, ("理事長", "社長", "董事長", "頭取")))
_OTHERWISE = re.compile(r"[，；、]([^，；。、]{2,12}[則则](?:由|是)?)[^，；。]{0,12}$")
_SEAT_TITLE = re.compile(r"(?:^|[副前新任卸])[局處署院部司廳館][長长]$")
_AND = frozenset("、及與与和と・")
_WITHIN = 300  # mentions looked back for the institution of a title that stands alone


@cache
def seat_name(name: str) -> str:
    """The name under which an institution is looked for by its office: 北川縣政府 is 北川縣 for its 縣長."""
    bare = SEAT.sub("", name)
    return fold(bare if len(bare) > 1 else name)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A title alone: what its institution's name must end with, whether it stands in a list, and where.

    `start` is where its sentence begins in the passage, `at` where the title or its holder does.
    """

    passage: Passage
    office: Office
    endings: tuple[str, ...]
    listed: bool
    start: int
    at: int


class Alone(Beside):
    """Titles without an institution beside them: that of the sentence, heading, paragraph or release is meant."""

    def _alone(self, row: Row, person: int, title: int, *, noun: bool = True) -> Place | None:
        """The institution of a title that has none beside it: of the sentence, heading, paragraph or release.

        `noun` is false where what stands before the title has no such office.
        """
        item, passage = row.items[title], row.passage
        office = office_of(item.mention.text)
        left = self.release.text[max(0, item.mention.start - 4) : item.mention.start]
        if (above := self._same_as_above(passage)) is not None:
            return Place(above, None, "same institution as the row above", 0.9)
        if office.use == "state" or _ABROAD.search(left) or item.mention.text.startswith("駐"):
            return None
        if (before := self._appointed_before(row, title)) is not None:
            return Place(before, None, "institution of the office named before", 0.75)
        founded = _TO_BE_HEADED.search(passage.text, max(0, item.start - 200), item.start)
        if founded and _GIVEN_BEHIND.match(passage.text, item.end):
            return None  # 新会社を設け、社長には甲社の某が就く: of the one that is founded
        noun, endings = self._noun(row, title) if noun else (False, seat_of(item.mention.text))
        told = item.mention.start in self.told
        given = item.mention.start in self.given
        opening = row.items[self.given[item.mention.start] if given else title if told else min(person, title)]
        here, at = opening.mention.start, opening.start
        start = next((s for s, e in passage.sentences if s <= at < e), 0)
        sentence = passage.to_release(start, start + 1)[0]

        holder = row.items[person].entity
        # 社長 of a Japanese page is of the Japanese company, whatever the name of who holds it.
        office_home = country_of_office(item.mention.text, self.release.language)
        home = office_home
        if home is None and holder is not None:
            home = person_country(holder.names[0]) or country_of_other_side(row, person, title)

        tail = fold(item.mention.text[-2:-1]) if _SEAT_TITLE.search(item.mention.text) else ""

        taken: set[str] = set()

        def last(named: Sequence[tuple[int, str]], since: int = 0) -> Entity | None:
            upto = bisect_left(named, (here, ""))
            fitting: list[Entity] = []
            for place, name in reversed(named[max(0, upto - _WITHIN) : upto]):
                whole = self._whole(self.by_id[name])
                if place < since:
                    break
                if whole.id in taken:
                    continue
                if office.fits(whole) and (not endings or any(seat_name(n).endswith(endings) for n in whole.names)):
                    fitting.append(whole)
            # 局長 is rather of the 管理局 of the sentence than of its ministry.
            # 県議 is rather of the 県議会 than of the 県.
            ends = tail or next((e for e in endings if len(e) > 1), "")
            alike = [e for e in fitting if ends and any(fold(n).endswith(ends) for n in e.names)]
            fitting = alike or fitting
            # 王校長 is rather of the Taiwanese than of the Japanese one of two universities.
            return next((e for e in fitting if home in (None, e.country) or not e.names), next(iter(fitting), None))

        if holder is not None and not FORMER.search(left):
            taken = self._held_by_others(holder.id, item.mention.text) | self._of_who_signs_with(row, person, title)
        inside = last(self.named, sentence)
        if inside is None and (visiting := self._visiting(passage, at)) is not None and office.fits(visiting):
            return Place(visiting, None, "institution of the delegation", 0.7)
        other = _OTHERWISE.search(passage.text, max(start, at - 40), at) if self.release.language != "ja" else None
        if other is not None:
            since = passage.to_release(other.start(1), at)[0]
            inside = last(self.named, since)
            if inside is None:
                return None  # 某某則由執行長甲代表: of one whom nobody read
        if not noun and not endings and (headed := self._headed(row, title, here, given=given)) is not None:
            return headed
        if given and not noun and self._unread_body(item.mention.text, here):
            return None
        # It stands without what the person is elsewhere, unless he has it besides: 召集人由某副理事長兼任.
        besides = _BESIDES.match(passage.text, row.items[person].end) is not None
        free_of = noun or endings or (given and not besides)
        theirs = self._theirs(row, holder, office) if holder is not None and not free_of else None
        listed = not told and (passage.kind in (PassageKind.ITEM, PassageKind.HEADING) or len(passage.text) < 40)
        owner = self._section(here) if not noun else None
        if owner is not None and office.fits(owner) and not endings:
            return Place(owner, None, "institution of the heading", 0.7)
        if listed and self._unread(row, title):
            return None
        if theirs is not None:
            return Place(theirs, None, "institution of the person's other post", 0.75)
        if noun and (meant := inside or last(self.named)) is not None:
            return Place(meant, None, "institution that a noun before the title means", 0.85)
        asked = _Asked(passage, office, endings, listed, start, at)
        places = [] if inside is None else [Place(inside, None, "institution earlier in the sentence", 0.75)]
        places += self._elsewhere(asked, last)
        places = [place for place in places if place.institution.id not in taken]
        if tail and places and places[0].institution is self.publisher:
            # 局長 on a page of 甲省 is rather of the 乙局 that it names.
            places.sort(key=lambda p: not any(fold(n).endswith(tail) for n in p.institution.names))
        # 佐藤学長 of a sentence that names the other side alone is of the page's own university; not in lists, and not
        # where 甲社董事長某某、副總經理佐藤 goes on.
        first = min(person, title)
        goes_on = first > 0 and row.items[first - 1].kind is not Kind.ORGANIZATION and row.gap(first - 1, first) in _AND
        free = not goes_on and (not listed or office_home is not None)
        alike = (p for p in places if home in (None, p.institution.country) or not p.institution.names)
        best = next(alike, next(iter(places), None)) if free else next(iter(places), None)
        if listed and best is not None and best.confidence < 0.7:
            self.alone_at = passage.offsets[-1] + 1, best.institution
        return best

    def _elsewhere(self, asked: _Asked, last: Callable[..., Entity | None]) -> Iterator[Place]:
        """The institutions outside its sentence that a title alone may be of, the nearest first.

        `last` gives the last of some named institutions that can have the office, since a place of the text.
        """
        passage, office, listed, publisher = asked.passage, asked.office, asked.listed, self.publisher
        place = passage.to_release(asked.at, asked.at + 1)[0]
        if listed and (host := self._delegation(place)) is not None and office.fits(host):
            yield Place(host, None, "institution of the delegation", 0.7)
        told_of = self._told_of(passage, asked.start, asked.at) if not listed and not asked.endings else None
        if told_of is not None and office.fits(told_of):
            yield Place(told_of, None, "institution that the sentence before is about", 0.7)
        if not listed and (latest := last(self.stated, passage.offsets[0])) is not None:
            yield Place(latest, None, "institution of the last post", 0.7)
            if (nearer := last(self.named, passage.offsets[0])) is not None:
                yield Place(nearer, None, "institution named before", 0.65)
        if not office.types and not asked.endings and not listed:
            return
        publishes = publisher is not None and bool(office.types) and office.fits(publisher)
        if publisher is not None and publishes and not listed:
            yield Place(publisher, None, "institution that publishes", 0.6)
        if listed and (overhead := self._row_above(passage)) is not None and office.fits(overhead):
            yield Place(overhead, None, "institution of the heading", 0.6)
        outside = last(self.named, self._list_begins(passage)) if listed else None
        if publisher is not None and publishes and outside is None:
            yield Place(publisher, None, "institution that publishes", 0.6)
        outside = outside or last(self.named)
        if outside is not None:
            yield Place(outside, None, "institution of the heading" if listed else "institution named before", 0.6)

    def _unread_body(self, title: str, here: int) -> bool:
        """Whether the text before an office that is given to somebody tells of a body, read or not, that has it."""
        text = self.release.text[max(0, here - _BEFORE) : here]
        if (stem := _HEADS.search(title)) is not None:
            body = rf"[\u3400-\u9fffァ-ヺー]{{2}}{stem.group(1) or stem.group(2)}(?![長长])"
            return re.search(body, text) is not None
        if office_of(title).types == {"Company"}:
            return _FOUNDED.search(text) is not None
        return len(office_of(title).types) != 1 and _JOINT.search(text) is not None

    def _headed(self, row: Row, title: int, here: int, *, given: bool) -> Place | None:
        """The last institution or part before a title that by its name has such a head: 研究所 before 所長.

        One of which a clause says who heads it may be a joint body that was told of, whatever its name.
        """
        item = row.items[title]
        beside = row.items[title - 1] if title else None
        named = beside is not None and beside.kind is Kind.PERSON and beside.end == item.start
        at = beside.start if beside is not None and named else item.start
        if not given and re.search(r"[\u3400-\u9fff]$", row.passage.text[:at]):
            return None  # 病|院長: something that nobody read stands before it
        stem = _HEADS.search(item.mention.text)
        tail = fold(stem.group(1) or stem.group(2)) if stem is not None else None
        office = office_of(item.mention.text)
        since = here - _BEFORE if given else row.passage.offsets[0]
        joint = given and _JOINT.search(self.release.text, max(0, since), here) is not None
        upto = bisect_left(self.named, (here, ""))
        for place, number in reversed(self.named[max(0, upto - _WITHIN) : upto]):
            if place < since:
                break
            entity = self.by_id[number]
            if tail is not None:
                fits = any(fold(n).endswith(tail) and not _NO_SUCH_HEAD.search(n) for n in entity.names)
            else:
                body = entity.type is OrganizationType.RESEARCH_INSTITUTE or any(map(_JOINT.search, entity.names))
                fits = joint and body and office.fits(entity)
            if fits:
                whole = self._whole(entity)
                unit = entity if whole is not entity else None
                return Place(whole, unit, "institution that has such a head", 0.75)
        return None

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

    def _unread(self, row: Row, title: int) -> bool:
        """Whether words in the cells before a title at the head of a row name something that nobody read."""
        if any(item.kind is not Kind.TITLE for item in row.items[:title]):
            return False
        left = row.passage.text[: row.items[title].start]
        cells = [cell for cell in re.split(r"[ \u3000]{2,}|\t", left) if cell.strip()]
        return bool(cells) and _UNREAD.search(cells[-1]) is not None and left[-1:].isspace()

    def _theirs(self, row: Row, holder: Entity, office: Office) -> Entity | None:
        """The one institution where a person is known to have a post, if it can have such an office.

        Not one that stands in brackets in the same row: 會長　某某（某銀行　董事長） has two posts at two places.
        """
        posts = [self.found[number][1] for number in self.posts[holder.id]]
        span = row.passage.offsets[0], row.passage.offsets[-1] + 1
        beside = [post for post in posts if post.rule == "name, institution, title"]
        if any(span[0] <= quote.start < span[1] for post in beside for quote in post.evidence):
            return None
        known = {post.organization for post in posts}
        entity = self.by_id[known.pop()] if len(known) == 1 else None
        return entity if entity is not None and office.types and office.fits(entity) else None

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
