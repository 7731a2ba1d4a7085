"""Schools and hospitals that are named with their university, in invented names."""

from __future__ import annotations

import pytest

from kg.annotate.affiliated import with_affiliated
from kg.annotate.name import Name


@pytest.mark.parametrize(
    ("text", "university", "read"),
    [
        ("國立東海師範大學附屬高級工業職業學校的學生", "國立東海師範大學", ["國立東海師範大學附屬高級工業職業學校"]),
        ("北川大学附属中学校で", "北川大学", ["北川大学附属中学校"]),
        ("東海大學附設醫院說", "東海大學", ["東海大學", "附設醫院"]),
        ("東海大學附屬單位", "東海大學", ["東海大學"]),
    ],
)
def test_a_school_is_named_with_its_university_and_a_hospital_is_a_unit_of_it(
    text: str, university: str, read: list[str]
) -> None:
    [names] = with_affiliated([text], [[Name(0, len(university), "ORG", 0.9)]])
    assert [text[n.start : n.end] for n in names] == read
