"""Companies introduced in quotation marks, in invented names."""

from __future__ import annotations

from kg.annotate.institutions.houses import with_houses
from kg.annotate.name import Name


def read(texts: list[str], *known: str) -> list[list[str]]:
    names = [[Name(t.index(k), t.index(k) + len(k), "ORG", 0.9) for k in known if k in t] for t in texts]
    return [[t[n.start : n.end] for n in own] for t, own in zip(texts, with_houses(texts, names), strict=True)]


def test_a_subsidiary_in_quotation_marks_is_one_name_wherever_it_stands() -> None:
    texts = ["其日本子公司「明嶽日本」簽署協定", "明嶽日本社長說", "明嶽說"]
    assert read(texts, "明嶽") == [["明嶽日本"], ["明嶽日本"], ["明嶽"]]


def test_a_longer_name_keeps_its_end() -> None:
    texts = ["新会社「明嶽テック」を設立", "明嶽テック株式会社の社長"]
    assert read(texts, "明嶽テック株式会社")[1] == ["明嶽テック株式会社"]


def test_other_quotations_name_no_company() -> None:
    assert read(["他說「明嶽日本」很好"], "明嶽") == [["明嶽"]]


def test_a_company_founded_together_is_one_wherever_the_text_goes_on_to_name_it() -> None:
    texts = ["兩家公司合資成立東川閥件，設於竹南。", "他現在是東川閥件的總經理。"]
    assert read(texts) == [["東川閥件"], ["東川閥件"]]
    assert read(["兩家公司合資成立東川閥件，設於竹南。"]) == [[]]  # named once: a word of the sentence as likely
    assert read(["共同出資成立研究中心，該研究中心"]) == [[]]


def test_a_house_is_called_by_its_group_and_by_where_it_is() -> None:
    texts = ["明嶽精密材料投資", "明嶽北上社長說", "明嶽北上投產", "他們北上社長官邸"]
    assert read(texts, "明嶽精密材料") == [["明嶽精密材料"], ["明嶽北上"], ["明嶽北上"], []]


def test_a_house_in_quotation_marks_before_a_title_is_what_stands_between_them() -> None:
    texts = ["明嶽精密材料投資", "旗下日本公司「明嶽九州」社長說"]
    assert read(texts, "明嶽精密材料") == [["明嶽精密材料"], ["明嶽九州"]]
