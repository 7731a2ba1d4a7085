"""Who holds which post where: titles, persons and institutions that stand side by side in a sentence or a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg import knowledge
from kg.coreference import delegations, find_references, publisher_of
from kg.groups import tidy
from kg.model import (
    Annotated,
    Entity,
    Kind,
    Mention,
    OrganizationType,
    Passage,
    PassageKind,
    Position,
    sentence_of,
)
from kg.names import fold

_SILENT = (PassageKind.FURNITURE, PassageKind.BYLINE)
_FORMER = re.compile(r"(前任|前|元|卸任|歷任|历任|歴任)$")
_OFFICE_WORD = re.compile(r"(現任|新任|現|时任|時任|兼任|當時的?|前任|前|元)$")
# What may stand between a title and the name after it, a name and the title after it, and an institution and what it heads.
_BEFORE_NAME = re.compile(r"(の|的|である|を務める|：|:|・|，|、)?")
_AFTER_NAME = re.compile(
    r"(・|：|:|（|\(|／|/)?[県市町村府省]?|(將|将)?(出任|擔任|担任|就任|接任|升任|兼任|獲聘為|当選|當選)"
)
_AFTER_INSTITUTION = re.compile(r"(的|の|之|所屬|所属|・|：|:|｜|／|/|—|（|\(|側|方)?")
_JOINER = re.compile(r"(暨|兼|及|與|与|和|並兼|、|・|，|,|で|であり|／|/|；)")
_SPLIT = re.compile(r"(?<=.)(?:暨|兼任|兼|及)(?=.)")
_BRACKET = re.compile(r"\s*[（(［\[〔]([^（）()\[\]［］〔〕\n]{1,60})[)）\]］〕]")


_NOUNS = {"知事": tuple(map(fold, "県縣府都道"))}


@dataclass(frozen=True, slots=True)
class _Item:
    """A person, title or institution in a passage; offsets in the passage's text, brackets after it included."""

    kind: Kind
    start: int
    end: int
    mention: Mention
    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a post is: the institution, a part of it, and how the text says so."""

    institution: Entity
    unit: Entity | None
    rule: str
    confidence: float
    mentions: tuple[Mention, ...] = ()


def find_positions(annotated: Annotated, entities: Sequence[Entity]) -> list[Position]:
    """The posts that a release states, in order of place.

    A title belongs to the person beside it, and to the institution beside either; a title that has none beside it, to the
    institution of the heading, of the sentence or of the paragraph that can have such an office. Surname and title of a
    person whose post is known say nothing new: their sentences become more evidence for it.
    """
    return _Reader(annotated, entities).read()


@cache
def _offices() -> dict[str, tuple[str, frozenset[str]]]:
    """Ending of a title → what it is and the types of institution that have it."""
    lines = knowledge.path("language", "offices.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith(("#", "ending\t"))]
    return {fold(ending): (use, frozenset(filter(None, types.split("|")))) for ending, use, types in rows}


@cache
def _office(title: str) -> tuple[str, frozenset[str]]:
    """Use and types of the longest known ending of a title."""
    key = fold(re.sub(r"[（(].*", "", title)) or fold(title)
    return next((_offices()[key[i:]] for i in range(len(key)) if key[i:] in _offices()), ("office", frozenset()))


@cache
def _concepts() -> dict[str, str]:
    """Title → concept of the role scheme."""
    lines = knowledge.path("language", "titles.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith(("#", "title\t"))]
    return {fold(row[0]): row[2] for row in rows if row[2] and row[2] != "other"}


@cache
def role_of(title: str) -> str | None:
    """The concept of the role scheme for a title: its own, or that of its longest known ending unless 副 or 次 precedes it."""
    key = fold(_FORMER.sub("", title))
    for start in range(max(0, len(key) - 1)):
        if key[start:] in _concepts() and not key[:start].endswith(("副", "次", "代理", "助理")):
            return _concepts()[key[start:]]
    return None


class _Reader:
    """One pass over the passages of a release; remembers who has which post so far."""

    def __init__(self, annotated: Annotated, entities: Sequence[Entity]) -> None:
        self.annotated = annotated
        self.release = annotated.release
        self.by_id = {entity.id: entity for entity in entities}
        self.of = {(m.start, m.end, m.kind): e for e in entities for m in e.mentions}
        self.publisher = publisher_of(annotated, entities)
        self.hosts = delegations(annotated)
        self.starts = {m.start for m in annotated.mentions if m.kind is Kind.PERSON}
        self.titles = {(m.start, m.end) for m in annotated.mentions if m.kind is Kind.TITLE}
        self.stated: list[tuple[int, Entity]] = []  # places of posts with the institutions beside them
        self.references = [r for r in find_references(annotated, entities) if len(r.entities) == 1]
        self.institutions = sorted(
            ((m.start, e) for e in entities if e.kind is Kind.ORGANIZATION for m in e.mentions),
            key=lambda pair: pair[0],
        )
        self.found: list[Position] = []
        self.latest: Position | None = None  # the post stated last, for rows that carry on

    def read(self) -> list[Position]:
        """All positions: those that name their institution first, so that later mentions can lean on them."""
        later: list[tuple[Passage, list[_Item], _Item, _Item]] = []
        for passage in self.release.passages:
            if passage.kind in _SILENT or not passage.text:
                continue
            items = self._items(passage)
            self._bracket_row(passage, items)
            pairs = self._pairs(passage, items)
            for person, title in pairs:
                place = self._beside(passage, items, person, title)
                if place is None:
                    later.append((passage, items, person, title))
                else:
                    self.stated.append((title.mention.start, place.institution))
                    self._state(person, title, place)
        for passage, items, person, title in later:
            place = self._carried(passage, items, person, title)
            if place is not None:
                self.stated.append((title.mention.start, place.institution))
                self.stated.sort(key=lambda pair: pair[0])
            self._state(person, title, place)
        self._affiliations()
        return sorted(self.found, key=lambda position: position.evidence[0].start)

    # Reading a passage

    def _items(self, passage: Passage) -> list[_Item]:
        """Persons, titles and institutions of a passage in order; each reaches over a bracket that only explains it."""
        first, last = passage.offsets[0], passage.offsets[-1] + 1
        raw: list[tuple[int, int, Kind, Mention, Entity | None]] = []
        for mention in self.annotated.mentions:
            if (
                first <= mention.start
                and mention.end <= last
                and mention.kind in (Kind.PERSON, Kind.TITLE, Kind.ORGANIZATION)
            ):
                start, end = passage.from_release(mention.start, mention.end)
                if start < end:
                    raw.append(
                        (start, end, mention.kind, mention, self.of.get((mention.start, mention.end, mention.kind)))
                    )
        for reference in self.references:
            entity = self.by_id[reference.entities[0]]
            if first <= reference.start and reference.end <= last:
                start, end = passage.from_release(reference.start, reference.end)
                mention = Mention(reference.start, reference.end, reference.text, entity.kind, "reference")
                raw.append((start, end, entity.kind, mention, entity))
        raw.sort(key=lambda item: (item[0], -item[1]))
        items: list[_Item] = []
        for start, end, kind, mention, entity in raw:
            previous = items[-1] if items else None
            if previous is not None and end <= previous.end:
                # Inside a longer name or a bracket: only the end of an institution can be a title too, 經濟部長.
                if not (kind is Kind.TITLE and start > previous.mention.start and previous.kind is Kind.ORGANIZATION):
                    continue
            if kind is Kind.TITLE and not self._is_office(passage, end, mention):
                continue
            items.append(_Item(kind, start, self._reach(passage, end, kind, entity, raw), mention, entity))
        return self._merged(passage, items)

    def _is_office(self, passage: Passage, end: int, title: Mention) -> bool:
        """Whether a title names an office: not 氏 or 團長, and not the verb 代表 of 代表簽署."""
        if _office(title.text)[0] in ("courtesy", "part"):
            return False
        verb = title.text == "代表" and self.release.language != "ja" and title.end not in self.starts
        return not (verb and re.match(r"[\u3400-\u9fff]", passage.text[end : end + 1]))

    def _reach(
        self,
        passage: Passage,
        end: int,
        kind: Kind,
        entity: Entity | None,
        raw: Sequence[tuple[int, int, Kind, Mention, Entity | None]],
    ) -> int:
        """The end of an item with the brackets after it that hold nothing but its own other names or a few words."""
        while match := _BRACKET.match(passage.text, end):
            inside = [item for item in raw if match.start(1) <= item[0] and item[1] <= match.end(1)]
            others = [item for item in inside if item[4] is not entity or entity is None]
            foreign = [
                item
                for item in others
                if item[2] is Kind.PERSON
                or (item[2] is Kind.TITLE and not any(i[4] is entity for i in inside if entity))
            ]
            if kind is Kind.TITLE:
                whole = [
                    item
                    for item in inside
                    if item[2] is Kind.TITLE and item[1] - item[0] == match.end(1) - match.start(1)
                ]
                if not whole and (inside or len(match.group(1)) > 6):
                    return end
            elif foreign or (kind is Kind.PERSON and any(item[2] is Kind.ORGANIZATION for item in others)):
                return end
            end = match.end()
        return end

    def _merged(self, passage: Passage, items: Sequence[_Item]) -> list[_Item]:
        """Two names of one institution or person side by side as one item."""
        merged: list[_Item] = []
        for item in items:
            previous = merged[-1] if merged else None
            if (
                previous is not None
                and item.kind is previous.kind is not Kind.TITLE
                and item.entity is not None
                and item.entity is previous.entity
                and not passage.text[previous.end : item.start].strip()
            ):
                merged[-1] = replace(previous, end=max(item.end, previous.end))
            else:
                merged.append(item)
        return merged

    def _gap(self, passage: Passage, left: _Item, right: _Item) -> str:
        """What stands between two items, without white space; nothing where they overlap."""
        return re.sub(r"\s+", "", passage.text[left.end : right.start]) if left.end < right.start else ""

    # Whose title

    def _pairs(self, passage: Passage, items: Sequence[_Item]) -> list[tuple[_Item, _Item]]:
        """Each title of a passage with its person, in order of the titles."""
        owner: dict[int, int] = {}
        titles = [i for i, item in enumerate(items) if item.kind is Kind.TITLE]
        for i in reversed(titles):
            right, left = self._right(passage, items, i, owner), self._left(passage, items, i)
            if right is not None and left is not None:
                owner[i] = right[0] if self._prefers_right(passage, items, i, left[1], right[1]) else left[0]
            elif (side := right or left) is not None:
                owner[i] = side[0]
        for i in titles:
            j = self._title_before(passage, items, i)
            if i not in owner and j is not None and owner.get(j, i) < j:
                owner[i] = owner[j]
        return [(items[owner[i]], items[i]) for i in titles if i in owner]

    def _title_before(self, passage: Passage, items: Sequence[_Item], i: int) -> int | None:
        """The first title of `T1兼T2`, `T1、institution T2`."""
        j = i - 1
        while j >= 0 and items[j].kind is Kind.ORGANIZATION and not self._gap(passage, items[j], items[j + 1]):
            j -= 1
        joined = (
            j >= 0 and items[j].kind is Kind.TITLE and _JOINER.fullmatch(self._gap(passage, items[j], items[j + 1]))
        )
        return j if joined else None

    def _right(self, passage: Passage, items: Sequence[_Item], i: int, owner: dict[int, int]) -> tuple[int, int] | None:
        """The person after a title and how far away: 0 side by side, 1 with space, 2 with a word between."""
        if i + 1 >= len(items):
            return None
        gap = self._gap(passage, items[i], items[i + 1])
        if items[i + 1].kind is Kind.PERSON:
            if not _BEFORE_NAME.fullmatch(gap) or (gap in "、，・" and gap):
                return None
            return i + 1, 2 if gap else int(items[i + 1].start > items[i].end)
        # T1、[institution] T2 P: both posts are one person's.
        j = i + 1
        if _JOINER.fullmatch(gap):
            while j < len(items) and items[j].kind is Kind.ORGANIZATION:
                j += 1
            if j < len(items) and items[j].kind is Kind.TITLE and owner.get(j, -1) > j:
                return owner[j], 2
        return None

    def _left(self, passage: Passage, items: Sequence[_Item], i: int) -> tuple[int, int] | None:
        """The person before a title, with an institution between them or not, and how far away."""
        j = i - 1
        while j >= 0 and items[j].kind is Kind.ORGANIZATION:
            gap = self._gap(passage, items[j], items[j + 1])
            if not _AFTER_INSTITUTION.fullmatch(gap):
                return None
            j -= 1
        if j < 0 or items[j].kind is not Kind.PERSON:
            return None
        gap = self._gap(passage, items[j], items[j + 1])
        if not _AFTER_NAME.fullmatch(gap):
            return None
        return j, 2 if gap or j < i - 1 else int(items[j + 1].start > items[j].end)

    def _prefers_right(self, passage: Passage, items: Sequence[_Item], i: int, left: int, right: int) -> bool:
        """Whether a title between two persons belongs to the one after it: the nearer one, else as the row began."""
        if left != right:
            return right < left
        first = next(item for item in items if item.kind is not Kind.ORGANIZATION)
        if right:
            return first.kind is Kind.TITLE
        return self.release.language != "ja" or items[i - 1].kind is Kind.ORGANIZATION

    # Where

    def _beside(self, passage: Passage, items: Sequence[_Item], person: _Item, title: _Item) -> _Place | None:
        """The institution that stands beside the title or the person, with the title between or not."""
        p, t = items.index(person), items.index(title)
        if t < p:
            return self._chain(passage, items, t, "institution, title, name", 0.95) or self._earlier_title(
                passage, items, t
            )
        before = self._title_before(passage, items, t)
        if before == t - 1 and before > p:
            return self._beside(passage, items, person, items[before])
        if t - p > 1 and items[t - 1].kind is Kind.ORGANIZATION:
            return self._chain(passage, items, t, "name, institution, title", 0.95)
        return self._chain(passage, items, p, "institution, name, title", 0.95)

    def _earlier_title(self, passage: Passage, items: Sequence[_Item], t: int) -> _Place | None:
        """The institution of T1 in `institution T1兼T2 name`."""
        if (
            t
            and items[t - 1].kind is Kind.TITLE
            and _JOINER.fullmatch(self._gap(passage, items[t - 1], items[t]) or "兼")
        ):
            return self._chain(passage, items, t - 1, "institution, two titles, name", 0.9) or self._earlier_title(
                passage, items, t - 1
            )
        return None

    def _chain(self, passage: Passage, items: Sequence[_Item], i: int, rule: str, confidence: float) -> _Place | None:
        """The institutions that end directly before item `i`: the nearest one, and the parent of a unit."""
        chain: list[_Item] = []
        j, here = i - 1, items[i]
        while j >= 0 and items[j].kind is Kind.ORGANIZATION and items[j].entity is not None:
            gap = _OFFICE_WORD.sub("", self._gap(passage, items[j], here))
            if not _AFTER_INSTITUTION.fullmatch(gap):
                break
            chain.append(items[j])
            here, j = items[j], j - 1
        if not chain:
            return self._fused(passage, items[i], rule)
        entities = [item.entity for item in chain if item.entity is not None]
        mentions = tuple(item.mention for item in chain)
        return self._placed(entities, rule, confidence, mentions)

    def _placed(
        self, entities: Sequence[Entity], rule: str, confidence: float, mentions: tuple[Mention, ...]
    ) -> _Place:
        """The place that a chain of institutions names, nearest first: a unit with its parent, or an institution alone."""
        nearest = entities[0]
        if nearest.type is not OrganizationType.UNIT:
            return _Place(nearest, None, rule, confidence, mentions)
        parent = next((e for e in entities if e.type is not OrganizationType.UNIT), None) or self.by_id.get(
            nearest.unit_of or ""
        )
        return _Place(parent or nearest, nearest if parent else None, rule, confidence, mentions)

    def _fused(self, passage: Passage, item: _Item, rule: str) -> _Place | None:
        """The government whose name ends with the first character of the title: 桑名市長 is 桑名市 and 市長."""
        if item.kind is not Kind.TITLE:
            return None
        before = passage.text[max(0, item.start - 12) : item.start + 1]
        fits = [
            (len(n), e)
            for e in self.by_id.values()
            if e.kind is Kind.ORGANIZATION
            for n in e.names
            if len(n) > 1 and before.endswith(n)
        ]
        if not fits:
            return None
        return _Place(max(fits, key=lambda pair: pair[0])[1], None, rule, 0.9)

    def _carried(self, passage: Passage, items: Sequence[_Item], person: _Item, title: _Item) -> _Place | None:
        """The institution of a title that has none beside it: of the sentence, the heading, the paragraph, the release."""
        use, types = _office(title.mention.text)
        left = self.release.text[max(0, title.mention.start - 4) : title.mention.start]
        if use == "state" or re.search(r"駐[\u3400-\u9fff]{1,3}$", left) or title.mention.text.startswith("駐"):
            return None
        here = min(person.mention.start, title.mention.start)
        at = min(person.start, title.start)
        start = next((s for s, e in passage.sentences if s <= at < e), 0)
        sentence, opening = passage.to_release(start, start + 1)[0], passage.offsets[0]
        before = [(place, e) for place, e in self.institutions if place < here]
        noun = self._noun(passage, items, title)
        inside = self._fitting([e for place, e in before if place >= sentence], types, noun)
        if (
            len(noun) > 1
            and noun not in _NOUNS
            and (told := inside or self._fitting([e for _, e in before], types, noun))
        ):
            return _Place(told, None, "institution that a noun before the title means", 0.85)
        if inside is not None:
            return _Place(inside, None, "institution earlier in the sentence", 0.75)
        row = passage.kind in (PassageKind.ITEM, PassageKind.HEADING) or len(passage.text) < 40
        hosts = [self._delegation(here)] if row else [e for place, e in self.stated if opening <= place < here]
        if (host := self._fitting([e for e in hosts if e is not None], types, noun)) is not None:
            return _Place(host, None, "institution of the delegation" if row else "institution of the last post", 0.7)
        if not types and not noun and not row:
            return None
        if not row and self.publisher is not None and self._fitting([self.publisher], types, noun):
            return _Place(self.publisher, None, "institution that publishes", 0.6)
        outside = self._fitting([e for _, e in before], types, noun)
        if outside is None:
            return None
        return _Place(outside, None, "institution of the heading" if row else "institution named before", 0.6)

    def _fitting(self, entities: Sequence[Entity], types: frozenset[str], noun: str) -> Entity | None:
        """The last named institution that can have an office of these types and whose name ends with the noun."""
        for entity in reversed(entities):
            whole = self.by_id.get(entity.unit_of or "", entity)
            typed = not types or (whole.type is not None and whole.type.value in types)
            if typed and (not noun or any(fold(name).endswith(_NOUNS.get(noun, (noun,))) for name in whole.names)):
                return whole
        return None

    def _noun(self, passage: Passage, items: Sequence[_Item], title: _Item) -> str:
        """What the institution's name must end with: 町 for 町長, 県 for ・県部長, 協會 for 協會理事長."""
        text = title.mention.text
        if match := re.search(r"([市町村郷鄉鎮区區縣县])[長长]$|(知事)$", text):
            return fold(match.group(1) or match.group(2))
        before = passage.text[max(0, title.start - 8) : title.start]
        if match := re.search(r"(?:^|[・、，。\s])([県市町村府省])$", before):
            return fold(match.group(1))
        for size in (4, 3, 2):
            tail = fold(before[-size:]) if len(before) >= size else ""
            if tail and any(fold(n).endswith(tail) and fold(n) != tail for _, e in self.institutions for n in e.names):
                return tail
        return ""

    def _delegation(self, place: int) -> Entity | None:
        """The institution that sent the delegation whose list stands at this place of the text."""
        host = next((host for start, end, host in self.hosts if start <= place < end), None)
        return self.of.get((host.start, host.end, host.kind)) if host is not None else None

    def _affiliations(self) -> None:
        """Persons without a post who are said to be of an institution: 機関の氏名氏, or 機関　氏名 in a list."""
        for passage in self.release.passages:
            if passage.kind in _SILENT or not passage.text:
                continue
            items = self._items(passage)
            row = passage.kind is PassageKind.ITEM and len(items) == 1 + sum(i.kind is Kind.ORGANIZATION for i in items)
            for i, item in enumerate(items):
                if item.kind is not Kind.PERSON or item.entity is None or i == 0:
                    continue
                if items[i - 1].kind is not Kind.ORGANIZATION:
                    continue
                gap = self._gap(passage, items[i - 1], item)
                named = gap == "の" and re.match(r"(氏|さん)", passage.text[item.end :])
                listed = row and gap == "" and i == len(items) - 1 and items[i - 1].end < item.start
                place = self._chain(passage, items, i, "institution and name", 0.6) if named or listed else None
                if place is not None and not any(p.person == item.entity.id for p in self.found if not listed):
                    evidence = sentence_of(self.release, [item.mention, *place.mentions])
                    if evidence is not None and not any(
                        p.person == item.entity.id and p.organization == place.institution.id for p in self.found
                    ):
                        self.found.append(
                            Position(
                                item.entity.id,
                                place.institution.id,
                                None,
                                (evidence,),
                                place.rule,
                                0.6,
                                place.unit.id if place.unit else None,
                            )
                        )

    # Stating

    def _bracket_row(self, passage: Passage, items: Sequence[_Item]) -> None:
        """A row in brackets under a name: （institution title） is a second post of the person above."""
        if (
            not re.match(r"\s*[（(]", passage.text)
            or any(item.kind is Kind.PERSON for item in items)
            or self.latest is None
        ):
            return
        for i, item in enumerate(items):
            place = (
                self._chain(passage, items, i, "institution and title below the name", 0.85)
                if item.kind is Kind.TITLE
                else None
            )
            if place is not None:
                self._add(self.latest.person, item.mention, self._text(item), place, [item.mention, *place.mentions])

    def _text(self, title: _Item) -> str:
        """The title as written, with a bracket that belongs to it and the 前 directly before it."""
        mention, end = title.mention, title.mention.end
        after = _BRACKET.match(self.release.text, end)
        if after and after.span(1) in self.titles:
            end = after.end()
        start = mention.start
        if marker := _FORMER.search(self.release.text[max(0, start - 2) : start]):
            start -= len(marker.group(1))
        return tidy(self.release.text[start:end])

    def _state(self, person: _Item, title: _Item, place: _Place | None) -> None:
        """Record the posts of a title; one that the person is known to hold becomes more evidence for it."""
        if person.entity is None:
            return
        mentions = [person.mention, title.mention, *(place.mentions if place else ())]
        parts = [self._text(title)] if self.release.language == "ja" else _SPLIT.split(self._text(title))
        for part in parts:
            self._add(person.entity.id, title.mention, part, place, mentions)

    def _add(self, person: str, title: Mention, text: str, place: _Place | None, mentions: Sequence[Mention]) -> None:
        evidence = sentence_of(self.release, mentions)
        known = self._known(person, text, place)
        if known is not None:
            if evidence is not None and evidence not in self.found[known].evidence:
                self.found[known] = replace(self.found[known], evidence=(*self.found[known].evidence, evidence))
            return
        if place is None or evidence is None:
            return
        before = self.release.text[max(0, min(m.start for m in (title, *place.mentions)) - 2) :][:2]
        former = _FORMER.match(text) is not None or text.startswith(("前", "元")) or _FORMER.search(before) is not None
        self.latest = Position(
            person=person,
            organization=place.institution.id,
            title=text,
            evidence=(evidence,),
            rule=place.rule,
            confidence=place.confidence,
            unit=place.unit.id if place.unit else None,
            role=role_of(text),
            former=former,
        )
        self.found.append(self.latest)

    def _known(self, person: str, title: str, place: _Place | None) -> int | None:
        """The number of a post already found that this one repeats: a compatible title at this place, or at none said."""
        key = fold(title)
        for number, post in enumerate(self.found):
            if post.person != person or post.title is None:
                continue
            other = fold(post.title)
            alike = (
                key.endswith(other)
                or other.endswith(key)
                or (role_of(title) is not None and role_of(title) == post.role == "president")
            )
            same = place is None or place.confidence < 0.8 or place.institution.id in (post.organization, post.unit)
            if alike and same:
                return number
        return None
