"""Where names of institutions begin and end, on spans written by hand."""

from __future__ import annotations

import pytest
from test_borders import marked
from test_mending import LISTS, read

from kg.annotate.mending import mend
from kg.annotate.tagging.tagger import Found
from kg.names.authority import Authority


def test_site_is_a_facility_unless_somebody_works_there() -> None:
    assert read("東海電子南海廠動工", ("東海電子南海廠", "ORG")) == [("東海電子南海廠", "FACILITY")]
    assert read("東海電子南海工場 工場長", ("東海電子南海工場", "ORG"))[0][1] == "FACILITY"
    assert read("東海電子南海工場工場長", ("東海電子南海工場", "ORG"))[0][1] == "ORG"


def test_country_before_a_government_is_left_out() -> None:
    assert read("日本外務省", ("日本外務省", "ORG")) == [("外務省", "ORG")]


@pytest.mark.parametrize(
    ("text", "name"),
    [("和⟨青海私立科技大學⟩校院協進會簽了", "青海私立科技大學校院協進會"), ("⟨青海大學⟩與校友會簽約", "青海大學")],
)
def test_a_body_of_those_whom_its_name_begins_with_is_one_name(text: str, name: str) -> None:
    plain, names = marked(text)
    spans = [Found(n.start, n.end, n.kind, n.confidence) for n in names]
    assert [plain[s.start : s.end] for s in mend(plain, spans, [], LISTS, chinese=True)] == [name]


def test_a_latin_name_in_brackets_is_one_though_a_comma_parts_it() -> None:
    text = "海山高專(NIT, Umiyama College)與"
    marks = [("海山高專", "ORG"), ("NIT", "ORG"), ("Umiyama College", "ORG")]
    assert read(text, *marks) == [("海山高專", "ORG"), ("NIT, Umiyama College", "ORG")]


def test_an_industrial_park_is_no_company() -> None:
    assert read("海山工業園区を視察", ("海山工業", "ORG")) == [("海山工業", "FACILITY")]


def test_a_former_office_is_not_of_the_name_of_a_known_institution() -> None:
    text = "特邀前工業技術研究院所長"
    rows = Authority.load().find(text, "zh-Hant")
    mended = mend(text, [Found(2, 10, "ORG", 0.9), Found(10, 12, "TITLE", 0.9)], rows, LISTS, chinese=True)
    assert text[mended[0].start : mended[0].end] == "工業技術研究院"


def test_our_country_is_no_part_of_the_name_of_its_office() -> None:
    assert read("拜會我國台北駐海山辦事處", ("國台北駐海山辦事處", "ORG")) == [("台北駐海山辦事處", "ORG")]


def test_a_hospital_is_an_institution() -> None:
    assert read("海山市民病院の院長", ("海山市民病院", "FACILITY")) == [("海山市民病院", "ORG")]


def test_a_title_behind_a_faculty_begins_with_its_own_word() -> None:
    found = read("由理工學部學部長率隊", ("理工學部", "UNIT"), ("學部長", "TITLE"))
    assert found == [("理工學部", "UNIT"), ("學部長", "TITLE")]


def test_a_company_has_the_line_of_business_that_closes_its_name() -> None:
    text = "株式会社海山半導体サービスは"
    assert read(text, ("株式会社海山半導体", "ORG"))[0] == ("株式会社海山半導体サービス", "ORG")
