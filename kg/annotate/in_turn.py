"""The tagger's spans of a passage one after the other: what each gives back to, or takes from, the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.annotate.institutions.glosses import without_gloss
from kg.annotate.lexicon import Lists
from kg.annotate.persons.person_spans import person, surname_start, without_title
from kg.annotate.posts.spaced_titles import as_spaced_title, as_whole_title
from kg.annotate.tagging.tagger import Found
from kg.names import fold, type_of_name
from kg.names.borders import border_words
from kg.names.places import place_of_key
from kg.names.referring import countries

# What these end is a body of members, though its name begins with what it does.
_SOCIETIES = (
    "推進會",
    "推进会",
    "促進會",
    "促进会",
    "協進會",
    "协进会",
    "聯誼會",
    "联谊会",
    "協會",
    "协会",
    "公會",
    "公会",
    "商會",
    "商会",
)
_OF_LANDS = ("台日", "臺日", "日台", "日臺", "台灣", "臺灣", "日本", "中日", "日華", "亞太", "國際")
_JOINT = re.compile("(?:兼任?|暨)$")
_FACULTY = re.compile(r"[\u3400-\u9fff](?:系|所|學程|学程|[學学]院|中心|室|委員會|委员会)\Z")
_IN_CHARGE = re.compile(r"[（(][\u3400-\u9fffァ-ヺー・、]{2,16}(?:担当|統括|管掌|所管)[)）](?!の)")
_UNITS = (
    "事務所",
    "センター",
    "研究所",
    "研究院",
    "学院",
    "研究科",
    "学部",
    "学府",
    "学系",
    "事業部",
    "研究室",
    "オフィス",
)
_CHOOSES = re.compile("(?:推選|推选|推舉|推举|選任|选任|改選|改选|遴選|遴选|聘任|指派|任命)\\Z")  # 董事會推選|某某
_COUNCIL = re.compile(r"([市縣县町村區区鄉乡鎮镇]?[議议][會会])(?:副?[議议][長长]|[議议][員员])")


def in_turn(text: str, spans: Iterable[Found], ends: Mapping[int, int], lists: Lists, *, chinese: bool) -> list[Found]:
    """The spans without what is no title, persons and titles within their borders.

    `ends` says where the names of the authority file end that begin at a place.
    """
    reading = _Reading(text, ends, lists, chinese)
    for span in spans:
        reading.take(span)
    return reading.done


@dataclass(slots=True)
class _Reading:
    """The spans of a passage as far as they were read."""

    text: str
    ends: Mapping[int, int]
    lists: Lists
    chinese: bool
    done: list[Found] = field(default_factory=list)

    def take(self, span: Found) -> None:
        """Read the next span."""
        text, before = self.text, self.done[-1] if self.done else None
        if self.chinese and before is not None and _goes_on(text, before, span, self.lists):
            self.done[-1] = replace(before, end=span.end)
            return
        if self.chinese and span.kind == "EVENT" and text[span.start : span.end].endswith(_SOCIETIES):
            self._take_society(span, before)
            return
        span = as_spaced_title(text, span, self.lists)
        if not self.chinese:
            span = as_whole_title(text, span, before.end if before else 0, self.lists)
        if span.kind == "TITLE" and self.chinese:
            if span.end - span.start > 1 or self.lists.titles.kind(text[span.start : span.end]) is not None:
                self._take_chinese_title(span, before)  # 大 of 大四生 is no title
        elif span.kind == "TITLE":
            self._take_japanese_title(span)
        elif span.kind in ("PERSON", "SURNAME"):
            self._take_person(span, before)
        else:
            self.done.append(span)

    def _take_society(self, span: Found, before: Found | None) -> None:
        """A body of members that was read as an event, with the lands before it: 台日|交流推進會."""
        start = span.start
        if before is not None and before.end == start and self.text[before.start : before.end] in _OF_LANDS:
            self.done.pop()
            start = before.start
        self.done.append(replace(span, start=start, kind="ORG"))

    def _take_chinese_title(self, span: Found, before: Found | None) -> None:
        title = _chinese_title(self.text, span, self.lists)
        if title is not None and title.kind != "TITLE":
            self.done.append(title)
            return
        if before is not None and _closes_name(self.text, before, span):
            self.done[-1] = replace(before, end=span.end, kind="ORG")
            return
        if title is None or _is_no_title(self.text[title.start : title.end], self.lists):
            return
        if before is not None and (council := _council(self.text, before, title)) is not None:
            self.done[-1] = replace(before, end=council, kind="ORG")
            title = replace(title, start=council)
        if before is not None and self.text[before.end : title.start] == "會前" and before.kind == "ORG":
            # 育英|會前|理事長: the society and the former head
            self.done[-1], title = replace(before, end=before.end + 1), replace(title, start=title.start - 1)
        self.done.append(title)

    def _take_japanese_title(self, span: Found) -> None:
        title = _japanese_title(self.text, span, self.lists)
        form = self.text[title.start : title.end]
        if _is_unit(form, self.lists):
            self.done.append(replace(title, kind="UNIT"))
        elif title.kind != "TITLE" or not _is_no_title(form, self.lists):
            self.done.append(title)

    def _take_person(self, span: Found, before: Found | None) -> None:
        text, lists = self.text, self.lists
        if text[span.start : span.end] in ("前", "元", "現", "新"):
            return  # of the title behind: 前|学長
        if self.chinese and span.end - span.start > 3 and text[span.end - 1] == "氏":
            span = replace(span, end=span.end - 1)  # 村上豊|氏
        span = without_title(text, person(text, span, before.end if before else 0), lists)
        short = 1 < span.end - span.start < (4 if self.chinese else 3)
        if short and lists.surnames.kind(text[span.start : span.end]):
            span = replace(span, kind="SURNAME")  # 大森|助教, 加賀谷|市長
        if before is not None and span.kind != "PLACE":
            cut = surname_start(text, before, span, self.ends, lists)
            if cut is not None:
                self.done[-1], span = replace(before, end=cut), replace(span, start=cut)
        self.done.append(span)


def _goes_on(text: str, before: Found, span: Found, lists: Lists) -> bool:
    """Whether what was read as somebody ends the title before it: 院長|特助."""
    beside = before.kind == "TITLE" and span.kind in ("PERSON", "SURNAME") and before.end == span.start
    return beside and lists.titles.kind(text[span.start : span.end]) == "t"


def _closes_name(text: str, before: Found, title: Found) -> bool:
    """Whether what was read as a title ends the name before it: 山海友好促進|議員連盟."""
    beside = before.kind in ("ORG", "UNIT") and before.end == title.start
    return beside and text[title.start : title.end] in border_words("body")


def _chinese_title(text: str, span: Found, lists: Lists) -> Found | None:
    """A title with the bracket that closes it and no 兼 at its end; nothing where there is but a word between two.

    應用物理系 is none, but a unit, and 代表董事長 says for whom somebody speaks.
    """
    form = text[span.start : span.end]
    if lists.titles.kind(form) is None and len(form) > 2 and _FACULTY.search(form):
        return replace(span, kind="UNIT")
    if form.startswith("代表") and form[-1] in "長长" and lists.titles.kind(form[2:]) == "t":
        return None
    joint = _JOINT.search(text, span.start, span.end)
    if joint is not None and joint.start() == span.start:
        return None
    return replace(span, end=joint.start()) if joint is not None else _closed(text, span)


def _japanese_title(text: str, span: Found, lists: Lists) -> Found:
    """A title with the bracket that closes it, without the 同 before it: 同|市長 is of the town that was named.

    The bracket may say of what somebody is in charge: 副学長|（学生・地域担当）.
    """
    span = without_gloss(text, _closed(text, span))
    if charge := _IN_CHARGE.match(text, span.end):
        span = replace(span, end=charge.end())
    of_that = text[span.start] == "同" and lists.titles.kind(text[span.start + 1 : span.end])
    return replace(span, start=span.start + 1) if of_that else span


def _closed(text: str, span: Found) -> Found:
    """A title with the bracket that closes it, where it holds the one that opens it."""
    closes = text[span.end : span.end + 1] in ("）", ")")
    opened = closes and re.search(r"[（(][^（）()]*$", text[span.start : span.end])
    return replace(span, end=span.end + 1) if opened else span


def _is_unit(form: str, lists: Lists) -> bool:
    """Whether what was read as a title is an office or a school of its own name: 甲地事務所, 理学院."""
    own = form.endswith(_UNITS) and lists.endings.kind(form) is None and lists.titles.kind(form) is None
    return own and len(form) > 2 and type_of_name(form) is not None


def _is_no_title(form: str, lists: Lists) -> bool:
    """Whether what was read as a title is none: 研究科, even before 教授, and 台灣 before 計畫顧問."""
    if form in countries() or _CHOOSES.search(form):
        return True
    if lists.titles.kind(form) is None and place_of_key(fold(form)) is not None:
        return True  # JETRO|台北
    return lists.titles.kind(form) is None and lists.endings.kind(form) is not None


def _council(text: str, before: Found, title: Found) -> int | None:
    """Where the council ends whose head a title names, not the town's: 水上町|議會|議長."""
    council = _COUNCIL.fullmatch(text, title.start, title.end)
    beside = before.kind in ("ORG", "PLACE") and before.end in (title.start, title.start + 1)
    return council.end(1) if council and beside else None
