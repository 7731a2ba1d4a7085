"""The graph without the facts that are not sure enough."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.vocab import TJ_CONFIDENCE


def above(graph: Store, least: float) -> Store:
    """A copy in memory without the facts whose confidence is below `least`, from 0 to 1, and without links to them.

    A fact that several documents state has the highest of their confidences. Persons and institutions stay.
    """
    sure = graph.quads_for_pattern(None, NamedNode(TJ_CONFIDENCE), None, DefaultGraph())
    weak = {q.subject for q in sure if isinstance(q.object, Literal) and float(q.object.value) < least}
    kept = Store()
    kept.bulk_extend(quad for quad in graph if quad.subject not in weak and quad.object not in weak)
    return kept
