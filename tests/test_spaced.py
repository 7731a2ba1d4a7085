"""Persons whose names are written with a space inside, on spans written by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_mending import LISTS, spans

from kg.annotate.persons.spaced import join_spaced
from kg.annotate.tagging.tagger import Found


def persons(text: str, *marked: tuple[str, str]) -> list[str]:
    return [text[s.start : s.end] for s in join_spaced(text, spans(text, *marked), LISTS) if s.kind == "PERSON"]


@pytest.mark.parametrize(
    ("text", "marked", "name"),
    [
        ("南海電子社長 山田 太郎 致詞", [("社長", "TITLE")], "山田 太郎"),
        ("由社長山田 太郎致詞", [("社長", "TITLE"), ("山田", "PERSON")], "山田 太郎"),
        ("社長 山田 太郎分別簽約", [("山田", "PERSON"), ("太郎", "PERSON")], "山田 太郎"),
        ("理事長由佐藤 久美子接任", [("久美子", "PERSON")], "佐藤 久美子"),
        ("社長　山田　太郎（右）", [], "山田　太郎"),
        ("教授 小田切 さくら也到場", [("教授", "TITLE")], "小田切 さくら"),
        ("代表取締役社長：十河 實，以下", [("代表取締役社長", "TITLE")], "十河 實"),
        ("理事 吳 文華、", [("理事", "TITLE")], "吳 文華"),
        ("議長池之上 美紀，", [("議長", "TITLE"), ("池之上", "PERSON")], "池之上 美紀"),
        ("吳　越　　南海市工業會　　理事長", [], "吳　越"),
        ("由佐藤 遼課長說明", [], "佐藤 遼"),
        ("町の小口 大悟社長が", [("大悟社長", "TITLE")], "小口 大悟"),
    ],
)
def test_a_name_with_a_space_inside_is_one_person(text: str, marked: list[tuple[str, str]], name: str) -> None:
    assert persons(text, *marked) == [name]


def test_the_office_behind_a_surname_is_no_given_name() -> None:
    assert persons("大野 総合海洋学部長と", ("大野", "SURNAME"), ("総合海洋学部長", "TITLE")) == []


@pytest.mark.parametrize(
    ("text", "marked", "names"),
    [
        ("校長吳文華 致詞", [("校長", "TITLE"), ("吳文華", "PERSON")], ["吳文華"]),
        ("教授 向陽 帶領學生", [("教授", "TITLE"), ("向陽", "PERSON")], ["向陽"]),
        ("吳文華 陳大明 到場", [("吳文華", "PERSON"), ("陳大明", "PERSON")], ["吳文華", "陳大明"]),
        ("山田太郎 吳文華", [("山田太郎", "PERSON"), ("吳文華", "PERSON")], ["山田太郎", "吳文華"]),
        ("館　長｜南海館", [], []),
        ("吳　越　　前南海市顧問", [("吳　越", "PERSON")], ["吳　越"]),
        ("南海大學　校長　吳文華", [("校長", "TITLE"), ("吳文華", "PERSON")], ["吳文華"]),
        ("時間 上午 校長 致詞 開幕", [("校長", "TITLE")], []),
        ("校長 南海大學 代表", [("校長", "TITLE"), ("南海大學", "ORG")], []),
    ],
)
def test_a_whole_name_takes_nothing_that_follows(text: str, marked: list[tuple[str, str]], names: list[str]) -> None:
    assert persons(text, *marked) == names


@given(st.text(alphabet="山田太郎社長 　：（、aーぁ", max_size=40), st.integers(0, 3))
def test_spans_stay_in_order_and_apart(text: str, size: int) -> None:
    given_spans = [Found(i, i + 1, "PERSON", 0.5) for i in range(0, max(0, len(text) - 1), 2)][: size * 3]
    joined = join_spaced(text, given_spans, LISTS)
    assert all(0 <= s.start < s.end <= len(text) for s in joined)
    assert all(a.end <= b.start for a, b in pairwise(joined))


def test_when_something_happens_is_no_given_name() -> None:
    assert persons("鎮長訪大津　明年簽約", ("鎮長", "TITLE"), ("大津", "PERSON")) == ["大津"]


def test_each_of_many_names_is_joined() -> None:
    text = "社長 山田 太郎、" * 500
    assert persons(text) == ["山田 太郎"] * 500
