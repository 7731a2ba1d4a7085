"""What a store holds, in words."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import QuerySolutions

from kg import __version__
from kg.archive import read_journal
from kg.problems import printable
from kg.query import PREFIXES, open_read_only, select, table

_DOCUMENTS = """SELECT ?issued ?language ?title ?source {
  ?d a tj:Document ; dcterms:title ?title ; dcterms:language ?language ; dcterms:source ?source
  OPTIONAL { ?d dcterms:issued ?issued } } ORDER BY ?issued ?source"""
# Labels of the summary, each with the pattern that counts it.
_COUNTED = {
    "people": "?thing a foaf:Person",
    "institutions": "?thing a org:Organization",
    "positions": "?thing a org:Membership",
    "agreements": "?thing a tj:Agreement",
    "events": "?thing a schema:Event",
    "programmes and facilities": "{ ?thing a tj:Program } UNION { ?thing a tj:Facility }",
}


def describe(folder: Path) -> str:
    """A report on the store in `folder`: documents, counts, what was read when, what could not be read, size, version.

    Raises StoreError when there is no store.
    """
    graph = open_read_only(folder)
    documents = graph.query(_DOCUMENTS, prefixes=PREFIXES)
    lines = [table(documents)] if isinstance(documents, QuerySolutions) else []
    for label, pattern in _COUNTED.items():
        [row] = select(graph, f"SELECT (COUNT(DISTINCT ?thing) AS ?n) {{ {pattern} }}")
        lines.append(f"{row['n']:>6} {label}")
    journal = read_journal(folder)
    latest = {entry.get("source", entry.get("document", "")): entry for entry in journal}
    failed = [entry for entry in latest.values() if entry["action"] == "failed"]
    lines += [f"\nlast change: {journal[-1]['time']}"] if journal else []
    lines += [f"could not be read: {_told(entry)}" for entry in failed]
    lines += [f"no longer at its address: {_told(entry)}" for entry in latest.values() if entry["action"] == "gone"]
    # What readers open are hard links to files of the writer.
    files = {(found := file.stat()).st_ino: found.st_size for file in folder.rglob("*") if file.is_file()}
    size = sum(files.values())
    lines.append(f"{len(graph):,} quads, {size / 1e6:.1f} MB in {folder}; kg {__version__}")
    return "\n".join(lines)


def _told(entry: dict[str, str]) -> str:
    """What a line of the journal says about a source."""
    source = entry["source"]
    return printable(f"{source}: {entry['reason'].removeprefix(f'{source}: ')} ({entry['time']})")
