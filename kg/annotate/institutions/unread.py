"""Institutions that nobody read before somebody's post: 由|群立半導體|董事長某某, 山名マテリアル|社長の某氏."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.annotate.institutions.describing import is_generic, is_of_fields, is_trade, only_describes, stands_for_another
from kg.annotate.institutions.nameless import is_no_name
from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.model import OrganizationType
from kg.names import type_of_name
from kg.names.forms import company_endings

_RULE = "institution before a post"
_WHOLE = frozenset(OrganizationType) - {OrganizationType.UNIT, OrganizationType.GOVERNMENT}
# A Japanese name ends where hiragana or a mark stands before it.
_JAPANESE = re.compile(r"(?<![\u3400-\u9fff々ァ-ヺーA-Za-z0-9])[\u3400-\u9fff々ァ-ヺー]{4,20}\Z")
_TAKES_UP = "[現现擔担出接兼時时曾轉转升]任|身兼|當選|当选|獲選|获选|卸下|辭去|辞去|[現现][為为]"
# In Chinese, words lead to it that no name begins with.
_CHINESE = re.compile(
    r"(?:.{0,24}(?:[\s，。、；：:「」『』（）()／/｜|]|[與与和及由請请邀向據据的給给讓让為为是]"
    rf"|{_TAKES_UP})|\A)"
    r"(?:感謝|感谢|歡迎|欢迎|拜會|拜会|拜訪|拜访|包括|以及|來自|来自|獲|获|前|時任|时任){0,2}(?P<name>[\u3400-\u9fff]{4,14})\Z"
)
_TAKES = re.compile(rf"(?:{_TAKES_UP})[\u3400-\u9fff]{{4,14}}\Z")
_BEHIND_NAME = re.compile(r"[・（(／/][\u3400-\u9fff々ァ-ヺー]{4,20}[・ \u3000]?\Z")
_LEADS_IN = re.compile("[與与和及由請请邀向據据給给讓让為为是現现任的]")


def with_unread(text: str, names: Sequence[Name], lists: Lists, *, chinese: bool) -> list[Name]:
    """The names of a passage, with such institutions: what ends as names do, from the word before it to the post."""
    places = sorted({place - (text[place - 1 : place] in ("の", "的", "・")) for place in _posts(text, names)})
    names = [_as_institution(text, name, places, lists, chinese=chinese) for name in names]
    taken = bytearray(len(text))
    for name in names:
        if name.kind != "PLACE":
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
    forms = {text[name.start : name.end] for name in names if name.kind in ("ORG", "UNIT")}
    found = []
    for end in places:
        match = (_CHINESE if chinese else _JAPANESE).search(text, max(0, end - 24), end)
        start = match.start("name" if chinese else 0) if match is not None else end
        if start < end and not any(taken[start:end]) and _is_name(text[start:end], forms, lists, chinese=chinese):
            found.append(Name(start, end, "ORG", 0.6, None, _RULE))
    inside = [name for name in names if name.kind == "PLACE" and any(f.start <= name.start < f.end for f in found)]
    return sorted([*(name for name in names if name not in inside), *found], key=lambda name: (name.start, -name.end))


def _as_institution(text: str, name: Name, places: Sequence[int], lists: Lists, *, chinese: bool) -> Name:
    """What was read as an event or a person and has the form of an institution, before somebody's post."""
    form = text[name.start : name.end]
    if name.kind not in ("EVENT", "PERSON") or name.end not in places:
        return name
    if name.kind == "PERSON" and not form.endswith(tuple(end for end in company_endings() if len(end) > 3)):
        return name  # 白石マテリアル|工場長, but no 王精密
    return replace(name, kind="ORG", rule=_RULE) if _is_name(form, set(), lists, chinese=chinese) else name


def _posts(text: str, names: Sequence[Name]) -> Iterator[int]:
    """Where the posts of somebody begin: with the title before a name, or with the name before a title."""
    people = {name.start: name for name in names if name.kind == "PERSON"}
    ends = {name.end for name in names if name.kind == "PERSON"}
    titles = {name.start: name for name in names if name.kind == "TITLE"}
    for title in titles.values():
        behind = title.end + (text[title.end : title.end + 1] in ("の", "的"))
        told = _TAKES.search(text, max(0, title.start - 18), title.start)
        of = _BEHIND_NAME.search(text, max(0, title.start - 22), title.start)
        if behind in people or told is not None or (of is not None and of.start() in ends):
            yield title.start
    for person in people.values():
        if person.end in titles:
            yield person.start


def _is_name(form: str, forms: set[str], lists: Lists, *, chinese: bool) -> bool:
    if type_of_name(form) not in _WHOLE or (chinese and _LEADS_IN.search(form)):
        return False
    ending = next((end for end in company_endings() if form.endswith(end)), "")
    if len(form) - len(ending) < 2 or stands_for_another(form) or only_describes(form) or is_of_fields(form):
        return False
    return not (is_trade(form) or is_generic(form, forms, lists) or is_no_name(form, "ORG", lists))
