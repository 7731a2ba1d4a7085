"""The network of the tagger: what it answers, that it learns, and that its weights survive the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.lexicon import Lists
from kg.annotate.tagging import network
from kg.annotate.tagging.tagger import LABELS
from kg.training.networks import train
from kg.training.templates import Sample

LISTS = Lists.load()
ALPHABET = "ab國大學"
KNOWN = np.unique(network.hashed([list(ALPHABET)])[0])
UNTRAINED = network.build(5, len(KNOWN))
UNTRAINED.initialize()
FEATURES = st.lists(st.lists(st.sampled_from(ALPHABET + "校"), min_size=1, max_size=6), min_size=1, max_size=12)


def encoded(rows: list[list[str]]) -> network.Encoded:
    return network.encode(*network.hashed(rows), KNOWN)


def test_features_that_are_not_known_are_left_out() -> None:
    rows, counts = encoded([["校", "a"], ["校"], ["學", "b", "校"]])
    assert counts.tolist() == [1, 0, 2]
    assert KNOWN[rows].tolist() == [network.hashed([[feature]])[0][0] for feature in "a學b"]


@given(FEATURES)
def test_chances_of_each_unit_have_the_sum_one(rows: list[list[str]]) -> None:
    chances = UNTRAINED.predict([encoded(rows)])[0]
    assert chances.shape == (len(rows), 5)
    assert np.allclose(chances.sum(axis=1), 1)


@given(FEATURES, FEATURES)
def test_a_text_is_read_alike_beside_another(one: list[list[str]], other: list[list[str]]) -> None:
    alone = UNTRAINED.predict([encoded(one)])[0]
    beside = UNTRAINED.predict([encoded(other), encoded(one)])[1]
    assert np.allclose(alone, beside, atol=1e-5)


def test_weights_survive_the_file(tmp_path: Path) -> None:
    rows = encoded([["a", "b"], ["國"], ["a", "大"]])
    network.save(UNTRAINED, KNOWN, tmp_path / "one.npz")
    network.save(UNTRAINED, KNOWN, tmp_path / "two.npz")
    known, read = network.load(tmp_path / "one.npz", 5)
    assert known.tolist() == KNOWN.tolist()
    assert np.allclose(read.predict([rows])[0], UNTRAINED.predict([rows])[0], atol=0.02)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_what_holds_no_weights_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "broken.npz"
    path.write_bytes(b"no weights")
    with pytest.raises(ValueError, match="allow_pickle"):
        network.Network(path, LABELS)


def sentences() -> Iterator[Sample]:
    """Sentences in which a person is whatever stands between a title and a verb."""
    for number in range(240):
        name = "林王張李"[number % 4] + "文華明美"[number // 4 % 4] + "德安宏慧"[number // 16 % 4]
        text = f"校長{name}說明計畫內容"
        yield Sample(text, [(0, 2, "TITLE"), (2, 5, "PERSON")])


def test_training_learns_and_gives_the_same_weights_again(tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        train("zh", sentences(), 1, LISTS, tmp_path / name, rounds=12)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    from kg.annotate.tagging import analysers
    from kg.annotate.tagging.tagger import Tagger

    text, nlp = "校長陳明宏說明計畫內容", analysers.load_chinese()
    found = Tagger([tmp_path / "one.npz"], LISTS).find(text, analysers.analysis(nlp, text), [])
    assert [(text[name.start : name.end], name.kind) for name in found] == [("校長", "TITLE"), ("陳明宏", "PERSON")]
