"""Write the ontology as one page to read, in English, Chinese and Japanese; it needs no network and no script.

`python ontology/generate_page.py build/docs/ontology.html`. Fragments of the page are the local names of the terms,
so that an IRI of the ontology leads to its entry once the page is served at that address.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

from generate_vocab import NAMESPACES
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Node, URIRef

ONTOLOGY = Path(__file__).parent
LANGUAGES = {"en": "English", "zh-Hant": "中文", "ja": "日本語"}
RELATIONS = {
    RDFS.subClassOf: "kind of",
    RDFS.subPropertyOf: "special case of",
    RDFS.domain: "from",
    RDFS.range: "to",
    SKOS.broader: "part of",
    SKOS.closeMatch: "near to",
    SKOS.exactMatch: "same as",
}
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 0 auto; padding: 1rem }
body { color: #1b1b1b; background: #fff }
table { border-collapse: collapse; width: 100%; margin: 0 0 2rem }
th, td { border: 1px solid #c8c8c8; padding: .4rem .6rem; text-align: left; vertical-align: top }
th { background: #f0f3f6 } th:first-child:not(:nth-last-child(-n+3)) { width: 18rem } tr:target { background: #fff6d6 }
code { font-size: .9em; overflow-wrap: anywhere } small { color: #555 } nav a { margin-right: 1rem }
@media (prefers-color-scheme: dark) {
  body { background: #16181b; color: #e6e6e6 } th { background: #262a2f } th, td { border-color: #444 }
  a { color: #8ab4f8 } small { color: #aaa } tr:target { background: #3a3413 }
}
"""


def short(term: Node) -> str:
    """A term as a prefixed name, or its IRI where no prefix fits."""
    iri = str(term)
    prefixed = (f"{p}:{iri[len(n) :]}" for p, n in NAMESPACES.items() if iri.startswith(n) and iri != n)
    return next(prefixed, iri)


def link(term: Node) -> str:
    """A link to a term: within the page for our own, else to where it is published."""
    iri = str(term)
    target = "#" + iri.removeprefix(NAMESPACES["tj"]) if iri.startswith(NAMESPACES["tj"]) else iri
    return f'<a href="{escape(target)}"><code>{escape(short(term))}</code></a>'


def text(graph: Graph, subject: Node, predicate: URIRef, language: str) -> str:
    """The texts of one language, escaped; several are joined."""
    found = [str(o) for o in graph.objects(subject, predicate) if isinstance(o, Literal) and o.language == language]
    return escape((", " if language == "en" else "、").join(sorted(found)))


def entries(graph: Graph, subjects: Iterable[Node], name: URIRef, meaning: URIRef, more: URIRef | None = None) -> str:
    """A table with one row for each subject: its IRI with what it is related to, then one column for each language."""
    head = "".join(f"<th>{title}</th>" for title in LANGUAGES.values())
    rows = []
    for subject in sorted(subjects, key=str):
        related = "".join(
            f"<br><small>{label} {', '.join(map(link, sorted(graph.objects(subject, predicate), key=str)))}</small>"
            for predicate, label in RELATIONS.items()
            if any(isinstance(o, URIRef) for o in graph.objects(subject, predicate))
        )
        cells = "".join(
            f'<td lang="{tag}"><b>{text(graph, subject, name, tag)}</b><br>{text(graph, subject, meaning, tag)}'
            + (f"<br><small>{text(graph, subject, more, tag)}</small>" if more else "")
            + "</td>"
            for tag in LANGUAGES
        )
        fragment = escape(str(subject).removeprefix(NAMESPACES["tj"]))
        rows.append(f'<tr id="{fragment}"><td><code>{escape(short(subject))}</code>{related}</td>{cells}</tr>')
    return f"<table><thead><tr><th>IRI</th>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def reused() -> str:
    """The table of reused.tsv."""
    lines = (ONTOLOGY / "reused.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    cells = "".join(f"<tr><td><code>{escape(term)}</code></td><td>{escape(use)}</td></tr>" for term, use in rows)
    return f"<table><thead><tr><th>term</th><th>use</th></tr></thead><tbody>{cells}</tbody></table>"


def rules() -> str:
    """What the shapes demand, as their messages say it."""
    shapes = Graph().parse(ONTOLOGY / "shapes.ttl")
    tagged = sorted(
        {s for s, o in shapes.subject_objects(SH.message) if isinstance(o, Literal) and o.language}, key=str
    )
    rows = sorted("".join(f'<td lang="{t}">{text(shapes, s, SH.message, t)}</td>' for t in LANGUAGES) for s in tagged)
    head = "".join(f"<th>{title}</th>" for title in LANGUAGES.values())
    return f"<table><thead><tr>{head}</tr></thead><tbody><tr>{'</tr><tr>'.join(rows)}</tr></tbody></table>"


def page() -> str:
    """The whole page."""
    terms = Graph().parse(ONTOLOGY / "tj.ttl")
    roles, topics = (Graph().parse(ONTOLOGY / f"{name}.ttl") for name in ("roles", "topics"))
    header = URIRef(NAMESPACES["tj"].rstrip("#"))
    properties = {*terms.subjects(RDF.type, OWL.ObjectProperty), *terms.subjects(RDF.type, OWL.DatatypeProperty)}
    individuals = set(terms.subjects(SKOS.inScheme, URIRef(NAMESPACES["tj"] + "statuses")))
    sections = {
        "Classes": entries(terms, terms.subjects(RDF.type, OWL.Class), RDFS.label, RDFS.comment),
        "Properties": entries(terms, properties, RDFS.label, RDFS.comment),
        "Statuses": entries(terms, individuals, RDFS.label, RDFS.comment),
        "Roles": entries(roles, roles.subjects(SKOS.notation), SKOS.prefLabel, SKOS.definition, SKOS.altLabel),
        "Topics": entries(topics, topics.subjects(SKOS.notation), SKOS.prefLabel, SKOS.definition, SKOS.hiddenLabel),
        "Rules": rules(),
        "Reused": reused(),
    }
    titles = [text(terms, header, DCTERMS.title, tag) for tag in LANGUAGES]
    about = "".join(f'<p lang="{t}">{text(terms, header, DCTERMS.description, t)}</p>' for t in LANGUAGES)
    contents = "".join(f'<a href="#{name.lower()}-list">{name}</a>' for name in sections)
    body = "".join(f'<h2 id="{name.lower()}-list">{name}</h2>{table}' for name, table in sections.items())
    version = escape(str(terms.value(header, OWL.versionInfo)))
    licence = link(terms.value(header, DCTERMS.license) or header)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{titles[0]}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head><body>'
        f"<h1>{' · '.join(titles)}</h1>{about}<p><code>{escape(str(header))}</code>, {version}, {licence}</p>"
        f"<nav>{contents}</nav>{body}</body></html>\n"
    )


if __name__ == "__main__":
    Path(sys.argv[1]).parent.mkdir(parents=True, exist_ok=True)
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
