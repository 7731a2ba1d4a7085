"""Train the name tagger: `python -m kg.training CORPORA` writes kg/annotate/models (about ten minutes a language).

CORPORA is the folder of the public corpora (kg/training/corpora.py names the files). The same
corpora, templates, lists and seeds give the same models.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from kg import gold
from kg.annotate.lexicon import Lists
from kg.training import corpora, documents, templates
from kg.training.models import train

MODELS = Path(__file__).parent.parent / "annotate" / "models"


@click.command(help=__doc__)
@click.argument("corpora_folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--language", "languages", multiple=True, type=click.Choice(["zh", "ja"]), default=("zh", "ja"))
@click.option("--seed", "seeds", multiple=True, type=int, default=(1,), show_default=True)
@click.option("--count", default=9000, show_default=True, help="Sentences made from templates.")
@click.option("--iterations", default=60, show_default=True)
@click.option("--target", default=MODELS, show_default=False, type=click.Path(path_type=Path))
def main(
    corpora_folder: Path, languages: tuple[str, ...], seeds: tuple[int, ...], count: int, iterations: int, target: Path
) -> None:
    """Train every model asked for, one after the other."""
    target.mkdir(parents=True, exist_ok=True)
    lists = Lists.load()
    for language in languages:
        for seed in seeds:
            began = time.perf_counter()
            path = target / f"names-{language}-{seed}.crfsuite"
            samples = [
                *corpora.samples(corpora_folder, language, lists, seed),
                *templates.samples(language, count, seed),
                *documents.samples(gold.groups()["own"], language, lists, seed),
            ]
            train(language, samples, seed, lists, path, iterations)
            click.echo(
                f"{path.name}: {path.stat().st_size / 1e6:.1f} MB in {time.perf_counter() - began:.0f} s",
                file=sys.stderr,
            )


if __name__ == "__main__":
    main()
