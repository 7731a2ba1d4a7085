"""Samples → features and labels → a model: what training and cross-validation share."""

from __future__ import annotations

import gzip
import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.annotate.lexicon import Lexicon, Lists, Span, letters_of
from kg.annotate.tagging import analysers
from kg.annotate.tagging.features import features, units
from kg.model import OrganizationType
from kg.names import table
from kg.names.authority import Authority
from kg.training.templates import Sample

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
    language: str, samples: Iterable[Sample], seed: int, lists: Lists
) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Features and labels of every training text, in an order that the seed decides."""
    rng = random.Random(seed)
    names, authority = known_names(), Authority.load()
    nlp = analysers.load_chinese() if language == "zh" else analysers.load_japanese()
    every = list(samples)
    rng.shuffle(every)
    for sample in every:
        for text, spans in rows_of(sample):
            read = analysers.analysis(nlp, text)
            if language == "zh" and rng.random() < _WORDLESS:
                read = analysers.Analysis(others=read.others)
            known = [
                (s, e, row.type.value) for s, e, row in authority.find(text, "ja" if language == "ja" else "zh-Hant")
            ]
            covered = {i for start, end, _ in known for i in range(start, end)}
            letters = letters_of(text)
            known += [span for span in names.find(letters) if covered.isdisjoint(range(span[0], span[1]))]
            shown = [span for span in sorted(known) if not _hidden(seed, letters[span[0] : span[1]])]
            yield features(text, read, shown, lists), labels(text, spans)


def _hidden(seed: int, name: str) -> bool:
    """Whether this name counts as unknown throughout the training with this seed."""
    return random.Random(f"{seed}{name}").random() < _HIDDEN


def rows_of(sample: Sample) -> Iterator[tuple[str, list[Span]]]:
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


def train(language: str, samples: Iterable[Sample], seed: int, lists: Lists, target: Path, iterations: int) -> None:
    """Train one field of `zh` or `ja` and write it to `target`, packed: a third of its bytes."""
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
    for rows, marks in prepared(language, samples, seed, lists):
        trainer.append(pycrfsuite.ItemSequence(rows), marks)
    with tempfile.TemporaryDirectory() as folder:
        weights = Path(folder, "weights")
        trainer.train(str(weights))
        target.write_bytes(gzip.compress(weights.read_bytes(), mtime=0))
