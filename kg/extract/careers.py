"""Posts that a Chinese sentence tells of somebody by a verb: 曾任甲公司經理、乙局組長, 轉任名譽顧問, 兼任某銀行顧問."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.extract.rows import Row
from kg.model import Kind

_HELD = re.compile(
    r"曾任|歷任|历任|卸下|卸任|辭去|辞去|請辭|请辞|辭任|辞任|交出|曾擔任|曾担任|曾為|曾为|原為|原为|原任|曾出任|過去擔任|过去担任|曾是|曾當過|曾当过|做過|做过|當過|当过|擔任過|担任过|當過|出任過|出任过"
)
_HOLDS = re.compile(
    r"(?<!不再)(?<!停止)(?:擔任|担任|出任|接任|轉任|转任|升任|調任|调任|兼任|繼任|继任|獲聘為|获聘为|受聘為|受聘为|現任|现任|[現现][為为職职]|目前[為为是]|改任|就任|榮任|荣任|膺任|身兼|並任|并任"
    r"|晉升為?|晋升为?|獲任命為|获任命为|獲推舉為|获推举为|獲選為|获选为|獲選|获选|當選為?|当选为?|選為|选为|升為|升为|(?<=[^，。；、])[當当](?![選选時时地天日年場场中局今下初前然代事作成即]))"
)
_ONCE = re.compile(r"曾|以前|之前|原本|過去|过去|早年|退休前|離職前|离职前")

_WITHIN = re.compile(
    "轉任|转任|升任|接任|繼任|继任|改任|兼任|當選|当选|獲選|获选|晉升|晋升|升為|升为|選為|选为"
)  # at the institution where one is already
# What may stand between the verb and the post, and between two posts.
_BEFORE_POST = re.compile(
    r"(?:其|該?公司|日本|台灣|台湾|首任|新任|新一任|旗下|轄下|子公司|的|之|第[一二三四五六七八九十\d]{1,3}[任屆届]){0,4}"
)
_AND = re.compile(r"(?:、|及|和|與|与|以及|暨|，並|，并|，|兼任?)(?:駐|驻|前)?")
_REACH = 60  # characters from somebody's name to the verb


def told_posts(row: Row, titled: set[int]) -> Iterator[tuple[int, int, bool]]:
    """Each (person, title) by their places in a Chinese row, with whether the post is a former one.

    A post that is taken up somewhere unsaid is left out: it may be at a body that nobody read.

    `titled` are the titles that are somebody's already. The person is the last one named before the verb in its
    sentence; who is named behind it belongs to the next clause.
    """
    if row.language == "ja":
        return
    text, starts = row.passage.text, [item.start for item in row.items]
    for start, end in row.passage.sentences:
        items = range(bisect_left(starts, start), bisect_left(starts, end))
        if not any(row.items[i].kind is Kind.TITLE and i not in titled for i in items):
            continue
        for pattern, former in ((_HELD, True), (_HOLDS, False)):
            for verb in pattern.finditer(text, start, end):
                if not former and text[max(start, verb.start() - 1) : verb.start()] == "曾":
                    continue
                at = bisect_left(starts, verb.start())
                person = _subject(row, items.start, at, verb.start())
                if person is None or not (former or _WITHIN.match(verb.group()) or _is_said(row, person, at, verb)):
                    continue
                since = max(start, row.items[at - 1].end if at else start)
                once = former or _ONCE.search(text, max(since, verb.start() - 8), verb.start()) is not None
                yield from ((person, title, once) for title in _posts(row, range(at, items.stop), verb.end(), titled))


def _is_said(row: Row, person: int, at: int, verb: re.Match[str]) -> bool:
    """Whether an institution stands between somebody and the verb, or right behind the verb."""
    behind = row.items[at : at + 1]
    said = [*row.items[person + 1 : at], *(item for item in behind if item.start <= verb.end() + 4)]
    return any(item.kind is Kind.ORGANIZATION for item in said)


def _subject(row: Row, first: int, at: int, verb: int) -> int | None:
    """The last person before a verb, from an item of the sentence on, where nobody else stands between."""
    for i in range(at - 1, first - 1, -1):
        item = row.items[i]
        if verb - item.end > _REACH:
            return None
        if item.kind is Kind.PERSON:
            between = row.passage.text[item.end : verb]
            return None if re.search(r"[；「『」』]|[與与和跟由][^，]{0,12}$", between) else i
    return None


def _posts(row: Row, items: Sequence[int], place: int, titled: set[int]) -> Iterator[int]:
    """The titles of the posts that are named from a place on, one after the other."""
    text, owner_seen = row.passage.text, False
    for i in items:
        item = row.items[i]
        if item.start < place - (item.kind is Kind.TITLE):
            continue
        gap = text[place : item.start] if place < item.start else ""
        told = _BEFORE_POST.fullmatch(gap)
        # 瑞某電子的生產部|協理: what part of it, in a few characters.
        part = item.kind is Kind.TITLE and owner_seen and re.fullmatch(r"的?[\u3400-\u9fff]{1,6}", gap)
        joined = told or part or (owner_seen and _AND.fullmatch(gap))
        if item.kind is Kind.PERSON or not joined:
            return
        if item.kind is Kind.TITLE:
            if i in titled:
                return
            yield i
        owner_seen = True
        place = max(place, item.end)
