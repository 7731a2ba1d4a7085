"""Words that are not of an institution's name are cut off it, at its end too; what is glued to another is no name."""

from __future__ import annotations

import pytest

from kg.annotate.institutions.borders import bordered
from kg.annotate.lexicon import Lists
from kg.annotate.name import Name

LISTS = Lists.load()


def marked(text: str) -> tuple[str, list[Name]]:
    """A text without its ⟨ ⟩, and the institutions between them."""
    plain, names = "", []
    for piece in text.split("⟨"):
        name, closed, rest = piece.partition("⟩")
        if closed:
            names.append(Name(len(plain), len(plain) + len(name), "ORG", 0.9))
        plain += name + rest
    return plain, names


def left(texts: list[str]) -> list[str]:
    """The institutions that the texts are left with, of those between ⟨ ⟩."""
    read = [marked(text) for text in texts]
    settled = bordered([text for text, _ in read], [names for _, names in read], LISTS, chinese=True)
    return [text[n.start : n.end] for (text, _), own in zip(read, settled, strict=True) for n in own]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["⟨駐泗水代表處方面⟩，副代表到場"], ["駐泗水代表處"]),
        (["⟨青海科大⟩說", "⟨青海科大將⟩與西寧大學合作"], ["青海科大", "青海科大"]),
        (["組成聯合訪⟨美團⟩"], []),
        (["在⟨海山縣府大⟩禮堂締結"], ["海山縣府"]),
        (["⟨海山科大電子系大⟩三學生"], ["海山科大電子系"]),
        (["⟨海山大⟩三年前簽約"], ["海山大"]),
        (["⟨海大學⟩生赴日交換"], ["海大"]),
        (["⟨海大⟩說", "⟨海大先⟩與北川大學簽約"], ["海大", "海大"]),
        (["⟨海山科技⟩執行役員暨⟨電子材料事業部⟩長"], ["海山科技", "電子材料事業部"]),
        (["青海市⟨經發局張⟩局長"], ["經發局"]),
        (["⟨Birch & Nest。聯盟⟩首任會長"], ["Birch & Nest"]),
        (["⟨青海電子⟩", "⟨股份有限公司⟩"], ["青海電子"]),
        (["⟨青海大學由電機工程學院⟩院長"], ["青海大學", "電機工程學院"]),
        (["⟨明嶽⟩說", "⟨明嶽⟩的訂單", "轉而找⟨上明嶽⟩"], ["明嶽", "明嶽", "明嶽"]),
        (["⟨明嶽⟩說", "⟨明嶽⟩的訂單", "設備廠⟨家明嶽精密⟩"], ["明嶽", "明嶽", "明嶽精密"]),
        (["⟨明嶽⟩說", "⟨明嶽⟩的訂單", "⟨新明嶽精密⟩"], ["明嶽", "明嶽", "新明嶽精密"]),
        (["與⟨日本光阻大⟩廠⟨明嶽化學⟩簽約"], ["明嶽化學"]),
        (["姊妹校⟨青海大學派⟩代表參加"], ["青海大學"]),
        (["⟨青海縣教育局本⟩（5）日簽約"], ["青海縣教育局"]),
        (["⟨明嶽精密工業跨海⟩與青海大學結盟"], ["明嶽精密工業"]),
        (["⟨地主青海大學⟩設宴"], ["青海大學"]),
        (["⟨半導體設備大廠明嶽科技⟩投資"], ["明嶽科技"]),
    ],
)
def test_an_institution_keeps_what_is_its_own(texts: list[str], expected: list[str]) -> None:
    assert left(texts) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("大野教授（⟨水産増殖学⟩）", []),
        ("⟨水産増殖学⟩部長", ["水産増殖学"]),
        ("⟨海山高級中学⟩と", ["海山高級中学"]),
        ("⟨海山科学大学⟩と", ["海山科学大学"]),
    ],
)
def test_what_somebody_teaches_is_no_institution(text: str, names: list[str]) -> None:
    plain, found = marked(text)
    [read] = bordered([plain], [found], LISTS, chinese=False)
    assert [plain[name.start : name.end] for name in read] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("⟨海山部材交流会⟩　開催報告", []),
        ("「⟨海山フォーラム⟩」を開催しました", []),
        ("⟨海山交流会⟩の会長", ["海山交流会"]),
        ("⟨東海工業大学大学⟩院修了", ["東海工業大学"]),
        ("同⟨学院機械系⟩の", ["機械系"]),
    ],
)
def test_what_takes_place_is_no_institution(text: str, names: list[str]) -> None:
    plain, own = marked(text)
    [read] = bordered([plain], [own], LISTS, chinese=False)
    assert [plain[n.start : n.end] for n in read] == names
