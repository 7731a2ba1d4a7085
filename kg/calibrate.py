"""Fit how sure facts are to annotated documents, and say how far that holds: `python -m kg.calibrate [--update]`.

Weights are fitted to all groups of the gold, of the held-out ones to their totals alone; a fact of those counts for
several, because what users read is as new to the rules. What is reported is judged by weights that were fitted
without the document of the fact.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from kg import knowledge
from kg.extract.confidence import chance, signs
from kg.gold import Gold, groups
from kg.model import Agreement, Extraction, Position
from kg.pipeline import Reader, ingest
from kg.scoring import score
from kg.store import Store

KINDS = ("position", "agreement")
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.01)
_UNSEEN = 4.0  # for so many facts counts one of a held-out document
_PULL = 2.0  # how strongly a weight is pulled to nothing: as much as two facts against it
_HEADER = """\
# How sure a fact is: weights of a logistic model over what speaks for or against it (kg/extract/confidence.py).
# Source: fitted by `python -m kg.calibrate --update` to the annotated documents of data/gold.
# Licence: CC0 1.0.
fact\tsign\tweight
"""


@dataclass(frozen=True, slots=True)
class Example:
    """One fact that was read: its document, what speaks for it, and whether it is right."""

    document: Path
    kind: str
    signs: Mapping[str, float]
    right: bool
    weight: float = 1.0


class _Numbering(Reader):
    """Reads as usual, and gives each fact a rule of its own by which the scorer's judgement is found again."""

    def __init__(self) -> None:
        super().__init__()
        self.signs: dict[str, Mapping[str, float]] = {}

    def understand(self, source: str, data: bytes) -> Extraction:
        found = super().understand(source, data)

        def own(kind: str, number: int, fact: Position | Agreement) -> str:
            rule = f"{source}#{kind}#{number}"
            self.signs[rule] = signs(fact, found)
            return rule

        return replace(
            found,
            positions=tuple(replace(f, rule=own("position", n, f)) for n, f in enumerate(found.positions)),
            agreements=tuple(replace(f, rule=own("agreement", n, f)) for n, f in enumerate(found.agreements)),
        )


def examples(cases: Mapping[Path, Gold]) -> list[Example]:
    """Every position and agreement that is read in annotated documents, with the judgement of the gold."""
    reader = _Numbering()
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
        for path in cases:
            ingest(store, str(path), reader)
        judged = score(store.graph, cases).judged
    found = []
    for rule, right in judged:
        rule = rule.rsplit(" ", 1)[0]
        source, kind, _ = rule.split("#")
        found.append(Example(Path(source), kind, reader.signs[rule], right))
    return found


def fit(given: Iterable[Example]) -> dict[str, float]:
    """Weights that make what was seen most likely, pulled to nothing where little was seen (ridge logistic regression).

    Newton's method; see Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 4.4.
    """
    import numpy as np

    rows = list(given)
    names = sorted({name for example in rows for name in example.signs})
    x = np.array([[example.signs.get(name, 0.0) for name in names] for example in rows])
    y = np.array([float(example.right) for example in rows])
    v = np.array([example.weight for example in rows])
    pull = np.diag([0.01 if name == "always" else _PULL for name in names])
    w = np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve(x.T @ (x * (v * p * (1 - p))[:, None]) + pull, x.T @ (v * (y - p)) - pull @ w)
        w += step
        if float(np.abs(step).max()) < 1e-8:
            break
    return {name: round(float(weight), 3) for name, weight in zip(names, w, strict=True)}


def reliability(judged: Iterable[tuple[float, bool]]) -> str:
    """Facts by their confidence: how many, the mean confidence, and the share that is right."""
    rows = sorted(judged)
    lines = [f"{'confidence':12} {'facts':>6} {'mean':>6} {'right':>6}"]
    for low, high in pairwise(BINS):
        inside = [(sure, right) for sure, right in rows if low <= sure < high]
        if inside:
            mean, share = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            lines.append(f"{low:.1f} – {min(high, 1.0):.1f}   {len(inside):6} {mean:6.2f} {share:6.2f}")
    return "\n".join(lines)


def left_out(given: Sequence[Example], documents: Container[Path]) -> list[tuple[float, bool]]:
    """The confidence of each fact of `documents` by weights fitted without its document, and whether it is right."""
    by_document = defaultdict(list)
    for example in given:
        if example.document in documents:
            by_document[example.document].append(example)
    found = []
    for document, own in by_document.items():
        weights = fit(example for example in given if example.document != document)
        found += [(chance(example.signs, weights), example.right) for example in own]
    return found


def main() -> int:
    """Fit, report, and with --update write the weights."""
    parser = argparse.ArgumentParser(prog="kg.calibrate", description=__doc__)
    parser.add_argument("--update", action="store_true", help="write data/language/confidence.tsv")
    options = parser.parse_args()
    every = groups()
    found = []
    for name, cases in every.items():
        weight = _UNSEEN if name.endswith("held out") else 1.0
        found += [replace(example, weight=weight) for example in examples(cases)]
    fitted = {kind: fit(e for e in found if e.kind == kind) for kind in KINDS}
    for kind in KINDS:
        own = [e for e in found if e.kind == kind]
        for title, names in (("dev", ("seeds", "dev")), ("held-out documents", ("held out",))):
            documents = {path for name in names for path in every[name]}
            sys.stdout.write(f"== {kind}s of {title}\n{reliability(left_out(own, documents))}\n")
    if options.update:
        lines = [f"{kind}\t{sign}\t{weight}\n" for kind in KINDS for sign, weight in sorted(fitted[kind].items())]
        knowledge.path("language", "confidence.tsv").write_text(_HEADER + "".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
