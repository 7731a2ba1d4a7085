"""Bodies that a text calls by what they are alone."""

from __future__ import annotations

import pytest
from test_link import linked

from kg.link.bare_bodies import bare_bodies
from kg.model import Language


@pytest.mark.parametrize(
    ("marked", "language", "words"),
    [
        ("{o:海山縣工業會}來訪。今天，工業會已和對方簽約。", "zh-Hant", ["工業會"]),
        ("今天，工業會已和對方簽約，{o:海山縣工業會}說。", "zh-Hant", []),
        ("{o:海山縣工業會}與{o:南洋縣工業會}來訪。今天，工業會已簽約。", "zh-Hant", []),
        ("{o:海山縣工業會}來訪。今天同業工業會已簽約。", "zh-Hant", []),
        ("{o:北川商工会議所}が来た。商工会議所も来月、覚書を結ぶ。", "ja", ["商工会議所"]),
        ("{o:北川商工会議所}が来た。県商工会議所も来月、覚書を結ぶ。", "ja", []),
    ],
)
def test_the_only_body_of_its_kind_is_meant(marked: str, language: Language, words: list[str]) -> None:
    document, entities = linked(marked, language)
    found = list(bare_bodies(document.release.text, entities, language))
    assert [document.release.text[start:end] for start, end, _ in found] == words
