"""Rules that read what stands beside a name: offices, parts, institutions in brackets and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.institutions.nameless import GENERIC, abbreviations, is_no_name
from kg.annotate.lexicon import Lists
from kg.annotate.name import Name, Rows
from kg.annotate.posts.splitting import SHARED
from kg.annotate.posts.title_spans import skip
from kg.model import OrganizationType, Rule
from kg.names import person_country, type_of_name
from kg.names.authority import Row
from kg.names.borders import any_of, border_words
from kg.names.departments import is_bureau_of_subjects
from kg.names.postings import is_office_abroad

_OFFICE = re.compile(r"(?:^|[（(【\s])([\u3400-\u9fffァ-ヺー・]{4,24})[ \u3000]?$")
_BY_WHOM = re.compile(r"(?<![自經经理])由(?![布利良比仁])")  # 主持棒由|東京事務所
_AND_HEADS = re.compile(r"(?<=[長长任授員员師师])(?:暨|兼任?)")  # 系主任兼|研究中心
_QUOTED = re.compile(r"[「『“]([^「」『』“”、，。；：（）()\s]{5,24})[」』”]")
_DECLARED = re.compile(
    r"[「『“]([^「」『』“”、，。；：（）()的之の\s]{6,30})[」』”][（(](?:以下|下)?(?:簡稱|简称|稱|称|略称|、|,)"
)
_OFFICES = frozenset(
    (
        "学部",
        "研究科",
        "学府",
        "学系",
        "学科",
        "学院",
        "センター",
        "研究センター",
        "研究所",
        "研究院",
        "事業部",
        "學院",
        "學系",
    )
)
_UNIT_HEAD = re.compile(r"(?:機構|センター|本部|オフィス|プラザ|研究院|事業部|部門)\Z")
_INSIDE = re.compile("(?![前元現])[\u3400-\u9fff]\\Z")
_LONGEST = 12  # signs of the name of a ministry
_ABBREVIATION = re.compile(r"[」』”]?[（(]([A-Z][A-Za-z&-]{1,9})[）)]")
_DOUBLED = re.compile(r"(?:^|[、，。；：\s及與和暨])([\u3400-\u9fff]{1,8}[局處处科組组室課课院所系])$")
# 該院|副院長, 本處|處長: the unit that was named, or the writer's own.
_POINTS = re.compile(r"[本該该貴贵同此敝][\u3400-\u9fff]")


def fuse(text: str, names: Sequence[Name], rows: Rows, lists: Lists) -> list[Name]:
    """經濟 + 部長 names 經濟部: an institution takes the first character of the title that it is fused with."""
    at = {name.start: name for name in names if name.kind == "TITLE"}
    known = {(start, end): row for start, end, row in rows}
    read: list[Name] = []
    for name in sorted(names, key=lambda name: name.start):
        title = at.get(name.end)
        if name.kind == "TITLE" and read and read[-1].end == name.start + 1 and text[name.start] not in f"{SHARED}會":
            name = replace(name, start=name.start + 1)  # 內閣官房|長官: the character was not the title's
        begin = name.start + (text[name.start : name.start + 1] in ("前", "元"))  # 前経済部長
        office = known.get((begin, name.end - 1)) if name.kind == "TITLE" else None
        if office is not None and office.type is OrganizationType.GOVERNMENT and not _touches(text, read, name):
            # 、経済部長某氏, 王大明|経済部長: a minister's title holds the whole name of the ministry
            read.append(Name(begin, name.end - 1, "ORG", name.confidence, office, "fused"))
            name = replace(name, start=name.end - 2)
        elif name.kind == "TITLE" and (ministry := _ministry_before(text, name, known, read)) is not None:
            read.append(ministry)  # （前|教育|部長）, of which the title alone was read
        if name.kind == "TITLE" and read and (rest := _rest_of_unit(text, read[-1], name, lists)) is not None:
            read[-1] = replace(read[-1], end=rest)
            name = replace(name, start=rest - len(_UNIT_HEAD.search(text[:rest]).group()))  # type: ignore[union-attr]
        if name.kind == "TITLE" and read and read[-1].kind == "ORG" and read[-1].end == name.start + 2:
            name = replace(name, start=name.start + 1)  # 高校|長 of an institution that took both
        if name.kind == "TITLE" and read and (bureau := _bureau_in(text, read[-1], name)) is not None:
            read.append(Name(name.start, bureau, "UNIT", 0.75, None, "fused"))
            name = replace(name, start=bureau - 1)  # 甲縣|商工部|部長
        if name.kind == "ORG" and title is not None and text[title.start : title.end] == "高校長":
            name = Name(name.start, name.end + 2, "ORG", name.confidence, None, "fused")
        elif name.kind in ("ORG", "UNIT") and title is not None and (ending := _office(text, name, title)):
            name = Name(name.start, name.end + len(ending), "UNIT", name.confidence, None, "fused")
        elif name.kind in ("ORG", "UNIT", "PLACE") and title is not None and title.end - title.start > 1:
            row = known.get((name.start, name.end + 1))
            if row is not None or _shared(text, name, title, lists):
                kind = "UNIT" if name.kind == "UNIT" else "ORG"
                name = Name(name.start, name.end + 1, kind, name.confidence, row, "fused")
        read.append(name)
    return read


def _rest_of_unit(text: str, before: Name, title: Name, lists: Lists) -> int | None:
    """Where a unit ends of whose name a title took the last words: グローバル教育|推進機構|機構長."""
    form = text[title.start : title.end]
    unit = before.kind == "UNIT" and before.end == title.start and type_of_name(text[before.start : before.end]) is None
    known = lists.titles.kind(form) is not None
    head = _UNIT_HEAD.search(form[:-1]) if unit and not known and form[-1] == "長" and len(form) > 3 else None
    return None if head is None or head.start() == 0 else title.end - 1


def _office(text: str, name: Name, title: Name) -> str:
    """The end of a unit's name that a title holds, where the name before it says nothing yet: 産業理工|学部長."""
    office = text[title.start : title.end - 1]
    whole = (
        office in _OFFICES and text[title.end - 1] in "長长" and name.row is None and not text[name.end - 1].isascii()
    )
    return office if whole and type_of_name(text[name.start : name.end]) is None else ""


