"""What a release has told so far: where its institutions stand, and who holds which post."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.items import Item
from kg.extract.positions.asides import asides
from kg.extract.rows import Row, read_rows
from kg.link.coreference import Reference
from kg.link.delegations import delegations
from kg.link.publisher import publisher_of
from kg.link.sections import owners
from kg.model import Annotated, Entity, Kind, Mention, OrganizationType, Passage, Position
from kg.names import fold
from kg.names.referring import words
from kg.names.roles import role_of

_FORMER_TITLE = re.compile(r"^(?:前任|前|元|卸任)(?=..)")
_HIGHER = tuple(map(fold, ("名誉", "名譽", "客員", "客座")))  # 会長 who becomes 名誉会長
# How a text says where a post is, where more than one module says so or asks for it.
TOLD_OF = "institution and title of the person told of"
OF_HEADING = "institution of the heading"
EARLIER = "institution earlier in the sentence"
NAME_FIRST = "name, institution, title"
_RANKS = tuple(map(fold, ("代表取締役", "取締役", "代表")))
_CLIPPED = frozenset(map(fold, ("専務", "常務", "副總", "協理", "代表")))  # of 専務執行役員, 副總經理, 代表取締役
_PARTY = re.compile(
    r"[ \u3000]{0,2}(?:一行|訪問団|訪問團|代表団|代表團|来訪者|訪日団|訪台団)(?:は|には|の|包括|包含|成員|由)"
)
_SENDS = re.compile(
    r"(?:[（(][^（）()]{1,30}[）)])?(?:の|から|より|的)?[^。、，]{0,10}?(?:一行|訪問団|訪問團|代表団|代表團|訪日団|訪台団|[0-9０-９一二三四五六七八九十]{1,3}[名人])"
)
_SAME_AS_ABOVE = re.compile(r"(?:\s*|[^（()）。]{2,16}[（(])(同|〃|同上)\s")
_INDENT = 2  # signs before the institution of a row
_NEXT = re.compile(r"には")
_EARLIER = re.compile(
    "以来|(?:との(?:間|締結|協定|覚書|提携|合意書?))?に(?:続|次)[いぐき]"
)  # 甲県以来2例目: of none of those who are named next


@cache
def _bare(title: str) -> str:
    """A title as compared, without what marks a former one: 卸任局長 and 前局長 are one post."""
    return fold(_FORMER_TITLE.sub("", title))


@cache
def _parts(title: str) -> frozenset[str]:
    """The titles that one joins, as compared: 坪井理事 has no post besides that of 理事・副学長."""
    return frozenset(_bare(part) for part in re.split(r"[・／/、]|(?<=.)[兼暨](?=.)", title))


def _is_rest_of(key: str, part: str) -> bool:
    """Whether a title is one of several, or all but its rank: 会長 of 代表取締役会長兼社長."""
    return key == part or (len(key) > 1 and part in (f"{rank}{key}" for rank in _RANKS))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post is: the institution, a part of it, how the text says so, and the mentions that say it."""

    institution: Entity
    unit: Entity | None
    rule: str
    confidence: float
    mentions: tuple[Mention, ...] = ()

    def holds(self, post: Position) -> bool:
        """Whether a post is here, or was said to be of the unit alone that is here."""
        of_unit = self.unit is not None and self.unit.id == post.organization
        return of_unit or self.institution.id in (post.organization, post.unit)


