"""From what a document states to RDF: the only place where facts become statements on things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode

from kg import __version__
from kg import vocab as v
from kg.consolidate import Described, Statement, Term
from kg.iri import READER, span_iri, thing
from kg.model import (
    Agreement,
    Entity,
    Event,
    Evidence,
    Extraction,
    Kind,
    OrganizationType,
    PartialDate,
    Position,
    Program,
    Quantity,
)
from kg.names import fold
from kg.names.authority import Authority, Row
from kg.resolve import Resolution, Resolved
from kg.resolve.alone import event_iri, position_iri, program_iri
from kg.resolve.decisions import Decisions, Verdict
from kg.resolve.profiles import Entry, alone_iri

_word = cache(NamedNode)  # of the vocabulary, so there are few
_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def document_statements(
    extraction: Extraction, resolution: Resolution, *, reader: str, earlier: Iterable[str] = ()
) -> Described:
    """All that one document says, as the content of its graph.

    `reader` is the version of the program, `earlier` the IRIs of the document's versions before this one.
    """
    return _Writer(extraction, resolution).document_graph(reader, earlier)


def authority_statements(authority: Authority, resolution: Resolution) -> dict[str, list[Statement]]:
    """What the authority file says of each thing of a document that it knows, and of those above it, by IRI."""
    prefix = f"{v.THINGS}organization/"
    todo = {iri.removeprefix(prefix) for iri in resolution.iri_of.values() if iri.startswith(prefix)}
    rows: dict[str, Row] = {}
    while todo:
        row = authority.get(todo.pop())
        if row is not None and row.key not in rows:
            rows[row.key] = row
            todo |= {row.parent} if row.parent else set()
    return {f"{prefix}{key}": list(_described(row)) for key, row in sorted(rows.items())}


def identity_statements(resolutions: Iterable[Resolution]) -> Described:
    """What the things of documents were found to be, each with what it says of it: their part of the identity graph.

    One more node of each document lists what it alone would call its things and facts, which is what decisions refer
    to.
    """
    graph = _Graph()
    for resolution in resolutions:
        context = (v.NIF_REFERENCE_CONTEXT, NamedNode(resolution.document))
        listed = ((v.TJ_MATCH_KEY, Literal(iri)) for iri in resolution.things)
        graph.about(f"{resolution.document}#things", context, *listed)
        for placed in resolution.placed:
            said = (v.DCTERMS_DESCRIPTION, Literal(placed.profile.to_json()))
            graph.about(placed.id, context, said, (v.PROV_SPECIALIZATION_OF, NamedNode(placed.iri)))
    return graph.said


def index_statements(resolved: Resolved) -> tuple[Described, Described]:
    """What comes into the identity graph, and what goes, of that by which profiles, names and judgements are found.

    Each is a statement that one look-up reads: most of the time of resolving is spent on these.
    """
    comes, goes = _Graph(), _Graph()
    for graph, entries in ((comes, resolved.found), (goes, resolved.lost)):
        for entry in entries:
            graph.said[graph.node(entry.where)].add(entry_statement(entry))
    for (a, b), (before, now) in resolved.judged.items():
        for graph, judgement in ((comes, now), (goes, before)):
            if judgement is not None:
                for one, other in ((a, b), (b, a)):
                    graph.about(alone_iri(one), (v.PROV_VALUE, Literal(judgement.to_json(other))))
    return comes.said, goes.said


def entry_statement(entry: Entry) -> tuple[NamedNode, Literal]:
    """What the identity graph says where one thing by which profiles are found stands."""
    return _word(v.TJ_PROFILE if entry.is_profile else v.TJ_MATCH_KEY), Literal(entry.text)


def judgement_statements(resolved: Resolved) -> Described:
    """What the identity graph says of the judgements that a change brings, and, which is nothing, of those it takes."""
    graph = _Graph()
    for (left, right), (_, judgement) in resolved.judged.items():
        node = thing("judgement", left, right)
        graph.about(node)
        if judgement is not None:
            graph.about(
                node,
                (v.RDF_SUBJECT, NamedNode(left)),
                (v.RDF_PREDICATE, _word(v.OWL_SAME_AS)),
                (v.RDF_OBJECT, NamedNode(right)),
                (v.TJ_CONFIDENCE, _decimal(judgement.score)),
                (v.TJ_MERGE_REASON, Literal(judgement.reason)),
            )
    return graph.said


def decision_statements(decisions: Decisions) -> Described:
    """What people decided, who, when and why: the decisions graph. `prov:value` is the row of the table."""
    graph = _Graph()
    terms = {Verdict.SAME: v.OWL_SAME_AS, Verdict.DIFFERENT: v.OWL_DIFFERENT_FROM, Verdict.RENAME: v.SKOS_PREF_LABEL}
    for row in decisions.rows:
        node = f"{v.THINGS}decision/{row.id}"
        name = Literal(row.name, language=row.language) if row.verdict is Verdict.RENAME else None
        graph.about(
            node,
            (v.RDF_TYPE, _word(v.TJ_DECISION)),
            (v.DCTERMS_CREATOR, Literal(row.by) if row.by else None),
            (v.DCTERMS_CREATED, date_literal(PartialDate.parse(row.date)) if row.date else None),
            (v.DCTERMS_DESCRIPTION, Literal(row.why) if row.why else None),
            (v.PROV_VALUE, Literal(row.to_row())),
        )
        if row.verdict is Verdict.REJECT:
            graph.about(node, *((v.PROV_INVALIDATED, NamedNode(r.own)) for r in row.left))
        else:
            graph.about(
                node,
                (v.RDF_PREDICATE, _word(terms[row.verdict]) if row.verdict in terms else None),
                *((v.RDF_SUBJECT, NamedNode(r.own)) for r in row.left),
                *((v.RDF_OBJECT, NamedNode(r.own)) for r in row.right),
                (v.RDF_OBJECT, name),
            )
        for meant in (r for r in (*row.left, *row.right) if r.document is not None):
            graph.about(
                meant.own,
                (v.PROV_SPECIALIZATION_OF, NamedNode(meant.iri)),
                (v.NIF_REFERENCE_CONTEXT, NamedNode(meant.document or "")),
            )
    return graph.said


def date_literal(date: PartialDate) -> Literal:
    """A date typed by its precision: xsd:date, xsd:gYearMonth or xsd:gYear."""
    datatype = v.XSD_G_YEAR if date.month is None else v.XSD_G_YEAR_MONTH if date.day is None else v.XSD_DATE
    return Literal(str(date), datatype=_word(datatype))


class _Graph:
    """Collects what one graph says of things."""

    def __init__(self) -> None:
        self.said: Described = defaultdict(set)
        self.node = cache(NamedNode)  # the same few things are spoken of again and again

    def about(self, subject: str, *statements: tuple[str, Term | None]) -> None:
        """Say this of a thing; not what has no object."""
        self.said[self.node(subject)] |= {(_word(what), term) for what, term in statements if term is not None}


class _Writer(_Graph):
    """Writes one document; keeps what every triple needs: the document, its text, the IRIs."""

    def __init__(self, extraction: Extraction, resolution: Resolution) -> None:
        super().__init__()
        self.extraction, self.release = extraction, extraction.release
        self.document, self.iri_of = resolution.document, resolution.iri_of
        self.retired = resolution.retired

    def document_graph(self, reader: str, earlier: Iterable[str]) -> Described:
        """All that the document says."""
        self._document(reader, earlier)
        for entity in self.extraction.entities:
            self._entity(entity)
        for alone, found in self.retired.items():
            self.about(alone, (v.DCTERMS_IS_REPLACED_BY, NamedNode(found)))
        for position in self.extraction.positions:
            self._position(position)
        for agreement in self.extraction.agreements:
            self._agreement(agreement)
        for event in self.extraction.events:
            self._event(event)
        for program in self.extraction.programs:
            self._program(program)
        return self.said

    def _document(self, reader: str, earlier: Iterable[str]) -> None:
        release = self.release
        url = re.match(r"https?://", release.source)
        self.about(
            self.document,
            (v.RDF_TYPE, _word(v.TJ_DOCUMENT)),
            (v.DCTERMS_SOURCE, NamedNode(release.source) if url else Literal(release.source)),
            (v.DCTERMS_TITLE, Literal(release.title, language=release.language)),
            (v.DCTERMS_LANGUAGE, Literal(release.language)),
            (v.DCTERMS_ISSUED, date_literal(release.issued) if release.issued else None),
            (v.DCTERMS_PUBLISHER, self._publisher()),
            (v.SCHEMA_URL, _address(release.url)),
            (v.SCHEMA_SHA256, Literal(release.sha256)),
            (v.PROV_WAS_GENERATED_BY, NamedNode(READER + reader)),
            (v.NIF_IS_STRING, Literal(release.text)),
            *((v.PROV_WAS_REVISION_OF, NamedNode(version)) for version in earlier),
        )

    def _publisher(self) -> NamedNode | None:
        if self.release.publisher is None:
            return None
        name = fold(self.release.publisher)
        named = (e for e in self.extraction.entities if e.kind is Kind.ORGANIZATION and name in map(fold, e.names))
        return next((self.node(self.iri_of[entity.id]) for entity in named), None)

    def _entity(self, entity: Entity) -> None:
        iri = self.iri_of[entity.id]
        if entity.kind is Kind.PERSON:
            self.about(iri, (v.RDF_TYPE, _word(v.FOAF_PERSON)))
        else:
            self.about(
                iri,
                (v.RDF_TYPE, _word(v.ORG_ORGANIZATION_CLASS)),
                (v.RDF_TYPE, _word(_class_of(entity.type)) if entity.type else None),
                (v.TJ_COUNTRY, NamedNode(f"{v.THINGS}country/{entity.country}") if entity.country else None),
                (v.ORG_UNIT_OF, self._node(entity.unit_of)),
            )
        preferred: set[str] = set()
        # A name that is only another name's reading or romanisation says more under that tag.
        read = {reading for _, reading in entity.readings}
        tagged = [(name, self._language(name)) for name in entity.names if name not in read]
        for name, language in [*tagged, *((reading, tag) for tag, reading in entity.readings)]:
            predicate = v.SKOS_ALT_LABEL if language in preferred else v.SKOS_PREF_LABEL
            preferred.add(language)
            self.about(iri, (predicate, Literal(name, language=language)))
        self.about(iri, *((v.TJ_MERGE_REASON, Literal(reason)) for reason in entity.reasons))
        for mention in entity.mentions:
            self._span(mention.start, mention.end, v.NIF_PHRASE)
            self.about(
                span_iri(self.document, mention.start, mention.end),
                (v.ITSRDF_TA_IDENT_REF, self.node(iri)),
                (v.ITSRDF_TA_CONFIDENCE, _decimal(mention.confidence)),
            )

    def _language(self, name: str) -> str:
        if _KANA.search(name):
            return "ja"
        return self.release.language if _HAN.search(name) else "en"

    def _position(self, position: Position) -> None:
        iri = position_iri(position, self.iri_of)
        self.about(
            iri,
            (v.RDF_TYPE, _word(v.ORG_MEMBERSHIP)),
            (v.ORG_MEMBER, self._node(position.person)),
            (v.ORG_ORGANIZATION_PROPERTY, self._node(position.organization)),
            (v.TJ_UNIT, self._node(position.unit)),
            (v.TJ_ROLE_TITLE, Literal(position.title, language=self.release.language) if position.title else None),
            (v.ORG_ROLE, NamedNode(v.ROLE_PREFIX + position.role) if position.role else None),
            (v.TJ_FORMER, Literal(True) if position.former else None),
        )
        self._support(iri, position)

    def _agreement(self, agreement: Agreement) -> None:
        iri = self.iri_of[agreement.id]
        planned = agreement.planned_for
        self.about(
            iri,
            (v.RDF_TYPE, _word(v.TJ_AGREEMENT)),
            (v.RDF_TYPE, NamedNode(v.TJ + agreement.kind)),
            (v.TJ_STATUS, NamedNode(v.TJ + agreement.status.value)),
            *((v.TJ_PARTY, self._node(party)) for party in agreement.parties),
            *((v.TJ_SIGNATORY, self._node(person)) for person in agreement.signatories),
            (v.TJ_SIGNED_ON, date_literal(agreement.signed_on) if agreement.signed_on else None),
            (v.TJ_PLANNED_FOR, date_literal(planned) if planned else None),
            (v.TJ_TITLE, Literal(agreement.title, language=self.release.language) if agreement.title else None),
            *((v.TJ_TOPIC, NamedNode(v.TOPIC_PREFIX + topic)) for topic in agreement.topics),
            (v.TJ_BUILDS_ON, self._node(agreement.builds_on)),
            (v.TJ_BACKGROUND, Literal(True) if agreement.background else None),
            (v.TJ_AMOUNT, Literal(agreement.amount, language=self.release.language) if agreement.amount else None),
        )
        self._place(iri, v.TJ_SIGNED_AT, agreement.signed_at)
        self._support(iri, agreement)

    def _event(self, event: Event) -> None:
        iri = event_iri(event)
        self.about(
            iri,
            (v.RDF_TYPE, _word(v.SCHEMA_EVENT)),
            *self._named(event.name),
            (v.SCHEMA_START_DATE, date_literal(event.start) if event.start else None),
            (v.SCHEMA_END_DATE, date_literal(event.end) if event.end else None),
            *((v.SCHEMA_ORGANIZER, self._node(organizer)) for organizer in event.organizers),
            *((v.SCHEMA_ATTENDEE, self._node(attendee)) for attendee in event.attendees),
        )
        self._place(iri, v.SCHEMA_LOCATION, event.place)
        self._quantity(iri, event.size)
        self._support(iri, event)

    def _program(self, program: Program) -> None:
        iri = program_iri(program, self.iri_of)
        self.about(
            iri,
            (v.RDF_TYPE, _word(v.TJ_FACILITY if program.facility else v.TJ_PROGRAM)),
            *self._named(program.name),
            *((v.TJ_RUN_BY, self._node(organization)) for organization in program.run_by),
            (v.SCHEMA_START_DATE, date_literal(program.starts) if program.starts else None),
            (v.TJ_DURATION, Literal(program.duration, language=self.release.language) if program.duration else None),
            (v.TJ_UNDER_AGREEMENT, self._node(program.under)),
        )
        self._quantity(iri, program.size)
        self._support(iri, program)

    def _support(self, iri: str, fact: Position | Agreement | Event | Program) -> None:
        """Why a fact is believed: its sentences, the rule that read it, and how sure that rule is."""
        self.about(
            iri, (v.TJ_RULE, Literal(f"{fact.rule} {__version__}")), (v.TJ_CONFIDENCE, _decimal(fact.confidence))
        )
        for sentence in fact.evidence:
            self._span(sentence.start, sentence.end, v.NIF_SENTENCE)
            self.about(iri, (v.PROV_WAS_DERIVED_FROM, self.node(self._sentence_iri(sentence))))

    def _sentence_iri(self, sentence: Evidence) -> str:
        return span_iri(self.document, sentence.start, sentence.end)

    def _span(self, start: int, end: int, kind: str) -> None:
        quote = self.release.text[start:end]
        if not quote:
            raise ValueError(f"an empty quote at {start} to {end} of {self.release.source}")
        self.about(
            span_iri(self.document, start, end),
            (v.RDF_TYPE, _word(kind)),
            (v.NIF_REFERENCE_CONTEXT, self.node(self.document)),
            (v.NIF_ANCHOR_OF, Literal(quote)),
            (v.NIF_BEGIN_INDEX, Literal(start)),
            (v.NIF_END_INDEX, Literal(end)),
        )

    def _named(self, name: str) -> Iterator[tuple[str, Term]]:
        literal = Literal(name, language=self._language(name))
        yield v.SCHEMA_NAME, literal
        yield v.SKOS_PREF_LABEL, literal

    def _place(self, iri: str, predicate: str, name: str | None) -> None:
        if name:
            place = thing("place", fold(name))
            label = Literal(name, language=self._language(name))
            self.about(iri, (predicate, self.node(place)))
            self.about(place, (v.RDF_TYPE, _word(v.SCHEMA_PLACE)), (v.SKOS_PREF_LABEL, label))

    def _quantity(self, iri: str, quantity: Quantity | None) -> None:
        if quantity:
            node = thing("quantity", iri, quantity.text)
            self.about(iri, (v.TJ_SIZE, self.node(node)))
            self.about(
                node,
                (v.RDF_TYPE, _word(v.TJ_QUANTITY)),
                (v.SCHEMA_VALUE, _decimal(quantity.value)),
                (v.SCHEMA_MAX_VALUE, _decimal(quantity.maximum) if quantity.maximum is not None else None),
                (v.SCHEMA_UNIT_TEXT, Literal(quantity.unit)),
                (v.TJ_WORDING, Literal(quantity.text)),
            )

    def _node(self, identifier: str | None) -> NamedNode | None:
        return self.node(self.iri_of[identifier]) if identifier is not None else None


def _address(url: str | None) -> NamedNode | None:
    """The IRI of an address that a page gives for itself, or None where that is none: pages say all sorts of things."""
    try:
        return NamedNode(url) if url else None
    except ValueError:
        return None


def _decimal(number: float) -> Literal:
    return Literal(f"{number:.4f}".rstrip("0").rstrip("."), datatype=_word(v.XSD_DECIMAL))


_PARENT_OF = {OrganizationType.COMPANY: v.TJ_PARENT_COMPANY, OrganizationType.UNIT: v.ORG_UNIT_OF}


def _class_of(type_: OrganizationType) -> str:
    unit = type_ is OrganizationType.UNIT
    return v.ORG_ORGANIZATIONAL_UNIT if unit else v.TJ + type_.value


@lru_cache(maxsize=2_000)
def _described(row: Row) -> tuple[Statement, ...]:
    """What the authority file says of an institution; a few of them stand in most documents."""
    labels = {"zh-Hant": row.name_zh_hant, "zh-Hans": row.name_zh_hans, "ja": row.name_ja, "en": row.name_en}
    parent = _PARENT_OF.get(row.type, v.ORG_SUB_ORGANIZATION_OF)
    statements: list[tuple[str, Term | None]] = [
        (v.RDF_TYPE, NamedNode(v.ORG_ORGANIZATION_CLASS)),
        (v.RDF_TYPE, NamedNode(_class_of(row.type))),
        (v.TJ_COUNTRY, NamedNode(f"{v.THINGS}country/{row.country}") if row.country else None),
        *((v.SKOS_PREF_LABEL, Literal(name, language=tag)) for tag, name in labels.items() if name),
        *((v.DCTERMS_IDENTIFIER, Literal(f"{scheme}:{value}")) for scheme, value in row.identifiers),
        (parent, NamedNode(f"{v.THINGS}organization/{row.parent}") if row.parent else None),
    ]
    return tuple((NamedNode(predicate), term) for predicate, term in statements if term is not None)
