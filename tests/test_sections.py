"""Rows of a list belong to the institution that a heading above them names."""

from __future__ import annotations

import pytest
from tagged import annotated

from kg.link.sections import owners

KNOWN = {"北川大学", "南海市", "本校", "南海大學"}


def owned(text: str) -> list[tuple[str, str]]:
    """Each row that belongs to an institution, and to which."""
    release = annotated(text).release
    found = owners(release.passages, lambda name: name if name in KNOWN else None)
    return [(release.text[start:end].strip(), owner) for start, end, owner in found]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "同席者（南海市）\n市長　丙\n副市長　丁",
            [("同席者（南海市）", "南海市"), ("市長　丙", "南海市"), ("副市長　丁", "南海市")],
        ),
        (
            "【北川大学】\n学長　甲\n理事　乙\n【南海市】\n市長　丙",
            [
                ("【北川大学】", "北川大学"),
                ("学長　甲", "北川大学"),
                ("理事　乙", "北川大学"),
                ("【南海市】", "南海市"),
                ("市長　丙", "南海市"),
            ],
        ),
        ("〔北川大学側出席者〕\n学長　甲", [("〔北川大学側出席者〕", "北川大学"), ("学長　甲", "北川大学")]),
        ("【本校出席】\n甲　教務長", [("【本校出席】", "本校"), ("甲　教務長", "本校")]),
        ("▍南海大學出席\n校長 甲、處長 乙", [("▍南海大學出席", "南海大學"), ("校長 甲、處長 乙", "南海大學")]),
        (
            "（南海市）　副市長　甲\n経済発展局長　乙",
            [("（南海市）　副市長　甲", "南海市"), ("経済発展局長　乙", "南海市")],
        ),
        ("南海市：市長　甲、副市長　乙", [("南海市：市長　甲、副市長　乙", "南海市")]),
        ("【北川大学】\n来　賓\n会長　甲", [("【北川大学】", "北川大学")]),
        ("【北川大学】\n甲大学の一行が着いた。\n会長　甲", [("【北川大学】", "北川大学")]),
        ("記\n出席者\n会長　甲", []),
    ],
)
def test_the_rows_below_a_heading_are_of_whom_it_names(text: str, rows: list[tuple[str, str]]) -> None:
    assert owned(text) == rows