def _touches(text: str, read: Sequence[Name], title: Name) -> bool:
    """Whether a name stands right before a title, or over it: 甲市|経済部長 is of the town.

    Behind a Chinese name it is no town's: 王大明|経済部長.
    """
    if not read:
        return False
    gap = text[read[-1].end : title.start]
    if gap and read[-1].kind in ("ORG", "UNIT") and not gap.strip():
        return True  # 台北事務所　経済部長　某某
    if gap:
        return False
    before = text[read[-1].start : read[-1].end]
    return not (read[-1].kind == "PERSON" and read[-1].end == title.start and person_country(before) == "TW")


def _ministry_before(text: str, title: Name, known: Mapping[tuple[int, int], Row], read: Sequence[Name]) -> Name | None:
    """The government of the authority file whose name nobody read, and which ends with the first sign of a title."""
    if text[title.start] not in SHARED or text[title.end - 1] not in "長长":
        return None
    for start in range(max(0, title.start - _LONGEST), title.start - 1):
        row = known.get((start, title.start + 1))
        if _INSIDE.search(text, max(0, start - 1), start):
            continue  # 千|田川市長
        if row is not None and row.type is OrganizationType.GOVERNMENT and not any(name.end > start for name in read):
            return Name(start, title.start + 1, "ORG", title.confidence, row, "fused")
    return None


