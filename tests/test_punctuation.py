"""Commas of half width between Chinese characters are read as those of the language."""

from __future__ import annotations

import pytest

from kg.model import Language
from kg.read.punctuation import full_width


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("校長今天表示,雙方將簽署(MOU),深化合作", "zh-Hant", "校長今天表示，雙方將簽署(MOU)，深化合作"),
        ("Kaikyo Co., Ltd.、1,200名,約3,000人", "zh-Hant", "Kaikyo Co., Ltd.、1,200名，約3,000人"),
        ("学長は,協定を締結し，署名した。", "ja", "学長は、協定を締結し、署名した。"),
        ("校長指出:雙方;另一方", "zh-Hans", "校長指出：雙方；另一方"),
        ("13:30 http://example.org/a,b", "ja", "13:30 http://example.org/a,b"),
    ],
)
def test_full_width(text: str, language: Language, expected: str) -> None:
    assert full_width(text, language) == expected
    assert len(full_width(text, language)) == len(text)
