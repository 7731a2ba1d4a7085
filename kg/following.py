"""What is known of the things that a change touches: the default graph and the authority graph follow the documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from pyoxigraph import DefaultGraph, Literal, NamedNode
from pyoxigraph import Store as Oxigraph

from kg.consolidate import Said, Statement, Subject, consolidate, keeps, outlasts
from kg.edits import Edits
from kg.vocab import (
    GRAPH_AUTHORITY,
    GRAPH_DECISIONS,
    GRAPH_IDENTITY,
    GRAPH_ONTOLOGY,
    NIF_REFERENCE_CONTEXT,
    ORG_SUB_ORGANIZATION_OF,
    ORG_UNIT_OF,
    SKOS_ALT_LABEL,
    SKOS_PREF_LABEL,
    TJ_PARENT_COMPANY,
)

DEFAULT, AUTHORITY = DefaultGraph(), NamedNode(GRAPH_AUTHORITY)
# Graphs that are no document's.
OWN_GRAPHS = {AUTHORITY, *map(NamedNode, (GRAPH_DECISIONS, GRAPH_IDENTITY, GRAPH_ONTOLOGY))}
_ABOVE = frozenset(map(NamedNode, (ORG_UNIT_OF, ORG_SUB_ORGANIZATION_OF, TJ_PARENT_COMPANY)))
_NOTHING: Set[Statement] = frozenset()
_CONTEXT = NamedNode(NIF_REFERENCE_CONTEXT)


def said_of(store: Oxigraph, subject: Subject, graph: NamedNode | DefaultGraph) -> set[Statement]:
    """What one graph says of a thing."""
    return {(quad.predicate, quad.object) for quad in store.quads_for_pattern(subject, None, None, graph)}


class Following:
    """One change of documents: what each said of things `before`, what it says `after`, by the documents' names."""

    def __init__(self, store: Oxigraph, before: Mapping[NamedNode, Said], after: Mapping[NamedNode, Said]) -> None:
        """Find what comes and goes for each thing; stretches of text stay in the graph of their document."""
        self.store, self.documents = store, after.keys()
        self.said: dict[NamedNode, dict[str, Set[Statement]]] = defaultdict(dict)
        self.come: dict[NamedNode, set[Statement]] = defaultdict(set)
        self.gone: dict[NamedNode, set[Statement]] = defaultdict(set)
        for name in self.documents:
            for subject in before[name].keys() | after[name].keys():
                one, other = before[name].get(subject, _NOTHING), after[name].get(subject, _NOTHING)
                stretch = (_CONTEXT, name)
                if isinstance(subject, NamedNode) and stretch not in one and stretch not in other:
                    self.come[subject] |= other - one
                    self.gone[subject] |= one - other
                    if other:
                        self.said[subject][name.value] = other

    def write(
        self,
        edits: Edits,
        authority: Mapping[str, list[Statement]],
        renamed: Mapping[str, Sequence[Literal]],
        touched: Set[NamedNode],
    ) -> None:
        """Describe anew what the change may alter, and the things that are `touched`.

        `authority` is what the authority file says of things that the documents name, `renamed` are labels that
        people decided on.
        """
        now: dict[NamedNode, set[Statement]] = {}  # what the store has of things
        told: dict[NamedNode, set[Statement]] = {}  # and of that, what it has from the authority file
        known = self._with_those_above({*self.come, *touched}, authority, now, told)
        # What thousands of documents name must not be read from all of them again where nothing changes for it.
        same = {t for t, of in known.items() if t not in touched and told[t] == set(of) and self._stays(t, of, now[t])}
        stated_of = {t: self._stated(t) if now[t] else self.said.get(t, {}) for t in known if t not in same}
        needed = self._needed(stated_of, known, same)
        for thing, stated in stated_of.items():
            described = known[thing] if thing in needed else []
            labels = renamed.get(thing.value, ()) if stated or described else ()
            edits.change(DEFAULT, thing, now[thing], consolidate(stated, _relabelled(described, labels)))
            edits.change(AUTHORITY, thing, told[thing], set(described))

    def _with_those_above(
        self,
        things: Iterable[NamedNode],
        authority: Mapping[str, list[Statement]],
        now: dict[NamedNode, set[Statement]],
        told: dict[NamedNode, set[Statement]],
    ) -> dict[NamedNode, list[Statement]]:
        """What the authority file says of these things, and of those that they belong to there."""
        known: dict[NamedNode, list[Statement]] = {}
        todo = list(things)
        while todo:
            thing = todo.pop()
            if thing not in known:
                now[thing] = said_of(self.store, thing, DEFAULT)
                # Whatever any graph says of a thing leaves something in the default graph.
                told[thing] = said_of(self.store, thing, AUTHORITY) if now[thing] else set()
                known[thing] = authority.get(thing.value) or list(told[thing])
                todo += _parents(known[thing])
        return known

    def _stays(self, thing: NamedNode, described: list[Statement], now: set[Statement]) -> bool:
        """Whether what is known of a thing surely stays as it is, told from the index alone.

        Where this cannot be told, it is False; and for what is new.
        """
        if not now:
            return False
        still = {statement for statements in self.said[thing].values() for statement in statements}
        if not still and not self._is_stated(thing):
            return False
        return all(keeps(now, described, statement) for statement in self.come[thing]) and all(
            (statement in still or self._is_stated(thing, statement)) and outlasts(now, described, statement)
            for statement in self.gone[thing]
        )

    def _is_stated(self, thing: NamedNode, statement: Statement | None = None) -> bool:
        """Whether a document that does not change says something of a thing, or just this."""
        predicate, term = statement or (None, None)
        graphs = (quad.graph_name for quad in self.store.quads_for_pattern(thing, predicate, term, None))
        return any(isinstance(g, NamedNode) and g not in self.documents and g not in OWN_GRAPHS for g in graphs)

    def _stated(self, thing: NamedNode) -> dict[str, Set[Statement]]:
        """What each document says of a thing after the change, by the document's IRI."""
        stated: dict[str, set[Statement]] = defaultdict(set)
        for quad in self.store.quads_for_pattern(thing, None, None, None):
            graph = quad.graph_name
            if isinstance(graph, NamedNode) and graph not in self.documents and graph not in OWN_GRAPHS:
                stated[graph.value].add((quad.predicate, quad.object))
        return {**stated, **self.said.get(thing, {})}

    def _needed(
        self,
        stated_of: Mapping[NamedNode, Mapping[str, object]],
        known: Mapping[NamedNode, list[Statement]],
        same: set[NamedNode],
    ) -> set[NamedNode]:
        """The things to describe: a ministry is described while a document names it, or an agency of it."""
        needed = same | {thing for thing, stated in stated_of.items() if stated}
        for thing in known.keys() - needed:
            below = self.store.quads_for_pattern(None, None, thing, AUTHORITY)
            if any(quad.subject not in known for quad in below):
                needed.add(thing)
        todo = list(needed)
        while todo:
            above = set(_parents(known[todo.pop()])) - needed
            needed |= above
            todo += above
        return needed


def _parents(described: Iterable[Statement]) -> list[NamedNode]:
    return [term for predicate, term in described if predicate in _ABOVE and isinstance(term, NamedNode)]


def _relabelled(described: list[Statement], labels: Sequence[Literal]) -> list[Statement]:
    """The description with these labels before its own, which stay as alternative ones."""
    if not labels:
        return described
    languages = {label.language for label in labels}
    kept = [
        (NamedNode(SKOS_ALT_LABEL), term)
        if predicate.value == SKOS_PREF_LABEL and isinstance(term, Literal) and term.language in languages
        else (predicate, term)
        for predicate, term in described
    ]
    return [*((NamedNode(SKOS_PREF_LABEL), label) for label in labels), *kept]
