"""Releases written with marks for the tests: ［institution］, 〔person〕, ⏎ between passages."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from kg.extract.agreements.clauses import Sentence, sentences
from kg.link import find_references
from kg.model import Annotated, Entity, Kind, Language, Mention, PartialDate, Passage, PassageKind, Release
from kg.names import type_of_name

_MARK = re.compile("(［[^］]*］|〔[^〕]*〕|⏎)")
ISSUED = PartialDate(2025, 8, 30)


def marked(text: str, language: Language, issued: PartialDate | None = ISSUED) -> tuple[Annotated, list[Entity]]:
    """The release and its entities: institutions are `1`, `2` … and persons `p1`, `p2` … by first mention.

    A passage with a full stop is body text; others are rows, and the first one the title.
    """
    plain, mentions = "", []
    for part in _MARK.split(text):
        if part == "⏎":
            plain += "\n"
        elif part[:1] in ("［", "〔"):
            kind = Kind.ORGANIZATION if part[0] == "［" else Kind.PERSON
            mentions.append(Mention(len(plain), len(plain) + len(part) - 2, part[1:-1], kind, "marked"))
            plain += part[1:-1]
        else:
            plain += part
    release = Release("marked.txt", "0" * 64, language, issued, None, "", plain, tuple(_passages(plain)))
    return Annotated(release, tuple(mentions)), _entities(mentions)


def told(annotated: Annotated, entities: Sequence[Entity]) -> tuple[Sentence, ...]:
    """The sentences of a release as the rules for facts see them."""
    return sentences(annotated, entities, find_references(annotated, entities))


def _passages(text: str) -> list[Passage]:
    passages, start = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = PassageKind.BODY if "。" in line else PassageKind.ITEM if number else PassageKind.TITLE
        spans = tuple(m.span() for m in re.finditer("[^。]+。?", line))
        if line:
            passages.append(Passage(kind, line, array("l", range(start, start + len(line))), spans))
        start += len(line) + 1
    return passages


def _entities(mentions: list[Mention]) -> list[Entity]:
    named: dict[tuple[Kind, str], list[Mention]] = {}
    for mention in mentions:
        named.setdefault((mention.kind, mention.text), []).append(mention)
    count = {Kind.ORGANIZATION: 0, Kind.PERSON: 0}
    entities = []
    for (kind, name), own in named.items():
        count[kind] += 1
        key = f"{'p' if kind is Kind.PERSON else ''}{count[kind]}"
        of = type_of_name(name) if kind is Kind.ORGANIZATION else None
        entities.append(Entity(key, kind, (name,), tuple(own), of))
    return entities
