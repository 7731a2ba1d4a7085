"""Titles of Japanese ministers in Chinese text, whose first word was read as an institution: 日本經濟產業|副大臣."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import letters_of
from kg.annotate.tagging.tagger import Found
from kg.names.ministers import ministers_in
from kg.names.referring import countries


def ministers(text: str, spans: Sequence[Found]) -> list[Found]:
    """The spans, with the whole title of a minister beside a person, and no institution of its first word."""
    read = list(spans)
    for start, end in ministers_in(letters_of(text)):
        if any(s.kind in ("PERSON", "SURNAME") and (s.start == end or s.end == start) for s in read):
            over = [s for s in read if s.start < end and start < s.end]
            sure = max((s.confidence for s in over), default=0.75)
            before = [replace(s, end=start) for s in over if s.start < start]
            kept = [s for s in read if s not in over] + [s for s in before if _names(text, s)]
            read = sorted([*kept, Found(start, end, "TITLE", sure)], key=lambda s: s.start)
    return read


def _names(text: str, span: Found) -> bool:
    """Whether what is left before a title is more than the land whose minister it is: 日本, 前日本."""
    form = text[span.start : span.end]
    return form.lstrip("前") not in countries()
