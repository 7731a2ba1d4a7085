"""Japanese units that nobody read, where what stands beside tells them: 本学の|理学研究科, |人事処の某某処長."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.institutions.nameless import is_no_name
from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.names import fold
from kg.names.borders import border_words
from kg.names.departments import words_of
from kg.names.places import place_of_key

_LETTER = "[\u3400-\u9fff々ァ-ヺー・]"
# A unit of the institution that is spoken of: 本学の|理学研究科, 当社 |材料開発部.
_OWN = re.compile(
    r"(?:本学|本校|同大学?|同校|同社|当社|弊社|当行|同行|当会|本会|当所|本院|同院)(?:の|[ \u3000])?"
    rf"({_LETTER}{{1,14}}?(?:学部|研究科|学府|学院|学系|学環|研究院|学科|専攻科|研究所|センター|事業部|開発部|本部|処|機構))"
    rf"(?!{_LETTER})"
)
# A unit and somebody of it: 人事処の|某某処長, 理工学部の|某某教授.
_OF_SOMEBODY = re.compile(
    rf"({_LETTER}{{1,18}}(?:学[部府院系科]|専攻|[究攻]科|研究[所院]|本部|センター|オフィス|グループ|[処局課室司組部]))の"
)
_OTHERS = re.compile(r"(?:先方|相手[方側校]?)(?:から)?[はがの]?\Z")
_HEAD = re.compile(
    rf"(?![副前元新現同各両])(?!取締役|執行役員|常務|専務){_LETTER}{{1,14}}?"
    r"(学[部院府系環]|研究科|研究[所院]|センター|オフィス|処|支店|工場)長"
)
_ENDS = ("ORG", "UNIT", "PLACE", "FACILITY", "EVENT", "TITLE", "PERSON", "SURNAME")
_LEAST = 3  # characters of a unit


def with_unread_units(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The names of a passage, with such units and with the bureaus of a prefecture whose subjects were read apart."""
    ends = {0, *(name.end for name in names)}
    read = [part for name in _with_bureaus(text, names) for part in _with_unit(text, name, ends, lists)]
    people = {name.start for name in names if name.kind == "PERSON"}
    found = [match.span(1) for match in _OWN.finditer(text)]
    found += [match.span(1) for match in _OF_SOMEBODY.finditer(text) if match.end() in people]
    for start, end in found:
        # 本学|光素子研究所 may be read as a building, 当社|部品開発部 as a title with a sign too many
        misread = [n for n in read if start <= n.start and n.end <= end and _is_misread(text, n, lists)]
        read = [name for name in read if name not in misread]
        before = [name for name in read if name.start < end and start < name.end]
        if any(name.end >= end or name.kind not in _ENDS for name in before):
            continue
        start = max([start, *(name.end for name in before)])
        form = text[start:end]
        unread = len(form) >= _LEAST and not is_no_name(form, "UNIT", lists) and place_of_key(fold(form)) is None
        bare = form == "グループ" or lists.endings.kind(form) is not None  # 甲社|グループの乙
        if unread and not bare and not form.endswith(border_words("no unit")):
            read.append(Name(start, end, "UNIT", 0.7, None, "unit told by what stands beside"))
    return sorted(read, key=lambda name: (name.start, -name.end))


def _with_unit(text: str, name: Name, ends: Container[int], lists: Lists) -> Iterator[Name]:
    """A title, and before it the unit that it names: 素材学|部長, 人事管理|処長, 南海オフィス|長."""
    form = text[name.start : name.end]
    # Of whose unit the first signs were not read; or of the other side, which is looked for by the title.
    cut = name.start not in ends and re.match(_LETTER, text[name.start - 1])
    if cut or _OTHERS.search(text, max(0, name.start - 8), name.start):
        yield name
        return
    head = _HEAD.fullmatch(form) if name.kind == "TITLE" and lists.titles.kind(form) is None else None
    if head is not None and is_no_name(form[:-1], "UNIT", lists):
        head = None
    if head is not None:
        yield Name(name.start, name.end - 1, "UNIT", name.confidence, None, "unit of its head")
        # 学院長 alone heads a school of that name, 院長 a part of a university
        short = form.endswith(("学院長", "研究院長", "処長"))
        name = replace(name, start=name.end - 2 if short else name.start + head.start(1))
    yield name


def _is_misread(text: str, name: Name, lists: Lists) -> bool:
    """Whether a unit was read as a building, a place or a title that no list has."""
    title = name.kind == "TITLE" and lists.titles.kind(text[name.start : name.end]) is None
    return name.row is None and (title or name.kind in ("FACILITY", "PLACE"))


def _with_bureaus(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, where a bureau of several subjects is one unit: 商工|観光|労働部."""
    read = list(names)
    for match in _bureau().finditer(text):
        start, end = match.span()
        inside = [name for name in read if name.start < end and start < name.end]
        parts = [name for name in inside if start <= name.start and name.end <= end]
        if parts and parts == inside and not any((name.start, name.end) == (start, end) for name in parts):
            read = [name for name in read if name not in parts]
            read.append(Name(start, end, "UNIT", 0.75, None, "bureau of several subjects"))
    return read


@cache
def _bureau() -> re.Pattern[str]:
    """A bureau whose name tells two subjects or more, from the first on."""
    words = "|".join(sorted(words_of("bureau"), key=lambda word: (-len(word), word)))
    chain = rf"(?:{words}){{2,6}}[部局](?![\u3400-\u9fff長])"
    return re.compile(rf"(?:(?<![\u3041-\u9fff])|(?<=[都道府県市])){chain}")
