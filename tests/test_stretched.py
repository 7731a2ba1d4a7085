"""Names whose characters a row spreads to the width of its column."""

from __future__ import annotations

import pytest

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.annotate.persons.stretched import stretched


def read(text: str, *marked: tuple[str, str]) -> list[tuple[str, str]]:
    names = [Name(text.index(form), text.index(form) + len(form), kind, 0.9) for kind, form in marked]
    return [(name.kind, text[name.start : name.end]) for name in stretched(text, names, Lists.load())]


@pytest.mark.parametrize("person", ["加　藤　　一　郎", "林　　　　維　哲", "浅　野　　日出男"])
def test_a_person_spread_over_the_first_column(person: str) -> None:
    assert read(f"{person}　　　　玄光電子 社長", ("ORG", "玄光電子"))[0] == ("PERSON", person)


def test_what_was_read_inside_gives_way() -> None:
    row = "林　　　　維　哲　　　　玄光電子 社長"
    assert read(row, ("PERSON", "維　哲"), ("ORG", "玄光電子")) == [
        ("PERSON", "林　　　　維　哲"),
        ("ORG", "玄光電子"),
    ]


def test_a_label_or_a_town_is_no_person() -> None:
    assert read("主　催　者　　　　玄光電子", ("ORG", "玄光電子")) == [("ORG", "玄光電子")]
    town = [("ORG", "大　海　市"), ("TITLE", "市　　長")]
    assert read("大　海　市　　　　市　　長　　山田　太郎", *town) == town


def test_a_company_that_fills_its_row() -> None:
    assert read("株式会社　湊　精　密　工　業") == [("ORG", "株式会社　湊　精　密　工　業")]
    assert read("記　載　事　項") == []
