"""Train the readers of facts on our annotated documents: `python -m kg.training.facts` (a minute).

It writes data/language/learned.tsv from the open documents of data/gold/own and the marked sentences of the tests, and
says how each reader does on documents of publishers and events that it did not learn from. The same documents give the
same weights.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import gold, knowledge
from kg.extract.agreements.signatories import READER as SIGNATORY
from kg.extract.learned import probability
from kg.extract.positions.guessed import READER as WHOLE
from kg.scoring import Tally
from kg.training import signatories, wholes
from kg.training.crossvalidation import folds
from kg.training.maxent import Case, fit

FOLDS = 6
_HEADER = """\
# What trained readers of facts go by: weights of logistic models over signs in the text (kg/extract/learned.py).
# Source: fitted by `python -m kg.training.facts` to the open documents of data/gold/own and to marked test sentences.
# Licence: CC0 1.0.
reader\tsign\tweight
"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a reader is trained: how strongly weights are pulled to nothing, and in how many cases a sign must stand."""

    pull: float
    fewest: int


RECIPES = {SIGNATORY: Recipe(2.0, 3), WHOLE: Recipe(3.0, 4)}


def weights(reader: str, cases: Sequence[Case]) -> dict[str, float]:
    """The weights of one reader."""
    recipe = RECIPES[reader]
    return fit(cases, pull=recipe.pull, fewest=recipe.fewest)


def crossvalidate(
    reader: str, cases: Mapping[Path, list[Case]], more: Sequence[Case], parts: Iterable[Iterable[Path]]
) -> Tally:
    """How the cases of each part are answered by the weights of the others and of `more`."""
    tally = Tally()
    for part in map(set, parts):
        rest = [case for path, own in cases.items() if path not in part for case in own]
        learned = weights(reader, [*rest, *more])
        for case in (case for path in part for case in cases[path]):
            said = probability(learned, case.signs) >= 0.5
            tally.add(said and case.answer, said and not case.answer, case.answer and not said)
    return tally


def main() -> None:
    """Cross-validate each reader, then train it on all and write its weights."""
    documents = gold.groups()["own"]
    found: dict[str, tuple[Mapping[Path, list[Case]], Sequence[Case]]] = {
        SIGNATORY: (signatories.cases(documents), signatories.marked_cases()),
        WHOLE: (wholes.cases(documents), ()),
    }
    lines = []
    for reader, (cases, more) in found.items():
        tally = crossvalidate(reader, cases, more, folds(documents, FOLDS))
        sys.stdout.write(f"cross-validated, {reader:12} {tally}\n")
        learned = weights(reader, [*(case for own in cases.values() for case in own), *more])
        lines += [f"{reader}\t{sign}\t{weight}\n" for sign, weight in sorted(learned.items())]
    knowledge.path("language", "learned.tsv").write_text(_HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
