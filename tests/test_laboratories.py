"""Laboratories of two institutions are one, on names written by hand."""

from __future__ import annotations

import pytest
from test_borders import marked

from kg.annotate.institutions.laboratories import laboratories


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("校內的「⟨青海⟩·⟨北原大學⟩ 射頻實驗室」揭牌", ["青海·北原大學 射頻實驗室"]),
        ("⟨青海電子⟩⟨北原大学ラボ⟩を開く", ["青海電子北原大学ラボ"]),
        ("⟨青海大學⟩聯合實驗室成立", ["青海大學聯合實驗室"]),
        ("提出「⟨青海大學⟩要設實驗室」的構想", ["青海大學"]),
        ("新設の「次世代センサー連携研究室」で", ["次世代センサー連携研究室"]),
        ("「新型電晶體聯合研究中心」揭牌", ["新型電晶體聯合研究中心"]),
        ("「北大‐⟨青海⟩化合物実験室」を開く", ["北大‐青海化合物実験室"]),
        ("⟨青海⟩×⟨北原薄膜聯合實驗室⟩揭牌", ["青海×北原薄膜聯合實驗室"]),
        ("⟨青海大學⟩與⟨北原電子⟩合作", ["青海大學", "北原電子"]),
    ],
)
def test_a_laboratory_of_two_is_one(text: str, left: list[str]) -> None:
    plain, names = marked(text)
    assert [plain[n.start : n.end] for n in laboratories(plain, names)] == left
