"""Towns that are surnames of mayors, on names written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.name import Name
from kg.annotate.persons.mayors import mayors


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("小野市長は「八代市に来てほしい」と述べた。", "SURNAME"),
        ("小野市長は述べた。", "PLACE"),  # no other town
        ("小野市長は八代市で述べた。小野市は三つの川の町だ。", "PLACE"),
        ("小野市長の山田太郎氏は八代市で述べた。", "PLACE"),
        ("千葉市長は八代市で述べた。", "PLACE"),  # a well-known town
        ("鷹巣市長は八代市で述べた。", "PLACE"),  # few are called so
    ],
)
def test_a_mayor_may_be_called_like_another_town(text: str, kind: str) -> None:
    start = text.find("山田太郎")
    people = [Name(start, start + 4, "PERSON", 0.9)] if start >= 0 else []
    [names] = mayors([text], [[Name(0, 2, "PLACE", 0.9), *people]])
    assert names[0].kind == kind
