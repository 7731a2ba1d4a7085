"""Columns of lists, where what stands in most cells tells what stands in the others; names by hand."""

from __future__ import annotations

from kg.annotate.cells import filled
from kg.annotate.lexicon import Lists
from kg.annotate.name import Name

LISTS = Lists.load()


def read(rows: list[str], *known: str) -> list[list[str]]:
    """The institutions of each row, where `known` were read before."""
    names = [
        [Name(row.index(k), row.index(k) + len(k), "ORG", 0.9) for k in known if k in row]
        + [Name(row.index("青山"), len(row), "PERSON", 0.5) for _ in (1,) if "青山" in row]
        for row in rows
    ]
    found = filled(rows, names, LISTS)
    return [[r[n.start : n.end] for n in own if n.kind == "ORG"] for r, own in zip(rows, found, strict=True)]


def test_the_other_cells_of_a_column_of_institutions_are_institutions() -> None:
    rows = [
        "議題一　　海山大學　　教授　　林大中",
        "議題二　　青山精密　　處長　　吳文德",
        "議題三　　北海電子　　經理　　陳明",
    ]
    assert read(rows, "海山大學", "北海電子") == [["海山大學"], ["青山精密"], ["北海電子"]]


def test_a_part_of_a_programme_is_no_institution() -> None:
    rows = ["09:00　海山大學", "09:30　貴賓致詞", "10:00　北海電子"]
    assert read(rows, "海山大學", "北海電子") == [["海山大學"], [], ["北海電子"]]


def test_what_stands_over_a_column_is_nobody() -> None:
    rows = ["姓名　　　原任", "林大中　　處長", "吳文德　　經理", "王明海　　主任"]
    names = [[], *([Name(0, 3, "PERSON", 0.9)] for _ in rows[1:])]
    assert filled(rows, names, LISTS)[0] == []


def test_a_cell_is_one_name() -> None:
    rows = ["議題一　　海山大學　　教授", "議題二　　味元精密技術　　處長", "議題三　　北海電子　　經理"]
    assert read(rows, "海山大學", "味元精密", "北海電子")[1] == ["味元精密技術"]


def test_titles_and_words_that_point_are_no_institutions() -> None:
    rows = ["海山大學　　林大中", "校長　　　　吳文德", "本會　　　　陳明", "北海電子　　江文"]
    assert read(rows, "海山大學", "北海電子") == [["海山大學"], [], [], ["北海電子"]]


def test_two_rows_are_no_list_and_prose_has_no_cells() -> None:
    assert read(["海山大學　　林大中", "南山精密　　吳文德"], "海山大學")[1] == []
    rows = ["海山大學　　林大中", "北海電子　　江文", "南山精密　　與他簽約。"]
    assert read(rows, "海山大學", "北海電子")[2] == []


def test_the_other_cells_of_a_column_of_persons_are_persons() -> None:
    rows = ["海山縣　縣長　林大中", "青山市　市長　二見勝男", "北海町　町長　川下誠二", "本會　會長　顧問"]
    names = [
        [Name(7, 10, "PERSON", 0.9)],
        [],
        [Name(7, 9, "PERSON", 0.5)],
        [],
    ]
    found = filled(rows, names, LISTS)
    people = [[row[n.start : n.end] for n in own if n.kind == "PERSON"] for row, own in zip(rows, found, strict=True)]
    assert people == [["林大中"], [], ["川下"], []]  # one of four is no column of persons
    names[1] = [Name(7, 11, "PERSON", 0.9)]
    found = filled(rows, names, LISTS)
    people = [[row[n.start : n.end] for n in own if n.kind == "PERSON"] for row, own in zip(rows, found, strict=True)]
    assert people == [["林大中"], ["二見勝男"], ["川下誠二"], []]  # 顧問 is a title
