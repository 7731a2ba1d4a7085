"""What the markup of a page says about it: title, publisher, date of issue, address, language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from kg.formats.marks import DATES, marked_dates, nodes, texts, types
from kg.model import PartialDate
from kg.read.dateline import INSTITUTION, TELLS
from kg.read.furniture import furniture

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = {
    "NewsArticle",
    "Article",
    "BlogPosting",
    "PressRelease",
    "Report",
    "AnalysisNewsArticle",
    "ReportageNewsArticle",
}
_NAMED_AFTER = 8  # characters that may follow an institution in the name of a site: 新聞網, トピックス
_CLOSING = re.compile(r"[（(]([^（()）]{2,60})[)）]$")
_ISO = re.compile(
    r"\s*((?:19|20)\d\d)[-/.年](\d\d?)[-/.月](\d\d?)日?"
    r"(?:[T ]?\s*(\d\d?):(\d\d)(?::\d\d(?:\.\d{1,9})?)?\s*(Z|GMT|UTC|[+-]\d\d:?\d\d)?)?"
)
_SEPARATORS = re.compile(" ?[|｜»›／_＿] ?| [-–—／/:：]+ | ?－ ?")  # of one line
# What a release is, before its headline.
_KIND = re.compile("(?:報道(?:発表)?資料|記者発表|新聞稿|新闻稿|プレスリリース|ニュースリリース|お知らせ|公告)[：:] ?")
_OFFICIAL = re.compile(
    "(?:の?公式)?(?:ホームページ|ウェブサイト|[Ww]eb ?サイト|サイト)$|(?:全球資訊網|官方網站|官網|入口網站?)$"
)
_CJK = re.compile("[぀-ヿ㐀-鿿\uf900-\ufaff𠀀-𳑿]")
_URL = re.compile(r"https?://[^\s\"'<>]{1,2000}")
LONGEST = 1_000_000  # characters of a text; the longest press release has some ten thousand
_SOURCES = 20  # titles and headings that are looked at


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a source in any format, and what its markup or headers say about it."""

    text: str
    title: str | None = None
    publisher: str | None = None
    issued: PartialDate | None = None
    url: str | None = None
    language: str | None = None
    warning: str = ""  # what may be missing from the text or too much in it
    plain: bool = False  # the file was nothing but its text


@dataclass(slots=True)
class Known:
    """What the head of a page says, each the best source first."""

    titles: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    language: str | None = None

    def title(self, shown: list[str]) -> str | None:
        """What the page shows of a title of its head, else such a title without the name of the site.

        `shown` are the first blocks of the page. A title that the page does not show may be that of the whole site.
        """
        said = [text for title in self.titles[:_SOURCES] if (text := one_line(title[:1000]))]
        said = [text for text in said if TELLS.search(text) or not INSTITUTION.fullmatch(text)]
        heads = {text for text in shown if 6 <= len(text) <= 300} - set(self.publishers)
        heads = {text for text in heads if not INSTITUTION.fullmatch(text) and text not in furniture().pieces}
        for text in said:
            repeated = [head for head in heads if head in text or (len(text) >= 6 and head.startswith(text))]
            if repeated:
                return max(repeated, key=lambda head: (min(len(head), len(text)), -len(head)))
        for text in said:
            pieces = [piece for piece in _SEPARATORS.split(text) if piece and piece not in self.publishers]
            news = [p for p in pieces if not INSTITUTION.fullmatch(p) and p not in furniture().pieces]
            best = _KIND.sub("", max(news, key=len, default=""))
            head, closing, name = best.rpartition("-")
            if closing and INSTITUTION.fullmatch(name):
                best = head
            if len(best) >= 6 and _CJK.search(best) and not _names_a_site(best):
                return best[:300]
        return None

    def publisher(self) -> str | None:
        """The name of the site or publisher, else the institution that closes the title of the window."""
        titles = [one_line(title[:1000]) for title in self.titles[:_SOURCES]]
        closing = [piece for title in titles for piece in reversed(re.split(r"(?<=\S)[-－](?=\S)", title)[1:])]
        closing += [piece for title in titles for piece in reversed(_SEPARATORS.split(title)[1:])]
        opening = [_SEPARATORS.split(title)[0] for title in titles]
        closing += [piece for piece in opening if _OFFICIAL.search(piece)]
        closing += [title.split(" ")[0] for title in titles if " " in title]
        bracketed = [match.group(1) for title in titles if (match := _CLOSING.search(title))]
        closing += [piece for inner in bracketed for piece in reversed(re.split("[／/・]", inner))]
        closing = [piece for name in closing if INSTITUTION.fullmatch(piece := _OFFICIAL.sub("", name))]
        for name in (*self.publishers[:_SOURCES], *closing):
            name = _OFFICIAL.sub("", one_line(name[:200]))
            if 2 <= len(name) <= 40 and _CJK.search(name) and name not in furniture().pieces and "。" not in name:
                return name
        return None

    def issued(self, *, japanese: bool) -> PartialDate | None:
        """The first readable date."""
        return next((date for text in self.dates if (date := iso_date(text, japanese=japanese))), None)


