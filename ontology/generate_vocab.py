"""Write kg/vocab.py from tj.ttl and reused.tsv: one constant for each term that the graph uses.

`python ontology/generate_vocab.py` writes the file, `--check` only compares and exits 1 when it is stale.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from rdflib import OWL, RDF, Graph, URIRef

ONTOLOGY = Path(__file__).parent
TARGET = ONTOLOGY.parent / "kg" / "vocab.py"

# schema.org is written with https, as its own pages and the contract have it; rdflib's constant has http.
NAMESPACES = {
    "tj": "https://w3id.org/tjsp/ontology#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
}
THINGS = "https://w3id.org/tjsp/id/"
GRAPHS = {name: f"https://w3id.org/tjsp/graph/{name}" for name in ("authority", "decisions", "identity", "ontology")}
COUNTRIES = ("TW", "JP")
DATATYPES = ("string", "boolean", "integer", "decimal", "date", "gYearMonth", "gYear")

_HEADER = '''"""IRIs of the graph, written by ontology/generate_vocab.py; edit the ontology, not this file."""

from typing import Final
'''


def constant(curie: str) -> str:
    """The constant's name for a prefixed name: `org:OrganizationalUnit` gives `ORG_ORGANIZATIONAL_UNIT`."""
    prefix, local = curie.split(":")
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", local).replace("-", "_")
    return f"{prefix}_{words}".upper()


def own_terms(graph: Graph) -> list[str]:
    """Prefixed names of the classes, properties and statuses that the ontology defines itself."""
    statuses = URIRef(NAMESPACES["tj"] + "AgreementStatus")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, statuses)
    own = {str(term) for kind in kinds for term in graph.subjects(RDF.type, kind)}
    return sorted(f"tj:{iri.removeprefix(NAMESPACES['tj'])}" for iri in own if iri.startswith(NAMESPACES["tj"]))


def reused_terms(table: str) -> list[str]:
    """First column of reused.tsv without comments and heading, in the order of the file.

    Raises ValueError when a term stands there twice.
    """
    rows = [line.split("\t")[0] for line in table.splitlines() if line and not line.startswith("#")]
    twice = [term for term, count in Counter(rows).items() if count > 1]
    if twice:
        raise ValueError(f"reused.tsv names {', '.join(twice)} more than once; keep one line for each term")
    return rows[1:]


def module() -> str:
    """The text of kg/vocab.py; the same ontology always gives the same bytes."""
    graph = Graph().parse(ONTOLOGY / "tj.ttl")
    lines = [_HEADER, "# Namespaces, graphs and countries"]
    lines += [f'{prefix.upper()}: Final = "{iri}"' for prefix, iri in NAMESPACES.items()]
    pairs = "".join(f'    ("{prefix}", {prefix.upper()}),\n' for prefix in NAMESPACES)
    lines.append(f"NAMESPACES: Final = (\n{pairs})")
    lines.append(f'THINGS: Final = "{THINGS}"')
    lines += [f'GRAPH_{name.upper()}: Final = "{iri}"' for name, iri in GRAPHS.items()]
    lines += [f'COUNTRY_{code}: Final = "{THINGS}country/{code}"' for code in COUNTRIES]
    # Concepts of these two lists are data, found by their labels; code needs only what their IRIs begin with.
    lines.append(f'ROLE_PREFIX: Final = "{NAMESPACES["tj"]}role-"')
    lines.append(f'TOPIC_PREFIX: Final = "{NAMESPACES["tj"]}topic-"')
    reused = reused_terms((ONTOLOGY / "reused.tsv").read_text(encoding="utf-8"))
    sections = {
        "Terms of our own": own_terms(graph),
        "Datatypes": [f"xsd:{name}" for name in DATATYPES],
        "Terms of published vocabularies": reused,
    }
    taken = Counter(constant(curie) for curies in sections.values() for curie in curies)
    for title, curies in sections.items():
        lines += ["", f"# {title}"]
        for curie in curies:
            prefix, local = curie.split(":")
            name = constant(curie)
            # org:Organization and org:organization differ in case only: both names say which one is meant.
            if taken[name] > 1:
                name += "_CLASS" if local[0].isupper() else "_PROPERTY"
            lines.append(f'{name}: Final = "{NAMESPACES[prefix]}{local}"')
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the module, or with `--check` say whether the written one is current."""
    text = module()
    if arguments == ["--check"]:
        return 0 if TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
