"""Departments that only the class of a student behind them tells: 機械科　2年　name, （工学部3年　name さん）."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.name import Name
from kg.model import Rule

_CLASS = re.compile(
    r"(?:^|(?<=[ \u3000（(・、「]))([\u3400-\u9fffァ-ヺー・]{1,12}(?:学部|研究科|専攻|学院|コース|学域|[科系]))"
    r"[ \u3000]{0,12}(?:修士|博士|[前後]期|課程|第){0,3}[1-6１-６一二三四五六](?:年[生次]?|学年)[ \u3000の・]{0,12}"
)


def with_departments(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with the departments that nobody read in front of a class and the person who is in it."""
    read = list(names)
    people = {name.start for name in names if name.kind in ("PERSON", "SURNAME")}
    for match in _CLASS.finditer(text):
        start, end = match.span(1)
        if match.end() in people and not any(n.start < end and start < n.end for n in read):
            read.append(Name(start, end, "UNIT", 0.7, None, Rule.OF_CLASS))
    return sorted(read, key=lambda name: (name.start, -name.end))
