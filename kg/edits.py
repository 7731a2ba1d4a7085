"""What one transaction takes out of the graph and puts in, as the engine is told it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple
from pyoxigraph import Store as Oxigraph

from kg.consolidate import Described, Said, Statement, Subject

Name = NamedNode | DefaultGraph


def by_subject(triples: Iterable[Triple | Quad]) -> Described:
    """What triples, or quads of one graph, say of each thing."""
    described: Described = defaultdict(set)
    for triple in triples:
        described[triple.subject].add((triple.predicate, triple.object))
    return described


class Edits:
    """Collects what changes, graph by graph.

    The terms are written out here once: to build a quad of the engine for each takes longer than all the rest.
    """

    def __init__(self) -> None:
        """Nothing changes."""
        self._gone: dict[Name, list[str]] = defaultdict(list)
        self._come: dict[Name, list[str]] = defaultdict(list)
        self._dropped: list[NamedNode] = []

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self._gone or self._come or self._dropped)

    def become(self, graph: Name, before: Said, after: Said) -> None:
        """What a graph says of these things shall be what is said `after` instead of `before`."""
        for subject in before.keys() | after.keys():
            self.change(graph, subject, before.get(subject, frozenset()), after.get(subject, frozenset()))

    def change(self, graph: Name, subject: Subject, before: Set[Statement], after: Set[Statement]) -> None:
        """What a graph says of one thing shall be what is said `after` instead of `before`."""
        if gone := before - after:
            self._gone[graph] += _lines(subject, gone)
        if come := after - before:
            self._come[graph] += _lines(subject, come)

    def drop(self, graph: NamedNode) -> None:
        """The graph shall be gone, also from the list of graphs."""
        self._dropped.append(graph)

    def count(self, graph: Name) -> tuple[int, int]:
        """How many triples come into a graph and go from it."""
        return len(self._come.get(graph, ())), len(self._gone.get(graph, ()))

    def apply(self, store: Oxigraph) -> None:
        """Change the store, in one transaction: all of it is there afterwards, or nothing. Raises OSError."""
        if not self._gone and not self._dropped:
            # The same transaction without SPARQL, which takes longer to read.
            store.load("".join(_quads(self._come)).encode(), format=RdfFormat.N_QUADS)
            return
        steps = [f"DROP SILENT GRAPH {graph}" for graph in self._dropped]
        for verb, quads in (("INSERT", self._come), ("DELETE", self._gone)):
            if quads:
                steps.insert(0, f"{verb} DATA {{ {_groups(quads)} }}")
        store.update(" ;\n".join(steps))


def _lines(subject: Subject, statements: Iterable[Statement]) -> list[str]:
    """The triples of one thing, as N-Triples writes them but for the full stop."""
    name = str(subject)
    return [f"{name} {_predicate(predicate)} {term}" for predicate, term in statements]


_predicate = cache(str)  # of the vocabulary, so there are few


def _quads(quads: Mapping[Name, Iterable[str]]) -> Iterator[str]:
    """N-Quads."""
    for graph, triples in quads.items():
        name = "" if isinstance(graph, DefaultGraph) else str(graph)
        for triple in triples:
            yield f"{triple} {name} .\n"


def _groups(quads: Mapping[Name, Iterable[str]]) -> str:
    """The data of an update in SPARQL."""
    groups = {graph: " .\n".join(triples) for graph, triples in quads.items()}
    named = [f"GRAPH {graph} {{ {text} }}" for graph, text in groups.items() if not isinstance(graph, DefaultGraph)]
    return "\n".join([*named, groups.get(DefaultGraph(), "")])
