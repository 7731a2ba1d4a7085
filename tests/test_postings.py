"""Offices and people posted abroad, in invented names."""

from __future__ import annotations

from kg.names.postings import is_office_abroad, posted_from, poster_of


def test_an_office_abroad_has_its_place_in_its_name() -> None:
    assert is_office_abroad("台灣駐西寧辦事處")
    assert not is_office_abroad("西寧辦事處")


def test_the_words_before_an_office_say_who_posted_it_where() -> None:
    text = "由台灣駐西寧辦事處"
    assert posted_from(text, text.index("辦事處")) == 1
    assert posted_from(text, len(text)) is None


def test_who_posts_somebody_stands_before_the_words_for_it() -> None:
    assert poster_of("日本駐台") == "日本"
    assert poster_of("駐日") == ""
    assert poster_of("日本大使") is None
