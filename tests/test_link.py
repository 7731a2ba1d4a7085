"""Mentions of one document → its persons and institutions."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tagged import annotated

from kg.link import link
from kg.link.written import of_those_named
from kg.model import Annotated, Entity, Kind, Language
from kg.names.authority import Authority


class _Unknown(Authority):
    """An authority file that knows no institution: the rules stand alone."""

    def __init__(self) -> None:
        super().__init__([])


def linked(
    marked: str, language: Language = "ja", publisher: str | None = None
) -> tuple[Annotated, tuple[Entity, ...]]:
    document = annotated(marked, language, publisher)
    return document, link(document, _Unknown())


def names(marked: str, language: Language = "ja", kind: Kind = Kind.ORGANIZATION) -> list[set[str]]:
    """The surfaces of each entity of that kind."""
    return [{m.text for m in e.mentions} for e in linked(marked, language)[1] if e.kind is kind]


@pytest.mark.parametrize(
    ("marked", "language", "together"),
    [
        ("{o:國立南海大學}（簡稱{o:南海大}）", "zh-Hant", {"國立南海大學", "南海大"}),
        ("{o:國立南海大學}（{o:南海大}，{o:NHU}）", "zh-Hant", {"國立南海大學", "南海大", "NHU"}),
        ("{o:株式会社北川電子}（以下、「{o:北川電子}」）", "ja", {"株式会社北川電子", "北川電子"}),
        ("{o:トウザイ・デンシ}（{o:TD}）が", "ja", {"トウザイ・デンシ", "TD"}),
        ("{u:南海機電学院}（{u:機械・電気学部}）が", "ja", {"南海機電学院", "機械・電気学部"}),
        ("{o:日本東西協會}與{o:東西協會}", "zh-Hant", {"日本東西協會", "東西協會"}),
        ("{o:北川市}と{o:北川市役所}", "ja", {"北川市", "北川市役所"}),
        ("{o:南海縣北川鄉}、{o:北川鄉}", "zh-Hant", {"南海縣北川鄉", "北川鄉"}),
        ("{o:東南電子股份有限公司}\n{o:東南電子}", "zh-Hant", {"東南電子股份有限公司", "東南電子"}),
        ("{o:東南華電子}與{o:東電}", "zh-Hant", {"東南華電子", "東電"}),
        (
            "{o:北川電子株式会社}（東京都、社長：{p:山田太郎}、以下「{o:北川電}」）",
            "ja",
            {"北川電子株式会社", "北川電"},
        ),
        ("{o:北川県商工連合会}と結んだ。{o:同県商工連合会}の", "ja", {"北川県商工連合会", "同県商工連合会"}),
        ("{o:北川合同銀行}は{o:合銀}の", "ja", {"北川合同銀行", "合銀"}),
        ("{o:北川商業銀行}は{o:北商銀}の", "ja", {"北川商業銀行", "北商銀"}),
        ("{o:北川エンジニアリング㈱}は{o:北川エンジ}の", "ja", {"北川エンジニアリング㈱", "北川エンジ"}),
        ("{o:株式会社北川ケミカル}は{o:北川ケミ}の", "ja", {"株式会社北川ケミカル", "北川ケミ"}),
        ("{o:北川ベークライト}は{o:北川ベーク}の", "ja", {"北川ベークライト", "北川ベーク"}),
        ("{o:国立南海科学技術大学}と{o:南海科技大}", "ja", {"国立南海科学技術大学", "南海科技大"}),
        ("{o:Southern Sea University}（{o:SSU}）", "ja", {"Southern Sea University", "SSU"}),
        ("{o:南洋半導體股份有限公司}與{o:南洋}", "zh-Hant", {"南洋半導體股份有限公司", "南洋"}),
        (
            "{o:甲乙聯合研究中心}即{o:甲・乙先進研磨聯合研究中心}",
            "zh-Hant",
            {"甲乙聯合研究中心", "甲・乙先進研磨聯合研究中心"},
        ),
        ("{o:南洋光電材料}的股價，{o:南洋}表示", "zh-Hant", {"南洋光電材料", "南洋"}),
        ("{o:株式会社北川フォトケミカル}は、{o:北川}が", "ja", {"株式会社北川フォトケミカル", "北川"}),
        (
            "{o:南海市立南海工業高級中等學校}（南海）與{o:南海高工}",
            "zh-Hant",
            {"南海市立南海工業高級中等學校", "南海高工"},
        ),
        (
            "{o:北川電子株式会社}\n　　　（{o:Kitagawa Electron Co., Ltd.}）",
            "ja",
            {"北川電子株式会社", "Kitagawa Electron Co., Ltd."},
        ),
        (
            "{o:國立南海大學}\n{o:National Southern Sea University}",
            "zh-Hant",
            {"國立南海大學", "National Southern Sea University"},
        ),
        ("{o:台中市政府}與{o:台中市府}", "zh-Hant", {"台中市政府", "台中市府"}),
        ("{o:青潮科技大學}師生來訪，{o:青潮}的學生說，", "zh-Hant", {"青潮科技大學", "青潮"}),
        (
            "{o:日本北潮工業高校}與{o:熊本縣立北潮工業高等學校}",
            "zh-Hant",
            {"日本北潮工業高校", "熊本縣立北潮工業高等學校"},
        ),
    ],
)
def test_names_of_one_institution_are_one_entity(marked: str, language: Language, together: set[str]) -> None:
    assert names(marked, language) == [together]


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        ("{o:北川}と{o:北川銀行}", "ja"),
        ("{o:熊本}與{o:熊本大學}", "zh-Hant"),
        ("{o:北川電子}（{o:南海市}）", "ja"),
        ("{o:北川エレクトロン}と{o:北川エレクトロンデバイス}", "ja"),
        ("{o:北川}と{o:北川ジャパン}", "ja"),
        ("{o:日本南洋株式會社}與{o:南洋科技}", "zh-Hant"),
        ("{o:東海銀行}と{o:合銀}", "ja"),
        ("{o:北川大学}と{o:北川工業大学}", "ja"),
        ("{o:北川電子九州工場}と{o:北川電子株式会社}", "ja"),
        ("{o:日本中央大學}與{o:韓國中央大學}及{o:中央大學}", "zh-Hant"),
        ("{o:南海縣}與{o:南海市}", "zh-Hant"),
    ],
)
def test_institutions_that_share_characters_stay_apart(marked: str, language: Language) -> None:
    assert all(len(surfaces) == 1 for surfaces in names(marked, language))


def test_a_short_name_of_another_company_is_not_that_of_its_house_abroad() -> None:
    together = names("{o:南洋科技}旗下{o:日本南洋株式會社}簽約，{o:南洋}說", "zh-Hant")
    assert {"日本南洋株式會社"} in together


def test_a_company_is_no_town_though_it_is_called_by_one() -> None:
    together = names("{o:明嶽}在{o:北上市}的{o:明嶽北上}投產，{o:北上}的員工", "zh-Hant")
    assert not any("明嶽北上" in surfaces for surfaces in together)


def test_offices_of_two_institutions_stay_apart() -> None:
    together = names("{o:北川県}{u:商工部}、{o:南海県}{u:経済商工観光部}")
    assert not any({"商工部", "経済商工観光部"} <= surfaces for surfaces in together)


@pytest.mark.parametrize(
    ("marked", "language", "country"),
    [
        ("台湾の{o:南洋電子}は", "ja", "TW"),
        ("{o:南洋電子}（台湾）は", "ja", "TW"),
        ("{o:南洋電子}は", "ja", "JP"),
        ("日本汽車零件供應商{o:東洋電子}今天", "zh-Hant", "JP"),
        ("{o:東洋電子}今天", "zh-Hant", "TW"),
        ("日本子公司{o:NSX}{t:社長}", "zh-Hant", "JP"),
        ("{o:駐日文化代表処分処}は", "ja", "TW"),
        ("{o:南洋先進科技}は", "ja", "TW"),
        ("{o:南洋ジャパン}は", "ja", "JP"),
        ("台北市にある{o:玄玉大学}は", "ja", "TW"),
        ("新竹市に本社を置く{o:南洋電子}は", "ja", "TW"),
        ("{o:南洋電子}は台中市に本拠を構える。", "ja", "TW"),
        ("豊橋市に本社を置く{o:南洋電子}は", "ja", "JP"),
        ("台湾の電源メーカー、{o:南洋電子}は", "ja", "TW"),
        ("{o:駐台文化代表處}今天", "zh-Hant", "JP"),
    ],
)
def test_country_comes_from_what_stands_beside(marked: str, language: Language, country: str) -> None:
    (entity,) = linked(marked, language)[1]
    assert entity.country == country


def test_country_comes_from_an_office_of_one_country() -> None:
    found = linked("{o:南洋電子}の{p:ヤング・リウ}{t:董事長}は", "ja")[1]
    assert [entity.country for entity in found if entity.kind is Kind.ORGANIZATION] == ["TW"]


@pytest.mark.parametrize(
    ("marked", "together"),
    [
        ("{p:山田太郎}（{r:やまだたろう}）", {"山田太郎", "やまだたろう"}),
        ("{p:山田 太郎} と {p:山田太郎}", {"山田 太郎", "山田太郎"}),
        ("{p:王大明}（{p:Ta-Ming Wang}）", {"王大明", "Ta-Ming Wang"}),
        ("{p:王大明}{t:校長}は。{s:王}{t:校長}は", {"王大明", "王"}),
        ("{p:ター-ミン・ワン}{t:学長}、{p:ワン}{t:学長}", {"ター-ミン・ワン", "ワン"}),
        ("{p:王大明}（ワン・ダーミン）{t:学長}", {"王大明", "ワン・ダーミン"}),
        ("{r:おうだいめい} {p:王 大明}", {"おうだいめい", "王 大明"}),
    ],
)
def test_names_of_one_person_are_one_entity(marked: str, together: set[str]) -> None:
    assert names(marked, kind=Kind.PERSON) == [together]


def test_a_name_that_leans_on_a_place_named_before_is_none_of_the_names() -> None:
    _, entities = linked("{o:北川県商工連合会}と結んだ。{o:同県商工連合会}の{p:山田太郎}{t:会頭}が")
    assert [e.names for e in entities if e.kind is Kind.ORGANIZATION] == [("北川県商工連合会",)]


def test_a_fragment_that_nothing_supports_is_no_institution() -> None:
    assert names("{o:尖端}的技術", "zh-Hant") == []


def test_the_town_of_an_address_is_no_party() -> None:
    assert names("{o:北川大学}と協定\n所在地　{o:北川市}南町1番1号") == [{"北川大学"}]


def test_one_name_in_two_countries_is_two_institutions() -> None:
    text = "日本{o:東西大學}與韓國{o:東西大學}"
    assert names(text, "zh-Hant") == [{"東西大學", "日本東西大學"}, {"東西大學", "韓國東西大學"}]


def test_a_latin_name_that_ends_a_paragraph_is_no_reading_of_the_name_that_begins_the_next() -> None:
    assert names("{p:Jane Roe}\n\n{p:林文華}說", "zh-Hant", Kind.PERSON) == [{"Jane Roe"}, {"林文華"}]
    assert names("{p:Wen-Hua Lin}\n{p:林文華}說", "zh-Hant", Kind.PERSON) == [{"Wen-Hua Lin", "林文華"}]


def test_readings_are_kept_apart_from_names() -> None:
    (person,) = linked("{p:山田 太郎}（{r:やまだ・たろう}）")[1]
    assert person.names[0] == "山田太郎"
    assert person.readings == (("ja-Hrkt", "やまだ・たろう"),)


def test_a_surname_that_no_full_name_explains_is_nobody() -> None:
    assert names("{t:課長}：{s:菊田}", kind=Kind.PERSON) == []


def test_a_title_tells_namesakes_apart() -> None:
    text = "{p:林大明}{t:校長}與{p:林小華}{t:教授}。{s:林}{t:校長}"
    assert names(text, "zh-Hant", Kind.PERSON) == [{"林大明", "林"}, {"林小華"}]


def test_a_misprint_is_another_person() -> None:
    assert len(names("{p:山田太郎}と{p:山田大郎}", kind=Kind.PERSON)) == 2


_PIECES = [
    "{p:山田太郎}",
    "{s:山田}",
    "{r:やまだたろう}",
    "{o:北川大学}",
    "{o:北川大}",
    "{u:国際課}",
    "{t:学長}",
    "（",
    "）",
    "、",
    "\n",
    "の",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_every_mention_is_of_one_entity_at_most(marked: str) -> None:
    document, entities = linked(marked)
    placed = [(m.start, m.end, m.kind) for e in entities for m in e.mentions]
    assert len(placed) == len(set(placed))
    assert all(document.release.text[m.start : m.end] == m.text for e in entities for m in e.mentions)
    assert [e.id for e in entities if e.kind is Kind.ORGANIZATION] == [
        f"o{n}" for n, _ in enumerate((e for e in entities if e.kind is Kind.ORGANIZATION), 1)
    ]


@pytest.mark.parametrize(
    "hostile", ["（" * 50_000, "日本" * 25_000, "台湾の" * 17_000, "以下「" * 20_000, " " * 50_000]
)
def test_hostile_text_takes_no_longer_than_its_length(hostile: str) -> None:
    start = time.perf_counter()
    linked("{o:北川大学}" + hostile + "{o:南海大学}{p:山田太郎}" + hostile)
    assert time.perf_counter() - start < 1


def test_a_company_and_its_house_abroad_are_two() -> None:
    text = "{o:青海精機株式會社}將由{o:台灣青海精機股份有限公司}投資，{o:青海精機}說明，{o:台灣青海精機}出席"
    assert {"台灣青海精機股份有限公司", "台灣青海精機"} in names(text, "zh-Hant")
    assert any({"青海精機株式會社", "青海精機"} <= found for found in names(text, "zh-Hant"))


def test_a_school_is_one_with_and_without_who_runs_it() -> None:
    text = "{o:青海縣立東海高級中學}校長，{o:東海高中}學生，{o:西濱縣立北谷工業高等學校}，{o:北谷工業高校}"
    assert [len(found) for found in names(text, "zh-Hant")] == [2, 2]


def test_what_somebody_was_of_another_is_no_other_name() -> None:
    assert len(names("{o:甲乙精機}原是{o:丙丁電工}在台灣的代理商，{o:甲乙精機}說明，{o:丙丁電工}出席", "zh-Hant")) == 2


def test_a_short_form_is_of_the_one_that_the_page_names_in_full() -> None:
    texts, rows = (
        ["金大", "國立金門大學", "廣島大學"],
        ["kanazawa-university", "national-quemoy-university", "hiroshima"],
    )
    assert of_those_named(texts, rows) == ["national-quemoy-university", "national-quemoy-university", "hiroshima"]
    more_texts, more_rows = [*texts, "金澤大學"], [*rows, "kanazawa-university"]
    assert of_those_named(more_texts, more_rows) == more_rows


def test_an_acronym_in_brackets_is_of_the_one_before_whoever_else_is_known_by_it() -> None:
    authority = Authority.load()
    text = "{o:国立虎尾科技大学}（{o:NFU}）は協定を結んだ。{o:NFU}の"
    assert [len(e.mentions) for e in link(annotated(text, "ja"), authority)] == [3]
    both = link(annotated(text + "学生が{o:日本福祉大学}を訪れた。", "ja"), authority)
    assert len(both) == 2
    quoted = link(annotated("與「{o:國立虎尾科技大學}」（{o:NFU}）簽約。", "zh-Hant"), authority)
    assert [len(e.mentions) for e in quoted] == [2]


def test_a_short_form_in_brackets_is_of_the_one_before_though_a_company_is_called_so() -> None:
    authority = Authority.load()
    for company in ("大同", "長榮"):
        text = f"{{o:{company}大學}}（{{o:{company}}}）與師生座談。{{o:{company}}}則與企業合作。"
        assert [len(e.mentions) for e in link(annotated(text, "zh-Hant"), authority)] == [3]


def test_a_newspaper_shortens_a_technical_high_school_twice() -> None:
    marked = "{o:北潮工業高}（北潮市）と協定を結んだ。{o:北潮工高}の体育館であった。"
    assert names(marked) == [{"北潮工業高", "北潮工高"}]


def test_a_school_of_a_trade_is_named_without_what_it_is() -> None:
    marked = "{o:熊本縣立北川工業高等學校}來訪，{o:北川工業}的學生與{o:南海工業}的員工交流。"
    assert {"熊本縣立北川工業高等學校", "北川工業"} in names(marked, "zh-Hant")
    assert {"南海工業"} in names(marked, "zh-Hant")


def test_a_name_with_any_country_before_it_is_that_name() -> None:
    for country, language in (("泰國", "zh-Hant"), ("越南", "zh-Hans"), ("ベトナム", "ja")):
        assert names(f"{{o:{country}東西大學}}、{{o:東西大學}}", language) == [{f"{country}東西大學", "東西大學"}]
