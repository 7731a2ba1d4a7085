"""Companies with their seat and head, or with the sign of their form, on names written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.institutions.seated import headed
from kg.annotate.lexicon import Lists
from tests.marked import marked, shown

LISTS = Lists.load()


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        (
            "会社、ソラテック海山（海山市、社長・大野健）では",
            [("海山市", "PLACE")],
            ["ソラテック海山 ORG", "海山市 PLACE"],
        ),
        ("の海山空港ビル（株）の大野健社長", [("海山空港ビル", "FACILITY")], ["海山空港ビル（株） ORG"]),
        ("の海山空港ビル（南）の大野健社長", [("海山空港ビル", "FACILITY")], ["海山空港ビル FACILITY"]),
    ],
)
def test_companies_are_read(text: str, spans: list[tuple[str, str]], expected: list[str]) -> None:
    assert shown(text, headed(text, marked(text, *spans), LISTS)) == expected
