"""Features → chances of labels: a conditional random field, trained and run by CRFsuite."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class Field:
    """A trained conditional random field."""

    def __init__(self, path: Path, labels: Sequence[str]) -> None:
        """Open a file of weights, packed by gzip. Raises OSError or ValueError when it is no such file."""
        import pycrfsuite

        self._tagger = pycrfsuite.Tagger()
        self._weights = gzip.decompress(path.read_bytes())  # CRFsuite reads them where they are
        self._tagger.open_inmemory(self._weights)
        self._width = len(labels)
        self._columns = [(labels.index(label), label) for label in self._tagger.labels() if label != "O"]

    def probabilities(self, texts: Sequence[Sequence[Sequence[str]]]) -> list[Any]:
        """For the features of each text an array of (units, labels) with the chance of each label.

        The first label is that of no name.
        """
        return [self._of_text(rows) for rows in texts]

    def _of_text(self, rows: Sequence[Sequence[str]]) -> Any:
        import numpy as np
        import pycrfsuite

        found = np.zeros((len(rows), self._width))
        self._tagger.set(pycrfsuite.ItemSequence(rows))
        for i in range(len(rows)):
            none = self._tagger.marginal("O", i)
            found[i, 0] = none
            # Where the model is all but sure that there is no name, it need not say which one.
            for column, label in self._columns if none < 0.99 else ():
                found[i, column] = self._tagger.marginal(label, i)
        return found
