"""What the commands share: the option of the store, and how they say numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

DEFAULT_STORE = Path(".kg")


def store_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--store DIR`."""
    option = click.option(
        "--store",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="KG_STORE",
        default=DEFAULT_STORE,
        help="The folder of the graph (default: $KG_STORE, else .kg).",
    )
    return option(command)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `2 people`, `1 agreement`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
