"""Agreements that the sentences of a document tell one after the other, each with what those before it leave unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.agreements.acts import Act, Role, Stage
from kg.extract.agreements.agreement_words import Noun
from kg.extract.agreements.beside_acts import beside_acts, tells_precedent
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.circumstances import Context, amount_of, date_of, is_background, place_of, title_of
from kg.extract.agreements.clauses import DATE, ORG, Sentence, both_ways, folded, simplified
from kg.extract.agreements.grammar import read_acts
from kg.extract.agreements.named import Ids
from kg.extract.agreements.scene import Scene
from kg.extract.agreements.sides import Sides
from kg.extract.agreements.stand_ins import Posts
from kg.extract.agreements.standing_zh import FORMER
from kg.model import PartialDate, PassageKind

_MOST_PARTIES = 7
_ALSO_JA = re.compile(
    "^(?:もう|いま)(?:一|ひと|1|１)つは|(?:協定|覚書|契約|合意|書|MOU)[」』]?も[^、。はがを]{0,14}$|[^、。はが]{0,8}(?:と|の間で)も(?!に)、?[^。]{0,60}$|(?:あわせて|併せて|合わせて|同時に|加えて)、?[^、。]{0,60}$"
)
# 簽下甲協定，也簽了乙備忘錄: only where the sentence tells of one before
_TOO_ZH = folded("(?:也|亦|又|還|同時)$")
_ALSO_ZH = folded(f"(?:另|另外|並另)(?:[與和跟][^，。；]{{0,14}}{ORG}|再|並|共同|正式|進一步)*$")
_ALIKE = both_ways(
    "(?:同類|同樣|類似|相同|同等|同性質|比照)(?:的)?(?:合作)?$|(?:同様の|同じ|同種の|類似の|同内容の)[^、。はが]{0,4}$"
)
# 協定の更新と覚書の2件について署名した: papers that are counted are two
_COUNTED = both_ways(
    "[2２二3３三](?:件|つ|本|通)(?:の(?:文書|書面|協定|覚書|契約))?(?:について|に|を|が)|[兩二2三3](?:項|份|紙|件)"
)
_CLOSES_ROW = re.compile(r"(?:し|する|す|ぶ|わす|る)?[。」）]?\Z")
_SIGNATURES = frozenset(("署名", "調印", "サイン", *map(simplified, ("簽字", "簽約"))))


@dataclass(slots=True)
class Teller:
    """Reads the sentences of a document in order."""

    context: Context
    scene: Scene
    posts: Posts
    document: Sequence[Sentence]

    def candidates(self) -> Iterator[Candidate]:
        """What each sentence tells of an agreement; what it denies is none."""
        for number, sentence in enumerate(self.document):
            self.scene.enter(sentence)
            before = tells_precedent(sentence)
            acts = read_acts(sentence)
            if sentence.speech:
                acts = [act for act in acts if _looks_back(act)]
            told: list[Candidate] = []
            several = len({n.start for a in acts for n in a.nouns}) > 1 and _COUNTED.search(sentence.masked) is not None
            for act in acts:
                # 協定は2022年の甲社以来2件目: of the precedent
                if act.stage is not Stage.DENIED and not (before and act.family == "mention"):
                    told += self._of_act(sentence, act, number, further=_further(sentence, act, acts))
            for candidate in told:
                candidate.several = candidate.several or several
            yield from told
            known = {
                party
                for candidate in told
                if candidate.past and len(candidate.parties) > 1
                for party in candidate.parties
            }
            # 2017年に覚書を交わした甲銀行に続き: that one is told
            yield from (
                c for c in beside_acts(sentence, number) if c.family != "precedent" or known.isdisjoint(c.parties)
            )
            self.scene.follow(
                sentence, _transferred(sentence, acts), signed=_who_signed(sentence, told), meant=_who_meant(told)
            )

    def _of_act(self, sentence: Sentence, act: Act, number: int, *, further: bool) -> Iterator[Candidate]:
        """The candidates of one act: one, or one with each partner, or one for each of two nouns."""
        among = Sides(self.context, self.scene, self.posts, self.document)
        found = among.of(sentence, act)
        explicit, sets = found.explicit, found.sets
        basis = act.family == "mention" and not act.dates and not act.told and act.stage is Stage.SIGNED
        if len(explicit) < 2 and (basis or act.family in ("agree", "transfer")):
            return  # 協定に基づき: of the one that is told elsewhere
        if act.family == "laboratory" and len(sets[0] if sets else ()) < 2:
            return
        pointed = among.are_pointed_at(sentence, act, explicit)
        if pointed and len(sets) == 1 and (two := among.with_speaker(sentence, act, sets[0])):
            explicit, sets, pointed = two, [two], False
        if pointed and sentence.kind is PassageKind.CAPTION:
            return  # ▲雙方代表展示剛簽好的協議書: of the news, whoever was named last
        date, vague = (act.told, False) if act.told else date_of(sentence, act, self.scene.last, self.context)
        date = date or (None if vague else self.scene.date_of_row(sentence))
        for chosen in sets:
            own = [found.dated[i] for i in chosen if i in found.dated]
            told = next((when.date for place in own if (when := sentence.spans[place].date)), date)
            by_noun = {} if own else _dates_of_nouns(sentence, act)
            for nouns in _papers(act, own):
                told = by_noun.get(nouns[0].start, told) if nouns else told
                stage, day = self._stage(sentence, act, told)
                yield Candidate(
                    parties=chosen[:_MOST_PARTIES],
                    explicit=explicit if len(sets) == 1 else chosen,
                    stage=stage,
                    past=act.past or act.went_on or is_background(told, self.context.now),
                    family=act.family,
                    kinds=tuple((n.kind, n.formal) for n in nouns),
                    date=day,
                    vague=vague or act.announced,
                    sentence=sentence,
                    number=number,
                    at=act.start,
                    place=place_of(sentence, act),
                    title=title_of(sentence, nouns[0].start, nouns[0].end) if nouns else None,
                    amount=amount_of(sentence),
                    several=len(act.nouns) > 1 or len(sets) > 1,
                    signature=sentence.masked[act.start : act.end] in _SIGNATURES,
                    basis=basis,
                    pointed=pointed,
                    bare=bool(nouns) and nouns[0].start == act.start and act.family in ("sign", "ceremony"),
                    alike=any(_alike(sentence, n) for n in nouns),
                    further=further,
                )

    def _stage(self, sentence: Sentence, act: Act, date: PartialDate | None) -> tuple[Stage, PartialDate | None]:
        """How far things have come by the day that is told, and that day where it is one of signing."""
        issued = self.context.issued
        if act.family == "laboratory":
            return act.stage, None
        end = sentence.spans[act.ends].date if act.ends is not None else None
        if act.stage is Stage.ENDED and end and issued and str(end.date) > str(issued):
            return Stage.SIGNED, date  # 協議明年到期: it still stands
        if act.family == "ceremony" and self.context.ceremony and act.stage in (Stage.OPEN, Stage.PLANNED):
            return Stage.SIGNED, self.context.ceremony
        ahead = date is not None and issued is not None and str(date) > str(issued)
        stage = Stage.PLANNED if act.stage is Stage.SIGNED and ahead and not act.announced else act.stage
        row = sentence.kind is PassageKind.ITEM and sentence.masked.startswith(DATE) and act.family == "sign"
        row = row and _CLOSES_ROW.match(sentence.masked, act.end) is not None
        if row and stage in (Stage.PLANNED, Stage.OPEN) and is_background(date, self.context.now):
            return Stage.SIGNED, date  # a row of a chronicle: 2018年5月　覚書を取り交わす
        if stage is Stage.PLANNED and is_background(date, self.context.now):
            return Stage.OPEN, date  # how it once began: 2023年1月、締結を進めることを確認
        if stage is Stage.PLANNED and date and date.day and issued and str(date) < str(issued):
            return stage, None  # the day on which the plan was told
        return stage, date


def _who_signed(sentence: Sentence, told: Sequence[Candidate]) -> Ids:
    """The two that a sentence says to have signed, of the three or more that it names."""
    signed = {c.parties for c in told if c.family == "sign" and set(c.parties) == set(c.explicit)}
    several = len({i for _, span in sentence.find(ORG) for i in span.ids}) > 2
    return next(iter(signed)) if several and len(signed) == 1 and len(next(iter(signed))) == 2 else ()


def _who_meant(told: Sequence[Candidate]) -> Ids:
    """The two that a sentence says to have signed where it names one: 乙社とは3月に覚書を交わしております."""
    signed = [c.parties for c in told if c.family == "sign" and not c.pointed and len(c.explicit) == 1]
    return signed[-1] if signed and len(signed[-1]) == 2 else ()


def _transferred(sentence: Sentence, acts: Sequence[Act]) -> Ids:
    """Who gave and who got, where a sentence tells of a purchase or of shares: the two that the next is about."""
    for act in acts:
        if act.family == "transfer" and act.stage is not Stage.DENIED:
            found = dict.fromkeys(i for place in act.roles for i in sentence.spans[place].ids)
            return tuple(found) if len(found) == 2 else ()
    return ()


def _papers(act: Act, own: Sequence[int]) -> list[list[Noun]]:
    """The nouns of what one set of parties signed, by its `own` date: Aとは2014年に協定を、Bとは2019年に覚書を."""
    if own and (behind := [n for n in act.nouns if n.start > own[0]]):
        return [behind[:1]]
    return [[n] for n in act.nouns] if len(act.nouns) > 1 else [act.nouns]


def _dates_of_nouns(sentence: Sentence, act: Act) -> dict[int, PartialDate]:
    """2013年に協定を、2019年に覚書を締結した: the date of each noun, by its place, where each has one of its own."""
    found, floor = {}, 0
    for noun in sorted(act.nouns, key=lambda n: n.start):
        dates = [s.date.date for _, s in sentence.find(DATE, floor, noun.start) if s.date]
        if dates:
            found[noun.start] = dates[-1]
        floor = noun.end
    return found if len(found) == len(act.nouns) > 1 else {}


def _looks_back(act: Act) -> bool:
    """Whether what somebody says tells of an agreement with its date and other side: 「昨年Bと契約を結びました」."""
    told = act.family == "sign" and act.stage is Stage.SIGNED and bool(act.dates)
    return told and bool(act.nouns) and Role.PARTNER in act.roles.values()


def _alike(sentence: Sentence, noun: Noun) -> bool:
    """Whether a noun says that it is an agreement such as the one of the news: 同類備忘錄, 舊約."""
    word = sentence.masked[noun.start : noun.end]
    return word in FORMER or _ALIKE.search(sentence.masked, 0, noun.start) is not None


def _further(sentence: Sentence, act: Act, acts: Sequence[Act]) -> bool:
    """Whether an agreement is told as one more beside another."""
    # 將投資乙公司，雙方並簽署技術合作協議
    if act.family == "sign" and any(a.family == "transfer" and a.start < act.start for a in acts):
        return True
    told = any(a.family == "sign" and a.nouns and a.start < act.start for a in acts)
    if told and _TOO_ZH.search(sentence.masked, 0, act.start):
        return True
    if sentence.language == "ja":
        clause = sentence.masked[sentence.masked.rfind("。", 0, act.start) + 1 : act.start]
        return _ALSO_JA.search(clause) is not None
    return _ALSO_ZH.search(sentence.masked, 0, act.start) is not None
