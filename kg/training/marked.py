"""Releases with marks, for tests and training: ［institution］, ［short form=name］, 〔person〕, ⏎ for a line break."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

from kg.annotate.lexicon import Lexicon, Lists, letters_of
from kg.extract.agreements.clauses import Sentence
from kg.extract.agreements.sentences import sentences
from kg.link import find_references
from kg.model import Annotated, Entity, Kind, Language, Mention, PartialDate, Passage, PassageKind, Release
from kg.names import type_of_name
from kg.read import read

_MARK = re.compile("(［[^］]*］|〔[^〕]*〕|⏎)")
ISSUED = PartialDate(2025, 8, 30)
FIXTURES = Path("tests", "fixtures")
LANGUAGES: dict[str, Language] = {"zh": "zh-Hant", "ja": "ja"}


def marked_sentences() -> Iterator[tuple[Language, str, str]]:
    """The sentences about agreements that the tests know, each with its language and what it says."""
    fixtures: dict[str, Language] = {**LANGUAGES, "zh_hans": "zh-Hans"}
    for short, language in fixtures.items():
        for line in (FIXTURES / f"agreements_{short}.tsv").read_text("utf-8").splitlines():
            if line and not line.startswith(("#", "group\t")):
                _, text, expected = line.split("\t")
                yield language, text, expected


def marked_pages() -> Iterator[tuple[Language, str, str]]:
    """The pages about agreements that the tests know, each with its language and what it says."""
    for short, language in LANGUAGES.items():
        lines = (FIXTURES / f"agreement_pages_{short}.txt").read_text("utf-8").splitlines()
        text: list[str] = []
        for line in (line for line in lines if not line.startswith("%")):
            if line.startswith("#### "):
                yield language, "\n".join(text).strip("\n"), line.removeprefix("#### ")
                text = []
            else:
                text.append(line)


def marked(text: str, language: Language, issued: PartialDate | None = ISSUED) -> tuple[Annotated, list[Entity]]:
    """The release and its entities: institutions are `1`, `2` … and persons `p1`, `p2` … by first mention.

    A passage with a full stop is body text; others are rows, and the first one the title.
    """
    plain, mentions, meant = _without_marks(text)
    release = Release("marked.txt", "0" * 64, language, issued, None, "", plain, tuple(_passages(plain)))
    return _with_titles(release, mentions), _entities(mentions, meant)


def page(text: str) -> tuple[Annotated, list[Entity]]:
    """The release and its entities of a whole page, with the passages and the date of issue that the reader finds."""
    plain, mentions, meant = _without_marks(text)
    release = read("page.txt", plain.encode())
    assert release.text == plain
    return _with_titles(release, mentions), _entities(mentions, meant)


def _without_marks(text: str) -> tuple[str, list[Mention], dict[str, str]]:
    """The plain text, its mentions, and the name of what each short form means."""
    plain, mentions, meant = "", [], {}
    for part in _MARK.split(text):
        if part == "⏎":
            plain += "\n"
        elif part[:1] in ("［", "〔"):
            kind = Kind.ORGANIZATION if part[0] == "［" else Kind.PERSON
            name, _, whole = part[1:-1].partition("=")
            meant[name] = whole or name
            mentions.append(Mention(len(plain), len(plain) + len(name), name, kind, "marked"))
            plain += name
        else:
            plain += part
    return plain, mentions, meant


def _with_titles(release: Release, mentions: Sequence[Mention]) -> Annotated:
    """The release with its marked names and the titles of the list that stand between them."""
    found = list(mentions)
    for start, end, kind in _titles().find(letters_of(release.text)):
        free = not any(m.start < end and start < m.end for m in mentions)
        if kind == "t" and free:
            found.append(Mention(start, end, release.text[start:end], Kind.TITLE, "title list"))
    return Annotated(release, tuple(sorted(found, key=lambda m: (m.start, -m.end))))


@cache
def _titles() -> Lexicon:
    return Lists.load().titles


def at_home(entities: Sequence[Entity], language: Language) -> list[Entity]:
    """The institutions as of the language's country, which the authority file would tell: 本学 is none from abroad."""
    home: Literal["TW", "JP"] = "JP" if language == "ja" else "TW"
    return [replace(e, country=home) if e.kind is Kind.ORGANIZATION else e for e in entities]


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


def _entities(mentions: list[Mention], meant: Mapping[str, str]) -> list[Entity]:
    named: dict[tuple[Kind, str], list[Mention]] = {}
    for mention in mentions:
        named.setdefault((mention.kind, meant[mention.text]), []).append(mention)
    count = {Kind.ORGANIZATION: 0, Kind.PERSON: 0}
    entities = []
    for (kind, name), own in named.items():
        count[kind] += 1
        key = f"{'p' if kind is Kind.PERSON else ''}{count[kind]}"
        of = type_of_name(name) if kind is Kind.ORGANIZATION else None
        entities.append(Entity(key, kind, (name,), tuple(own), of))
    return entities
