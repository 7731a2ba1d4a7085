"""What is named with the institution that has it: a university's school, a company's house abroad, its plant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.name import Name
from kg.annotate.terms import is_field
from kg.names.departments import is_chain
from kg.names.referring import alternatives, countries

_SCHOOL = re.compile(
    r"附[屬属設设][\u3400-\u9fff]{0,10}?(?:[學学]校|中[學学]|小[學学]|高中|高工|高商|高[職职]|高校|[幼兒儿]{1,2}[園园])(?![長长校])"
)
_HOSPITAL = re.compile(r"附[屬属設设][\u3400-\u9fff]{0,10}?(?:病院|[醫医]院)(?![長长])")
# 電子|南海工廠, but no 新工廠 or 海外工廠
_PLANT = re.compile(
    r"(?![新舊旧第海國国境自原各兩两首老前後后])([^\W\da-z的之在於于與与和及等多是為为將也亦往去到回進进入出訪访看派駐驻從从由讓让有其将設设建蓋盖投擴扩家座間间某該该]{2,6}?)"
    r"(?<![代加化手施])(?:工廠|工厂|工場)"
)
_RULE = "named with the institution that has it"


def with_affiliated(texts: Sequence[str], names: Sequence[Sequence[Name]], *, chinese: bool) -> list[list[Name]]:
    """The names of each passage, with such schools, hospitals, and in Chinese houses abroad and plants.

    Schools and houses are institutions of their own: 某某大學|附屬高級工業職業學校, 某某電子|日本法人. Hospitals and
    plants are units: 某某大學|附設醫院, 某某電子|南海工廠.
    """
    return [_extended(text, own, chinese=chinese) for text, own in zip(texts, names, strict=True)]


def _extended(text: str, names: Sequence[Name], *, chinese: bool) -> list[Name]:
    read: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        if read and read[-1].rule == _RULE and name.start < read[-1].end:
            if name.end > read[-1].end:
                read.append(replace(name, start=read[-1].end))  # 日本法人|社長
            continue  # a part of what it is called
        whole, unit = _named_with(text, name, chinese=chinese) if name.kind == "ORG" else (name.end, name.end)
        if whole > name.end:
            name = replace(name, end=whole, row=None, rule=_RULE)
        read.append(name)
        if unit > name.end:
            read.append(Name(name.end, unit, "UNIT", name.confidence, rule=_RULE))
    return read


def _named_with(text: str, name: Name, *, chinese: bool) -> tuple[int, int]:
    """Where an institution ends that is named with another, and where a unit of it does; its own end for none."""
    whole = unit = None
    if text[name.end - 1] in "學学大":
        whole, unit = _SCHOOL.match(text, name.end), _HOSPITAL.match(text, name.end)
    if chinese and whole is unit is None:
        whole, unit = _house().match(text, name.end), _PLANT.match(text, name.end)
        land = unit is not None and unit.group(1).startswith(tuple(countries()))
        unit = None if unit is None or land or is_chain(unit.group(1)) or is_field(unit.group(1)) else unit
    return whole.end() if whole is not None else name.end, unit.end() if unit is not None else name.end


@cache
def _house() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('country')})(?:法人|分公司)(?![「『“])")
