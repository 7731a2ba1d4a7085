"""Titles in Latin letters, as releases put them before names written so: Vice President Ming-Da Lin, Dean Prof. Lin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.name import Name

_RANK = (
    r"(?:Honorary|Executive|Senior|Associate|Assistant|Deputy|Vice|Distinguished|Founding|Acting|General|Managing"
    r"|Chief|(?:Assoc|Asst|Assist|Adj)\.?)"
)
_OFFICE = (
    r"(?:President|Chair(?:man|person|woman)?|Director(?: General)?|Manager|Dean|Professor|Mayor|Governor|Minister"
    r"|Chancellor|Provost|Rector|Principal|Secretary General|Representative|Officer|Prof|CEO|CTO|CFO|COO)"
)
_TITLE = re.compile(rf"(?<![A-Za-z])(?:{_RANK}[ -]){{0,3}}{_OFFICE}(?![A-Za-z])")
_BEFORE = re.compile(rf"({_TITLE.pattern})\.?(?:[ \u3000]|,[ ])(?:(?:Prof|Dr|Mr|Ms|Mrs)\b\.?[ ]?){{0,2}}\Z")
_OPENED = re.compile(r"\s?[（(]\Z")
_OPENING = re.compile(rf"([（(]\s?){_TITLE.pattern}[.,]?\s{{0,2}}(?:(?:Prof|Dr)\b\.?\s?)?\Z")
_LONGEST = 64


def latin_titles(text: str, names: Sequence[Name]) -> list[Name]:
    """The titles that stand directly before persons whose names are in Latin letters.

    In the bracket behind somebody's name in characters they are of the reading: 某某（Assoc. Prof. A. B）副教授.
    """
    found = []
    persons = {name.end for name in names if name.kind == "PERSON"}
    for name in names:
        if name.kind == "PERSON" and text[name.start].isascii():
            before = _BEFORE.search(text, max(0, name.start - _LONGEST), name.start)
            opened = _OPENED.search(text, max(0, before.start(1) - 3), before.start(1)) if before is not None else None
            if opened is not None and opened.start() in persons and text[opened.start() - 1] > "\u3400":
                continue
            if before is not None and not any(n.start < before.end(1) and before.start(1) < n.end for n in names):
                found.append(Name(*before.span(1), "TITLE", 0.8, rule="title"))
    return found


def is_latin_title(form: str) -> bool:
    """Whether a form is a title, or the rank before one, and nothing else: Honorary Dean, Executive."""
    return _TITLE.fullmatch(form.strip()) is not None or re.fullmatch(_RANK, form.strip()) is not None


def without_latin_title(opening: str) -> str:
    """What opens a bracket, without the title that it has before a reading: （|Assoc. Prof. ."""
    return _OPENING.sub(r"\1", opening)