def _bureau_in(text: str, before: Name, title: Name) -> int | None:
    """Where the bureau of a town ends that a title behind the town names: 甲縣|商工部長."""
    form = text[title.start : title.end]
    town = before.kind == "ORG" and before.end == title.start and text[before.end - 1] in "縣県市府都道廳厅庁"
    bureau = town and form[-1] in "長长" and len(form) > 3 and is_bureau_of_subjects(form[:-1])
    return title.end - 1 if bureau else None


def _shared(text: str, name: Name, title: Name, lists: Lists) -> bool:
    """Whether the title's first character ends the institution too: 經濟|部長, 辦事|處長, but not 台積電|處長."""
    if text[name.end] in "会會":  # 商工|会長, but not a company and its 会長
        return any(text[at : name.end + 1] in border_words("society") for at in range(name.start, name.end))
    if text[name.end] not in SHARED or text[title.end - 1] not in "長长" or name.row is not None:
        return False  # 高醫|院長: what a list knows is whole
    if any(lists.endings.kind(text[start : name.end + 1]) for start in range(name.start, name.end)):
        return True
    stem = text[name.start : name.end]
    return name.row is None and stem[-1] not in f"{SHARED}司署" and type_of_name(stem) is None


def parts(text: str, names: Sequence[Name]) -> list[Name]:
    """A unit directly after its institution, named with it: 東京大学|工学部 is 東京大学工学部 as well."""
    ends = {name.end: name for name in names if name.kind == "ORG"}
    found = []
    for name in names:
        whole = ends.get(name.start - text[name.start - 1 : name.start].isspace())
        if name.kind == "UNIT" and whole is not None:
            confidence = min(whole.confidence, name.confidence)
            found.append(Name(whole.start, name.end, "UNIT", confidence, None, Rule.WITH_WHOLE))
    return found


def offices(text: str, names: Sequence[Name]) -> list[Name]:
    """An office that stands alone in its row or bracket before somebody's title is one unit: (…局…課 課長 name)."""
    people = {skip(text, name.start, -1) for name in names if name.kind in ("PERSON", "SURNAME")}
    read = list(names)
    for title in (name for name in names if name.kind == "TITLE" and name.end in people):
        run = _OFFICE.search(text, max(0, title.start - 30), title.start)
        if run is None or run.end() != title.start:
            continue
        start, end = run.span(1)
        inside = [name for name in read if name.start < end and start < name.end]
        known = [name.end for name in inside if name.row is not None or name.kind in ("TITLE", "PERSON", "SURNAME")]
        start = max([start, *known, *_leads_end(text, start, end)])
        start += start in known and text[start] in "與与和及暨"
        whole = any(n.start <= start and n.end == end and not _is_headed(text, n, start) for n in inside)
        if _POINTS.fullmatch(text, start, end) or _are_two(text, inside, start, end):
            continue  # 本處|處長, 駐某地代表處|經濟組|組長
        if not whole and type_of_name(text[start:end]) is OrganizationType.UNIT:
            heads = [
                replace(n, end=len(text[:start].rstrip()), kind="ORG") for n in inside if _is_headed(text, n, start)
            ]
            read = [name for name in read if name not in inside or name.row is not None or name.end <= start]
            read += [*heads, Name(start, end, "UNIT", 0.75, None, "office before a title")]
    return sorted(read, key=lambda name: (name.start, -name.end))


def _is_headed(text: str, name: Name, start: int) -> bool:
    """Whether a name has its owner in Latin letters before the space where a unit begins: ABC|　設計部門."""
    owner = text[name.start : start]
    return name.row is None and len(owner.rstrip()) > 1 and owner != owner.rstrip() and owner.rstrip().isascii()


def _are_two(text: str, names: Sequence[Name], start: int, end: int) -> bool:
    """Whether an institution and a unit of it were read side by side, up to a place.

    It is one abroad, or its name says of what kind it is and begins the stretch.
    """
    wholes = [name for name in names if name.kind == "ORG"]
    kinds = (OrganizationType.UNIVERSITY, OrganizationType.RESEARCH_INSTITUTE, OrganizationType.GOVERNMENT)
    ends = {
        name.end
        for name in wholes
        if is_office_abroad(text[name.start : name.end])
        or (name.start == start and type_of_name(text[name.start : name.end]) in kinds)
    }
    return any(name.kind == "UNIT" and name.start in ends and name.end == end for name in names)


