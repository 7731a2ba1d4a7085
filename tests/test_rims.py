"""Japanese persons read a sign too short or too long, on spans written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.lexicon import Lists
from kg.annotate.persons.rims import rimmed
from tests.marked import marked, shown

LISTS = Lists.load()


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("市の長谷部進市長が", [("谷部進", "PERSON")], ["長谷部進 PERSON"]),
        ("県の橡谷部進部長が", [("谷部進", "PERSON")], ["谷部進 PERSON"]),  # a name of no list: 谷 may begin it
        ("の故山本一郎氏", [("山本一郎", "PERSON")], ["山本一郎 PERSON"]),
        ("講師は秋山健一氏（", [("秋山健一氏", "PERSON")], ["秋山健一 PERSON"]),
        ("秋山健一前学長も", [("秋山健一前", "PERSON"), ("学長", "TITLE")], ["秋山健一 PERSON", "学長 TITLE"]),
        ("林宏元学長が", [("林宏元", "PERSON"), ("学長", "TITLE")], ["林宏元 PERSON", "学長 TITLE"]),
        ("の故秋山健一教授", [("故秋山健一", "PERSON"), ("教授", "TITLE")], ["秋山健一 PERSON", "教授 TITLE"]),
        ("現長谷部進市長", [("谷部進", "PERSON")], ["谷部進 PERSON"]),  # 長 does not stand alone
        (
            "秋山健農学部長と",
            [("秋山健農", "PERSON"), ("学部長", "TITLE")],
            ["秋山健 PERSON", "農 UNIT", "学部長 TITLE"],
        ),
        ("秋山工学部長と", [("秋山工", "PERSON"), ("学部長", "TITLE")], ["秋山 SURNAME", "工 UNIT", "学部長 TITLE"]),
        ("秋山真理学部長", [("秋山真理", "PERSON"), ("学部長", "TITLE")], ["秋山真理 PERSON", "学部長 TITLE"]),
        (
            "海山県（陳文科県長）を",
            [("海山県", "ORG"), ("陳文科", "ORG"), ("県長", "TITLE")],
            ["海山県 ORG", "陳文科 PERSON", "県長 TITLE"],
        ),
        (
            "海山県、陳文科県長を",
            [("海山県", "ORG"), ("陳文科", "ORG"), ("県長", "TITLE")],
            ["海山県 ORG", "陳文科 ORG", "県長 TITLE"],
        ),
    ],
)
def test_persons_within_their_borders(text: str, spans: list[tuple[str, str]], expected: list[str]) -> None:
    assert shown(text, rimmed(text, marked(text, *spans), LISTS)) == expected
