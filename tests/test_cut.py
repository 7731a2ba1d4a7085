"""Japanese spans that hold two things, or a part of one."""

from __future__ import annotations

from kg.annotate.cut import japanese_spans
from kg.annotate.lexicon import Lists
from kg.annotate.tagger import Found


def spans(text: str, *marked: tuple[str, str]) -> list[tuple[str, str]]:
    at, found = 0, []
    for kind, form in marked:
        at = text.index(form, at)
        found.append(Found(at, at + len(form), kind, 0.9))
        at += len(form)
    return [(span.kind, text[span.start : span.end]) for span in japanese_spans(text, found, Lists.load())]


def test_titles_of_two_columns_are_two() -> None:
    row = "岡田　修平　代表取締役社長　　　　常務取締役製造本部長"
    whole = "代表取締役社長　　　　常務取締役製造本部長"
    assert spans(row, ("TITLE", whole)) == [("TITLE", "代表取締役社長"), ("TITLE", "常務取締役製造本部長")]
    assert spans("議　長　会長　岡田", ("TITLE", "議　長　会長")) == [("TITLE", "議　長"), ("TITLE", "会長")]


def test_a_title_with_spaces_between_its_characters_is_one() -> None:
    assert spans("教　　授　岡田", ("TITLE", "教　　授")) == [("TITLE", "教　　授")]
    assert spans("取締役 常務執行役員", ("TITLE", "取締役 常務執行役員")) == [("TITLE", "取締役 常務執行役員")]


def test_the_post_of_a_town_in_a_bracket_is_one_of_its_own() -> None:
    assert spans("会長（県議会議長）は", ("TITLE", "会長（県議会議長）")) == [
        ("TITLE", "会長"),
        ("TITLE", "県議会議長"),
    ]


def test_the_words_behind_a_dot_belong_to_the_title() -> None:
    text = "呂維哲・人材開発部長が"
    assert spans(text, ("PERSON", "呂維哲・人材"), ("TITLE", "開発部長")) == [
        ("PERSON", "呂維哲"),
        ("TITLE", "人材開発部長"),
    ]


def test_a_name_of_kana_is_read_with_the_institution_that_goes_on() -> None:
    assert spans("弁護士（みなと法律事務所）", ("READING", "みなと"), ("ORG", "法律事務所")) == [
        ("ORG", "みなと法律事務所")
    ]


def test_a_hall_is_no_person() -> None:
    assert spans("湊銀行 星見館（湊市）", ("PERSON", "星見館")) == [("PLACE", "星見館")]
