"""What one document says of one thing, as far as it helps to tell which thing that is."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from kg.vocab import THINGS

_PROFILES = f"{THINGS}profile/"


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

    @property
    def node(self) -> str:
        """The IRI of the profile itself, which tells its `own`."""
        return _node(self)

    def to_json(self) -> str:
        """The profile as one line."""
        said = {name: getattr(self, name) for name in _FIELDS}
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Profile:
        """Read back what `to_json` wrote."""
        return _parsed(text)


_FIELDS = tuple(sorted(field.name for field in fields(Profile)))


@lru_cache(maxsize=20_000)
def _node(profile: Profile) -> str:
    digest = hashlib.sha256(profile.to_json().encode()).hexdigest()[:16]
    return f"{_PROFILES}{profile.own.removeprefix(THINGS)}/{digest}"


@lru_cache(maxsize=20_000)
def _parsed(text: str) -> Profile:
    values: Any = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(text).items()}
    return Profile(**values)


def own_of(node: str) -> str:
    """What a profile stands under in clusters, from its IRI."""
    return THINGS + node.removeprefix(_PROFILES).rpartition("/")[0]


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
