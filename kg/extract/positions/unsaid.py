"""Posts of a Japanese sentence that does not say whose: 甲社の顧問も務める。 of the person just told of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.positions.appointed import is_name_alone
from kg.extract.rows import Row
from kg.model import Entity, Kind, PassageKind

_HOLDS = re.compile(
    r"(?:[をも](?:経て|務め|つとめ|兼ね|兼務|兼任|引き受け|歴任|拝命|経験|担当し|して(?:い|お))|など(?:を|も)(?:歴任|務め|経て)|に(?:就任|就いて|就いた|着任)|でした|でし[たて])"
)
_PAST = re.compile(r"(?:など)?[をも](?:経て|歴任|経験|していま?した|していた|しておりました)|でした")
_TOPIC = re.compile(r"(?:氏|さん|博士|先生|様)?(?:[（(][^（）()]{1,30}[）)])?[はが]")
# 王大明（おう・だいめい）　1959年生まれ。: the head of a career
_CAREER = re.compile(
    r"(?:氏|さん|博士)?(?:[（(][^（）()]{1,40}[）)])?[\s：:＝=、。]{0,3}(?:(?:19|20)[0-9]{2}年|昭和|平成|[^。、]{2,10}(?:生まれ|出身))"
)
_QUESTION = re.compile(r"\s{0,4}(?:―{2}|─{2}|—{2}|－{2}|[問Ｑ][:：\s]|Q[0-9０-９]{0,2}[:：.．])")
_QUESTIONS = 2  # that make an interview
_ENDS = re.compile(r"\s{0,4}。")
_BETWEEN = re.compile(r"[、・の \u3000]{0,2}(?:[現前元][・、 ]?)?")


@dataclass(frozen=True, slots=True)
class Told:
    """A title by its place in a row, of a person whom an earlier sentence names, and whether it was once."""

    row: Row
    title: int
    person: Entity
    once: bool


def told_of_the_same(rows: Sequence[Row], titled: Sequence[set[int]]) -> Iterator[Told]:
    """The posts that such sentences tell; `titled` are the titles of each row that are somebody's already."""
    asked = _who_is_asked(rows)
    above: Row | None = None
    answer, kept = False, None
    for row, taken in zip(rows, titled, strict=True):
        if row.language != "ja":
            return
        question = _QUESTION.match(row.passage.text) is not None
        if any(item.kind is Kind.PERSON for item in row.items) or row.passage.kind is PassageKind.HEADING:
            kept = None
        kept = _named_alone(above) or kept
        person = kept
        starts = [item.start for item in row.items]
        for start, end in row.passage.sentences:
            items = range(bisect_left(starts, start), bisect_left(starts, end))
            people = [i for i in items if row.items[i].kind is Kind.PERSON]
            if people:
                first = row.items[people[0]]
                behind = _behind(row, people[0])
                text = row.passage.text
                person = first.entity if _TOPIC.match(text, behind) or _CAREER.match(text, behind) else None
                continue
            subject = person or (asked if answer and not question else None)
            if subject is not None:
                yield from (Told(row, i, subject, once) for i, once in _posts(row, items, taken))
        answer = question or (answer and row.passage.kind is PassageKind.BODY)
        above = row


def _behind(row: Row, i: int) -> int:
    """The end of a name with the title behind it."""
    follows = i + 1 < len(row.items) and row.items[i + 1].kind is Kind.TITLE and not row.gap(i, i + 1)
    return row.items[i + 1].end if follows else row.items[i].end


def _posts(row: Row, items: range, taken: set[int]) -> Iterator[tuple[int, bool]]:
    """The titles of a sentence that a verb says to be held, behind an institution."""
    if _is_of_posts(row, items):
        yield from ((i, False) for i in items if row.items[i].kind is Kind.TITLE and i not in taken)
        return
    text, held = row.passage.text, None
    for i in reversed(items):  # 甲会会長、乙会副会長などを歴任: what is said of the last is said of those before
        item, next_ = row.items[i], row.items[i + 1] if i + 1 in items else None
        if item.kind is not Kind.TITLE:
            continue
        if _HOLDS.match(text, item.end):
            held = _PAST.match(text, item.end) is not None
        elif held is None or next_ is None or text[item.end : next_.start] not in ("、", "や", "・", "、また"):
            held = None
        behind = any(row.items[j].kind is Kind.ORGANIZATION for j in items if j < i)
        if held is not None and i not in taken and behind:
            yield i, held


def _is_of_posts(row: Row, items: range) -> bool:
    """Whether a sentence consists of institutions and posts: 甲大学前学長、現・乙協会会長。"""
    kinds = [row.items[i].kind for i in items]
    if kinds[:1] != [Kind.ORGANIZATION] or kinds[-1:] != [Kind.TITLE]:
        return False
    text, place = row.passage.text, None
    for i in items:
        if place is not None and not _BETWEEN.fullmatch(text[place : row.items[i].start]):
            return False
        place = max(place or 0, row.items[i].end)
    return _ENDS.match(text, place or 0) is not None


def _named_alone(row: Row | None) -> Entity | None:
    """The person whom a row names and nothing else, above a paragraph about him."""
    return row.items[0].entity if row is not None and is_name_alone(row) else None


def _who_is_asked(rows: Sequence[Row]) -> Entity | None:
    """The first person of a page of questions and answers."""
    if sum(_QUESTION.match(row.passage.text) is not None for row in rows) < _QUESTIONS:
        return None
    people = (i.entity for row in rows for i in row.items if i.kind is Kind.PERSON and i.entity is not None)
    return next(people, None)
