"""The command that reads what comes into a folder: watch."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import store_option
from kg.cli.reading import tell
from kg.problems import Problem

if TYPE_CHECKING:
    from kg.pipeline import Reader
    from kg.watching import Watched


@click.command()
@store_option
@click.option(
    "--every",
    type=click.FloatRange(min=0.05),
    default=2.0,
    help="Seconds between two looks at the folder (default: 2).",
)
@click.argument("watched", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path))
def watch(folder: Path, every: float, watched: Path) -> None:
    """Read what is in FOLDER, and each file that comes or changes, until Ctrl-C.

    A file is read when it has looked the same twice; one that goes does not end what it stated.
    """
    from kg.pipeline import Reader
    from kg.watching import Watched

    reader, looked = Reader(), Watched(watched, folder)
    with _stop() as stop:
        click.echo(f"watching  {watched}; Ctrl-C ends it")
        while not stop.is_set():
            _read(folder, looked.changed(), looked, reader, stop)
            for path in looked.gone():
                click.echo(f"gone      {path}: no longer in the folder; what it stated stays until `kg remove`")
            stop.wait(every)
    click.echo("stopped   all that was told is in the graph")


def _read(folder: Path, paths: list[str], looked: Watched, reader: Reader, stop: threading.Event) -> None:
    """Read some files; those that the store could not take now are read at a later look."""
    from kg import pipeline
    from kg.store import Store

    left = list(paths)
    try:
        if left:
            with Store(folder) as store:
                pipeline.install_ontology(store)
                while left and not stop.is_set():
                    tell(pipeline.ingest(store, left[0], reader), store)
                    left.pop(0)
    except Problem as problem:
        click.echo(f"kg: {problem}; {len(left)} waiting", err=True)
    for path in left:
        looked.again(path)


@contextmanager
def _stop() -> Iterator[threading.Event]:
    """An event that Ctrl-C and a polite kill set, so that the document at hand is finished."""
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
