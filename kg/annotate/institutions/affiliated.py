"""What is named with the institution that has it: a university's school, a company's house abroad, its plant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.name import Name
from kg.names import fold
from kg.names.places import place_of_key
from kg.names.referring import alternatives

_SCHOOL = re.compile(
    r"附[屬属設设][\u3400-\u9fff]{0,10}?(?:[學学]校|中[學学]|小[學学]|高中|高工|高商|高[職职]|高校|[幼兒儿]{1,2}[園园])(?![長长校])"
)
_HOSPITAL = re.compile(r"附[屬属設设][\u3400-\u9fff]{0,10}?(?:病院|[醫医]院)(?![長长])")
# 甲大學|日本校友會, 甲大學（甲大）|校友總會
_ALUMNI = re.compile(r"[\u3400-\u9fff]{0,4}?校友(?:總|总|聯合|联合)?[會会](?![長长館馆])")
_PLANT = re.compile(r"([\u3400-\u9fff]{2,6}?)(?:工廠|工厂|工場)")
_BOARD = re.compile("教(?:育委[員员]|委)[會会]")  # 甲縣|教委會 is a body of its own
_TOWNS = ("municipality", "area", "county", "prefecture")
_SIGNS = ("", "市", "縣", "町", "村", "鎮", "鄉", "區")
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
        if chinese and name.kind == "ORG" and (alumni := _alumni_behind(text, name)) is not None:
            read.append(alumni)
        if unit > name.end:
            read.append(Name(name.end, unit, "UNIT", name.confidence, rule=_RULE))
    return read


def _alumni_behind(text: str, name: Name) -> Name | None:
    """The alumni of a university, behind the bracket with its short form: 甲大學（|甲大|）|日本校友會."""
    if text[name.end - 1] not in "學学大" or text[name.end : name.end + 1] not in ("）", ")"):
        return None
    alumni = _ALUMNI.match(text, name.end + 1)
    return None if alumni is None else Name(*alumni.span(), "ORG", name.confidence, rule=_RULE)


def _named_with(text: str, name: Name, *, chinese: bool) -> tuple[int, int]:
    """Where an institution ends that is named with another, and where a unit of it does; its own end for none."""
    whole = unit = None
    if text[name.end - 1] in "學学大":
        whole, unit = _SCHOOL.match(text, name.end), _HOSPITAL.match(text, name.end)
        whole = whole or (_ALUMNI.match(text, name.end) if chinese else None)
    if chinese and text[name.end - 1] in "縣县市府都道":
        whole = _BOARD.match(text, name.end)
    if chinese and whole is unit is None:
        whole, unit = _house().match(text, name.end), _PLANT.match(text, name.end)
        unit = unit if unit is not None and _begins_with_town(unit.group(1)) else None
    return whole.end() if whole is not None else name.end, unit.end() if unit is not None else name.end


def _begins_with_town(form: str) -> bool:
    """Whether the name of a plant begins with that of where it is: 霧島|工廠, and not 海外|工廠."""
    heads = (form[:size] + sign for size in (2, 3) for sign in _SIGNS)
    places = (place_of_key(fold(head)) for head in heads)
    return any(place is not None and place.kind in _TOWNS for place in places)


@cache
def _house() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('country')})(?:法人|分公司)(?![「『“])")
