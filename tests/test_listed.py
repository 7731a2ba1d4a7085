"""Persons whom only their place in a row tells, in lists with spaces inside title and name."""

from __future__ import annotations

import pytest

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.annotate.persons.listed import listed

LISTS = Lists.load()


@pytest.mark.parametrize(
    ("row", "persons"),
    [
        ("学　　　　長　　　　白　　承　彦", ["白　　承　彦"]),
        ("東雲機構　　　　　　理　事　長　　多磨谷　敬　三", ["多磨谷　敬　三"]),
        ("工 程 学 院 長　　　方　　禹　安", ["方　　禹　安"]),
        ("副　校　長　　戴　　　　仁", ["戴　　　　仁"]),
        ("東雲市長　　　　　　　和佐　　学　様", ["和佐　　学"]),
        ("橋立 昭代　経済産業省通商政策局審議官", ["橋立 昭代"]),
        ("国際事務処組長　　　Ms. Tsao Ya-Lin", ["Tsao Ya-Lin"]),
        ("所長・Dr. Kuo Ting-Wen、役員の", ["Kuo Ting-Wen"]),
        ("海山電子 社長　大野　一郎　より", ["大野　一郎"]),
        ("海山電子　General Manager　Emily Sung", ["Emily Sung"]),
        ("海山電子　Silicon Valley　Emily Sung", []),
        ("Prof. Mark L.C. Hwang", ["Mark L.C. Hwang"]),
        ("代　表　者　　未定", []),
        ("議　長：高副校長　　　紀　錄：林佳穎", []),
        ("所 在 地　　熊本県大津町", []),
        ("館　長　　青美館　　林大中", []),
        ("　　　國際事務組經理　　　林大中", ["林大中"]),
        ("　　　國際事務組經理　　　高雄市", []),
        ("会　　場　　第一会議室", []),
        ("学　　　　長　　　　山田は、昨日の記者会見で次のように述べた。", []),
    ],
)
def test_a_row_tells_a_person(row: str, persons: list[str]) -> None:
    assert [row[n.start : n.end] for n in listed(row, [], LISTS) if n.kind == "PERSON"] == persons


def test_a_given_name_that_was_read_as_an_institution_is_of_the_name() -> None:
    row = "北川會議　　　會長　　脇　陽平"
    names = [Name(0, 4, "ORG", 0.95), Name(13, 15, "ORG", 0.95)]
    assert [row[n.start : n.end] for n in listed(row, names, LISTS) if n.kind == "PERSON"] == ["脇　陽平"]
