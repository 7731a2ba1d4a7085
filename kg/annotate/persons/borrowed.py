"""Persons of a Chinese text and the sign at their border that is of the word beside: 高橋健一|致詞, 教務長|国弘太郎."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.tagging.tagger import Found

# 一 is of the name where a word begins behind it: 高橋健一|帶隊, but 高橋健|一行, 高橋健|一同.
_WORD = re.compile(
    "致[詞词辭辞]|[帶带領领]|率|[應应]邀|出席|表示|指出|[說说]|今|昨|[親亲]自|[與与和及也則则並并]|先生|到[場场訪访]|代表|接待|[陪同]同|分享|[強强][調调]|[認认][為为]"
    "|[回][憶忆應应]|[期希]|[獲获]|[擔担]任|[簽签]|[\\s，。、；：（(）)／/]|\\Z"
)
# 原田修|應邀, 連詩|承接 is left: the two signs make a word.
_WORDS = frozenset(
    [
        "應邀",
        "应邀",
        "到場",
        "到场",
        "到訪",
        "到访",
        "親自",
        "亲自",
        "表示",
        "分別",
        "分别",
        "率團",
        "率团",
        "也是",
        "則是",
        "则是",
    ]
)
_APPOINTED = re.compile("(?:任命|聘請|聘请|聘任|選任|选任|推選|推选|推舉|推举|指派|遴選|遴选|[拔提]擢|拔擢|升|改派)\\Z")


def returned(text: str, spans: Sequence[Found], lists: Lists) -> list[Found]:
    """The spans, each sign at the border of a person with the name or the word that it is of."""
    read: list[Found] = []
    for i, span in enumerate(spans):
        behind = spans[i + 1] if i + 1 < len(spans) else None
        if span.kind == "PERSON" and read and _closes_title(text, read[-1], span, lists):
            read[-1], span = replace(read[-1], end=span.start + 1), replace(span, start=span.start + 1)
        read.append(_whole(text, span, behind, lists) if span.kind == "PERSON" else span)
    return read


def _closes_title(text: str, title: Found, person: Found, lists: Lists) -> bool:
    """教務|長国弘太郎: whether the first sign of a name, with which no surname begins, is the last one of the title."""
    if title.kind != "TITLE" or title.end != person.start or text[person.start] not in "長长" or _size(person) < 4:
        return False
    longer = lists.titles.kind(text[title.start : person.start + 1]) == "t"
    letters = letters_of(text[person.start : person.end])
    own, rest = lists.surnames.at(letters, 0), lists.surnames.at(letters[1:], 0)
    return longer and rest is not None and (own is None or own[0] < 2)  # but 校|長谷川修


def _whole(text: str, person: Found, behind: Found | None, lists: Lists) -> Found:
    hit = lists.surnames.at(letters_of(text[person.start : person.end]), 0)
    given = _size(person) - (hit[0] if hit is not None else 0)
    rest, last = text[person.end : person.end + 1], text[person.end - 1]
    free = behind is None or behind.start > person.end
    japanese = hit is not None and hit[0] > 1
    if japanese and given == 1 and rest == "一" and free and _WORD.match(text, person.end + 1):
        return replace(person, end=person.end + 1)
    if given > 1 and last + rest in _WORDS:
        return replace(person, end=person.end - 1)
    named = behind is not None and behind.kind == "TITLE" and behind.start == person.end
    if given > 1 and last in "為为" and named and _APPOINTED.search(text, max(0, person.start - 2), person.start):
        return replace(person, end=person.end - 1)
    return person


def _size(span: Found) -> int:
    return span.end - span.start
