"""Names read across their borders, on names written by hand."""

from __future__ import annotations

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.annotate.persons.run_on import ends_with_persons, surnames_before_offices

LISTS = Lists.load()


def forms(text: str, names: list[Name]) -> list[tuple[str, str]]:
    return [(text[n.start : n.end], n.kind) for n in names]


def test_a_surname_before_the_institution_of_its_office_is_read_apart() -> None:
    texts = ["北山大学の森山太郎学長が署名した。", "左から、森山北山大学長"]
    names = [[Name(0, 4, "ORG", 0.9), Name(5, 9, "PERSON", 0.9)], [Name(4, 9, "ORG", 0.8)]]
    read = surnames_before_offices(texts, names, LISTS, frozenset({"森山", "森山太郎"}))
    assert forms(texts[1], read[1]) == [("森山", "SURNAME"), ("北山大学", "ORG")]


def test_an_institution_that_the_document_names_twice_stays_whole() -> None:
    texts = ["山大学と森山大学が協定。森山大学は古い。", "森山大学長"]
    names = [[Name(0, 3, "ORG", 0.9), Name(4, 8, "ORG", 0.9)], [Name(0, 4, "ORG", 0.9)]]
    assert surnames_before_offices(texts, names, LISTS, frozenset()) == names


def test_an_institution_takes_back_what_was_read_of_a_person() -> None:
    texts = ["海山女中與他校簽約", "海山女中林全義校長"]
    names = [[Name(0, 4, "ORG", 0.9)], [Name(0, 3, "ORG", 0.9), Name(3, 7, "PERSON", 0.9)]]
    read = ends_with_persons(texts, names, LISTS)
    assert forms(texts[1], read[1]) == [("海山女中", "ORG"), ("林全義", "PERSON")]
