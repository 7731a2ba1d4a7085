"""Bodies named behind those who make them up, on names written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.institutions.members import bodies_of_members
from kg.annotate.name import Name
from kg.model import Rule


@pytest.mark.parametrize(
    ("text", "inside", "kinds"),
    [
        ("甲大学など11大学でつくる「北海オープンカレッジ」が", ("北海オープンカレッジ", "EVENT"), ["ORG"]),
        ("30社が参加する「北海推進会議」が", ("北海", "PLACE"), ["PLACE"]),
        ("11大学でつくる「北海大学連合」が", ("北海大学連合", "ORG"), ["ORG"]),
        ("11大学が集まる「北海フォーラム」が", ("北海フォーラム", "EVENT"), ["EVENT"]),
    ],
)
def test_what_members_make_up_is_an_institution(text: str, inside: tuple[str, str], kinds: list[str]) -> None:
    start = text.index(inside[0])
    found = bodies_of_members(text, [Name(start, start + len(inside[0]), inside[1], 0.7)])
    assert [name.kind for name in found] == kinds


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2022年與日本「北海縣半導體振興會議」簽過交流協議", ["北海縣半導體振興會議"]),
        ("與「北海縣半導體振興會議」（HSC）續簽協議", ["北海縣半導體振興會議"]),
        ("與「北海縣人才培育計畫」簽約", ["北海縣"]),
        ("參加「北海縣半導體振興會議」，並簽署", ["北海縣"]),
    ],
)
def test_whoever_one_signs_with_is_a_body(text: str, read: list[str]) -> None:
    start = text.index("北海縣")
    found = bodies_of_members(text, [Name(start, start + 3, "ORG", 0.9)])
    assert [text[name.start : name.end] for name in found] == read


def test_the_body_says_by_which_rule() -> None:
    assert [name.rule for name in bodies_of_members("5市町でつくる「北海みらい」が", [])] == [Rule.OF_MEMBERS]
