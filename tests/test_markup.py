"""HTML pages to their visible text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.markup import is_page, text_of
from kg.model import PassageKind
from kg.read import read

PAGE = """<!DOCTYPE html>
<html lang="zh-Hant"><head><title>新聞 | 大學</title><script>var a = "<p>不是文字</p>";</script></head>
<body><nav><ul><li>首頁</li><li>最新消息</li></ul></nav>
<h1>兩校深化合作 推動半導體人才培育</h1>
<p class="date">發布日期：2025-07-17</p>
<!-- <p>看不見的一段。</p> -->
<p>兩校於7月11日簽署合作備忘錄，
推動學生互訪&amp;研究。<br>校長 A B
C 出席。</p>
<table><tr><th>測試大學</th><td>校長</td><td>林大同</td></tr><tr><th>測試公司</th><td>社長</td><td>李小明</td></tr></table>
<footer>Copyright © 2025 Test University All rights reserved.</footer></body></html>"""


def test_a_page_becomes_its_visible_text() -> None:
    assert text_of(PAGE).split("\n") == [
        "兩校深化合作 推動半導體人才培育",
        "",
        "發布日期：2025-07-17",
        "",
        "兩校於7月11日簽署合作備忘錄，推動學生互訪&研究。",
        "校長 A B C 出席。",
        "",
        "測試大學  校長  林大同",
        "測試公司  社長  李小明",
        "",
        "Copyright © 2025 Test University All rights reserved.",
        "",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "big5"])
def test_a_page_is_read_like_a_text(encoding: str) -> None:
    release = read("https://example.org/news/1", PAGE.replace("©", "(C)").encode(encoding))
    assert release.title == "兩校深化合作 推動半導體人才培育"
    assert str(release.issued) == "2025-07-17"
    assert release.publisher == "Test University"
    rows = [passage.text for passage in release.passages if passage.kind is PassageKind.ITEM]
    assert rows == ["測試大學  校長  林大同", "測試公司  社長  李小明"]


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("<!doctype HTML><p>", True),
        ("\n<!-- x --><html>", True),
        ("<?xml version='1.0'?><html xmlns='x'>", True),
        ("兩校 <html> 合作", False),
        ("<逐次通訳>", False),
        ("", False),
    ],
)
def test_pages_are_told_from_texts(text: str, page: bool) -> None:
    assert is_page(text) is page


@given(st.text(alphabet='<>/!-?pbrdivscript= "&;大學\n', max_size=80))
def test_tag_soup_is_no_error(soup: str) -> None:
    assert "\n\n\n" not in text_of(soup)


@pytest.mark.parametrize("unit", ["<", "<!--", "<p", "<script>", "</", "<p>", "&amp", "<a b='", " \n", "<td>", "<nav>"])
def test_hostile_pages_take_linear_time(unit: str) -> None:
    start = time.perf_counter()
    text_of(unit * (300_000 // len(unit)))
    is_page("<!--" * 1000 + unit * 1000)
    assert time.perf_counter() - start < 5
