"""What can go wrong that a user can act on.

    Problem
    ├── ReadError    a source that cannot become a release
    │   └── GoneError    one that is no longer where it was
    ├── QueryError   a query that cannot be answered
    └── StoreError   a store that cannot be used

The message of each is one line: what is wrong, where, what to do.
"""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ud800-\\udfff]")


def printable(text: str) -> str:
    """A text on one line, with escapes for what would move the cursor, turn the writing or show nothing.

    Names of files and texts of pages are written by others; a terminal obeys what stands in them.
    """
    return _UNSEEN.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


class Problem(Exception):  # noqa: N818 - not an error of the program
    """A failure that a user can act on."""


class ReadError(Problem):
    """A source that cannot become a release."""


class GoneError(ReadError):
    """An address of the web where nothing is any more."""


class QueryError(Problem):
    """A query that cannot be answered."""


class StoreError(Problem):
    """A store that cannot be used."""
