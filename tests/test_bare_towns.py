"""Two towns beside each other without the word for what they are."""

from __future__ import annotations

import pytest
from test_link import linked

from kg.link.bare_towns import bare_towns


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("{o:高雄市}與{o:熊本縣}會談。高雄與熊本自2013年起合作。", ["高雄", "熊本"]),
        ("{o:高雄市}與{o:熊本縣}會談。高雄與熊本大學合作。", []),
        ("{o:高雄市}與{o:熊本縣}會談。往返高雄與熊本機場。", []),
        ("{o:高雄市}與{o:台南市}會談。高雄與台南合作。", []),
        ("{o:高雄市}與{o:熊本縣}、{o:熊本市}會談。高雄與熊本合作。", []),
    ],
)
def test_two_towns_of_two_countries(marked: str, found: list[str]) -> None:
    document, entities = linked(marked, "zh-Hant")
    assert [document.release.text[start:end] for start, end, _ in bare_towns(document.release.text, entities)] == found
