"""An act of agreeing that a sentence tells, made up of words and names: how far things have come, who is what to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

from kg.extract.agreements.agreement_words import Noun
from kg.extract.agreements.clauses import Sentence
from kg.model import PartialDate


class Stage(Enum):
    """How far the sentence says things have come; OPEN where it only mentions the agreement."""

    SIGNED = "signed"
    PLANNED = "planned"
    ENDED = "ended"
    DENIED = "denied"
    OPEN = "open"


class Role(Enum):
    """What a name is to the verb of agreeing."""

    SUBJECT = "subject"  # AはBと…, A與B簽署
    PARTNER = "partner"  # Bと, 與B
    DELEGATE = "delegate"  # an institution named through the person who acts for it: A市長の某が署名
    PLACE = "place"
    OTHER = "other"


@dataclass(slots=True)
class Act:
    """One act of agreeing in a sentence; places are those of `Sentence.masked`."""

    start: int
    end: int
    stage: Stage
    nouns: list[Noun]
    family: str = "sign"  # sign, agree (announced), venture, laboratory, ceremony, mention
    past: bool = False  # told as background
    went_on: bool = False  # told with what had gone on since: 合意書を交わし、細部を詰めていた
    ending: bool = False  # told by a verb of ending: only a date told with its signing is its own
    ends: int | None = None  # place of the date on which it ends
    each: bool = False  # one with each of the partners
    pairs: list[tuple[int, int]] = field(default_factory=list)  # 甲與乙、丙與丁: places of names that belong together
    roles: dict[int, Role] = field(default_factory=dict)  # place of a name → role
    dates: list[int] = field(default_factory=list)  # places of the dates that may be the act's, nearest first
    announced: bool = False  # the date is that of the announcement
    told: PartialDate | None = None  # in brackets behind the noun: 協定（2014年締結）


def carry_subjects(acts: Sequence[Act]) -> None:
    """Give an act that names only partners the subject of the act before it: 去年與乙結盟，今年又與丙簽約."""
    for previous, act in pairwise(acts):
        here = set(act.roles.values())
        if Role.PARTNER in here and Role.SUBJECT not in here:
            first = [place for place, role in sorted(previous.roles.items()) if role is Role.SUBJECT][:1]
            act.roles.update(dict.fromkeys(first, Role.SUBJECT))


def carry_dates(acts: Sequence[Act]) -> None:
    """Give an act without a date that of the one before it in the sentence: 26日簽署備忘錄，並由甲與乙另簽協議."""
    for previous, act in pairwise(acts):
        if previous.family == "venture" and act.family == "agree" and not act.dates:
            act.dates = previous.dates  # 2023年7月、合弁会社を設けることに合意した
        same = previous.stage is act.stage is Stage.SIGNED and previous.past == act.past
        if same and not act.dates and not act.told and not previous.past and act.family == previous.family == "sign":
            act.dates, act.announced = previous.dates, previous.announced


def without_doubles(acts: list[Act]) -> list[Act]:
    """Of acts that share a noun or overlap, the first; an ending overrules the signing of the same agreement."""
    ended = {n.start for a in acts if a.stage is Stage.ENDED for n in a.nouns}
    result: list[Act] = []
    for act in acts:
        if act.stage is not Stage.ENDED and any(n.start in ended for n in act.nouns):
            continue
        if result and act.start < result[-1].end:
            continue
        result.append(act)
    return result


def shared_company(sentence: Sentence, share: re.Pattern[str]) -> list[Act]:
    """A joint company told by the shares that two institutions or more hold in it: one act, or none."""
    shares = list(share.finditer(sentence.masked))
    if len(shares) < 2:
        return []
    span = (shares[0].start(), shares[-1].end())
    act = Act(*span, Stage.SIGNED, [Noun(*span, "JointVentureAgreement", True)], "owned", past=True)
    act.roles = {m.start(): Role.SUBJECT for m in shares}
    return [act]
