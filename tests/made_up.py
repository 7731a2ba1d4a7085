"""Documents that nobody wrote, as if they had been read: for measuring stores of any size without reading texts."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.model import (
    Agreement,
    Entity,
    Evidence,
    Extraction,
    Kind,
    Mention,
    OrganizationType,
    PartialDate,
    Position,
    Release,
    Status,
)
from kg.names.authority import Authority

_SOUNDS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黃宇宙洪荒"
_KINDS = (
    (OrganizationType.UNIVERSITY, "大學"),
    (OrganizationType.COMPANY, "電子"),
    (OrganizationType.GOVERNMENT, "市"),
)


class Institution(NamedTuple):
    """What documents say of it; `key` is its row in the authority file."""

    name: str
    type: OrganizationType
    country: str
    key: str | None


def institutions(authority: Authority, count: int) -> list[Institution]:
    """The first tenth are of the authority file, as the best known ones are; the others nobody knows."""
    rows = sorted((row for row in authority if row.type in dict(_KINDS)), key=lambda row: row.key)
    known = [Institution(row.names[0], row.type, row.country, row.key) for row in rows[:: len(rows) * 10 // count]]
    return [*known, *(_unknown(number) for number in range(count - len(known)))]


def _unknown(number: int) -> Institution:
    name = "".join(_SOUNDS[number // len(_SOUNDS) ** place % len(_SOUNDS)] for place in range(3))
    kind, ending = _KINDS[number % len(_KINDS)]
    return Institution(name + ending, kind, "JP" if number % 2 else "TW", None)


def extractions(count: int, authority: Authority, known: int = 3000, seed: int = 7) -> Iterator[Extraction]:
    """Documents with three institutions, two persons with posts and an agreement each.

    Which institution a document names falls off with its number as words do in a text (Zipf), so that the first ones
    stand in a good part of the documents.
    """
    chance, named = random.Random(seed), institutions(authority, known)
    weights = [1 / (number + 1) for number in range(len(named))]
    for number in range(count):
        yield document(f"made-up/{number:06d}.txt", chance, list(dict.fromkeys(chance.choices(named, weights, k=3))))


def document(source: str, chance: random.Random, named: Sequence[Institution]) -> Extraction:
    """One document about these institutions."""
    people = list(dict.fromkeys(chance.choice("王林陳李張") + "".join(chance.choices(_SOUNDS, k=2)) for _ in named[:2]))
    text, entities = "", []
    for number, institution in enumerate(named):
        entities.append(_entity(f"o{number}", institution.name, Kind.ORGANIZATION, len(text), institution))
        text += f"{institution.name}校長"
        if number < len(people):
            entities.append(_entity(f"p{number}", people[number], Kind.PERSON, len(text)))
            text += people[number]
        text += "、"
    evidence = (Evidence(0, len(text)),)
    text += "簽署合作備忘錄。" + "".join(chance.choices(_SOUNDS, k=600))
    day = PartialDate(2020 + chance.randrange(6), 1 + chance.randrange(12), 1 + chance.randrange(28))
    parties = tuple(f"o{number}" for number in range(len(named)))
    signed = Agreement("a1", "MemorandumOfUnderstanding", Status.SIGNED, parties, evidence, "made up", signed_on=day)
    return Extraction(
        Release(source, hashlib.sha256(text.encode()).hexdigest(), "zh-Hant", day, None, "公告", text, ()),
        tuple(entities),
        positions=tuple(
            Position(f"p{number}", f"o{number}", "校長", evidence, "made up", role="university-president")
            for number in range(len(people))
        ),
        agreements=(signed,) if len(parties) > 1 else (),
    )


def _entity(identifier: str, name: str, kind: Kind, start: int, institution: Institution | None = None) -> Entity:
    type_, country, key = institution[1:] if institution else (None, None, None)
    mention = Mention(start, start + len(name), name, kind, "made up", 0.9, type_, key)
    return Entity(identifier, kind, (name,), (mention,), type_, "TW" if country == "TW" else country and "JP", key)
