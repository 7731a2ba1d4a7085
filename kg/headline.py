"""What a page says about itself: its title, its date of issue, its publisher."""

from __future__ import annotations

import re

from kg.dates import find_dates
from kg.layout import MARK, Row, ended, width
from kg.model import Language, PartialDate, Passage, PassageKind
from kg.passages import furniture, is_date_line

_INSTITUTION = re.compile(
    r"(?:株式会社|学校法人|財団法人|社団法人)?\S*(?:株式会社|公司|大学|大學|研究院|研究所|協会|協會|公会|公會|[市県縣町村庁廳局部課処處]|政府|Inc\.|Corporation)"
)
_TELLS = re.compile(r"[のとをにでがはへ]|[與与和簽签訪访]|に関|について")
_COPYRIGHT = re.compile(
    r"(?:Copyright|©|ⓒ|[（(][Cc][)）])[\s©]*(?:[（(][Cc][)）])?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[\s,.]*(?P<name>[^\d\s©.,|｜][^©.,|｜\n]{2,80}?)\s*(?:All [Rr]ights|ALL RIGHTS|版權所有|版权所有|著作權所有|無断|[.,|｜\n]|$)"
)
_HEAD, _TAIL = 12, 8  # rows at each end of a page where a line with a date alone is that of issue
_KICKER = 1.5  # a later headline this much longer is the title, the earlier one its kicker


def title_row(page: list[tuple[Row, PassageKind]]) -> int | None:
    """Which row is the title: the first headline before the body, after an addressee where there is one."""
    words = furniture()
    first = 0
    for index, (row, _) in enumerate(page):
        if width(row.text) < 60 and words.has("addressee", "line", row.text):
            first = index + 1
            break
    best: int | None = None
    for index, (row, kind) in enumerate(page[first:], start=first):
        if kind is PassageKind.BODY and (best is not None or index > first + _HEAD):
            break
        headline = kind is PassageKind.HEADING or (kind is PassageKind.ITEM and row.text[0] in "【［[")
        if (kind is PassageKind.ITEM and not MARK.match(row.text) and row.indent != 0) or (
            kind is PassageKind.ITEM and best is None and not MARK.match(row.text) and _TELLS.search(row.text)
        ):
            headline = True
        plain = _INSTITUTION.fullmatch(row.text) and not _TELLS.search(row.text)
        if not headline or plain or width(row.text) < 12 or words.starts("list", row.text):
            continue
        if best is None or (width(row.text) >= _KICKER * width(page[best][0].text) and index - best <= 3):
            best = index
    if best is None:
        best = next(
            (i for i, (_, kind) in enumerate(page) if kind not in (PassageKind.FURNITURE, PassageKind.BYLINE)), None
        )
    return best


def issued(page: tuple[Passage, ...], language: Language) -> PartialDate | None:
    """The date of issue that the page states, or None; the date of an event never counts.

    In this order: a labelled date (發布日期, 掲載日); the line above an addressee; a line with a date alone near the
    top, then near the end; a date in brackets that opens the text, or one bare after its last sentence.
    """
    words = furniture()
    solid = [passage for passage in page if passage.text.strip()]
    for passage in solid:
        if labelled := _labelled(passage.text, language):
            return labelled
    for index, passage in enumerate(solid):
        if width(passage.text[:60]) < 60 and words.has("addressee", "line", passage.text):
            around = [*reversed(solid[max(0, index - 4) : index]), *solid[index + 1 : index + 3]]
            dates = [_alone(other.text, language) for other in around]
            if found := next((date for date in dates if date), None):
                return found
    body = next((i for i, passage in enumerate(solid) if passage.kind is PassageKind.BODY), len(solid))
    for passage in [*solid[: min(max(body, 1), _HEAD)], *reversed(solid[-_TAIL:])]:
        if found := _alone(passage.text, language):
            return found
    for passage in solid:
        if passage.kind is PassageKind.BYLINE:
            dates = [found.date for found in find_dates(passage.text, None, language) if found.date.day]
            if len(dates) == 1:
                return dates[0]
    return None


def _labelled(text: str, language: Language) -> PartialDate | None:
    """The date beside a label of issue, in a short line."""
    words = furniture()
    if width(text[:200]) > 120 or ended(text):
        return None
    for found in find_dates(text, None, language):
        before, after = text[: found.start].rstrip(" :：　\t|｜"), text[found.end :].lstrip(" 　")
        label = re.search(rf"(?:{words.patterns['issued', 'before'].pattern})$", before[-12:])
        event = words.patterns["event", "before"].match(text.lstrip("○●・-■◆ 　0123456789.．、（）()"))
        closes = words.patterns["issued", "after"].match(after)
        short = width(text) <= 60 and closes and len(after) - closes.end() <= 3 and found.start <= 2
        if (
            found.date.day
            and not (event and not label)
            and (short or (label and label.group() not in ("時間", "日期", "Date")))
        ):
            return found.date
        if found.date.day and label and text.lstrip().startswith(label.group()) and not event:
            return found.date
    return None


def _alone(text: str, language: Language) -> PartialDate | None:
    """The date of a line that is hardly more than a date."""
    if not is_date_line(text, language):
        return None
    return next((found.date for found in find_dates(text, None, language) if found.date.day), None)


def publisher(text: str, page: tuple[Passage, ...]) -> str | None:
    """The institution that the page names as its publisher: labelled, in a letterhead, or in its copyright line."""
    words = furniture()
    label = re.compile(
        rf"^\s*(?:{words.patterns['publisher', 'before'].pattern})\s*[:：　 ]\s*(\S[^\n　|｜]{{1,60}})", re.M
    )
    if match := label.search(text):
        return match.group(1).strip()
    solid = [passage for passage in page if passage.text.strip()]
    for index, passage in enumerate(solid):
        if len(passage.text) < 40 and words.has("addressee", "line", passage.text):
            for other in reversed(solid[max(0, index - 3) : index]):
                if _INSTITUTION.fullmatch(other.text) and not _TELLS.search(other.text):
                    return other.text
    for passage in reversed(solid):
        if len(passage.text) < 300 and (match := _COPYRIGHT.search(passage.text)):
            return match.group("name").strip()
    for passage in solid[:6]:
        if (
            passage.kind is PassageKind.HEADING
            and _INSTITUTION.fullmatch(passage.text)
            and not _TELLS.search(passage.text)
        ):
            return passage.text
    return None
