"""Brackets that say what an office of Taiwan would be in Japan, on names written by hand."""

from __future__ import annotations

from kg.annotate.institutions.glosses import without_glosses
from kg.annotate.name import Name


def test_the_ministry_of_the_other_country_takes_no_part() -> None:
    text = "台湾経済部（経済産業省）投資審議会"
    names = [Name(2, 5, "ORG", 0.9), Name(6, 11, "ORG", 0.9), Name(12, 17, "ORG", 0.9)]
    assert [text[n.start : n.end] for n in without_glosses(text, names)] == ["経済部", "投資審議会"]


def test_another_institution_in_brackets_stays() -> None:
    text = "経済部（工業局）"
    names = [Name(0, 3, "ORG", 0.9), Name(4, 7, "ORG", 0.9)]
    assert without_glosses(text, names) == names
