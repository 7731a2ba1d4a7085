"""Institutions that were read with a word too many: a conjunction before, a 方面 behind, what they are in front."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache

from kg.annotate.institutions.beginnings import (
    POSTED,
    TWO_SUBJECTS,
    behind_date,
    behind_line_of_business,
    behind_place,
    behind_what_leads,
    behind_word_between,
    from_head,
    from_own_unit,
    from_post,
    from_quotation,
    with_hokkaido,
    with_its_brackets,
    with_quotation,
)
from kg.annotate.institutions.describing import is_generic, is_of_fields, is_trade, only_describes, stands_for_another
from kg.annotate.institutions.glued import is_zone, tells_a_trade, unglued
from kg.annotate.institutions.heads import with_heads
from kg.annotate.institutions.laboratories import laboratories
from kg.annotate.institutions.nameless import is_no_name
from kg.annotate.institutions.prefixed import from_sure, sure_names
from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.annotate.posts.splitting import SHARED
from kg.model import OrganizationType
from kg.names import type_of_name
from kg.names.borders import any_of
from kg.names.forms import cut_forms, is_legal_form
from kg.names.referring import countries

_SIZED = re.compile(
    "禮堂|礼堂|會議室|会议室|會議廳|樓|楼|廳(?!長)|門口|[一二三四](?:學生|学生|生|[上下]學期|年級|時|同學)"
)
_HEAD_NAMED = re.compile(r"(?<=([局處处署司院所校館馆部會会組组科]))([\u3400-\u9fff])\1[長长]")
_TAUGHT = re.compile(r"[\u3400-\u9fff・]{3,12}(?<![大中小女])学")  # 教授（水産増殖学）: of what
# 甲交流会　開催報告, 乙フォーラムを開催: what takes place
_TAKES_PLACE = re.compile(
    r"[」』”\s]{0,3}(?:[（(][^（）()]{1,16}[）)])?[をがの]?[ \u3000]{0,3}"
    r"(?:開催|開かれ|開き|開い|開く|挙行|実施|終了|閉幕|開幕)"
)
_THAT = re.compile("(?:学院|研究院|研究科|学部|学府|センター)(?=.{2})")  # 同|学院|機械系: of the school that was named
_OF_DAYS = ("交流会", "懇談会", "勉強会", "フォーラム", "サミット", "カンファレンス", "コンテスト", "フェア")
_DAY = re.compile(r"(?<=[市縣县府校會会學学院司社團团])[明今昨][與与和跟赴簽签將将訪访在]")
_DAYS = "本今昨前明翌上下同"
_DATE = re.compile(r"[（(]?[ \u3000]?[0-9０-９]{1,3}[ \u3000]?[)）]?[ \u3000]?[日月年]")  # 本（|5）日
# ABC|總公司: by its letters alone
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.\- ]{1,30}")


@dataclass(frozen=True, slots=True)
class _Document:
    """What a document tells of the borders of its names."""

    whole: str  # its text
    forms: AbstractSet[str]  # its institutions as they were read
    lists: Lists
    chinese: bool


def bordered(texts: Sequence[str], names: Sequence[Sequence[Name]], lists: Lists, *, chinese: bool) -> list[list[Name]]:
    """The names of each passage of a document, its institutions without words that are not theirs.

    What only describes (台灣半導體, 日本駐台, a 委員會 that nobody names in full) is left out.
    """
    whole = "\n".join(texts)
    forms = {_form(text, name) for text, own in zip(texts, names, strict=True) for name in own if name.kind == "ORG"}
    sure = sure_names(texts, names) if chinese else frozenset()
    names = [laboratories(text, own) for text, own in zip(texts, names, strict=True)]
    names = [with_heads(text, own, lists, chinese=chinese) for text, own in zip(texts, names, strict=True)]
    if chinese:
        names = [_by_whom(text, own) for text, own in zip(texts, names, strict=True)]
        names = [unglued(text, own, whole, forms) for text, own in zip(texts, names, strict=True)]
        names = [[from_sure(text, name, whole, sure) for name in own] for text, own in zip(texts, names, strict=True)]
    document = _Document(whole, forms, lists, chinese)
    cut = [
        [mended for name in own if (mended := _cut(text, name, document)) is not None]
        for text, own in zip(texts, names, strict=True)
    ]
    return [_without_inner(own) for own in cut]


def _without_inner(names: Sequence[Name]) -> list[Name]:
    """The names without those of which a longer one took hold: 應用材料|及光電工程學系, 台灣駐札幌|辦事處."""
    longer = (TWO_SUBJECTS, POSTED)
    taken = [(name.start, name.end) for name in names if name.rule in longer]
    return [n for n in names if n.rule in longer or not any(s < n.end and n.start < e for s, e in taken)]


def _by_whom(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, where one holds two with 由 between: 甲大學|由|電機學院."""
    read: list[Name] = []
    for name in names:
        at = text.find("由", name.start + 2, name.end - 3) if name.kind in ("ORG", "UNIT") and name.row is None else -1
        if at < 0 or type_of_name(text[name.start : at]) is None or type_of_name(text[at + 1 : name.end]) is None:
            read.append(name)
            continue
        kind = "UNIT" if type_of_name(text[at + 1 : name.end]) is OrganizationType.UNIT else "ORG"
        read += [replace(name, end=at, kind="ORG"), replace(name, start=at + 1, kind=kind)]
    return read


