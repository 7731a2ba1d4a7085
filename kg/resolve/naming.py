"""What things that hang together are called: which of them are one, and by whose name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import combinations

from kg.resolve.block import Block
from kg.resolve.clusters import clusters
from kg.resolve.decisions import Decisions, is_hashed
from kg.resolve.identity import in_characters, names_differ, standing
from kg.resolve.profiles import Profile

Edge = tuple[str, str, float]


def name(block: Block, members: set[str], decisions: Decisions) -> dict[str, str]:
    """The IRI of each: what was decided, or the authority file's key, else that of the best known of its cluster."""
    judged = [(own, other, judgement.score) for own in members for other, judgement in block.judged(own)]
    edges = [(own, other, score) for own, other, score in judged if own < other and other in members]
    if not edges and len(members) == 1 and not any(map(decisions.name_of, members)):
        return dict(zip(members, members, strict=True))
    one_of = {own: next(block.said.profiles(own)) for own in members}
    told = {(a, b) for a, b, _ in edges}

    def apart(one: str, other: str) -> bool:
        direct = (min(one, other), max(one, other)) in told
        return (not direct and names_differ(one_of[one], one_of[other])) or block.apart(one, other)

    named: dict[str, str] = {}
    for cluster in clusters(members, _clear(edges, one_of), apart, decisions):
        settled = {found for own in cluster if (found := decisions.name_of(own))}
        best = min(settled or cluster, key=lambda iri: (is_hashed(iri), iri in one_of and standing(one_of[iri]), iri))
        named |= dict.fromkeys(cluster, best)
    return named


def _clear(edges: list[Edge], one_of: Mapping[str, Profile]) -> list[Edge]:
    """The judgements without those from a rendering to two names in characters, the one as surely as the other.

    Junya Huang may be 黃俊雅 as well as 黃君雅 of the same institution: it stays by itself until something tells.
    """
    led: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for one, other, score in edges:
        for here, there in ((one, other), (other, one)):
            if not in_characters(one_of[here]) and in_characters(one_of[there]):
                led[here].append((score, there))
    unclear = set()
    for here, found in led.items():
        best = [there for score, there in found if score == max(found)[0]]
        if any(names_differ(one_of[a], one_of[b]) for a, b in combinations(best, 2)):
            unclear |= {frozenset((here, there)) for _, there in found}
    return [edge for edge in edges if frozenset(edge[:2]) not in unclear]
