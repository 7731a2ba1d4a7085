"""What only describes, or points at another, names nobody."""

from __future__ import annotations

import pytest
from test_borders import left


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["深化⟨台日科技⟩與教育合作"], []),
        (["⟨深化科技⟩及產業交流"], []),
        (["看好⟨台灣半導體⟩的實力"], []),
        (["⟨新竹縣科技⟩產業"], []),
        (["前⟨日本駐台⟩大使"], []),
        (["由⟨管理局⟩說明"], []),
        (["⟨青海科學園區管理局⟩與會", "由⟨管理局⟩說明"], ["青海科學園區管理局", "管理局"]),
        (["與⟨市政府⟩簽約"], ["市政府"]),
        (["從事⟨人工智慧⟩，人稱「⟨雲裡的大學⟩」"], []),
        (["⟨台灣駐西寧⟩"], []),
        (["日方⟨由該所⟩副所長"], []),
        (["⟨日方由該所⟩副所長說明"], []),
    ],
)
def test_only_what_names_somebody_is_left(texts: list[str], expected: list[str]) -> None:
    assert left(texts) == expected
