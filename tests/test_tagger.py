"""The tagger's parts that hold without a trained model, and the shipped models on invented sentences."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.lexicon import Lexicon, Lists, letter, script
from kg.annotate.tagging.analysers import Analysis
from kg.annotate.tagging.features import features, units
from kg.annotate.tagging.tagger import LABELS, Found, decode, whole_words

LISTS = Lists.load()
TEXTS = st.text(alphabet="國国大學学林一郎アー・Aa1（） 　\n、。的のは校長氏𠮷", max_size=40)


def test_one_letter_for_traditional_simplified_and_japanese_forms() -> None:
    assert letter("學") == letter("学")
    assert letter("臺") == letter("台")
    assert letter("Ａ") == letter("a")


@pytest.mark.parametrize(
    ("char", "kind"),
    [
        ("林", "H"),
        ("𠮷", "H"),
        ("々", "H"),
        ("の", "h"),
        ("ー", "k"),
        ("Ａ", "A"),
        ("z", "a"),
        ("３", "9"),
        ("　", "_"),
        ("（", "("),
    ],
)
def test_script(char: str, kind: str) -> None:
    assert script(char) == kind


def test_words_of_latin_and_katakana_and_numbers_are_one_unit() -> None:
    text = "日本NTT（2025）リン・アー"
    assert [text[start:end] for start, end in units(text)] == [
        "日",
        "本",
        "NTT",
        "（",
        "2025",
        "）",
        "リン",
        "・",
        "アー",
    ]


@given(TEXTS)
def test_units_cover_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in units(text)) == text


@given(TEXTS)
def test_one_row_of_features_for_each_unit(text: str) -> None:
    assert len(features(text, Analysis(), [], LISTS)) == len(units(text))


def test_lexicon_takes_the_longest_word_in_any_script() -> None:
    lexicon = Lexicon([("大學", "a"), ("大學校長", "b")])
    letters = "".join(map(letter, "某大学校长"))
    assert lexicon.find(letters) == [(1, 5, "b")]
    assert lexicon.find("".join(map(letter, "某大学"))) == [(1, 3, "a")]


def test_decode_starts_no_name_in_its_middle() -> None:
    probabilities = np.zeros((3, len(LABELS)))
    inside = LABELS.index("I-PERSON")
    probabilities[:, inside] = 0.6
    probabilities[:, LABELS.index("B-PERSON")] = 0.3
    probabilities[:, 0] = 0.1
    assert [(name.start, name.end, name.kind) for name in decode(probabilities, {})] == [(0, 3, "PERSON")]


def test_caution_drops_what_is_unsure() -> None:
    probabilities = np.zeros((1, len(LABELS)))
    probabilities[0, LABELS.index("B-ORG")], probabilities[0, 0] = 0.55, 0.45
    assert len(decode(probabilities, {})) == 1
    assert decode(probabilities, {"ORG": 0.2}) == []


@pytest.mark.parametrize("piece", ["林", "ア・", "a b-", "（", "校長", "　", "大學大學"])
def test_features_take_linear_time(piece: str) -> None:
    began = time.process_time()
    text = piece * (20_000 // len(piece))
    features(text, Analysis(), [], LISTS)
    assert time.process_time() - began < 5


def test_institution_takes_whole_nouns_but_no_names() -> None:
    spans = [Found(1, 5, "ORG", 0.9)]
    assert whole_words(spans, [(0, 2, "n"), (2, 5, "n")])[0].start == 0
    assert whole_words(spans, [(0, 2, "PER"), (2, 5, "n")])[0].start == 1
    before = Found(0, 1, "PERSON", 0.9)
    assert whole_words([before, *spans], [(0, 2, "n"), (2, 5, "n")])[1].start == 1
