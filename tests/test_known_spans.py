"""Spans that the authority file tells better, on spans written by hand."""

from __future__ import annotations

import pytest

from kg.annotate.institutions.known_spans import known_spans
from kg.annotate.tagging.tagger import Found
from kg.names.authority import Authority

AUTHORITY = Authority.load()


def read(text: str, *marked: tuple[str, str]) -> list[str]:
    spans, place = [], 0
    for word, kind in marked:
        start = text.index(word, place)
        place = start + len(word)
        spans.append(Found(start, place, kind, 0.9))
    return [f"{text[s.start : s.end]} {s.kind}" for s in known_spans(text, spans, AUTHORITY.find(text, "ja"))]


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("工業技術研究院が", [("工業", "FACILITY"), ("技術研究院", "ORG")], ["工業技術研究院 ORG"]),
        ("工業技術研究院が", [("工業", "PERSON"), ("技術研究院", "ORG")], ["工業 PERSON", "技術研究院 ORG"]),
        ("海山協会（海協）が", [("海山協会（海協", "ORG")], ["海山協会 ORG", "海協 ORG"]),
        ("海山電子（台湾）社が", [("海山電子（台湾）社", "ORG")], ["海山電子（台湾）社 ORG"]),
        (
            "工業技術研究院　素材研究センターの",
            [("工業技術研究院　素材研究センター", "ORG")],
            ["工業技術研究院 ORG", "素材研究センター UNIT"],
        ),
        (
            "平川町長　大野一郎",
            [("平川", "SURNAME"), ("町長", "TITLE"), ("大野一郎", "PERSON")],
            ["平川 SURNAME", "町長 TITLE", "大野一郎 PERSON"],  # no town of the list
        ),
        (
            "大川市長　大野一郎",
            [("大川", "SURNAME"), ("市長", "TITLE"), ("大野一郎", "PERSON")],
            ["大川 ORG", "市長 TITLE", "大野一郎 PERSON"],
        ),
        ("大川市長が", [("大川", "SURNAME"), ("市長", "TITLE")], ["大川 SURNAME", "市長 TITLE"]),
        (
            "大野一郎（おおの いちろう）平川市長が",
            [("大野一郎", "PERSON"), ("平川", "ORG")],
            ["大野一郎 PERSON", "平川 ORG", "市長 TITLE"],
        ),
    ],
)
def test_spans_of_the_list(text: str, spans: list[tuple[str, str]], expected: list[str]) -> None:
    assert read(text, *spans) == expected
