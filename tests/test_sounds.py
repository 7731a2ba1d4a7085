"""Renderings of Chinese names; all the people are made up."""

from __future__ import annotations

import time

import pytest

from kg.names.sounds import alike, romanised_in, same_person

RENDERED = [
    ("林志強", "リン・チーチャン"),
    ("林志強", "チーチャン・リン"),
    ("林志強", "Lin Chih-chiang"),
    ("林志強", "Chih-Chiang Lin"),
    ("林志強", "C. C. Lin"),
    ("林志強", "シーシー・リン"),
    ("王文芳", "ワン・ウェンファン"),
    ("王文芳", "ウェン-ファン・ワン"),
    ("張家豪", "チャン・ジャーハオ"),
    ("張家豪", "Chang Chia-hao"),
    ("謝明軒", "シェ・ミンシュエン"),
    ("歐陽明遠", "オウヤン・ミンユエン"),
    ("范姜毅明", "Fan Chiang Yi-ming"),
    ("范姜毅", "Fan-Chiang Yi"),
    ("游俊明", "Yu Jyun-ming"),
    ("許志強", "Syu Jhih-ciang"),
]
OTHERS = [
    ("林志強", "リン・ジアロン"),
    ("林志強", "チャン・チーチャン"),
    ("王文芳", "リー・ウェンファン"),
    ("張家豪", "ジェイジェイ・チャン"),
    ("張家豪", "マーク・リュウ"),
    ("林志強", "林志強"),
    ("林志強", "リン"),
    ("山田", ""),
]


@pytest.mark.parametrize(("han", "other"), RENDERED)
def test_a_rendering_sounds_like_its_name(han: str, other: str) -> None:
    assert alike(han, other) >= 0.75


@pytest.mark.parametrize(("han", "other"), OTHERS)
def test_another_name_does_not(han: str, other: str) -> None:
    assert alike(han, other) < 0.75


@pytest.mark.parametrize(("han", "other"), [pair for pair in RENDERED if pair[0] != "謝明軒"])
def test_a_rendering_that_the_table_knows_agrees_in_every_syllable(han: str, other: str) -> None:
    assert same_person(han, other) == same_person(other, han) == 1.0


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("林志強", "リン・チーチェン", False),
        ("林志成", "リン・チーチェン", True),
        ("Lin Chih-chiang", "リン・チーチャン", True),
        ("Lin Zhiqiang", "Chih-Chiang Lin", True),
        ("Lin Zhiqiang", "Lin Zhicheng", False),
        ("Kenji Sato", "さとう・けんじ", True),
        ("Ōno Junpei", "Jumpei Ohno", True),
        ("Kenji Sato", "Kenichi Sato", False),
        ("林志強", "林志强", True),
        ("林志強", "林智強", False),
        ("林志強", "りん・しきょう", True),
        ("林志強", "リン・シコウ", False),
        ("林志強", "Rin Shikyo", True),
        ("賴明德", "らい・めいとく", True),
        ("范姜毅", "Fan Yi", False),
        ("東健一", "Kenichi Higashi", True),
        ("東健一", "Kenichi Azuma", True),
        ("東健一", "Kenichi Nishi", False),
        ("", "林志強", False),
        ("・", "-", False),
    ],
)
def test_names_in_any_two_scripts(left: str, right: str, same: bool) -> None:
    assert (same_person(left, right) >= 0.9) is same
    assert same_person(left, right) == same_person(right, left)


@pytest.mark.parametrize("hostile", ["ab" * 50_000, "ー" * 100_000, "a-" * 50_000, "アイ・" * 33_000, "ü" * 100_000])
def test_a_long_text_costs_little_time(hostile: str) -> None:
    begun = time.perf_counter()
    for name in ("林志強", "Lin Chih-chiang", "リン・チーチャン"):
        same_person(name, hostile)
        same_person(f"a {hostile}", f"b {hostile}")
    assert time.perf_counter() - begun < 3


@pytest.mark.parametrize(
    ("han", "latin", "language"),
    [
        ("山田周作", "Shusaku Yamada", "ja"),
        ("白谷正治", "Masaharu Shiratani", "ja"),
        ("服部涼一", "Ryoichi Hattori", "ja"),
        ("佐藤健", "Ken Satoh", "ja"),
        ("林志強", "Lin Chih-chiang", "zh"),
        ("蘇丹", "Su Tan", "zh"),
        ("連浩然", "Howard Lien", "zh"),
        ("莫啟翰", "C. H. Mo", "zh"),
        ("朴相奎", "Park Sang-Gue", None),
    ],
)
def test_letters_tell_in_which_language_a_name_is_romanised(han: str, latin: str, language: str | None) -> None:
    assert romanised_in(han, latin) == language


def test_a_reading_of_hostile_length_costs_little_time() -> None:
    begun = time.perf_counter()
    romanised_in("山田", "nn" * 50_000)
    assert time.perf_counter() - begun < 1
