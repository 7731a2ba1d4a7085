"""Persons near words of signing in annotated documents, and whether they signed: what a reader learns from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.extract.agreements import telling
from kg.extract.agreements.signatories.telling import told_of
from kg.extract.agreements.stand_ins import posts_of
from kg.extract.positions import find_positions
from kg.gold import Gold, fold
from kg.link import link
from kg.link.coreference import find_references
from kg.model import Annotated, Entity, Kind
from kg.pipeline import Reader
from kg.read import read
from kg.training.marked import at_home, marked, marked_pages, marked_sentences, page, told
from kg.training.maxent import Case

_SIGNERS = re.compile(r" / ([0-9+]+)")


def cases(documents: Mapping[Path, Gold]) -> dict[Path, list[Case]]:
    """The cases of each document; whoever may be reported or not is none."""
    reader, found = Reader(), {}
    for path, gold in documents.items():
        annotated = reader.annotator.annotate(read(str(path), path.read_bytes()))
        entities = link(annotated, reader.authority)
        signed = {person for agreement in gold["agreements"] for person in agreement["signatories"]}
        either = {person for agreement in gold["agreements"] for person in agreement.get("signatories_optional", ())}
        meant = _persons(entities, gold)
        found[path] = list(
            _cases(
                annotated,
                entities,
                {person for person, name in meant.items() if name in signed},
                {person for person, name in meant.items() if name in either - signed},
            )
        )
    return found


def marked_cases() -> list[Case]:
    """The cases of the sentences and pages that the tests know: many say who comes, speaks or looks on."""
    found: list[Case] = []
    texts = [(marked(text, language), language, said) for language, text, said in marked_sentences()]
    texts += [(page(text), language, said) for language, text, said in marked_pages()]
    for (annotated, entities), language, said in texts:
        signed = {f"p{number}" for numbers in _SIGNERS.findall(said) for number in numbers.split("+")}
        found += _cases(annotated, at_home(entities, language), signed)
    return found


def _cases(
    annotated: Annotated, entities: Sequence[Entity], signed: Collection[str], either: Collection[str] = ()
) -> Iterator[Case]:
    posts = posts_of(find_positions(annotated, entities, find_references(annotated, entities)))
    acts = telling(annotated, entities, told(annotated, entities), posts)
    for person, found in sorted(told_of(acts.document, acts.posts, acts.candidates).items()):
        if person not in either:
            yield Case(found.signs, person in signed)


def _persons(entities: Iterable[Entity], gold: Gold) -> dict[str, str]:
    """Who of the gold each person of a document is."""
    forms = {fold(name): person["id"] for person in gold["persons"] for name in person["names"]}
    found = {}
    for entity in entities:
        named = [forms[fold(name)] for name in entity.names if fold(name) in forms]
        if entity.kind is Kind.PERSON and named:
            found[entity.id] = named[0]
    return found
