"""Institutions of Chinese passages of which the word before them says what they are."""

from __future__ import annotations

import pytest

from kg.annotate.institutions.led import led
from kg.annotate.lexicon import Lists
from kg.annotate.name import Name

LISTS = Lists.load()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("與嘉南市的學校法人海山學園締結升學合作協定", ["學校法人海山學園"]),
        ("由学校法人北陆学院大学附设", ["学校法人北陆学院大学"]),
        ("拜訪公益財團法人南海縣產業振興中心的同仁", ["公益財團法人南海縣產業振興中心"]),
        ("向社會福祉法人與財團法人的代表說明", []),
        ("與日本私募基金Unity Capital簽妥股份讓渡契約", ["Unity Capital"]),
        ("將買下Hinata Precision全部股權", ["Hinata Precision"]),
        ("日本業者Sanuki與公司CEO、企業ESG無關", ["Sanuki"]),
        ("公司Logo換新，集團President致詞", []),
    ],
)
def test_a_word_before_it_tells_an_institution(text: str, found: list[str]) -> None:
    assert [text[n.start : n.end] for n in led(text, [], LISTS) if n.kind == "ORG"] == found


def test_a_place_inside_is_part_of_the_name() -> None:
    names = [Name(4, 6, "PLACE", 0.9)]
    assert [(n.start, n.end, n.kind) for n in led("學校法人嘉南學園", names, LISTS)] == [(0, 8, "ORG")]


def test_a_longer_name_stays() -> None:
    longer = Name(0, 13, "ORG", 0.9)
    assert led("學校法人嘉南學園、海山合辦", [longer], LISTS) == [longer]
