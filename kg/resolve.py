"""Which thing each entity and agreement of a document is: IRIs that the same facts give in every document.

A thing of the authority file is named by its key there, anything else by a hash of the
fewest raw facts that identify it. So two documents that name a thing alike meet in one
node without having been compared, in whatever order they were read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.iri import document_iri, thing
from kg.model import Agreement, Entity, Extraction, Kind, OrganizationType
from kg.names import fold, strip_legal_form
from kg.vocab import THINGS


@dataclass(frozen=True, slots=True)
class Resolution:
    """IRI of each entity and agreement of one document, by its id there."""

    document: str
    iri_of: Mapping[str, str]


def resolve(extraction: Extraction) -> Resolution:
    """Name everything that one document speaks of."""
    iri_of: dict[str, str] = {}
    # Units last: they are named within what they belong to.
    for entity in sorted(extraction.entities, key=lambda e: e.unit_of is not None):
        iri_of[entity.id] = _entity_iri(entity, extraction, iri_of)
    iri_of |= _agreement_iris(extraction.agreements, iri_of)
    return Resolution(document_iri(extraction.release.source), iri_of)


def _entity_iri(entity: Entity, extraction: Extraction, iri_of: Mapping[str, str]) -> str:
    kind = "person" if entity.kind is Kind.PERSON else "organization"
    if entity.authority is not None:
        return f"{THINGS}{kind}/{entity.authority}"
    name = fold(entity.names[0])
    if kind == "person":
        return thing(kind, name)
    if entity.type is OrganizationType.UNIT and entity.unit_of is not None:
        parent = extraction.by_id[entity.unit_of]
        prefix = next((p for p in sorted(map(fold, parent.names), key=len, reverse=True) if name.startswith(p)), "")
        return thing(kind, iri_of.get(parent.id, ""), name.removeprefix(prefix) or name)
    return thing(kind, fold(strip_legal_form(entity.names[0])) or name)


def _agreement_iris(agreements: tuple[Agreement, ...], iri_of: Mapping[str, str]) -> dict[str, str]:
    keys = {a.id: (*sorted(iri_of[p] for p in a.parties), str(a.signed_on or a.planned_for or "")) for a in agreements}
    alike = Counter(keys.values())
    # Two agreements of the same parties on one day are told apart by what they are, then by their order.
    result: dict[str, str] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for agreement in agreements:
        key = keys[agreement.id] if alike[keys[agreement.id]] == 1 else (*keys[agreement.id], agreement.kind)
        seen[key] += 1
        result[agreement.id] = thing("agreement", *key, *([str(seen[key])] if seen[key] > 1 else []))
    return result
