"""Training material: labels, rows, composed persons and filled templates; no model is trained here."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.training.models import labels, rows_of
from kg.training.persons import invent, reading, write
from kg.training.templates import Sample, TemplateError, fill, read, samples


def cut(sample: Sample) -> list[tuple[str, str]]:
    return [(sample.text[start:end], kind) for start, end, kind in sample.spans]


def test_labels_follow_units() -> None:
    assert labels("林ABC", [(1, 4, "ORG")]) == ["O", "B-ORG"]
    assert labels("林文華氏", [(0, 3, "PERSON")]) == ["B-PERSON", "I-PERSON", "I-PERSON", "O"]


def test_rows_of_a_list_are_read_one_by_one() -> None:
    sample = Sample("講者\n林文華　教授", [(3, 6, "PERSON"), (7, 9, "TITLE")])
    assert list(rows_of(sample)) == [("講者", []), ("林文華　教授", [(0, 3, "PERSON"), (4, 6, "TITLE")])]


def test_a_line_broken_inside_a_name_is_joined() -> None:
    assert list(rows_of(Sample("校長林\n文華", [(2, 6, "PERSON")]))) == [("校長林文華", [(2, 5, "PERSON")])]


@given(st.integers(0, 10_000), st.sampled_from(["tw", "jp"]))
def test_composed_persons_have_all_forms(seed: int, country: str) -> None:
    rng = random.Random(seed)
    person = invent(rng, country)
    for form in ("", "spaced", "kana", "latin"):
        assert write(rng, person, form, "ja").strip()
    assert reading(rng, person, "kana").strip()
    assert write(rng, person, "latin", "ja").isascii()


def test_tied_slots_are_one_person() -> None:
    sample = fill("{title=校長}{person.tw#p}說，{surname.tw#p}{title=校長}來了", "zh", random.Random(3))
    person, surname = (text for text, kind in cut(sample) if kind in ("PERSON", "SURNAME"))
    assert person.startswith(surname)


def test_unknown_slot_is_an_error() -> None:
    with pytest.raises(TemplateError, match="nonsense"):
        fill("{nonsense}", "zh", random.Random(1))


@pytest.mark.parametrize("language", ["zh", "ja"])
def test_every_template_fills(language: str) -> None:
    for sample in samples(language, len(read(language)), seed=1):
        assert "{" not in sample.text
        assert all(
            0 <= start < end <= len(sample.text) and sample.text[start:end].strip() for start, end, _ in sample.spans
        )
        taken = [i for start, end, _ in sample.spans for i in range(start, end)]
        assert len(taken) == len(set(taken))


def test_the_same_seed_gives_the_same_sentences() -> None:
    assert [s.text for s in samples("ja", 20, 7)] == [s.text for s in samples("ja", 20, 7)]


def test_a_title_stays_with_the_institution_whose_last_character_it_has() -> None:
    texts = {
        fill("{org.fused=教育}{title=局長}{person.tw}說", "zh", random.Random(seed)).text[:4] for seed in range(60)
    }
    assert texts == {"教育局長"}
    moved = {fill("{title=校長}{person.tw}說", "zh", random.Random(seed)).text[:2] == "校長" for seed in range(60)}
    assert moved == {True, False}
