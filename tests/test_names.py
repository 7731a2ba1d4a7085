"""Match keys, legal forms, classes, countries and short forms of names."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import OrganizationType
from kg.names import (
    abbreviations,
    country_of_name,
    fold,
    is_abbreviation,
    looks_like_person,
    match_key,
    person_country,
    strip_legal_form,
    type_of_name,
)
from kg.names.folding import fold_all, fold_with_places

MEET = """
臺灣大學 台湾大学
國立臺灣大學 国立台湾大学
澤田 沢田
澤田 泽田
吉野家 𠮷野家
黃 黄
寳塚 寶塚
寶塚 宝塚
總合研究所 総合研究所
總合研究所 总合研究所
熊本縣 熊本県
熊本縣 熊本县
產業技術 産業技術
產業技術 产业技术
研究 硏究
櫃買中心 柜买中心
藝術大學 芸術大学
辦事處 弁事処
機械 机械
髙島屋 高島屋
宮﨑 宮崎
佐々木 佐佐木
キヤノン キャノン
ｼｬｰﾌﾟ シャープ
ＴＳＭＣ TSMC
TSMC tsmc
物質・材料研究機構 物質材料研究機構
茅ヶ崎 茅ケ崎
中島 中嶋
Kyūshū Kyushu
力晶 力晶
"""
APART = """
北海道大學 北海道教育大學
葉 叶
連合会 聯合會
斉藤 斎藤
余 餘
游 遊
里 裏
後藤 后藤
九州大学 九州工業大学
東北大學 東華大學
ハハ パパ
"""
LEGAL = """
台灣積體電路製造股份有限公司 台灣積體電路製造
株式会社デンソー デンソー
ソニーグループ株式会社 ソニーグループ
(株)東芝 東芝
㈱東芝 東芝
Nikon|Corporation Nikon
Hitachi,|Ltd. Hitachi
國立成功大學 成功大學
国立大学法人九州大学 九州大学
財團法人工業技術研究院 工業技術研究院
公益財団法人日本台湾交流協会 日本台湾交流協会
Zinc Zinc
国立市 国立市
有明高専 有明高専
㈱有明 有明
東芝(株) 東芝
"""
SHORT = """
陽明交大 國立陽明交通大學
陽明交通大學 國立陽明交通大學
北九大 北九州市立大学
九大 九州大學
北科大 國立臺北科技大學
台北科大 國立臺北科技大學
台科大 國立臺灣科技大學
東大 東京大学
科学大 東京科学大学
経産省 経済産業省
國科會 國家科學及技術委員會
國發會 國家發展委員會
工研院 財團法人工業技術研究院
産総研 産業技術総合研究所
成大 國立成功大學
阪大 大阪大学
九工大 九州工業大学
南海科技大 国立南海科学技術大学
"""
NOT_SHORT = """
北大 東北大學
東大 東京科学大学
東京大学 東京科学大学
台北大學 國立臺北科技大學
九大 北九州市立大学
東京 東京大学
國會 國家科學及技術委員會
大学 九州大学
"""


def pairs(block: str) -> list[tuple[str, str]]:
    return [tuple(part.replace("|", " ") for part in line.split()) for line in block.split("\n") if line]  # type: ignore[misc]


@pytest.mark.parametrize(("left", "right"), pairs(MEET))
def test_spellings_of_one_name_meet(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), pairs(APART))
def test_different_names_stay_apart(left: str, right: str) -> None:
    assert fold(left) != fold(right)


def test_simplified_text_opens_characters_of_two_meanings() -> None:
    assert fold("叶光", "zh-Hans") == fold("葉光")


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=20))
def test_places_point_into_the_text(name: str) -> None:
    key, places = fold_with_places(name)
    assert len(key) == len(places)
    assert list(places) == sorted(places)
    assert all(0 <= place < len(name) for place in places)


@given(st.lists(st.text(alphabet="国國台々・ｼﾞガ Aé\n㈱学", max_size=6), max_size=5))
def test_many_keys_at_once_are_the_same_keys(names: list[str]) -> None:
    assert fold_all(names) == [fold(name) for name in names]


@pytest.mark.parametrize(("name", "core"), pairs(LEGAL))
def test_legal_forms_come_off(name: str, core: str) -> None:
    assert strip_legal_form(name) == core
    assert match_key(name) == fold(core)


@pytest.mark.parametrize(("short", "long"), pairs(SHORT))
def test_short_forms_are_recognised(short: str, long: str) -> None:
    assert is_abbreviation(short, long)


@pytest.mark.parametrize(("short", "long"), pairs(NOT_SHORT))
def test_other_names_are_no_short_forms(short: str, long: str) -> None:
    assert not is_abbreviation(short, long)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("国立台湾大学", "University"),
        ("九州大学工学部", "OrganizationalUnit"),
        ("陽明交通大學國際半導體產業學院", "OrganizationalUnit"),
        ("熊本県", "GovernmentBody"),
        ("經濟部", "GovernmentBody"),
        ("高雄市政府", "GovernmentBody"),
        ("台北駐大阪經濟文化辦事處", "GovernmentBody"),
        ("株式会社デンソー", "Company"),
        ("台灣積體電路製造股份有限公司", "Company"),
        ("工業技術研究院", "ResearchInstitute"),
        ("九州経済連合会", "Association"),
        ("熊本商工会議所", "Association"),
        ("日本貿易振興機構", "Association"),
        ("台灣半導體產業協會", "Association"),
        ("Kyushu University", "University"),
        ("國際事務處", "OrganizationalUnit"),
        ("國際關係", None),
        ("彰化基督教醫院", None),
        ("ラピダス", None),
    ],
)
def test_endings_say_the_class(name: str, expected: str | None) -> None:
    assert type_of_name(name) == (OrganizationType(expected) if expected else None)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("熊本縣", "JP"),
        ("株式会社ディスコ", "JP"),
        ("家登精密工業股份有限公司", "TW"),
        ("国立大学法人長崎大学", "JP"),
        ("台湾新竹科学園区管理局", "TW"),
        ("九州フィナンシャルグループ", "JP"),
        ("北京大學", None),
        ("エヌビディア", None),
        ("台日商務交流會", "TW"),
        ("日台技術交流会", "JP"),
        ("世界先進", None),
    ],
)
def test_countries_from_names(name: str, country: str | None) -> None:
    assert country_of_name(name) == country


def test_kana_are_japanese_in_chinese_text() -> None:
    assert country_of_name("サンプル", "zh-Hant") == "JP"
    assert country_of_name("サンプル", "ja") is None


def test_national_without_a_place_is_taiwanese_in_traditional_text() -> None:
    assert country_of_name("國立聯合大學", "zh-Hant") == "TW"
    assert country_of_name("國立聯合大學") is None


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("高橋一郎", "JP"),
        ("佐々木花子", "JP"),
        ("陳大文", "TW"),
        ("歐陽明", "TW"),
        ("慕容大明", "TW"),
        ("タナカ", None),
        ("John", None),
        ("湊谷真治", None),
    ],
)
def test_family_names_point_to_a_country(name: str, country: str | None) -> None:
    assert person_country(name) == country


@pytest.mark.parametrize(
    ("name", "country"), [("湊谷さやか", "JP"), ("湊谷淳之介", "JP"), ("湊谷真治", "JP"), ("陳林美玉", None)]
)
def test_the_form_of_a_name_may_point_to_a_country(name: str, country: str | None) -> None:
    assert person_country(name, by_form=True) == country


def test_persons_look_like_persons() -> None:
    assert looks_like_person("高橋一郎")
    assert looks_like_person("陳大文")
    assert not looks_like_person("高雄市政府")


@pytest.mark.parametrize("hostile", ["株式会社" * 25_000, "國" * 100_000, "Co., Ltd. " * 10_000, "ｶﾞ" * 50_000])
def test_hostile_names_take_no_time(hostile: str) -> None:
    start = time.process_time()
    fold(hostile)
    strip_legal_form(hostile)
    abbreviations(hostile)
    assert time.process_time() - start < 2
