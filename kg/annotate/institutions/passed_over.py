"""Institutions of a Japanese passage that nobody read, though their last word says what they are.

海山みなと|信用金庫 before somebody, and 会長（甲セミコンダクタ|社長）, whose first word was read as how a name is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.name import Name, exchanged, overlapping
from kg.names.borders import any_of

_KANA = re.compile("[ぁ-ん]")
_VERB = re.compile("[っるたてでしくをはがへ]")  # of a clause, and of few names
_BRACKET = re.compile(r"[（(]([\u3400-\u9fffァ-ヺーA-Za-zＡ-Ｚ・＆&]{3,24})[）)]")
_SAID = ("READING", "PERSON")
_LONGEST = 8  # characters of a title


def passed_over(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The names, with such institutions before somebody with a title, and in the bracket behind one."""
    ordered = exchanged(names, (), ())
    gone: list[Name] = []
    new: list[Name] = []
    people = {name.start for name in names if name.kind in ("PERSON", "SURNAME")}
    for match in _named().finditer(text):
        start, end = match.span(1)
        inside = overlapping(ordered, start, end)
        spoken = _VERB.search(match.group(1)) is not None or _KANA.match(text, start) is not None
        if end + 1 in people and not spoken and all(name.kind == "PLACE" for name in inside):
            gone += inside
            new.append(Name(start, end, "ORG", 0.7, None, "name before somebody"))
    titled = {name.end: name.kind for name in names if name.kind in ("TITLE", "PERSON")}
    for bracket in _BRACKET.finditer(text):
        start, end = bracket.span(1)
        inside = overlapping(ordered, start, end)
        first = next((n for n in inside if n.kind in _SAID and n.start == start and n.end < end - 1), None)
        behind = None if first is None else titled.get(bracket.start())
        somebody = first is not None and first.kind == "PERSON" and behind != "TITLE"
        cut = None if behind is None or somebody else _title(text, start, end, lists)
        if cut is not None and all(name.kind in (*_SAID, "PLACE", "TITLE") for name in inside):
            gone += inside
            new += [Name(start, cut, "ORG", 0.7, None, "name in a bracket"), Name(cut, end, "TITLE", 0.8, rule="title")]
    return exchanged(names, gone, new)


def _title(text: str, start: int, end: int, lists: Lists) -> int | None:
    """Where the title begins that closes a bracket."""
    letters = letters_of(text[start:end])
    sizes = range(min(_LONGEST, len(letters) - 2), 1, -1)
    return next((end - size for size in sizes if lists.titles.kind(letters[-size:]) == "t"), None)


@cache
def _named() -> re.Pattern[str]:
    """A name whose last word says what it is, before の and somebody."""
    name = rf"[\u3400-\u9fffァ-ヺーぁ-ん]{{2,14}}?{any_of('passed over')}"
    return re.compile(rf"(?:(?<=[\s、。「『（(・：:／])|^)({name})(?=の[\u3400-\u9fff])")
