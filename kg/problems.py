"""What can go wrong that a user can act on.

    Problem
    ├── ReadError    a source that cannot become a release
    │   └── GoneError    one that is no longer where it was
    ├── QueryError   a query that cannot be answered
    └── StoreError   a store that cannot be used

The message of each is one line: what is wrong, where, what to do.
"""

from __future__ import annotations


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
