"""Readers that were trained on annotated documents: weights of signs, in a table that people can read.

`python -m kg.training.facts` fits them; how far they hold is in docs/decisions/measuring.md.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from functools import cache

from kg.names import table


@cache
def weights(reader: str) -> Mapping[str, float]:
    """The weight of each sign for one reader, such as `signatory`."""
    rows = table("language", "learned.tsv")
    return {row["sign"]: float(row["weight"]) for row in rows if row["reader"] == reader}


def chance(reader: str, signs: Collection[str]) -> float:
    """How likely a reader thinks what has these signs."""
    return probability(weights(reader), signs)


def probability(learned: Mapping[str, float], signs: Collection[str]) -> float:
    """The probability by a logistic model; the sum is exact, so that the order of the signs is nothing to it."""
    total = math.fsum(learned.get(sign, 0.0) for sign in signs)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