def _leads_end(text: str, start: int, end: int) -> list[int]:
    """Where what leads to an office ends, each time that it stands in a stretch of the text."""
    return [match.end() for pattern in (_BY_WHOM, _AND_HEADS, _leads()) for match in pattern.finditer(text, start, end)]


@cache
def _leads() -> re.Pattern[str]:
    """What a sentence says before an office: 來賓還有|某某代表處教育組, 負責招生的|國際組, 該校|電機系."""
    return re.compile(rf"的|[本該该貴贵敝][校院]|[人者][為为是]|{any_of('leads')}")


def doubled(text: str, names: Sequence[Name]) -> list[Name]:
    """Units that end in the character with which the title behind begins, in Chinese: 研考處|處長, 經濟組|組長."""
    heads = {n.start: text[n.start] for n in names if n.kind == "TITLE" and text[n.end - 1] in "長长"}
    read = [_as_bureau(text, name, heads.get(name.end)) for name in names]
    for title in (name for name in names if name.kind == "TITLE"):
        unit = _DOUBLED.search(text, max(0, title.start - 12), title.start)
        head = text[title.start : title.start + 2].removeprefix("副")[:1]
        if (
            unit is None
            or unit.group(1)[-1] != head
            or any(n.end > unit.start(1) and n.start < title.start for n in read)
        ):
            continue
        start = max([unit.start(1), *_leads_end(text, unit.start(1), title.start)])
        if title.start - start > 1 and not _POINTS.fullmatch(text, start, title.start):
            read.append(Name(start, title.start, "UNIT", 0.75, None, "office before a title"))
    return sorted(read, key=lambda name: (name.start, -name.end))


def _as_bureau(text: str, name: Name, head: str | None) -> Name:
    """A bureau that was read as somebody before the title of its head: 勞青處|處長."""
    doubled = name.kind == "PERSON" and head is not None and head in "局處处科組组課课" and name.end - name.start > 2
    return replace(name, kind="UNIT", row=None) if doubled and text[name.end - 1] == head else name


def quoted(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """Institutions in quotation marks whose ending says what they are, and abbreviations in brackets after one."""
    taken = bytearray(len(text) + 1)
    for name in names:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    found = []
    for match in _QUOTED.finditer(text):
        start, end = match.span(1)
        kinds = (lists.endings.kind(text[i:end]) for i in range(max(start + 2, end - 8), end - 1))
        nobody = any(taken[start:end]) or is_no_name(match.group(1), "ORG", lists)
        if not nobody and any(kind in GENERIC and kind != "legal" for kind in kinds):
            found.append(Name(start, end, "ORG", 0.6, None, "quoted"))
    for match in _DECLARED.finditer(text):
        # 「甲地乙類學校丙聯盟」（以下簡稱聯盟）: all of it is the name, of which a reader saw the end.
        start, end = match.span(1)
        inside = [n for n in names if n.start < end and start < n.end]
        last = next((n for n in inside if n.kind == "ORG" and n.end == end and n.start > start), None)
        if last is not None and last.row is None and all(n.kind in ("ORG", "UNIT", "PLACE") for n in inside):
            found.append(Name(start, end, "ORG", last.confidence, None, "quoted and declared"))
    ends = {name.end for name in (*names, *found) if name.kind == "ORG"}
    for match in _ABBREVIATION.finditer(text):
        start, end = match.span(1)
        if match.start() in ends and not any(taken[start:end]) and text[start:end] not in abbreviations():
            found.append(Name(start, end, "ORG", 0.6, None, "abbreviation"))
    return found
