"""Rules that read what stands beside a name, on names written by hand."""

from __future__ import annotations

import pytest
from test_borders import marked

from kg.annotate.institutions.beside import doubled, fuse, offices, parts, quoted
from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.names.authority import Authority

LISTS = Lists.load()


@pytest.mark.parametrize(
    ("text", "institution", "title", "whole"),
    [
        ("經濟部長", "經濟", "部長", "經濟部"),
        ("駐外辦事處長", "駐外辦事", "處長", "駐外辦事處"),
        ("南海市長", "南海", "市長", "南海市"),
        ("物質理工学部長", "物質理工", "学部長", "物質理工学部"),
        ("商務促進會長", "商務促進", "會長", "商務促進會"),
    ],
)
def test_fused_title(text: str, institution: str, title: str, whole: str) -> None:
    start = len(institution)
    names = [Name(0, start, "ORG", 0.9), Name(start, start + len(title), "TITLE", 0.9)]
    assert [text[n.start : n.end] for n in fuse(text, names, [], LISTS)] == [whole, title]


def test_a_ministry_that_nobody_read_ends_with_the_first_sign_of_its_title() -> None:
    text = "王大明（前教育部長）"
    names = [Name(0, 3, "PERSON", 0.9), Name(7, 9, "TITLE", 0.9)]
    row = Authority.load().lookup("教育部", "zh-Hant")
    assert row is not None
    assert [text[n.start : n.end] for n in fuse(text, names, [(5, 8, row)], LISTS)] == ["王大明", "教育部", "部長"]
    assert len(fuse("千教育部長在場", [Name(3, 5, "TITLE", 0.9)], [(1, 4, row)], LISTS)) == 1


def test_the_title_of_a_minister_holds_the_name_of_the_ministry() -> None:
    text = "、経済部長王大明"
    row = Authority.load().lookup("経済部", "ja")
    assert row is not None
    names = [Name(1, 5, "TITLE", 0.9), Name(5, 8, "PERSON", 0.9)]
    fused = fuse(text, names, [(1, 4, row)], LISTS)
    assert [text[n.start : n.end] for n in fused] == ["経済部", "部長", "王大明"]
    beside = [Name(0, 2, "ORG", 0.9), Name(2, 6, "TITLE", 0.9)]
    assert fuse("海社経済部長", beside, [(2, 5, row)], LISTS) == beside


def test_title_after_a_whole_institution_is_not_fused() -> None:
    text = "東海電子股份有限公司處長"
    names = [Name(0, 10, "ORG", 0.9), Name(10, 12, "TITLE", 0.9)]
    assert fuse(text, names, [], LISTS) == names


def test_unit_is_named_with_its_institution_too() -> None:
    names = [Name(0, 4, "ORG", 0.9), Name(4, 7, "UNIT", 0.8)]
    assert [(n.start, n.end, n.kind) for n in parts("東海大学工学部", names)] == [(0, 7, "UNIT")]


def test_quoted_institution_and_its_abbreviation() -> None:
    text = "加入「國家重點海洋國際合作聯盟」（UOAT），簽署「合作備忘錄」（MOU）"
    assert [text[n.start : n.end] for n in quoted(text, [], LISTS)] == ["國家重點海洋國際合作聯盟", "UOAT"]


def test_a_quoted_name_with_a_declared_short_form_is_read_whole() -> None:
    text, names = marked("日前，「青海高級中學學校⟨國際交流聯盟⟩」（以下簡稱聯盟）應邀")
    found = quoted(text, names, LISTS)
    assert [text[n.start : n.end] for n in found] == ["青海高級中學學校國際交流聯盟"]
    text, names = marked("日前，「青海與⟨國際交流聯盟⟩的約定」（以下簡稱約定）")
    assert quoted(text, names, LISTS) == []


