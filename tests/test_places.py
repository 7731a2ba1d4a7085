"""Where a prefecture ends that stands before a town, with and without its sign."""

from __future__ import annotations

import pytest

from kg.names.places import bare_prefecture_end, prefecture_end


@pytest.mark.parametrize(
    ("name", "behind"),
    [
        ("熊本縣菊陽町", "菊陽町"),
        ("高雄縣岡山鎮公所", "高雄縣岡山鎮公所"),
        ("東京都港区役所", "港区役所"),
        ("豐前市", "豐前市"),
    ],
)
def test_a_prefecture_with_its_sign_ends_before_the_town(name: str, behind: str) -> None:
    assert name[prefecture_end(name) :] == behind


@pytest.mark.parametrize(
    ("name", "behind"),
    [
        ("福岡豐前市", "豐前市"),
        ("福岡縣豐前市", "福岡縣豐前市"),
        ("長崎北川高校", "北川高校"),
        ("長崎南川高校", "長崎南川高校"),
    ],
)
def test_a_prefecture_without_its_sign_ends_before_a_town_or_a_name_of_the_document(name: str, behind: str) -> None:
    assert name[bare_prefecture_end(name, {"北川高校"}) :] == behind
