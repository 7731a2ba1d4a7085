"""What the sentences before one leave to be understood in it: whom it is about, and when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from kg.extract.agreements import roles_ja, roles_zh
from kg.extract.agreements.acts import Act, Stage
from kg.extract.agreements.clauses import DATE, ORG, PERSON, Sentence, both_ways
from kg.extract.agreements.roles_ja import NAME, SUFFIX, joined
from kg.extract.agreements.stages_zh import folded
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
    only: tuple[str, ...] = ()  # the institutions of a page that names no more than two
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
        others = _SEVERAL.search(sentence.masked) and len(act.nouns) < 2
        if others or self.recent_pair():
            return () if others else self.recent_pair()
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

    def follow(self, sentence: Sentence, dealt: tuple[str, ...] = ()) -> None:
        """Take in what a sentence leaves in mind, which is whom it told to have `dealt` with each other if any."""
        if sentence.aside:
            return
        if not _GUESTS.search(sentence.masked):
            self._turn(sentence)
        named = together(sentence) or dealt or self._visit(sentence) or self._asked(sentence)
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


def together(sentence: Sentence) -> tuple[str, ...]:
    """Those that a sentence tells of together: 甲與乙, AはBと."""
    return _pair_ja(sentence) if sentence.language == "ja" else _pair_zh(sentence)


_JOINED_ZH = folded("[^。；]{0,30}[與和跟及暨偕同攜][^，。；的]{0,14}|[^，。；]{0,2}、[^，。；的]{0,14}")
_OWNED_ZH = folded(f"[^，。；{ORG}]{{0,12}}(?:的|旗下|所屬)")
_PREPOSED_ZH = folded("(?:向|對|從|給|自|除|繼|於|在)[^，。；]{0,8}$")


# 甲在日本的第一個夥伴是乙
_FELLOW_ZH = folded(
    f"{ORG}[^，。；{ORG}]{{0,14}}(?:夥伴|盟友|合作對象|合作學校|合作單位|姊妹校|姐妹校|姊妹市|締約對象|搭檔)(?:，(?:第一|首|另)[^，。；]{{0,6}})?(?:則)?(?:是|為)(?:日本|台灣)?的?{ORG}"
)


def _pair_zh(sentence: Sentence) -> tuple[str, ...]:
    """甲與乙、丙…: those that the first such phrase of a sentence joins."""
    masked, places = sentence.masked, [place for place, _ in sentence.find(ORG)]
    if fellow := _FELLOW_ZH.search(masked):
        return _named(sentence, (fellow.start(), fellow.end() - 1))
    run: list[int] = []
    for place, following in pairwise([*places, len(masked)]):
        run = run if run else [] if _PREPOSED_ZH.search(masked, 0, place) else [place]
        if run and following < len(masked) and _JOINED_ZH.fullmatch(masked, place + 1, following):
            run.append(following)
        elif len(run) > 1 and not _OWNED_ZH.match(masked, place + 1):
            break
        else:
            run = []
    return _named(sentence, run)


_ACTOR_JA = re.compile(
    rf"(?:の?[^。、はがをにでへもと{NAME}]{{0,22}}{PERSON}[^、。はがをにでへもと{NAME}]{{0,14}}|{SUFFIX})(?:をはじめ[^、。はがを]{{0,20}})?(?:は|が)"
)
_TOGETHER_JA = re.compile(rf"{SUFFIX}(?:は|が|の(?:間|両|双方|連携|提携|協力|交流|共同|関係|縁|協業|合弁|姉妹)|で)")
_NO_PARTICLE = rf"[^、。はがをにでへもと{NAME}]"
# Bと, Bを訪れ, B市役所でQ市長と会談, 来日したBのQ市長を迎え
_OTHER_JA = re.compile(
    rf"{SUFFIX}(?:と(?!は)|を(?:表敬)?訪|に来|(?:へ|に|から)[^、。はが{NAME}]{{0,16}}(?:供与|提供|委託|供給|納入|許諾|譲渡|導入|調達)(?:する|を受ける|した))"
    rf"|(?:{_NO_PARTICLE}{{0,10}}で、?)?の?{_NO_PARTICLE}{{0,22}}{PERSON}{_NO_PARTICLE}{{0,14}}(?:と(?!は)|を(?:出?迎え|招|(?:表敬)?訪))"
)


def _pair_ja(sentence: Sentence) -> tuple[str, ...]:
    """AとBは, AはBと, AがBを訪れ: those that the first such phrase of a sentence joins."""
    masked, places = sentence.masked, [place for place, _ in sentence.find(ORG)]
    run: list[int] = []
    for place, following in pairwise([*places, len(masked)]):
        run = run or [place]
        if following < len(masked) and joined(masked, place) == following:
            run.append(following)
        elif len(run) > 1 and _TOGETHER_JA.match(masked, place + 1):
            break
        else:
            run = []
    if len(run) < 2:
        other = next((p for p in places[1:] if _OTHER_JA.match(masked, p + 1)), len(masked))
        actor = next((p for p in places if p < other and _ACTOR_JA.match(masked, p + 1)), None)
        if actor is None and other < len(masked) and re.search("[はが]", masked[places[0] : other]):
            actor = places[0]  # A大学を率いる某学長がB社を訪れ
        run = [actor, other] if actor is not None and other < len(masked) else []
    return _named(sentence, run)


def _pointed_at(sentence: Sentence) -> tuple[str, ...]:
    """Whom 雙方 or 両校 means, where the sentence says no more of them."""
    return next((span.ids for _, span in sentence.find(ORG) if span.reference and len(span.ids) > 1), ())


def _named(sentence: Sentence, places: Iterable[int]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(i for place in places for i in sentence.spans[place].ids))
    return found if len(found) > 1 else ()
