"""Schools, hospitals, houses abroad and plants that are named with an institution, in invented names."""

from __future__ import annotations

import pytest

from kg.annotate.institutions.affiliated import with_affiliated
from kg.annotate.name import Name


@pytest.mark.parametrize(
    ("text", "university", "read"),
    [
        ("國立東海師範大學附屬高級工業職業學校的學生", "國立東海師範大學", ["國立東海師範大學附屬高級工業職業學校"]),
        ("北川大学附属中学校で", "北川大学", ["北川大学附属中学校"]),
        ("東海大學附設醫院說", "東海大學", ["東海大學", "附設醫院"]),
        ("東海大學日本校友會會長", "東海大學", ["東海大學日本校友會"]),
        ("東海大學校友會館", "東海大學", ["東海大學"]),
        ("東海大學附屬單位", "東海大學", ["東海大學"]),
        ("東海電子日本法人社長", "東海電子", ["東海電子日本法人"]),
        ("北川化學台灣法人", "北川化學", ["北川化學台灣法人"]),
        ("東海電子霧島工廠的員工", "東海電子", ["東海電子", "霧島工廠"]),
        ("東海電子海外工廠", "東海電子", ["東海電子"]),
        ("東海電子半導體工廠", "東海電子", ["東海電子"]),
        ("東海縣教委會教育長", "東海縣", ["東海縣教委會"]),
    ],
)
def test_what_is_named_with_the_institution_that_has_it(text: str, university: str, read: list[str]) -> None:
    [names] = with_affiliated([text], [[Name(0, len(university), "ORG", 0.9)]], chinese=True)
    assert [text[n.start : n.end] for n in names] == read


def test_the_alumni_of_a_university_stand_behind_the_bracket_with_its_short_form() -> None:
    text = "東海大學（海大）校友總會今日"
    [names] = with_affiliated([text], [[Name(0, 4, "ORG", 0.9), Name(5, 7, "ORG", 0.9)]], chinese=True)
    assert [text[n.start : n.end] for n in names] == ["東海大學", "海大", "校友總會"]
