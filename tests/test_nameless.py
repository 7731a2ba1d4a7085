"""Words that name nobody, on spans written by hand."""

from __future__ import annotations

import pytest
from test_mending import LISTS, read

from kg.annotate.institutions.nameless import is_no_name

STAY = [
    ("海山銀行", "ORG"),
    ("海山財団", "ORG"),
    ("海山連合会", "ORG"),
    ("南海新聞", "ORG"),
    ("海山相關研究所股份有限公司", "ORG"),
    ("劉大中", "PERSON"),
    ("Robert Hall", "PERSON"),
]


def test_words_that_refer_and_abbreviations_are_no_names() -> None:
    assert read("同社とIGBT", ("同社", "ORG"), ("IGBT", "ORG")) == []


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("台資銀行", "ORG"),
        ("本研究科", "UNIT"),
        ("研究科", "UNIT"),
        ("今後", "PERSON"),
        ("張羅", "PERSON"),
        ("張羅宿", "PERSON"),
        ("当所", "SURNAME"),
        ("Honorary Dean", "ORG"),
        ("海山市民使節団", "ORG"),
        ("海山縣訪問團", "ORG"),
        ("海山文化音樂會", "ORG"),
        ("連合会", "ORG"),
        ("Executive", "PERSON"),
        ("and Sustainable Design", "PERSON"),
        ("核心銀行", "ORG"),
        ("縣政新聞", "ORG"),
        ("台灣區", "ORG"),
        ("半導體相關系所", "UNIT"),
        ("代表", "ORG"),
        ("同学部", "UNIT"),
        ("国立重点大学", "ORG"),
        ("劉姓", "PERSON"),
        ("Aoba Plaza", "PERSON"),
        ("署名者当行", "PERSON"),
        ("私立科大", "ORG"),
        ("貴賓致詞", "ORG"),
        ("懇親會", "ORG"),
        ("港口旁邊的大學", "ORG"),
        ("海山成果報告会", "ORG"),
        ("海山ワークショップ", "ORG"),
        ("大", "ORG"),
    ],
)
def test_what_tells_only_of_what_sort_is_no_name(form: str, kind: str) -> None:
    assert is_no_name(form, kind, LISTS)


@pytest.mark.parametrize(("form", "kind"), STAY)
def test_a_name_of_the_same_ending_stays(form: str, kind: str) -> None:
    assert not is_no_name(form, kind, LISTS)
