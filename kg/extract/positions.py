"""Who holds which post where: each title with the person beside it and the institution beside either."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest

from kg.extract.careers import told_posts
from kg.extract.rows import Row, read_rows
from kg.link.aliases import SEAT
from kg.link.coreference import Reference, delegations, publisher_of
from kg.link.groups import tidy
from kg.link.sections import owners
from kg.link.words import words
from kg.model import Annotated, Entity, Kind, Mention, OrganizationType, Passage, PassageKind, Position, sentence_of
from kg.names import fold, person_country
from kg.names.offices import FORMER, Office, office_of, seat_of
from kg.names.roles import role_of

_BRACKET = re.compile(r"[（(]([^（）()\n]{2,30})[)）]")
_SPLIT = re.compile(r"(?<=.)(?:暨|兼任|兼|及)(?=.)")
_ABROAD = re.compile(r"駐[\u3400-\u9fff]{1,3}$")
_TOWN_BEFORE = re.compile(r"(?:^|[・、，。\s])([県市町村府省])$")
_ORDER = re.compile(r"(?:首任|現任|现任|新任|前任|第[一二三四五六七八九十\d]{1,3}[任屆届代])$")
_UNREAD = re.compile(r"[\u3400-\u9fffァ-ヺー]{5,40}[ \u3000]?$")
_SOLE = frozenset(
    map(
        fold,
        (
            "学長",
            "學長",
            "校長",
            "総長",
            "市長",
            "町長",
            "村長",
            "縣長",
            "知事",
            "理事長",
            "社長",
            "董事長",
            "頭取",
            "鎮長",
        ),
    )
)
_FORMER_TITLE = re.compile(r"^(?:前任|前|元|卸任)(?=..)")
_PARTY = re.compile(
    r"[ \u3000]{0,2}(?:一行|訪問団|訪問團|代表団|代表團|来訪者|訪日団|訪台団)(?:は|には|の|包括|包含|成員|由)"
)
_SENDS = re.compile(
    r"(?:[（(][^（）()]{1,30}[）)])?(?:の|から|より|的)?[^。、，]{0,10}?(?:一行|訪問団|訪問團|代表団|代表團|訪日団|訪台団|[0-9０-９一二三四五六七八九十]{1,3}[名人])"
)
_OTHERWISE = re.compile(r"[，；、]([^，；。、]{2,12}[則则](?:由|是)?)[^，；。]{0,12}$")
_SAME_AS_ABOVE = re.compile(r"\s*(同|〃|同上)\s")
_APPOINTED = re.compile(r"に(は|就任したのは)?")
# 理事長由甲接任, 首任會長由乙大學副校長丙擔任, 副會長為丁公司總經理戊
_GIVEN_TO = re.compile(r"(?:一職|一职|職務|职务)?(?:[則将將亦也])?(由|為|为|是|改由)")
_TAKES = re.compile(
    r"\s{0,4}(?:正式|暫|暂)?(?:擔任|担任|接任|出任|兼任|繼任|继任|升任|接掌|接棒|代理|就任|獲選|当选|當選)"
)
_CLAUSE_END = re.compile(r"\s{0,4}(?:[，。；、,;]|$)")
_NEXT = re.compile(r"には")
_TOOK_OFFICE = re.compile(r"就任|就[いきく]|選ばれ|選出|起用|昇格")
# What 長 alone closes: 共創センター|長 is センター長 of the centre.
_HEADED = re.compile(
    r"(?:(?<=大)[学學]|センター|グループ|チーム|ユニット|ラボ(?:ラトリー)?|オフィス|プロジェクト|学部|研究科|学院|研究院|研究所|研究室|研究部門|部門|本部|支部|支社|支店"
    r"|事業部|部会|機構|機関|[部課室局所院科系班館園庁省会])$"
)
_SEAT_TITLE = re.compile(r"(?:^|[副前新任卸])[局處署院部司廳館][長长]$")
_WITHIN = 300  # mentions looked back for the institution of a title that stands alone


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a post is: the institution, a part of it, how the text says so, and the mentions that say it."""

    institution: Entity
    unit: Entity | None
    rule: str
    confidence: float
    mentions: tuple[Mention, ...] = ()


