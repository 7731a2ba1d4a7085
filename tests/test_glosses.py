"""Brackets that say what an office of Taiwan would be in Japan, on names written by hand."""

from __future__ import annotations

from kg.annotate.institutions.glosses import without_gloss, without_glosses
from kg.annotate.name import Name
from kg.annotate.tagging.tagger import Found


def test_the_ministry_of_the_other_country_takes_no_part() -> None:
    text = "台湾経済部（経済産業省）投資審議会"
    names = [Name(2, 5, "ORG", 0.9), Name(6, 11, "ORG", 0.9), Name(12, 17, "ORG", 0.9)]
    assert [text[n.start : n.end] for n in without_glosses(text, names)] == ["経済部", "投資審議会"]


def test_another_institution_in_brackets_stays() -> None:
    text = "経済部（工業局）"
    names = [Name(0, 3, "ORG", 0.9), Name(4, 7, "ORG", 0.9)]
    assert without_glosses(text, names) == names


def test_what_a_title_would_be_called_at_home_takes_no_part() -> None:
    text = "国際長（国際部門の責任者）　林文華"
    names = [Name(0, 3, "TITLE", 0.9), Name(4, 8, "UNIT", 0.9), Name(9, 12, "TITLE", 0.9), Name(14, 17, "PERSON", 0.9)]
    assert [text[n.start : n.end] for n in without_glosses(text, names)] == ["国際長", "林文華"]
    title = Found(0, 11, "TITLE", 0.9)
    assert without_gloss("校長（学長に相当する）", title) == title
    assert without_gloss("校長（学長に相当）", Found(0, 9, "TITLE", 0.9)).end == 2
