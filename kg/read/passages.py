"""Rows of a page to passages: what tells the news, and what only belongs to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Language, Passage, PassageKind
from kg.read.dateline import issue_date, labelled_date
from kg.read.furniture import ORNAMENT, furniture
from kg.read.layout import MARK, Row, ended, width
from kg.read.punctuation import full_width
from kg.read.sentences import sentences

_PIECES = re.compile(r"[|｜/／>›»•・·．\s]+")
_STRONG_BAR = re.compile(r"[|｜>›»]|[／/] ")
_PHONE = re.compile(
    r"(?:TEL|Tel|電話|电话|專線|FAX|Fax|傳真)[^。\n]{0,12}\d{2,4}[-)）・ ]"
    r"|[\w.]@[\w-]{1,40}\.|\(0\d{1,3}\) ?\d{3,4}-\d{4}"
)
_ADDRESS = re.compile(r"〒|\d{5,6} ?\S{2,4}[市縣]\S{1,4}區|[路街]\S{0,6}\d+號|☎|📞|📍")
_HASHTAGS = re.compile(r"(?:[#＃][^\s#＃]+\s*)+")
_LINKS = re.compile(r"(?:\W{0,4}!?\[[^\]\n]*\]\([^)\n]*\)\s*)+")
_WORD = re.compile(r"[^\W\d_]")
_CJK = re.compile("[぀-ヿ㐀-鿿\uf900-\ufaff]")
_SIDES = re.compile(
    r"[（(](?:[左右](?:から|より|起|側|[一二三四五六1-6]|[:：)）])|(?:中央?|[前後后][排列])[^（）()。]{0,10}[)）])"
)
_LEAD = re.compile(r"\s*[〔【［\[（(〈《]([^〔【［\[（(〈《〕】］\])）〉》]{2,40})[〕】］\])）〉》]")
_TRAIL = re.compile(r"[（(【〔]([^（(【〔〕】)）]{2,40})[)）】〕]\s*(?:1[01]\d[01]\d[0-3]\d)?$")
_BARE_DATE = re.compile(r"(?<=[。）)」])\s*(?:1[01]\d[01]\d[0-3]\d|20\d\d[-/.年]\d\d?[-/.月]\d\d?日?)$")
_PHOTOGRAPHER = re.compile(r"資料照.{0,20}$|(?:記者|[／/：:])\S{2,12}[攝撮]影?$")
_SINGLE_SPACES = re.compile(r"(?<=[^\W\d_])[ 　](?=[^\W\d_])")
_SHORT = 80  # columns up to which a line without a full stop may be a heading
_HEADLINE = 140  # and where it has no comma
_NOTICE = 160  # columns up to which a sentence may be a notice of the page
_ENDS = 12  # rows at the top and the bottom of a page where a line with a date alone dates the page
_CONTACT_REACH = 8  # rows after 【問合せ先】 in which its last phone number is looked for

Page = list[tuple[Row, PassageKind]]


def classify(page: list[Row], language: Language) -> Page:
    """Each row with its kind; blocks of contacts and of related articles run on over rows."""
    kinds: Page = []
    contact_until = -1
    related = related_rows([row.text for row in page])
    for index, row in enumerate(page):
        kind = PassageKind.FURNITURE if index in related else PassageKind.BYLINE
        if index not in related and index > contact_until:
            kind = kind_of(row, language)
            if kind is PassageKind.FURNITURE and _ENDS <= index < len(page) - _ENDS and issue_date(row.text, language):
                kind = PassageKind.HEADING  # the date of a slide
            if kind is PassageKind.FURNITURE and dates_event(page, index):
                kind = PassageKind.ITEM
            if _is_head("contact", row.text):
                kind, contact_until = PassageKind.BYLINE, _contact_end(page, index)
        # A line without a mark under a list row belongs to the list: the next person of 出席者.
        near = not row.blanks or row.indent >= 4
        listed = kinds and kinds[-1][1] is PassageKind.ITEM and near and row.text[-1] not in "：:"
        if kind is PassageKind.HEADING and listed and (row.text[0] in "(（" or _SINGLE_SPACES.search(row.text)):
            kind = PassageKind.ITEM
        kinds.append((row, kind))
    return kinds


def dates_event(page: list[Row], index: int) -> bool:
    """Whether the row above is a label of something that takes place, alone in its line: 1 締結日, 日時："""
    if not index:
        return False
    above = page[index - 1].text
    mark = MARK.match(above)
    bare = above[mark.end() if mark else 0 :].strip(ORNAMENT)
    label = furniture().match("event", "before", bare)
    return bool(label and label.end() == len(bare))


def _contact_end(page: list[Row], head: int) -> int:
    """The last row of a block of contacts that opens at `head`: that of its last phone number or address."""
    last = head
    for index in range(head + 1, min(head + 1 + _CONTACT_REACH, len(page))):
        text = page[index].text
        if ended(text) or len(text) > _NOTICE:
            break
        if _PHONE.search(text) or _ADDRESS.search(text):
            last = index
    return last


def related_rows(texts: list[str]) -> set[int]:
    """The rows of lists of other articles, headings included: each list runs up to the next sentence."""
    found: set[int] = set()
    told = False  # whether a sentence of the news stood before
    index = 0
    while index < len(texts):
        told = told or "。" in texts[index]
        if not _is_head("related", texts[index]):
            index += 1
            continue
        last = index
        rest = furniture().patterns["related", "start"].sub("", texts[index].lstrip(ORNAMENT), count=1)
        if not rest.strip(ORNAMENT):
            while last + 1 < len(texts) and "。" not in texts[last + 1]:
                last += 1
            # Ahead of the news, the rows above its first sentence are its headline, date and byline.
            if not told and last + 1 < len(texts):
                last = max(index, last - 3)
        found.update(range(index, last + 1))
        index = last + 1
    return found


def _is_head(kind: str, text: str) -> bool:
    """Whether a short line opens a block of this kind."""
    return width(text[:_SHORT]) <= _SHORT and not ended(text) and furniture().opens(kind, text)


def kind_of(row: Row, language: Language) -> PassageKind:
    """The kind of a row on its own."""
    text, words = row.text, furniture()
    columns = width(text[: _NOTICE + 1])
    if columns <= _NOTICE:
        if _is_furniture(text, language):
            return PassageKind.FURNITURE
        if words.opens("caption", text) or _SIDES.search(text) or _has_credit(text):
            return PassageKind.CAPTION
        if not ended(text) and (_PHONE.search(text) or (columns <= _SHORT and _is_byline(text))):
            return PassageKind.BYLINE
    if words.opens("caption", text[:20]):
        return PassageKind.CAPTION
    if text.startswith(("# ", "## ", "### ")):
        return PassageKind.HEADING
    if (row.columns and not ended(text) and columns <= _NOTICE) or text[0] == "|":
        return PassageKind.ITEM
    if MARK.match(text):
        return PassageKind.HEADING if text[0] in "■◆●◎□◇" and columns <= _SHORT else PassageKind.ITEM
    headline = columns <= _SHORT or (columns <= _HEADLINE and not re.search("[，,、；;]", text))
    if headline and "。" not in text and text[-1] not in "」』…":
        return PassageKind.ITEM if row.indent >= 2 and row.blanks == 0 else PassageKind.HEADING
    return PassageKind.BODY


def _is_byline(text: str) -> bool:
    """Whether a short line names who wrote or photographed."""
    byline = furniture().match("byline", "start", text)
    if byline and not text.startswith(("會", "会", "席"), byline.end()):
        return True
    if furniture().close("byline", "end", text):
        return True
    lead = _LEAD.match(text)
    return bool(lead and lead.end() == len(text) and _is_dateline(lead.group(1)))


def _is_dateline(inner: str) -> bool:
    """Whether a bracket that opens a paragraph says who reports from where and when: 中央社記者…東京10日電."""
    words = furniture()
    return bool(
        words.close("byline", "ending", inner) or words.has("byline", "bracket", inner) or issue_date(inner, "ja")
    )


def _has_credit(text: str) -> bool:
    """Whether a short row closes with the credit of a photograph in brackets, or without them."""
    trail = _TRAIL.search(text, max(0, len(text) - 60))
    bracketed = trail and trail.start() > 0 and furniture().has("caption", "credit", trail.group(1))
    return bool(bracketed or _PHOTOGRAPHER.search(text[-30:]))


def _is_furniture(text: str, language: Language) -> bool:
    """Whether a short row is a menu, a notice, a date of issue, tags, links or an address."""
    words = furniture()
    bare = text.strip(ORNAMENT)
    if not _WORD.search(text) or bare in words.pieces:
        return True
    if bare[:1].isdigit() and words.match("furniture", "count", bare.lstrip("0123456789, ")):
        return True
    if (
        (text.count("。") < 2 and words.has("furniture", "any", text))
        or words.opens("furniture", text)
        or words.has("addressee", "line", text)
    ):
        return True
    if _HASHTAGS.fullmatch(text) or _LINKS.fullmatch(text) or (len(bare) < 3 and not _CJK.search(bare)):
        return True
    if not ended(text) and _ADDRESS.search(text) and width(text) <= _SHORT and not MARK.match(text):
        return True
    pieces = [piece for part in _PIECES.split(bare) if (piece := part.strip(ORNAMENT))]
    known = sum(piece in words.pieces for piece in pieces)
    if len(pieces) >= 2 and known * 2 >= len(pieces):
        return True
    if len(pieces) >= 3 and known and _STRONG_BAR.search(text) and max(map(len, pieces)) <= 5:
        return True
    dated = labelled_date(text, language, updates=False) or labelled_date(text, language, updates=True)
    return bool(dated or issue_date(text, language)) and not MARK.match(text)


def build(text: str, page: Page, title: int | None, language: Language) -> tuple[Passage, ...]:
    """The passages of a text from its classified rows, the one at index `title` being the title."""
    found: list[Passage] = []
    for index, (row, kind) in enumerate(page):
        for start, end, part in parts(row.text, PassageKind.TITLE if index == title else kind):
            offsets = row.offsets[start:end]
            piece = full_width("".join(map(text.__getitem__, offsets)), language)
            found.append(Passage(part, piece, offsets, tuple(sentences(piece))))
    return tuple(found)


def parts(text: str, kind: PassageKind) -> Iterator[tuple[int, int, PassageKind]]:
    """A row without its bullet, and apart from it the datelines and bylines that open or close it."""
    start, end = 0, len(text)
    mark = MARK.match(text) if kind in (PassageKind.ITEM, PassageKind.TITLE) else None
    if mark and mark.end() < end:
        start = mark.end()
    if kind is PassageKind.BODY:
        while lead := _LEAD.match(text, start, start + 60):
            if lead.end() == end or not _is_dateline(lead.group(1)):
                break
            yield start, lead.end(), PassageKind.BYLINE
            start = lead.end()
    close = None
    if kind in (PassageKind.BODY, PassageKind.CAPTION):
        window = max(start, end - 60)
        trail = _TRAIL.search(text, window)
        signed = trail and (_is_signature(trail.group(1)) or (kind is PassageKind.CAPTION and _has_credit(text)))
        close = trail if signed else _BARE_DATE.search(text, window)
    stop = close.start() if close and close.start() > start else end
    while start < stop and text[start].isspace():
        start += 1
    if start < stop:
        yield start, stop, kind
    if stop < end:
        yield stop, end, PassageKind.BYLINE


def _is_signature(inner: str) -> bool:
    """Whether a bracket that closes a paragraph names who wrote or edited it, or when."""
    words = furniture()
    named = words.match("byline", "start", inner) or words.has("byline", "bracket", inner)
    return bool(named or issue_date(inner, "ja"))
