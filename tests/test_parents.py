"""Units belong to the institution that their place in the text tells, in releases with invented names."""

from __future__ import annotations

import pytest
from tagged import annotated
from test_link import linked

from kg.link import link
from kg.model import OrganizationType
from kg.names.authority import Authority


def test_a_unit_belongs_to_the_institution_before_it() -> None:
    _, entities = linked("{o:國立南海大學}與{o:北川大學}{u:國際處}", "zh-Hant")
    assert len(entities) == 3
    unit = next(e for e in entities if e.type is OrganizationType.UNIT)
    parent = next(e for e in entities if e.id == unit.unit_of)
    assert parent.names == ("北川大學",)


def test_units_of_one_name_in_two_institutions_are_two() -> None:
    _, entities = linked("{o:國立南海大學}{u:電機系}、{o:北川大學}{u:電機系}", "zh-Hant")
    assert [e.unit_of for e in entities if e.type is OrganizationType.UNIT] == ["o1", "o3"]


def test_an_institution_for_teaching_is_rather_of_a_school_than_of_a_town() -> None:
    _, entities = linked("{o:北川大学}は、{o:北川市}での進出に伴い{u:デジタル研究教育機構}の設置を", "ja")
    unit = next(e for e in entities if e.type is OrganizationType.UNIT)
    assert next(e for e in entities if e.id == unit.unit_of).names == ("北川大学",)


def test_members_of_a_delegation_belong_to_who_sent_it() -> None:
    text = "日本{o:北川大學}代表團來訪{o:國立南海大學}。\n代表團成員如下：\n團員　{p:山田太郎}　{u:產學推進處}{t:主任}"
    _, entities = linked(text, "zh-Hant")
    unit = next(e for e in entities if e.type is OrganizationType.UNIT)
    assert next(e for e in entities if e.id == unit.unit_of).names == ("北川大學",)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        # the head's name tells the country
        ("{o:國立南海大學}與日本{o:北川大學}簽約，{u:國際事務處}{t:處長}{p:林大中}也在場", "國立南海大學"),
        ("{o:國立南海大學}與日本{o:北川大學}簽約，{u:國際事務處}{t:處長}{p:佐藤太郎}也在場", "北川大學"),
        # a unit listed behind another one is of the same institution
        ("{o:南海市政府}{u:經濟局}{t:局長}{p:林大中}、{u:秘書處}{t:處長}{p:吳文德}與{o:青原電子}與會", "南海市政府"),
        # a faculty is of a school, a bureau of no school
        ("{o:國立南海大學}和{o:青原電子股份有限公司}合作，{u:電機工程學系}{t:教授}說明", "國立南海大學"),
        ("{o:國立南海大學}簽約，{u:教育局}{t:局長}到場", None),
    ],
)
def test_a_unit_belongs_to_who_can_have_it(text: str, whole: str | None) -> None:
    _, entities = linked(text, "zh-Hant")
    last = [e for e in entities if e.type is OrganizationType.UNIT][-1]
    assert next((e.names[0] for e in entities if e.id == last.unit_of), None) == whole


def test_the_publishers_own_unit_is_named_with_a_word_for_itself() -> None:
    text = "{o:公益財団法人北川協会}は{o:南海研究所}の{p:林大中}氏を招く。\n"
    text += "進行　当会 {u:調査研究部}　{t:次長}　{p:山田太郎}"
    _, entities = linked(text, "ja")
    unit = next(e for e in entities if e.type is OrganizationType.UNIT)
    assert next(e for e in entities if e.id == unit.unit_of).names == ("公益財団法人北川協会",)


def test_a_newspaper_has_none_of_the_units_that_it_tells_of() -> None:
    text = "{o:青原新聞網}\n\n{o:國立南海大學}簽約。\n\n{u:電機資訊學院}{t:院長}說。"
    _, entities = linked(text, "zh-Hant", "青原新聞網")
    unit = next(e for e in entities if e.type is OrganizationType.UNIT)
    assert next(e for e in entities if e.id == unit.unit_of).names == ("國立南海大學",)


def test_the_office_of_a_letterhead_is_of_the_institution_that_the_text_names() -> None:
    text = "發稿單位：{u:新聞處}\n{p:佐藤太郎}蒞臨{o:南海市政府}，{p:林大中}市長偕{u:新聞處}{t:處長}{p:吳文德}接待。"
    _, entities = linked(text, "zh-Hant")
    unit = next(e for e in entities if e.type is OrganizationType.UNIT)
    assert next(e for e in entities if e.id == unit.unit_of).names == ("南海市政府",)


def test_a_heading_over_a_later_place_tells_whose_a_unit_is() -> None:
    text = "日本{o:北川大學}來訪，{u:國際事務處}主管在座。\n【{o:南海大學}出席】\n{p:林大中}　{u:國際事務處}{t:國際長}"
    _, entities = linked(text, "zh-Hant")
    unit = next(e for e in entities if e.type is OrganizationType.UNIT)
    assert next(e for e in entities if e.id == unit.unit_of).names == ("南海大學",)


def test_the_prefecture_before_an_office_is_rather_of_the_readers_country() -> None:
    authority = Authority.load()
    page = annotated("{o:彰化県}と{o:群馬県}が結んだ。県{u:産業経済部}の{p:山田太郎}{t:部長}が来た。")
    entities = link(page, authority)
    unit = next(e for e in entities if e.type is OrganizationType.UNIT)
    assert next(e.names[0] for e in entities if e.id == unit.unit_of) == "群馬県"
