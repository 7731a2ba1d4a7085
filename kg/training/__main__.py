"""Train the name tagger: `python -m kg.training CORPORA` writes kg/annotate/models (about ten minutes a language).

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
from kg.training import corpora, documents, templates
from kg.training.models import train

MODELS = Path(__file__).parent.parent / "annotate" / "models"


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a shipped model was trained: `sentences` made from templates, and whether from annotated documents too."""

    seed: int
    sentences: int
    iterations: int
    documents: bool


# What did best on documents that no model had learnt from (docs/decisions/measuring.md). The Chinese weights are older
# than the newest templates and documents: trained anew they read persons and posts as well, institutions a bit worse.
RECIPES = {"zh": Recipe(1, 9000, 65, documents=True), "ja": Recipe(3, 13000, 60, documents=True)}


@click.command(help=__doc__)
@click.argument("corpora_folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--language", "languages", multiple=True, type=click.Choice(list(RECIPES)), default=list(RECIPES))
@click.option("--target", default=MODELS, show_default=False, type=click.Path(path_type=Path))
def main(corpora_folder: Path, languages: tuple[str, ...], target: Path) -> None:
    """Train the model of each language, one after the other."""
    target.mkdir(parents=True, exist_ok=True)
    lists = Lists.load()
    for language in languages:
        began, recipe = time.perf_counter(), RECIPES[language]
        samples = [
            *corpora.samples(corpora_folder, language, lists, recipe.seed),
            *templates.samples(language, recipe.sentences, recipe.seed),
        ]
        if recipe.documents:
            samples += documents.samples(gold.groups()["own"], language, lists, recipe.seed)
        path = target / f"names-{language}-{recipe.seed}.crfsuite"
        train(language, samples, recipe.seed, lists, path, recipe.iterations)
        size, seconds = path.stat().st_size / 1e6, time.perf_counter() - began
        click.echo(f"{path.name}: {size:.1f} MB in {seconds:.0f} s", err=True)


if __name__ == "__main__":
    main()