def _form(text: str, name: Name) -> str:
    return "".join(text[name.start : name.end].split())


def _cut(text: str, name: Name, document: _Document) -> Name | None:
    """A name within its borders; nothing where it names nobody."""
    if name.kind not in ("ORG", "UNIT"):
        return name
    name = with_its_brackets(text, name)
    name = _before_size(text, from_own_unit(text, behind_date(text, name))) if document.chinese else name
    form = text[name.start : name.end]
    # 豐田|汽車 is known; 台灣|半導體 is a trade, whatever company is called so
    unknown = name.row is None or form.startswith(tuple(countries()))
    if unknown and (stands_for_another(form) or (name.kind == "ORG" and only_describes(form))):
        return None
    if not document.chinese and len(form) < 4 and text.startswith(("品", "部品"), name.end):
        return None  # 電装|品: a thing
    if not document.chinese and text[name.start - 1 : name.start] == "同" and (that := _THAT.match(form)):
        name = replace(name, start=name.start + that.end())
        form = text[name.start : name.end]
    if not document.chinese and form.endswith(_OF_DAYS) and _TAKES_PLACE.match(text, name.end):
        return None
    if not document.chinese and form.endswith("大学大学") and text.startswith("院", name.end):
        name = replace(name, end=name.end - 2)
    name = with_hokkaido(text, with_quotation(text, name) if document.chinese else name)
    if name.row is not None:
        return name
    if _is_misread(text, name, chinese=document.chinese):
        return None
    if (part := _to_end_of_sentence(text, name)) is not name or (part := from_quotation(text, name)) is not name:
        return _cut(text, part, document)
    name = _before_day(text, _before_head(text, name)) if document.chinese else name
    return None if is_legal_form(text[name.start : name.end]) else _from_its_beginning(text, name, document)


def _from_its_beginning(text: str, name: Name, document: _Document) -> Name | None:
    """A name without the words before it that are none of its own; nothing where it names nobody."""
    name = from_post(text, name)
    if _names_fields(text, name, document):
        return None
    name = behind_what_leads(text, name, document.forms, document.lists, chinese=document.chinese)
    if name.kind == "ORG" and is_generic(text[name.start : name.end], document.forms, document.lists):
        return None
    name = behind_place(text, from_head(text, name), document.forms, chinese=document.chinese)
    name = _before_what_goes_on(text, _without_side(text, name)) if document.chinese else name
    shorter = behind_line_of_business(text, name, document.whole)
    if shorter is not name:
        return shorter
    if is_no_name(text[name.start : name.end], name.kind, document.lists):
        return None
    return behind_word_between(text, name, document.whole) if document.chinese else name


