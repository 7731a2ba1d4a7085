"""What a page says about itself: its title, its date of issue, its publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.dateline import INSTITUTION, TELLS, edge_date, full_dates, issue_date, labelled_date, today_date, wire_date
from kg.furniture import furniture
from kg.layout import COLUMNS, MARK, width
from kg.model import Language, PartialDate, PassageKind
from kg.passages import Page, parts, related_rows

_COPYRIGHT = re.compile(
    r"(?:Copyright|©|ⓒ|[（(][Cc][)）])[\s©]{0,4}(?:[（(][Cc][)）])?\s{0,4}(?:\d{4}(?:\s?[-–]\s?\d{4})?)?[\s,.]{0,4}"
    r"(?P<name>[^\d\s©.,|｜][^©.,|｜\n]{2,80}?)\s{0,4}(?:All [Rr]ights|ALL RIGHTS|版權所有|版权所有|著作權所有"
    r"|[.,|｜]|$)"
)
_RIGHTS = re.compile(r"(?P<name>[^\s©。，,|｜]{2,40})\s?(?:版權所有|版权所有|著作權所有)")
_HEAD, _TAIL = 12, 8  # rows at each end of a page where a line with a date alone is that of issue
_KICKER = 1.5  # a headline this much longer than the one above is the title, the other its kicker
_HEADLINE = 12  # columns of the shortest headline
_SHORT = 80


def title_row(page: Page) -> int | None:
    """Which row is the title: the first headline before the body, after an addressee where there is one."""
    start = (_addressee(page) or -1) + 1
    body = next((i for i in range(start, len(page)) if page[i][1] is PassageKind.BODY), len(page))
    best: int | None = None
    for index in range(start, max(body, min(start + _HEAD, len(page)))):
        row, kind = page[index]
        if best is not None and index > body:
            break
        if not _is_headline(row.text, kind, first=best is None):
            continue
        if row.text.startswith("# "):
            return index
        if best is None or (index - best <= 3 and width(row.text) >= _KICKER * width(page[best][0].text)):
            best = index
    return best


def _is_headline(text: str, kind: PassageKind, *, first: bool) -> bool:
    """Whether a row may be the title; one with wide spaces only where none came before."""
    if kind is PassageKind.ITEM:
        table = len(COLUMNS.findall(text)) > 2 or MARK.match(text) or furniture().match("event", "before", text)
        if table or not first:
            return False
    elif kind is not PassageKind.HEADING:
        return False
    institution = INSTITUTION.fullmatch(text) and not TELLS.search(text)
    labels = furniture().opens("list", text) or furniture().match("publisher", "before", text)
    return width(text[:_SHORT]) >= _HEADLINE and not institution and not labels


def issued(page: Page, language: Language) -> PartialDate | None:
    """The date of issue that the page states, or None; the date of an event never counts.

    In this order: a labelled date (發布日期, 掲載日); the line by an addressee; a line with a date alone near the
    top, then near the end; one that opens the text in brackets or closes it; a label of the last update.
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
    body = next((i for i, (_, kind) in enumerate(page) if kind is PassageKind.BODY), len(page))
    last = max((i for i, (_, kind) in enumerate(page) if kind is PassageKind.BODY), default=0)
    near = {*range(_HEAD), *range(body - _HEAD, body), *range(last + 1, last + 1 + _TAIL)}
    near |= set(range(len(page) - _TAIL, len(page)))
    order = sorted(
        (near & set(range(len(page)))) - related_rows(texts), key=lambda i: (i > last, i if i <= last else -i)
    )
    ends = [texts[i] for i in order]
    yield from (date for text in (*around, *ends) if (date := issue_date(text, language)))
    heads = [row.text for row, kind in page[: body + 1] if kind is PassageKind.HEADING]
    yield from (date for text in heads if (date := edge_date(text, language)))
    if body < len(page) and (date := wire_date(texts[body], language)):
        yield date
    for row, kind in page:
        for start, end, part in parts(row.text, kind):
            if kind is not part and part is PassageKind.BYLINE:
                yield from (found.date for found in full_dates(row.text[start:end], language))
    bodies = [row.text for row, kind in page if kind is PassageKind.BODY]
    yield from (date for text in bodies if (date := today_date(text, language)))
    yield from (date for text in texts if (date := labelled_date(text, language, updates=True)))


def publisher(page: Page) -> str | None:
    """The institution that the page names as its publisher: labelled, in a letterhead, or in its copyright line."""
    texts = [row.text for row, _ in page]
    label = furniture().patterns["publisher", "before"].pattern
    labelled = re.compile(rf"[^\w]{{0,4}}(?:{label})[\s:：]{{1,4}}(?P<name>[^\s|｜]{{2,60}})")
    names = [match.group("name") for text in texts if (match := labelled.match(text))]
    if (addressee := _addressee(page)) is not None:
        names += [text for text in reversed(texts[max(0, addressee - 4) : addressee]) if _institution(text)]
    for pattern in (_COPYRIGHT, _RIGHTS):
        found = [pattern.search(text) for text in reversed(texts) if len(text) < 300]
        names += [match.group("name").strip() for match in found if match and _plausible(match.group("name"))]
    names += [row.text for row, kind in page[:6] if kind is PassageKind.HEADING and _institution(row.text)]
    return names[0] if names else None


def _addressee(page: Page) -> int | None:
    """The row that addresses the press: 報道機関各位."""
    rows = ((i, row.text) for i, (row, _) in enumerate(page))
    return next((i for i, text in rows if len(text) < 30 and furniture().has("addressee", "line", text)), None)


def _institution(text: str) -> bool:
    return len(text) <= 40 and bool(INSTITUTION.fullmatch(text)) and not TELLS.search(text)


def _plausible(name: str) -> bool:
    """Whether what stands beside a copyright sign is a name and not a notice."""
    return not furniture().has("furniture", "any", name) and not re.search("[をはが]|本網|本站|[轉転]載", name)
