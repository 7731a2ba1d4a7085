"""Acts of agreeing in Chinese sentences: verb, noun, stage, dates and who is what to the verb."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extract.agreements.acts import Act, Role, Stage, carry_dates, carry_subjects, without_doubles
from kg.extract.agreements.agreement_words import Noun, nouns, pattern
from kg.extract.agreements.clauses import DATE, ORG, PERSON, Sentence, folded, simplified
from kg.extract.agreements.deals_zh import founded, owned_companies
from kg.extract.agreements.particulars_zh import fill
from kg.extract.agreements.signings_zh import agreed_upon, signings, won
from kg.extract.agreements.stages_zh import BREAK
from kg.extract.agreements.standing_zh import EXTENDED, ended, extended, mention
from kg.extract.agreements.ties import ties
from kg.extract.agreements.transfers import transfers

_BY_PERSONS = folded(f"[，。；：]由[^，。；]*{PERSON}[^，。；]*$")
_HOPED = folded("(?:期待|期盼|期許|盼|希望|藉|藉由|透過)[^，。；]{0,6}$")
_REACHED = simplified("達成")
_DENIES = simplified("否認")


def read_acts(sentence: Sentence) -> list[Act]:
    """The acts of agreeing that a Chinese sentence tells, in order, with roles and dates."""
    found = nouns(sentence)
    acts = _told_by_verbs(sentence, found)
    used = {n.start for a in acts for n in a.nouns}
    used |= {n.start for n in found if n.end in {other.start for other in found}}  # 產學合作|備忘錄 is one word
    acts += [a for n in found if n.start not in used and (a := mention(sentence, n))]
    acts.sort(key=lambda a: a.start)
    acts = ties(sentence, acts) or acts
    _fill_all(sentence, acts)
    _carry(sentence.masked, acts)
    for false in pattern("zh-Hant", "report-false").finditer(sentence.masked):
        for act in acts:
            # 否認 reaches what follows it: 甲擬收購乙，雙方否認金額過高 denies no purchase.
            if false.group() != _DENIES or act.start > false.start():
                act.stage = Stage.DENIED
    return acts


def _told_by_verbs(sentence: Sentence, found: list[Noun]) -> list[Act]:
    """The acts that verbs tell, in order: of signing, founding, ending, buying."""
    acts = [*signings(sentence, found), *founded(sentence), *ended(sentence, found)]
    acts += extended(sentence, acts)
    others = [*won(sentence, found), *agreed_upon(sentence, found)]
    acts += [a for a in others if not any(n in b.nouns for b in acts for n in a.nouns)]
    owned = owned_companies(sentence)
    acts = [*owned, *(a for a in acts if a.family != "venture" or not owned)]
    bought = transfers(sentence, acts)
    acts = [a for a in acts if not _is_of_purchase(sentence, a, bought)] + bought
    return without_doubles(sorted(acts, key=lambda a: a.start))


def _is_of_purchase(sentence: Sentence, act: Act, bought: Sequence[Act]) -> bool:
    """收購乙公司，雙方20日達成協議: whether it tells only when a purchase was agreed, which is noted there."""
    before = [b for b in bought if b.start < act.start]
    if not before or not sentence.masked.startswith(_REACHED, act.start):
        return False
    before[-1].dates = before[-1].dates or [i for i, _ in sentence.find(DATE, before[-1].end, act.start)][::-1]
    return True


def _fill_all(sentence: Sentence, acts: list[Act]) -> None:
    """Give the acts their roles and dates, each from where the one before it ends."""
    floor = 0
    for act in acts:
        fill(sentence, act, floor)
        floor = max([act.end, *(n.end for n in act.nouns)])
        alone = act.nouns[:1] and act.start == act.nouns[0].start and not _HOPED.search(sentence.masked, 0, act.start)
        if act.stage is Stage.PLANNED and alone and not {Role.SUBJECT, Role.PARTNER} & {*act.roles.values()}:
            # 原定拜訪的甲校因故取消，協定將延到明年再談: whoever the sentence names is meant.
            act.roles = {place: Role.PARTNER for place, _ in sentence.find(ORG, 0, act.start)}


def _carry(masked: str, acts: list[Act]) -> None:
    """Take to each act what the others say of it: dates, the first side, both sides."""
    carry_dates(acts)
    for former, act in pairwise(acts):
        if former.family == "ceremony" and not act.dates:
            act.dates = former.dates  # 昨日出席簽約記者會，宣布雙方簽訂…
    # …，由某與某簽署: who signs is not whom the next clause is about.
    carry_subjects([a for a in acts if not _BY_PERSONS.search(masked, 0, a.start)])
    for former, act in pairwise(acts):
        if act.nouns and act.nouns[0].end == act.end and EXTENDED.search(masked, 0, act.end) and not act.roles:
            act.roles = dict(former.roles)  # 把2021年簽訂的協議延長五年: of the same two
    for act, following in pairwise(acts):
        # 25日與乙簽約後，甲27日與丙簽約: who did the first is told with the second.
        alike = act.family in ("sign", "ceremony") and following.family == "sign"
        if alike and Role.PARTNER in act.roles.values() and Role.SUBJECT not in act.roles.values():
            later = [place for place, role in sorted(following.roles.items()) if role is Role.SUBJECT]
            act.roles.update(dict.fromkeys(later[:1] if BREAK.search(masked, act.end) else [], Role.SUBJECT))
