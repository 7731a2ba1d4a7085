"""Train the name tagger: `python -m kg.training CORPORA` writes kg/annotate/models (half an hour in all).

CORPORA is the folder of the public corpora (kg/training/corpora.py names the files). The same
corpora, templates, lists and seeds give the same models.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import click

from kg import gold
from kg.annotate.lexicon import Lists
from kg.training import corpora, documents, models, networks, templates

MODELS = Path(__file__).parent.parent / "annotate" / "models"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a shipped model is trained: on so many `sentences` made from templates, beside corpora and documents."""

    language: str
    suffix: str
    seed: int
    sentences: int
    rounds: int

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"names-{self.language}-{self.seed}{self.suffix}"


# What did best on documents that no model had learnt from (docs/decisions/measuring.md). The Chinese field is older
# than the newest templates and documents: trained anew it reads persons and posts as well, institutions a bit worse.
RECIPES = (
    Recipe("zh", ".crfsuite.gz", seed=1, sentences=9000, rounds=65),
    Recipe("zh", ".npz", seed=1, sentences=9000, rounds=4),
    Recipe("zh", ".npz", seed=2, sentences=9000, rounds=4),
    Recipe("ja", ".npz", seed=2, sentences=13000, rounds=4),
    Recipe("ja", ".crfsuite.gz", seed=3, sentences=13000, rounds=60),
)
_TRAIN = {".crfsuite.gz": models.train, ".npz": networks.train}


@click.command(help=__doc__)
@click.argument("corpora_folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--model", "names", multiple=True, type=click.Choice([recipe.name for recipe in RECIPES]))
@click.option("--target", default=MODELS, show_default=False, type=click.Path(path_type=Path))
def main(corpora_folder: Path, names: tuple[str, ...], target: Path) -> None:
    """Train each model, or those that are named, one after the other."""
    target.mkdir(parents=True, exist_ok=True)
    lists, own = Lists.load(), gold.groups()["own"]
    for recipe in RECIPES:
        if names and recipe.name not in names:
            continue
        began, language, seed = time.perf_counter(), recipe.language, recipe.seed
        samples = [
            *corpora.samples(corpora_folder, language, lists, seed),
            *templates.samples(language, recipe.sentences, seed),
            *documents.samples(own, language, lists, seed),
        ]
        path = target / recipe.name
        _TRAIN[recipe.suffix](language, samples, seed, lists, path, recipe.rounds)
        size, seconds = path.stat().st_size / 1e6, time.perf_counter() - began
        click.echo(f"{path.name}: {size:.1f} MB in {seconds:.0f} s", err=True)


if __name__ == "__main__":
    main()
