"""Whether two documents speak of the same thing: a pure judgement on what each of them says, with its reasons.

Nothing here knows in which order documents were read, so clusters of these judgements cannot depend on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from math import inf
from typing import Any

from kg.names.sounds import same_person
from kg.resolve.decisions import Decisions

# Below this a katakana or Latin name is no rendering of a Chinese one (set on the names in tests/test_sounds.py).
_RENDERED = 0.75
# A release that does not date its news speaks of at most these days before it.
_RECENT = 45
_ABOUT_THEN = 3


@dataclass(frozen=True, slots=True)
class Profile:
    """What one document says of one thing, as far as it helps to tell which thing that is.

    `names` are match keys, `spelled` a person's names as written; `context` are IRIs: of a person's institutions,
    a unit's parent, an agreement's parties; `signed` and `issued` are the ISO dates of an agreement, or of its plan,
    and of its document.
    """

    id: str  # document IRI, a space, and the id of the entity or agreement in it
    kind: str
    iri: str  # what the thing would be called if no other document spoke of it
    names: tuple[str, ...]
    spelled: tuple[str, ...] = ()
    country: str | None = None
    type: str | None = None
    fixed: bool = False  # named by the authority file
    context: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    signed: str | None = None
    issued: str | None = None
    stage: str | None = None  # news, background or planned

    @property
    def document(self) -> str:
        """IRI of the document."""
        return self.id.split(" ")[0]

    def to_json(self) -> str:
        """The profile as one line."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Profile:
        """Read back what `to_json` wrote."""
        values: Any = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(text).items()}
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Placed:
    """A profile and the IRI of the thing that it was found to be; `contested` where another thing has its own IRI."""

    profile: Profile
    iri: str
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """That two profiles are one thing, how surely, and why."""

    score: float
    reason: str


def keys(profile: Profile) -> Iterator[str]:
    """Keys of which two profiles that may be the same share one: candidates are looked up, never all compared."""
    if profile.kind == "agreement":
        parties = sorted(profile.context)
        yield from (f"agreement {a} {b}" for i, a in enumerate(parties) for b in parties[i + 1 :])
    elif not profile.fixed:
        yield from (f"{profile.kind} {name}" for name in profile.names if len(name) > 1)
        if profile.kind == "person":
            yield from (f"person at {institution}" for institution in profile.context)


def judge(a: Profile, b: Profile) -> Judgement | None:
    """Whether two profiles of one kind are the same thing; None when nothing says so, or something speaks against."""
    if a.kind != b.kind or a.document == b.document or a.fixed or b.fixed:
        return None
    if a.kind == "agreement":
        return _agreements(a, b)
    if a.kind == "person":
        return _persons(a, b)
    if a.iri == b.iri:
        return Judgement(1.0, "same name")
    if _conflict(a.country, b.country) or _conflict(a.type, b.type):
        return None
    if a.kind == "unit" and not set(a.context) & set(b.context):
        return None
    shared = {name for name in a.names if name in b.names and len(name) > 2}
    return Judgement(0.9, f"share the name {min(shared)}") if shared else None


def objection(a: Profile, b: Profile) -> str:
    """What speaks against two profiles being the same, in words; empty where nothing is known to."""
    if a.document == b.document:
        return "one document tells them apart"
    if a.fixed or b.fixed:
        return "the authority file has another"
    if a.kind == "agreement":
        if a.signed and b.signed and not (a.signed.startswith(b.signed) or b.signed.startswith(a.signed)):
            return f"dated {a.signed} and {b.signed}"
        return "other parties" if a.context != b.context else "too far apart in time, or at another stage"
    if _conflict(a.country, b.country):
        return f"in {a.country} and in {b.country}"
    if _conflict(a.type, b.type):
        return f"a {a.type} and a {b.type}"
    if not set(a.names) & set(b.names):
        return "the names differ"
    return "of other institutions" if not set(a.context) & set(b.context) else ""


