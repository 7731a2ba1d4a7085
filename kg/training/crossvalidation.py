"""Does the tagger read publishers and events that it has never seen? Our annotated documents say, fold by fold."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import networkx

from kg.annotate.lexicon import Lists
from kg.comparison import KINDS, compare, trained_alone
from kg.gold import Gold, groups
from kg.scoring import Tally
from kg.training import documents, templates
from kg.training.models import train

FOLDS = 3
# Smaller than the shipped models, which also learn from public corpora: a fold takes about a minute.
COUNT, ITERATIONS = 2000, 30


def folds(cases: Mapping[Path, Gold], number: int = FOLDS) -> list[dict[Path, Gold]]:
    """The documents in `number` parts of like size; those of one publisher or one event are in the same part."""
    kin = networkx.Graph()
    for path, gold in cases.items():
        kin.add_edges_from((path, (key, gold[key])) for key in ("publisher", "event"))
    families = [
        sorted(node for node in family if isinstance(node, Path)) for family in networkx.connected_components(kin)
    ]
    parts: list[dict[Path, Gold]] = [{} for _ in range(number)]
    for family in sorted(families, key=lambda family: (-len(family), family)):
        smallest = min(parts, key=len)
        smallest |= {path: cases[path] for path in family}
    return parts


def crossvalidate(cases: Mapping[Path, Gold], language: str, lists: Lists, seed: int = 1) -> dict[str, Tally]:
    """By kind, what is found in the documents of each part by a model of the other parts and the templates."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    own = {path: gold for path, gold in cases.items() if gold["lang"].startswith(language)}
    for part in folds(own):
        rest = {path: gold for path, gold in own.items() if path not in part}
        samples = [*templates.samples(language, COUNT, seed), *documents.samples(rest, language, lists, seed)]
        with tempfile.TemporaryDirectory() as folder:
            model = Path(folder, f"names-{language}-{seed}.crfsuite.gz")
            train(language, samples, seed, lists, model, ITERATIONS)
            found = compare(part, trained_alone([model]))
        for kind in KINDS:
            tally = found[language, kind]
            tallies[kind].add(tally.right, tally.wrong, tally.missed)
    return tallies


def main() -> None:
    """Cross-validate the tagger of each language on our annotated documents."""
    lists, own = Lists.load(), groups()["own"]
    for language in ("zh", "ja"):
        for kind, tally in crossvalidate(own, language, lists).items():
            sys.stdout.write(f"cross-validated, {language} {kind:13} {tally}\n")


if __name__ == "__main__":
    main()
