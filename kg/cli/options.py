"""What the commands share: the option of the store, and how they say numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pyoxigraph import Store as Graph

    from kg.refresh import Refreshing
    from kg.store import Store

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


def jobs_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--jobs N`."""
    option = click.option(
        "--jobs",
        type=click.IntRange(min=1),
        help="Processes that read (default: one for each core where there are enough documents).",
    )
    return option(command)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `2 people`, `1 agreement`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def refreshing(store: Store) -> Refreshing:
    """The store as something to keep up with the web, through the Fetcher in the context of the command, if any."""
    from kg.fetch.fetcher import Fetcher
    from kg.refresh import Refreshing

    return Refreshing(store, click.get_current_context().find_object(Fetcher) or Fetcher())


def confidence_option(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--min-confidence SHARE`."""
    option = click.option(
        "--min-confidence",
        "least",
        type=click.FloatRange(0, 1),
        default=0.0,
        help="Leave out facts that are less sure than this, from 0 to 1.",
    )
    return option(command)


def opened(folder: Path, least: float) -> Graph:
    """The graph of a store for reading, without the facts below a confidence."""
    from kg.filtering import above
    from kg.query import open_read_only

    graph = open_read_only(folder)
    return above(graph, least) if least else graph
