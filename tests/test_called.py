"""Common words by which a page says that it calls an institution, on names written by hand."""

from __future__ import annotations

import time

import pytest

from kg.annotate.institutions.called import as_bracketed, called
from kg.annotate.name import Name


def read(texts: list[str], owner: str) -> list[list[tuple[int, str]]]:
    names = []
    for text in texts:
        start = text.find(owner)
        names.append([Name(start, start + len(owner), "ORG", 0.9)] if start >= 0 else [])
    found = called(texts, names)
    return [[(n.start, text[n.start : n.end]) for n in own] for text, own in zip(texts, found, strict=True)]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("「海山教育交流聯盟」（以下簡稱聯盟）今天簽約。", "聯盟執行長表示，高中聯盟與聯盟不同。", [0, 13]),
        ("海山教育交流聯盟（下稱「協會」）簽約。", "局長說，協會已與南海縣簽約。", [4]),
        ("海山教育交流聯盟（以下「機構」という。）は", "機構は、国際機構と協定を結んだ。", [0]),
        ("海山教育交流聯盟（以下簡稱本會）今天簽約。", "本會與南海縣簽約。", []),
        ("海山教育交流聯盟（以下簡稱雙方）今天簽約。", "雙方簽約。", []),
        ("海山教育交流聯盟（南海）今天簽約。", "南海與北海簽約。", []),
    ],
)
def test_a_declared_word_is_the_institution(first: str, second: str, expected: list[int]) -> None:
    assert [start for start, _ in read([first, second], "海山教育交流聯盟")[1]] == expected


def test_a_word_counts_from_its_declaration_on() -> None:
    before, after = "聯盟各有不同。", "海山教育交流聯盟（以下簡稱聯盟）今天簽約。"
    found = read([before, after], "海山教育交流聯盟")
    assert found[0] == []
    assert [word for _, word in found[1]] == ["聯盟"]


def test_many_declarations_take_linear_time() -> None:
    text = "海山聯盟（以下簡稱聯盟）" * 9000
    names = [Name(at, at + 4, "ORG", 0.9) for at in range(0, len(text), 12)]
    began = time.process_time()
    called([text], [names])
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("国立海山女子高級中学（海女）から生徒が来校。", "本校と海女は協定を結んだ。海女子は別。", [3]),
        ("国立海山女子高級中学（台北）から生徒が来校。", "本校と台北は協定を結んだ。", []),
        ("国立海山女子高級中学（海女）から生徒が来校。", "東海女の海女の校長", [4]),
    ],
)
def test_a_japanese_page_may_call_it_by_some_of_its_characters(first: str, second: str, expected: list[int]) -> None:
    start = first.find("国立海山女子高級中学")
    names = [[Name(start, start + 10, "ORG", 0.9)], []]
    assert [n.start for n in called([first, second], names, chinese=False)[1]] == expected


def test_the_beginning_of_a_name_that_was_read_once_is_read_again() -> None:
    texts = ["海山光電工業は、", "海山の社長が述べた。", "海山は契約を結んだ。東海山の海山。"]
    names = [[Name(0, 6, "ORG", 0.9)], [Name(0, 2, "ORG", 0.9)], []]
    assert [n.start for n in called(texts, names, chinese=False)[2]] == [0, 14]


@pytest.mark.parametrize(
    ("text", "second", "expected"),
    [
        ("國立海山高級工業職業學校（海工）今天簽約。", "海工校長表示", [0]),
        ("國立海山高級工業職業學校（海山高工）今天簽約。", "與海山高工簽約", [1]),
        ("國立海山高級工業職業學校（南工）今天簽約。", "南工校長表示", []),
    ],
)
def test_a_short_form_in_brackets_is_made_of_the_name(text: str, second: str, expected: list[int]) -> None:
    assert [start for start, _ in read([text, second], "國立海山高級工業職業學校")[1]] == expected


def test_a_short_form_is_an_institution_whatever_it_was_read_as() -> None:
    texts = ["國立海山高級工業職業學校（海工）今天簽約。", "海工校長表示"]
    names = [[Name(0, 12, "ORG", 0.9)], [Name(0, 2, "UNIT", 0.5)]]
    assert [n.kind for own in as_bracketed(texts, names) for n in own] == ["ORG", "ORG"]


def test_a_short_form_is_whole_where_a_part_of_it_was_read() -> None:
    texts = ["海山半導體設備協會（海設會）簽約。", "海設會理事長表示"]
    names = [[Name(0, 9, "ORG", 0.9)], [Name(0, 2, "ORG", 0.9), Name(3, 6, "TITLE", 0.9)]]
    assert [(n.start, n.end) for n in as_bracketed(texts, names)[1]] == [(0, 3), (3, 6)]


def test_a_federation_may_be_written_with_either_sign() -> None:
    found = read(["海山經濟聯合會（海經連）簽約。", "海經連會長表示"], "海山經濟聯合會")
    assert [start for start, _ in found[1]] == [0]
