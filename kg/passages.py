"""Rows of a page to passages: what tells the news, and what only belongs to the page."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from kg import knowledge
from kg.dates import find_dates
from kg.layout import MARK, Row, ended, rows, width
from kg.model import Language, Passage, PassageKind

_PIECES = re.compile(r"\s*(?:[|｜/／>›»•・·．]|[ \t　]{1,})\s*")
_STRONG_BAR = re.compile(r"[|｜>›»]|[／/] ")
_ORNAMENT = "※☆★◆■●◎▽△▼▲⇒→›»>*#＃-–—－─:：|｜ \t　【】〔〕［］[]〈〉《》「」()（）📍📞✉☎"
_PHONE = re.compile(
    r"(?:TEL|Tel|電話|电话|專線|専用|FAX|Fax|傳真)[^。\n]{0,12}\d{2,4}[-)）・ ]|[\w.]@[\w-]+\.|\(0\d{1,3}\) ?\d{3,4}-\d{4}"
)
_ADDRESS = re.compile(r"〒|\d{5,6} ?\S{2,4}[市縣]\S{1,4}區|[路街]\S{0,6}\d+號|☎|📞|📍")
_HASHTAGS = re.compile(r"(?:[#＃][^\s#＃]+[ \t　]*)+")
_WORD = re.compile(r"[^\W\d_]")
_SIDES = re.compile(
    r"[（(](?:左|右|中|前排|後排|前列|後列|左起|右起|左から|右から|左[一二三四五1-5]|右[一二三四五1-5])[^（）()]{0,8}[)）]"
)
_LEAD = re.compile(r"\s*[〔【［\[（(]([^〔【［\[（(〕】］\])）]{2,40})[〕】］\])）]")
_TRAIL = re.compile(r"[（(【〔]([^（(【〔〕】)）]{2,40})[)）】〕]\s*(1[01]\d[01]\d[0-3]\d)?$")
_BARE_DATE = re.compile(r"(?<=[。）)」])\s*1[01]\d[01]\d[0-3]\d$")
_CJK = re.compile("[぀-ヿ㐀-鿿豈-﫿]")
_SHORT = 80  # columns up to which a line without a full stop may be a heading
_NOTICE = 160  # columns up to which a sentence may be a notice of the page
_CONTACT_REACH = 8  # rows after 【問合せ先】 in which its last phone number is looked for


@dataclass(frozen=True, slots=True)
class Furniture:
    """Patterns of `data/language/furniture.tsv` by kind and place."""

    patterns: dict[tuple[str, str], re.Pattern[str]]
    pieces: frozenset[str]

    def starts(self, kind: str, text: str) -> bool:
        """Whether a line opens with a word of this kind, ornaments apart."""
        pattern = self.patterns[kind, "start"]
        return bool(pattern.match(text) or pattern.match(text.lstrip(_ORNAMENT)))

    def has(self, kind: str, where: str, text: str) -> bool:
        """Whether a word of this kind stands anywhere in the text."""
        return bool(self.patterns[kind, where].search(text))


@cache
def furniture() -> Furniture:
    """The words of all languages: pages mix them."""
    lists: dict[tuple[str, str], set[str]] = {}
    with knowledge.path("language", "furniture.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t", quoting=3):
            lists.setdefault((row["kind"], row["where"]), set()).add(row["word"])
    patterns = {
        key: re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))
        for key, words in lists.items()
    }
    return Furniture(patterns, frozenset(lists["furniture", "piece"] | lists["furniture", "line"]))


def passages(
    text: str, language: Language, title_of: Callable[[list[tuple[Row, PassageKind]]], int | None]
) -> tuple[Passage, ...]:
    """All passages of a text; `title_of` chooses which of the rows with their kinds is the title."""
    kinds = list(_kinds(rows(text), language))
    title = title_of(kinds)
    found: list[Passage] = []
    for index, (row, kind) in enumerate(kinds):
        if index == title:
            kind = PassageKind.TITLE
        for start, end, part in _parts(row.text, kind):
            piece = row.text[start:end]
            found.append(Passage(part, piece, row.offsets[start:end], tuple(sentences(piece))))
    return tuple(found)


def _kinds(page: list[Row], language: Language) -> Iterator[tuple[Row, PassageKind]]:
    """Each row with its kind; blocks of contacts and of related articles run on over rows."""
    words = furniture()
    contact_until = -1
    related = False
    for index, row in enumerate(page):
        text = row.text
        if related and ("。" in text or (row.columns and not find_dates(text, None, language))):
            related = False
        if related or index <= contact_until:
            yield row, PassageKind.FURNITURE if related else PassageKind.BYLINE
            continue
        short = width(text) <= _SHORT and not ended(text)
        if short and words.starts("contact", text):
            contact_until = _contact_end(page, index)
            yield row, PassageKind.BYLINE
        elif short and words.starts("related", text):
            rest = words.patterns["related", "start"].sub("", text.lstrip(_ORNAMENT), count=1)
            related = not rest.strip(_ORNAMENT)
            yield row, PassageKind.FURNITURE
        else:
            yield row, kind_of(row, language)


def _contact_end(page: list[Row], head: int) -> int:
    """The last row of a block of contacts that opens at `head`: the last phone number, or the lines that adjoin it."""
    last = head
    for index in range(head + 1, min(head + 1 + _CONTACT_REACH, len(page))):
        row = page[index]
        if ended(row.text) or width(row.text) > _NOTICE:
            break
        if _PHONE.search(row.text) or _ADDRESS.search(row.text):
            last = index
    return last


def kind_of(row: Row, language: Language) -> PassageKind:
    """The kind of a row on its own."""
    text, words = row.text, furniture()
    columns = width(text[: _NOTICE + 1])
    if columns <= _NOTICE:
        if _is_furniture(text, language):
            return PassageKind.FURNITURE
        if words.starts("caption", text) or (_SIDES.search(text) and not ended(text[:-1])):
            return PassageKind.CAPTION
        if columns <= _SHORT and not ended(text):
            if words.patterns["byline", "start"].match(text) or _PHONE.search(text):
                return PassageKind.BYLINE
            lead = _LEAD.match(text)
            if lead and lead.end() == len(text) and words.has("byline", "bracket", lead.group()):
                return PassageKind.BYLINE
    if words.starts("caption", text[:20]):
        return PassageKind.CAPTION
    if row.columns and not ended(text) and columns <= _NOTICE:
        return PassageKind.ITEM
    if mark := MARK.match(text):
        listed = text[0] not in "■◆●◎□◇" or "\u3000" in text[mark.end() :]
        return PassageKind.ITEM if listed else PassageKind.HEADING
    if columns <= _SHORT and not ended(text) and "。" not in text:
        return PassageKind.ITEM if row.indent >= 2 and row.blanks == 0 else PassageKind.HEADING
    return PassageKind.BODY


def _is_furniture(text: str, language: Language) -> bool:
    """Whether a short row is a menu, a notice, a date of issue, tags or an address."""
    words = furniture()
    bare = text.strip(_ORNAMENT)
    if not _WORD.search(text) or bare in words.pieces or _HASHTAGS.fullmatch(text):
        return True
    if words.has("furniture", "any", text) or words.starts("furniture", text) or words.has("addressee", "line", text):
        return True
    if len(bare) < 3 and not _CJK.search(bare):
        return True
    if not ended(text) and _ADDRESS.search(text) and width(text) <= _SHORT and not MARK.match(text):
        return True
    pieces = [piece.strip(_ORNAMENT) for piece in _PIECES.split(bare)]
    pieces = [piece for piece in pieces if piece]
    known = sum(piece in words.pieces for piece in pieces)
    if len(pieces) >= 2 and known * 2 >= len(pieces):
        return True
    if len(pieces) >= 3 and _STRONG_BAR.search(text) and known and all(len(piece) <= 12 for piece in pieces):
        return True
    return is_date_line(text, language)


def is_date_line(text: str, language: Language) -> bool:
    """Whether a row is hardly more than a date: 2025-12-04 政治, （2025年7月20日付）, 發布日期：114-07-17."""
    if width(text) > 60 or "。" in text or not any(char.isdigit() or char in "一二三四五六七八九" for char in text):
        return False
    dates = [found for found in find_dates(text, None, language) if found.date.day]
    words = furniture()
    if len(dates) != 1 or words.patterns["event", "before"].match(
        text.lstrip(_ORNAMENT + "0123456789０１２３４５６７８９.．")
    ):
        return False
    rest = text[: dates[0].start] + " " + text[dates[0].end :]
    rest = words.patterns["issued", "before"].sub("", rest)
    rest = words.patterns["issued", "after"].sub("", rest)
    rest = re.sub(r"\d{1,2}[:：時]\d{2}(?:[:：]\d{2}|分)?|[A-Za-z+]", "", rest)
    left = [piece for piece in re.split(r"[\s|｜/／・:：，,]+", rest) if piece.strip(_ORNAMENT)]
    return all(len(piece) <= 4 for piece in left) and len(left) <= 3


def _parts(text: str, kind: PassageKind) -> Iterator[tuple[int, int, PassageKind]]:
    """A row without its bullet, and apart from it the datelines and bylines that open or close it."""
    start, end = 0, len(text)
    words = furniture()
    tail: list[tuple[int, int, PassageKind]] = []
    if kind is PassageKind.ITEM and (mark := MARK.match(text)) and mark.end() < end:
        start = mark.end()
    if kind is PassageKind.BODY:
        while (
            (lead := _LEAD.match(text, start))
            and lead.end() < end
            and (words.has("byline", "bracket", lead.group()) or is_date_line(lead.group(1), "ja"))
        ):
            yield start, lead.end(), PassageKind.BYLINE
            start = lead.end()
        window = max(start, end - 60)
        bare = _BARE_DATE.search(text, window)
        trail = _TRAIL.search(text, window)
        if trail and words.patterns["byline", "start"].match(trail.group(1)):
            tail.append((trail.start(), end, PassageKind.BYLINE))
            end = trail.start()
        elif bare:
            tail.append((bare.start(), end, PassageKind.BYLINE))
            end = bare.start()
    while start < end and text[start].isspace():
        start += 1
    if start < end:
        yield start, end, kind
    yield from tail


_STOPS = frozenset("。！？!?｡")
_PAIRS = {"」": "「", "』": "『", "）": "（", ")": "（", "】": "【", "〕": "〔", "”": "“", "》": "《"}
_OPENERS = {"「": "「", "『": "『", "（": "（", "(": "（", "【": "【", "〔": "〔", "“": "“", "《": "《"}
_GOES_ON = re.compile(r"[ぁ-ん、，,；;）)」』]")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Sentences as (start, end), without the space around them, all other characters covered.

    They end at 。！？!? outside quotes and brackets; a quote that ends in one ends the sentence too, unless it goes
    on (「…。」と述べた). A bracket that is never closed does not count.
    """
    closing = _closing(text)
    start = position = 0
    while position < len(text):
        char = text[position]
        stop = char in _STOPS
        if position in closing:
            position = closing[position]
            stop = text[position - 1] in _STOPS and not _GOES_ON.match(text, position + 1) and text[position] in "」』”"
        position += 1
        if not stop:
            continue
        while position < len(text) and (text[position] in _STOPS or text[position] in _PAIRS):
            position += 1
        yield from _trimmed(text, start, position)
        start = position
    yield from _trimmed(text, start, len(text))


def _closing(text: str) -> dict[int, int]:
    """For each outermost bracket that is closed, where it is."""
    stack: list[int] = []
    waiting: dict[str, int] = {}
    pairs: dict[int, int] = {}
    for position, char in enumerate(text):
        if char in _OPENERS:
            stack.append(position)
            waiting[_OPENERS[char]] = waiting.get(_OPENERS[char], 0) + 1
        elif char in _PAIRS and waiting.get(_PAIRS[char]):
            # What was opened inside and not closed is dropped with its own opening.
            while True:
                opened = stack.pop()
                kind = _OPENERS[text[opened]]
                waiting[kind] -= 1
                if kind == _PAIRS[char]:
                    break
            pairs[opened] = position
    return pairs


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
