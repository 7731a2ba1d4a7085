"""Acts of agreeing in Japanese sentences: verb, noun, stage, dates and who is what to the verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.extract.agreements.acts import Act, Role, Stage, carry_dates, carry_subjects, without_doubles
from kg.extract.agreements.agreement_words import Noun, nouns
from kg.extract.agreements.clauses import Sentence
from kg.extract.agreements.deals_ja import agreed, announced, founded, invested, owned_companies
from kg.extract.agreements.particulars_ja import fill
from kg.extract.agreements.signings_ja import obtained, signings
from kg.extract.agreements.stages_ja import FALSE_REPORT, STANDING, TAIL
from kg.extract.agreements.standing_ja import RENEWED, ended, mention, renewed
from kg.extract.agreements.ties import ties
from kg.extract.agreements.transfers import transfers
from kg.model import PassageKind

_ABOUT = re.compile(
    "[^。、]{0,12}(?:について|につき|に関(?:する|し)|に係る|に(?:む|向)け|を(?:目的|前提|視野)|のため)[^。はが]{0,30}$"
)
_ON = re.compile("[^。、]{0,6}(?:について|につき|に関(?:する|し)|に係る)[^。はが]{0,20}$")  # no ラボの設立に向け
_AGREED_UPON = re.compile("[^。、]{0,12}ことで合意し")
_BY_HAND = frozenset(("署名", "調印", "サイン"))


def read_acts(sentence: Sentence) -> list[Act]:
    """The acts of agreeing that a Japanese sentence tells, in order, with roles and dates."""
    found = nouns(sentence)
    acts = _with_mentions(sentence, found, _told_by_verbs(sentence, found))
    acts = ties(sentence, acts) or acts
    floor = 0
    for act in acts:
        fill(sentence, act, floor)
        _without_topic(sentence, act)
        floor = act.end
    carry_subjects(acts)
    carry_dates(acts)
    for former, act in pairwise(acts):
        _settle_renewal(sentence.masked, former, act)
        # 延長することで合意し、両学長が文書に署名しました
        agreed_upon = former.stage is Stage.PLANNED and act.stage is Stage.SIGNED
        by_hand = sentence.masked[act.start : act.end] in _BY_HAND
        if agreed_upon and by_hand and _AGREED_UPON.match(sentence.masked, former.end):
            former.stage = Stage.SIGNED
    if FALSE_REPORT.search(sentence.masked):
        for act in acts:
            act.stage = Stage.DENIED
    return acts


def _without_topic(sentence: Sentence, act: Act) -> None:
    """丙社は、両社が結んだ契約をもとに生まれた: of the topic something else is said, where two have agreed."""
    subjects = [place for place, role in act.roles.items() if role is Role.SUBJECT]
    both = (p for p in subjects if len(sentence.spans[p].ids) > 1 and sentence.masked.startswith("が", p + 1))
    if (pair := max(both, default=None)) is not None:
        for place in subjects:
            if place < pair and sentence.masked.startswith("は", place + 1):
                act.roles[place] = Role.OTHER


def _told_by_verbs(sentence: Sentence, found: list[Noun]) -> list[Act]:
    """The acts that verbs tell, in order: of signing, ending, founding, buying."""
    acts = [*signings(sentence, found), *renewed(sentence, found), *agreed(sentence, found)]
    acts += [*founded(sentence), *ended(sentence, found)]
    owned = owned_companies(sentence)
    acts = [*owned, *(a for a in acts if a.family != "venture" or not owned)]
    acts += _apart(obtained(sentence, found), acts)
    acts += _apart(invested(sentence), acts)
    acts += _apart(announced(sentence), acts)
    acts = [a for a in acts if a.family not in ("venture", "laboratory") or not _papers_on(sentence, found, a)]
    acts += transfers(sentence, acts)
    return without_doubles(sorted(acts, key=lambda a: a.start))


def _apart(acts: Sequence[Act], told: Sequence[Act]) -> list[Act]:
    """The acts that overlap none of those told."""
    return [a for a in acts if not any(b.start < a.end and a.start < b.end for b in told)]


def _with_mentions(sentence: Sentence, found: Sequence[Noun], acts: list[Act]) -> list[Act]:
    """The acts with the agreements that are named without a verb, in order."""
    used = {n.start for a in acts for n in a.nouns}
    used |= {n.start for n in found if n.end in used}  # 友好都市|協定 is one word
    if not acts or sentence.kind not in (PassageKind.TITLE, PassageKind.HEADING):
        acts += [a for n in found if n.start not in used and (a := mention(sentence, n))]
    if any(a.stage is Stage.DENIED for a in acts):
        # 調印を延期し、協定は結ばれなかった: what has no noun of its own is denied with the rest.
        acts = [a for a in acts if any(n.start != a.start for n in a.nouns)]
    return sorted(acts, key=lambda a: a.start)


def _settle_renewal(masked: str, former: Act, act: Act) -> None:
    """Tell an agreement from its renewal in the same sentence: AがBと2016年に結んだ協定を更新."""
    renewed = former.nouns and any(RENEWED.match(masked, n.end) for n in (former.nouns[0], *act.nouns[:1]))
    if not (former.past and renewed):
        return  # 2015年に締結した協定及び覚書を更新: of both
    if not act.past and not act.roles:
        act.roles = dict(former.roles)  # of the same two
    if not act.dates and len(former.dates) > 1:
        # 8月27日、2015年に締結した協定を更新
        act.dates, former.dates = former.dates[1:], former.dates[:1]
    standing = act.nouns[:1] == former.nouns[:1] and STANDING.match(masked[former.end : former.end + TAIL])
    if standing and not act.dates:
        # 3月12日、Bと結んでいる協定を更新: the day is that of the renewal, and there is no other agreement
        act.dates, former.dates, former.stage = former.dates, [], Stage.OPEN


def _papers_on(sentence: Sentence, found: list[Noun], venture: Act) -> bool:
    """合弁会社の設立について基本合意書を締結: the paper is what was signed, the company what it is about."""
    first_steps = ("LetterOfIntent", "MemorandumOfUnderstanding")
    papers = (n for n in found if venture.family == "laboratory" or (n.formal and n.kind in first_steps))
    near = next((n for n in papers if n.start >= venture.end), None)
    about = _ON if venture.family == "laboratory" else _ABOUT
    return near is not None and about.match(sentence.masked, venture.end, near.start) is not None