def _is_misread(text: str, name: Name, *, chinese: bool) -> bool:
    """Whether a name is what stands before or in another word: 訪|美團, 甲科技工業|區, 日本化學|大廠某某."""
    form = text[name.start : name.end]
    if is_zone(text, name, form) or form.find("。") == 1:
        return True
    if not chinese:
        free = text[name.end : name.end + 1] not in SHARED and not cut_forms(form, "legal")[1]  # 株式会社甲化学
        taught = free and _TAUGHT.fullmatch(form) is not None
        pointing = name.start > 0 and text[name.start - 1] == "同" and len(form) < 4 and type_of_name(form) is not None
        return taught or pointing  # 同|機構: the one that was named
    visited = form[-1] in "團团" and text.endswith(("訪", "访", "赴"), 0, name.start)
    maker = form[-1] == "大" and text[name.end : name.end + 1] in ("廠", "厂")  # 日本光阻大|廠某某: what it makes
    return visited or maker or (tells_a_trade(text, name) and is_trade(form))


def _names_fields(text: str, name: Name, document: _Document) -> bool:
    """Whether it only tells a field, and of nobody, or in what the institution stands: 再生晶圓, 山城裡的大學."""
    form = text[name.start : name.end]
    nameless = document.lists.endings.kind(form) in (None, "Company") and text[name.end : name.end + 1] not in SHARED
    return (nameless and is_of_fields(form)) or (document.chinese and re.search(r"[裡里]的", form) is not None)


def _to_end_of_sentence(text: str, name: Name) -> Name:
    """甲社|。聯盟首任會長: no name reaches over the end of a sentence."""
    ended = text[name.start : name.end].find("。")
    return name if ended < 1 else replace(name, end=name.start + ended)


def _before_size(text: str, name: Name) -> Name:
    """縣府|大禮堂, 電子系|大三學生: the sign of the size or the year is no short form of a university. 甲大|學生."""
    pupils = name.end - name.start == 3 and text.startswith(("大學生", "大学生"), name.end - 2) and name.row is None
    if pupils:
        return replace(name, end=name.end - 1)
    other = text[name.end - 1] == "大" and name.end - name.start > 2 and name.row is None
    return replace(name, end=name.end - 1) if other and _SIZED.match(text, name.end) else name


def _before_head(text: str, name: Name) -> Name:
    """經發局|張局長: the surname of who heads it is no part of the name."""
    head = _HEAD_NAMED.search(text, name.end - 2, name.end + 2)
    return name if head is None else replace(name, end=head.start())


def _before_day(text: str, name: Name) -> Name:
    """某某市|明與乙協會簽約: the day, as headlines say it."""
    day = _DAY.search(text, name.start, name.end + 1)
    return replace(name, end=name.end - 1) if day is not None and day.end() == name.end + 1 else name


def _without_side(text: str, name: Name) -> Name:
    """代表處|方面: of its side."""
    form = text[name.start : name.end]
    side = _side().search(form)
    if side is None or not (type_of_name(form[: side.start()]) or _LATIN.fullmatch(form, 0, side.start())):
        return name
    return replace(name, end=name.start + side.start())


def _before_what_goes_on(text: str, name: Name) -> Name:
    """甲大學|派, 乙局|本（5）日, 丙公司|跨海: without the word with which the sentence goes on behind it."""
    form = text[name.start : name.end]
    more = _goes_on().search(form)
    at = 0 if more is None else more.start()
    if not at and form[-1] in _DAYS and _DATE.match(text, name.end):
        at = len(form) - 1
    return replace(name, end=name.start + at) if at > 2 and type_of_name(form[:at]) is not None else name


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(f"{any_of('goes on')}$")


@cache
def _side() -> re.Pattern[str]:
    return re.compile(f"{any_of('side')}$")
