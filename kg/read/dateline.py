"""Lines that date a page: 發布日期：114-05-02, （令和7年9月18日掲載）, 2025-12-04 政治."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.dates import FoundDate, find_dates
from kg.model import Language, PartialDate
from kg.read.furniture import ORNAMENT, furniture
from kg.read.layout import ended, width

INSTITUTION = re.compile(
    r"(?:株式会社|有限会社|学校法人|(?:国立|公立)大学法人|(?:一般|公益)?(?:財団|社団)法人)[^\s、。]{1,30}"
    r"|[^\s、。]{1,40}(?:株式会社|有限会社|公司|集團|集团|大学|大學|研究院|研究所|研究機構|協会|協會|公会|公會|委員会|委員會"
    r"|[市県縣町村庁廳省局部課処處院署]|政府|法人|機構)"
)
TELLS = re.compile(r"[のとをにでがはへ]|[與与和簽签訪访]|に関|について")
_NUMBERING = "0123456789０１２３４５６７８９.．、,○◯ "
_FIGURE = re.compile("[0-9０-９〇○一二三四五六七八九十]")
_CLOCK = re.compile(
    r"[ 　]{0,4}\(?(?:[AaPp][Mm]|上午|下午|午前|午後)?[ 　]{0,4}"
    r"\d{1,2}(?:[:：]\d{2}(?:[:：]\d{2})?|[時时](?:\d{2}分)?)(?![ 　]?[~～〜\-–—至])"
)
_MARKS = re.compile(r"[\s|｜/／・:：，,、\[\]【】()（）〔〕]+")
_PAPER = re.compile(
    r".{1,9}(?:[面版刊号號報网網社訊电電課係室科組料供息点點部局]|新聞|新闻|通信|速報|発表|センター|中心)"
)
_NUMERIC = re.compile(r"\d{3,4} ?([-/.]) ?\d{1,2} ?\1 ?\d{1,2}")
_UPDATED = re.compile(r"(?:更新|修改|[Uu]pdated?)[^\d]{0,6}$")
_WIRE = re.compile(
    r"[ 　]{0,2}(?:[/／][^/／\s]{2,12}[/／]|[-–—―－─]{1,2}|[:：]"
    r"|[，,、]?[ 　]?[^。，、\s]{0,6}(?:[-–—―－─]{1,2}|[訊讯電电][ 　:：，)）]))"
)
_TODAY = re.compile(r"(?:今天|今日|本日|今)[ 　]?[（(](?=[^（()）]{6,16}[)）])")
_SELF = re.compile(r"本新聞稿|本新闻稿|本稿|本資料|本記事|この記事|本リリース|本プレスリリース|(?:記載|掲載|記事)内容")
_STATED = re.compile(r".{0,8}(?:[發発发]|掲載|公開|刊登|現在|時点)")
_OFFICE = re.compile(r"(?:承辦|發布|發佈|公告|提供|主辦|撰稿|新聞)?(?:單位|人員|機關|科室|局處)[：:]")
_TODAY_REACH = 24  # characters in which a full date in brackets after 今天 ends
_VENUE = re.compile(r"[所館室場廳店]$|ホテル|会議|會議|[のをにでがは]|式$|論壇|フォーラム|セミナー$")
# What numbers a letter or a newsletter: 經發字第114032701號, 第 87 期, 總號第5卷.
_NUMBERED = re.compile(
    r"[^\s\d]{0,8}字第 {0,2}[0-9A-Za-z\-]{1,16} {0,2}[號号]"
    r"|[總总]?第 {0,2}[0-9〇一二三四五六七八九十百]{1,5} {0,2}[期號号卷回輯辑]"
)
_SPACED = re.compile(r"(?<=\w)[ \u3000]{1,4}(?=\w)")
_GAP = re.compile(r"[ \u3000]{2,}")
# What says of a date that a paper of that day has the text: 11月23日付, 12月8日発行, 6月9日号, 2月13日 電子版.
_EDITION = re.compile(
    r"[ \u3000]{0,2}(?:付(?!属|録)け?|発行|發行|发行|発信|刊行|出刊|号|號|号外|電子[版報报]|[朝夕][刊報报]|版|刊)"
)
_ISSUE = re.compile(
    r"(?:Vol\.?|No\.?|第)[ \u3000]{0,2}[0-9０-９一二三四五六七八九十]{1,5}(?:[号號期回卷巻])?[ \u3000]{0,2}[（(【]$"
)
_SECTION = 8  # characters of the longest name of a column: 国際交流ニュース
_TOP, _SIGNED = 60, 100  # columns of the longest line that is hardly more than a date, or than a date and names


@lru_cache(maxsize=256)  # each short line is asked for its dates several times in a row
def full_dates(text: str, language: Language) -> tuple[FoundDate, ...]:
    """The dates of a text that name year, month and day."""
    if not _FIGURE.search(text):
        return ()
    return tuple(found for found in find_dates(text, None, language) if found.date.day)


def issue_date(text: str, language: Language) -> PartialDate | None:
    """The date of a line that says nothing but when, and perhaps in which column, by whom or at what time."""
    found = _only_date(text, language)
    if found is None or _is_event(text):
        return None
    rest = text[: found.start] + "\n" + _CLOCK.sub("", text[found.end :], count=1)
    rest = _NUMBERED.sub("", rest)
    for where in ("before", "after"):
        rest = furniture().patterns["issued", where].sub("", rest)
    pieces = [piece for piece in _MARKS.split(rest) if piece.strip(ORNAMENT)]
    left = [piece for piece in pieces if piece not in furniture().pieces and not INSTITUTION.fullmatch(piece)]
    left = [piece for piece in left if not (piece.isascii() or _PAPER.fullmatch(piece))]
    hardly = (
        width(_GAP.sub("  ", text)) <= _TOP
        and len(left) <= 3
        and all(len(piece) <= _SECTION and not _VENUE.search(piece) for piece in left)
    )
    signed = furniture().has("byline", "start", rest)
    clocked = _CLOCK.match(text, found.end) and (not text[: found.start].strip(ORNAMENT) or len(text) - found.end < 12)
    return found.date if hardly or signed or clocked else None


def edition_date(text: str, language: Language) -> PartialDate | None:
    """The date of a line that names the edition or issue of a paper, or has a date alone in an outer column."""
    for found in full_dates(text, language) if width(_GAP.sub("  ", text)) <= 2 * _TOP and not _is_event(text) else ():
        before, after = text[: found.start], text[found.end :]
        bare = not before.strip(ORNAMENT)
        column = (bare and _GAP.match(after)) or (
            not after and before.endswith((" ", "\u3000")) and _GAP.search(before)
        )
        if found.until is None and (column or _EDITION.match(after) or _ISSUE.search(before)):
            return found.date
    return None


def labelled_date(text: str, language: Language, *, updates: bool) -> PartialDate | None:
    """The date that a label of issue names in a short line; labels of a later update count only with `updates`."""
    if width(text[:200]) > 2 * _TOP or ended(text):
        return None
    words = furniture()
    for found in full_dates(text, language):
        if found.until:
            continue  # nothing is issued from one day to another
        before, after = text[: found.start].replace(":", "："), text[found.end :].lstrip(" 　")
        label = words.close("issued", "before", before)
        opens = before.lstrip(ORNAMENT + _NUMBERING)
        if label and ("更新" in label.group()) != updates:
            continue
        # 日期 and 時間 may date an event as well: they count with figures alone, or with nothing else in the line.
        numeric = _NUMERIC.fullmatch(text, found.start, found.end)
        sole = label and opens.startswith(label.group()) and (not after or _OFFICE.match(after))
        if label and (label.group() not in opens or not _is_event(text) or numeric or sole):
            return found.date
        closes = words.match("issued", "after", after)
        if closes and ("更新" in closes.group()) == updates and not opens and len(after) - closes.end() <= 2:
            return found.date
    return None


def wire_date(text: str, language: Language) -> PartialDate | None:
    """The date of a dateline that opens a text without brackets: 台北2025年9月4日 /美通社/ --."""
    opening = text[:40]
    for found in full_dates(opening, language)[:1]:
        head, tail = opening[: found.start], opening[found.end :]
        numeric = _NUMERIC.fullmatch(opening, found.start, found.end) and tail[:1] in (" ", "\u3000")
        if len(head) <= 16 and "。" not in head and (numeric or _WIRE.match(tail)):
            return found.date
    return None


def edge_date(text: str, language: Language) -> PartialDate | None:
    """The date in figures at either end of a headline: 2025.07.11 標題."""
    for found in full_dates(text[:200], language):
        before, after = text[: found.start].strip(ORNAMENT), text[found.end :].strip(ORNAMENT)
        bracketed = not before and text[: found.start].rstrip("　 ")[-1:] in tuple("【[〔（(")
        if (_NUMERIC.fullmatch(text, found.start, found.end) and not (before and after)) or bracketed:
            return None if _is_event(text) else found.date
    return None


def stated_date(text: str, language: Language) -> PartialDate | None:
    """The date of a sentence about the page itself: 記載内容は2025年7月17日現在のものです。"""
    for found in full_dates(text, language) if len(text) < 2 * _SIGNED and _SELF.search(text) else ():
        if _SELF.search(text, 0, found.start) and _STATED.match(text, found.end):
            return found.date
    return None


def today_date(text: str, language: Language) -> PartialDate | None:
    """The full date in brackets after a word for the day of writing: 今天（2025年9月4日）."""
    for match in _TODAY.finditer(text):
        for found in full_dates(text[match.end() : match.end() + _TODAY_REACH], language)[:1]:
            if found.start == 0:
                return found.date
    return None


def _is_event(text: str) -> bool:
    """Whether a line opens with a label of something that takes place: 日時, 活動時間."""
    opened = text[:_TOP].lstrip(ORNAMENT + _NUMBERING + "・•‧▍▌▎▏┃│")
    return any(furniture().match("event", "before", form) for form in (opened, _SPACED.sub("", opened)))


def _only_date(text: str, language: Language) -> FoundDate | None:
    """The one full date of a short line, or None."""
    if width(text[:120]) > _SIGNED or "。" in text:
        return None
    dates = full_dates(text, language)
    dates = tuple(found for found in dates if not _UPDATED.search(text[: found.start])) or dates
    return dates[0] if len(dates) == 1 and dates[0].until is None else None
