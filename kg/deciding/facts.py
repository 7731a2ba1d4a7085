"""What a fact or agreement says, in the names of the things in it, and the sentences that say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath

from pyoxigraph import Literal, NamedNode

from kg.deciding.referents import Finder
from kg.query import select
from kg.store import Store
from kg.vocab import DCTERMS_SOURCE, THINGS


def summary(finder: Finder, iri: str) -> str:
    """What a fact says, in the names of the things in it."""
    query = f"""SELECT DISTINCT ?thing ?said {{
      {{ <{iri}> tj:roleTitle|tj:title|schema:name|tj:signedOn|tj:plannedFor ?said }} UNION
      {{ VALUES ?p {{ org:member org:organization tj:party tj:runBy schema:organizer }} <{iri}> ?p ?thing }} }}"""
    found = select(finder.store.graph, query)
    parts = sorted({row["said"] for row in found if "said" in row})
    return ", ".join([*sorted({finder.label(row["thing"]) for row in found if "thing" in row}), *parts])


def quotes(store: Store, iri: str) -> Iterator[tuple[str, str]]:
    """The sentences that say a fact, each with its document."""
    query = f"""SELECT ?doc ?quote {{ GRAPH ?doc {{ <{iri}> prov:wasDerivedFrom ?s . ?s nif:anchorOf ?quote }} }}
      ORDER BY ?doc ?quote"""
    yield from ((row["quote"], row["doc"]) for row in select(store.graph, query))


def rules(store: Store, iri: str) -> Iterator[tuple[str, str, str]]:
    """What read a fact, how sure it is, and in which document."""
    query = f"""SELECT ?doc ?rule ?confidence {{ GRAPH ?doc {{ <{iri}> tj:rule ?rule ; tj:confidence ?confidence }} }}
      ORDER BY ?doc ?rule"""
    yield from ((row["rule"], row["confidence"], row["doc"]) for row in select(store.graph, query))


def name_of(store: Store, document: str) -> str:
    """A short name of a document for people: its file with the folder it is in, or its address."""
    graph = NamedNode(document)
    for quad in store.graph.quads_for_pattern(graph, NamedNode(DCTERMS_SOURCE), None, graph):
        if isinstance(quad.object, Literal):
            return "/".join(PurePath(quad.object.value).parts[-2:])
        return quad.object.value if isinstance(quad.object, NamedNode) else ""
    return document.removeprefix(THINGS)


def quote_of(store: Store, document: str, start: int, end: int) -> str:
    """A stretch of a document's text, on one line."""
    rows = select(store.graph, f"SELECT ?text {{ GRAPH <{document}> {{ <{document}> nif:isString ?text }} }}")
    return "".join(row["text"][start:end] for row in rows).replace("\n", " ")


def counted(store: Store, said: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What documents say, each once: with the document, or the number of them where there are many."""
    found = list(said)
    often = Counter(text for text, _ in found)
    for text in dict.fromkeys(text for text, _ in found):
        documents = [name_of(store, document) for said_, document in found if said_ == text]
        yield text, ", ".join(documents) if often[text] <= 3 else f"{often[text]} documents"
