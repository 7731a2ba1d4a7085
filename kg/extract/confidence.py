"""How sure a fact is: a logistic model whose few weights are a table that people can read.

`python -m kg.calibrate` fits the weights to the annotated documents, data/language/confidence.tsv holds them,
and docs/decisions/confidence.md shows how far they can be trusted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from kg.model import Agreement, Extraction, Kind, OrganizationType, Position
from kg.names import table

# What is left open is open: no rule is so sure that a person could not overrule it.
_LEAST, _MOST = 0.05, 0.98


def signs(fact: Position | Agreement, extraction: Extraction) -> dict[str, float]:
    """What speaks for or against a fact, by name; each value between 0 and 1.

    The rule that read it, the surest mention of the least sure of its persons and institutions, whether the
    authority file knows them, and how often and where the text says it.
    """
    ids = (fact.person, fact.organization) if isinstance(fact, Position) else fact.parties
    things = [extraction.by_id[i] for i in ids]
    surest = [max(mention.confidence for mention in thing.mentions) for thing in things]
    institutions = [thing for thing in things if thing.kind is Kind.ORGANIZATION]
    found = {
        "always": 1.0,
        "names": min(surest),
        "all institutions known": float(all(thing.authority for thing in institutions)),
        "several sentences": float(len(fact.evidence) > 1),
        f"rule {fact.rule}": 1.0,
    }
    if isinstance(fact, Position):
        found["title of the list"] = float(fact.role is not None)
    else:
        found["more than two parties"] = float(len(fact.parties) > 2)
        found["a unit is a party"] = float(any(t.type is OrganizationType.UNIT for t in institutions))
        found["dated"] = float(fact.signed_on is not None or fact.planned_for is not None)
        found["background"] = float(fact.background)
    return found


def chance(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability that a fact with these signs is right."""
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return min(_MOST, max(_LEAST, 1 / (1 + math.exp(-total))))


@cache
def weights(kind: str) -> dict[str, float]:
    """The fitted weights for `position` or `agreement`."""
    rows = table("language", "confidence.tsv")
    return {row["sign"]: float(row["weight"]) for row in rows if row["fact"] == kind}


def with_confidence(extraction: Extraction) -> Extraction:
    """The extraction with the confidence of each position and agreement as fitted."""

    def sure(fact: Position | Agreement, kind: str) -> float:
        return round(chance(signs(fact, extraction), weights(kind)), 3)

    return replace(
        extraction,
        positions=tuple(replace(fact, confidence=sure(fact, "position")) for fact in extraction.positions),
        agreements=tuple(replace(fact, confidence=sure(fact, "agreement")) for fact in extraction.agreements),
    )
