"""Laboratories of two institutions are one, on names written by hand."""

from __future__ import annotations

import pytest
from test_borders import marked

from kg.annotate.laboratories import laboratories


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("校內的「⟨青海⟩·⟨北原大學⟩ 射頻實驗室」揭牌", ["青海·北原大學 射頻實驗室"]),
        ("⟨青海電子⟩⟨北原大学ラボ⟩を開く", ["青海電子北原大学ラボ"]),
        ("⟨青海大學⟩聯合實驗室成立", ["青海大學聯合實驗室"]),
        ("提出「⟨青海大學⟩要設實驗室」的構想", ["青海大學"]),
    ],
)
def test_a_laboratory_of_two_is_one(text: str, left: list[str]) -> None:
    plain, names = marked(text)
    assert [plain[n.start : n.end] for n in laboratories(plain, names)] == left