@pytest.mark.parametrize(("holder", "ministry"), [("王大明", ["経済部"]), ("山本一郎", [])])
def test_behind_a_chinese_name_a_minister_is_no_head_of_a_towns_department(holder: str, ministry: list[str]) -> None:
    row, at = Authority.load().lookup("経済部", "ja"), len(holder)
    assert row is not None
    text = f"{holder}経済部長"
    fused = fuse(text, [Name(0, at, "PERSON", 0.9), Name(at, at + 4, "TITLE", 0.9)], [(at, at + 3, row)], LISTS)
    assert [text[n.start : n.end] for n in fused if n.kind == "ORG"] == ministry


def test_an_office_before_a_title_leaves_what_is_read_before_it() -> None:
    text = "中心主任由西寧半導體學院教授王大明"
    names = [Name(0, 4, "TITLE", 0.9), Name(5, 7, "ORG", 0.9), Name(7, 12, "UNIT", 0.9), Name(12, 14, "TITLE", 0.9)]
    names.append(Name(14, 17, "PERSON", 0.9))
    assert [text[n.start : n.end] for n in offices(text, names)] == ["中心主任", "西寧半導體學院", "教授", "王大明"]


def test_an_institution_and_its_unit_before_a_title_stay_two() -> None:
    text = "青海研究院西寧研究中心 研究員 王大明"
    names = [Name(0, 5, "ORG", 0.9), Name(5, 11, "UNIT", 0.9), Name(12, 15, "TITLE", 0.9), Name(16, 19, "PERSON", 0.9)]
    assert offices(text, names) == names


def test_a_bureau_read_as_somebody_ends_as_the_title_of_its_head_begins() -> None:
    text = "由勞青處處長林文華"
    names = [Name(1, 4, "PERSON", 0.5), Name(4, 6, "TITLE", 0.9), Name(6, 9, "PERSON", 0.9)]
    assert next((text[n.start : n.end], n.kind) for n in doubled(text, names)) == ("勞青處", "UNIT")


def test_a_division_of_an_office_abroad_is_no_ministry_behind_a_space() -> None:
    text = "海山協会　台北事務所　経済部長　大野一郎"
    row = Authority.load().lookup("経済部", "ja")
    assert row is not None
    names = [Name(0, 4, "ORG", 0.9), Name(5, 10, "UNIT", 0.9), Name(11, 15, "TITLE", 0.9), Name(16, 20, "PERSON", 0.9)]
    assert fuse(text, names, [(11, 14, row)], LISTS) == names


def test_a_unit_before_a_title_leaves_its_owner_in_latin_letters() -> None:
    text = "、ABCD 低電力設計部門ディレクターの林文華"
    names = [Name(1, 13, "ORG", 0.9), Name(13, 19, "TITLE", 0.9), Name(20, 23, "PERSON", 0.9)]
    read = [(text[n.start : n.end], n.kind) for n in offices(text, names)]
    assert read[:2] == [("ABCD", "ORG"), ("低電力設計部門", "UNIT")]


def test_a_unit_has_the_last_words_of_its_name_that_a_title_took() -> None:
    text = "グローバル教育推進機構長"
    names = [Name(0, 7, "UNIT", 0.9), Name(7, 12, "TITLE", 0.9)]
    read = [text[n.start : n.end] for n in fuse(text, names, [], LISTS)]
    assert read == ["グローバル教育推進機構", "機構長"]


def test_the_head_of_a_section_is_of_the_department_before() -> None:
    names = [Name(0, 3, "UNIT", 0.9), Name(3, 5, "TITLE", 0.9)]
    assert [(n.start, n.end) for n in fuse("人才司科長", names, [], LISTS)] == [(0, 3), (3, 5)]


def test_the_word_for_the_institution_is_not_of_its_unit() -> None:
    text = "該校材料系教授王大明"
    names = [Name(5, 7, "TITLE", 0.9), Name(7, 10, "PERSON", 0.9)]
    assert [text[n.start : n.end] for n in offices(text, names) if n.kind == "UNIT"] == ["材料系"]
