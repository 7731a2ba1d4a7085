"""Rules that mend the tagger's spans with what the lists know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.in_turn import in_turn
from kg.annotate.institutions.institution_spans import (
    as_school,
    institution,
    latin_in_brackets,
    unit,
    units_with_their_ends,
)
from kg.annotate.institutions.known_spans import known_spans
from kg.annotate.institutions.nameless import is_memorial, is_no_name
from kg.annotate.lexicon import Lists
from kg.annotate.name import Rows, rows_near
from kg.annotate.persons.borrowed import returned
from kg.annotate.persons.inverted import inverted
from kg.annotate.persons.person_spans import (
    as_reading,
    behind_and,
    behind_known,
    in_capitals,
    with_first_sign,
    with_initials,
    without_surnames,
)
from kg.annotate.persons.spaced import join_spaced
from kg.annotate.posts.cut import japanese_spans, with_site
from kg.annotate.posts.longer_titles import longer_titles
from kg.annotate.posts.ministers import ministers
from kg.annotate.posts.ministries import shared_with_title
from kg.annotate.posts.spaced_titles import as_spaced_title, without_sign_of_title
from kg.annotate.posts.splitting import split_offices
from kg.annotate.tagging.tagger import Found
from kg.names import type_of_name
from kg.names.borders import border_words

_AND = re.compile("[×和及與与暨]")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def mend(text: str, spans: Sequence[Found], rows: Rows, lists: Lists, *, chinese: bool = False) -> list[Found]:
    """The spans without what is no name, with no digits in persons and no surname in an institution.

    In Chinese text names with a space inside are joined, and offices parted from the titles read with them.
    """
    ends = {start: end for start, end, _ in rows}
    spans = [_closed(text, span) for span in spans]
    parted = _chinese(text, spans, rows, lists) if chinese else _japanese(text, spans, rows, lists)
    mended = in_turn(text, parted, ends, lists, chinese=chinese)
    if chinese:
        mended = with_first_sign(text, behind_and(text, mended, lists), lists)
        mended = without_surnames(text, _without_given_names(text, mended, lists), lists)
    mended = join_spaced(text, mended, lists)
    if not chinese:
        mended = [as_spaced_title(text, without_sign_of_title(text, span, lists), lists) for span in mended]
    mended = [as_reading(text, span, _person_before(mended, i)) for i, span in enumerate(mended)]
    mended = inverted(text, with_initials(text, in_capitals(text, mended)))
    mended = _in_borders(text, mended, set(ends.values()), lists)
    mended = [
        span
        for i, span in enumerate(mended)
        if not (span.kind == "PERSON" and is_memorial(text, span.end))
        and (not is_no_name(text[span.start : span.end], span.kind, lists) or shared_with_title(text, mended, i, rows))
    ]
    if _CJK.search(text):
        return mended
    # A line of English in these pages is a slogan or a banner: only what is known or says what it is names anyone.
    return [
        s for s in mended if s.kind not in ("ORG", "UNIT") or s.start in ends or type_of_name(text[s.start : s.end])
    ]


def _closed(text: str, span: Found) -> Found:
    """A title without the bracket that opens at its end: 最高執行責任者|（."""
    opened = span.kind == "TITLE" and text[span.end - 1] in "（(" and span.end - span.start > 1
    return replace(span, end=span.end - 1) if opened else span


def _chinese(text: str, spans: Sequence[Found], rows: Rows, lists: Lists) -> list[Found]:
    """The spans of a Chinese passage, each of one thing."""
    spans = ministers(text, returned(text, spans, lists))
    apart = [part for span in spans for part in _of_two(text, span, rows)]
    behind = [*apart[1:], None][: len(apart)]
    apart = [p for s, t in zip(apart, behind, strict=True) for p in behind_known(text, s, t, rows, lists)]
    return list(split_offices(text, apart, lists))


def _japanese(text: str, spans: Sequence[Found], rows: Rows, lists: Lists) -> list[Found]:
    """The spans of a Japanese passage, each of one thing."""
    apart = [part for span in spans for part in _of_two(text, span, rows)]
    apart = [part for span in known_spans(text, apart, rows) for part in with_site(text, span, rows)]
    return longer_titles(text, japanese_spans(text, apart, lists), rows, lists)


def _in_borders(text: str, mended: Sequence[Found], known_ends: set[int], lists: Lists) -> list[Found]:
    """The spans with their institutions from the first to the last character of their names, and none over another."""
    mended = [as_school(text, span) if span.kind == "FACILITY" else span for span in mended]
    mended = [institution(text, span, known_ends, lists) if span.kind == "ORG" else span for span in mended]
    mended = [unit(text, span, lists) if span.kind == "UNIT" else span for span in mended]
    mended = [_press(text, span) if span.kind == "ORG" else span for span in mended]
    mended = latin_in_brackets(text, units_with_their_ends(text, mended, lists))
    limits = [*(span.start for span in mended[1:]), len(text)][: len(mended)]
    mended = [replace(span, end=min(span.end, limit)) for span, limit in zip(mended, limits, strict=True)]
    return [span for span in mended if span.start < span.end]  # 長 alone, that the next one took: 長|谷川秀樹


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
    """The two institutions of a span with × or 和 between them, where a list knows the second: 甲協会×乙研究院."""
    between = _AND.search(text, span.start + 2, span.end - 2) if span.kind == "ORG" else None
    at = between.start() if between is not None else -1
    if at < 0 or not any(start == at + 1 and end <= span.end for start, end, _ in rows_near(rows, at, span.end)):
        return [span]
    return [replace(span, end=at), replace(span, start=at + 1)]


def _press(text: str, span: Found) -> Found:
    """A paper or station with the word for what it is: 某某|新聞網."""
    word = next((word for word in border_words("paper") if text.startswith(word, span.end)), "")
    return replace(span, end=span.end + len(word)) if word else span
