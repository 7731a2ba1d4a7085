"""Rules around the tagger's spans, on spans written by hand."""

from __future__ import annotations

import time

import pytest

from kg.annotate.lexicon import Lists
from kg.annotate.mending import mend
from kg.annotate.tagging.tagger import Found
from kg.names.authority import Authority

LISTS = Lists.load()


def spans(text: str, *marked: tuple[str, str]) -> list[Found]:
    """Spans of the given words, in order of the text."""
    found, place = [], 0
    for word, kind in marked:
        start = text.index(word, place)
        place = start + len(word)
        found.append(Found(start, place, kind, 0.9))
    return found


def read(text: str, *marked: tuple[str, str]) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.kind) for s in mend(text, spans(text, *marked), [], LISTS)]


def test_a_japanese_surname_alone_is_no_full_name() -> None:
    assert read("大森助教が対応し", ("大森", "PERSON"), ("助教", "TITLE"))[0] == ("大森", "SURNAME")


def test_two_institutions_with_a_cross_between_are_two() -> None:
    text = "北川協会×工業技術研究院による覚書"
    row = Authority.load().lookup("工業技術研究院", "ja")
    assert row is not None
    mended = mend(text, [Found(0, 12, "ORG", 0.9)], [(5, 12, row)], LISTS)
    assert [text[s.start : s.end] for s in mended] == ["北川協会", "工業技術研究院"]


