"""Persons whose name was read as one with the town or institution behind it: 佐藤|山形|市長, 林大中|海山協会|理事長.

Japanese reports put a surname before what its bearer heads: 小田|海山機構|理事長.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.name import Name, Rows
from kg.model import Rule
from kg.names import fold, table, type_of_name
from kg.names.authority import Row
from kg.names.departments import is_bureau_of_subjects
from kg.names.places import place_of_key

_HEAD = re.compile(r"[市町村区](?=長|議会議長|副市長|副町長)|[県都道府](?=知事|副知事|議会議長)")
_HEADED = re.compile(
    "(?P<place>.{1,6}[都道府県市町村区])(?P<title>副?知事|副市長|副町長|(?<=市)長|(?<=町)長|(?<=村)長|(?<=区)長)"
)
_ACTING = re.compile("(?:代理|副)([市町村区県])長")
_OF_FIRM = re.compile(r"集団|グループ(?!リーダー|長|マネ|会社)|ホールディングス")
_HAN = re.compile(r"[\u3400-\u9fff々]+")
_OPEN = re.compile(r"(?:\A|[^\u3400-\u9fff々ァ-ヺーA-Za-z0-9])\Z")
_COMMON = 1000  # weight in the table of family names
_SURE = 0.9  # of a unit that the tagger read
_SHORTEST, _LONGEST = 3, 5  # characters of a full name


def parted(
    texts: Sequence[str], names: Sequence[Sequence[Name]], rows: Sequence[Rows], lists: Lists
) -> list[list[Name]]:
    """The names of each Japanese passage, such persons parted from what follows them."""
    result = []
    for text, whole, known in zip(texts, names, rows, strict=True):
        own = [part for name in whole for part in _with_its_head(text, name)]
        titles = {name.start for name in own if name.kind == "TITLE"}
        ending = {end: (start, row) for start, end, row in known}
        read: list[Name] = []
        for name in own:
            if name.kind == "ORG" and name.end in titles and read:
                read[-1] = _alone(text, read[-1], {name.start})
            titled = name.end in titles
            if name.kind == "PERSON" and titled and (apart := _before_known(text, name, ending, lists)) != [name]:
                read += apart
            elif name.kind in ("PERSON", "SURNAME") or (name.kind == "ORG" and _ACTING.match(text, name.end)):
                read += [_alone(text, part, titles) for part in _of_town(text, name, lists)]
            elif name.kind == "ORG" and name.row is None and titled and (apart := _before_center(text, name, lists)):
                read += apart
            elif name.kind in ("ORG", "UNIT") and name.row is None and titled:
                read += _before_known(text, name, ending, lists)
            else:
                read.append(name)
        result.append(read)
    return result


def _with_its_head(text: str, name: Name) -> list[Name]:
    """A government and the title of its head, where both were read as one institution: 山形県|知事, 山形市|市長."""
    headed = _HEADED.fullmatch(text, name.start, name.end) if name.kind == "ORG" and name.row is None else None
    if headed is None or place_of_key(fold(headed["place"])) is None:
        return [name]
    start = headed.start("title") - (headed["title"] == "長")  # 市長 has the sign of the town
    title = Name(start, name.end, "TITLE", name.confidence, None, "title")
    return [replace(name, end=headed.end("place"), rule=Rule.PLACE_OF_HEAD), title]


def _of_town(text: str, name: Name, lists: Lists) -> list[Name]:
    """佐藤山形|市長 is Satō, mayor of 山形市; the longest surname in front of a town that there is."""
    if firm := _OF_FIRM.match(text, name.end):
        return [replace(name, end=firm.end(), kind="ORG", rule="name of a group")]  # 東方|集団|会長
    sign = _HEAD.match(text, name.end)
    form = text[name.start : name.end]
    for cut in range(len(form) - 2, 1, -1) if text.startswith(("知事", "副知事"), name.end) else ():
        led = any(place_of_key(fold(form[cut:] + sign)) is not None for sign in "県府都")
        if led and lists.surnames.kind(form[:cut]) is not None:
            surname = replace(name, end=name.start + cut, kind="SURNAME")
            return [surname, Name(name.start + cut, name.end, "ORG", 0.8, None, Rule.PLACE_OF_HEAD)]  # 木田|山形|知事
    if acting := _ACTING.match(text, name.end):
        for cut in range(1, len(form) - 1):
            known = place_of_key(fold(form[cut:] + acting.group(1))) is not None
            if known and _is_person(form[:cut], lists):
                head = replace(name, end=name.start + cut, kind="PERSON" if cut > 2 else "SURNAME")
                # 林大中|新竹|代理市長
                return [head, Name(name.start + cut, name.end, "ORG", 0.8, None, Rule.PLACE_OF_HEAD)]
    for cut in range(len(form) - 1, 0, -1) if sign is not None else ():
        town = form[cut:] + text[name.end]
        place = place_of_key(fold(town))
        if len(town) > 2 and place is not None and place.country in ("JP", "TW") and _is_person(form[:cut], lists):
            kind = "PERSON" if cut > 2 and lists.surnames.kind(form[:cut]) is None else "SURNAME"
            head = replace(name, end=name.start + cut, kind=kind)
            return [head, Name(name.start + cut, name.end + 1, "ORG", 0.8, None, "town of its head")]
    return [name]


def _alone(text: str, name: Name, offices: Container[int]) -> Name:
    """A surname where two signs read as a person stand right before a title or what the person heads: 蒲池|山形県|知事.

    A name of two signs of which the first is a common surname, 王石 or 林茂, is a whole one.
    """
    form = text[name.start : name.end]
    two = name.kind == "PERSON" and name.end in offices and len(form) == 2 and _HAN.fullmatch(form) is not None
    return replace(name, kind="SURNAME") if two and form[0] not in common_surnames() else name


@cache
def common_surnames() -> frozenset[str]:
    """Family names of one character that many people have."""
    rows = table("language", "family_names.tsv")
    return frozenset(row["name"] for row in rows if len(row["name"]) == 1 and int(row["weight"]) >= _COMMON)


def _before_center(text: str, name: Name, lists: Lists) -> list[Name]:
    """The surname and the unit of a name that begins with one: 横川|グローバル推進センター|長."""
    form = text[name.start : name.end]
    cut = next((cut for cut in (3, 2) if lists.surnames.kind(form[:cut]) and "ァ" <= form[cut : cut + 1] <= "ヺ"), 0)
    center = text.startswith("センター長", name.end)
    if not cut or place_of_key(fold(form[:cut])) is not None or not (center or form.endswith("センター")):
        return []
    start, end = name.start + cut, name.end + 4 * center
    return [Name(name.start, start, "SURNAME", name.confidence), replace(name, start=start, end=end, kind="UNIT")]


def _before_known(text: str, name: Name, ending: Mapping[int, tuple[int, Row]], lists: Lists) -> list[Name]:
    """The person and the institution of the authority file that end a name: 林大中|海山工商協会."""
    start, row = ending.get(name.end, (name.start, None))
    head = text[name.start : start]
    alone = _OPEN.search(text, max(0, name.start - 1), name.start)
    if row is None or len(head) > _LONGEST or not alone or place_of_key(fold(head)) is not None:
        return [name]
    if name.kind == "UNIT" and name.confidence > _SURE and type_of_name(text[name.start : name.end]) is not None:
        return [name]
    if is_bureau_of_subjects(text[name.start : name.end]):
        return [name]  # 商工観光労働部
    surname = len(head) > 1 and lists.surnames.kind(head) is not None
    if not surname and (len(head) < _SHORTEST or not _is_person(head, lists)):
        return [name]
    whole = replace(name, start=start, kind="UNIT" if name.kind == "UNIT" else "ORG", row=row)
    if surname:
        return [Name(name.start, start, "SURNAME", name.confidence), whole]
    return [Name(name.start, start, "PERSON", name.confidence, None, Rule.BEFORE_INSTITUTION), whole]


def _is_person(form: str, lists: Lists) -> bool:
    """Whether a form is a surname, or one with a given name of one to three characters."""
    if lists.surnames.kind(form) is not None:
        return True
    hit = lists.surnames.at(letters_of(form), 0)
    return hit is not None and 1 <= len(form) - hit[0] <= 3
