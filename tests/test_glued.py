"""Words that a tagger glues to names of institutions, on names written by hand."""

from __future__ import annotations

import pytest
from test_borders import marked

from kg.annotate.institutions.borders import bordered
from kg.annotate.lexicon import Lists


@pytest.fixture(scope="module")
def lists() -> Lists:
    return Lists.load()


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (["由⟨負責學分抵免的光電工程學系⟩承辦"], ["光電工程學系"]),
        (["⟨來賓還有青海文化協會⟩理事長"], ["青海文化協會"]),
        (["，⟨舊名青海電化工業⟩，"], ["青海電化工業"]),
        (["⟨台灣導線架廠青海工業⟩宣布", "青海今年"], ["青海工業"]),
        (["青海科技宣布", "⟨青海科技會⟩繼續供應"], ["青海科技"]),
        (["⟨青海工商會⟩理事長", "青海工商"], ["青海工商會"]),
        (["⟨青海科技股價⟩上漲"], ["青海科技"]),
        (["在⟨青海科技工業⟩區設廠"], []),
        (["在⟨青海科技園區⟩設廠"], []),
        (["⟨日本化學⟩大廠宣布"], []),
        (["⟨青海公學⟩的學生"], ["青海公學"]),
    ],
)
def test_chinese_names_are_freed_of_what_a_sentence_says(texts: list[str], left: list[str], lists: Lists) -> None:
    plain, names = zip(*map(marked, texts), strict=True)
    read = bordered(plain, names, lists, chinese=True)
    assert [text[n.start : n.end] for text, own in zip(plain, read, strict=True) for n in own] == left
