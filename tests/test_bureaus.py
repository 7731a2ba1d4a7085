"""Bureaus that only the title of their head names, in invented sentences."""

from __future__ import annotations

import pytest
from test_titles import marked

from kg.annotate.posts.bureaus import bureaus


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("縣府回應，建設⟨t處長⟩⟨p林佳穎⟩說", ["建設處", "處長", "林佳穎"]),
        ("⟨t圖書館長⟩⟨p林佳穎⟩", ["圖書館", "館長", "林佳穎"]),
        ("⟨t企⟩畫調查⟨t部長⟩　⟨p山田 昴⟩", ["企畫調查部", "部長", "山田 昴"]),
        ("議會⟨t事務局長⟩⟨p山田昴⟩", ["議會事務局", "事務局長", "山田昴"]),
        ("南原協議會　⟨t事務局長⟩⟨p山田昴⟩", ["事務局長", "山田昴"]),
        ("東海電子⟨t處長⟩⟨p林佳穎⟩", ["處長", "林佳穎"]),
        ("擔任建設⟨t處長⟩多年", ["處長"]),
    ],
)
def test_the_title_of_a_head_names_the_bureau(text: str, read: list[str]) -> None:
    plain, names = marked(text)
    assert [plain[n.start : n.end] for n in bureaus(plain, names)] == read