def _names_a_site(title: str) -> bool:
    """Whether a title is an institution with a word for its site: 國立甲大學 電子公布欄."""
    name = INSTITUTION.match(title)
    return bool(name and len(title) - name.end() <= _NAMED_AFTER and not TELLS.search(title[name.end() :]))


def one_line(text: str) -> str:
    """A text with each run of white space as one blank."""
    return " ".join(text.split())


def iso_date(text: str, *, japanese: bool) -> PartialDate | None:
    """The day that a time stamp names where its readers live, or None for what is none.

    A time in UTC is turned to that of Taiwan (UTC+8) or Japan (UTC+9); any other zone is taken as the page's own.
    """
    match = _ISO.match(text[:60])
    if match is None:
        return None
    year, month, day, hour, minute, zone = match.groups()
    try:
        when = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), tzinfo=UTC)
    except ValueError:
        return None
    if zone in ("Z", "GMT", "UTC", "+00:00", "+0000", "-00:00"):
        when = when.astimezone(timezone(timedelta(hours=9 if japanese else 8)))
    return PartialDate(when.year, when.month, when.day) if when.year >= 1990 else None


def known(page: HtmlElement, comments: str = "") -> Known:
    """What Open Graph, JSON-LD, meta, link and title elements of a page say; `comments` is the start of its source."""
    found = Known(language=page.get("lang") or None)
    articles: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for script in page.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            for node in nodes(script.text or ""):
                (articles if types(node) & _ARTICLES else others).append(node)
    for node in articles:
        found.titles += texts(node.get("headline"))
        found.dates += texts(node.get("datePublished"))
        found.publishers += texts(node.get("publisher"))
        found.urls += texts(node.get("url")) + texts(node.get("mainEntityOfPage"))
    metas: dict[str, list[str]] = {}
    for holder in page.iter():
        if "publisher" in (holder.get("itemprop") or "") and isinstance(holder.tag, str):
            names = [n.get("content") for n in holder.iter("meta") if n.get("itemprop") == "name"]
            found.publishers += [name for name in names if name]
    for meta in page.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if key and meta.get("content"):
            metas.setdefault(key, []).append(meta.get("content"))
    found.titles += metas.get("og:title", []) + metas.get("twitter:title", []) + metas.get("dc.title", [])
    found.titles += [title.text for title in page.iter("title") if title.text]
    found.publishers += [
        name for key in ("og:site_name", "dc.publisher", "publisher", "sitename") for name in metas.get(key, [])
    ]
    found.dates += [text for name in DATES for text in metas.get(name, [])]
    for node in others:
        if "WebPage" in types(node):
            found.dates += texts(node.get("datePublished"))
    found.dates += marked_dates(page)
    links = [link.get("href") for link in page.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    saved = re.search(r"saved from url=\(\d{1,6}\)(\S{1,2000})", comments)
    found.urls = [
        url for url in (*links, *metas.get("og:url", []), *found.urls, *(saved.groups() if saved else ())) if url
    ]
    found.urls = [url for url in found.urls if _URL.fullmatch(url)]
    return found
