"""Whether what a sentence says is of an agreement that others have told already."""

from __future__ import annotations

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import both_ways
from kg.extract.agreements.groups import Group
from kg.extract.agreements.kinship import Kin
from kg.model import PartialDate, PassageKind

_LATER = both_ways(
    "今後|別途|別の|別に|改めて|さらに|正式な|本契約|来年|来月|另|未來|進一步|後續|下一步|明年|補充|附約|細部|正式(?:合資|合約|契約|合同|協議)"
)

_EARLIER = both_ways(
    r"すでに|既に|これまで|以前|かつて|過去|先に|従来|もともと|昨年|前年|年に|年前|以来|結んでい|結んでお|締結済|曾|已|先前|去年|早在|之前|歷年|歴年|原有|既有|\d"
)

_REPORTS = both_ways("ご?報告|お知らせ|ご案内|ご紹介")
# 契約書の日付は4月20日で、…が署名しています: what more is told of the paper that was named
_PAPER = both_ways(
    "(?:契約|協定|合意|意向|確認)書(?:の日付|には?|は)|覚書(?:の日付|には|は)|(?:書面|文書)に(?:は)?|(?:合約|協議書|備忘錄|文件|契約)(?:上)?(?:的)?(?:日期|落款|簽署日)"
)


def is_same(group: Group, candidate: Candidate, kin: Kin) -> bool:
    """Whether a candidate means the agreement of the group: parties within each other, dates and stages that agree."""
    if not (kin.within(group.parties, candidate.parties) or kin.within(candidate.parties, group.parties)):
        return False
    both_dated = group.date is not None and candidate.date is not None
    if both_dated and not agree(group.date, candidate.date):
        return False
    if group.past != candidate.past and not both_dated:
        if _is_reported(group, candidate):
            return True
        return _says_again(group, candidate)
    if candidate.stage is Stage.PLANNED and not group.planned and goes_further(group, candidate):
        return False
    if (candidate.stage is Stage.ENDED) != group.ended and candidate.stage is not Stage.OPEN:
        # What is told to have ended is the earlier agreement that the text goes on to tell of.
        return group.past and candidate.past
    formal, other = _formal(*group.members), _formal(candidate)
    apart = candidate.several or any(m.several for m in group.members) or (group.past and candidate.past)
    # A plan and a signing of different sorts are two; a headline and a plan may call one thing by two words.
    apart = apart or (group.planned and candidate.stage is Stage.SIGNED and not candidate.headline)
    if apart and formal and other and not (formal & other):
        return False
    if is_one_more(group, candidate):
        return False
    # A laboratory that works is one of its own; one that is to come is what the agreement is about.
    if candidate.family == "laboratory" and candidate.stage is Stage.PLANNED:
        return not group.past
    return len({m.family == "laboratory" for m in group.members} | {candidate.family == "laboratory"}) == 1


def _is_reported(group: Group, candidate: Candidate) -> bool:
    """Whether a page reports an agreement of some months ago, whose day only a sentence below its headline tells."""
    announced = all(
        m.sentence.kind is not PassageKind.BODY or _REPORTS.search(m.sentence.masked) for m in group.members
    )
    undated = group.date is None and candidate.date is not None and not group.past and not group.planned
    alike = set(group.parties) == set(candidate.parties) and _formal(candidate) == _formal(*group.members)
    return announced and undated and alike and candidate.stage is Stage.SIGNED


def _says_again(group: Group, candidate: Candidate) -> bool:
    """Whether background that tells no time and no sort is the news itself: 甲町と協定を結んだ乙市は…."""
    undated = candidate.date is None or (group.date is None and _PAPER.match(candidate.sentence.masked))
    news = not group.past and not group.planned and candidate.stage is Stage.SIGNED and undated
    same = set(group.parties) == set(candidate.parties) and not _formal(candidate)
    return bool(news and same) and (candidate.date is not None or not _EARLIER.search(candidate.sentence.masked))


def is_one_more(group: Group, candidate: Candidate) -> bool:
    """Whether one of the two is told as one more agreement, of another class: 共同開発契約も結んだ."""
    if not (candidate.further or any(m.further for m in group.members)):
        return False
    mine = {kind for kind, _ in candidate.kinds} - {"Agreement"}
    theirs = {kind for m in group.members for kind, _ in m.kinds} - {"Agreement"}
    return bool(mine and theirs and not mine & theirs)


def goes_further(group: Group, candidate: Candidate) -> bool:
    """Whether what is planned is another agreement than the signed one: a later step, or one of another class."""
    formal, other = _formal(*group.members), _formal(candidate)
    later = bool(_LATER.search(candidate.sentence.masked))
    # That a company will be founded is as a rule what the signed contract says.
    if candidate.family == "laboratory":
        return later
    return later or bool(other and not (formal & other) and (formal or candidate.family != "venture"))


def agree(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates can be the same, one less precise than the other."""
    a, b = str(one), str(other)
    return a.startswith(b) or b.startswith(a)


def _formal(*candidates: Candidate) -> set[str]:
    """The classes that the words alone of candidates decide."""
    kinds = {kind for candidate in candidates for kind, formal in candidate.kinds if formal}
    return kinds - {"Agreement"}  # 提携 alone is of any class
