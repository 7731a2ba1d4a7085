"""Written titles and the roles they stand for."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Language
from kg.names.roles import role_of


@pytest.mark.parametrize(
    ("title", "language", "role"),
    [
        ("校長", "zh-Hant", "university-president"),
        ("校长", "zh-Hans", "university-president"),
        ("総長", "ja", "university-president"),
        ("理事・副学長", "ja", "vice-university-president"),
        # One word, two languages, two posts.
        ("部長", "zh-Hant", "minister"),
        ("部長", "ja", "department-head"),
        ("主任", "zh-Hant", "director"),
        ("主任", "ja", "section-head"),
        # The longest ending decides.
        ("經濟發展局局長", "zh-Hant", "director-general"),
        ("産業振興部長", "ja", "department-head"),
        ("國際合作中心主任", "zh-Hant", "director"),
        ("代表取締役社長兼最高執行責任者", "ja", "chief-officer"),
        ("副校長兼研發長", "zh-Hant", "office-dean"),
        # A Japanese title in a Chinese text.
        ("大臣官房審議官", "zh-Hant", "deputy-director-general"),
        ("准教授", "zh-Hant", "associate-professor"),
        ("CEO", "zh-Hant", "ceo"),
        # A deputy is not the one deputised for, and a word is not a title.
        ("副總幹事長", "zh-Hant", None),
        ("貴賓", "zh-Hant", None),
        ("長", "ja", None),
        ("", "ja", None),
    ],
)
def test_title_stands_for_role(title: str, language: Language, role: str | None) -> None:
    assert role_of(title, language) == role


@given(st.text(alphabet="副部校長社総經理・ A", max_size=12), st.sampled_from(["zh-Hant", "zh-Hans", "ja"]))
def test_any_text_has_one_role_or_none(title: str, language: Language) -> None:
    found = role_of(title, language)
    assert found is None or found == role_of(title, language)


def test_long_title_is_fast() -> None:
    started = time.perf_counter()
    role_of("副" * 20_000, "ja")
    assert time.perf_counter() - started < 2
