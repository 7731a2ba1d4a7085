"""Brackets in which a Japanese page says what an office of Taiwan would be at home: 内政部（総務省）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.name import Name
from kg.annotate.tagging.tagger import Found

_OF_TAIWAN = "部院署処會"  # with which no ministry of Japan ends
# 国際長（国際部門の責任者）, 校長（学長に相当）: what an office would be called at home
_OFFICE = re.compile(r"[（(][^（）()。]{1,16}(?:に相当|相当|にあたる|に当たる|の責任者|の長|のトップ)[）)]")
_MINISTRY = re.compile(r"[（(][\u3400-\u9fff]{1,8}[省庁](?:に相当)?[）)]")


def without_glosses(text: str, names: Sequence[Name]) -> list[Name]:
    """The names without those in a bracket that explains an office of Taiwan, or a title: they take no part."""
    inside: list[tuple[int, int]] = []
    for name in names:
        if name.kind == "ORG" and text[name.end - 1] in _OF_TAIWAN:
            bracket = _MINISTRY.match(text, name.end)
            inside += [bracket.span()] if bracket is not None else []
        elif name.kind == "TITLE" and (bracket := _OFFICE.match(text, name.end)) is not None:
            inside.append(bracket.span())
    return [name for name in names if not any(start <= name.start and name.end <= end for start, end in inside)]


def without_gloss(text: str, title: Found) -> Found:
    """A title without the bracket that says what it would be called at home: 校長|（学長に相当）."""
    gloss = next((m for m in _OFFICE.finditer(text, title.start + 1, title.end) if m.end() == title.end), None)
    return title if gloss is None else replace(title, end=gloss.start())
