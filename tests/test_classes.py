"""Departments that only the class of a student tells."""

from __future__ import annotations

import pytest

from kg.annotate.institutions.classes import with_departments
from kg.annotate.name import Name


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("機械設計科　2年　岡田　修平", "機械設計科"),
        ("「楽しかった」（工学部3年　岡田 修平さん）", "工学部"),
        ("電子工程系　　4年　岡田　修平（おかだ）", "電子工程系"),
    ],
)
def test_what_stands_before_a_class_is_a_department(text: str, form: str) -> None:
    at = text.index("岡田")
    read = with_departments(text, [Name(at, at + 5, "PERSON", 0.9)])
    assert [text[n.start : n.end] for n in read if n.kind == "UNIT"] == [form]


def test_without_a_person_it_is_not_read() -> None:
    assert with_departments("対象：工学部3年の学生", []) == []
