"""What single sentences say of agreements, before those that mean one are put together."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.clauses import DATE, Sentence
from kg.model import PartialDate, PassageKind

_TOP = 4  # rows among which headlines stand


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
    at: int  # place of the words of agreeing in it
    place: str | None = None
    title: str | None = None
    amount: str | None = None
    several: bool = False  # one of several that the same act tells
    basis: bool = False  # only what something else rests on: 覚書に基づき
    signature: bool = False  # tells who put their names to it, often by their offices: 部長が署名した
    bare: bool = False  # only a verb tells of it: its class is a guess
    alike: bool = False  # of the same sort as the news: 同類契約, 同様の協定
    further: bool = False  # told as one more: 協定も結んだ, 另簽署…
    bureaus: tuple[str, ...] = ()  # named in the sentence as agreeing for one of the parties
    pointed: bool = False  # the parties are 雙方, 両社 and the like, never names

    @property
    def inherited(self) -> bool:
        return len(self.explicit) < len(self.parties)

    @property
    def headline(self) -> bool:
        if self.sentence.masked.startswith(DATE):
            return False  # a row of a chronology
        above = self.sentence.kind is PassageKind.HEADING and self.number < _TOP
        return above or self.sentence.kind is PassageKind.TITLE
