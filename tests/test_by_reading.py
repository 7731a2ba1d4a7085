"""Persons whom a dictionary or the script of their names tells, on spans written by hand."""

from __future__ import annotations

import pytest
from marked import marked, shown

from kg.annotate.lexicon import Lists
from kg.annotate.persons.by_reading import by_reading

LISTS = Lists.load()


def read(text: str, *spans: tuple[str, str]) -> list[str]:
    return shown(text, by_reading([text], [marked(text, *spans)], LISTS)[0])


def test_a_name_that_nobody_read_is_told_by_its_reading() -> None:
    spans = ("北川大学", "ORG")
    assert read("北川大学の山岸公平教授と", spans) == ["北川大学 ORG", "山岸公平 PERSON"]
    assert read("北川大学の国際交流教授と", spans) == ["北川大学 ORG"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("伊藤奈緒子北川精機", ["伊藤奈緒子 PERSON", "北川精機 ORG"]),
        ("高森精機株式会社", ["高森精機株式会社 ORG"]),
        ("浜里工業大学", ["浜里工業大学 ORG"]),
        ("山田機械工業", ["山田機械工業 ORG"]),
    ],
)
def test_a_person_and_what_he_heads_are_parted(name: str, parts: list[str]) -> None:
    assert read(f"式には、{name}社長が出た", (name, "ORG"), ("社長", "TITLE")) == [*parts, "社長 TITLE"]


def test_a_company_read_as_a_second_person_takes_the_word_for_what_it_does() -> None:
    text = "伊藤奈緒子川瀬信和精機社長らも"
    spans = [("伊藤奈緒子", "PERSON"), ("川瀬信和", "PERSON"), ("精機社長", "TITLE")]
    assert read(text, *spans) == ["伊藤奈緒子 PERSON", "川瀬信和精機 ORG", "社長 TITLE"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ダニー・リン董事長が署名した", "PERSON"),
        ("ダニー・リン董事長の王大明氏が署名した", "ORG"),
        ("マリン・テクノ董事長が署名した", "ORG"),
        ("ダニー・リン董事長が署名した。ダニー・リンの工場は", "ORG"),
    ],
)
def test_a_name_in_katakana_before_a_title_is_of_somebody(text: str, kind: str) -> None:
    name = text[: text.index("董事長")]
    spans = [(name, "ORG"), ("董事長", "TITLE"), *([("王大明", "PERSON")] if "王大明" in text else [])]
    assert read(text, *spans)[0] == f"{name} {kind}"


def test_a_company_in_katakana_says_in_which_town_it_is() -> None:
    spans = ("マリン・ブルーム", "PERSON")
    assert read("マリン・ブルーム（MBL、香川県北川市）は", spans) == ["マリン・ブルーム ORG"]
    assert read("マリン・ブルーム（技術者）は", spans) == ["マリン・ブルーム PERSON"]
