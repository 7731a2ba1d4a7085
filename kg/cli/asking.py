"""Commands that only look at the graph: query, view, validate, export, status."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import confidence_option, count, opened, store_option


@click.command()
@store_option
@confidence_option
@click.option("--format", "output", default="table", help="table, json, csv, tsv, xml; for graphs ttl, trig, nt.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    help="Seconds it may take (default: 30).",
)
@click.option("--list", "listing", is_flag=True, help="List the saved queries and their questions.")
@click.argument("query", required=False)
def query(folder: Path, least: float, output: str, timeout: float, listing: bool, query: str | None) -> None:
    """Answer a question in SPARQL: text, a .rq file, - for standard input, or the name of a saved query."""
    from kg import query as sparql

    if listing:
        for name, question in sparql.saved_queries().items():
            click.echo(f"{name:28} {question}")
        return
    if query is None:
        raise click.UsageError("say what to ask: SPARQL text, a .rq file, - or a saved name (see --list)")
    if output not in sparql.FORMATS:
        raise click.UsageError(f"there is no format {output}; use one of {', '.join(sparql.FORMATS)}")
    text = sparql.find_query(query, iter(sys.stdin))
    click.echo(sparql.run(opened(folder, least), text, output, timeout=timeout), nl=False)


@click.command()
@store_option
@confidence_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Default: graph.html in the store.",
)
def view(folder: Path, least: float, output: Path | None) -> None:
    """Write the interactive network as one HTML file that opens offline."""
    from kg.view import write_view

    path = output or folder / "graph.html"
    summary = write_view(opened(folder, least), path)
    click.echo(f"{path}: {count(summary.nodes, 'node')}, {count(summary.edges, 'edge')}; open it in a browser")


@click.command()
@store_option
def validate(folder: Path) -> None:
    """Check the graph against the shapes of the ontology (SHACL)."""
    from kg.query import open_read_only
    from kg.validate import violations

    found = violations(open_read_only(folder))
    for violation in found:
        click.echo(violation)
    click.echo(f"{count(len(found), 'violation')}" if found else "The graph conforms to the shapes of the ontology.")
    if found:
        raise SystemExit(1)


@click.command()
@store_option
@confidence_option
@click.option(
    "--format",
    "output",
    type=click.Choice(["nq", "trig", "ttl", "jsonld", "graphml", "csv"]),
    default="nq",
    help="Default: nq.",
)
@click.option(
    "-o", "--output", "path", type=click.Path(dir_okay=False, path_type=Path), help="A file (default: standard output)."
)
def export(folder: Path, least: float, output: str, path: Path | None) -> None:
    """Write the graph: everything as nq or trig, the consolidated graph as ttl, jsonld, graphml or csv."""
    from kg.export import export as write

    data = write(opened(folder, least), output)
    if path is None:
        sys.stdout.buffer.write(data)
    else:
        path.write_bytes(data)
        click.echo(f"{path}: {len(data):,} bytes", err=True)


@click.command()
@store_option
def status(folder: Path) -> None:
    """Say what the store holds, what was read when, and what could not be read."""
    from kg.status import describe

    click.echo(describe(folder))