def find_positions(annotated: Annotated, entities: Sequence[Entity], references: Sequence[Reference]) -> list[Position]:
    """The posts that a release states, in order of place.

    A title belongs to the person beside it and the institution beside either; one that has none beside it, to the
    institution of the heading, of the sentence or of the paragraph that can have such an office. Surname and title of a
    person whose post is known say nothing new: their sentences become more evidence for it.
    """
    return _Finder(annotated, entities, references).find()


def _with_name_below(row: Row, below: Row) -> Row:
    """The row with the name that the next row consists of, where this one ends in a title of nobody: signatures."""
    ends = row.items and row.items[-1].kind is Kind.TITLE and not row.passage.text[row.items[-1].end :].strip()
    alone = len(below.items) == 1 and below.items[0].kind is Kind.PERSON
    if not ends or not alone or any(item.kind is Kind.PERSON for item in row.items):
        return row
    name = below.items[0]
    if below.passage.text[: name.start].strip() or below.passage.text[name.end :].strip():
        return row
    end = len(row.passage.text)
    return Row(row.passage, [*row.items, replace(name, start=end + 1, end=end + 2)], row.language)


@cache
def _seat(name: str) -> str:
    """The name under which an institution is looked for by its office: 北川縣政府 is 北川縣 for its 縣長."""
    bare = SEAT.sub("", name)
    return fold(bare if len(bare) > 1 else name)


@cache
def _bare(title: str) -> str:
    """A title as compared, without what marks a former one: 卸任局長 and 前局長 are one post."""
    return fold(_FORMER_TITLE.sub("", title))


