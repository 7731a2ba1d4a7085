"""Where the names of persons begin and end that the tagger read too long, too short or together with a title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.annotate.lexicon import Lists, letters_of, script
from kg.annotate.name import Rows, rows_near
from kg.annotate.persons.spaced import follow_persons
from kg.annotate.tagging.tagger import Found
from kg.names import type_of_name
from kg.names.borders import any_of

_ADDRESS = re.compile(
    r"(?:(?:Vice |Deputy |Executive |Senior |Associate |Assistant |(?:Assoc|Asst|Assist|Adj)\.? )*"
    r"(?:Prof|Dr|Mr|Ms|Mrs|Professor|President|"
    r"Chairman|Chairperson|Director|Manager|Dean|Mayor|Governor|Minister|Chancellor|Provost|CEO)\b\.?\s*)"
)
_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]*(?:[ ,-]+[A-Z][\w.'’-]*){1,3}")
_SPACED_KANA = re.compile(r"[ァ-ヺー]{1,12}[ \u3000・＝=][ァ-ヺー]{1,16}|[ぁ-ん]{1,12}[ \u3000・＝=][ぁ-ん]{1,16}")
_CAPITALS = re.compile(r"[A-Z]{2,12} [A-Z]{2,12}(?: [A-Z]{2,12})?")
_LINKED_KATAKANA = re.compile(r"[ァ-ヺー]{1,30}(?:[・･=＝゠‐－-][ァ-ヺー]{1,30}){1,9}")
_REPORTER = re.compile(r"(?:本報|特派)?[記记]者(?=.{2})")
# name（reading）, name博士（reading）
_OPENED = re.compile(r"\s{0,3}(?:博士|教授|先生|女士|老師|老师|氏|さん)?\s{0,3}[（(]\s{0,3}")
_BEHIND = re.compile(r"[（(〔［\[【）)〕］\]】]|(?<=[A-Za-z.])(?:\u3000|[ ]{2})")
_DAY = re.compile("[廿卅][一二三四五六七八九]?日")  # 知事某某|廿四日
_RIMS = " \u3000\t\n・·‧･"
# What stands between a name and a person, though surnames are written so.
_LEADING = "和與与同於从從由向對对經经代曾會会應应常原前今時时都並并及暨率偕陪兼等為为是任有在以之的到至任請请讓让"
_INITIALS = re.compile(r"(?:[A-Z]\. ?){1,3}[A-Z][a-z]{1,20}")  # C. H. Wang
_VOICE = re.compile("[小大高低輕轻齊齐同][聲声]")  # 某某|小聲說


def without_surnames(text: str, spans: Sequence[Found], lists: Lists) -> list[Found]:
    """The spans, where a title ran on into the family name behind it: 總經理|歐|美蘭."""
    read = list(spans)
    for i, (title, name) in enumerate(pairwise(spans)):
        if title.kind != "TITLE" or name.kind != "PERSON" or title.end != name.start or name.end - name.start > 2:
            continue
        form, whole = text[title.start : title.end], text[title.end - 1 : name.end]
        hit = lists.surnames.at(letters_of(whole), 0)
        alone = lists.titles.kind(form) is None and lists.titles.kind(form[:-1]) == "t"
        if alone and hit is not None and hit[0] == 1 and len(whole) == 3:
            read[i], read[i + 1] = replace(title, end=title.end - 1), replace(name, start=name.start - 1)
    return read


def behind_known(text: str, span: Found, title: Found | None, rows: Rows, lists: Lists) -> list[Found]:
    """A known institution and somebody before a title whom a tagger read as one with it: 台南市|林文華|副市長."""
    if span.kind != "ORG" or title is None or title.kind != "TITLE" or title.start != span.end:
        return [span]
    near = rows_near(rows, span.start, span.end)
    cut = next((end for start, end, _ in near if start == span.start and end < span.end), None)
    if cut is None or any((start, end) == (span.start, span.end) for start, end, _ in near):
        return [span]
    form = text[cut : span.end]
    hit = lists.surnames.at(letters_of(form), 0)
    size, kind = hit or (0, "")
    somebody = (size == 1 and kind == "z" and len(form) == 3) or (size > 1 and kind != "z" and len(form) in (4, 5))
    if not somebody or type_of_name(form) is not None or type_of_name(text[span.start : span.end]) is not None:
        return [span]
    return [replace(span, end=cut), replace(span, start=cut, kind="PERSON")]


def with_first_sign(text: str, spans: Sequence[Found], lists: Lists) -> list[Found]:
    """The persons of a Chinese text with the sign of a surname that stands alone before them: 市|大|久保和平."""
    ends = {span.end for span in spans}
    read = []
    for span in spans:
        at = span.start - 1
        if span.kind == "PERSON" and at in ends and text[at] not in _LEADING:
            hit = lists.surnames.at(letters_of(text[at : span.end]), 0)
            size, kind = hit or (0, "")
            length = span.end - at
            if (size == 1 and kind == "z" and length == 3) or (size > 2 and length in (4, 5)):
                span = replace(span, start=at)
        read.append(span)
    return read


def behind_and(text: str, spans: Sequence[Found], lists: Lists) -> list[Found]:
    """The persons of a Chinese text without the 及 that joins them to what stands before: 副會頭|及|勝典子."""
    ends = {span.end for span in spans}
    return [
        replace(span, start=span.start + 1)
        if span.kind == "PERSON"
        and span.start in ends
        and text[span.start] in "及暨與与"
        and span.end - span.start > 3
        and lists.surnames.kind(text[span.start : span.start + 2]) is None
        else span
        for span in spans
    ]


def with_initials(text: str, spans: Sequence[Found]) -> list[Found]:
    """The spans, where initials and a surname in Latin letters are somebody, whatever a tagger took them for."""
    return [
        replace(span, kind="PERSON")
        if span.kind in ("ORG", "UNIT") and _INITIALS.fullmatch(text, span.start, span.end)
        else span
        for span in spans
    ]


def in_capitals(text: str, spans: Sequence[Found]) -> list[Found]:
    """The spans, where capitals between an institution and a title name a person: 某中心|YAMADA TARO|理事長."""
    offices = {span.end for span in spans if span.kind in ("ORG", "UNIT")}
    titles = {span.start for span in spans if span.kind == "TITLE"}
    return [
        replace(span, kind="PERSON")
        if span.kind == "ORG"
        and span.start in offices
        and span.end in titles
        and _CAPITALS.fullmatch(text, span.start, span.end)
        else span
        for span in spans
    ]


def as_reading(text: str, span: Found, before: Found | None) -> Found:
    """Words of Latin or kana in brackets directly after a person are the name again, without a Prof. before it."""
    if before is None or before.kind != "PERSON" or not _OPENED.fullmatch(text, before.end, span.start):
        return span
    if text[span.end : span.end + 1] in (")", "）") and _SPACED_KANA.fullmatch(text, span.start, span.end):
        return replace(span, kind="READING")
    start = span.start
    while hit := _ADDRESS.match(text, start, span.end):
        start = hit.end()
    if start >= span.end:
        return span  # a title and no name
    if start > span.start or _LATIN_NAME.fullmatch(text, start, span.end):
        return replace(span, start=start, kind="READING")
    return span


def person(text: str, span: Found, limit: int) -> Found:
    """A person within the borders of the name, but no further back than `limit`; a building that is called so."""
    if span.kind == "PERSON" and (house := re.compile(any_of("house")).match(text, span.end)):
        return replace(span, end=house.end(), kind="PLACE")
    start, end = _whole_katakana(text, *_borders(text, span.start, span.end), limit)
    kind = "PERSON" if _LINKED_KATAKANA.fullmatch(text, start, end) else span.kind
    return replace(span, start=start, end=end, kind=kind)


def without_title(text: str, span: Found, lists: Lists) -> Found:
    """A surname that was read with the title behind it, as a surname: 盧|教授."""
    form = text[span.start : span.end]
    for size in (1, 2):
        if lists.surnames.kind(form[:size]) and lists.titles.kind(form[size:]) == "t":
            return replace(span, end=span.start + size, kind="SURNAME")
    return span


def surname_start(text: str, before: Found, name: Found, ends: Mapping[int, int], lists: Lists) -> int | None:
    """Where the surname begins that an institution took from the name behind it: 北科大|莊|賀喬.

    `ends` says of names of the authority file where each ends that begins at a place.
    """
    cut = ends.get(before.start, name.start)
    if before.kind != "ORG" or before.end != name.start or cut >= name.start:
        return None
    hit = lists.surnames.at(letters_of(text[cut : name.end]), 0)
    return cut if hit is not None and hit[0] == name.start - cut and name.end - cut <= 4 else None


def _borders(text: str, start: int, end: int) -> tuple[int, int]:
    """A name begins after 記者 and ends before a bracket, a wide space behind Latin, or a word that follows persons.

    In Chinese characters it also ends before a number or a Latin word.
    """
    if opened := _REPORTER.match(text, start, end):
        start = opened.end()
    if (closed := _BEHIND.search(text, start + 1, end)) is not None:
        end = closed.start()
    if script(text[start]) == "H":
        end = next((i for i in range(start + 1, end) if script(text[i]) in "9Aa"), end)
    if end - start > 2 and (_VOICE.match(text, end - 1) or _DAY.match(text, end - 1)):
        end -= 1
    while word := next(
        (word for word in follow_persons() if len(word) > 1 and text.endswith(word, start + 2, end)), ""
    ):
        end -= len(word)
        while text[end - 1].isspace():
            end -= 1  # 某某　先生　台鑒
    return start, start + len(text[start:end].rstrip(_RIMS))  # 某某・|理事長


def _whole_katakana(text: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """A rendering in katakana reaches over its dots and hyphens: リン・ター-シャン, cut nowhere."""
    for run in _LINKED_KATAKANA.finditer(text, max(limit, start - 30), end + 30):
        if run.start() <= start and end <= run.end():
            return run.span()
    return start, end
