"""How many institutions of the annotated documents the authority file has, or meet without it: `python -m kg.coverage`.

An institution is known where the file has a name that each of its documents gives it, and meets where those names
lead from each of its documents to all the others. One that stands in a single document has nobody to meet: it is
counted apart, and as a miss where nothing but the file could have named it. Units are left out: their institution
is what has to be known.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from kg.gold import Gold, groups
from kg.model import Language
from kg.names.authority import Authority
from kg.resolve.same_name import same_name

Names = Sequence[tuple[str, Language]]


@dataclass
class Coverage:
    """Institutions by what is known of them; each is the names that it has in one document."""

    known: list[str] = field(default_factory=list)
    met: list[str] = field(default_factory=list)
    alone: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part that is known or meets, of those that are known or stand in several documents."""
        found = len(self.known) + len(self.met)
        return found / max(found + len(self.missed), 1)

    @property
    def known_share(self) -> float:
        """The part of all that the authority file has."""
        return len(self.known) / max(len(self.known) + len(self.met) + len(self.alone) + len(self.missed), 1)

    def __str__(self) -> str:
        """The figures on one line."""
        return (
            f"{self.share:.1%} known or meet "
            f"({len(self.known)} known, {len(self.met)} meet, {len(self.missed)} missed); "
            f"{len(self.alone)} more stand in one document only; the file has {self.known_share:.1%} of all"
        )


def cover(cases: Mapping[Path, Gold], authority: Authority) -> Coverage:
    """What becomes of each institution that these documents name, but of units."""
    named: dict[str, list[Names]] = defaultdict(list)
    for gold in cases.values():
        language: Language = gold["lang"]
        for item in gold["organizations"]:
            if item["type"] != "Unit":
                named[item.get("canonical") or item["names"][0]].append([(name, language) for name in item["names"]])
    coverage = Coverage()
    for _, documents in sorted(named.items()):
        shown = " / ".join(dict.fromkeys(name for names in documents for name, _ in names))
        keys = [{row.key for name, tag in names if (row := authority.lookup(name, tag))} for names in documents]
        if set.intersection(*keys):
            coverage.known.append(shown)
        elif len(documents) == 1:
            coverage.alone.append(shown)
        else:
            (coverage.met if _meet(documents) else coverage.missed).append(shown)
    return coverage


def _meet(documents: Sequence[Names]) -> bool:
    """Whether names lead from the first document to all others, without the authority file."""
    reached, todo = [documents[0]], list(documents[1:])
    while found := [other for other in todo if any(_alike(names, other) for names in reached)]:
        reached += found
        todo = [other for other in todo if other not in found]
    return not todo


def _alike(left: Names, right: Names) -> bool:
    return any(same_name(a, b, "organization", x, y) for (a, x), (b, y) in product(left, right))


def main() -> int:
    """Print the figures of each group of documents, and what was missed in those that are not held out."""
    authority = Authority.load()
    for name, cases in groups().items():
        if cases:
            coverage = cover(cases, authority)
            lines = [f"{name:14} {coverage}"]
            if not name.endswith("held out"):
                lines += [f"  missed: {shown}" for shown in coverage.missed]
                lines += [f"  in one document: {shown}" for shown in coverage.alone]
            sys.stdout.write("\n".join([*lines, ""]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
