"""Words that stand for somebody, or name a country."""

from __future__ import annotations

from kg.names.referring import countries, words


def test_the_longest_word_of_a_use_comes_first() -> None:
    lengths = [len(word.word) for word in words("self")]
    assert lengths == sorted(lengths, reverse=True)


def test_a_country_has_its_code() -> None:
    assert countries()["日本"] == "JP"
    assert countries()["台灣"] == "TW"
