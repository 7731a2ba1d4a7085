"""How far a long command has come: a line on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")


def progress(items: Iterable[T], length: int, what: str, tell: Callable[[T], None]) -> Iterator[T]:
    """Pass items on and `tell` each; the bar stands below what was told."""
    with Progress(length, what) as bar:
        for item in items:
            bar.clear()
            tell(item)
            bar.step()
            yield item


class Progress:
    """A bar with the number done, the rate and the time left. Use as a context manager."""

    def __init__(self, length: int, what: str) -> None:
        """`length` is the number of things to do, `what` what they are called."""
        self._shown, self._what = sys.stderr.isatty(), what
        self._bar = click.progressbar(
            length=length, label="Reading", file=sys.stderr, hidden=not self._shown, show_pos=True, item_show_func=str
        )
        self._start, self._done = time.monotonic(), 0

    def __enter__(self) -> Progress:
        self._bar.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.render_finish()

    def clear(self) -> None:
        """Make room for a line of text, which the bar then stands below."""
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)

    def step(self, _: object = None) -> None:
        """One thing is done."""
        self._done += 1
        rate = self._done / max(time.monotonic() - self._start, 0.001)
        self._bar.update(1, f"{rate:.1f} {self._what}/s")
