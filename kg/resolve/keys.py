"""Keys under which profiles are found that may be the same, so that no two documents are compared as such."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from kg.names.sounds import is_han, sounds_of
from kg.resolve.identity import ABOUT_THEN, RECENT
from kg.resolve.profiles import Entry, Profile


def keys(profile: Profile) -> Iterator[tuple[str, Profile]]:
    """Keys under which a profile is found, each with what of it is kept there.

    Two that may be the same share one of these and of `asked` each way.
    """
    if profile.kind == "person":
        # What else it says does not tell how a name sounds: a thousand documents keep one profile there.
        kept = [(place, replace(profile, context=(place,))) for place in profile.context]
        for script, sound in _heard(profile):
            yield from ((f"heard {script} {sound} at {place}", found) for place, found in kept)
    else:
        yield from ((key, profile) for key in asked(profile))


def asked(profile: Profile) -> Iterator[str]:
    """Keys under which the profiles stand that may be the same as this one: looked up, never all compared."""
    if profile.kind == "agreement":
        yield from _agreement_keys(profile)
    elif profile.kind == "person":
        for script, sound in _heard(profile):
            for place in profile.context:
                # Names in characters are one when they are written alike, so only renderings are asked for.
                yield f"heard latin {sound} at {place}"
                if script == "latin":
                    yield f"heard han {sound} at {place}"
    elif not profile.fixed:
        yield from (f"{profile.kind} {name}" for name in profile.names if len(name) > 1)


def shared_keys(profile: Profile) -> Iterator[str]:
    """Keys of a person's name and of its institutions: once for all that stand under one name, whatever else they say.

    What has one of these in common is judged by it alone (`told_by`), so a name in a thousand documents is not read
    a thousand times.
    """
    if profile.kind == "person" and not profile.fixed:
        for name in profile.names:
            if len(name) > 1:
                yield f"named {name}"
                yield from (f"placed {name} at {place}" for place in profile.context)


def entries(profile: Profile) -> set[Entry]:
    """All by which a profile is found."""
    kept = {Entry.of(found, key) for key, found in keys(profile)}
    shared = {Entry.shared(profile.own, key) for key in shared_keys(profile)}
    return {Entry.of(profile)} | kept | shared


def _heard(profile: Profile) -> tuple[tuple[str, str], ...]:
    """The scripts and sounds of a person's names."""
    return () if profile.fixed else _sounds(profile.spelled)


@lru_cache(maxsize=20_000)
def _sounds(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({("han" if is_han(name) else "latin", sound) for name in names for sound in sounds_of(name)}))


def _agreement_keys(profile: Profile) -> Iterator[str]:
    """Each two of the parties with the year, and undated ones also with their stage."""
    days = [day for day in (profile.signed, profile.issued) if day]
    years = {day[:4] for day in days}
    if not profile.signed and profile.issued and len(profile.issued) == 10:
        # What is undated may have been signed some time before its document, or just after.
        told = date.fromisoformat(profile.issued)
        years |= {str((told + timedelta(days=days)).year) for days in (-RECENT, ABOUT_THEN)}
    when = sorted(years | ({str(profile.stage)} if not profile.signed else set()))
    parties = sorted(set(profile.context))
    for i, a in enumerate(parties):
        yield from (f"agreement {a} {b} {year}" for b in parties[i + 1 :] for year in when)
