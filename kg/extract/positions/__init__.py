"""Who holds which post where: each title with the person beside it and the institution beside either."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from kg.extract.careers import told_posts
from kg.extract.evidence import sentence_of
from kg.extract.positions.affiliated import is_said_of
from kg.extract.positions.appointed import appointed, is_name_alone, is_post_alone, shared, with_name_below
from kg.extract.positions.belonging import Belonging
from kg.extract.positions.both import also_of
from kg.extract.positions.chronicle import Step, chronicle
from kg.extract.positions.clauses import told_in_clauses
from kg.extract.positions.headings import posts_of_lists
from kg.extract.positions.named import EARLIER, TOLD_OF, Place
from kg.extract.positions.pointed import pointed_at
from kg.extract.positions.unsaid import Told, told_of_the_same
from kg.extract.rows import Row
from kg.link.coreference import Reference
from kg.model import Annotated, Entity, Kind, Mention, OrganizationType, PassageKind, Position
from kg.names.offices import FORMER, office_of
from kg.names.roles import role_of

_ANOTHER = 0.8  # confidence with which a post counts as another than one of that title elsewhere
_SPLIT = re.compile(r"(?<=.)(?:暨|兼任|兼|及)(?=.)")


def find_positions(annotated: Annotated, entities: Sequence[Entity], references: Sequence[Reference]) -> list[Position]:
    """The posts that a release states, in order of place.

    A title belongs to the person beside it and the institution beside either; one that has none beside it, to the
    institution of the heading, of the sentence or of the paragraph that can have such an office. Surname and title of a
    person whose post is known say nothing new: their sentences become more evidence for it.
    """
    return Finder(annotated, entities, references).find()


class Finder(Belonging):
    """One reading of a release, which finds and records its posts."""

    def __init__(self, annotated: Annotated, entities: Sequence[Entity], references: Sequence[Reference]) -> None:
        super().__init__(annotated, entities, references)
        self.titled: dict[int, set[int]] = {}  # of each row by its place, the titles that are somebody's

    def find(self) -> list[Position]:
        """All positions: those that name their institution first, so that later mentions can lean on them."""
        for row, person, post in posts_of_lists(self.rows):
            item, place = row.items[person], self._place(row, person, "institution and name under a title", 0.85)
            if place is not None and item.entity is not None:
                self._add(item.entity.id, post, post.text, place, [item.mention, *place.mentions])
        alone: list[tuple[Row, int, int, Place | None]] = []
        taken: Row | None = None  # the row whose name has the office of the row above it
        above: Row | None = None  # the row whose name has the office of the row below it
        for row, below in zip_longest(self.rows, self.rows[1:]):
            self._below(row)
            if above is not None:
                self._beneath(above, row)
                above = None
            elif below is not None and row is not taken and is_name_alone(row) and is_post_alone(below):
                above = row
            elif below is not None and (signed := with_name_below(row, below)) is not row:
                row, taken = signed, below
            for person, title in (held := self._holders(row)):
                beside = row.language != "ja" and title == person + 1 and not row.gap(person, title)
                if person < title and person and is_said_of(row, person) and not beside:
                    # 任職於甲社的某某當選會長: not where he works; but 來自甲大學的某某|教授
                    self.given.setdefault(row.items[title].mention.start, person - 1)
                place = self._beside(row, person, title)
                if place is None or self._misfit(row, title, place):
                    alone.append((row, person, title, place))
                else:
                    self._state(row, person, title, place)
            self.titled[row.passage.offsets[0]] = {title for _, title in held}
        for step in chronicle(self.rows):
            self._step(step)
        titled = [self.titled.get(row.passage.offsets[0], set()) for row in self.rows]
        for told in told_of_the_same(self.rows, titled):
            self._told(told)
        for row, person, title, misfit in alone:
            self._state_alone(row, person, title, misfit)
        for row in self.rows:
            self._affiliations(row)
        return [post for _, post in sorted(self.found, key=lambda pair: pair[0])]

    def _step(self, step: Step) -> None:
        """The posts of a row of somebody's career."""
        for i in step.titles:
            mention = step.row.items[i].mention
            place = self._place(step.row, i, "institution and title of a career", 0.85)
            if place is None and i:  # 甲社　乙|工場長
                place = self._in(step.row.items[i - 1], "institution and title of a career", 0.8)
            if place is not None:
                self.former |= {mention.start} if step.former else set()
                mentions = [mention, *place.mentions]
                self._add(step.person.id, mention, self._text(step.row, i), place, mentions)

    def _told(self, told: Told) -> None:
        """A post of somebody whom an earlier sentence names."""
        row, mention = told.row, told.row.items[told.title].mention
        place = self._place(row, told.title, TOLD_OF, 0.8)
        start = next((s for s, e in row.passage.sentences if s <= row.items[told.title].start < e), 0)
        for item in reversed(row.items[: told.title]) if place is None else ():
            if item.kind is Kind.ORGANIZATION and item.start >= start:
                near = self._in(item, EARLIER, 0.75)
                place = near if near is not None and office_of(mention.text).fits(near.institution) else None
                break
        if place is not None and place.institution.names:
            self.former |= {mention.start} if told.once else set()
            text = self._text(row, told.title)
            self._add(told.person.id, mention, text, place, [mention, *place.mentions])

    def _holders(self, row: Row) -> list[tuple[int, int]]:
        """Each person of a row with a title, as their places among its items: beside it, or joined by a verb or clause.

        Notes which titles a verb or clause gives, and which were held.
        """
        pairs = row.pairs()
        told = [*pairs, *shared(row, pairs)]
        for person, title in appointed(row, pairs):
            told.append((person, title))
            if title < person:
                self.given[row.items[title].mention.start] = title
        for clause in told_in_clauses(row, {title for _, title in told}):
            start = row.items[clause.title].mention.start
            if clause.given is not None:
                self.given[start] = clause.given
            if (clause.person, clause.title) not in told:
                told.append((clause.person, clause.title))
                self.told |= {start} if clause.given is None else set()
                self.former |= {start} if clause.once else set()
        for person, title in pointed_at(row, {title for _, title in told}) if row.language != "ja" else ():
            told.append((person, title))
            self.told.add(row.items[title].mention.start)
        for person, title, former in told_posts(row, {title for _, title in told}):
            start = row.items[title].mention.start
            told.append((person, title))
            self.told.add(start)
            self.former |= {start} if former else set()
        return told

    def _state_alone(self, row: Row, person: int, title: int, misfit: Place | None) -> None:
        """Record the posts of a title without an institution beside it that has such an office (`misfit` has none)."""
        holder = row.items[person].entity
        known = (
            self._known(holder.id, self._text(row, title), None, row.items[title].mention.start)
            if holder is not None
            else None
        )
        if known is None and holder is not None and holder.id in self.elsewhere:
            return
        if known is not None and self._is_told_behind(row, person, title, known):
            if (place := self._alone(row, person, title)) is not None:
                self._state(row, person, title, replace(place, confidence=max(place.confidence, _ANOTHER)))
            return
        if misfit is not None:
            # 教授 of a 研究所 is one of the university that it is of, where that is told.
            fallback = misfit if misfit.institution.type is OrganizationType.RESEARCH_INSTITUTE else None
            self._state(row, person, title, self._alone(row, person, title, noun=False) or fallback)
        elif known is None or self._noun(row, title)[0]:
            self._state(row, person, title, self._alone(row, person, title))
        else:
            insort(self.stated, (row.items[title].mention.start, self.found[known][1].organization))
            self._state(row, person, title, None)

    def _is_told_behind(self, row: Row, person: int, title: int, known: int) -> bool:
        """Whether the post is told behind the name of a Japanese row, and another before: 会長　name（甲社　社長）."""
        if row.language != "ja" or title > person or row.passage.kind is not PassageKind.ITEM:
            return False
        behind = row.items[person + 1 :]
        return any(item.mention.start == self.found[known][0] for item in behind if item.kind is Kind.TITLE)

    def _below(self, row: Row) -> None:
        """A row in brackets under a name, （institution title）, is a second post of the person above."""
        above = self.found[-1][1].person if self.found else None
        if above is None or not re.match(r"\s*[（(〔［\[]", row.passage.text):
            return
        if any(item.kind is Kind.PERSON for item in row.items):
            return
        for i, item in enumerate(row.items):
            if item.kind is Kind.TITLE and (place := self._place(row, i, "institution and title below the name", 0.85)):
                self._add(above, item.mention, self._text(row, i), place, [item.mention, *place.mentions])

    def _beneath(self, name: Row, row: Row) -> None:
        """The posts that a row tells of the person whose name the row above it is: in lists of visitors."""
        person = name.items[0]
        for i, item in enumerate(row.items):
            place = (
                self._place(row, i, "institution and title below the name", 0.85) if item.kind is Kind.TITLE else None
            )
            if person.entity is not None and place is not None:
                insort(self.stated, (item.mention.start, place.institution.id))
                mentions = [item.mention, *place.mentions]
                self._add(person.entity.id, item.mention, self._text(row, i), place, mentions)

    def _state(self, row: Row, person: int, title: int, place: Place | None) -> None:
        """Record the posts of a title; one that the person is known to hold becomes more evidence for it."""
        holder, mention = row.items[person], row.items[title].mention
        place = self._settled(row, person, title, place)
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
            for other in also_of(row, title):
                further = self._in(other, "institution and another of one office", 0.8)
                if place is not None and further is not None:
                    self._add(holder.entity.id, mention, part, further, [holder.mention, mention, *further.mentions])

    def _add(self, person: str, title: Mention, text: str, place: Place | None, mentions: Sequence[Mention]) -> None:
        evidence = sentence_of(self.passages, mentions) or sentence_of(self.passages, [title])
        known = self._known(person, text, place, title.start)
        if known is not None:
            where, post = self.found[known]
            if place is not None and place.unit is not None and place.unit.id == post.organization:
                post = replace(post, organization=place.institution.id, unit=place.unit.id)
            if evidence is not None and evidence not in post.evidence:
                post = replace(post, evidence=(*post.evidence, evidence))
            self.found[known] = where, post
            return
        if place is None or evidence is None:
            return
        start = min(m.start for m in (title, *place.mentions))
        left = self.release.text[max(0, start - 2) : start]
        told = title.start in self.former
        former = told or text.startswith(("前", "元", "卸任")) or FORMER.search(left) is not None
        # 原|董事長某某, but not 相原|社長
        formerly = self.release.language != "ja" and left.endswith("原") and start not in self.named_until
        former = former or formerly
        unit, role = place.unit.id if place.unit else None, role_of(text, self.release.language)
        self.posts[person].append(len(self.found))
        stated = (person, place.institution.id, text, (evidence,), place.rule, place.confidence)
        self.found.append((title.start, Position(*stated, unit=unit, role=role, former=former)))
