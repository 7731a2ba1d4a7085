"""How far a long command has come: a line on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")


def progress(items: Iterable[T], length: int, what: str, tell: Callable[[T], None]) -> Iterator[T]:
    """Pass items on, `tell` each, and keep a bar with the number done, the rate and the time left below the lines."""
    shown = sys.stderr.isatty()
    start = time.monotonic()
    with click.progressbar(
        length=length, label="Reading", file=sys.stderr, hidden=not shown, show_pos=True, item_show_func=str
    ) as bar:
        for done, item in enumerate(items, start=1):
            if shown:
                click.echo("\r\x1b[K", nl=False, err=True)  # what is told must not stand in the line of the bar
            tell(item)
            bar.update(1, f"{done / max(time.monotonic() - start, 0.001):.1f} {what}/s")
            yield item
