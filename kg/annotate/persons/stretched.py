"""Names whose characters a row spreads to the width of its column: 山　　田　　一　郎　　　　甲社 社長."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.model import Rule
from kg.names.forms import is_legal_form
from kg.names.referring import words

_WORD = re.compile(r"[^\s]+")
_LETTERS = re.compile(r"[\u3005-\u3007\u3041-\u3096\u30a1-\u30fc\u3400-\u9fff\U00020000-\U0003ffff]+")
_ROW = 60  # characters of a row; longer lines are prose
_WIDE = 3  # spaces between two columns
_LEAST, _MOST = 3, 6  # characters of a name
_FAMILY, _GIVEN = 4, 4  # of its parts
_SPREAD = 3  # characters of an institution that are set apart, at least


def stretched(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The names of a Japanese row, with the person at its head and the institution that fills it."""
    if len(text) > _ROW or "。" in text:
        return list(names)
    cells = [match.span() for match in _WORD.finditer(text)]
    put = _person(text, cells, names, lists) or _institution(text, cells)
    if put is None:
        return list(names)
    kept = [name for name in names if name.end <= put.start or put.end <= name.start]
    return sorted([*kept, put], key=lambda name: (name.start, -name.end))


def _person(text: str, cells: Sequence[tuple[int, int]], names: Sequence[Name], lists: Lists) -> Name | None:
    """The person before a wide gap and what tells an institution or a post: spread out, with a known family name."""
    begins = {name.start for name in names if name.kind in ("ORG", "UNIT", "TITLE")}
    for count in range(2, min(len(cells), _MOST + 1)):
        start = cells[count][0]
        wide = start - cells[count - 1][1] >= _WIDE
        if not wide or not (start in begins or text.startswith(_own(), start)):
            continue
        parts = [text[s:e] for s, e in cells[:count]]
        town = any(name.kind in ("ORG", "UNIT", "TITLE") and name.start < cells[count - 1][1] for name in names)
        if not town and _is_name(parts, lists):
            return Name(cells[0][0], cells[count - 1][1], "PERSON", 0.8, None, Rule.SPREAD_OVER_COLUMN)
    return None


def _is_name(parts: Sequence[str], lists: Lists) -> bool:
    """Whether the cells before a column are a family name and a given name, one character at least set apart."""
    form = "".join(parts)
    if not _LEAST <= len(form) <= _MOST or not all(map(_LETTERS.fullmatch, parts)) or min(map(len, parts)) > 1:
        return False
    if lists.titles.kind(form) or lists.endings.kind(form):
        return False
    for cut in range(len(parts) - 1, 0, -1):
        family, given = "".join(parts[:cut]), "".join(parts[cut:])
        if len(family) <= _FAMILY and len(given) <= _GIVEN and lists.surnames.kind(family) is not None:
            return True
    return False


def _institution(text: str, cells: Sequence[tuple[int, int]]) -> Name | None:
    """The company that a row consists of, its legal form in one word or spread out too."""
    parts = [text[s:e] for s, e in cells]
    apart = sum(len(part) == 1 for part in parts)
    if apart < _SPREAD or not all(len(part) == 1 or is_legal_form(part) for part in parts):
        return None
    form = "".join(parts)
    if not any(is_legal_form(form[:cut]) or is_legal_form(form[cut:]) for cut in range(2, len(form) - 1)):
        return None
    return Name(cells[0][0], cells[-1][1], "ORG", 0.85, None, "name spread over its row")


@cache
def _own() -> tuple[str, ...]:
    """当社, 本学: what means the institution of the page itself."""
    return tuple(word.word for word in words("self") if word.language == "ja" and len(word.word) > 1)
