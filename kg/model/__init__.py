"""The types that the stages hand on.

Offsets everywhere are code points of `Release.text`, end exclusive, and the text they
cut out is stored beside them: `release.text[start:end] == text` always holds.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from kg.model.rules import Rule as Rule
from kg.problems import ReadError as ReadError

Language = Literal["zh-Hant", "zh-Hans", "ja"]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date exactly as precise as its text: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """ISO 8601 with the known parts only: `2025`, `2025-07`, `2025-07-17`."""
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read back what `str()` wrote."""
        return cls(*map(int, text.split("-")))


class PassageKind(Enum):
    """What part of a page a passage is: only some of it speaks about the news."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    ITEM = "item"  # a row of a list or table: 出席者, 與會貴賓, 次第
    CAPTION = "caption"
    BYLINE = "byline"  # who wrote, edited, photographed; contact staff
    FURNITURE = "furniture"  # navigation, copyright, related links, addresses, phone numbers

    @property
    def silent(self) -> bool:
        """Whether no facts are read from it."""
        return self in (PassageKind.BYLINE, PassageKind.FURNITURE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a release as a person reads it, with hard line breaks joined.

    `offsets[i]` is the place of `text[i]` in `Release.text`, strictly rising; `sentences`
    are (start, end) in `text`. Facts are read from every kind that is not silent.
    """

    kind: PassageKind
    text: str
    offsets: array[int]
    sentences: tuple[tuple[int, int], ...]

    def to_release(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in `Release.text` of the span `text[start:end]`, which must not be empty."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def from_release(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in `text` of a span of `Release.text` that lies in this passage."""
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)


@dataclass(frozen=True, slots=True)
class Release:
    """One document as read: its text is fixed here once, and all offsets point into it."""

    source: str  # path or URL as given
    sha256: str  # of the bytes as read
    language: Language
    issued: PartialDate | None  # always a full day where the text gives one
    publisher: str | None  # the name as the text gives it
    title: str
    text: str
    passages: tuple[Passage, ...]
    url: str | None = None  # where on the web its markup says it is
    warning: str = ""  # what may be missing from the text or wrong in it, for people


class Kind(Enum):
    """What a mention names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    DATE = "date"
    TITLE = "title"
    EVENT = "event"
    FACILITY = "facility"
    TRIGGER = "trigger"  # a word of agreeing: 簽署, 協定, 覚書
    FIELD = "field"  # a field of technology or work: 半導體, 人材育成


class OrganizationType(Enum):
    """Classes of institutions; the values are local names of the ontology."""

    UNIVERSITY = "University"
    COMPANY = "Company"
    GOVERNMENT = "GovernmentBody"
    RESEARCH_INSTITUTE = "ResearchInstitute"
    ASSOCIATION = "Association"
    UNIT = "OrganizationalUnit"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, title or date where it stands; `rule` says which rule or model found it."""

    start: int
    end: int
    text: str
    kind: Kind
    rule: str
    confidence: float = 1.0
    type: OrganizationType | None = None
    authority: str | None = None  # key of the row in the authority file that the text names
    date: PartialDate | None = None  # what a DATE mention says


@dataclass(frozen=True, slots=True)
class Annotated:
    """A release with its mentions in order of place; where mentions nest, the longer comes first."""

    release: Release
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """All mentions in one document of one person or institution.

    `names` are its distinct full forms, best first, as written but for line breaks and
    spaces inside CJK names; `unit_of` and `reasons` say what it belongs to and why the
    mentions were taken together.
    """

    id: str
    kind: Kind
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    type: OrganizationType | None = None
    country: Literal["TW", "JP"] | None = None
    authority: str | None = None
    unit_of: str | None = None  # id of another entity
    readings: tuple[tuple[str, str], ...] = ()  # (language tag such as ja-Hrkt or ja-Latn, reading)
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that says a fact; offsets in `Release.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Position:
    """A person's post at an institution. `unit` is the part of it, where one is named."""

    person: str
    organization: str
    title: str | None  # as written, without the marker of a former post: 校長
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float = 1.0
    unit: str | None = None
    role: str | None = None  # concept of the role scheme: president, dean …
    former: bool = False


class Status(Enum):
    """Stage of an agreement; the values are local names of the ontology."""

    PLANNED = "Planned"
    SIGNED = "Signed"
    ENDED = "Ended"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Something that two or more institutions agreed, or plan to agree.

    `kind` is the local name of a class of the ontology (`MemorandumOfUnderstanding` …, or
    `Agreement`); `background` marks an earlier one told beside the news.
    """

    id: str
    kind: str
    status: Status
    parties: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float = 1.0
    signatories: tuple[str, ...] = ()
    signed_on: PartialDate | None = None
    planned_for: PartialDate | None = None
    signed_at: str | None = None
    title: str | None = None
    topics: tuple[str, ...] = ()
    builds_on: str | None = None
    background: bool = False
    amount: str | None = None  # original wording


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and the words it was read from: 超過270位."""

    value: float
    unit: str
    text: str
    maximum: float | None = None  # 10至20名: value 10, maximum 20


@dataclass(frozen=True, slots=True)
class Event:
    """A named forum, ceremony or visit."""

    name: str
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float = 1.0
    start: PartialDate | None = None
    end: PartialDate | None = None
    place: str | None = None
    organizers: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    size: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Program:
    """A programme (internship, dual degree) or a facility (laboratory, plant)."""

    name: str
    facility: bool
    evidence: tuple[Evidence, ...]
    rule: str
    confidence: float = 1.0
    run_by: tuple[str, ...] = ()
    starts: PartialDate | None = None
    duration: str | None = None  # original wording: 約2か月間
    size: Quantity | None = None
    under: str | None = None  # id of an Agreement


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that one document states, in terms of its own entities."""

    release: Release
    entities: tuple[Entity, ...]
    positions: tuple[Position, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    events: tuple[Event, ...] = ()
    programs: tuple[Program, ...] = ()
    by_id: dict[str, Entity] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        """Index the entities by id."""
        object.__setattr__(self, "by_id", {entity.id: entity for entity in self.entities})
