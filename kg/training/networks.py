"""Samples → a network of kg.annotate.tagging.network, trained with the optimizer of thinc."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from kg.annotate.lexicon import Lists
from kg.annotate.tagging import network
from kg.annotate.tagging.tagger import LABELS
from kg.training.models import prepared
from kg.training.templates import Sample

_OFTEN = 20  # features that are rarer in training are not known: each passage of a document is there five times
_RATE, _BATCH = 0.002, 1600  # step of the optimizer at the start; units of text in one step


def train(language: str, samples: Iterable[Sample], seed: int, lists: Lists, target: Path, rounds: int) -> None:
    """Train one network of `zh` or `ja` in so many rounds over the samples, and write it to `target`."""
    hashes, counts, marks = [], [], []
    for rows, labelled in prepared(language, samples, seed, lists):
        if rows:
            of_text, of_units = network.hashed(rows)
            hashes.append(of_text)
            counts.append(of_units)
            marks.append([LABELS.index(mark) for mark in labelled])
    every, times = np.unique(np.concatenate(hashes), return_counts=True)
    known = every[times >= _OFTEN]
    encoded = [network.encode(*text, known) for text in zip(hashes, counts, strict=True)]
    network.save(_trained(encoded, marks, len(known), seed, rounds), known, target)


def _trained(texts: Sequence[network.Encoded], marks: Sequence[list[int]], known: int, seed: int, rounds: int) -> Any:
    """A network trained on encoded texts and the numbers of the labels of their units."""
    from thinc.api import Adam, fix_random_seed

    fix_random_seed(seed)
    rng, model = random.Random(seed), network.build(len(LABELS), known)
    model.initialize()
    certain = np.eye(len(LABELS), dtype="float32") * (1 - network.SPREAD) + network.SPREAD / len(LABELS)
    optimizer, used_rows, step, steps = Adam(_RATE, L2=0.0, grad_clip=5.0), _UsedRows(model.layers[0]), 0, 0
    for _ in range(rounds):
        # Of about the same size, but not always the same ones together.
        batches = list(network.batches([len(wanted) + rng.random() * 8 for wanted in marks], _BATCH))
        rng.shuffle(batches)
        steps = steps or rounds * len(batches)
        for batch in batches:
            optimizer.learn_rate = _RATE * max(0.02, 1 - step / steps)
            given, backprop = model.begin_update([texts[i] for i in batch])
            backprop([(own - certain[marks[i]]) / _BATCH for own, i in zip(given, batch, strict=True)])
            model.finish_update(optimizer)
            used_rows.update(optimizer.learn_rate)
            step += 1
    return model


class _UsedRows:
    """Adam for the embeddings: each step changes only the rows that it used, so that rare features learn slowly.

    Kingma and Ba, Adam, 2015, in the lazy form that PyTorch calls SparseAdam.
    """

    def __init__(self, layer: Any) -> None:
        self._layer, self._steps = layer, 0
        self._mean, self._square = (np.zeros_like(layer.get_param("E")) for _ in range(2))

    def update(self, rate: float) -> None:
        """One step down the gradient that the layer kept."""
        rows, gradient = self._layer.attrs["used"]
        self._steps += 1
        mean = self._mean[rows] = 0.9 * self._mean[rows] + 0.1 * gradient
        square = self._square[rows] = 0.999 * self._square[rows] + 0.001 * gradient**2
        scale = rate * (1 - 0.999**self._steps) ** 0.5 / (1 - 0.9**self._steps)
        self._layer.get_param("E")[rows] -= scale * mean / (np.sqrt(square) + 1e-8)
