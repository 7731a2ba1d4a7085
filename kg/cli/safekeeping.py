"""Commands that put a store into one file and take it out again: backup, restore."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import count, store_option

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@store_option
@click.argument("file", type=_FILE)
def backup(folder: Path, file: Path) -> None:
    """Write the whole store into FILE, also while another command writes to it."""
    from kg.safekeeping import backup as keep

    kept = keep(folder, file)
    click.echo(f"{file}: {count(kept.documents, 'document')}, {kept.size / 1e6:.1f} MB unpacked")


@click.command()
@store_option
@click.argument("file", type=_FILE)
def restore(folder: Path, file: Path) -> None:
    """Make a new store from a FILE of `kg backup`; a store that is there already is never touched."""
    from kg.safekeeping import restore as make

    kept = make(file, folder)
    click.echo(f"{folder}: {count(kept.documents, 'document')} restored")
