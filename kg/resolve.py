"""Which thing each entity and agreement of a document is, so that documents meet in one node for each thing.

The result is a function of the documents alone. Clusters come from pairwise judgements (`kg.identity`) found through
match keys, so a change looks only at what shares a key with it. What the things of another document are called may
change with it; such a document is named again too. A thing of the authority file is named by its key there, anything
else by the smallest of the IRIs that its mentions would have alone: a hash of the fewest raw facts that identify it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from kg.identity import Judgement, Profile, clusters, judge, keys
from kg.iri import document_iri, thing
from kg.model import Agreement, Entity, Extraction, Kind, OrganizationType, Status
from kg.names import fold, strip_legal_form
from kg.vocab import THINGS

# Each kind can lean on those before: a unit on its institution, a person on both, an agreement on its parties.
KINDS = ("organization", "unit", "person", "agreement")


@dataclass(frozen=True, slots=True)
class Resolution:
    """IRI of each entity and agreement of one document by its id there, with the profiles behind them."""

    document: str
    iri_of: Mapping[str, str]
    profiles: tuple[Profile, ...] = ()


class Known(Protocol):
    """What was resolved before: the profiles of all documents, by key and by document."""

    def with_key(self, key: str) -> Iterable[Profile]: ...

    def of_document(self, document: str) -> Iterable[tuple[Profile, str]]: ...


def resolve(
    changed: Mapping[str, Extraction | None], known: Known, load: Callable[[str], Extraction]
) -> dict[str, tuple[Extraction, Resolution]]:
    """Name everything in the changed documents, and again in those others whose things are called otherwise now.

    `changed` maps document IRIs to what they state, or None for a document that is removed; `load` gives what another
    document states.
    """
    work = {doc: _Work(extraction) for doc, extraction in changed.items() if extraction is not None}
    left_out = {doc for doc, extraction in changed.items() if extraction is None}
    for kind in KINDS:
        fresh = {doc: tuple(_profiles(kind, doc, w.extraction, w.iri_of)) for doc, w in work.items()}
        stale = [p for doc in (*work, *left_out) for p, _ in known.of_document(doc) if p.kind == kind]
        lookup = _Lookup(known, {*work, *left_out}, [p for profiles in fresh.values() for p in profiles])
        found = lookup.components([p for profiles in fresh.values() for p in profiles], stale)
        for doc, profiles in fresh.items():
            work[doc].profiles += profiles
        for members in clusters(found.profiles.values(), found.edges()):
            name = min(found.profiles[member].iri for member in members)
            for member in members:
                doc, entity = member.split(" ")
                if doc not in work:
                    before = {p.id: (p, iri) for p, iri in known.of_document(doc)}
                    if before[member][1] == name:
                        continue
                    # The earlier kinds of that document stand; this kind and the later ones are named again.
                    work[doc] = _Work(load(doc))
                    settled = [(p, iri) for p, iri in before.values() if KINDS.index(p.kind) <= KINDS.index(kind)]
                    work[doc].profiles = tuple(p for p, _ in settled)
                    work[doc].iri_of = {p.id.split(" ")[1]: iri for p, iri in settled}
                work[doc].iri_of[entity] = name
    return {doc: (w.extraction, Resolution(doc, w.iri_of, w.profiles)) for doc, w in work.items()}


class _Work:
    """A document that is being named."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.iri_of: dict[str, str] = {}
        self.profiles: tuple[Profile, ...] = ()


class _Lookup:
    """Profiles by key: those just made, and the known ones of documents that are not being named again."""

    def __init__(self, known: Known, renewed: set[str], fresh: Iterable[Profile]) -> None:
        self.known, self.renewed = known, renewed
        self.fresh: dict[str, list[Profile]] = defaultdict(list)
        for profile in fresh:
            for key in keys(profile):
                self.fresh[key].append(profile)

    def like(self, profile: Profile) -> Iterator[tuple[Profile, Judgement]]:
        """Profiles that are judged the same as this one."""
        seen = {profile.id}
        for key in keys(profile):
            old = (p for p in self.known.with_key(key) if p.document not in self.renewed)
            for other in (*self.fresh.get(key, ()), *old):
                if other.id not in seen:
                    seen.add(other.id)
                    if judgement := judge(profile, other):
                        yield other, judgement

    def components(self, fresh: Iterable[Profile], stale: Iterable[Profile]) -> _Found:
        """All that hangs together with the fresh profiles, or did with the stale ones."""
        found = _Found()
        todo = [*fresh, *(other for profile in stale for other, _ in self.like(profile))]
        while todo:
            profile = todo.pop()
            if profile.id not in found.profiles:
                found.profiles[profile.id] = profile
                for other, judgement in self.like(profile):
                    found.judged[frozenset((profile.id, other.id))] = judgement
                    todo.append(other)
        return found


