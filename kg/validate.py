"""The graph against the shapes of the ontology."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple, serialize

from kg import knowledge
from kg.vocab import THINGS


def violations(store: Store) -> list[str]:
    """Each violation of ontology/shapes.ttl as one line; none when the graph conforms.

    pyshacl and rdflib are loaded here alone.
    """
    import pyshacl
    from rdflib import RDF, SH, Graph

    data, shapes = Graph(), Graph().parse(knowledge.path("ontology", "shapes.ttl"))
    data.parse(data=serialize(_checked(store), format=RdfFormat.N_TRIPLES), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=True)
    if conforms:
        return []
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, path, value = (report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.value))
        messages = {getattr(m, "language", None): str(m) for m in report.objects(result, SH.resultMessage)}
        message = messages.get("en") or next(iter(messages.values()))
        where = f"{node}" + (f" {path}" if path else "") + (f" = {value}" if value is not None else "")
        found.append(f"{where}: {message}")
    return sorted(found)


def _checked(store: Store) -> set[Triple]:
    """The default graph, and of the documents' graphs what is only there: texts, mentions and sentences."""
    known = {quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    consolidated = {(triple.subject, triple.predicate) for triple in known}
    for quad in store.quads_for_pattern(None, None, None, None):
        if _is_document(quad.graph_name) and (quad.subject, quad.predicate) not in consolidated:
            known.add(quad.triple)
    return known


def _is_document(graph: object) -> bool:
    return isinstance(graph, NamedNode) and graph.value.startswith(f"{THINGS}document/")
