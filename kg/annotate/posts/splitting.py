"""Offices and titles that were read as one: 產業振興部|部長, 議會|議長, and with a shared character 教育|局長."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import Lists
from kg.annotate.tagging.tagger import Found
from kg.model import OrganizationType
from kg.names import type_of_name
from kg.names.borders import border_words

# What ends an institution and opens a title at once: 經濟部 + 部長.
SHARED = "部市縣県县町村鄉郷乡區区鎮鎭镇省廳庁厅府處处処局署院所室課科組系館"
_BRANCH = re.compile(r"(?:分行|支行|分公司|分院|分校|支店|分處|分处)(?=.)")  # 東京|分行|經理
# 參議院|議員
_HOUSE = re.compile(r"(?:[眾众衆参參][議议]院|立法院)(?=副?[議议院][員员長长])")
_ONCE = ("原", "時任", "时任")  # they are of no title, but say when somebody held it
_HEADS = "長长"
_RANKS = (
    "代理",
    "資深",
    "资深",
    "執行",
    "常務",
    "專務",
    "首席",
    "榮譽",
    "名譽",
    "新任",
    "現任",
    "前任",
    "候任",
    "副",
    "前",
)
_LONGEST = 8  # characters of the longest title that may stand behind its office


def split_offices(text: str, spans: Sequence[Found], lists: Lists) -> list[Found]:
    """The spans, with an office and the title of its head apart wherever one span holds both.

    A shared character is left to the title; an assembly or a school joins the town or name directly before it.
    """
    parted: list[Found] = []
    for span in spans:
        before = parted[-1] if parted and parted[-1].kind == "ORG" and parted[-1].end == span.start else None
        if before is not None and span.kind == "TITLE" and _of_group(text, span, lists):
            parted[-1] = replace(before, end=span.start + 2)
            parted.append(replace(span, start=span.start + 2))
            continue
        branch = _branch(text, parted, span)
        if branch is not None:
            parted[-1] = replace(parted[-1], end=branch, kind="UNIT")
            parted.append(replace(span, start=branch))
            continue
        if span.kind == "TITLE" and before is not None and _opens_title(text, before, span, lists):
            parted[-1] = replace(span, start=before.start)
            continue
        if span.kind == "TITLE" and before is not None and (at := _rank_start(text, before, span, lists)) is not None:
            parted[-1] = replace(before, end=at)
            parted.append(span if text[at : span.start] in _ONCE else replace(span, start=at))
            continue
        cut = _cut(text[span.start : span.end], span.kind, text[before.start : before.end] if before else "", lists)
        if cut is None:
            parted.append(span)
            continue
        middle = span.start + cut
        kind = type_of_name(text[span.start : middle])
        if span.kind == "TITLE" and before is not None and _belongs(text, before, middle):
            parted[-1] = replace(before, end=middle)
        elif span.kind == "TITLE" and (town := _town_before(text, parted, span.start, middle)) is not None:
            parted[-1] = replace(town, end=middle, kind="ORG")  # 霧山町|議會
        else:
            office = span.kind if span.kind != "TITLE" else "UNIT" if before or kind is OrganizationType.UNIT else "ORG"
            parted.append(replace(span, kind=office, end=middle))
        parted.append(replace(span, kind="TITLE", start=middle))
    return parted


def _of_group(text: str, title: Found, lists: Lists) -> bool:
    """Whether what was read as a title begins with what a company is: 甲|集團執行長."""
    group = text.startswith(("集團", "集团"), title.start)
    return group and lists.titles.kind(text[title.start + 2 : title.end]) == "t"


def _rank_start(text: str, before: Found, title: Found, lists: Lists) -> int | None:
    """Where a title begins whose first word an institution took: 甲株式會社|代理社長."""
    for word in (*_RANKS, *_ONCE):
        start = before.end - len(word)
        whole = text.endswith(word, before.start + 3, before.end) and lists.titles.kind(text[before.end : title.end])
        if whole == "t" and type_of_name(text[before.start : start]) is not None:
            return start
    return None


def _opens_title(text: str, before: Found, title: Found, lists: Lists) -> bool:
    """Whether what was read as an institution is the first word of a title that the list knows: 立法|委員."""
    whole = text[title.end - 1] not in _HEADS and lists.titles.kind(text[before.start : title.end]) == "t"
    return whole and type_of_name(text[before.start : before.end]) is None


def _branch(text: str, parted: Sequence[Found], title: Found) -> int | None:
    """Where the branch ends that a place before a title is named with: 東京|分行|經理."""
    branch = _BRANCH.match(text, title.start, title.end) if title.kind == "TITLE" and parted else None
    if branch is None or parted[-1].end != title.start or parted[-1].kind not in ("PLACE", "ORG"):
        return None
    place = type_of_name(text[parted[-1].start : title.start]) in (None, OrganizationType.GOVERNMENT)
    return branch.end() if place else None


def _town_before(text: str, parted: Sequence[Found], start: int, end: int) -> Found | None:
    """The town directly before its assembly, whether or not it was read as a mere place."""
    town = parted[-1] if parted else None
    if town is None or not text[start:end].endswith(("議會", "議会", "议会")):
        return None
    return town if town.kind in ("ORG", "PLACE") and town.end in (start, start + 1) else None


def _cut(form: str, kind: str, before: str, lists: Lists) -> int | None:
    """Where the title in a span begins, if an office stands before it; `before` is the institution beside it."""
    if kind in ("ORG", "UNIT"):
        title = form[-2:]
        fused = len(form) > 3 and title[1] in _HEADS and title[0] in SHARED and lists.titles.kind(title)
        return len(form) - 2 if fused and not form.startswith(border_words("rank")) else None
    if kind == "TITLE" and (house := _HOUSE.match(form)) is not None:
        return house.end()
    if kind != "TITLE" or lists.titles.kind(form) or form.startswith(border_words("rank")):
        return None
    if lists.titles.kind(form.lstrip("前元現现新")):
        return None  # 研究院|前副院長
    for cut in range(max(2, len(form) - _LONGEST), len(form) - 1):
        if not lists.titles.kind(form[cut:]):
            continue
        if type_of_name(before + form[:cut]) is not None and not form[:cut].endswith(tuple(_HEADS)):
            return cut
        if cut > 1 and form[cut] in SHARED and form[-1] in _HEADS and len(form) - cut == 2:
            return cut if type_of_name(before + form[: cut + 1]) is not None else None
    return None


def _belongs(text: str, before: Found, end: int) -> bool:
    """Whether what follows an institution is the rest of its name: a town and its assembly, a place and its school."""
    whole, rest = type_of_name(text[before.start : end]), text[before.end : end]
    if rest.endswith(("議會", "議会", "议会")):
        return whole is OrganizationType.GOVERNMENT
    return whole is OrganizationType.UNIVERSITY and type_of_name(text[before.start : before.end]) is None
