"""Examples for the reader that says whose a unit is: the institutions at which the posts of our documents may be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.extract.positions import Finder
from kg.extract.positions.named import Place
from kg.extract.rows import Row
from kg.gold import Gold, fold
from kg.link import link
from kg.link.coreference import find_references
from kg.model import Annotated, Entity, Kind
from kg.read import read
from kg.scoring import pair_names, same_title
from kg.training.maxent import Case
from kg.understand import Reader


class _Recorder(Finder):
    """Reads the posts of a release by the rules alone, and notes the institutions at which each may be."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.noted: list[tuple[Entity, str, Entity, list[str]]] = []  # holder, title, institution and its signs

    def _settled(self, row: Row, person: int, title: int, place: Place | None) -> Place | None:
        holder = row.items[person].entity
        if holder is not None:
            text = self._text(row, title)
            self.noted += [(holder, text, *found) for found in self._signs(row, person, title, place)]
        return place


def cases(documents: Mapping[Path, Gold]) -> dict[Path, list[Case]]:
    """Of each document, whether the institutions that a post may be at are the one that the gold names."""
    reader, found = Reader(), {}
    for path, gold in documents.items():
        annotated = reader.annotator.annotate(read(str(path), path.read_bytes()))
        found[path] = cases_of(annotated, link(annotated, reader.authority), gold)
    return found


def cases_of(annotated: Annotated, entities: Sequence[Entity], gold: Gold) -> list[Case]:
    """The cases of one document, from the posts whose holder the gold knows."""
    match = _matches(entities, gold)
    posts: dict[str, list[Gold]] = defaultdict(list)
    for post in gold["positions"]:
        posts[post["person"]].append(post)
    recorder = _Recorder(annotated, entities, find_references(annotated, entities))
    recorder.find()
    found = []
    for holder, title, institution, signs in recorder.noted:
        if holder.id in match:
            told = [post for post in posts[match[holder.id]] if same_title(title, post["role"])]
            places = {post[key] for post in told for key in ("organization", "unit") if post.get(key)}
            found.append(Case(signs, match.get(institution.id) in places))
    return found


def _matches(entities: Sequence[Entity], gold: Gold) -> dict[str, str]:
    """Entities to things of the gold, by the names that they share."""
    match: dict[str, str] = {}
    for kind, key in ((Kind.PERSON, "persons"), (Kind.ORGANIZATION, "organizations")):
        found = {e.id: {fold(n) for n in (*e.names, *(m.text for m in e.mentions))} for e in entities if e.kind is kind}
        match |= pair_names(found, {item["id"]: {fold(name) for name in item["names"]} for item in gold[key]})
    return match
