"""The command that compares versions of a document: diff."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option


@click.command()
@store_option
@click.argument("document")
def diff(folder: Path, document: str) -> None:
    """Say what DOCUMENT, an IRI or a source, states otherwise than in its version before: + added, ~ changed,

    − withdrawn, ! contradicted by another document.
    """
    from kg.differences import diff as compare
    from kg.pipeline import Reader
    from kg.store import Store

    for line in compare(Store.reading(folder), document, Reader()):
        click.echo(line)
