"""What the reader that says whose a unit is learns from: the institutions of an annotated document."""

from __future__ import annotations

from tagged import annotated
from test_link import _Unknown

from kg.gold import Gold
from kg.link import link
from kg.training.wholes import cases_of

GOLD: Gold = {
    "persons": [{"id": "p", "names": ["山田太郎"]}],
    "organizations": [{"id": "a", "names": ["北川大学"]}, {"id": "b", "names": ["南海大学"]}],
    "positions": [{"person": "p", "organization": "a", "role": "学長"}],
}


def test_the_institution_of_the_gold_is_right_and_the_others_are_not() -> None:
    document = annotated("{o:南海大学}は{o:北川大学}と協定を結び、{o:北川大学}の{p:山田太郎}{t:学長}が署名した。")
    found = cases_of(document, link(document, _Unknown()), GOLD)
    assert [("beside" in case.signs, case.answer) for case in found] == [(True, True), (False, False)]


def test_holders_whom_the_gold_does_not_name_teach_nothing() -> None:
    document = annotated("{o:南海大学}の{p:佐川花子}{t:学長}が署名した。")
    assert cases_of(document, link(document, _Unknown()), GOLD) == []