class Named:
    """What a release names and has told so far: where institutions stand, who holds which post."""

    def __init__(self, annotated: Annotated, entities: Sequence[Entity], references: Sequence[Reference]) -> None:
        self.release = annotated.release
        self.passages = [passage for passage in annotated.release.passages if passage.text]
        self.by_id = {entity.id: entity for entity in entities}
        self.rows = list(read_rows(annotated, entities, references))
        self.asides = frozenset(asides(self.rows))
        self.named_until = {m.end for m in annotated.mentions if m.kind is Kind.PERSON}  # where names of persons end
        self.titles = {(m.start, m.end) for m in annotated.mentions if m.kind is Kind.TITLE}
        self.publisher = publisher_of(annotated, entities)
        self.hosts = delegations(annotated)
        institutions = [e for e in entities if e.kind is Kind.ORGANIZATION]
        self.of = {(m.start, m.end): e for e in institutions for m in e.mentions}
        text = self.release.text
        self.named = sorted(
            (m.start, e.id) for e in institutions for m in e.mentions if not _EARLIER.match(text, m.end)
        )
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
        # Titles that a clause gives to somebody, with the item of the row where it begins: 所長には, 由某某擔任所長.
        self.given: dict[int, int] = {}
        self.former: set[int] = set()  # titles of which a verb says that they were held: 曾任
        self.elsewhere: set[str] = set()  # persons of such a publisher
        self.names = {name: e for e in reversed(institutions) for name in e.names if len(name) > 1}
        # 協會 means an institution whose name ends so; what ends whole names is no noun.
        self.nouns = {fold(n)[-size:] for e in institutions for n in e.names for size in (2, 3, 4) if len(n) > size}
        self.stated: list[tuple[int, str]] = []  # places of posts, with the institutions beside them
        self.found: list[tuple[int, Position]] = []
        self.alone_at: tuple[int, Entity] | None = None  # end of the last row with a title of its own alone, and where
        self.posts: dict[str, list[int]] = defaultdict(list)  # person → numbers in `found`

    def _whole(self, entity: Entity) -> Entity:
        """The institution that a unit is part of, itself where that is unknown."""
        seen = {entity.id}
        while entity.unit_of is not None and entity.unit_of not in seen:
            entity = self.by_id[entity.unit_of]
            seen.add(entity.id)
        return entity

    def _in(self, item: Item, rule: str, confidence: float) -> Place | None:
        """The place that an institution of a row is, with the whole that it is part of."""
        if item.kind is not Kind.ORGANIZATION or item.entity is None:
            return None
        whole = self._whole(item.entity)
        return Place(whole, item.entity if whole is not item.entity else None, rule, confidence, (item.mention,))

    def _named_in(self, unit: Entity) -> bool:
        """Whether the name of a unit says whose it is."""
        whole = self._whole(unit)
        return whole is not unit and any(
            n.startswith(w) and len(n) > len(w) for n in unit.names for w in whole.names if w
        )

    def _heads(self, name: str) -> Entity | None:
        """The institution that a heading means by a name, or by 本校."""
        if self.publisher is not None and name in self.selves:
            return self.publisher
        entity = self.headed.get(fold(name))
        return None if entity is None else self._whole(entity)

    def _section(self, place: int) -> Entity | None:
        """The institution that heads the rows among which a place of the text stands."""
        at = bisect_left(self.sections, place + 1, key=lambda section: section[0]) - 1
        return self.sections[at][2] if at >= 0 and place < self.sections[at][1] else None

    def _delegation(self, place: int) -> Entity | None:
        """The institution that sent the delegation whose list stands at this place of the text."""
        host = next((host for start, end, host in self.hosts if start <= place < end), None)
        return self.of.get((host.start, host.end)) if host is not None else None

    def _same_as_above(self, passage: Passage) -> Entity | None:
        """The institution of the last post of a row above, where a row begins with 同."""
        above = bisect_left(self.stated, (passage.offsets[0], "")) - 1
        if not _SAME_AS_ABOVE.match(passage.text):
            return None
        if (named := self._first_of_row_above(passage)) is not None:
            return named
        if above < 0:
            return None
        return self._whole(self.by_id[self.stated[above][1]])

    def _first_of_row_above(self, passage: Passage) -> Entity | None:
        """The institution with which the nearest row above begins that does not say the same."""
        at = bisect_left(self.passages, passage.offsets[0], key=lambda p: p.offsets[0]) - 1
        while at >= 0 and _SAME_AS_ABOVE.match(self.passages[at].text):
            at -= 1
        if at < 0:
            return None
        row = self.passages[at]
        first = bisect_left(self.named, (row.offsets[0], ""))
        near = first < len(self.named) and self.named[first][0] <= row.offsets[min(_INDENT, len(row.offsets) - 1)]
        return self._whole(self.by_id[self.named[first][1]]) if near else None

    def _row_above(self, passage: Passage) -> Entity | None:
        """The institution of the title alone in the row right above: 委員長 name, 委員 name are of one body."""
        if self.alone_at is None:
            return None
        end, institution = self.alone_at
        between = self.release.text[end : passage.offsets[0]] if 0 <= passage.offsets[0] - end < 40 else "."
        return None if between.strip() or between.count("\n") > 1 else institution

    def _list_begins(self, row: Passage) -> int:
        """Where the rows begin among which one stands, with no sentence between."""
        at = bisect_left(self.prose, row.offsets[0]) - 1
        return self.prose[at] + 1 if at >= 0 else 0

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

    def _known(self, person: str, title: str, place: Place | None, at: int) -> int | None:
        """The post already found that this one repeats: a compatible title at this place, or at none said.

        `at` is where the title stands: a sentence behind it that says nothing of whose post it tells is not repeated.
        """
        key, role = _bare(title), role_of(title, self.release.language)
        for number in self.posts[person]:
            where, post = self.found[number]
            if where > at and post.rule == TOLD_OF:
                continue
            other = _bare(post.title or "")
            shorter, longer = sorted((key, other), key=len)
            deputy = bool(shorter) and longer.removesuffix(shorter).endswith("副")  # 副社長 who becomes 社長
            deputy = deputy or (key == longer != other and longer.removesuffix(shorter).endswith(_HIGHER))
            alike = (longer.endswith(shorter) and not deputy) or role == post.role == "university-president"
            alike = (
                alike
                or any(_is_rest_of(key, part) for part in _parts(post.title or ""))
                or (key in _CLIPPED and other.startswith(key))
            )
            if place is not None and place.unit is not None and post.unit not in (None, place.unit.id):
                continue  # 系主任 of a department, 主任 of a centre of the same university
            open_ = place is None or place.confidence < 0.8
            if alike and (open_ or (place is not None and place.holds(post))):
                return number
        return None
