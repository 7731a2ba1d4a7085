"""Companies named with their seat and head, or with the sign of their form: 甲社（乙市、某社長）, 甲㈱."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.model import Rule

_SIGNED = re.compile(
    r"([\u3400-\u9fffァ-ヺーA-Za-zＡ-Ｚ・]{2,16})[ \u3000]?(?:[㈱㈲]|[（(][株有][）)])"
    r"|(?:[㈱㈲]|[（(][株有][）)])[ \u3000]?([\u3400-\u9fffァ-ヺーA-Za-zＡ-Ｚ・]{2,16})"
)
# 山海マイクロ（南海県北川市、某社長）: the newspaper's way of naming a company with its seat and its head.
_SEATED = re.compile(
    r"(?:^|(?<=[の、「はがとや・]))([\u3400-\u9fffァ-ヺーA-Za-zＡ-Ｚ0-9・＆&]{3,24})[」』]?"
    r"[（(](?:本社[・：:は]?)?[\u3400-\u9fffァ-ヺ・]{2,14}"
    r"[、，・／/](?:[^（）()。]{2,24}(?:社長|会長|代表|CEO|ＣＥＯ|頭取|理事長|学長|総長|所長|総経理|董事長)"
    r"|(?:社長|会長|代表|代表取締役|CEO|頭取|理事長|学長|校長|所長|総経理|董事長)"
    r"[・＝=：: \u3000][^（）()。、]{2,12})[）)]"
)


def headed(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """Companies named with the place of their seat and their head in brackets, which the tagger passed over."""
    read = list(names)
    for match in _SEATED.finditer(text):
        start, end = match.span(1)
        word = text[start:end]
        inside = [name for name in read if name.start < end and start < name.end]
        person = len(inside) == 1 and inside[0].kind == "PERSON" and inside[0].start == start and inside[0].end == end
        whole = len(inside) == 1 and inside[0].kind == "ORG" and (inside[0].start, inside[0].end) == (start, end)
        if whole:
            read[read.index(inside[0])] = replace(inside[0], rule=inside[0].rule or Rule.SEATED)
            continue
        if (any(name.kind != "PLACE" for name in inside) and not person) or lists.titles.kind(word):
            continue
        read = [name for name in read if name not in inside]
        read.append(Name(start, end, "ORG", 0.7, rule=Rule.SEATED))
    for match in _SIGNED.finditer(text):
        inside = [name for name in read if name.start < match.end() and match.start() < name.end]
        if all(name.kind in ("PLACE", "FACILITY") for name in inside):
            read = [name for name in read if name not in inside]
            read.append(Name(*match.span(), "ORG", 0.8, None, "name with the sign of a company"))
    return sorted(read, key=lambda name: (name.start, -name.end))
