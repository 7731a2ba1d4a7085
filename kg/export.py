"""The graph in the formats of other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Store, serialize

from kg.query import PREFIXES, text_of
from kg.vocab import RDF_TYPE, SKOS_PREF_LABEL

_DATASET = {"trig": RdfFormat.TRIG}
_GRAPH = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}


def export(store: Store, output: str) -> bytes:
    """The store as UTF-8: all of it as nq or trig, the consolidated graph as ttl, jsonld, graphml or csv.

    The same store gives the same bytes. `graphml` has things as nodes and statements between
    things as edges; `csv` has one statement a row.
    """
    if output == "nq":
        return "".join(sorted_nquads(store)).encode()
    if output == "trig":
        quads = sorted(store.quads_for_pattern(None, None, None, None), key=lambda q: (str(q.graph_name), str(q)))
        return serialize(quads, format=_DATASET[output], prefixes=PREFIXES) or b""
    triples = sorted((q.triple for q in store.quads_for_pattern(None, None, None, DefaultGraph())), key=str)
    if output in _GRAPH:
        return serialize(triples, format=_GRAPH[output], prefixes=PREFIXES) or b""
    if output == "csv":
        buffer = io.StringIO()
        writer = csv.writer(buffer)
        writer.writerow(["subject", "predicate", "object", "language", "datatype"])
        for t in triples:
            language = (t.object.language or "") if isinstance(t.object, Literal) else ""
            datatype = t.object.datatype.value if isinstance(t.object, Literal) and not language else ""
            writer.writerow([text_of(t.subject), t.predicate.value, text_of(t.object), language, datatype])
        return buffer.getvalue().encode()
    return _graphml(store)


def sorted_nquads(graph: Store) -> Iterator[str]:
    """Every quad of the store as a line of N-Quads, in the one order that two equal stores share."""
    yield from sorted((graph.dump(format=RdfFormat.N_QUADS) or b"").decode().splitlines(keepends=True))


def _graphml(store: Store) -> bytes:
    import networkx as nx

    network = nx.MultiDiGraph()
    for quad in sorted(store.quads_for_pattern(None, None, None, DefaultGraph()), key=str):
        subject, predicate, value = text_of(quad.subject), quad.predicate.value, quad.object
        network.add_node(subject)
        if predicate == SKOS_PREF_LABEL and isinstance(value, Literal):
            network.nodes[subject][f"label_{value.language}"] = value.value
        elif predicate == RDF_TYPE and isinstance(value, NamedNode):
            types = {*network.nodes[subject].get("types", "").split(), value.value}
            network.nodes[subject]["types"] = " ".join(sorted(types))
        elif isinstance(value, NamedNode):
            network.add_edge(subject, value.value, predicate=predicate)
        elif isinstance(value, Literal):
            known = network.nodes[subject].get(predicate)
            network.nodes[subject][predicate] = f"{known} | {value.value}" if known else value.value
    buffer = io.BytesIO()
    nx.write_graphml(network, buffer, encoding="utf-8")
    return buffer.getvalue()
