"""The command that compares versions of a document, and documents: diff."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option


@click.command()
@store_option
@click.argument("document")
@click.argument("other", required=False)
def diff(folder: Path, document: str, other: str | None) -> None:
    """Say which facts DOCUMENT, an IRI or a source, added since its version before, or OTHER states otherwise.

    + added, ~ changed, − withdrawn, ! contradicted by another document.
    """
    from kg import differences
    from kg.pipeline import Reader
    from kg.store import Store

    store, reader = Store.reading(folder), Reader()
    found = differences.compare(store, document, other, reader) if other else differences.diff(store, document, reader)
    for line in found:
        click.echo(line)
