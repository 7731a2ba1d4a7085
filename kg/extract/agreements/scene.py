"""What the sentences before one leave to be understood in it: whom it is about, and when."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kg.extract.agreements import roles_ja, roles_zh
from kg.extract.agreements.acts import Act, Stage
from kg.extract.agreements.clauses import DATE, ORG, Sentence, both_ways, folded
from kg.extract.agreements.named_together import together
from kg.extract.agreements.roles_ja import SUFFIX
from kg.model import PartialDate, PassageKind

_REACH = 3  # sentences behind the one that names two, in which they may be left unsaid
# Several agreements at once are as a rule those of others than the two that the page is about.
_SEVERAL = both_ways(
    "(?:[2-9２-９二三四五六七八九十兩两多數数]|[1１][0-9０-９])(?:項|项|份|件|紙|案)(?:目の)?(?!目)|多項|多份|複数の"
)
# Who comes is not who tells of it.
_GUESTS = both_ways("来[庁校学社所館](?!予定)|來訪|來校|到訪|蒞臨|蒞校|訪問団が来|一行が来")


@dataclass(slots=True)
class Scene:
    """What a reader has in mind when the next sentence begins.

    `topic` is the institution that the sentences before are about, at first the one that publishes; `pair` are those
    last told of together, `last` the date told last.
    """

    speaker: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    last: PartialDate | None = None
    asked: bool = False  # whether the speaker answers questions, so that what has no subject is of them
    only: tuple[str, ...] = ()  # the institutions of a page that names no more than two
    lands: Mapping[str, str | None] = field(default_factory=dict)  # the country of each institution of the page
    _since: int = 0  # sentences since the pair was named
    _named: bool = False  # whether the pair was named, not pointed at
    _headed: tuple[str, ...] = ()  # whom the last headline or heading is about
    _row: int = -1  # the passage of the last row of a list
    _told: tuple[str, ...] = ()  # whom the sentences of that row so far are about
    _when: PartialDate | None = None  # the date with which that row begins

    def couple(self, sentence: Sentence, act: Act) -> tuple[str, ...]:
        """The two or more that an act without a name means, where the sentences before have told of them together.

        A row of a chronology, 2014年3月 協定を締結, is about the only two of the page.
        """
        if sentence.kind is PassageKind.ITEM and sentence.masked.startswith(DATE):
            return self.only
        if _SEVERAL.search(sentence.masked) and len(act.nouns) < 2:
            return ()
        if pair := self.recent_pair():
            return pair
        # 甲の装置を乙が売る。28日に代理店契約を結んだ: who else of a page that names no others
        day = any((found := sentence.spans[place].date) and found.date.day for place in act.dates)
        told = day and act.stage is Stage.SIGNED and act.nouns[0].start < act.start
        return self.only if told and sentence.kind is PassageKind.BODY and "。" in sentence.masked else ()

    def recent_pair(self) -> tuple[str, ...]:
        """Those told of together in one of the sentences right before."""
        return self.pair if self._since <= _REACH else ()

    def points_at(self, ids: Collection[str]) -> bool:
        """Whether a word such as 雙方 that stands for these means those who were named right before."""
        return self._named and set(self.recent_pair()) == set(ids)

    def beyond(self, sentence: Sentence, partner: str) -> tuple[str, ...]:
        """Of the two whom the news is about the one of another country than the only one that a row of a list names.

        ●2018年：與乙大學簽署…: with the town of the news, where its other side is of the same country as 乙大學.
        """
        if sentence.kind not in (PassageKind.ITEM, PassageKind.HEADING) or self._told or len(self.pair) != 2:
            return ()
        land = self.lands.get(partner)
        apart = tuple(i for i in self.pair if self.lands.get(i) not in (None, land))
        alike = any(self.lands.get(i) == land for i in self.pair)
        return apart if land and alike and len(apart) == 1 and partner not in self.pair else ()

    def date_of_row(self, sentence: Sentence) -> PartialDate | None:
        """The date at the head of the row of a chronology in which a sentence stands."""
        return self._when if sentence.kind is PassageKind.ITEM and sentence.passage == self._row else None

    @property
    def home(self) -> tuple[str, ...]:
        """Who publishes, or else whom the headings are about."""
        return self.speaker or self._headed

    def enter(self, sentence: Sentence) -> None:
        """Forget, where a new section begins, what the one before was about."""
        if sentence.kind in (PassageKind.ITEM, PassageKind.HEADING) and not sentence.aside:
            if sentence.passage != self._row:
                self._row, self._told, self._when = sentence.passage, (), _opening_date(sentence)
            self.topic = self._told or self.home
            self._since = _REACH + 1

    def follow(
        self,
        sentence: Sentence,
        dealt: tuple[str, ...] = (),
        signed: tuple[str, ...] = (),
        meant: tuple[str, ...] = (),
    ) -> None:
        """Take in what a sentence leaves in mind, which is whom it told to have `dealt` or `signed` with each other.

        `meant` are two that it told to have signed without naming both.
        """
        if sentence.aside:
            return
        if not _GUESTS.search(sentence.masked):
            self._turn(sentence)
        named = signed or together(sentence) or dealt or self._visit(sentence) or self._asked(sentence) or meant
        pair = named or _pointed_at(sentence)
        self._since = 0 if pair else self._since + 1
        self.pair = pair or self.pair
        self._named = bool(named) if pair else self._named
        dates = [span.date.date for _, span in sentence.find(DATE) if span.date]
        self.last = dates[-1] if dates else self.last

    def _visit(self, sentence: Sentence) -> tuple[str, ...]:
        """A市長が来庁: who comes, with whom they come to."""
        guests = [i for _, span in sentence.find(ORG) for i in span.ids if i not in self.home]
        return (*self.home[:1], guests[0]) if guests and self.home and _GUESTS.search(sentence.masked) else ()

    def _asked(self, sentence: Sentence) -> tuple[str, ...]:
        """與乙公司的合作進度？ Bとの提携は: of who publishes with the one that is named."""
        named = sentence.find(ORG)
        if len(named) != 1 or not self.home or named[0][1].ids[0] in self.home:
            return ()
        return (*self.home[:1], *named[0][1].ids[:1]) if _partner(sentence, named[0][0]) else ()

    def _turn(self, sentence: Sentence) -> None:
        """Take up the institution that a sentence is about."""
        grammar = roles_ja if sentence.language == "ja" else roles_zh
        if sentence.kind is not PassageKind.ITEM:
            self.topic = grammar.topic(sentence) or self.topic
        elif self._when is not None:
            self._told = grammar.topic(sentence) or self._told
        named = [found for found in sentence.find(ORG) if not _partner(sentence, found[0])]
        if not self.topic and named:
            self.topic = named[0][1].ids
        above = sentence.kind in (PassageKind.TITLE, PassageKind.HEADING)
        if named and (above or (sentence.kind is PassageKind.ITEM and not self._headed)):
            self._headed = self.topic


_WITH_ZH = folded("(?:^|[，：:。])[^，。]{0,4}[與和跟](?:日本|台灣)?$")
_WITH_JA = re.compile(f"{ORG}{SUFFIX}との")


def _opening_date(sentence: Sentence) -> PartialDate | None:
    """The date with which a row begins."""
    span = sentence.spans.get(0) if sentence.masked.startswith(DATE) else None
    return span.date.date if span is not None and span.date is not None else None


def _partner(sentence: Sentence, place: int) -> bool:
    """Whether an institution is named as the one with whom something is done: 與乙公司的合作, Bとの提携."""
    if sentence.language == "ja":
        return bool(_WITH_JA.match(sentence.masked, place))
    return bool(_WITH_ZH.search(sentence.masked, 0, place))


def _pointed_at(sentence: Sentence) -> tuple[str, ...]:
    """Whom 雙方 or 両校 means, where the sentence says no more of them."""
    return next((span.ids for _, span in sentence.find(ORG) if span.reference and len(span.ids) > 1), ())
