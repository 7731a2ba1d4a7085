"""Persons and institutions as several readers find them in the same documents, side by side.

A person or institution counts as found when one of its written names is among the mentions; a
mention that is no name of the gold is wrong, but for names that the gold leaves open and for
parts of persons' names. Nothing is linked, so that models without linking are not at a loss.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.annotate import CAUTION, MODELS, SPACY_LABELS, load_annotator
from kg.annotate.document import settle
from kg.annotate.lexicon import Lists
from kg.annotate.tagging import analysers, lac
from kg.annotate.tagging.tagger import Tagger
from kg.gold import Gold, fold, groups, names_of, neutral
from kg.model import Kind, Release, Rule
from kg.names.authority import Authority
from kg.read import read
from kg.scoring import Tally

Finder = Callable[[Release], Iterable[tuple[str, str]]]
KINDS = {"person": "persons", "organization": "organizations"}
_OURS = {"PERSON": "person", "ORG": "organization", "UNIT": "organization"}
_LAC = {"PER": "person", "ORG": "organization"}


def compare(cases: Mapping[Path, Gold], finder: Finder) -> dict[tuple[str, str], Tally]:
    """What a reader found, by language (`zh`, `ja`) and kind."""
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for path, gold in cases.items():
        found = defaultdict(set)
        for surface, kind in finder(read(str(path), path.read_bytes())):
            found[kind].add(fold(surface))
        for kind, key in KINDS.items():
            named = [{fold(name) for name in names} for names in names_of(gold, key).values()]
            every = set().union(*named)
            right = sum(bool(names & found[kind]) for names in named)
            wrong = found[kind] - every - neutral(gold)
            if kind == "person":
                wrong = {form for form in wrong if not any(form in name for name in every)}
            tallies[gold["lang"][:2], kind].add(right, len(wrong), len(named) - right)
    return tallies


def trained_alone(models: Sequence[Path] = ()) -> Finder:
    """The trained tagger without authority file and rules; `models`, where given, instead of those shipped."""
    lists = Lists.load()

    @cache
    def parts(language: str) -> tuple[Any, Tagger]:
        nlp = analysers.load_japanese() if language == "ja" else analysers.load_chinese()
        own = [path for path in models or MODELS.iterdir() if path.name.startswith(f"names-{language}-")]
        return nlp, Tagger(sorted(own), lists, CAUTION)

    def find(release: Release) -> Iterator[tuple[str, str]]:
        nlp, tagger = parts(release.language[:2])
        for text in _texts(release):
            for name in tagger.find(text, analysers.analysis(nlp, text), ()):
                if name.kind in _OURS:
                    yield text[name.start : name.end], _OURS[name.kind]

    return find


def rules_alone() -> Finder:
    """The authority file and the rules, without the trained tagger."""
    authority, lists = Authority.load(), Lists.load()

    def find(release: Release) -> Iterator[tuple[str, str]]:
        texts = _texts(release)
        rows = [authority.find(text, release.language) for text in texts]
        for text, names in zip(texts, settle(texts, [()] * len(texts), rows, lists), strict=True):
            yield from ((text[n.start : n.end], _OURS[n.kind]) for n in names if n.kind in _OURS)

    return find


def both() -> Finder:
    """The whole annotate stage."""
    annotator = load_annotator()
    kinds = {Kind.PERSON: "person", Kind.ORGANIZATION: "organization"}

    def find(release: Release) -> Iterator[tuple[str, str]]:
        for mention in annotator.annotate(release).mentions:
            # Nor does the tagger alone give surnames: who has nothing else is not in the gold.
            if mention.kind in kinds and not mention.rule.startswith(Rule.SURNAME):
                yield mention.text, kinds[mention.kind]

    return find


def raw_model() -> Finder:
    """The models that we build on, as they come: `ja_ginza` for Japanese, LAC for Chinese."""

    @cache
    def ginza() -> Any:
        import spacy

        return spacy.load("ja_ginza")

    @cache
    def baidu() -> lac.Lac:
        return lac.Lac()

    def find(release: Release) -> Iterator[tuple[str, str]]:
        for text in _texts(release):
            if release.language == "ja":
                spans = [
                    (e.start_char, e.end_char, _OURS.get(SPACY_LABELS.get(e.label_, ""))) for e in ginza()(text).ents
                ]
            else:
                spans = [(s, e, _LAC.get(tag)) for s, e, tag in lac.words(text, baidu().read(text)[0])]
            yield from ((text[start:end], kind) for start, end, kind in spans if kind)

    return find


def _texts(release: Release) -> list[str]:
    return [passage.text for passage in release.passages if passage.text and not passage.kind.silent]


def table(cases: Mapping[Path, Gold]) -> str:
    """F1 of each reader by language and kind, as lines of text."""
    readers = {
        "trained alone": trained_alone(),
        "rules alone": rules_alone(),
        "both": both(),
        "raw ja_ginza, raw LAC": raw_model(),
    }
    columns = [(language, kind) for language in ("zh", "ja") for kind in KINDS]
    lines = [" " * 24 + "".join(f"{language} {kind:15}" for language, kind in columns)]
    for name, finder in readers.items():
        found = compare(cases, finder)
        lines.append(f"{name:24}" + "".join(f"{found[column].f1:<18.3f}" for column in columns))
    return "\n".join(lines)


def main() -> None:
    """Print the readers side by side, on the documents that are looked at and on those held out."""
    every = groups()
    for name, parts in (("looked at", ("seeds", "dev", "own")), ("held out", ("held out",))):
        cases = {path: gold for part in parts for path, gold in every[part].items()}
        sys.stdout.write(f"== mentions in {len(cases)} documents {name}: F1\n{table(cases)}\n")


if __name__ == "__main__":
    main()
