"""Whether two documents speak of the same thing: a pure judgement on what each of them says, with its reasons.

Nothing here knows in which order documents were read, so clusters of these judgements cannot depend on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from kg.names.sounds import is_han, same_person, sounds_of
from kg.resolve.profiles import Profile

# Below this a katakana or Latin name is no rendering of a Chinese one (set on the names in tests/test_sounds.py).
_RENDERED = 0.75
# A release that does not date its news speaks of at most these days before it.
_RECENT = 45
_ABOUT_THEN = 3
_NAMED = "named "


@dataclass(frozen=True, slots=True)
class Judgement:
    """That two profiles are one thing, how surely, and why."""

    score: float
    reason: str

    @property
    def rank(self) -> tuple[float, str]:
        """Order among the judgements on the same things: the surest one counts."""
        return self.score, self.reason


def called(own: str) -> str:
    """The key of all profiles that stand under one name in clusters."""
    return f"called {own}"


def keys(profile: Profile) -> Iterator[str]:
    """Keys under which a profile is found: two that may be the same share one of these and of `asked` each way."""
    yield called(profile.own)
    if profile.kind == "agreement":
        yield from _agreement_keys(profile)
    elif not profile.fixed:
        yield from _name_keys(profile)
        yield from (f"person {script} {sound} at {place}" for script, sound, place in _sounds_at(profile))


def asked(profile: Profile) -> Iterator[str]:
    """Keys under which the profiles stand that may be the same as this one: looked up, never all compared."""
    if profile.kind == "agreement":
        yield from _agreement_keys(profile)
    elif not profile.fixed:
        yield from _name_keys(profile)
        for script, sound, place in _sounds_at(profile):
            # Names in characters are one when they are written alike, so only renderings are asked for.
            yield f"person latin {sound} at {place}"
            if script == "latin":
                yield f"person han {sound} at {place}"


def _name_keys(profile: Profile) -> Iterator[str]:
    names = [name for name in profile.names if len(name) > 1]
    if profile.kind == "person":
        yield from (f"{_NAMED}{name}" for name in names)
        yield from (f"person {name} at {place}" for name in names for place in profile.context)
    else:
        yield from (f"{profile.kind} {name}" for name in names)


def is_of_name(key: str) -> bool:
    """Whether one person of each name and country stands for all under a key: where, tells another key."""
    return key.startswith(_NAMED)


def _sounds_at(profile: Profile) -> Iterator[tuple[str, str, str]]:
    if profile.kind == "person":
        heard = {("han" if is_han(name) else "latin", sound) for name in profile.spelled for sound in sounds_of(name)}
        yield from ((script, sound, place) for script, sound in sorted(heard) for place in profile.context)


def _agreement_keys(profile: Profile) -> Iterator[str]:
    """Each two of the parties with the year, and undated ones also with their stage."""
    days = [day for day in (profile.signed, profile.issued) if day]
    years = {day[:4] for day in days}
    if not profile.signed and profile.issued and len(profile.issued) == 10:
        # What is undated may have been signed some time before its document, or just after.
        told = date.fromisoformat(profile.issued)
        years |= {str((told + timedelta(days=days)).year) for days in (-_RECENT, _ABOUT_THEN)}
    when = sorted(years | ({str(profile.stage)} if not profile.signed else set()))
    parties = sorted(set(profile.context))
    for i, a in enumerate(parties):
        yield from (f"agreement {a} {b} {year}" for b in parties[i + 1 :] for year in when)


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


def _conflict(a: str | None, b: str | None) -> bool:
    return a is not None and b is not None and a != b
