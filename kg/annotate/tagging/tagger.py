"""Characters → names: trained models over the features of a text, and the best path in what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.annotate.lexicon import Lists, Span
from kg.annotate.tagging.analysers import Analysis
from kg.annotate.tagging.features import features, units
from kg.annotate.tagging.field import Field
from kg.annotate.tagging.network import Network

KINDS = ("PERSON", "SURNAME", "READING", "ORG", "UNIT", "PLACE", "TITLE", "EVENT", "FACILITY")
LABELS = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BI"))
_KINDS_OF_MODEL: dict[str, type[Field] | type[Network]] = {".gz": Field, ".npz": Network}
_NEVER = -1e9
# Marks of half width beside a sign of Chinese or kana, which the models know in full width.
_CJK = "[\u3040-\u30ff\u3400-\u9fff]"
_HALF = re.compile(f"(?<={_CJK})[(),:;!?]|[()](?={_CJK})|(?<=[()])[(),:;!?]")
_FULL = str.maketrans("(),:;!?", "（），：；！？")
_NOUNS = frozenset(("n", "vn", "名詞-普通名詞-一般", "名詞-普通名詞-サ変可能"))


@dataclass(frozen=True, slots=True)
class Found:
    """A span that the tagger read as a name of `kind`, with the mean probability of its characters."""

    start: int
    end: int
    kind: str
    confidence: float


class Tagger:
    """Trained models, fields and networks, whose probabilities are averaged: each errs elsewhere."""

    def __init__(self, models: Sequence[Path], lists: Lists, caution: dict[str, float] | None = None) -> None:
        """Open the models. `caution` is the probability per character that a kind must have more than none at all."""
        self._lists = lists
        self._caution = caution or {}
        self._models = [_KINDS_OF_MODEL[path.suffix](path, LABELS) for path in models]

    def find(self, text: str, read: Analysis, known: Sequence[Span]) -> list[Found]:
        """The names of a text, from left to right, without overlap."""
        return self.find_all([(text, read, known)])[0]

    def find_all(self, texts: Sequence[tuple[str, Analysis, Sequence[Span]]]) -> list[list[Found]]:
        """The names of each of several texts, which takes less time than one after the other."""
        rows = [features(_widened(text), read, known, self._lists) if text else [] for text, read, known in texts]
        chances = self._probabilities([own for own in rows if own])
        return [
            self._decoded(text, read, next(chances)) if own else []
            for (text, read, _), own in zip(texts, rows, strict=True)
        ]

    def _probabilities(self, rows: Sequence[Sequence[Sequence[str]]]) -> Iterator[Any]:
        """For each text an array of (units, LABELS) with the probability of each label, averaged over the models."""
        of_models = [model.probabilities(rows) for model in self._models]
        # What the processor rounds in the last places must not decide.
        return ((sum(own) / len(own)).round(5) for own in zip(*of_models, strict=True))

    def _decoded(self, text: str, read: Analysis, probabilities: Any) -> list[Found]:
        places = units(text)
        spans = decode(probabilities, self._caution)
        placed = [replace(span, start=places[span.start][0], end=places[span.end - 1][1]) for span in spans]
        return whole_words(placed, read.words)


def _widened(text: str) -> str:
    """The text with such marks in full width, as long as it was: 某(らたつせい)市長 is read as 某（らたつせい）市長."""
    return _HALF.sub(lambda mark: mark.group().translate(_FULL), text)


def whole_words(spans: Sequence[Found], words: Sequence[Span]) -> list[Found]:
    """Institutions that begin or end inside a common noun take all of it: 企|業研究中心 is 企業研究中心.

    Names are left as they are, because the analysers join them wrongly with what stands beside them.
    """
    inside = {i: (start, end) for start, end, tag in words if tag in _NOUNS for i in range(start, end)}
    whole = []
    for k, span in enumerate(spans):
        if span.kind in ("ORG", "UNIT", "EVENT", "FACILITY"):
            before = spans[k - 1].end if k else 0
            start, end = inside.get(span.start, (span.start, 0))[0], inside.get(span.end - 1, (0, span.end))[1]
            free = k + 1 == len(spans) or end <= spans[k + 1].start
            span = replace(span, start=start if start >= before else span.start, end=end if free else span.end)
        whole.append(span)
    return whole


def decode(probabilities: Any, caution: dict[str, float]) -> list[Found]:
    """The sequence of labels with the greatest sum of probabilities in which no name starts in its middle."""
    import numpy as np

    scores = probabilities - np.array([caution.get(label[2:], 0.0) for label in LABELS])
    names = np.flatnonzero(probabilities[:, 0] < 0.99)
    found: list[Found] = []
    # Far from any name the best label is O, so only the stretches between are searched.
    for start, end in _stretches(names.tolist()):
        path = _best_path(scores[start:end].tolist())
        found += _spans(path, start, probabilities)
    return found


def _best_path(scores: list[list[float]]) -> list[int]:
    """The labels of a stretch; of two ways that are as good, by the label that comes first in the list.

    O and each B can follow any label, an I only its own B or I: plain Python is faster here than arrays.
    """
    best = [score if column % 2 or not column else _NEVER for column, score in enumerate(scores[0])]
    back: list[list[int]] = []
    for step in scores[1:]:
        highest = max(best)
        choice = [best.index(highest)] * len(step)
        sums = [highest + score for score in step]
        for inside in range(2, len(step), 2):
            before = inside - 1 if best[inside - 1] >= best[inside] else inside
            choice[inside] = before
            sums[inside] = best[before] + step[inside]
        back.append(choice)
        best = sums
    path = [best.index(max(best))]
    for choice in reversed(back):
        path.append(choice[path[-1]])
    return path[::-1]


def _stretches(places: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of places that follow each other, as (start, end)."""
    start = last = -2
    for place in places:
        if place != last + 1:
            if start >= 0:
                yield start, last + 1
            start = place
        last = place
    if start >= 0:
        yield start, last + 1


def _spans(path: list[int], offset: int, probabilities: Any) -> Iterator[Found]:
    i = 0
    while i < len(path):
        label = LABELS[path[i]]
        j = i + 1
        if label[0] == "B":
            while j < len(path) and path[j] == path[i] + 1:
                j += 1
            kind = label[2:]
            chance = sum(probabilities[offset + k, path[i] : path[i] + 2].sum() for k in range(i, j)) / (j - i)
            yield Found(offset + i, offset + j, kind, float(min(1.0, chance)))
        i = j
