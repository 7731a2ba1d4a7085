"""Lists of the members of delegations, and the institution that sent each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.model import Annotated, Kind, Mention, OrganizationType, Passage, PassageKind
from kg.names.referring import alternatives


def delegations(annotated: Annotated) -> list[tuple[int, int, Mention]]:
    """Lists of the members of a delegation: (start, end) in `Release.text`, and the institution that sent it.

    That is the one named in the heading, or directly before 代表團 or 訪問団, or first in the paragraph above.
    """
    release = annotated.release
    delegation = re.compile(alternatives("delegation"))
    whole = [m for m in annotated.mentions if m.kind is Kind.ORGANIZATION and m.type is not OrganizationType.UNIT]
    named = _outside(whole, [p for p in release.passages if p.kind.silent and p.text])
    starts = [m.start for m in named]
    sent = [
        m
        for m in named
        if delegation.match(re.sub(r"^\s*[（(][^）)]{0,60}[）)]", "", release.text[m.end : m.end + 70]))
    ]
    found = []
    start: int | None = None
    host: Mention | None = None
    told: list[Mention] = []
    for passage in release.passages:
        if not passage.text or passage.kind.silent:
            continue
        here, end = passage.offsets[0], passage.offsets[-1] + 1
        inside = named[bisect_left(starts, here) : bisect_left(starts, end)]
        heading = len(passage.text) < 30 and "。" not in passage.text
        if (
            start is not None
            and host is not None
            and ("。" in passage.text or (heading and passage.text[0] in "【■◆●○"))
        ):
            found.append((start, here, host))
            start = None
        if heading and passage.kind is not PassageKind.TITLE and delegation.search(passage.text):
            host = next(iter([*inside, *sent, *told, *named]), None)
            start = here
        if passage.kind is PassageKind.BODY and inside:
            told = inside
    if start is not None and host is not None:
        found.append((start, len(release.text), host))
    return found


def _outside(mentions: Sequence[Mention], passages: Sequence[Passage]) -> list[Mention]:
    """The mentions that stand in none of these passages."""
    within = [(p.offsets[0], p.offsets[-1] + 1) for p in passages]
    found = []
    for mention in mentions:
        at = bisect_left(within, (mention.start + 1,)) - 1
        if at < 0 or mention.start >= within[at][1]:
            found.append(mention)
    return found
