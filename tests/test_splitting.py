"""Offices and titles that the tagger read as one, on spans written by hand."""

from __future__ import annotations

import pytest
from test_mending import LISTS, spans

from kg.annotate.posts.splitting import split_offices


def split(text: str, *marked: tuple[str, str]) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in split_offices(text, spans(text, *marked), LISTS)]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        (
            "南海市產業振興部部長",
            [("南海市", "ORG"), ("產業振興部部長", "TITLE")],
            [("南海市", "ORG"), ("產業振興部", "UNIT"), ("部長", "TITLE")],
        ),
        ("南海市議會議長", [("南海市", "ORG"), ("議會議長", "TITLE")], [("南海市議會", "ORG"), ("議長", "TITLE")]),
        ("南海高工校長", [("南海", "ORG"), ("高工校長", "TITLE")], [("南海高工", "ORG"), ("校長", "TITLE")]),
        ("都市發展局長", [("都市發展局長", "UNIT")], [("都市發展", "UNIT"), ("局長", "TITLE")]),
        ("北方市長", [("北方市長", "ORG")], [("北方", "ORG"), ("市長", "TITLE")]),
        (
            "南海株式會社代理社長",
            [("南海株式會社代理", "ORG"), ("社長", "TITLE")],
            [("南海株式會社", "ORG"), ("代理社長", "TITLE")],
        ),
        ("南海市前副市長", [("南海市前", "ORG"), ("副市長", "TITLE")], [("南海市", "ORG"), ("前副市長", "TITLE")]),
        ("南海市原副市長", [("南海市原", "ORG"), ("副市長", "TITLE")], [("南海市", "ORG"), ("副市長", "TITLE")]),
        ("立法委員", [("立法", "ORG"), ("委員", "TITLE")], [("立法委員", "TITLE")]),
        ("資深處長", [("資深處長", "TITLE")], [("資深處長", "TITLE")]),
        ("副總經理", [("副總經理", "TITLE")], [("副總經理", "TITLE")]),
        ("人力資源處處長", [("人力資源處處長", "TITLE")], [("人力資源處", "ORG"), ("處長", "TITLE")]),
        ("南海商會會長", [("南海商會會長", "ORG")], [("南海商會會長", "ORG")]),
    ],
)
def test_an_office_is_parted_from_the_title_of_its_head(
    text: str, marked: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert split(text, *marked) == expected
