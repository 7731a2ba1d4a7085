"""Persons read as one with the town or institution behind them, on spans written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.lexicon import Lists
from kg.annotate.mending import mend
from kg.annotate.name import Name
from kg.annotate.persons.together import parted
from kg.annotate.tagging.tagger import Found
from kg.names.authority import Authority

LISTS, AUTHORITY = Lists.load(), Authority.load()


def read(text: str, *marked: tuple[str, str]) -> list[str]:
    names, place = [], 0
    for word, kind in marked:
        start = text.index(word, place)
        place = start + len(word)
        names.append(Name(start, place, kind, 0.9))
    return [
        f"{text[n.start : n.end]} {n.kind}" for n in parted([text], [names], [AUTHORITY.find(text, "ja")], LISTS)[0]
    ]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("佐藤山形市長は", [("佐藤山形", "PERSON"), ("市長", "TITLE")], ["佐藤 SURNAME", "山形市 ORG", "市長 TITLE"]),
        ("高橋一郎平川市長が", [("高橋一郎平川", "PERSON")], ["高橋一郎 PERSON", "平川市 ORG"]),
        ("李台南市長代理は", [("李台南", "PERSON")], ["李 SURNAME", "台南市 ORG"]),
        ("福島市長は", [("福島", "SURNAME")], ["福島 SURNAME"]),
        ("山本一郎市長は", [("山本一郎", "PERSON")], ["山本一郎 PERSON"]),
        (
            "蒲池山形県知事は",
            [("蒲池", "PERSON"), ("山形県", "ORG"), ("知事", "TITLE")],
            ["蒲池 SURNAME", "山形県 ORG", "知事 TITLE"],
        ),
        (
            "寺田九州経済連合会会長らが",
            [("寺田九州経済連合会", "ORG"), ("会長", "TITLE")],
            ["寺田 SURNAME", "九州経済連合会 ORG", "会長 TITLE"],
        ),
        (
            "、産業労働部部長",
            [("産業労働部", "UNIT"), ("部長", "TITLE")],
            ["産業労働部 UNIT", "部長 TITLE"],
        ),
        ("蒲池知事は", [("蒲池", "PERSON"), ("知事", "TITLE")], ["蒲池 SURNAME", "知事 TITLE"]),
        ("林茂教授は", [("林茂", "PERSON"), ("教授", "TITLE")], ["林茂 PERSON", "教授 TITLE"]),
        ("木田山形知事ら", [("木田山形", "PERSON"), ("知事", "TITLE")], ["木田 SURNAME", "山形 ORG", "知事 TITLE"]),
        (
            "横川グローバル推進センター長が",
            [("横川グローバル推進", "ORG"), ("センター長", "TITLE")],
            ["横川 SURNAME", "グローバル推進センター UNIT", "センター長 TITLE"],
        ),
        (
            "郭大中経済部部長を",
            [("郭大中経済部", "PERSON"), ("部長", "TITLE")],
            ["郭大中 PERSON", "経済部 ORG", "部長 TITLE"],
        ),
        (
            "林大中新竹代理市長と",
            [("林大中新竹", "ORG"), ("代理市長", "TITLE")],
            ["林大中 PERSON", "新竹 ORG", "代理市長 TITLE"],
        ),
        (
            "服部大福岡県知事は",
            [("服部大", "PERSON"), ("福岡県知事", "ORG")],
            ["服部大 PERSON", "福岡県 ORG", "知事 TITLE"],
        ),
        ("東方集団会長の", [("東方", "PERSON")], ["東方集団 ORG"]),
        (
            "林大中中華民国工商協進会理事長が",
            [("林大中中華民国工商協進会", "ORG"), ("理事長", "TITLE")],
            ["林大中 PERSON", "中華民国工商協進会 ORG", "理事長 TITLE"],
        ),
        (
            "東京商工会議所会頭が",
            [("東京商工会議所", "ORG"), ("会頭", "TITLE")],
            ["東京商工会議所 ORG", "会頭 TITLE"],
        ),
    ],
)
def test_parted(text: str, marked: list[tuple[str, str]], expected: list[str]) -> None:
    assert read(text, *marked) == expected


@pytest.mark.parametrize(
    ("text", "word", "kind", "expected"),
    [
        ("全体では75大学となる", "75大学", "ORG", []),
        ("国内の38機関と協定", "38機関", "ORG", []),
        ("三重大学と協定", "三重大学", "ORG", ["三重大学"]),
        ("四国大学と協定", "四国大学", "ORG", ["四国大学"]),
        ("嘉南市政府庁舎で", "嘉南市政府庁舎", "ORG", ["嘉南市政府"]),
        ("〇〇と同市長が", "同市長", "TITLE", ["市長"]),
    ],
)
def test_what_counts_or_points_is_no_name(text: str, word: str, kind: str, expected: list[str]) -> None:
    start = text.index(word)
    found = mend(text, [Found(start, start + len(word), kind, 0.9)], [], LISTS)
    assert [text[s.start : s.end] for s in found] == expected


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        (
            "由霧山町議會議長小林洋代表",
            [("霧山町", "PLACE"), ("議會議長", "TITLE"), ("小林洋", "PERSON")],
            ["霧山町議會 ORG", "議長 TITLE", "小林洋 PERSON"],
        ),
        (
            "由霧山町議會副議長小林洋代表",
            [("霧山町", "ORG"), ("町議會副議長", "TITLE")],
            ["霧山町議會 ORG", "副議長 TITLE"],
        ),
        ("晚間在大平久和飯店簽署", [("大平久和", "PERSON")], ["大平久和飯店 PLACE"]),
    ],
)
def test_councils_and_houses_in_chinese(text: str, marked: list[tuple[str, str]], expected: list[str]) -> None:
    found = []
    for word, kind in marked:
        start = text.index(word)
        found.append(Found(start, start + len(word), kind, 0.9))
    assert [f"{text[s.start : s.end]} {s.kind}" for s in mend(text, found, [], LISTS, chinese=True)] == expected
