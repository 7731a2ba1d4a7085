"""What one document says of one thing, as far as it helps to tell which thing that is."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, NamedTuple

from kg.vocab import THINGS

_ALONE = f"{THINGS}alone/"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a document says of a thing; all documents that say the same share one profile.

    `iri` is what the thing would be called if no other document spoke of it, `own` what stands for it in clusters:
    the same but where a decision, or a second thing of that name, tells this document's thing apart. All that has one
    `own` is one thing. `names` are match keys, `spelled` a person's names as written; `context` are IRIs: of a
    person's institutions, a unit's parent, an agreement's parties; `signed` is the ISO date of an agreement, or of its
    plan, `issued` that of its document where it can matter.
    """

    kind: str
    iri: str
    own: str
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

    def to_json(self) -> str:
        """The profile as one line."""
        return _written(self)

    @classmethod
    def from_json(cls, text: str) -> Profile:
        """Read back what `to_json` wrote."""
        return _parsed(text)


_FIELDS = tuple(sorted(field.name for field in fields(Profile)))


@lru_cache(maxsize=20_000)
def _written(profile: Profile) -> str:
    said = {name: getattr(profile, name) for name in _FIELDS}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=20_000)
def _parsed(text: str) -> Profile:
    values: Any = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(text).items()}
    return Profile(**values)


class Entry(NamedTuple):
    """One thing by which profiles are found: a profile behind an IRI, or a key behind a name that it belongs to."""

    where: str
    text: str
    is_profile: bool

    @classmethod
    def of(cls, profile: Profile, key: str | None = None) -> Entry:
        """A profile behind its name, or behind a key."""
        return cls(alone_iri(profile.own) if key is None else key_iri(key), profile.to_json(), True)

    @classmethod
    def shared(cls, own: str, key: str) -> Entry:
        """A key that all that stand under one name have."""
        return cls(alone_iri(own), key, False)


def alone_iri(own: str) -> str:
    """The IRI behind which stands in the identity graph what is known of all that documents alone call so."""
    return f"{_ALONE}{own.removeprefix(THINGS)}"


def own_of(iri: str) -> str:
    """What an `alone_iri` stands for."""
    return THINGS + iri.removeprefix(_ALONE)


def key_iri(key: str) -> str:
    """The IRI behind which the profiles stand that are found under a key."""
    return f"{THINGS}key/{hashlib.sha256(key.encode()).hexdigest()[:32]}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A profile in a document, and the IRI of the thing that it was found to be."""

    document: str
    entity: str  # id of the entity or agreement in the document
    profile: Profile
    iri: str

    @property
    def id(self) -> str:
        """The IRI of the thing as this document has it."""
        return f"{self.document}#entity={self.entity}"
