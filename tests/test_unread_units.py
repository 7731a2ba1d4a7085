"""Japanese units told by what stands beside them, on spans written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.lexicon import Lists
from kg.annotate.posts.unread_units import with_unread_units
from tests.marked import marked, shown

LISTS = Lists.load()


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("本学の水産研究科と", [], ["水産研究科 UNIT"]),
        ("当社 部品開発部 主任", [], ["部品開発部 UNIT"]),
        ("本学光素子研究所が", [("光素子研究所", "FACILITY")], ["光素子研究所 UNIT"]),
        ("当社 部品開発部 次長", [("部品開発", "TITLE")], ["部品開発部 UNIT"]),
        ("海山社グループの南海社", [("海山社", "ORG"), ("南海", "PERSON")], ["海山社 ORG", "南海 PERSON"]),
        ("本学の学部は", [], []),
        ("人事管理処の黄大中処長が", [("黄大中", "PERSON")], ["人事管理処 UNIT", "黄大中 PERSON"]),
        ("一部の黄大中氏らが", [("黄大中", "PERSON")], ["黄大中 PERSON"]),
        (
            "海山大学工学系の黄大中教授",
            [("海山大学", "ORG"), ("黄大中", "PERSON")],
            ["海山大学 ORG", "工学系 UNIT", "黄大中 PERSON"],
        ),
        ("国際局の会議", [], []),
        ("県　経済商工観光部", [("経済", "ORG"), ("商工観光部", "ORG")], ["経済商工観光部 UNIT"]),
        ("素材学部長が", [("素材学部長", "TITLE")], ["素材学部 UNIT", "学部長 TITLE"]),
        ("人事管理処長が", [("人事管理処長", "TITLE")], ["人事管理処 UNIT", "処長 TITLE"]),
        ("南海オフィス長", [("南海オフィス長", "TITLE")], ["南海オフィス UNIT", "オフィス長 TITLE"]),
        ("先方は素材学部長が", [("素材学部長", "TITLE")], ["素材学部長 TITLE"]),
        ("副センター長", [("副センター長", "TITLE")], ["副センター長 TITLE"]),
        ("理素材学部長", [("素材学部長", "TITLE")], ["素材学部長 TITLE"]),  # of whose name a sign was not read
        ("県商工観光部", [("商工観光部", "UNIT")], ["商工観光部 UNIT"]),
    ],
)
def test_units(text: str, spans: list[tuple[str, str]], expected: list[str]) -> None:
    assert shown(text, with_unread_units(text, marked(text, *spans), LISTS)) == expected
