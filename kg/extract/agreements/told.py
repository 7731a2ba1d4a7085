"""Agreements that the sentences of a document tell one after the other, each with what those before it leave unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.agreements.acts import Act, Noun, Stage
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.circumstances import Context, amount_of, date_of, is_background, place_of, title_of
from kg.extract.agreements.clauses import DATE, ORG, PERSON, Sentence, both_ways, simplified
from kg.extract.agreements.grammar import read_acts
from kg.extract.agreements.named import PARTY_ROLES, Ids
from kg.extract.agreements.named_together import together
from kg.extract.agreements.parties import Parties, parties_of
from kg.extract.agreements.scene import Scene
from kg.extract.agreements.stages_zh import folded
from kg.extract.agreements.stand_ins import Posts, with_stand_ins
from kg.extract.agreements.standing_zh import FORMER
from kg.model import PartialDate

_MOST_PARTIES = 7
_CEREMONY = both_ways("締結式|調印式|署名式|簽署儀式|簽約儀式|簽約典禮|簽約式")
_ACTING = both_ways(f"{ORG}(?:の)?[^。，、{ORG}{PERSON}{DATE}はがをに]{{0,16}}{PERSON}")
_ALSO_JA = re.compile(
    "(?:協定|覚書|契約|合意|書|MOU)[」』]?も[^、。はがを]{0,14}$|[^、。はが]{0,8}(?:と|の間で)も(?!に)、?[^。]{0,60}$|(?:あわせて|併せて|合わせて|同時に|加えて)、?[^、。]{0,60}$"
)
# 簽下甲協定，也簽了乙備忘錄: only where the sentence tells of one before
_TOO_ZH = folded("(?:也|亦|又|還|同時)$")
_ALSO_ZH = folded(f"(?:另|另外|並另)(?:[與和跟][^，。；]{{0,14}}{ORG}|再|並|共同|正式|進一步)*$")
_ALIKE = both_ways(
    "(?:同類|同樣|類似|相同|同等|同性質|比照)(?:的)?(?:合作)?$|(?:同様の|同じ|同種の|類似の|同内容の)[^、。はが]{0,4}$"
)
_HOLDER = re.compile(f"{ORG}[^，。；、{ORG}{PERSON}]{{0,16}}{PERSON}")
_ONLOOKERS = both_ways("見證|觀禮|立ち会|見守|同席|出席|列席")
_SIGNATURES = frozenset(("署名", "調印", "サイン", *map(simplified, ("簽字", "簽約"))))
_PRECEDENT = both_ways(
    f"{ORG}に(?:続|次)[いぐき]、?{ORG}(?:目|[にと]?な[りっる])|{ORG}(?:に(?:続|次)[いぐき]|以来)[^。]{{0,12}}[0-9０-９一二三四五六七八九十]+(?:件|例|番|校|都市|[かカヶ]所|自治体|社|行|大学|機関|団体|市|町|県|者|番手|か国|カ国|地域|本)(?:目|[にと]?(?:なり|なっ|なる))"
    f"|繼{ORG}(?:之)?後[^。]{{0,30}}第[二三四五六七八九十2-9](?:個|所|座|家|間|份)"
)
_LISTED = re.compile(f"{ORG}(?:、|と|や|・|及び)(?:{DATE}の)?$")


@dataclass(slots=True)
class Teller:
    """Reads the sentences of a document in order."""

    context: Context
    scene: Scene
    posts: Posts

    def candidates(self, document: Sequence[Sentence]) -> Iterator[Candidate]:
        """What each sentence tells of an agreement; what it denies is none."""
        for number, sentence in enumerate(document):
            self.scene.enter(sentence)
            before = _PRECEDENT.search(sentence.masked)
            acts = [] if sentence.speech else read_acts(sentence)
            transfer = next((a.start for a in acts if a.family == "transfer"), None)
            for act in acts:
                # 協定は2022年の甲社以来2件目: of the precedent
                if act.stage is not Stage.DENIED and not (before and act.family == "mention"):
                    # 將投資乙公司，雙方並簽署技術合作協議
                    bought = act.family == "sign" and transfer is not None and transfer < act.start
                    told = any(a.family == "sign" and a.nouns and a.start < act.start for a in acts)
                    bought = bought or (told and _TOO_ZH.search(sentence.masked, 0, act.start) is not None)
                    yield from self._of_act(sentence, act, number, further=bought or _further(sentence, act))
            yield from _precedents(sentence, number)
            if _CEREMONY.search(sentence.masked):
                yield from _hosts(sentence, number)
            self.scene.follow(sentence, _transferred(sentence, acts))

    def _of_act(self, sentence: Sentence, act: Act, number: int, *, further: bool) -> Iterator[Candidate]:
        """The candidates of one act: one, or one with each partner, or one for each of two nouns."""
        found = self._parties(sentence, act)
        explicit, sets = found.explicit, found.sets
        basis = act.family == "mention" and not act.dates and not act.told and act.stage is Stage.SIGNED
        if len(explicit) < 2 and (basis or act.family in ("agree", "transfer")):
            return  # 協定に基づき: of the one that is told elsewhere
        if act.family == "laboratory" and len(sets[0] if sets else ()) < 2:
            return
        pointed = self._points(sentence, act, explicit)
        if pointed and len(sets) == 1 and (two := self._sides_of_speaker(sentence, act, sets[0])):
            explicit, sets, pointed = two, [two], False
        date, vague = (act.told, False) if act.told else date_of(sentence, act, self.scene.last, self.context)
        date = date or (None if vague else self.scene.date_of_row(sentence))
        for chosen in sets:
            own = [sentence.spans[found.dated[i]].date for i in chosen if i in found.dated]
            told = next((when.date for when in own if when), date)
            by_noun = _dates_of_nouns(sentence, act)
            for nouns in [[n] for n in act.nouns] if len(act.nouns) > 1 else [act.nouns]:
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
        if stage is Stage.PLANNED and is_background(date, self.context.now):
            return Stage.OPEN, date  # how it once began: 2023年1月、締結を進めることを確認
        if stage is Stage.PLANNED and date and date.day and issued and str(date) < str(issued):
            return stage, None  # the day on which the plan was told
        return stage, date

    def _points(self, sentence: Sentence, act: Act, explicit: Ids) -> bool:
        """Whether only words such as 雙方 name the parties.

        甲與乙宣布，雙方…: not where the sentence itself names them, other than to say who somebody is.
        """
        spans = [sentence.spans[place] for place, r in act.roles.items() if r in PARTY_ROLES]
        spans = spans or [s for _, s in sentence.find(ORG) if set(s.ids) & set(explicit)]
        if not spans or not all(s.reference and len(s.ids) > 1 for s in spans):
            return False
        paired = together(replace(sentence, masked=sentence.masked[: act.start]))
        if len(paired) == 2 and any(set(s.ids) != set(paired) and set(s.ids) & set(paired) for s in spans):
            return True  # 甲的第一個夥伴是丙，雙方…: not the two of the sentence before
        if all(self.scene.points_at(s.ids) for s in spans):
            return False
        own = (s for place, s in sentence.find(ORG) if not s.reference and not _HOLDER.match(sentence.masked, place))
        named = {i for span in own for i in span.ids}
        return not any(named == set(s.ids) for s in spans)

    def _sides_of_speaker(self, sentence: Sentence, act: Act, meant: tuple[str, ...]) -> tuple[str, ...] | None:
        """甲公司的某表示，雙方…: one of the two is that of the speaker; None where `meant` holds it already."""
        likely = set(meant).union(*(s.ids for _, s in sentence.find(ORG) if not s.reference))
        stood = with_stand_ins(sentence, self.posts, likely)
        told = stood or sentence
        paired = together(replace(told, masked=told.masked[: act.start]))
        alike = {self.context.types.get(i) for i in paired} <= {self.context.types.get(i) for i in meant} | {None}
        if len(meant) == len(paired) == 2 and set(paired) != set(meant) and alike:
            return paired  # 當時某甲與乙大學教授某乙共同研究；2019年兩校締結協議
        spoke = [i for _, s in sentence.find(PERSON, 0, act.start) for p in s.ids for i in self.posts.get(p, ())]
        if len(meant) != 2 or not spoke or set(meant) & set(spoke):
            return None
        paired = self.scene.pair if set(self.scene.pair) & set(spoke) else ()
        other = [i for i in (*self.scene.speaker, *paired) if i not in spoke]
        return (spoke[0], other[0]) if other else None

    def _parties(self, sentence: Sentence, act: Act) -> Parties:
        """Who agreed; persons stand for their institutions where the sentence names fewer than two of these."""
        found = parties_of(sentence, act, self.scene, self.context.types)
        # 甲市長與乙鄉長簽署協定，促進雙方…: who acts says more than who is pointed at behind
        pointed = bool(found.explicit) and not any(not span.reference for _, span in sentence.find(ORG))
        pointed = pointed and not act.roles
        if (
            (len(found.explicit) > 1 and not pointed)
            or not act.nouns
            or act.stage is Stage.OPEN
            or act.family not in ("sign", "ceremony")
        ):
            return found
        likely = {i for _, span in sentence.find(ORG) for i in span.ids}.union(self.scene.pair, self.scene.topic)
        stood = with_stand_ins(sentence, self.posts, likely) if self.posts else None
        same = next((a for a in read_acts(stood) if a.start == act.start), None) if stood else None
        if stood is None or same is None:
            return found
        better = parties_of(stood, same, self.scene, self.context.types)
        # 嘉南市で先方の市長と私が署名: the place where it was signed is the other side
        whole = not any(len(s) > 1 for s in found.sets) and any(len(s) > 1 for s in better.sets)
        if len(better.explicit) <= max(1, 0 if pointed else len(found.explicit)) and not whole:
            return found
        act.roles, act.each = same.roles, same.each
        return better


def _transferred(sentence: Sentence, acts: Sequence[Act]) -> Ids:
    """Who gave and who got, where a sentence tells of a purchase or of shares: the two that the next is about."""
    for act in acts:
        if act.family == "transfer" and act.stage is not Stage.DENIED:
            found = dict.fromkeys(i for place in act.roles for i in sentence.spans[place].ids)
            return tuple(found) if len(found) == 2 else ()
    return ()


def _dates_of_nouns(sentence: Sentence, act: Act) -> dict[int, PartialDate]:
    """2013年に協定を、2019年に覚書を締結した: the date of each noun, by its place, where each has one of its own."""
    found, floor = {}, 0
    for noun in sorted(act.nouns, key=lambda n: n.start):
        dates = [s.date.date for _, s in sentence.find(DATE, floor, noun.start) if s.date]
        if dates:
            found[noun.start] = dates[-1]
        floor = noun.end
    return found if len(found) == len(act.nouns) > 1 else {}


def _alike(sentence: Sentence, noun: Noun) -> bool:
    """Whether a noun says that it is an agreement such as the one of the news: 同類備忘錄, 舊約."""
    word = sentence.masked[noun.start : noun.end]
    return word in FORMER or _ALIKE.search(sentence.masked, 0, noun.start) is not None


def _further(sentence: Sentence, act: Act) -> bool:
    """Whether an agreement is told as one more beside another."""
    if sentence.language == "ja":
        clause = sentence.masked[sentence.masked.rfind("。", 0, act.start) + 1 : act.start]
        return bool(_ALSO_JA.search(clause))
    return bool(_ALSO_ZH.search(sentence.masked, 0, act.start))


def _precedents(sentence: Sentence, number: int) -> Iterator[Candidate]:
    """三重県に続いて2件目: an earlier agreement of the same sort, with one side of the news."""
    for match in _PRECEDENT.finditer(sentence.masked):
        places = [next(p for p, _ in sentence.find(ORG, *match.span()))]
        while also := _LISTED.search(sentence.masked, 0, places[0]):
            places.insert(0, also.start())  # A市（2019年）、B市（2023年）に続き
        for place in places:
            span = sentence.spans[place]
            near = [s.date.date for s in sentence.hidden if s.date and 0 <= s.start - span.end <= 2]
            near += [s.date.date for p, s in sentence.find(DATE, max(0, place - 2), place) if s.date and p < place]
            day, ids = next(iter(near), None), span.ids
            yield Candidate(ids, ids, Stage.SIGNED, True, "precedent", (), day, False, sentence, number, place)


def _hosts(sentence: Sentence, number: int) -> Iterator[Candidate]:
    """A ceremony names, through those who act at it, institutions that may turn out to be the parties."""
    # Those who look on stand in a clause of their own: …主持，…見證.
    clauses = [(m.start(), m.end()) for m in re.finditer("[^，、。]+(?:、[^，。]+)?", sentence.masked)]
    looking = [span for span in clauses if _ONLOOKERS.search(sentence.masked, *span)]
    acting = (m for m in _ACTING.finditer(sentence.masked) if not any(a <= m.start() < b for a, b in looking))
    ids = [i for m in acting for i in sentence.spans[m.start()].ids]
    if ids:
        parties = tuple(dict.fromkeys(ids))
        yield Candidate(parties, parties, Stage.OPEN, False, "hosts", (), None, False, sentence, number, 0)
