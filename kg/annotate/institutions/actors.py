"""Who acts, and who does not, beside the names that a tagger read: 市議会 alone, but no seat in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.name import Name
from kg.model import OrganizationType
from kg.names import type_of_name

# 市議会の某議長, in a text that need not name the town again.
_BODY = "(?P<body>[都道府県市町村区](?:議会|教育委員会|教委))"
_COUNCIL = re.compile(rf"(?<![\u3400-\u9fffァ-ヺーA-Za-z]){_BODY}の")
_NAMED_COUNCIL = re.compile(rf"(?<=[\u3400-\u9fffァ-ヺー]){_BODY}")
# 、鎮民代表會主席某某
_REPRESENTATIVES = re.compile(
    r"(?<![\u3400-\u9fff])(?P<body>(?:[鄉鎮市區乡镇区]民)?代表[會会])(?=[」』】\s]{0,2}副?主席)"
)
_TOWN = re.compile(r"[都道府県縣市町村区區鄉郷鎮]\Z")
_OPENED = re.compile(r"[（(](?:[^（）()\n。]{1,40}[、，,;；/／]\s?)?\Z")
_CLOSED = re.compile(r"(?:[、，,;；/／][^（）()\n。]{0,40})?[）)]")
# イソプロピルアルコール（ＩＰＡ）, 極紫外光（EUV）: what an abbreviation stands for.
_STANDS_FOR = re.compile(
    r"(?P<word>[\u3400-\u9fffァ-ヺー・]{2,24})[」』”]?[（(](?:[A-Za-z][A-Za-z -]{4,60}[、，,;；]\s?)?"
    r"(?P<short>[A-Z][A-Za-z]{1,5})[）)]"
)
_HIDDEN = re.compile(
    r"[ァ-ヺー]{5,}|[\u3400-\u9fff]*(?:[劑剤膜液材料光電路体體]|樹脂|酸|晶片|元件|封裝|製程|技術|系統|演算法|回路|メモリー?|素子|基板|装置|方式|法)"
)
# 赴某縣參訪: where somebody goes
_GOES_TO = re.compile(r"(?:赴|前往|遠赴|远赴|飛往|飞往|來到|来到|抵達|抵达|轉往|转往)(?:日本|台灣|臺灣|台湾)?\Z")
_TO_SEE = re.compile(r"(?:參訪|参访|考察|參觀|参观|旅遊|旅游|研習|研习|實習|实习|見習|见习|參展|参展|設廠|设厂)")
_KANJI = re.compile(r"[\u3400-\u9fff]+")
_WIDE = re.compile(r"[ \u3000]+")
_SUBJECTS = 4  # signs of what a department is for, before the word for it


def actors(texts: Sequence[str], names: Sequence[Sequence[Name]], *, chinese: bool) -> list[list[Name]]:
    """The names of each passage with bodies of a town that stand alone, without seats and without abbreviations."""
    words = _abbreviated(texts, names)
    pairs = [(text, name) for text, own in zip(texts, names, strict=True) for name in own]
    forms = {text[name.start : name.end] for text, name in pairs if name.kind == "ORG" and chinese}
    companies = {form for form in forms if type_of_name(form) is OrganizationType.COMPANY}
    whole = {match["body"] for text in texts for match in _NAMED_COUNCIL.finditer(text)}
    read = []
    for text, own in zip(texts, names, strict=True):
        own = sorted(own, key=lambda name: (name.start, -name.end))
        kept = [_as_goal(text, _as_seat(text, name, own), own[i + 1 : i + 4]) for i, name in enumerate(own)]
        kept = [_as_department(text, name, kept[max(0, i - 3) : i]) for i, name in enumerate(kept)]
        kept = [_as_company(text, name, companies) for name in kept]
        kept = [n for n in kept if n.kind not in ("ORG", "UNIT") or text[n.start : n.end] not in words]
        read.append([*kept, *(_representatives(text, kept) if chinese else _councils(text, kept, whole))])
    return [sorted(own, key=lambda name: (name.start, -name.end)) for own in read]


def _councils(text: str, names: Sequence[Name], whole: set[str]) -> list[Name]:
    """The council or the board of education of a town whose head is named, where the text has none with its name."""
    people = {name.start for name in names if name.kind in ("PERSON", "SURNAME")}
    found = []
    for match in _COUNCIL.finditer(text):
        start, end = match.span("body")
        free = match.end() in people and match["body"] not in whole
        if free and not any(name.start < end and start < name.end for name in names):
            found.append(Name(start, end, "ORG", 0.7, None, "body of a town"))
    return found


def _representatives(text: str, names: Sequence[Name]) -> list[Name]:
    """The council of a township in Taiwan that stands before its chair, in a text that need not name the town again."""
    found = (match.span("body") for match in _REPRESENTATIVES.finditer(text))
    return [
        Name(start, end, "ORG", 0.7, None, "body of a town")
        for start, end in found
        if not any(name.start < end and start < name.end for name in names)
    ]


def _as_seat(text: str, name: Name, names: Sequence[Name]) -> Name:
    """A town in brackets behind an institution is where this is: 甲研究院（ITRI、某県某鎮）."""
    if name.kind != "ORG" or not _TOWN.search(text, name.start, name.end):
        return name
    opened = _OPENED.search(text, max(0, name.start - 44), name.start)
    if opened is None or not _CLOSED.match(text, name.end):
        return name
    owner = any(
        other.kind == "ORG" and other.end == opened.start() and not _TOWN.search(text, other.start, other.end)
        for other in names
    )
    return replace(name, kind="PLACE", row=None, rule="seat in brackets") if owner else name


def _as_goal(text: str, name: Name, behind: Sequence[Name]) -> Name:
    """A town to which somebody goes to see things or to work, or in which an institution is, is a place."""
    if name.kind != "ORG" or not _TOWN.search(text, name.start, name.end):
        return name
    goes = _TO_SEE.match(text, name.end) and _GOES_TO.search(text, max(0, name.start - 6), name.start)
    if goes is not None:
        return replace(name, kind="PLACE", row=None, rule="where somebody goes")
    held = next((n for n in behind if n.start == name.end + 1), None) if text[name.end : name.end + 1] == "的" else None
    kind = None if held is None or held.kind != "ORG" else type_of_name(text[held.start : held.end])
    if kind in (OrganizationType.UNIVERSITY, OrganizationType.COMPANY):
        return replace(name, kind="PLACE", row=None, rule="where an institution is")  # 某縣某市的甲大學
    return name


def _as_department(text: str, name: Name, near: Sequence[Name]) -> Name:
    """某縣雇用|經濟部: a part of the prefecture before it, which is called as a ministry is."""
    if name.row is None or name.row.type is not OrganizationType.GOVERNMENT or text[name.end - 1] not in "部局":
        return name
    before = next((n for n in near if 0 <= name.start - n.end <= _SUBJECTS and n.kind in ("ORG", "PLACE")), None)
    if before is None or not _TOWN.search(text, before.start, before.end):
        return name
    if not _KANJI.fullmatch(text, before.end, name.end):
        return name
    return replace(name, start=before.end, kind="UNIT", row=None, rule="department of a town")


def _as_company(text: str, name: Name, companies: set[str]) -> Name:
    """甲電子　碳化硅: a person who was read in keywords is the company with which the row begins."""
    if name.kind != "PERSON":
        return name
    space = _WIDE.search(text, name.start, name.end)
    company = space is not None and text[name.start : space.start()] in companies
    return replace(name, end=space.start(), kind="ORG", rule="company of a row") if space and company else name


def _abbreviated(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> set[str]:
    """Abbreviations that a text gives for a thing: a material, a method, a part."""
    found: set[str] = set()
    institutions: set[str] = set()
    for text, own in zip(texts, names, strict=True):
        ends = {name.end for name in own if name.kind in ("ORG", "UNIT")}
        for match in _STANDS_FOR.finditer(text):
            inside = ends & {match.end("word"), match.end("word") + 1}
            word = match["word"]
            if inside or type_of_name(word) is not None:
                institutions.add(match["short"])
            elif _HIDDEN.fullmatch(word) or re.search(r"(?:アルコール|ガス|ウエハー?|レジスト)\Z", word):
                found.add(match["short"])
    return found - institutions
