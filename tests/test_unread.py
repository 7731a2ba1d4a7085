"""Institutions that nobody read, before somebody's post."""

from __future__ import annotations

import pytest
from marked import marked, shown

from kg.annotate.institutions.unread import with_unread
from kg.annotate.lexicon import Lists


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("感謝群海半導體協理王大明。", [("協理", "TITLE"), ("王大明", "PERSON")], "群海半導體 ORG"),
        ("王大明現任群海半導體協理。", [("王大明", "PERSON"), ("協理", "TITLE")], "群海半導體 ORG"),
        ("由台灣半導體協理王大明說明。", [("協理", "TITLE"), ("王大明", "PERSON")], None),
        ("帶隊的協會理事長王大明說明。", [("理事長", "TITLE"), ("王大明", "PERSON")], None),
        (
            "前南海半導體聯誼會會長王大明。",
            [("南海半導體聯誼會", "EVENT"), ("會長", "TITLE"), ("王大明", "PERSON")],
            "南海半導體聯誼會 ORG",
        ),
    ],
)
def test_chinese(text: str, words: list[tuple[str, str]], expected: str | None) -> None:
    read = with_unread(text, marked(text, *words), Lists.load(), chinese=True)
    assert [name for name in shown(text, read) if name.endswith("ORG")] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("講師は山海マテリアル社長の山田太郎氏。", [("社長", "TITLE"), ("山田太郎", "PERSON")], "山海マテリアル ORG"),
        ("山田太郎（山海マテリアル・会長）", [("山田太郎", "PERSON"), ("会長", "TITLE")], "山海マテリアル ORG"),
        (
            "山海マテリアル社長の山田太郎氏",
            [("山海マテリアル", "PERSON"), ("社長", "TITLE"), ("山田太郎", "PERSON")],
            "山海マテリアル ORG",
        ),
        ("半導体メーカー社長の山田太郎氏", [("社長", "TITLE"), ("山田太郎", "PERSON")], None),
    ],
)
def test_japanese(text: str, words: list[tuple[str, str]], expected: str | None) -> None:
    read = with_unread(text, marked(text, *words), Lists.load(), chinese=False)
    assert [name for name in shown(text, read) if name.endswith("ORG")] == ([expected] if expected else [])