class _Found:
    """Profiles that hang together, and the judgements that say so."""

    def __init__(self) -> None:
        self.profiles: dict[str, Profile] = {}
        self.judged: dict[frozenset[str], Judgement] = {}

    def edges(self) -> Iterator[tuple[str, str, float]]:
        for pair, judgement in self.judged.items():
            a, b = sorted(pair)
            yield a, b, judgement.score


def _profiles(kind: str, document: str, extraction: Extraction, iri_of: Mapping[str, str]) -> Iterator[Profile]:
    if kind == "agreement":
        yield from _agreement_profiles(document, extraction, iri_of)
        return
    for entity in extraction.entities:
        if _kind(entity) == kind:
            context, posts = _context(entity, extraction, iri_of)
            yield Profile(
                id=f"{document} {entity.id}",
                kind=kind,
                iri=_entity_iri(entity, extraction, iri_of),
                names=tuple(dict.fromkeys(fold(strip_legal_form(name)) or fold(name) for name in entity.names)),
                spelled=entity.names if kind == "person" else (),
                country=_country(entity, extraction),
                type=entity.type.value if entity.type else None,
                fixed=entity.authority is not None,
                context=context,
                posts=posts,
            )


def _kind(entity: Entity) -> str:
    if entity.kind is Kind.PERSON:
        return "person"
    return "unit" if entity.unit_of is not None and entity.authority is None else "organization"


def _context(
    entity: Entity, extraction: Extraction, iri_of: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """IRIs of the institutions that an entity belongs to, and the posts that a person has there."""
    if entity.kind is not Kind.PERSON:
        return ((iri_of[entity.unit_of],) if entity.unit_of else (), ())
    held = [p for p in extraction.positions if p.person == entity.id]
    posts = {p.role or fold(p.title or "") for p in held} - {""}
    return tuple(sorted({iri_of[p.organization] for p in held})), tuple(sorted(posts))


def _country(entity: Entity, extraction: Extraction) -> str | None:
    if entity.kind is not Kind.PERSON:
        return entity.country
    countries = {extraction.by_id[p.organization].country for p in extraction.positions if p.person == entity.id}
    return next(iter(countries)) if len(countries) == 1 else None


def _entity_iri(entity: Entity, extraction: Extraction, iri_of: Mapping[str, str]) -> str:
    kind = "person" if entity.kind is Kind.PERSON else "organization"
    if entity.authority is not None:
        return f"{THINGS}{kind}/{entity.authority}"
    name = fold(entity.names[0])
    if kind == "person":
        # Two people of one name in two countries are two until a document shows otherwise.
        return thing(kind, name, _country(entity, extraction) or "")
    if entity.type is OrganizationType.UNIT and entity.unit_of is not None:
        # 陽明交大電子研究所 and 電子研究所 of 陽明交大 are one unit.
        parents = sorted(map(fold, extraction.by_id[entity.unit_of].names), key=len, reverse=True)
        prefix = next((parent for parent in parents if name.startswith(parent)), "")
        return thing(kind, iri_of[entity.unit_of], name.removeprefix(prefix) or name)
    return thing(kind, fold(strip_legal_form(entity.names[0])) or name)


def _agreement_profiles(document: str, extraction: Extraction, iri_of: Mapping[str, str]) -> Iterator[Profile]:
    alike: Counter[tuple[str, ...]] = Counter()
    for agreement in extraction.agreements:
        parties = tuple(sorted({iri_of[p] for p in agreement.parties}))
        stage, day = _stage(agreement), agreement.signed_on or agreement.planned_for
        issued = extraction.release.issued
        key = (*parties, str(day or f"{stage} {issued if stage == 'news' else ''}"))
        alike[key] += 1
        # Several agreements of the same parties on one day are told apart by their order.
        order = [str(alike[key])] if alike[key] > 1 else []
        yield Profile(
            id=f"{document} {agreement.id}",
            kind="agreement",
            iri=thing("agreement", *key, *order),
            names=(),
            type=agreement.kind,
            context=parties,
            signed=str(day) if day else None,
            issued=str(issued) if issued else None,
            stage=stage,
        )


def _stage(agreement: Agreement) -> str:
    if agreement.status is Status.PLANNED:
        return "planned"
    return "background" if agreement.background else "news"


def resolve_alone(extraction: Extraction) -> Resolution:
    """Name everything in one document as if there were no other."""
    document = document_iri(extraction.release.source)
    return resolve({document: extraction}, _Nothing(), lambda _: extraction)[document][1]


class _Nothing:
    """Nothing was resolved before."""

    def with_key(self, key: str) -> Iterable[Profile]:
        return ()

    def of_document(self, document: str) -> Iterable[tuple[Profile, str]]:
        return ()
