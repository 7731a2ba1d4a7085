"""What a page says about itself: its title, its date of issue, its publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Language, PartialDate, PassageKind
from kg.read.dateline import (
    INSTITUTION,
    TELLS,
    edge_date,
    edition_date,
    full_dates,
    issue_date,
    labelled_date,
    stated_date,
    today_date,
    wire_date,
)
from kg.read.furniture import furniture
from kg.read.layout import COLUMNS, MARK, Row, width
from kg.read.passages import Page, dates_event, parts, related_rows

_COPYRIGHT = re.compile(
    r"(?:Copyright|©|ⓒ|[（(][Cc][)）])[\s©]{0,4}(?:[（(][Cc][)）])?\s{0,4}(?:\d{4}(?:\s?[-–]\s?\d{4})?)?[\s,.]{0,4}"
    r"(?P<name>[^\d\s©.,|｜][^©.,|｜\n]{2,80}?)\s{0,4}(?:All [Rr]ights|ALL RIGHTS|版權所有|版权所有|著作權所有"
    r"|[.,|｜]|$)"
)
_RIGHTS = re.compile(r"(?P<name>[^\s©。，,|｜]{2,40})\s?(?:版權所有|版权所有|著作權所有)")
_OWNED = "所有"  # without which that need not be looked for
_HEAD, _TAIL = 12, 8  # rows at each end of a page where a line with a date alone is that of issue
_REACH = 60  # rows in which the page is signed, where notices stand above the headline
_RUN = 4  # rows of headlines at most: kicker, title, subtitles
_KICKER = 1.5  # a headline this much longer than the one above is the title, the other its kicker
_HEADLINE = 12  # columns of the shortest headline
_SHORT = 80
_LETTER = 6  # rows at the top of a page among which the name of the sender may stand alone
_HEAD_LINE = 60  # characters of the longest line of a letterhead
_RELEASED = re.compile(r"第[^。]{1,12}[期號号]|[\d（(令民平][^。]{0,24}")
_BLANKS = re.compile(r"[ 　]+")


def title_row(page: Page) -> int | None:
    """Which row is the title, or None where the page has no headline.

    It is in the run of headlines above a line that dates or signs the page, or above the first paragraph; the first
    of the run, unless that is a kicker. After an addressee only what follows counts.
    """
    start = (_addressee(page) or -1) + 1
    body = next((i for i in range(start, len(page)) if page[i][1] is PassageKind.BODY), len(page))
    heads = [i for i in range(start, min(len(page), body + _REACH)) if _is_headline(*page[i], first=i <= start + _HEAD)]
    signed = (i for i in heads if i + 1 < len(page) and page[i + 1][1] in (PassageKind.FURNITURE, PassageKind.BYLINE))
    dated = (i for i in signed if page[i + 1][1] is PassageKind.BYLINE or any(map(str.isdigit, page[i + 1][0].text)))
    last = next(dated, max((i for i in heads if i < body), default=None))
    if last is None:
        return None
    if marked := [i for i in heads if page[i][0].text.startswith("# ")]:
        return marked[0]
    top = last
    while top - 1 in heads and last - top < _RUN:
        top -= 1
    best = top
    for index in range(top + 1, last + 1):
        if width(page[index][0].text) >= _KICKER * width(page[best][0].text):
            best = index
    return best


def _is_headline(row: Row, kind: PassageKind, *, first: bool) -> bool:
    """Whether a row may be the title; one with wide spaces only near the top."""
    text = row.text
    if kind is PassageKind.ITEM:
        table = len(COLUMNS.findall(text)) > 2 or MARK.match(text) or furniture().match("event", "before", text)
        if table or not first:
            return False
    elif kind is not PassageKind.HEADING:
        return False
    institution = INSTITUTION.fullmatch(text) and not _tells(text)
    words = furniture()
    labels = words.opens("list", text) or bool(words.match("publisher", "before", text) or _label(text))
    labels = labels or _letterhead(text) is not None
    return width(text[:_SHORT]) >= _HEADLINE and not institution and not labels


def issued(page: Page, language: Language) -> PartialDate | None:
    """The date of issue that the page states, or None; the date of an event never counts.

    In this order: a labelled date (發布日期, 掲載日); the line by an addressee; a line with a date alone near the
    top, then near the end; one that names the edition (11月23日付); one that opens the text in brackets or closes
    it; a label of the last update.
    """
    return next(_dates(page, language), None)


def _dates(page: Page, language: Language) -> Iterator[PartialDate]:
    """Candidates for the date of issue, the best first."""
    texts = [row.text for row, _ in page]
    yield from (date for text in texts if (date := labelled_date(text, language, updates=False)))
    addressee = _addressee(page)
    around: list[str] = []
    if addressee is not None:
        around = [*reversed(texts[max(0, addressee - 4) : addressee]), *texts[addressee + 1 : addressee + 3]]
    yield from (date for text in (*around, *_ends(page)) if (date := issue_date(text, language)))
    yield from (date for text in (*texts[:2], *texts[:-3:-1]) if (date := edition_date(text, language)))
    body = next((i for i, (_, kind) in enumerate(page) if kind is PassageKind.BODY), len(page))
    heads = [row.text for row, kind in page[: body + 1] if kind is PassageKind.HEADING]
    yield from (date for text in heads if (date := edge_date(text, language)))
    if body < len(page) and (date := wire_date(texts[body], language)):
        yield date
    for row, kind in page:
        for start, end, part in parts(row.text, kind):
            if kind is not part and part is PassageKind.BYLINE:
                yield from (found.date for found in full_dates(row.text[start:end], language))
    yield from (date for text in texts if (date := stated_date(text, language)))
    bodies = [row.text for row, kind in page if kind is PassageKind.BODY]
    yield from (date for text in bodies if (date := today_date(text, language)))
    yield from (date for text in texts if (date := labelled_date(text, language, updates=True)))


def _ends(page: Page) -> list[str]:
    """The rows near both ends of the page: from the title to the first paragraph, those above, and from the bottom up.

    What stands above the title may be the day on which the page was called up.
    """
    bodies = [index for index, (_, kind) in enumerate(page) if kind is PassageKind.BODY] or [0]
    title = title_row(page) or 0
    top = [*range(title, max(bodies[0], title + 4)), *range(max(_HEAD, bodies[0]))]
    bottom = [*range(len(page) - 1, max(bodies[-1], len(page) - _TAIL) - 1, -1), *range(bodies[-1], bodies[-1] + _TAIL)]
    related = related_rows([row.text for row, _ in page])
    own = {index for index in (*top, *bottom) if 0 <= index < len(page) and index not in related}
    only = [row for row, _ in page]
    own -= {index for index in own if dates_event(only, index)}
    return [page[index][0].text for index in (*top, *bottom) if index in own]


def publisher(page: Page) -> str | None:
    """The institution that the page names as its publisher: labelled, in a letterhead, or in its copyright line."""
    return next(_publishers(page), None)


def _publishers(page: Page) -> Iterator[str]:
    """What the page names as its publisher, the surest first."""
    texts = [row.text for row, _ in page]
    label = furniture().patterns["publisher", "before"].pattern
    labelled = re.compile(rf"[^\w]{{0,4}}(?:{label})[\s:：]{{1,4}}(?P<name>[^\s|｜]{{2,60}})")
    yield from (match.group("name") for text in texts if (match := labelled.match(text)))
    if (addressee := _addressee(page)) is not None:
        yield from (text for text in reversed(texts[max(0, addressee - 4) : addressee]) if _institution(text))
    if holder := rights_holder(texts):
        yield holder
    body = next((i for i, (_, kind) in enumerate(page) if kind is PassageKind.BODY), len(page))
    yield from (name for text in texts[:body] if (name := _letterhead(text) or _company(text)))
    yield from (text for text in texts[: min(body, _LETTER)] if _institution(text))


def _letterhead(text: str) -> str | None:
    """The institution that heads a letter or paper: 甲大學 新聞稿, 乙市 報道提供資料."""
    label = furniture().patterns["letterhead", "after"].search(text[:_HEAD_LINE])
    name = text[: label.start()].strip() if label else ""
    if label is None or not _institution(name):
        return None
    rest = text[label.end() : _HEAD_LINE].strip()
    return name if not rest or _RELEASED.fullmatch(rest) else None


def _label(text: str) -> re.Match[str] | None:
    """The label that opens a line of the head of a notice, set wide or not: 会 社 名, コード番号."""
    return furniture().match("letterhead", "before", _BLANKS.sub("", text[:_HEAD_LINE]))


def _company(text: str) -> str | None:
    """The company that the head of a notice names: 会 社 名  甲株式会社."""
    label = _label(text)
    return label.string[label.end() :].strip("：:") if label and label.group().endswith("会社名") else None


def rights_holder(texts: list[str]) -> str | None:
    """The institution that a line of copyright names, the last line first; `texts` are the lines of a page."""
    for pattern, word in ((_COPYRIGHT, ""), (_RIGHTS, _OWNED)):
        found = (pattern.search(text) for text in reversed(texts) if len(text) < 300 and word in text)
        names = (match.group("name").strip() for match in found if match and _plausible(match.group("name")))
        if (name := next(names, None)) is not None:
            return name
    return None


def _addressee(page: Page) -> int | None:
    """The row that addresses the press: 報道機関各位."""
    rows = ((i, row.text) for i, (row, _) in enumerate(page))
    return next((i for i, text in rows if len(text) < 30 and furniture().has("addressee", "line", text)), None)


def _institution(text: str) -> bool:
    return len(text) <= 40 and bool(INSTITUTION.fullmatch(text)) and not _tells(text)


def _tells(text: str) -> bool:
    """Whether a line says something of institutions. 和 says it between two of them, not in 和歌山県."""
    said = TELLS.search(text.replace("和", "、"))
    return bool(said) or any(INSTITUTION.fullmatch(text[: match.start()]) for match in re.finditer("和", text))


def _plausible(name: str) -> bool:
    """Whether what stands beside a copyright sign is a name and not a notice."""
    if not any(map(str.isalpha, name)):
        return False
    return not furniture().has("furniture", "any", name) and not re.search("[をはが]|本網|本站|[轉転]載", name)
