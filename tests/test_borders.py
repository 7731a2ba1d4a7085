"""Words that are not of an institution's name are cut off it, and what only describes names nobody."""

from __future__ import annotations

import pytest

from kg.annotate.borders import bordered
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


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (["⟨駐泗水代表處方面⟩，副代表到場"], ["駐泗水代表處"]),
        (["青海文化協會成立", "⟨和青海文化協會⟩簽約"], ["青海文化協會"]),
        (["⟨和昌電機⟩董事長"], ["和昌電機"]),
        (["⟨青海科大⟩說", "⟨青海科大將⟩與西寧大學合作"], ["青海科大", "青海科大"]),
        (["組成聯合訪⟨美團⟩"], []),
        (["⟨日本「西寧開放大學聯盟⟩」簽約"], ["西寧開放大學聯盟"]),
        (["工具機大廠明嶽集團說", "⟨明嶽⟩的訂單"], ["明嶽"]),
        (["⟨工具機大廠明嶽集團⟩說", "明嶽的訂單"], ["明嶽集團"]),
        (["⟨中小企業振興協會⟩說"], ["中小企業振興協會"]),
        (["看好⟨台灣半導體⟩的實力"], []),
        (["⟨新竹縣科技⟩產業"], []),
        (["前⟨日本駐台⟩大使"], []),
        (["由⟨管理局⟩說明"], []),
        (["⟨青海科學園區管理局⟩與會", "由⟨管理局⟩說明"], ["青海科學園區管理局", "管理局"]),
        (["與⟨市政府⟩簽約"], ["市政府"]),
        (["設備大廠⟨大廠明嶽製作所⟩"], ["明嶽製作所"]),
        (["將⟨歸建青海科學園區管理局⟩任職"], ["青海科學園區管理局"]),
        (["由⟨由青海大學⟩簽署"], ["青海大學"]),
        (["⟨Birch & Nest。聯盟⟩首任會長"], ["Birch & Nest"]),
        (["從事⟨人工智慧⟩，人稱「⟨雲裡的大學⟩」"], []),
        (["⟨青海電子⟩", "⟨股份有限公司⟩"], ["青海電子"]),
        (["⟨青海大學由電機工程學院⟩院長"], ["青海大學", "電機工程學院"]),
        (["與⟨與青海大學工學院⟩簽約"], ["青海大學工學院"]),
        (["⟨台灣駐西寧⟩"], []),
        (["日方⟨由該所⟩副所長"], []),
        (["台灣駐西寧⟨辦事機構⟩負責人", "⟨西寧大學⟩"], ["台灣駐西寧辦事機構", "西寧大學"]),
        (["資訊與⟨通訊研究所⟩副所長"], ["資訊與通訊研究所"]),
        (["⟨應用材料⟩及⟨光電工程學系⟩"], ["應用材料及光電工程學系"]),
        (["甲公司與⟨光電工程學系⟩"], ["光電工程學系"]),
        (["⟨日方由該所⟩副所長說明"], []),
        (["公立青海大学（北海⟨道千歳市⟩）"], ["北海道千歳市"]),
        (["⟨明嶽⟩說", "⟨明嶽⟩的訂單", "轉而找⟨上明嶽⟩"], ["明嶽", "明嶽", "明嶽"]),
        (["⟨明嶽⟩說", "⟨明嶽⟩的訂單", "設備廠⟨家明嶽精密⟩"], ["明嶽", "明嶽", "明嶽精密"]),
        (["⟨明嶽⟩說", "⟨明嶽⟩的訂單", "⟨新明嶽精密⟩"], ["明嶽", "明嶽", "新明嶽精密"]),
        (["題目──⟨量子電路──本校物理學系⟩副教授"], ["物理學系"]),
        (["「明嶽科技（台⟨灣）股份有限公司⟩」總經理"], ["明嶽科技（台灣）股份有限公司"]),
        (["⟨半導體材料通路商明嶽科技⟩今日簽署"], ["明嶽科技"]),
        (["⟨青海大學⟩半導體及⟨重點科技研究學院⟩院長"], ["青海大學", "半導體及重點科技研究學院"]),
        (["⟨青海大學⟩副校長江文與⟨明嶽中心⟩"], ["青海大學", "明嶽中心"]),
        (["與⟨日本光阻大⟩廠⟨明嶽化學⟩簽約"], ["明嶽化學"]),
        (["⟨母公司明嶽科技股份有限公司⟩"], ["明嶽科技股份有限公司"]),
    ],
)
def test_an_institution_keeps_what_is_its_own(texts: list[str], left: list[str]) -> None:
    read = [marked(text) for text in texts]
    settled = bordered([text for text, _ in read], [names for _, names in read], LISTS, chinese=True)
    assert [text[n.start : n.end] for (text, _), own in zip(read, settled, strict=True) for n in own] == left
