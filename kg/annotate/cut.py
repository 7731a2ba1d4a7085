"""Spans of the tagger in Japanese that hold two things, or a part of one: posts of two columns, 某某・人材|開発部長."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import Lists
from kg.annotate.tagger import Found

_OF_TOWN = re.compile(r"[（(](?=[市県都道府町村区][\u3400-\u9fff])(?!区間|市場|府令|都度|道路)")
_GAP = re.compile(r"[ \u3000]{1,40}")
_WORD = re.compile(r"[^\s]{2}")
_DEPARTMENT = re.compile(r"(?<=[\u3400-\u9fff]{2})・(?=[\u3400-\u9fff]{1,8}\Z)")
_HALL = re.compile(r"[\u3400-\u9fff]{2,4}[館閣]\Z")


def japanese_spans(text: str, spans: Sequence[Found], lists: Lists) -> list[Found]:
    """The spans of a Japanese passage, each of one thing."""
    read: list[Found] = []
    for span in spans:
        before = read[-1] if read else None
        if span.kind == "TITLE" and before is not None and (cut := _department(text, before, span)) is not None:
            read[-1], span = replace(before, end=cut), replace(span, start=cut + 1)
        elif span.kind == "ORG" and before is not None and before.kind == "READING" and before.end == span.start:
            span = replace(read.pop(), end=span.end, kind="ORG")  # （しお|かぜ事務所）
        elif span.kind == "PERSON" and _HALL.fullmatch(text, span.start, span.end):
            span = replace(span, kind="PLACE")  # 甲銀行 湊星館
        read += _in_columns(text, span, lists)
    return read


def _department(text: str, person: Found, title: Found) -> int | None:
    """Where a person ends that took the words with which the title behind begins: 某某・人材|開発部長."""
    if person.kind != "PERSON" or person.end != title.start:
        return None
    cut = _DEPARTMENT.search(text[person.start : person.end])
    return None if cut is None else person.start + cut.start()


def _in_columns(text: str, span: Found, lists: Lists) -> list[Found]:
    """The titles of a span that reaches over two columns of a row: 取締役　　　技術部長, 議　長　会長.

    A post of the town in the bracket behind another is one for itself too: 会長（県議会議長）.
    """
    if span.kind != "TITLE":
        return [span]
    if town := _OF_TOWN.search(text, span.start + 2, span.end):
        own = replace(span, start=town.end(), end=span.end - (text[span.end - 1] in "）)"))
        return [replace(span, end=town.start()), own]  # 会長（県|議会議長）
    for gap in _GAP.finditer(text, span.start, span.end):
        before, after = text[span.start : gap.start()], text[gap.end() : span.end]
        wide = len(gap.group()) > 1 and all(_WORD.search(side) for side in (before, after))
        set_apart = len(before) > 2 and " " in before.replace("\u3000", " ") and not _GAP.search(after)
        if wide or (set_apart and all(lists.titles.kind("".join(side.split())) == "t" for side in (before, after))):
            return [replace(span, end=gap.start()), *_in_columns(text, replace(span, start=gap.end()), lists)]
    return [span]
