"""The sentences that say a fact, from the mentions that it was read from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from kg.model import Evidence, Mention, Passage


def sentence_of(passages: Sequence[Passage], mentions: Sequence[Mention]) -> Evidence | None:
    """The shortest run of sentences of one passage that holds all the mentions, or None where no passage does.

    `passages` are those of a release that have text, in order of place.
    """
    if not mentions:
        return None
    start, end = min(m.start for m in mentions), max(m.end for m in mentions)
    at = bisect_right(passages, start, key=lambda passage: passage.offsets[0]) - 1
    if at < 0 or end > passages[at].offsets[-1] + 1:
        return None
    passage = passages[at]
    left, right = passage.from_release(start, end)
    inside = [(s, e) for s, e in passage.sentences if s < right and left < e]
    return Evidence(*passage.to_release(inside[0][0], inside[-1][1])) if inside else None
