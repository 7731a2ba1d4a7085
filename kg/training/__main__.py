"""Train the name tagger: `python -m kg.training CORPORA` writes kg/annotate/models (about ten minutes a language).

CORPORA is the folder of the public corpora (kg/training/corpora.py names the files). The same
corpora, templates, lists and seeds give the same models.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from kg.annotate import analysers
from kg.annotate.features import features, units
from kg.annotate.lexicon import Lexicon, Lists, Span, letter
from kg.model import OrganizationType
from kg.names import table
from kg.names.authority import Authority
from kg.training import corpora, templates

MODELS = Path(__file__).parent.parent / "annotate" / "models"
_TYPES = {
    "university": OrganizationType.UNIVERSITY,
    "company": OrganizationType.COMPANY,
    "government": OrganizationType.GOVERNMENT,
    "research": OrganizationType.RESEARCH_INSTITUTE,
    "association": OrganizationType.ASSOCIATION,
}
# Of the names a list holds, so many are hidden in training: in unseen documents most names are in no list.
_HIDDEN = 0.5
# Chinese sentences shown without LAC's words, so that the model also reads where LAC is not installed.
_WORDLESS = 0.1
_WRAPPED = 18  # a line of fewer characters was ended, not broken
_CLOSING = "。！？：:」）)】"
_OPENING = tuple("\n \u3000▲・-（【〔[0123456789")


def labels(text: str, spans: Iterable[Span]) -> list[str]:
    """One label for each unit of the text; a unit counts as part of a name when its first character does."""
    found = ["O"] * len(text)
    for start, end, kind in spans:
        found[start:end] = [f"I-{kind}"] * (end - start)
        found[start] = f"B-{kind}"
    return [found[start] for start, _ in units(text)]


def known_names() -> Lexicon:
    """The names that fill the templates, standing in for the authority file."""
    rows = table("training", "institutions.tsv")
    columns = ("zh", "ja", "short_zh", "short_ja", "latin")
    return Lexicon((row[c], _TYPES[row["kind"]].value) for row in rows for c in columns if len(row[c]) > 1)


def prepared(
    language: str, folder: Path, count: int, seed: int, lists: Lists
) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Features and labels of every training text."""
    rng = random.Random(seed)
    names, authority = known_names(), Authority.load()
    nlp = analysers.load_chinese() if language == "zh" else analysers.load_japanese()
    every = [*corpora.samples(folder, language, lists, seed), *templates.samples(language, count, seed)]
    rng.shuffle(every)
    for sample in every:
        for text, spans in rows_of(sample):
            words = [] if language == "zh" and rng.random() < _WORDLESS else analysers.words(nlp, text)
            known = [
                (s, e, row.type.value) for s, e, row in authority.find(text, "ja" if language == "ja" else "zh-Hant")
            ]
            covered = {i for start, end, _ in known for i in range(start, end)}
            letters = "".join(map(letter, text))
            known += [span for span in names.find(letters) if covered.isdisjoint(range(span[0], span[1]))]
            shown = [span for span in sorted(known) if not _hidden(seed, letters[span[0] : span[1]])]
            yield features(text, words, shown, lists), labels(text, spans)


def _hidden(seed: int, name: str) -> bool:
    """Whether this name counts as unknown throughout the training with this seed."""
    return random.Random(f"{seed}{name}").random() < _HIDDEN


def rows_of(sample: templates.Sample) -> Iterator[tuple[str, list[Span]]]:
    """The rows of a sample as the reader cuts them: each line by itself, a line broken in mid-sentence joined."""
    text, spans = sample.text, sample.spans
    start = 0
    kept: list[int] = []  # places of `text` that make up the present row
    for line in text.split("\n"):
        kept += range(start, start + len(line))
        start += len(line) + 1
        rest = text[start:]
        broken = any(s < start - 1 < e for s, e, _ in spans) or (
            len(line) >= _WRAPPED and line[-1] not in _CLOSING and not rest.startswith(_OPENING) and "　" not in line
        )
        if not broken or not rest:
            yield _row(text, spans, kept)
            kept = []


def _row(text: str, spans: Sequence[Span], kept: list[int]) -> tuple[str, list[Span]]:
    at = {place: i for i, place in enumerate(kept)}
    own = [(at[start], at[end - 1] + 1, kind) for start, end, kind in spans if start in at and end - 1 in at]
    return "".join(text[place] for place in kept), own


def train(language: str, folder: Path, count: int, seed: int, target: Path, iterations: int) -> None:
    """Train one model and write it."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": 0.15,
            "c2": 0.02,
            "max_iterations": iterations,
            "feature.minfreq": 3,
            "feature.possible_transitions": False,
        }
    )
    lists = Lists.load()
    for rows, marks in prepared(language, folder, count, seed, lists):
        trainer.append(pycrfsuite.ItemSequence(rows), marks)
    trainer.train(str(target))


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
    for language in languages:
        for seed in seeds:
            began = time.perf_counter()
            path = target / f"names-{language}-{seed}.crfsuite"
            train(language, corpora_folder, count, seed, path, iterations)
            click.echo(
                f"{path.name}: {path.stat().st_size / 1e6:.1f} MB in {time.perf_counter() - began:.0f} s",
                file=sys.stderr,
            )


if __name__ == "__main__":
    main()
