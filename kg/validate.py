"""The graph against the shapes of the ontology."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, RdfFormat, Store, serialize

from kg import knowledge
from kg.vocab import GRAPH_AUTHORITY, GRAPH_ONTOLOGY


def violations(store: Store) -> list[str]:
    """Each violation of ontology/shapes.ttl as one line; none when the graph conforms.

    Checked is the default graph together with the documents' graphs, since the sentences
    that facts are derived from stand only there. pyshacl and rdflib are loaded here alone.
    """
    import pyshacl
    from rdflib import RDF, SH, Graph

    own = {GRAPH_AUTHORITY, GRAPH_ONTOLOGY}
    quads = store.quads_for_pattern(None, None, None, None)
    triples = {q.triple for q in quads if isinstance(q.graph_name, DefaultGraph) or q.graph_name.value not in own}
    data, shapes = Graph(), Graph().parse(knowledge.path("ontology", "shapes.ttl"))
    data.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
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
