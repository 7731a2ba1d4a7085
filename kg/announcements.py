"""Documents that are one announcement, published on several sites or in several languages.

The saved query `announcements` asks the same of all documents; here it is asked of one, by a few look-ups.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pyoxigraph import Literal, NamedNode, Quad

from kg.query import text_of
from kg.store import Store
from kg.vocab import DCTERMS_ISSUED, DCTERMS_SOURCE, RDF_TYPE, SCHEMA_EVENT, TJ_AGREEMENT, TJ_BACKGROUND

_APART = timedelta(days=7)  # between the days on which two documents of one announcement are published
_KINDS = (TJ_AGREEMENT, SCHEMA_EVENT)


def same_announcement(store: Store, document: str) -> list[str]:
    """The sources of other documents that tell mostly the agreements and events of this one, within a week of it."""
    own = set(_told(store, NamedNode(document)))
    issued = _issued(store, NamedNode(document))
    if issued is None:
        return []
    telling = {
        quad.graph_name
        for fact in own
        for kind in _KINDS
        for quad in store.graph.quads_for_pattern(fact, NamedNode(RDF_TYPE), NamedNode(kind), None)
    }
    found = []
    for other in (graph for graph in telling if isinstance(graph, NamedNode) and graph.value != document):
        day = _issued(store, other)
        if day is None or abs(day - issued) > _APART:
            continue
        theirs = set(_told(store, other))
        if 2 * len(own & theirs) > len(own | theirs):
            found.append(other)
    return sorted(text_of(q.object) for g in found for q in _said(store, g, DCTERMS_SOURCE))


def _told(store: Store, graph: NamedNode) -> Iterator[NamedNode]:
    """The agreements and events that a document tells as its news."""
    for kind in _KINDS:
        for quad in store.graph.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(kind), graph):
            fact = quad.subject
            if not isinstance(fact, NamedNode):
                continue
            old = store.graph.quads_for_pattern(fact, NamedNode(TJ_BACKGROUND), None, graph)
            if next(iter(old), None) is None:
                yield fact


def _issued(store: Store, graph: NamedNode) -> date | None:
    """The day of issue of a document, where it is known to the day."""
    for quad in _said(store, graph, DCTERMS_ISSUED):
        if isinstance(quad.object, Literal) and len(quad.object.value) == len("2026-01-01"):
            return date.fromisoformat(quad.object.value)
    return None


def _said(store: Store, graph: NamedNode, predicate: str) -> Iterator[Quad]:
    return iter(store.graph.quads_for_pattern(graph, NamedNode(predicate), None, graph))
