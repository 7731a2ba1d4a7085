"""The store as dictionaries, which is how the page's reader asks it: the whole of it is shown, so it is read once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple

from kg import vocab as v
from kg.view.scene import clean, language_tag

DOCUMENTS = v.THINGS + "document/"
_NAMES = (v.SKOS_PREF_LABEL, v.RDFS_LABEL, v.SCHEMA_NAME, v.TJ_TITLE, v.SKOS_ALT_LABEL)  # best first

Object = NamedNode | Literal | BlankNode | Triple
Description = dict[str, list[Object]]


def local_name(iri: str) -> str:
    """The last part of an IRI: the key of its term."""
    return re.split(r"[#/]", iri.rstrip("/"))[-1]


def text(values: Iterable[Object]) -> str:
    """The first of the values as a line, or nothing."""
    return next((clean(o.value) for o in values if isinstance(o, Literal | NamedNode)), "")


def iris(values: Iterable[Object]) -> list[str]:
    """Those of the values that are IRIs."""
    return [value.value for value in values if isinstance(value, NamedNode)]


def _order(value: Object) -> tuple[str, str, str]:
    if isinstance(value, Literal):
        return value.value, value.language or "", value.datatype.value
    return str(value), "", ""


@dataclass
class Graphs:
    """The store as dictionaries: what is known, what each document says, and the labels of terms."""

    known: dict[str, Description] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    said: dict[str, dict[str, Description]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    )
    terms: dict[str, Description] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    @classmethod
    def of(cls, store: Store) -> Graphs:
        """Read a store; the order of its quads makes no difference."""
        graphs = cls()
        for quad in store:
            if not isinstance(quad.subject, NamedNode):
                continue
            graph, subject = quad.graph_name, quad.subject.value
            if isinstance(graph, DefaultGraph):
                place = graphs.known[subject]
            elif graph.value.startswith(DOCUMENTS):
                place = graphs.said[graph.value][subject]
            elif quad.predicate.value in _NAMES:
                place = graphs.terms[subject]
            else:
                continue
            place[quad.predicate.value].append(quad.object)
        every = [*graphs.known.values(), *graphs.terms.values(), *(d for g in graphs.said.values() for d in g.values())]
        for description in every:
            for values in description.values():
                values.sort(key=_order)
        return graphs

    def labels(self, iri: str) -> list[tuple[str, str, bool]]:
        """(language tag, name, preferred), each name once."""
        names: dict[tuple[str, str], bool] = {}
        for predicate in _NAMES:
            for source in (self.known, self.terms):
                for label in source[iri].get(predicate, ()) if iri in source else ():
                    if isinstance(label, Literal) and clean(label.value):
                        key = (language_tag(label.language or ""), clean(label.value))
                        names.setdefault(key, predicate != v.SKOS_ALT_LABEL)
        return [(language, name, best) for (language, name), best in names.items()]
