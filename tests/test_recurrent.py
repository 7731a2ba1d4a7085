"""The recurrent layer: its gradients, and that no sequence is read with another."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.tagging.recurrent import bidirectional, lstm

RNG = np.random.default_rng(1)


def numbers(*shape: int) -> Any:
    return RNG.normal(size=shape)


@pytest.mark.parametrize("which", range(4))
def test_gradients_are_those_of_small_steps(which: int) -> None:
    given = [numbers(2, 4, 2, 3), numbers(2, 3, 8), numbers(2, 2, 8), numbers(2, 1, 8)]
    wanted = numbers(2, 4, 2, 2)
    inputs, weights = lstm(*given)[1](wanted)
    gradient = [inputs, weights["Wx"], weights["Wh"], weights["b"]][which]
    for place in np.ndindex(given[which].shape):
        sums = []
        for step in (1e-6, -1e-6):
            moved = [part.copy() for part in given]
            moved[which][place] += step
            sums.append((lstm(*moved)[0] * wanted).sum())
        assert (sums[0] - sums[1]) / 2e-6 == pytest.approx(gradient[place], abs=1e-6)


@settings(max_examples=30)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_each_sequence_is_read_as_if_it_were_alone(sizes: list[int]) -> None:
    layer = bidirectional(3, 4)
    layer.initialize()
    sequences = [numbers(size, 3).astype("float32") for size in sizes]
    together, back = layer.begin_update(sequences)
    gradients = back([np.ones_like(read) for read in together])
    for sequence, read, gradient in zip(sequences, together, gradients, strict=True):
        alone, back_alone = layer.begin_update([sequence])
        assert read.shape == (len(sequence), 11)
        assert np.allclose(read, alone[0], atol=1e-6)
        assert np.allclose(gradient, back_alone([np.ones_like(read)])[0], atol=1e-5)


def test_both_ends_are_seen_from_each_place() -> None:
    layer = bidirectional(2, 3)
    layer.initialize()
    text = numbers(6, 2).astype("float32")
    before = layer.predict([text])[0]
    text[5] += 1
    assert not np.allclose(before[0], layer.predict([text])[0][0])
    text[5] -= 1
    text[0] += 1
    assert not np.allclose(before[5], layer.predict([text])[0][5])
