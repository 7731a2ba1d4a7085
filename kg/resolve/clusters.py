"""From judgements to things: what is joined, and what is never joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.resolve.decisions import Decisions


def clusters(
    owns: Iterable[str],
    edges: Iterable[tuple[str, str, float]],
    apart: Callable[[str, str], bool],
    decisions: Decisions | None = None,
) -> list[list[str]]:
    """Group what documents alone call things along judged pairs, surest first.

    `apart` tells whether a document has both as two things: reading it has already told these apart, so a chain of
    likenesses may not join them again. What was decided stands above both: the same things are joined first, different
    ones never.
    """
    decisions = decisions or Decisions()
    cluster = {own: _Cluster(own, decisions) for own in sorted(owns)}
    decided: dict[str, _Cluster] = {}
    for own in list(cluster.values()):
        if own.decided:
            own.join(decided.setdefault(own.decided, own), cluster)
    for a, b, _ in sorted(edges, key=lambda e: (-e[2], *sorted(e[:2]))):
        left, right = cluster[a], cluster[b]
        if left is right or not left.foes.isdisjoint(right.members):
            continue
        if not any(apart(x, y) for x in left.members for y in right.members):
            right.join(left, cluster)
    return sorted({id(c): sorted(c.members) for c in cluster.values()}.values())


class _Cluster:
    """What is one thing, with what keeps others out."""

    def __init__(self, own: str, decisions: Decisions) -> None:
        self.members = {own}
        self.decided, self.foes = decisions.name_of(own), set(decisions.foes_of(own))

    def join(self, other: _Cluster, cluster: dict[str, _Cluster]) -> None:
        """Become part of another cluster."""
        if other is not self:
            other.members |= self.members
            other.foes |= self.foes
            cluster.update(dict.fromkeys(self.members, other))
