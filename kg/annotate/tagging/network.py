"""Features → chances of labels: a bidirectional LSTM over sums of embeddings, built with thinc.

Hochreiter and Schmidhuber, Long short-term memory, 1997; the labels are chosen by kg.annotate.tagging.tagger.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.annotate.tagging.recurrent import bidirectional

if TYPE_CHECKING:
    from thinc.model import Model

_EMBEDDED, _HIDDEN = 48, 128  # width of an embedding, and of what each direction remembers
_UNSEEN, _DROPPED = 0.15, 0.35  # share of the features, and of what is made of them, that is hidden in training
_TOGETHER = 6000  # units of text that are read at once
# In training so much of each chance is spread over all labels, which keeps the network from being too sure.
SPREAD = 0.05

Encoded = tuple[Any, Any]  # of one text: the rows of all its features that are known; how many of them each unit has


class Network:
    """A trained network."""

    def __init__(self, path: Path, labels: Sequence[str]) -> None:
        """Open a file of weights. Raises OSError or ValueError when it is no such file."""
        self._known, self._model = load(path, len(labels))

    def probabilities(self, texts: Sequence[Sequence[Sequence[str]]]) -> list[Any]:
        """For the features of each text an array of (units, labels) with the chance of each label.

        What training spread over all labels is taken off.
        """
        encoded = [encode(*hashed(rows), self._known) for rows in texts]
        found: list[Any] = [None] * len(texts)
        for batch in batches([len(rows) for rows in texts], _TOGETHER):
            for number, own in zip(batch, self._model.predict([encoded[i] for i in batch]), strict=True):
                kept = np.maximum(own - SPREAD / own.shape[1], 0.0, dtype="float64")
                found[number] = kept / kept.sum(axis=1, keepdims=True)
        return found


def batches(sizes: Sequence[float], most: int) -> Iterator[list[int]]:
    """The numbers of texts of about the same size together, `most` units or one text at a time."""
    batch: list[int] = []
    for number in sorted(range(len(sizes)), key=lambda i: sizes[i]):
        if batch and sizes[number] * (len(batch) + 1) > most:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def hashed(rows: Sequence[Sequence[str]]) -> tuple[Any, Any]:
    """The CRC-32 of all the features of a text, one after the other, and how many each unit has."""
    numbers = [zlib.crc32(feature.encode()) for row in rows for feature in row]
    return np.array(numbers, dtype="uint32"), np.array([len(row) for row in rows], dtype="int32")


def encode(hashes: Any, counts: Any, known: Any) -> Encoded:
    """The rows of those features whose hash is `known`, a sorted array: a row is the place of its hash in it."""
    rows = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    found = known[rows] == hashes
    units = np.repeat(np.arange(len(counts)), counts)[found]
    return rows[found].astype("int32"), np.bincount(units, minlength=len(counts)).astype("int32")


def build(labels: int, known: int) -> Model[list[Encoded], list[Any]]:
    """A network of so many known features without weights.

    It makes of each encoded text an array of (units, labels), in which the sum of each row is 1.
    """
    from thinc.api import Dropout, LayerNorm, Softmax, chain, with_array

    dropout: Model[Any, Any] = Dropout(_DROPPED)
    return chain(
        _summed_embeddings(known),
        with_array(chain(LayerNorm(nI=_EMBEDDED), dropout)),
        bidirectional(_EMBEDDED, _HIDDEN),
        with_array(chain(dropout, Softmax(labels, _EMBEDDED + 2 * _HIDDEN))),
    )


def _summed_embeddings(known: int) -> Model[list[Encoded], list[Any]]:
    """Of each unit the sum of the embeddings of its features; in training some of them are hidden.

    The gradient is kept as the rows of the table that were used and what each gets: most are not used in a step.
    """
    from thinc.model import Model

    def forward(
        model: Model[list[Encoded], list[Any]], texts: list[Encoded], is_train: bool
    ) -> tuple[list[Any], Callable[[list[Any]], list[Encoded]]]:
        ops: Any = model.ops
        table: Any = model.get_param("E")
        rows, counts = (np.concatenate(parts) for parts in zip(*texts, strict=True))
        if is_train:
            seen = np.random.random(len(rows)) >= _UNSEEN
            units = np.repeat(np.arange(len(counts)), counts)[seen]
            rows, counts = rows[seen], np.bincount(units, minlength=len(counts)).astype("int32")
        sums: Any = ops.reduce_sum(table[rows], counts) if len(rows) else ops.alloc2f(len(counts), _EMBEDDED)
        cuts = np.cumsum([len(of_unit) for _, of_unit in texts])[:-1]

        def backprop(gradients: list[Any]) -> list[Encoded]:
            used, places = np.unique(rows, return_inverse=True)
            gradient = ops.alloc2f(len(used), table.shape[1])
            ops.scatter_add(gradient, places.astype("int32"), np.repeat(np.concatenate(gradients), counts, axis=0))
            model.attrs["used"] = used, gradient
            return texts

        return [np.ascontiguousarray(part) for part in np.split(sums, cuts)], backprop

    def init(model: Model[list[Encoded], list[Any]], X: Any = None, Y: Any = None) -> None:  # noqa: N803 - thinc's names
        table: Any = np.random.normal(0, 0.05, (known, _EMBEDDED)).astype("float32")
        model.set_param("E", table)

    return Model("summed_embeddings", forward, init=init, params={"E": None}, dims={"nO": _EMBEDDED})


def save(network: Model[list[Encoded], list[Any]], known: Any, path: Path) -> None:
    """Write the hashes of the known features and the weights: the embeddings in bytes, the rest in half precision.

    A weight is under the number of its layer and its name.
    """
    weights: dict[str, Any] = {
        f"{number}.{name}": layer.get_param(name).astype("float16")
        for number, layer in enumerate(network.walk())
        for name in layer.param_names
        if layer.has_param(name) and name != "E"
    }
    table: Any = network.layers[0].get_param("E")
    step = np.abs(table).max(axis=0) / 127
    with path.open("wb") as file:
        np.savez_compressed(
            file, allow_pickle=False, known=known, step=step, table=np.round(table / step).astype("int8"), **weights
        )


def load(path: Path, labels: int) -> tuple[Any, Model[list[Encoded], list[Any]]]:
    """The hashes of the features that a network knows, and the network.

    Raises OSError or ValueError when the file has none.
    """
    with np.load(path, allow_pickle=False) as weights:
        known = weights["known"]
        network = build(labels, len(known))
        layers = list(network.walk())
        network.layers[0].set_param("E", weights["table"] * weights["step"])
        for key in weights.files:
            number, dot, name = key.partition(".")
            if dot:
                layers[int(number)].set_param(name, weights[key].astype("float32"))
    return known, network
