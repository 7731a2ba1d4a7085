"""Whether two documents speak of the same thing: a pure judgement on what each of them says, with its reasons.

Nothing here knows in which order documents were read, so clusters of these judgements cannot depend on it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from math import inf

from kg.names.sounds import is_han, same_person
from kg.resolve.profiles import Profile

# Below this a katakana or Latin name is no rendering of a Chinese one (set on the names in tests/test_sounds.py).
_RENDERED = 0.75
# A release that does not date its news speaks of at most these days before it.
RECENT = 45
ABOUT_THEN = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """That two profiles are one thing, how surely, and why."""

    score: float
    reason: str

    @property
    def rank(self) -> tuple[float, str]:
        """Order among the judgements on the same things: the surest one counts."""
        return self.score, self.reason

    def to_json(self, other: str) -> str:
        """The judgement as one line, with what else is judged the same."""
        return json.dumps((other, self.score, self.reason), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> tuple[str, Judgement]:
        """Read back what `to_json` wrote."""
        other, score, reason = json.loads(text)
        return other, cls(score, reason)


_SAME_PLACE = Judgement(1.0, "same name at the same institution")
_SAME_NAME = Judgement(0.9, "same name")


def told_by(key: str, profile: Profile, other: Profile) -> Judgement | None:
    """What it says that a profile, and something that stands under one name with `other`, share this key.

    The country and the main name are those of all under one name; the institution stands in the key.
    """
    how, _, name = key.partition(" ")
    if names_differ(profile, other) and not is_han(name.partition(" at ")[0]):
        return None
    return _SAME_PLACE if how == "placed" else _same_name(profile, other)


def judge(a: Profile, b: Profile) -> Judgement | None:
    """Whether two profiles of one kind are the same thing; None when nothing says so, or something speaks against."""
    if a.kind != b.kind or a.fixed or b.fixed:
        return None
    if a.kind in ("agreement", "person"):
        found = _agreements(a, b) if a.kind == "agreement" else _persons(a, b)
        # As many places as the graph keeps.
        return found and Judgement(round(found.score, 4), found.reason)
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


def in_characters(profile: Profile) -> bool:
    """Whether a person's main name has Chinese characters; it is that of all that stand under one name."""
    return profile.kind == "person" and is_han(profile.names[0])


def names_differ(a: Profile, b: Profile) -> bool:
    """Whether two people bear different names in characters: what renders both of them does not make them one."""
    return in_characters(a) and in_characters(b) and a.names[0] != b.names[0]


def standing(profile: Profile) -> tuple[bool, bool, int]:
    """Order of what may give a thing its name: in characters, of a known country, dated to the day come first.

    A rendering or a vaguer date that comes later then takes nothing else's name away.
    """
    return not in_characters(profile), profile.country is None, -len(profile.signed or "")


def _persons(a: Profile, b: Profile) -> Judgement | None:
    together = set(a.context) & set(b.context)
    if any(name in b.names for name in a.names if is_han(name) or not names_differ(a, b)):
        return _SAME_PLACE if together else _same_name(a, b)
    if not together or names_differ(a, b):
        return None
    score = max((same_person(x, y) for x in a.spelled for y in b.spelled), default=0.0)
    post = set(a.posts) & set(b.posts)
    if score >= _RENDERED and (post or not a.posts or not b.posts or score >= 0.9):
        return Judgement(0.55 + 0.3 * score + 0.03 * bool(post), "a rendering of the same name at the same institution")
    return None


def _same_name(a: Profile, b: Profile) -> Judgement | None:
    # A common name in two countries is two people until a document shows one of them in both.
    return None if _conflict(a.country, b.country) else _SAME_NAME


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
        told = undated.stage == "planned" and abs(_days_between(dated.signed, undated.issued)) <= ABOUT_THEN
        return Judgement(0.7 + alike, "same parties, planned at the time of the signing") if told else None
    if dated.signed is None:
        near = a.stage != "news" or abs(_days_between(a.issued, b.issued)) <= RECENT
        return Judgement(0.7 + alike, "same parties, neither dated") if near and a.stage == b.stage else None
    if undated.stage == "news" and 0 <= _days_between(dated.signed, undated.issued) <= RECENT:
        return Judgement(0.75 + alike, "same parties, reported soon after the signing")
    return None


def _days_between(earlier: str | None, later: str | None) -> float:
    """Days from one ISO date to another, infinite where one of them is not given to the day."""
    if earlier is None or later is None or len(earlier) < 10 or len(later) < 10:
        return inf
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _conflict(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b
