"""Towns whose head alone is named."""

from __future__ import annotations

from kg.annotate.institutions.seats import with_towns_of_heads
from kg.annotate.name import Name


def institutions(*passages: tuple[str, list[tuple[str, str]]]) -> list[str]:
    names = [
        [Name((at := text.index(form)), at + len(form), kind, 0.9) for kind, form in marked]
        for text, marked in passages
    ]
    read = with_towns_of_heads([text for text, _ in passages], names)
    return [t[n.start : n.end] for (t, _), own in zip(passages, read, strict=True) for n in own if n.kind == "ORG"]


HEAD = ("荒木俊一市長が署名した。", [("PERSON", "荒木俊一"), ("TITLE", "市長")])


def test_the_town_of_a_mayor_is_an_institution() -> None:
    assert institutions(("台南市で菊池市の話を聞いた。", [("PLACE", "台南市"), ("PLACE", "菊池市")]), HEAD) == [
        "菊池市"
    ]


def test_the_town_is_cut_from_what_is_in_it() -> None:
    assert institutions(("菊池市旭志に建てる。", [("PLACE", "菊池市旭志")]), HEAD) == ["菊池市"]


def test_the_seat_of_a_company_comes_last() -> None:
    towns = ("菊池市に、甲社（佐賀市）が建てる。", [("PLACE", "菊池市"), ("PLACE", "佐賀市")])
    assert institutions(towns, HEAD) == ["菊池市"]


def test_a_town_that_is_read_needs_no_other() -> None:
    towns = ("菊池市と佐賀市が結ぶ。", [("ORG", "菊池市"), ("PLACE", "佐賀市")])
    assert institutions(towns, HEAD) == ["菊池市"]
