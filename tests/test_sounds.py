"""Renderings of Chinese names; all the people are made up."""

from __future__ import annotations

import pytest

from kg.sounds import alike

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