def _persons(a: Profile, b: Profile) -> Judgement | None:
    together = set(a.context) & set(b.context)
    if set(a.names) & set(b.names):
        if together:
            return Judgement(1.0, "same name at the same institution")
        # A common name in two countries is two people until a document shows one of them in both.
        return None if _conflict(a.country, b.country) else Judgement(0.9, "same name")
    if not together:
        return None
    score = max((same_person(x, y) for x in a.spelled for y in b.spelled), default=0.0)
    post = set(a.posts) & set(b.posts)
    if score >= _RENDERED and (post or not a.posts or not b.posts or score >= 0.9):
        return Judgement(0.6 + 0.3 * score, "a rendering of the same name at the same institution")
    return None


def _agreements(a: Profile, b: Profile) -> Judgement | None:
    parties = set(a.context) & set(b.context)
    if len(parties) < 2 or len(parties) < 0.6 * len({*a.context, *b.context}):
        return None
    # One document may report two agreements of one day; then the kind helps to tell which is which.
    alike = 0.02 * (a.type == b.type) + 0.01 * (a.context == b.context)
    if a.signed and b.signed:
        same = a.signed.startswith(b.signed) or b.signed.startswith(a.signed)
        precision = 0.02 * min(len(a.signed), len(b.signed))
        return Judgement(0.7 + precision + alike, "same parties and date") if same else None
    dated, undated = (a, b) if a.signed else (b, a)
    if "planned" in {a.stage, b.stage} and a.stage != b.stage:
        # A plan becomes the agreement when it is told on the days of its signing.
        told = undated.stage == "planned" and abs(_days_between(dated.signed, undated.issued)) <= _ABOUT_THEN
        return Judgement(0.7 + alike, "same parties, planned at the time of the signing") if told else None
    if dated.signed is None:
        near = a.stage != "news" or abs(_days_between(a.issued, b.issued)) <= _RECENT
        return Judgement(0.7 + alike, "same parties, neither dated") if near and a.stage == b.stage else None
    if undated.stage == "news" and 0 <= _days_between(dated.signed, undated.issued) <= _RECENT:
        return Judgement(0.75 + alike, "same parties, reported soon after the signing")
    return None


def _days_between(earlier: str | None, later: str | None) -> float:
    """Days from one ISO date to another, infinite where one of them is not given to the day."""
    if earlier is None or later is None or len(earlier) < 10 or len(later) < 10:
        return inf
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def clusters(
    profiles: Iterable[Profile], edges: Iterable[tuple[str, str, float]], decisions: Decisions | None = None
) -> list[list[str]]:
    """Group profile ids along judged pairs, surest first; two things of one document are never joined.

    Reading a document has already told its things apart, so a chain of likenesses may not join them again. What was
    decided stands above both: the same things are joined first, different ones never.
    """
    decisions = decisions or Decisions()
    cluster = {p.id: _Cluster(p, decisions) for p in profiles}
    decided: dict[str, _Cluster] = {}
    for own in cluster.values():
        if own.decided:
            own.join(decided.setdefault(own.decided, own), cluster)
    for a, b, _ in sorted(edges, key=lambda e: (-e[2], *sorted(e[:2]))):
        left, right = cluster[a], cluster[b]
        if left is not right and left.documents.isdisjoint(right.documents) and left.foes.isdisjoint(right.own):
            right.join(left, cluster)
    return sorted({id(c): sorted(c.members) for c in cluster.values()}.values())


class _Cluster:
    """Profiles that are one thing, with what keeps others out."""

    def __init__(self, profile: Profile, decisions: Decisions) -> None:
        own = decisions.own(profile.iri, profile.document)
        self.members, self.documents, self.own = {profile.id}, {profile.document}, {own}
        self.decided, self.foes = decisions.name_of(own), set(decisions.foes_of(own))

    def join(self, other: _Cluster, cluster: dict[str, _Cluster]) -> None:
        """Become part of another cluster."""
        if other is not self:
            other.members |= self.members
            other.documents |= self.documents
            other.own |= self.own
            other.foes |= self.foes
            cluster.update(dict.fromkeys(self.members, other))


def _conflict(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b
