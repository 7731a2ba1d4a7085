"""Persons and the verbs behind them, in invented names."""

from __future__ import annotations

import pytest

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.annotate.persons.followed import followed

LISTS = Lists.load()


@pytest.mark.parametrize(
    ("text", "read", "whole"),
    [
        ("林彰允諾加碼", "林彰允", "林彰"),
        ("羅世樂見其成", "羅世樂", "羅世"),
        ("高崎耕一轉述", "高崎耕", "高崎耕一"),
        ("高崎千代表態支持", "高崎千", "高崎千代"),
        ("高崎耕一行", "高崎耕", "高崎耕"),
        ("馮萱也指出", "馮萱也", "馮萱"),
        ("新井卓也指出", "新井卓也", "新井卓也"),
        ("黃國建議員說", "黃國建", "黃國建"),
        ("王世代表示", "王世代", "王世代"),
        ("林大明表示", "林大明", "林大明"),
    ],
)
def test_a_name_ends_where_the_verb_begins(text: str, read: str, whole: str) -> None:
    [name] = followed(text, [Name(0, len(read), "PERSON", 0.9)], LISTS)
    assert text[: name.end] == whole