class _Finder:
    """One reading of a release; remembers who has which post so far, and where institutions were named."""

    def __init__(self, annotated: Annotated, entities: Sequence[Entity], references: Sequence[Reference]) -> None:
        self.release = annotated.release
        self.passages = [passage for passage in annotated.release.passages if passage.text]
        self.by_id = {entity.id: entity for entity in entities}
        self.rows = list(read_rows(annotated, entities, references))
        self.titles = {(m.start, m.end) for m in annotated.mentions if m.kind is Kind.TITLE}
        self.publisher = publisher_of(annotated, entities)
        self.hosts = delegations(annotated)
        institutions = [e for e in entities if e.kind is Kind.ORGANIZATION]
        self.of = {(m.start, m.end): e for e in institutions for m in e.mentions}
        self.named = sorted((m.start, e.id) for e in institutions for m in e.mentions)
        for reference in references:
            if len(reference.entities) == 1 and self.by_id[reference.entities[0]].kind is Kind.ORGANIZATION:
                insort(self.named, (reference.start, reference.entities[0]))
        # 本学 of a publisher that is no entity: stands in the way of institutions named before, and gives no post.
        for reference in references:
            if not reference.entities:
                unknown, of = f"?{reference.of}", reference.of
                kind = None if of == "any" else OrganizationType(of)
                self.by_id[unknown] = Entity(unknown, Kind.ORGANIZATION, (), (), type=kind)
                insort(self.named, (reference.start, unknown))
        self.selves = {word.word for word in words("self") if word.language == annotated.release.language}
        written = {fold(m.text): e for e in reversed(institutions) for m in e.mentions}
        self.headed = {**written, **{fold(name): e for e in reversed(institutions) for name in e.names}}
        self.sections = list(owners(self.passages, self._heads))
        self.prose = [passage.offsets[-1] for passage in self.passages if "。" in passage.text]  # where sentences end
        ends = {m.start: m.end for e in institutions for m in e.mentions}
        self.sent = [(at, name) for at, name in self.named if at in ends and _SENDS.match(self.release.text, ends[at])]
        self.told: set[int] = set()  # titles that a verb gives to somebody named before
        self.former: set[int] = set()  # titles of which a verb says that they were held: 曾任
        self.elsewhere: set[str] = set()  # persons of such a publisher
        self.names = {name: e for e in reversed(institutions) for name in e.names if len(name) > 1}
        # 協會 means an institution whose name ends so; what ends whole names is no noun.
        self.nouns = {fold(n)[-size:] for e in institutions for n in e.names for size in (2, 3, 4) if len(n) > size}
        self.stated: list[tuple[int, str]] = []  # places of posts, with the institutions beside them
        self.found: list[tuple[int, Position]] = []
        self.alone_at: tuple[int, Entity] | None = None  # end of the last row with a title of its own alone, and where
        self.posts: dict[str, list[int]] = defaultdict(list)  # person → numbers in `found`

    def find(self) -> list[Position]:
        """All positions: those that name their institution first, so that later mentions can lean on them."""
        alone: list[tuple[Row, int, int]] = []
        for row, below in zip_longest(self.rows, self.rows[1:]):
            self._below(row)
            row = row if below is None else _with_name_below(row, below)
            pairs = row.pairs()
            told = [*pairs, *self._shared(row, pairs), *self._appointed(row, pairs)]
            for person, title, former in told_posts(row, {title for _, title in told}):
                told.append((person, title))
                self.told.add(row.items[title].mention.start)
                if former:
                    self.former.add(row.items[title].mention.start)
            for person, title in told:
                place = self._beside(row, person, title)
                if place is None or self._misfit(row, title, place):
                    alone.append((row, person, title))
                else:
                    self._state(row, person, title, place)
        for row, person, title in alone:
            holder = row.items[person].entity
            known = self._known(holder.id, self._text(row, title), None) if holder is not None else None
            if known is None and holder is not None and holder.id in self.elsewhere:
                continue
            if known is None or self._noun(row, title)[0]:
                self._state(row, person, title, self._alone(row, person, title))
            else:
                insort(self.stated, (row.items[title].mention.start, self.found[known][1].organization))
                self._state(row, person, title, None)
        for row in self.rows:
            self._affiliations(row)
        return [post for _, post in sorted(self.found, key=lambda pair: pair[0])]

    # Where

    def _beside(self, row: Row, person: int, title: int) -> _Place | None:
        """The institution that stands beside the title or the person."""
        before = row.title_before(title)
        if before is not None and row.owner.get(before, person) != person:
            before = None
        if title < person:
            place = self._place(row, title, "institution, title, name", 0.95)
            between = row.items[title + 1 : person]
            appointed = _NEXT.match(row.passage.text, row.items[title].end)
            if place is None and not appointed and between and all(i.kind is Kind.ORGANIZATION for i in between):
                return self._place(row, person, "title, institution, name", 0.85)  # 館長｜甲館　某某
            if place is None and before is not None:
                return self._beside(row, person, before)
            return place or self._behind(row, person, title)
        if before is not None and person < before == title - 1:
            return self._beside(row, person, before)
        if title - person > 1 and row.items[title - 1].kind is Kind.ORGANIZATION:
            return self._place(row, title, "name, institution, title", 0.95)
        return self._place(row, person, "institution, name, title", 0.95) or self._behind(row, person, title)

    def _behind(self, row: Row, person: int, title: int) -> _Place | None:
        """The institution in brackets after name and title, or after the English `of`: 山田太郎学長（北川大学）."""
        i = max(person, title)
        if i + 1 >= len(row.items) or row.items[i + 1].kind is not Kind.ORGANIZATION:
            return None
        item, gap = row.items[i + 1], row.gap(i, i + 1)
        closed = row.passage.text[item.end : item.end + 1] in ("）", ")")
        if item.entity is None or not (gap in ("of", "ofthe", "at") or (gap in ("（", "(") and closed)):
            return None
        whole = self._whole(item.entity)
        unit = item.entity if whole is not item.entity else None
        return _Place(whole, unit, "name, title, institution", 0.9, (item.mention,))

    def _place(self, row: Row, i: int, rule: str, confidence: float) -> _Place | None:
        """The place that the institutions directly before an item name: one alone, or a unit with its parent."""
        chain = row.institutions_before(i)
        entities = [item.entity for item in chain if item.entity is not None]
        if not entities:
            return self._fused(row, i, rule)
        mentions = tuple(item.mention for item in chain)
        nearest = entities[0]
        if nearest.type is not OrganizationType.UNIT:
            return _Place(nearest, None, rule, confidence, mentions)
        named = next((e for e in entities if e.type is not OrganizationType.UNIT), None)
        whole = named or self._spoken_of(row, i - len(chain), nearest) or self._whole(nearest)
        return _Place(whole, nearest if whole is not nearest else None, rule, confidence, mentions)

    def _spoken_of(self, row: Row, before: int, unit: Entity) -> Entity | None:
        """The institution that 本学 or 同社 earlier in the sentence means, where a unit has none in its own name."""
        if self._named_in(unit):
            return None
        if (above := self._same_as_above(row.passage)) is not None:
            return above
        if (visiting := self._visiting(row.passage, row.items[max(before, 0)].start if row.items else 0)) is not None:
            return visiting
        at = row.items[before].start if before < len(row.items) else 0
        start = next((s for s, e in row.passage.sentences if s <= at < e), 0)
        for item in reversed(row.items[: max(before, 0)]):
            if item.start < start:
                return None
            if item.kind is Kind.ORGANIZATION and item.entity is not None:
                if item.mention.rule == "reference":
                    return item.entity
                if item.entity.type is not OrganizationType.UNIT or self._named_in(item.entity):
                    return None  # 縣府有甲處處長某、乙處|處長某: both units are of the first word
        return None

    def _named_in(self, unit: Entity) -> bool:
        """Whether the name of a unit says whose it is."""
        whole = self._whole(unit)
        return whole is not unit and any(
            n.startswith(w) and len(n) > len(w) for n in unit.names for w in whole.names if w
        )

    def _whole(self, entity: Entity) -> Entity:
        """The institution that a unit is part of, itself where that is unknown."""
        seen = {entity.id}
        while entity.unit_of is not None and entity.unit_of not in seen:
            entity = self.by_id[entity.unit_of]
            seen.add(entity.id)
        return entity

    def _misfit(self, row: Row, title: int, place: _Place) -> bool:
        """Whether only schools or only governments have such an office, and the institution beside it is neither."""
        office = office_of(row.items[title].mention.text)
        known = place.unit is None and place.institution.type is not None
        return known and office.types in ({"University"}, {"GovernmentBody"}) and not office.fits(place.institution)

    def _fused(self, row: Row, i: int, rule: str) -> _Place | None:
        """The government whose name ends with the first character of the title: 桑名市長 is 桑名市 and 市長."""
        item = row.items[i]
        if item.kind is not Kind.TITLE:
            return None
        before = row.passage.text[max(0, item.start - 12) : item.start + 1]
        entity = next((self.names[before[at:]] for at in range(len(before)) if before[at:] in self.names), None)
        return None if entity is None else _Place(entity, None, rule, 0.9)

    def _alone(self, row: Row, person: int, title: int) -> _Place | None:
        """The institution of a title that has none beside it: of the sentence, heading, paragraph or release."""
        item, passage = row.items[title], row.passage
        office = office_of(item.mention.text)
        left = self.release.text[max(0, item.mention.start - 4) : item.mention.start]
        if (above := self._same_as_above(passage)) is not None:
            return _Place(above, None, "same institution as the row above", 0.9)
        if office.use == "state" or _ABROAD.search(left) or item.mention.text.startswith("駐"):
            return None
        if (before := self._appointed_before(row, title)) is not None:
            return _Place(before, None, "institution of the office named before", 0.75)
        noun, endings = self._noun(row, title)
        told = item.mention.start in self.told
        here = item.mention.start if told else min(row.items[person].mention.start, item.mention.start)
        at = item.start if told else min(row.items[person].start, item.start)
        start = next((s for s, e in passage.sentences if s <= at < e), 0)
        sentence, opening = passage.to_release(start, start + 1)[0], passage.offsets[0]

        holder = row.items[person].entity
        home = person_country(holder.names[0]) if holder is not None else None

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
                if office.fits(whole) and (not endings or any(_seat(n).endswith(endings) for n in whole.names)):
                    fitting.append(whole)
            # 局長 is rather of the 管理局 of the sentence than of its ministry.
            alike = [e for e in fitting if tail and any(fold(n).endswith(tail) for n in e.names)]
            fitting = alike or fitting
            # 王校長 is rather of the Taiwanese than of the Japanese one of two universities.
            return next((e for e in fitting if home in (None, e.country) or not e.names), next(iter(fitting), None))

        if holder is not None and not FORMER.search(left):
            taken = self._held_by_others(holder.id, item.mention.text)
        inside = last(self.named, sentence)
        if inside is None and (visiting := self._visiting(passage, at)) is not None and office.fits(visiting):
            return _Place(visiting, None, "institution of the delegation", 0.7)
        other = _OTHERWISE.search(passage.text, max(start, at - 40), at) if self.release.language != "ja" else None
        if other is not None:
            since = passage.to_release(other.start(1), at)[0]
            inside = last(self.named, since)
            if inside is None:
                return None  # 某某則由執行長甲代表: of one whom nobody read
        theirs = self._theirs(row, holder, office) if holder is not None and not noun and not endings else None
        listed = not told and (passage.kind in (PassageKind.ITEM, PassageKind.HEADING) or len(passage.text) < 40)
        owner = self._section(here) if not noun else None
        if owner is not None and office.fits(owner) and not endings:
            return _Place(owner, None, "institution of the heading", 0.7)
        if listed and self._unread(row, title):
            return None
        if theirs is not None:
            return _Place(theirs, None, "institution of the person's other post", 0.75)
        if noun and (meant := inside or last(self.named)) is not None:
            return _Place(meant, None, "institution that a noun before the title means", 0.85)
        if inside is not None:
            return _Place(inside, None, "institution earlier in the sentence", 0.75)
        if listed and (host := self._delegation(here)) is not None and office.fits(host):
            return _Place(host, None, "institution of the delegation", 0.7)
        told_of = self._told_of(passage, start, at) if not listed and not endings else None
        if told_of is not None and office.fits(told_of) and told_of.id not in taken:
            return _Place(told_of, None, "institution that the sentence before is about", 0.7)
        if not listed and (latest := last(self.stated, opening)) is not None:
            return _Place(latest, None, "institution of the last post", 0.7)
        if not office.types and not endings and not listed:
            return None
        if not listed and self.publisher is not None and office.types and office.fits(self.publisher):
            return _Place(self.publisher, None, "institution that publishes", 0.6)
        if listed and (overhead := self._row_above(passage)) is not None and office.fits(overhead):
            self.alone_at = passage.offsets[-1] + 1, overhead
            return _Place(overhead, None, "institution of the heading", 0.6)
        outside = last(self.named, self._list_begins(passage)) if listed else None
        if outside is None and self.publisher is not None and office.types and office.fits(self.publisher):
            self.alone_at = passage.offsets[-1] + 1, self.publisher
            return _Place(self.publisher, None, "institution that publishes", 0.6)
        outside = outside or last(self.named)
        if listed and outside is not None:
            self.alone_at = passage.offsets[-1] + 1, outside
        rule = "institution of the heading" if listed else "institution named before"
        return None if outside is None else _Place(outside, None, rule, 0.6)

    def _visiting(self, passage: Passage, at: int) -> Entity | None:
        """The institution whose party 一行 at the head of a sentence is: the last one said to have sent somebody."""
        start = next((s for s, e in passage.sentences if s <= at < e), 0)
        if not _PARTY.match(passage.text, start):
            return None
        place = passage.to_release(start, start + 1)[0]
        at = bisect_left(self.sent, (place, "")) - 1
        return self._whole(self.by_id[self.sent[at][1]]) if at >= 0 else None

    def _told_of(self, passage: Passage, start: int, at: int) -> Entity | None:
        """The institution with which the sentence before begins, where this one begins with a title: 社長某某於."""
        if at - start > 1:
            return None
        before = next(((s, e) for s, e in passage.sentences if e == start), None)
        if before is None:
            return None
        left = passage.to_release(before[0], before[0] + 1)[0]
        index = bisect_left(self.named, (left, ""))
        if index >= len(self.named) or self.named[index][0] - left > 3:
            return None
        return self._whole(self.by_id[self.named[index][1]])

    def _held_by_others(self, person: str, title: str) -> set[str]:
        """The institutions whose one office of this title is known to be somebody else's: two 学長 are of two."""
        if fold(title) not in _SOLE:
            return set()
        posts = (post for _, post in self.found if post.person != person and not post.former and post.unit is None)
        return {post.organization for post in posts if fold(post.title or "") == fold(title)}

    def _appointed_before(self, row: Row, title: int) -> Entity | None:
        """The institution of the office before, in 甲会の代表には某氏が、副代表には某氏が就いた."""
        text = row.passage.text
        if not _NEXT.match(text, row.items[title].end):
            return None
        former = (o for o in reversed(row.items[:title]) if o.kind is Kind.TITLE and _NEXT.match(text, o.end))
        if (office := next(former, None)) is None:
            return None
        at = bisect_left(self.stated, (office.mention.start, ""))
        here = at < len(self.stated) and self.stated[at][0] == office.mention.start
        return self._whole(self.by_id[self.stated[at][1]]) if here else None

    def _unread(self, row: Row, title: int) -> bool:
        """Whether words in the cells before a title at the head of a row name something that nobody read."""
        if any(item.kind is not Kind.TITLE for item in row.items[:title]):
            return False
        left = row.passage.text[: row.items[title].start]
        cells = [cell for cell in re.split(r"[ \u3000]{2,}|\t", left) if cell.strip()]
        return bool(cells) and _UNREAD.search(cells[-1]) is not None and left[-1:].isspace()

    def _list_begins(self, row: Passage) -> int:
        """Where the rows begin among which one stands, with no sentence between."""
        at = bisect_left(self.prose, row.offsets[0]) - 1
        return self.prose[at] + 1 if at >= 0 else 0

    def _heads(self, name: str) -> Entity | None:
        """The institution that a heading means by a name, or by 本校."""
        if self.publisher is not None and name in self.selves:
            return self.publisher
        entity = self.headed.get(fold(name))
        return None if entity is None else self._whole(entity)

    def _same_as_above(self, passage: Passage) -> Entity | None:
        """The institution of the last post of a row above, where a row begins with 同."""
        above = bisect_left(self.stated, (passage.offsets[0], "")) - 1
        if above < 0 or not _SAME_AS_ABOVE.match(passage.text):
            return None
        return self._whole(self.by_id[self.stated[above][1]])

    def _section(self, place: int) -> Entity | None:
        """The institution that heads the rows among which a place of the text stands."""
        at = bisect_left(self.sections, place + 1, key=lambda section: section[0]) - 1
        return self.sections[at][2] if at >= 0 and place < self.sections[at][1] else None

    def _row_above(self, passage: Passage) -> Entity | None:
        """The institution of the title alone in the row right above: 委員長 name, 委員 name are of one body."""
        if self.alone_at is None:
            return None
        end, institution = self.alone_at
        between = self.release.text[end : passage.offsets[0]] if 0 <= passage.offsets[0] - end < 40 else "."
        return None if between.strip() or between.count("\n") > 1 else institution

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
        before = _ORDER.sub("", row.passage.text[max(0, at - 12) : at])[-8:]
        if match := _TOWN_BEFORE.search(before):
            return False, (fold(match.group(1)),)
        tails = [fold(before[-size:]) for size in (4, 3, 2) if len(before) >= size]
        noun = next((tail for tail in tails if len(tail) > 1 and tail in self.nouns), "")
        return bool(noun), (noun,) if noun else ()

    def _delegation(self, place: int) -> Entity | None:
        """The institution that sent the delegation whose list stands at this place of the text."""
        host = next((host for start, end, host in self.hosts if start <= place < end), None)
        return self.of.get((host.start, host.end)) if host is not None else None

    # Who, without a name beside the title or a title beside the name

    def _shared(self, row: Row, pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """The first of two persons who have one title in Japanese: 甲、乙の両副会長."""
        for person, title in pairs:
            two = person and row.gap(person, title) == "の両" and row.items[person - 1].kind is Kind.PERSON
            if two and row.gap(person - 1, person) in ("、", "と", "・"):
                yield person - 1, title

    def _appointed(self, row: Row, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Those who take an office named first: 所長に就任したのは、A氏とB氏."""
        taken = {title for _, title in pairs}
        found = self._given_to(row) if row.language != "ja" else []
        for i, item in enumerate(row.items):
            if item.kind is not Kind.TITLE or i in taken or row.language != "ja":
                continue
            named = _APPOINTED.match(row.passage.text, item.end)
            follows = i + 1 < len(row.items) and row.items[i + 1].start == item.end + 1
            if named is None or (named.group(1) is None and not follows):
                continue
            end = next((e for s, e in row.passage.sentences if s <= item.start < e), len(row.passage.text))
            if _TOOK_OFFICE.search(row.passage.text, item.end, end):
                # 代表には甲氏が、副代表には乙氏が就いた: each title takes those before the next one.
                following = (
                    o.start for o in row.items[i + 1 :] if o.kind is Kind.TITLE and _NEXT.match(row.passage.text, o.end)
                )
                end = min(end, next(following, end))
                people = (
                    j for j, other in enumerate(row.items) if other.kind is Kind.PERSON and item.end < other.start < end
                )
                found += [(j, i) for j in people]
        return found

    def _given_to(self, row: Row) -> list[tuple[int, int]]:
        """Those to whom an office named first is given in Chinese: 會長由某大學副校長某某擔任, 副會長為總經理某某."""
        found = []
        for i, item in enumerate(row.items):
            given = _GIVEN_TO.match(row.passage.text, item.end) if item.kind is Kind.TITLE else None
            j = next((j for j in range(i + 1, min(i + 5, len(row.items))) if row.items[j].kind is Kind.PERSON), None)
            if given is None or j is None or re.search(r"[。；，]", row.passage.text[item.end : row.items[j].start]):
                continue
            ends = _TAKES if given.group(1).endswith("由") else _CLAUSE_END
            if ends.match(row.passage.text, row.items[j].end):
                found.append((j, i))
        return found

    def _below(self, row: Row) -> None:
        """A row in brackets under a name, （institution title）, is a second post of the person above."""
        above = self.found[-1][1].person if self.found else None
        if above is None or not re.match(r"\s*[（(]", row.passage.text):
            return
        if any(item.kind is Kind.PERSON for item in row.items):
            return
        for i, item in enumerate(row.items):
            if item.kind is Kind.TITLE and (place := self._place(row, i, "institution and title below the name", 0.85)):
                self._add(above, item.mention, self._text(row, i), place, [item.mention, *place.mentions])

    def _affiliations(self, row: Row) -> None:
        """Persons without a post who are said to be of an institution: 機関の氏名氏, or 機関　氏名 alone in a list."""
        names = [i for i, item in enumerate(row.items) if item.kind is Kind.PERSON]
        alone = row.passage.kind is PassageKind.ITEM and len(names) == 1 and names[0] == len(row.items) - 1
        alone = alone and all(item.kind is not Kind.TITLE for item in row.items)
        for i in names:
            item = row.items[i]
            if i == 0 or item.entity is None or row.items[i - 1].kind is not Kind.ORGANIZATION:
                continue
            polite = row.gap(i - 1, i) == "の" and row.passage.text.startswith(("氏", "さん"), item.end)
            listed = alone and not row.gap(i - 1, i) and row.items[i - 1].end < item.start
            place = self._place(row, i, "institution and name", 0.6) if polite or listed else None
            posts = [self.found[number][1] for number in self.posts[item.entity.id]]
            if place is None or any(post.organization == place.institution.id for post in posts) or (listed and posts):
                continue
            evidence = sentence_of(self.passages, [item.mention, *place.mentions])
            if evidence is not None:
                unit = place.unit.id if place.unit else None
                post = Position(item.entity.id, place.institution.id, None, (evidence,), place.rule, 0.6, unit)
                self.posts[item.entity.id].append(len(self.found))
                self.found.append((item.mention.start, post))

    # Stating

    def _text(self, row: Row, title: int) -> str:
        """The title as written, with a second title in brackets after it and the 前 directly before it."""
        mention = row.items[title].mention
        start, end, text = mention.start, mention.end, self.release.text
        if (after := _BRACKET.match(text, end)) and (
            after.span(1) in self.titles
            or (role_of(after.group(1), self.release.language) and not self._names_institution(*after.span(1)))
        ):
            end = after.end()
        if text[start:end] == "長" and (headed := _HEADED.search(text[max(0, start - 10) : start])):
            start -= len(headed.group())
        marker = FORMER.search(text[max(0, start - 2) : start])
        if marker and marker.group(1)[0] in "前元":
            start -= len(marker.group(1))
        return tidy(text[start:end])

    def _names_institution(self, start: int, end: int) -> bool:
        """Whether an institution stands in this part of the text: （東北大特任教授） is a post of its own."""
        at = bisect_left(self.named, (start, ""))
        return at < len(self.named) and self.named[at][0] < end

    def _state(self, row: Row, person: int, title: int, place: _Place | None) -> None:
        """Record the posts of a title; one that the person is known to hold becomes more evidence for it."""
        holder, mention = row.items[person], row.items[title].mention
        if place is not None:
            insort(self.stated, (mention.start, place.institution.id))
        if holder.entity is None:
            return
        if place is not None and not place.institution.names:
            self.elsewhere.add(holder.entity.id)
            return
        mentions = [holder.mention, mention, *(place.mentions if place else ())]
        text = self._text(row, title)
        for part in [text] if self.release.language == "ja" else _SPLIT.split(text):
            self._add(holder.entity.id, mention, part, place, mentions)

    def _add(self, person: str, title: Mention, text: str, place: _Place | None, mentions: Sequence[Mention]) -> None:
        evidence = sentence_of(self.passages, mentions) or sentence_of(self.passages, [title])
        known = self._known(person, text, place)
        if known is not None:
            where, post = self.found[known]
            if evidence is not None and evidence not in post.evidence:
                self.found[known] = where, replace(post, evidence=(*post.evidence, evidence))
            return
        if place is None or evidence is None:
            return
        start = min(m.start for m in (title, *place.mentions))
        left = self.release.text[max(0, start - 2) : start]
        told = title.start in self.former
        former = told or text.startswith(("前", "元")) or FORMER.search(left) is not None
        unit, role = place.unit.id if place.unit else None, role_of(text, self.release.language)
        self.posts[person].append(len(self.found))
        self.found.append(
            (
                title.start,
                Position(
                    *(person, place.institution.id, text, (evidence,), place.rule, place.confidence),
                    unit=unit,
                    role=role,
                    former=former,
                ),
            )
        )

    def _known(self, person: str, title: str, place: _Place | None) -> int | None:
        """The post already found that this one repeats: a compatible title at this place, or at none said."""
        key, role = _bare(title), role_of(title, self.release.language)
        for number in self.posts[person]:
            post = self.found[number][1]
            other = _bare(post.title or "")
            alike = key.endswith(other) or other.endswith(key) or (role == post.role == "university-president")
            where = place is None or place.confidence < 0.8
            if alike and (where or (place is not None and place.institution.id in (post.organization, post.unit))):
                return number
        return None
