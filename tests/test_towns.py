"""Places that stand for their government, on names written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.institutions.towns import governments
from kg.annotate.name import Name


def test_place_of_a_head_of_government() -> None:
    text = "南海県の林文華知事"
    names = [Name(0, 3, "PLACE", 0.9), Name(4, 7, "PERSON", 0.9), Name(7, 9, "TITLE", 0.9)]
    assert governments(text, names)[0].kind == "ORG"
    assert governments("南海県の林文華教授", names)[0].kind == "PLACE"


def test_a_place_that_closes_a_row_of_counted_parties_is_its_government() -> None:
    text = "甲社、乙社、南海県の3者が協定を締結"
    [name] = governments(text, [Name(6, 9, "PLACE", 0.9)])
    assert name.kind == "ORG"
    [name] = governments("工場は南海県の3者の土地に", [Name(3, 6, "PLACE", 0.9)])
    assert name.kind == "PLACE"


@pytest.mark.parametrize(
    ("text", "town", "kind"),
    [
        ("聯盟去年與千葉縣、宮城縣分別簽過備忘錄", "宮城縣", "ORG"),
        ("聯盟去年與千葉縣、宮城縣分別簽過備忘錄", "千葉縣", "ORG"),
        ("甲市、乙丘町と南海市が「友好交流協定」を締結", "甲市", "ORG"),
        ("甲市、乙丘町と南海市が「友好交流協定」を締結", "南海市", "ORG"),
        ("丙市が「友好交流に関する覚書」を結んだ", "丙市", "ORG"),
        ("丙市で友好交流協定を締結した", "丙市", "PLACE"),
        ("甲大学は南山県乙郡丙村及び丁市と包括連携協定を締結した", "南山県乙郡丙村", "ORG"),
        ("南山県と丁市は戊市と「友好交流協定」を締結した", "南山県", "ORG"),
        ("南山県の甲大学と協定を締結した", "南山県", "PLACE"),
        ("教育局和大分縣締結姊妹關係", "大分縣", "ORG"),
        ("覚書は6日、丙市と丁市の間で結ばれた", "丙市", "ORG"),
        ("覚書は6日、丙市と丁市の間で結ばれた", "丁市", "ORG"),
        ("甲社が丙市と結んだ立地協定は3年目になる", "丙市", "ORG"),
        ("覚書を結んだ南山県以来2例目となる", "南山県", "ORG"),
        ("丙市と甲協会は連携協定を締結した", "丙市", "ORG"),
        ("丙市を訪れ、連携協定を取り交わした", "丙市", "ORG"),
        ("丙市では甲社を迎え、覚書を交わした", "丙市", "ORG"),
        ("甲社と丙市が連携協定", "丙市", "ORG"),
        ("丙市を訪れ、工場を見学した", "丙市", "PLACE"),
        ("南海市首次與甲大學簽署備忘錄", "南海市", "ORG"),
        ("南海市一行到訪，雙方簽署備忘錄", "南海市", "ORG"),
        ("甲公司攜手南海市，簽下協議", "南海市", "ORG"),
        ("甲公司到南海市參展", "南海市", "PLACE"),
        ("本校與熊本縣的高中簽約", "熊本縣", "PLACE"),
        ("公司在熊本縣簽約", "熊本縣", "PLACE"),
        ("台灣與熊本縣往來密切", "熊本縣", "PLACE"),
    ],
)
def test_a_town_that_somebody_signs_with_is_its_government(text: str, town: str, kind: str) -> None:
    start = text.index(town)
    [name] = governments(text, [Name(start, start + len(town), "PLACE", 0.9)])
    assert name.kind == kind


@pytest.mark.parametrize(
    ("text", "place", "town"),
    [
        ("南海市側からは林文華局長が", "南海市", "南海市"),
        ("南海市側からは林文華局長が", "南海", "南海市"),
        ("北川側は歓迎した", "北川", None),
    ],
)
def test_a_town_whose_side_acts_is_its_government(text: str, place: str, town: str | None) -> None:
    [name] = governments(text, [Name(0, len(place), "PLACE", 0.9)])
    assert (text[name.start : name.end] if name.kind == "ORG" else None) == town


def test_a_town_that_nobody_read_is_told_by_its_head() -> None:
    text = "沼ヶ丘町の林文華町長"
    names = [Name(5, 8, "PERSON", 0.9), Name(8, 10, "TITLE", 0.9)]
    assert [text[n.start : n.end] for n in governments(text, names) if n.kind == "ORG"] == ["沼ヶ丘町"]
    assert all(name.kind != "ORG" for name in governments("沼ヶ丘町の林文華市長", names))
