"""Names in Latin letters with the family name first and a comma, as lists of speakers have them: Lin, Wen-Hua."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.tagging.tagger import Found

_INVERTED = re.compile(
    r"(?<![A-Za-z,.])[A-Z][a-z'’]{1,14}, [A-Z][a-z]{1,12}(?:[- ][A-Za-z][a-z]{0,12}){0,2}"
    r"(?=[ \u3000]{0,4}(?:[（(]|\u3000|  |\Z))"
)
_NO_NAMES = re.compile(
    r"Japan|Taiwan|China|Korea|Germany|Singapore|Inc|Ltd|Co|Corp|University|College|Institute|School"
)


def inverted(text: str, spans: Sequence[Found]) -> list[Found]:
    """The spans, where such a name is one person: half of it was read as somebody, or its given name has a hyphen."""
    read = list(spans)
    for match in _INVERTED.finditer(text):
        start, end = match.span()
        inside = [span for span in read if span.start < end and start < span.end]
        whole = all(start <= span.start and span.end <= end for span in inside)
        told = "-" in match.group() or any(span.kind in ("PERSON", "READING") for span in inside)
        if not whole or not told or _NO_NAMES.search(match.group()):
            continue
        at = next((i for i, span in enumerate(read) if span.end > start), len(read))
        read[at : at + len(inside)] = [Found(start, end, "PERSON", 0.99)]
    return read
