"""Brackets in which a Japanese page says what an office of Taiwan would be at home: 内政部（総務省）."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.name import Name

_OF_TAIWAN = "部院署処會"  # with which no ministry of Japan ends
_MINISTRY = re.compile(r"[（(][\u3400-\u9fff]{1,8}[省庁](?:に相当)?[）)]")


def without_glosses(text: str, names: Sequence[Name]) -> list[Name]:
    """The names without the ministry that a bracket behind an office of Taiwan names: it takes no part."""
    inside: list[tuple[int, int]] = []
    for name in names:
        if name.kind == "ORG" and text[name.end - 1] in _OF_TAIWAN:
            bracket = _MINISTRY.match(text, name.end)
            inside += [bracket.span()] if bracket is not None else []
    return [name for name in names if not any(start <= name.start and name.end <= end for start, end in inside)]
