"""A name as the rules after the tagger pass it on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.names.authority import Row

Rows = Sequence[tuple[int, int, Row]]  # where a passage names rows of the authority file


@dataclass(frozen=True, slots=True)
class Name:
    """A span of one passage, with the authority row that it names and the rule that found it, if not the tagger."""

    start: int
    end: int
    kind: str
    confidence: float
    row: Row | None = None
    rule: str = ""
