"""Persons with a character that a page cannot write and describes in brackets by its two parts: 水(土反)明夫.

A headline's row of words with a wide space inside, which begins with a verb, is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.names.borders import any_of, signs

_HAN_BEFORE = re.compile(r"[\u3400-\u9fff々]{1,2}\Z")
_OPENED = 3  # characters before the bracket: more are a whole name, and what follows it says something of it
_WIDE = re.compile(r"[ \u3000]")


def with_described(text: str, spans: Sequence[Name], lists: Lists) -> list[Name]:
    """The names of a Chinese passage, such persons whole, and without the verbs of headlines."""
    read = [span for span in spans if not _is_verb(text, span, lists)]
    for match in _described().finditer(text):
        near = [span for span in read if span.start < match.end() + 3 and match.start() - 3 < span.end]
        limit = max((s.end for s in near if s.end <= match.start() and s.kind not in ("PERSON", "SURNAME")), default=0)
        opened = _HAN_BEFORE.search(text, max(limit, match.start() - _OPENED), match.start())
        persons = [span for span in near if span.kind in ("PERSON", "SURNAME") and span.end > limit]
        if opened is None or not persons:
            continue
        start, end = opened.start(), match.end()
        longer = start > limit and start > 0 and re.match(r"[\u3400-\u9fff々]", text[start - 1]) is not None
        other = any(s.kind not in ("PERSON", "SURNAME") and s.start < end and start < s.end for s in near)
        if longer or other:
            continue
        given = [s for s in near if match.start() < s.start <= end < s.end and (s in persons or s.end - s.start < 3)]
        given = [s for s in given if s.kind != "TITLE"]  # 健吾 alone may be read as anything
        behind = max((s.end for s in given), default=end)
        titled = any(s.start == end for s in near if s.kind == "TITLE")
        if behind == end and not titled and (last := _last().match(text, end)):
            behind = last.end()
        read = [s for s in read if not (s.start < behind and start < s.end)]
        read.append(replace(persons[0], start=start, end=behind, kind="PERSON"))
        read.sort(key=lambda span: (span.start, span.end))
    return read


def _is_verb(text: str, span: Name, lists: Lists) -> bool:
    """Whether a headline's words with a wide space in them were read as a person: 簽備忘錄　設."""
    form = text[span.start : span.end]
    verb = span.kind == "PERSON" and form[:1] in signs("headline verb") and lists.surnames.kind(form[:1]) is None
    return verb and _WIDE.search(form) is not None


@cache
def _described() -> re.Pattern[str]:
    part, other = f"[{signs('part')}]", r"[\u2e80-\u9fff]"
    return re.compile(rf"[（(](?:{part}[+＋]?{other}|{other}[+＋]?{part})[)）]")


@cache
def _last() -> re.Pattern[str]:
    """The end of a name that nobody read: a character that ends names, or one or two from which a sentence goes on."""
    goes_on = rf"[，、。；）()（與与和及\s{signs('behind person')}]|$|{any_of('behind person')}"
    return re.compile(
        rf"(?![{signs('no given end')}])"
        rf"(?:[{signs('given end')}](?![\u3400-\u9fff]?[長长])|[\u3400-\u9fff](?={goes_on}))"
        rf"|(?![{signs('no given end')}])[\u3400-\u9fff](?![{signs('no given end')}])[\u3400-\u9fff](?={goes_on})"
    )
