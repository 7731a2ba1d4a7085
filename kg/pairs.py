"""Measures the comparison of names on the pairs of data/gold: `python -m kg.pairs`.

Beside it stand the authority file left out, and published baselines on the same pairs in the same run, each with the
threshold that serves it best there: rapidfuzz on the raw names, and nomenklatura where it is installed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import baselines
from kg.baselines import Scorer
from kg.model import Language
from kg.names.authority import Authority
from kg.resolve.same_name import same_name

PAIRS = Path("data/gold/pairs.tsv")
UNSEEN = Path("data/gold/pairs_unseen.tsv")
MATCHERS = ("logic-v1", "logic-v2")
# Where nomenklatura takes two names for one: the best threshold may be 0, which merges everything.
_TAKEN_FOR_ONE = 0.7


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names and whether they mean one person or institution."""

    left: str
    left_language: Language
    right: str
    right_language: Language
    kind: str
    same: bool
    why: str


@dataclass(frozen=True, slots=True)
class Score:
    """How well pairs were told: right, false and missed merges; `negatives` are the pairs of two."""

    right: int
    false: int
    missed: int
    negatives: int

    @property
    def precision(self) -> float:
        """Share of the merges that are right."""
        return self.right / max(self.right + self.false, 1)

    @property
    def recall(self) -> float:
        """Share of the pairs that mean one that were merged."""
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(2 * self.right + self.false + self.missed, 1)

    @property
    def false_merges(self) -> float:
        """Share of the pairs that mean two that were merged."""
        return self.false / max(self.negatives, 1)

    def __str__(self) -> str:
        """The figures on one line."""
        return (
            f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  "
            f"false merges {self.false_merges:.2%} ({self.false} of {self.negatives})"
        )


def load_pairs(path: Path = PAIRS) -> list[Pair]:
    """The labelled pairs of a table."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = (line.split("\t") for line in lines[1:])
    return [Pair(a, x, b, y, kind, same == "yes", why) for a, x, b, y, kind, same, why in rows]  # type: ignore[arg-type]


def score(pairs: Iterable[Pair], merges: Callable[[Pair], bool]) -> Score:
    """What a way of comparing names makes of the pairs."""
    told = [(pair.same, merges(pair)) for pair in pairs]
    return Score(
        told.count((True, True)),
        told.count((False, True)),
        told.count((True, False)),
        sum(not same for same, _ in told),
    )


def matcher(authority: Authority | None) -> Callable[[Pair], bool]:
    """Our comparison of names, with the authority file or without."""
    return lambda p: (
        same_name(p.left, p.right, p.kind, p.left_language, p.right_language, authority=authority) is not None
    )


def at_best(pairs: Sequence[Pair], alike: Scorer) -> tuple[float, Score]:
    """The threshold of a baseline that has the highest F1 on these pairs, and its score there."""
    cuts = {alike(pair.left, pair.right, pair.kind) for pair in pairs}
    return max(((cut, at(cut, pairs, alike)) for cut in sorted(cuts)), key=lambda found: found[1].f1)


def at(cut: float, pairs: Sequence[Pair], alike: Scorer) -> Score:
    """The score of a baseline with a threshold."""
    return score(pairs, lambda p: alike(p.left, p.right, p.kind) >= cut)


def others() -> dict[str, Scorer]:
    """The baselines by name."""
    installed = MATCHERS if baselines.is_installed() else ()
    return {"rapidfuzz": baselines.rapidfuzz(), **{f"nomenklatura {m}": baselines.nomenklatura(m) for m in installed}}


def report(pairs: Sequence[Pair], authority: Authority) -> Iterator[str]:
    """The figures of one table, a line each."""
    yield f"{len(pairs)} pairs, {sum(not p.same for p in pairs)} of two that look alike"
    ours = {"with the authority file": matcher(authority), "without it": matcher(None)}
    for label, merges in ours.items():
        yield f"{label:28} {score(pairs, merges)}"
        for kind in ("person", "organization"):
            yield f"  {kind:26} {score([p for p in pairs if p.kind == kind], merges)}"
    best = 0.0
    for label, alike in others().items():
        cut, baseline = at_best(pairs, alike)
        best = max(best, baseline.f1)
        yield f"{f'{label} >= {cut:.3g}':28} {baseline}"
        if label.startswith("nomenklatura"):
            yield f"{f'{label} >= {_TAKEN_FOR_ONE}':28} {at(_TAKEN_FOR_ONE, pairs, alike)}"
    yield f"above the best of these by {100 * (score(pairs, matcher(authority)).f1 - best):.1f} points"


def errors(pairs: Sequence[Pair], authority: Authority) -> Iterator[str]:
    """The pairs that are told wrongly, a line each."""
    for p in pairs:
        if matcher(authority)(p) != p.same:
            yield f"{'missed' if p.same else 'FALSE'}\t{p.left}\t{p.right}\t{p.kind}\t{p.why}"


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="kg.pairs", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list each wrong pair")
    options = parser.parse_args()
    authority = Authority.load()
    tables = {path.stem: load_pairs(path) for path in (PAIRS, UNSEEN)}
    tables["together"] = [pair for pairs in tables.values() for pair in pairs]
    for name, pairs in tables.items():
        wrong = errors(pairs, authority) if options.errors and name != "together" else ()
        sys.stdout.write("\n".join([f"== {name}", *report(pairs, authority), *wrong, ""]))
    if not baselines.is_installed():
        sys.stdout.write("nomenklatura is left out: it is not installed; `make baselines` installs it and runs this\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
