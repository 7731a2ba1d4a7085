"""Rules that mend the tagger's spans with what the lists know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.institutions.glosses import without_gloss
from kg.annotate.institutions.institution_spans import (
    as_school,
    institution,
    latin_in_brackets,
    unit,
    units_with_their_ends,
)
from kg.annotate.institutions.known_spans import known_spans
from kg.annotate.institutions.nameless import is_no_name
from kg.annotate.lexicon import Lists
from kg.annotate.name import Rows, rows_near
from kg.annotate.persons.borrowed import returned
from kg.annotate.persons.inverted import inverted
from kg.annotate.persons.person_spans import (
    as_reading,
    behind_and,
    behind_known,
    in_capitals,
    person,
    surname_start,
    with_first_sign,
    with_initials,
    without_surnames,
    without_title,
)
from kg.annotate.persons.spaced import join_spaced
from kg.annotate.posts.cut import japanese_spans, with_site
from kg.annotate.posts.longer_titles import longer_titles
from kg.annotate.posts.ministers import ministers
from kg.annotate.posts.ministries import shared_with_title
from kg.annotate.posts.spaced_titles import as_spaced_title, as_whole_title, without_sign_of_title
from kg.annotate.posts.splitting import split_offices
from kg.annotate.tagging.tagger import Found
from kg.names import fold, type_of_name
from kg.names.borders import border_words
from kg.names.places import place_of_key
from kg.names.referring import countries

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
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
_IN_CHARGE = re.compile(r"[（(][\u3400-\u9fffァ-ヺー・、]{2,16}担当[)）](?!の)")
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


def mend(text: str, spans: Sequence[Found], rows: Rows, lists: Lists, *, chinese: bool = False) -> list[Found]:
    """The spans without what is no name, with no digits in persons and no surname in an institution.

    In Chinese text names with a space inside are joined, and offices parted from the titles read with them.
    """
    ends = {start: end for start, end, _ in rows}
    mended: list[Found] = []
    spans = ministers(text, returned(text, spans, lists)) if chinese else spans
    apart = [part for span in spans for part in _of_two(text, span, rows)]
    if chinese:
        behind = [*apart[1:], None][: len(apart)]
        apart = [p for s, t in zip(apart, behind, strict=True) for p in behind_known(text, s, t, rows, lists)]
    apart = apart if chinese else _japanese(text, apart, rows, lists)
    for span in split_offices(text, apart, lists) if chinese else apart:
        before = mended[-1] if mended else None
        if chinese and before is not None and _goes_on(text, before, span, lists):
            mended[-1] = replace(before, end=span.end)
            continue
        if chinese and span.kind == "EVENT" and text[span.start : span.end].endswith(_SOCIETIES):
            of_lands = before is not None and before.end == span.start and text[before.start : before.end] in _OF_LANDS
            mended, start = (mended[:-1], before.start) if before is not None and of_lands else (mended, span.start)
            mended.append(replace(span, start=start, kind="ORG"))  # 台日|交流推進會
            continue
        span = as_spaced_title(text, span, lists)
        span = span if chinese else as_whole_title(text, span, before.end if before else 0, lists)
        if span.kind == "TITLE":
            title = _chinese_title(text, span, lists) if chinese else _japanese_title(text, span, lists)
            if not chinese and title is not None and _is_unit(text[title.start : title.end], lists):
                title = replace(title, kind="UNIT")
            if title is not None and title.kind != "TITLE":
                mended.append(title)
                continue
            if chinese and before is not None and _closes_name(text, before, span):
                mended[-1] = replace(before, end=span.end, kind="ORG")
                continue
            if title is None or _is_no_title(text[title.start : title.end], lists):
                continue
            if chinese and before is not None and (council := _council(text, before, title)) is not None:
                mended[-1] = replace(before, end=council, kind="ORG")
                title = replace(title, start=council)
            if chinese and before is not None and text[before.end : title.start] == "會前" and before.kind == "ORG":
                # 育英|會前|理事長: the society and the former head
                mended[-1], title = replace(before, end=before.end + 1), replace(title, start=title.start - 1)
            span = title
        elif span.kind in ("PERSON", "SURNAME"):
            if text[span.start : span.end] in ("前", "元", "現", "新"):
                continue  # of the title behind: 前|学長
            if chinese and span.end - span.start > 3 and text[span.end - 1] == "氏":
                span = replace(span, end=span.end - 1)  # 村上豊|氏
            span = without_title(text, person(text, span, before.end if before else 0), lists)
            if 1 < span.end - span.start < (4 if chinese else 3) and lists.surnames.kind(text[span.start : span.end]):
                span = replace(span, kind="SURNAME")  # 大森|助教, 加賀谷|市長
            if before is not None and span.kind != "PLACE":
                cut = surname_start(text, before, span, ends, lists)
                if cut is not None:
                    mended[-1], span = replace(before, end=cut), replace(span, start=cut)
        mended.append(span)
    mended = (
        _without_given_names(text, with_first_sign(text, behind_and(text, mended, lists), lists), lists)
        if chinese
        else mended
    )
    mended = join_spaced(text, without_surnames(text, mended, lists) if chinese else mended, lists)
    if not chinese:
        mended = [as_spaced_title(text, without_sign_of_title(text, span, lists), lists) for span in mended]
    mended = [as_reading(text, span, _person_before(mended, i)) for i, span in enumerate(mended)]
    mended = inverted(text, with_initials(text, in_capitals(text, mended)))
    mended = [as_school(text, span) if span.kind == "FACILITY" else span for span in mended]
    mended = [institution(text, span, set(ends.values()), lists) if span.kind == "ORG" else span for span in mended]
    mended = [unit(text, span, lists) if span.kind == "UNIT" else span for span in mended]
    mended = [_press(text, span) if span.kind == "ORG" else span for span in mended]
    mended = latin_in_brackets(text, units_with_their_ends(text, mended, lists))
    limits = [*(span.start for span in mended[1:]), len(text)][: len(mended)]
    mended = [replace(span, end=min(span.end, limit)) for span, limit in zip(mended, limits, strict=True)]
    mended = [span for span in mended if span.start < span.end]  # 長 alone, that the next one took: 長|谷川秀樹
    mended = [
        span
        for i, span in enumerate(mended)
        if not is_no_name(text[span.start : span.end], span.kind, lists) or shared_with_title(text, mended, i, rows)
    ]
    if _CJK.search(text):
        return mended
    # A line of English in these pages is a slogan or a banner: only what is known or says what it is names anyone.
    return [
        s for s in mended if s.kind not in ("ORG", "UNIT") or s.start in ends or type_of_name(text[s.start : s.end])
    ]


def _goes_on(text: str, before: Found, span: Found, lists: Lists) -> bool:
    """Whether what was read as somebody ends the title before it: 院長|特助."""
    beside = before.kind == "TITLE" and span.kind in ("PERSON", "SURNAME") and before.end == span.start
    return beside and lists.titles.kind(text[span.start : span.end]) == "t"


def _japanese(text: str, spans: Sequence[Found], rows: Rows, lists: Lists) -> list[Found]:
    """The spans of a Japanese passage, each of one thing."""
    apart = [part for span in known_spans(text, spans, rows) for part in with_site(text, span, rows)]
    return longer_titles(text, japanese_spans(text, apart, lists), rows, lists)


def _without_given_names(text: str, spans: Sequence[Found], lists: Lists) -> list[Found]:
    """The spans without a given name behind surname and title, which is no name by itself: 林|校長|佳穎."""
    read = list(spans)
    for surname, title, given in zip(spans, spans[1:], spans[2:], strict=False):
        beside = surname.end == title.start and title.end == given.start and given.end - given.start < 3
        kinds = surname.kind == "SURNAME" and title.kind == "TITLE" and given.kind in ("PERSON", "SURNAME")
        if beside and kinds and lists.titles.kind(text[title.start : title.end]) == "t":
            read.remove(given)
    return read


def _person_before(spans: Sequence[Found], i: int) -> Found | None:
    """The span before one, but that before a title right behind a name: name|博士（reading）."""
    titled = i > 1 and spans[i - 1].kind == "TITLE" and spans[i - 2].end == spans[i - 1].start
    return spans[i - 2] if titled else spans[i - 1] if i else None


def _of_two(text: str, span: Found, rows: Rows) -> list[Found]:
    """The two institutions of a span with × between them, where a list knows the second: 甲協会×乙研究院."""
    at = text.find("×", span.start + 2, span.end - 1) if span.kind == "ORG" else -1
    if at < 0 or not any(start == at + 1 and end <= span.end for start, end, _ in rows_near(rows, at, span.end)):
        return [span]
    return [replace(span, end=at), replace(span, start=at + 1)]


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


def _press(text: str, span: Found) -> Found:
    """A paper or station with the word for what it is: 某某|新聞網."""
    word = next((word for word in border_words("paper") if text.startswith(word, span.end)), "")
    return replace(span, end=span.end + len(word)) if word else span


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
