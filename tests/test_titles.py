"""Titles that the tagger cut short, and the 代表 that is a verb."""

from __future__ import annotations

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.annotate.posts.titles import titles

LISTS = Lists.load()
KINDS = {"p": "PERSON", "s": "SURNAME", "t": "TITLE"}


def marked(text: str) -> tuple[str, list[Name]]:
    """A text without its marks ⟨pname⟩ ⟨ttitle⟩ ⟨ssurname⟩, and what is marked."""
    plain, names = "", []
    for piece in text.split("⟨"):
        name, closed, rest = piece.partition("⟩")
        if closed:
            names.append(Name(len(plain), len(plain) + len(name) - 1, KINDS[name[0]], 0.9))
            name = name[1:]
        plain += name + rest
    return plain, names


def test_titles_beside_persons() -> None:
    text = "林文華　校長、代表"
    assert [text[n.start : n.end] for n in titles(text, [Name(0, 3, "PERSON", 0.9)], LISTS)] == ["校長"]


def test_in_chinese_what_somebody_does_is_no_title_behind_the_name() -> None:
    text = "林文華參與審查"
    person = [Name(0, 3, "PERSON", 0.9)]
    assert titles(text, person, LISTS, chinese=True) == []
    assert [text[n.start : n.end] for n in titles(text, person, LISTS)] == ["參與"]


def test_the_last_of_a_row_of_posts_stands_behind_its_institution() -> None:
    text = "林文華歷任青海社經理與西寧創新學院院長，"
    names = [Name(0, 3, "PERSON", 0.9), Name(5, 8, "ORG", 0.9), Name(8, 10, "TITLE", 0.9), Name(11, 17, "UNIT", 0.9)]
    assert [text[n.start : n.end] for n in titles(text, names, LISTS, chinese=True)] == ["院長"]


def test_a_first_post_ends_with_the_stroke_before_the_second() -> None:
    text = "海山市市政顧問/青海協會林文華執行長"
    names = [Name(0, 3, "ORG", 0.9), Name(8, 12, "ORG", 0.9), Name(12, 15, "PERSON", 0.9), Name(15, 18, "TITLE", 0.9)]
    assert [text[n.start : n.end] for n in titles(text, names, LISTS, chinese=True)] == ["市政顧問"]


def test_a_title_with_spaces_may_close_a_row() -> None:
    text = "葉　慶　隆　学　長"
    assert [text[n.start : n.end] for n in titles(text, [Name(0, 5, "PERSON", 0.9)], LISTS)] == ["学　長"]


def test_a_career_tells_since_when_somebody_has_a_post() -> None:
    text = "林文華は海山で学ぶ。2018年から海山院董事長。"
    names = [Name(0, 3, "PERSON", 0.9), Name(17, 20, "ORG", 0.9)]
    assert [text[n.start : n.end] for n in titles(text, names, LISTS)] == ["董事長"]
