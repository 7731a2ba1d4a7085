"""Institutions in Latin letters and with a dot inside, on names written by hand."""

from __future__ import annotations

import time

import pytest

from kg.annotate.institutions.acronyms import with_acronyms
from kg.annotate.name import Name


def read(text: str, *marked: tuple[str, str]) -> list[str]:
    names, place = [], 0
    for word, kind in marked:
        start = text.index(word, place)
        place = start + len(word)
        names.append(Name(start, place, kind, 0.9))
    return [f"{text[n.start : n.end]} {n.kind}" for n in with_acronyms(text, names)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "海山大学のCenter for Novel Device Education（CNDE）",
            [("海山大学", "ORG"), ("Center for Novel", "ORG"), ("CNDE", "ORG")],
            ["海山大学 ORG", "Center for Novel Device Education UNIT", "CNDE ORG"],
        ),
        (
            "i-Center for Marine Packaging（i-CMP）",
            [("i-Center", "ORG")],
            ["i-Center for Marine Packaging UNIT"],
        ),
        ("Marine Packaging Review（XYZ）", [("Marine", "ORG")], ["Marine ORG"]),  # other letters
        ("Sea and Sky Laboratory（SSL）の大野", [("大野", "SURNAME")], ["大野 SURNAME"]),  # nobody read an institution
        (
            "林文華ＡＢＣ総経理",
            [("林文華", "PERSON"), ("ＡＢＣ", "SURNAME"), ("総経理", "TITLE")],
            ["林文華 PERSON", "ＡＢＣ ORG", "総経理 TITLE"],
        ),
        ("大学連合「ABCD」は", [], ["ABCD ORG"]),
        ("半導体会社「カイザン」を率いる", [], ["カイザン ORG"]),
        ("製品「ABCD」は", [], []),
        (
            "「ABCD」とさくら地域・大学コンソーシアムが",
            [("・大学コンソーシアム", "ORG")],
            ["さくら地域・大学コンソーシアム ORG"],
        ),
        (
            "海山会とさくらのまち地域・産業協議会が",
            [("海山会", "ORG")],
            ["海山会 ORG", "さくらのまち地域・産業協議会 ORG"],
        ),
        (
            "海山院（SS）から電子・光電研究所の",
            [("海山院", "ORG"), ("・光電研究所", "ORG")],
            ["海山院 ORG", "電子・光電研究所 ORG"],
        ),
        ("海山大学・工学部の", [("海山大学", "ORG"), ("・工学部", "UNIT")], ["海山大学 ORG", "工学部 UNIT"]),
    ],
)
def test_names_are_whole(text: str, names: list[tuple[str, str]], expected: list[str]) -> None:
    assert read(text, *names) == expected


def test_a_long_page_is_read_in_time() -> None:
    unit = "の、Sea Bay Lab（SBL）と林文華ABC社長"
    size, text = len(unit), unit * 3000
    names = [
        Name(at + start, at + end, kind, 0.9)
        for at in range(0, len(text), size)
        for start, end, kind in ((2, 5, "ORG"), (19, 22, "PERSON"), (25, 27, "TITLE"))
    ]
    started = time.process_time()
    assert len(with_acronyms(text, names)) == 4 * 3000
    assert time.process_time() - started < 3