@pytest.mark.parametrize("piece", ["Vice ", "A a-", "Prof. ", "日本", "工場", "Week "])
def test_rules_take_linear_time(piece: str) -> None:
    text = "林文華（" + piece * (100_000 // len(piece))
    began = time.process_time()
    mend(text, [Found(0, 3, "PERSON", 0.9), Found(4, len(text), "ORG", 0.9)], [], LISTS)
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize(
    ("text", "marked", "chinese", "names"),
    [
        ("水上町議會議長", [("水上町", "PLACE"), ("議會議長", "TITLE")], True, ["水上町議會", "議長"]),
        ("校長兼教授", [("校長", "TITLE"), ("兼", "TITLE"), ("教授", "TITLE")], True, ["校長", "教授"]),
        ("發言人兼財務長", [("發言人兼", "TITLE"), ("財務長", "TITLE")], True, ["發言人", "財務長"]),
        ("青原育英會前理事長", [("青原育英", "ORG"), ("理事長", "TITLE")], True, ["青原育英會", "前理事長"]),
        ("青原新聞網報導", [("青原", "ORG")], True, ["青原新聞網"]),
        ("同市長は", [("同市長", "TITLE")], False, ["市長"]),
        ("研究科 教授", [("研究科", "TITLE"), ("教授", "TITLE")], False, ["教授"]),
    ],
)
def test_a_title_is_without_what_is_none(
    text: str, marked: list[tuple[str, str]], chinese: bool, names: list[str]
) -> None:
    mended = mend(text, spans(text, *marked), [], LISTS, chinese=chinese)
    assert [text[s.start : s.end] for s in mended] == names


def test_a_title_with_spaces_in_it_is_no_name() -> None:
    assert read("教　授　高　旻", ("教　授", "PERSON"), ("高　旻", "PERSON"))[0] == ("教　授", "TITLE")


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        (
            "海洋物理系王大中",
            [("海洋物理系", "TITLE"), ("王大中", "PERSON")],
            [("海洋物理系", "UNIT"), ("王大中", "PERSON")],
        ),
        (
            "秘書室 王大中",
            [("秘書室", "TITLE"), ("王大中", "PERSON")],
            [("秘書室", "UNIT"), ("王大中", "PERSON")],
        ),
        ("王大中(代表董事長)", [("王大中", "PERSON"), ("代表董事長", "TITLE")], [("王大中", "PERSON")]),
        ("山海友好促進議員連盟", [("山海友好促進", "UNIT"), ("議員連盟", "TITLE")], [("山海友好促進議員連盟", "ORG")]),
        (
            "代表取締役王大中",
            [("代表取締役", "TITLE"), ("王大中", "PERSON")],
            [("代表取締役", "TITLE"), ("王大中", "PERSON")],
        ),
        (
            "盧市長施政",
            [("盧", "SURNAME"), ("市長", "TITLE"), ("施政", "PERSON")],
            [("盧", "SURNAME"), ("市長", "TITLE")],
        ),
    ],
)
def test_what_chinese_text_has_in_the_place_of_a_title(
    text: str, marks: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    mended = mend(text, spans(text, *marks), [], LISTS, chinese=True)
    assert [(text[s.start : s.end], s.kind) for s in mended] == expected


def test_a_given_name_behind_surname_and_title_is_no_name() -> None:
    text = "林校長佳穎致詞"
    found = spans(text, ("林", "SURNAME"), ("校長", "TITLE"), ("佳穎", "PERSON"))
    assert [text[s.start : s.end] for s in mend(text, found, [], LISTS, chinese=True)] == ["林", "校長"]


def test_an_office_read_as_a_title_is_a_unit() -> None:
    assert read("海山協会 南海事務所の", ("南海事務所", "TITLE")) == [("南海事務所", "UNIT")]
    assert read("事務局長の", ("事務局長", "TITLE")) == [("事務局長", "TITLE")]


def test_a_japanese_title_has_the_bracket_that_says_of_what() -> None:
    assert read("の副学長（広報・入試担当）山田", ("副学長", "TITLE"))[0] == ("副学長（広報・入試担当）", "TITLE")
    assert read("の副学長（海山市）山田", ("副学長", "TITLE"))[0] == ("副学長", "TITLE")


@pytest.mark.parametrize(
    ("text", "piece", "title"),
    [
        ("海山大学　研　発　長　　林　文華", "研　発", "研　発　長"),
        ("海山大学　主　任　秘　書　　林　文華", "任　秘", "主　任　秘　書"),
        ("海山部の簡任技正である林文華", "簡任技", "簡任技正"),
    ],
)
def test_a_part_of_a_title_is_nobody(text: str, piece: str, title: str) -> None:
    assert read(text, (piece, "PERSON")) == [(title, "TITLE")]
    assert read("海山大学　林　文華", ("林　文華", "PERSON")) == [("林　文華", "PERSON")]


def test_a_name_with_spaces_is_without_the_first_sign_of_the_title_behind_it() -> None:
    text = "海山大学　　葉　慶　隆　学　長"
    assert read(text, ("海山大学", "ORG"), ("葉　慶　隆　学", "PERSON"))[-1] == ("葉　慶　隆", "PERSON")
    text = "海山大学　　葉　慶　隆　氏"
    assert read(text, ("海山大学", "ORG"), ("葉　慶　隆", "PERSON"))[-1] == ("葉　慶　隆", "PERSON")


def test_a_place_is_no_title() -> None:
    assert read("海山会台北の大野一郎所長", ("台北", "TITLE"), ("大野一郎", "PERSON")) == [("大野一郎", "PERSON")]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        (
            "台日海洋交流推進會，執行長",
            [("台日", "ORG"), ("海洋交流推進會", "EVENT"), ("執行長", "TITLE")],
            [("台日海洋交流推進會", "ORG"), ("執行長", "TITLE")],
        ),
        (
            "院長特助王大明",
            [("院長", "TITLE"), ("特助", "PERSON"), ("王大明", "PERSON")],
            [("院長特助", "TITLE"), ("王大明", "PERSON")],
        ),
    ],
)
def test_the_rest_of_a_chinese_name_or_title_is_joined_to_it(
    text: str, marked: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    mended = mend(text, spans(text, *marked), [], LISTS, chinese=True)
    assert [(text[s.start : s.end], s.kind) for s in mended] == expected
