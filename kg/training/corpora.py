"""Public corpora of named entities → samples in the tagger's labels."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from kg.annotate.lexicon import Lists, Span, letters_of, surnames
from kg.training.templates import Sample

_Labels = dict[str, str | None]
_UNER: _Labels = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
_GSD: _Labels = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "FACILITY", "EVENT": "EVENT"}
_STOCKMARK: _Labels = {
    "人名": "PERSON",
    "法人名": "ORG",
    "政治的組織名": "ORG",
    "その他の組織名": "ORG",
    "地名": "PLACE",
    "施設名": "FACILITY",
    "イベント名": "EVENT",
}
_KYOTO: _Labels = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "PLACE", "OPTIONAL": None}
# File, how many sentences at most, its label → ours; None: a sentence that holds it is left out.
_FILES: dict[str, tuple[tuple[str, int, _Labels], ...]] = {
    "zh": (
        ("zh-hant-uner-gsd.train", 10_000, _UNER),
        ("zh-hant-uner-gsd.dev", 10_000, _UNER),
        ("zh-hant-uner-gsd.test", 10_000, _UNER),
        ("zh-hant-uner-pud.test", 10_000, _UNER),
    ),
    "ja": (
        ("ja-gsd-ne.train", 2_500, _GSD),
        ("ja-gsd-ne.dev", 500, _GSD),
        ("ja-gsd-ne.test", 500, _GSD),
        ("ja-wikipedia-stockmark.all", 4_000, _STOCKMARK),
        ("ja-wikipedia-kyoto.train", 1_500, _KYOTO),
    ),
}


def samples(folder: Path, language: str, lists: Lists, seed: int) -> Iterator[Sample]:
    """The sentences of `zh` or `ja`.

    The corpora do not label titles, nor set surnames apart; both are filled in here, titles where
    one of the list stands beside a person. Raises FileNotFoundError when a corpus is missing.
    """
    families = {letters_of(name) for name, _ in surnames() if len(name) > 1}
    for name, most, labels in _FILES[language]:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            lines = file.readlines()
        rng = random.Random(seed)
        rng.shuffle(lines)
        taken = 0
        for line in lines:
            record = json.loads(line)
            found = [(start, end, label) for start, end, label in record["entities"]]
            if (
                taken >= most
                or any(labels.get(label, "") is None for _, _, label in found)
                or len(record["text"]) > 300
            ):
                continue
            # Sentences without any name teach little and take as long.
            if not found and rng.random() < 0.6:
                continue
            taken += 1
            spans = [(start, end, kind) for start, end, label in found if (kind := labels.get(label))]
            yield Sample(record["text"], _complete(record["text"], spans, lists, families))


def _complete(text: str, spans: list[Span], lists: Lists, families: set[str]) -> list[Span]:
    letters = letters_of(text)
    full: list[Span] = []
    for start, end, kind in spans:
        if kind == "PERSON" and (end - start == 1 or letters[start:end] in families):
            kind = "SURNAME"
        full.append((start, end, kind))
    persons = [(start, end) for start, end, kind in full if kind in ("PERSON", "SURNAME")]
    taken = {i for start, end, _ in full for i in range(start, end)}
    for start, end, kind in lists.titles.find(letters):
        beside = any(end == s or start == e for s, e in persons)
        if kind == "t" and beside and not taken & set(range(start, end)):
            full.append((start, end, "TITLE"))
    return sorted(full)
