"""Schools and hospitals of a university, which are named with it: 某某大學|附屬高級工業職業學校."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.name import Name

_SCHOOL = re.compile(
    r"附[屬属設设][\u3400-\u9fff]{0,10}?(?:[學学]校|中[學学]|小[學学]|高中|高工|高商|高[職职]|高校|[幼兒儿]{1,2}[園园])(?![長长校])"
)
_HOSPITAL = re.compile(r"附[屬属設设][\u3400-\u9fff]{0,10}?(?:病院|[醫医]院)(?![長长])")
_RULE = "school or hospital of a university"


def with_affiliated(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """The names of each passage, with such schools, which are named with the university, and its hospitals."""
    return [_extended(text, own) for text, own in zip(texts, names, strict=True)]


def _extended(text: str, names: Sequence[Name]) -> list[Name]:
    read: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if read and read[-1].rule == _RULE and name.start < read[-1].end:
            continue  # a part of what it is called
        university = name.kind == "ORG" and text[name.end - 1] in "學学大"
        if university and (school := _SCHOOL.match(text, name.end)) is not None:
            name = replace(name, end=school.end(), row=None, rule=_RULE)
        read.append(name)
        if university and (hospital := _HOSPITAL.match(text, name.end)) is not None:
            read.append(Name(*hospital.span(), "UNIT", name.confidence, rule=_RULE))
    return read
