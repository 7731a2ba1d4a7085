"""Spans of the tagger in Japanese that hold two things, or a part of one: posts of two columns, 某某・人材|開発部長."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import Lists
from kg.annotate.name import Rows, rows_near
from kg.annotate.tagging.tagger import Found
from kg.model import OrganizationType
from kg.names import strip_legal_form, type_of_name
from kg.names.departments import subjects

_KATAKANA = re.compile("[ァ-ヺー・]{4,16}")
_HOLDER = re.compile("[のはがも、。）)]|に(?!ある|入|本)|[ \u3000]{1,2}|\\Z")
_OF_TOWN = re.compile(r"[（(](?=[市県都道府町村区][\u3400-\u9fff])(?!区間|市場|府令|都度|道路)")
_GAP = re.compile(r"[ \u3000]{1,40}")
_WORD = re.compile(r"[^\s]{2}")
_DEPARTMENT = re.compile(r"(?<=[\u3400-\u9fff]{2})・(?=[\u3400-\u9fff]{1,8}\Z)")
_SITE = re.compile(
    r"[\u3400-\u9fffァ-ヺー]{0,8}(?:研究所|工場|事業所|製作所|支社|支店|営業所|センター|事業部|本部|開発部|オフィス|ラボ)"
)
_NOW = re.compile(r"[現前元][・：:]")
_JOINED = re.compile(r"(?:入社|入行|入庁|入省|入所|退社|退職|卒業|修了|中退|就職)\Z")
_BORN = re.compile(r"生まれ|生れ|出身|在住|育ち")
_FIELD = re.compile(r"(?<![A-Za-z&])(?:PTA|OB|IR|AI|DX|GX|IT|ICT|IoT|ESG|CSR|LSI|IC|PR|HR|QA|EV|R&D|URA|SDGs)\Z")
_COURSE = re.compile(r"[\u3400-\u9fff]{2,6}(?:科|課|室|係)")
_HEAD = re.compile("主任|長|教諭|教授|講師|職員|担当")
# Who heads a company, a society or a town as a whole.
_OF_WHOLE = re.compile(
    "(?:代表|取締役|執行役員|名誉|副|前|元){0,4}(?:社長|会長|理事長|董事長|総経理|頭取|総裁|会頭|学長|市長|町長|村長|区長|知事)"
)
_GRADUATES = re.compile(r"(?<=大)大学院\Z|(?<=大学)大学院\Z")
_COMPANY = re.compile("株式会社|有限公司")
_HALL = re.compile(r"(?:[\u3400-\u9fff]{2,4}[館閣]|[東西南北本新旧別][館棟])\Z")


def japanese_spans(text: str, spans: Sequence[Found], lists: Lists) -> list[Found]:
    """The spans of a Japanese passage, each of one thing."""
    read: list[Found] = []
    for span in spans:
        before = read[-1] if read else None
        span = _with_first_sign(text, span, before)
        if span.kind == "TITLE" and before is not None and (cut := _department(text, before, span)) is not None:
            read[-1], span = replace(before, end=cut), replace(span, start=cut + 1)
        elif span.kind == "ORG" and before is not None and before.kind == "READING" and before.end == span.start:
            span = replace(read.pop(), end=span.end, kind="ORG")  # （しお|かぜ事務所）
        elif span.kind == "PERSON" and _COURSE.fullmatch(text, span.start, span.end) and _HEAD.match(text, span.end):
            span = replace(span, kind="UNIT")  # 商業科|主任
        elif span.kind == "PERSON" and _HALL.fullmatch(text, span.start, span.end):
            span = replace(span, kind="PLACE")  # 甲銀行 湊星館
        elif span.kind == "TITLE":
            if before is not None and before.end == span.start and _is_once(text, before):
                read[-1] = replace(before, end=before.end - 1)  # 甲大学|前|学長
            span = _with_department(text, span, read)
        elif span.kind == "UNIT" and before is not None and (school := _graduates(text, before, span)) is not None:
            read[-1], span = replace(before, end=school), replace(span, start=school)
        elif span.kind == "ORG":
            span = _of_its_kind(text, span)
            if (title := _katakana_title(text, span, lists) or _behind_company(text, span, lists)) is not None:
                read.append(replace(span, end=title))  # 株式会社甲|フェロー
                span = replace(span, start=title, kind="TITLE")
        if span.kind in ("ORG", "UNIT"):
            span = _without_head(text, span, lists)
        read += _in_columns(text, span, lists)
    return read


def _without_head(text: str, span: Found, lists: Lists) -> Found:
    """A unit without the 長 of its head: 甲センター|長の某教授."""
    if text[span.end - 1] != "長" or span.end - span.start < 5:
        return span
    titles = (lists.titles.kind(text[at : span.end]) for at in range(span.start + 2, span.end - 1))
    return replace(span, end=span.end - 1) if "t" in titles else span


def _with_first_sign(text: str, span: Found, before: Found | None) -> Found:
    """A town with the sign before the small ケ with which it was read to begin: 沼|ヶ崎町."""
    small = span.kind in ("PLACE", "ORG", "FACILITY") and text[span.start] in "ケヶ" and span.start > 0
    if not small or not "\u3400" <= text[span.start - 1] <= "\u9fff":
        return span
    return span if before is not None and before.end >= span.start else replace(span, start=span.start - 1)


def _katakana_title(text: str, span: Found, lists: Lists) -> int | None:
    """Where a title in katakana begins that an institution took, the longest of the list."""
    if _HOLDER.match(text, span.end) is None:
        return None
    for at in range(span.start + 3, span.end - 2):
        if _KATAKANA.fullmatch(text, at, span.end) and lists.titles.kind(text[at : span.end]) == "t":
            return at
    return None


def with_site(text: str, span: Found, rows: Rows) -> list[Found]:
    """A company that a list knows and its site or division, which were read as one name: 甲社|中央研究所."""
    near = rows_near(rows, span.start, span.end)
    if span.kind != "ORG" or any(start == span.start and end >= span.end for start, end, _ in near):
        return [span]
    ends = (end for start, end, row in near if start == span.start and row.type is OrganizationType.COMPANY)
    end = max(ends, default=None)
    if end is None or _SITE.fullmatch(text, end, span.end) is None:
        return [span]
    return [replace(span, end=end), replace(span, start=end, kind="UNIT")]


def _graduates(text: str, before: Found, unit: Found) -> int | None:
    """Where the name of a university ends that took the 大学院 of its school: 海山大|大学院理学研究科."""
    school = _GRADUATES.search(text, before.start + 1, before.end)
    return school.start() if before.kind == "ORG" and school and before.end == unit.start else None


def _behind_company(text: str, span: Found, lists: Lists) -> int | None:
    """Where a title begins that an institution took behind the word for a company: 甲株式会社|常務."""
    company = _COMPANY.search(text, span.start + 2, span.end - 1)
    return company.end() if company and lists.titles.kind(text[company.end() : span.end]) == "t" else None


def _of_its_kind(text: str, span: Found) -> Found:
    """An institution without 現・ before it or 入社 behind, and a town in which somebody was born as a place."""
    if (now := _NOW.match(text, span.start, span.end - 2)) is not None:
        span = replace(span, start=now.end())
    if (joined := _JOINED.search(text, span.start + 2, span.end)) is not None:
        return replace(span, end=joined.start())
    born = text[span.end - 1] in "都道府県市町村区" and _BORN.match(text, span.end) is not None
    return replace(span, kind="PLACE") if born else span


def _is_once(text: str, span: Found) -> bool:
    """Whether an institution took the 前 or 元 of the title behind it."""
    whole = text[span.start : span.end]
    return span.kind in ("ORG", "UNIT") and whole[-1] in "前元" and type_of_name(whole[:-1]) is not None


def _with_department(text: str, title: Found, read: list[Found]) -> Found:
    """A title with the words before it that say of what: PTA|会長, and 某某ものづくり|推進室長 behind its holder."""
    field = _FIELD.search(text, max(0, title.start - 8), title.start)
    before = read[-1] if read else None
    if field is not None and (before is None or before.end <= field.start()):
        return replace(title, start=field.start())
    if before is not None and before.end == title.start and _is_subject(text, before):
        return replace(title, start=read.pop().start)  # 機械|部品事業部長
    holder = read[-2] if len(read) > 1 else None
    if before is None or holder is None or holder.kind != "PERSON" or text[title.end - 1] not in "長監":
        return title
    beside = holder.end == before.start and before.end == title.start and before.kind == "ORG"
    form = text[before.start : before.end]
    kind = type_of_name(form)
    if not beside or kind not in (None, OrganizationType.COMPANY) or strip_legal_form(form) != form:
        return title
    if _OF_WHOLE.fullmatch(text, title.start, title.end):
        return title  # 某某|甲マテリアル|社長
    return replace(title, start=read.pop().start)


def _is_subject(text: str, span: Found) -> bool:
    """Whether a subject of work was read as somebody."""
    parts = text[span.start : span.end].split("・")
    return span.kind in ("PERSON", "SURNAME") and all(part in subjects() for part in parts)


def _department(text: str, person: Found, title: Found) -> int | None:
    """Where a person ends that took the words with which the title behind begins: 某某・人材|開発部長."""
    if person.kind != "PERSON" or person.end != title.start:
        return None
    cut = _DEPARTMENT.search(text[person.start : person.end])
    return None if cut is None else person.start + cut.start()


def _in_columns(text: str, span: Found, lists: Lists) -> list[Found]:
    """The titles of a span that reaches over two columns of a row: 取締役　　　技術部長, 議　長　会長.

    A post of the town in the bracket behind another is one for itself too: 会長（県議会議長）.
    """
    if span.kind != "TITLE":
        return [span]
    if town := _OF_TOWN.search(text, span.start + 2, span.end):
        own = replace(span, start=town.end(), end=span.end - (text[span.end - 1] in "）)"))
        return [replace(span, end=town.start()), own]  # 会長（県|議会議長）
    for gap in _GAP.finditer(text, span.start, span.end):
        before, after = text[span.start : gap.start()], text[gap.end() : span.end]
        wide = len(gap.group()) > 1 and all(_WORD.search(side) for side in (before, after))
        set_apart = len(before) > 2 and " " in before.replace("\u3000", " ") and not _GAP.search(after)
        if wide or (set_apart and all(lists.titles.kind("".join(side.split())) == "t" for side in (before, after))):
            return [replace(span, end=gap.start()), *_in_columns(text, replace(span, start=gap.end()), lists)]
    return [span]
