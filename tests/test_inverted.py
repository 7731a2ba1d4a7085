"""Names in Latin letters with the family name first, on spans written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.persons.inverted import inverted
from kg.annotate.tagging.tagger import Found


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("・Lin, Wen-Hua（海山大学 教授）", [(1, 4, "ORG"), (6, 13, "PERSON")], [("Lin, Wen-Hua", "PERSON")]),
        ("・Ono, Ken（海山大学 助教）", [(1, 4, "SURNAME"), (6, 9, "PERSON")], [("Ono, Ken", "PERSON")]),
        ("・Ono, Ken（海山大学 助教）", [(1, 9, "ORG")], [("Ono, Ken", "ORG")]),  # nobody was read as a person
        ("Umiyama, Japan（地図）", [(0, 7, "PERSON")], [("Umiyama", "PERSON")]),
    ],
)
def test_a_name_with_a_comma_is_one(
    text: str, spans: list[tuple[int, int, str]], expected: list[tuple[str, str]]
) -> None:
    found = inverted(text, [Found(*span, 0.6) for span in spans])
    assert [(text[s.start : s.end], s.kind) for s in found] == expected
