"""What single sentences say of agreements, before those that mean one are put together."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.clauses import Sentence
from kg.model import PartialDate, PassageKind


@dataclass(slots=True)
class Candidate:
    """What one sentence says of an agreement; without two parties it can only support another."""

    parties: tuple[str, ...]
    explicit: tuple[str, ...]  # without those taken from the sentences before
    stage: Stage
    past: bool
    family: str
    kinds: tuple[tuple[str, bool], ...]  # class, whether the word alone decides it
    date: PartialDate | None
    vague: bool
    sentence: Sentence
    number: int  # of the sentence in the document
    place: str | None = None
    title: str | None = None
    amount: str | None = None
    several: bool = False  # one of several that the same act tells
    basis: bool = False  # only what something else rests on: 覚書に基づき
    signature: bool = False  # tells who put their names to it, often by their offices: 部長が署名した
    bureaus: tuple[str, ...] = ()  # named in the sentence as agreeing for one of the parties
    pointed: bool = False  # the parties are 雙方, 両社 and the like, never names

    @property
    def inherited(self) -> bool:
        return len(self.explicit) < len(self.parties)

    @property
    def headline(self) -> bool:
        return self.sentence.kind is PassageKind.TITLE
