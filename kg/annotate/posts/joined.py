"""Japanese titles that are one with what stands beside them: 社長兼|CTO, 副校長・|教務主事, 市長|室主任."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name

_OFFICE_OF = re.compile(r"室(?:室?長|主任|副主任|次長|秘書|補佐|参事|主幹|主査|調査役)|(?:特別)?秘書(?:官|室長|課長)?")
_HEADS = ("市長", "町長", "県長", "知事", "学長", "総長", "校長", "院長", "理事長", "会長", "社長", "局長", "部長")
# 同|学院院長: of the school that was named
_THAT = re.compile(r"同(?:学院|研究院|研究科|学部|学府|学系|学科|研究所|センター|機構)")
# パートナーである|甲社の某氏: what the company is
_ROLE_OF_A_COMPANY = re.compile(r"(?:である|でもある|の|となる|、)[「『]?")


def joined(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The names of a Japanese passage, each title with the rest of the post that it tells."""
    starts = {name.start for name in names if name.kind in ("ORG", "UNIT")}
    read: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        before = read[-1] if read else None
        if name.kind == "PERSON" and before is not None and _is_title_behind(text, before, name, lists):
            name = replace(name, kind="TITLE", rule="title")
        if name.kind != "TITLE":
            read.append(name)
            continue
        if before is not None and before.kind == "TITLE" and name.end <= before.end:
            continue  # 市長室|主任, which the title before took
        if text[name.start : name.end] == "パートナー":
            said = _ROLE_OF_A_COMPANY.match(text, name.end)
            if said is not None and said.end() in starts:
                continue
        name = _of_that(text, name, lists)
        if text.endswith(_HEADS, name.start, name.end) and (office := _OFFICE_OF.match(text, name.end)):
            name = replace(name, end=office.end())
        if before is not None and before.kind == "TITLE" and _is_one(text, before, name, lists):
            read[-1] = replace(before, end=name.end)
            continue
        read.append(name)
    return read


def _is_one(text: str, first: Name, second: Name, lists: Lists) -> bool:
    """Whether two titles tell one post: 会長兼CEO, and two with a dot between that the list has as one."""
    between = text[first.end : second.start]
    if between == "兼":
        return True
    return between == "・" and lists.titles.kind(text[first.start : second.end]) == "t"


def _is_title_behind(text: str, before: Name, name: Name, lists: Lists) -> bool:
    """Whether what was read as somebody is the title of the person before it: 某某・局長."""
    return (
        before.kind == "PERSON"
        and text[before.end : name.start] in ("・", "")
        and lists.titles.kind(text[name.start : name.end]) == "t"
    )


def _of_that(text: str, title: Name, lists: Lists) -> Name:
    """A title without the kind of institution that 同 points to: 同学院|院長."""
    kind = _THAT.search(text, max(0, title.start - 4), title.end)
    if kind is None or kind.end() <= title.start:
        return title
    return replace(title, start=kind.end()) if lists.titles.kind(text[kind.end() : title.end]) == "t" else title
