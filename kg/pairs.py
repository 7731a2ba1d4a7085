"""Measures the comparison of names on data/gold/pairs.tsv: `python -m kg.pairs`.

Beside it stand the authority file left out, and a published baseline on the same pairs in the same run: the token-sort
ratio of rapidfuzz on the raw names, with the threshold that serves it best.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.fuzz import token_sort_ratio

from kg.model import Language
from kg.names.authority import Authority
from kg.resolve.same_name import same_name

PAIRS = Path("data/gold/pairs.tsv")


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


def best_ratio(pairs: Sequence[Pair]) -> tuple[float, Score]:
    """The threshold of rapidfuzz's token-sort ratio that has the highest F1 on these pairs, and its score."""
    ratios = {pair: token_sort_ratio(pair.left, pair.right) for pair in pairs}
    found = [(cut, score(pairs, lambda p, cut=cut: ratios[p] >= cut)) for cut in sorted(set(ratios.values()))]  # type: ignore[misc]
    return max(found, key=lambda f: f[1].f1)


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="kg.pairs", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list each wrong pair")
    options = parser.parse_args()
    pairs, authority = load_pairs(), Authority.load()
    lines = [f"{len(pairs)} pairs, {sum(not p.same for p in pairs)} of two that look alike"]
    ours = {"with the authority file": matcher(authority), "without it": matcher(None)}
    for label, merges in ours.items():
        lines.append(f"{label:28} {score(pairs, merges)}")
        of_kind = {kind: [p for p in pairs if p.kind == kind] for kind in ("person", "organization")}
        lines += [f"  {kind:26} {score(some, merges)}" for kind, some in of_kind.items()]
    cut, baseline = best_ratio(pairs)
    lines.append(f"{f'rapidfuzz, ratio >= {cut:.0f}':28} {baseline}")
    if options.errors:
        wrong = [p for p in pairs if matcher(authority)(p) != p.same]
        lines += [f"{'missed' if p.same else 'FALSE'}\t{p.left}\t{p.right}\t{p.kind}\t{p.why}" for p in wrong]
    sys.stdout.write("\n".join([*lines, ""]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
