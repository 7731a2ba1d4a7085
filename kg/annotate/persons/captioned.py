"""Surnames read as one with what their bearers head, as in captions: 林|台湾交通部|局長, 西村|先端科学研究院|教授."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name, Rows, rows_near
from kg.annotate.persons.together import common_surnames
from kg.model import Rule
from kg.names import fold, type_of_name
from kg.names.authority import Row
from kg.names.places import place_of_key

_OPENS = re.compile(r"[\s、，。・：:（(「とや]\Z")
_DIRECTIONS = "東西南北中新大小高上下"  # begin names of institutions as well: 南|台湾銀行
_ASIDE = re.compile(r"(?:氏|さん|様|先生|博士)?[（(]")
_NEAR = 4  # characters of it
_SHORTEST = 4  # characters of an institution behind a surname
_READ = ("PERSON", "SURNAME", "ORG", "UNIT")


def captioned(
    texts: Sequence[str], names: Sequence[Sequence[Name]], rows: Sequence[Rows], lists: Lists
) -> list[list[Name]]:
    """The names of each Japanese passage, surnames parted from the institution and the title behind them.

    A list or the document itself must have the institution without the surname.
    """
    own = zip(texts, names, strict=True)
    forms = {text[n.start : n.end] for text, found in own for n in found if n.kind in ("ORG", "UNIT")}
    return [_parted(*one, forms, lists) for one in zip(texts, names, rows, strict=True)]


def _parted(text: str, names: Sequence[Name], rows: Rows, forms: AbstractSet[str], lists: Lists) -> list[Name]:
    read: list[Name] = []
    titles = {name.start: name for name in names if name.kind == "TITLE"}
    people = [name.end for name in names if name.kind == "PERSON"]
    longer = {}
    for name in _with_own_beginning(text, names, people):
        title = titles.get(name.end)
        own = name.row is not None or _is_aside(text, name, people)
        parts = [] if title is None or own else list(_cut(text, name, title, rows, forms, lists))
        if parts and parts[-1].kind == "TITLE" and title is not None:
            longer[title] = parts.pop()
        read += parts or [longer.get(name, name)]
    return read


def _with_own_beginning(text: str, names: Sequence[Name], people: Sequence[int]) -> list[Name]:
    """The names, where the first signs of an institution in the bracket behind somebody were read as a surname.

    某氏（|肥山|経済会代表）: the bracket says where he is.
    """
    read: list[Name] = []
    for name in names:
        before = read[-1] if read else None
        short = before is not None and before.kind in ("PERSON", "SURNAME") and before.end - before.start < _SHORTEST
        beside = before is not None and short and before.end == name.start and name.kind == "ORG"
        if before is not None and beside and _is_aside(text, before, people):
            read[-1] = replace(name, start=before.start, row=None)
            continue
        read.append(name)
    return read


def _is_aside(text: str, name: Name, people: Sequence[int]) -> bool:
    """Whether a name begins the bracket behind somebody: 某氏（海山経済会代表）."""
    return any(_ASIDE.fullmatch(text, end, name.start) for end in people if end < name.start <= end + _NEAR)


def _cut(text: str, name: Name, title: Name, rows: Rows, forms: AbstractSet[str], lists: Lists) -> Iterator[Name]:
    """Surname, institution and title of a name and the title behind it; nothing where it holds no surname."""
    if name.kind not in _READ or (name.start and _OPENS.search(text, name.start - 1, name.start) is None):
        return
    for start, end, row in rows_near(rows, name.start, title.end):
        if name.start < start < name.end <= end < title.end and end - start >= _SHORTEST:
            rest = next((at for at in (end, end - 1) if lists.titles.kind(text[at : title.end]) == "t"), None)
            if rest is not None and _is_surname(text[name.start : start], lists):
                yield from _three(name, start, row, replace(title, start=rest))
                return
    for start in range(name.start + 3, name.start, -1) if name.kind in ("ORG", "UNIT") else ():
        form = text[start : name.end]
        told = len(form) >= _SHORTEST and form in forms and type_of_name(form) is not None
        if told and lists.endings.kind(form) is None and _is_surname(text[name.start : start], lists):
            yield from _three(name, start, None, title)
            return


def _three(name: Name, start: int, row: Row | None, title: Name) -> Iterator[Name]:
    kind = "UNIT" if name.kind == "UNIT" else "ORG"
    yield Name(name.start, start, "SURNAME", name.confidence, None, "surname before what its bearer heads")
    yield Name(start, title.start, kind, name.confidence, row, "" if row is None else Rule.AUTHORITY)
    yield title


def _is_surname(form: str, lists: Lists) -> bool:
    """Whether a form is a surname and no place, of those of one sign a common one that no name begins with."""
    if len(form) == 1:
        return form in common_surnames() and form not in _DIRECTIONS
    return lists.surnames.kind(form) is not None and place_of_key(fold(form)) is None
