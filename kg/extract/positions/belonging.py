"""Persons without a post who are said to be of an institution: 機関の氏名氏, 任職於機關的某某, a pupil of a school."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.evidence import sentence_of
from kg.extract.positions.affiliated import MARKS, is_said_of, is_same_school, learns_in, works_at
from kg.extract.positions.named import Place
from kg.extract.positions.written import Written
from kg.extract.rows import Row
from kg.model import Kind, OrganizationType, PassageKind, Position


class Belonging(Written):
    """Positions without a title."""

    class_above: tuple[int, Place] | None = None  # end of the last row that tells a school, and the school

    def _affiliations(self, row: Row) -> None:
        """Persons without a post who are said to be of an institution: 機関の氏名氏, or 機関　氏名 alone in a list."""
        names = [i for i, item in enumerate(row.items) if item.kind is Kind.PERSON]
        alone = row.passage.kind is PassageKind.ITEM and len(names) == 1 and names[0] == len(row.items) - 1
        alone = alone and all(item.kind is not Kind.TITLE for item in row.items)
        for i in names:
            item = row.items[i]
            if item.entity is None:
                continue
            place, listed = self._said_of(row, i, listed=alone)
            if place is None and alone and i == 0:
                place = self._class_above(row)
            self.class_above = (row.passage.offsets[-1], place) if alone and place is not None else None
            posts = [self.found[number][1] for number in self.posts[item.entity.id]]
            if place is None or any(post.organization == place.institution.id for post in posts) or (listed and posts):
                continue
            evidence = sentence_of(self.passages, [item.mention, *place.mentions])
            if evidence is not None:
                unit = place.unit.id if place.unit else None
                post = Position(item.entity.id, place.institution.id, None, (evidence,), place.rule, 0.6, unit)
                self.posts[item.entity.id].append(len(self.found))
                self.found.append((item.mention.start, post))

    def _class_above(self, row: Row) -> Place | None:
        """The school of the row right above, where a row of a Japanese list says 同　3年　name."""
        if self.class_above is None or not is_same_school(row, 0):
            return None
        end, place = self.class_above
        between = self.release.text[end + 1 : row.passage.offsets[0]]
        return None if between.strip(f"{MARKS}\n") or between.count("\n") > 1 else replace(place, mentions=())

    def _said_of(self, row: Row, i: int, *, listed: bool) -> tuple[Place | None, bool]:
        """The institution that a person without a title is said to be of, and whether a row alone says so."""
        before = row.items[i - 1] if i else None
        if before is not None and before.kind is Kind.ORGANIZATION:
            polite = row.gap(i - 1, i) == "の" and row.passage.text.startswith(("氏", "さん"), row.items[i].end)
            apart = listed and not row.gap(i - 1, i) and before.end < row.items[i].start
            if polite or apart:
                return self._place(row, i, "institution and name", 0.6), apart
        if self._of_list(row) is not None and (inside := self._behind(row, i, i)) is not None:
            return inside, False  # 專門委員　name（甲社） in the list of a society
        said = before if i and (is_said_of(row, i) or (listed and learns_in(row, i))) else None
        if said is None and (behind := works_at(row, i)) is not None:
            said = row.items[behind]
        if said is None or said.entity is None or said.entity.type is OrganizationType.GOVERNMENT:
            return None, False
        return self._in(said, "institution where somebody works or learns", 0.6), False
