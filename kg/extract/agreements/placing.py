"""To which agreement each thing that a sentence says belongs: one that others have told, or one more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.agreement_kinds import kind_by_words
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import ORG
from kg.extract.agreements.groups import Group, Groups
from kg.extract.agreements.kinship import Kin
from kg.extract.agreements.same_agreement import agree, goes_further, is_one_more, is_same


def place(groups: Groups, candidate: Candidate, kin: Kin) -> None:
    """Add a candidate with parties to the group that means the same agreement, or open one."""
    near = groups.near(candidate.parties)
    if candidate.basis and any(kin.within(candidate.parties, g.parties) for g in near):
        return
    if (group := _same_of(near, candidate, kin)) is not None:
        groups.add(group, candidate)
    elif (group := _signed_of(near, candidate)) is not None:
        groups.add(group, replace(candidate, parties=()))
    elif (group := _news_of_both(groups, candidate)) is not None:
        groups.add(group, candidate)
    elif candidate.inherited and _support_those_before(groups, candidate):
        return
    elif (group := _news_of_headline(groups, candidate)) is not None:
        # A headline shortens: a group for its subsidiary, a city for its office.
        groups.add(group, replace(candidate, parties=()))
    else:
        groups.open(Group([candidate], candidate.parties, candidate.date, candidate.past))


def _same_of(near: Sequence[Group], candidate: Candidate, kin: Kin) -> Group | None:
    return next((g for g in near if not g.has_twin(candidate) and is_same(g, candidate, kin)), None)


def _signed_of(near: Sequence[Group], candidate: Candidate) -> Group | None:
    """The agreement of one of its parties that those sign whom a sentence without a date tells of."""
    if not candidate.signature or candidate.date or len(candidate.explicit) > 2 or candidate.past:
        return None
    if candidate.several or candidate.further:
        return None
    ahead = candidate.stage is Stage.PLANNED
    # 正與丙校商談合作，希望年內簽約: with another than those of the news
    fitting = (g for g in near if len(candidate.explicit) < 2 or ahead == g.planned)
    return next((g for g in fitting if not g.past and set(g.parties) & set(candidate.parties)), None)


def _news_of_both(groups: Groups, candidate: Candidate) -> Group | None:
    """典禮上簽署…, without a name: no other than the agreement that was told of those whom the sentences are about."""
    if candidate.explicit or candidate.past or candidate.stage is not Stage.SIGNED or candidate.further:
        return None
    news = next((g for g in groups.holding(candidate.parties) if not g.past and not g.planned), None)
    return None if news is None or news.has_twin(candidate) else news


def _support_those_before(groups: Groups, candidate: Candidate) -> bool:
    """Add it to an agreement of those whom the sentences before suggest, or else of whom it names; whether one is."""
    told = bool(groups.holding(candidate.parties))
    apart = not told and not candidate.explicit and candidate.past and candidate.date is not None
    # あわせて基本合意書を交わした: beside the one that was told of the same two
    apart = apart or any(is_one_more(g, candidate) for g in groups if set(candidate.parties) <= set(g.parties))
    return not apart and support(groups, candidate if told else replace(candidate, parties=candidate.explicit))


def _news_of_headline(groups: Groups, candidate: Candidate) -> Group | None:
    """The news, signed or planned, that a headline tells."""
    if not candidate.headline or candidate.past:
        return None
    ahead = candidate.stage is Stage.PLANNED
    return next((g for g in groups if not g.past and g.planned == ahead), None)


def support(groups: Groups, candidate: Candidate) -> bool:
    """Add a candidate that lacks parties to the news or, told as background with another date, open an earlier one."""
    ahead = candidate.stage is Stage.PLANNED
    for group in _fitting(groups, candidate):
        dated = not candidate.date or not group.date or agree(group.date, candidate.date)
        if (
            group.past == candidate.past
            and dated
            and (group.planned or not ahead or not goes_further(group, candidate))
        ):
            for other in _told_by_its_act(groups, candidate, group) or [group]:
                groups.add(other, candidate)
            return True
    news = next((g for g in _fitting(groups, candidate) if not g.past and not g.planned), None)
    if news and ahead and candidate.kinds and goes_further(news, candidate):
        groups.open(Group([candidate], news.parties, candidate.date, False))
        return True
    if candidate.past and candidate.date and candidate.stage in (Stage.SIGNED, Stage.ENDED):
        return _open_earlier(groups, candidate)
    return False


def _fitting(groups: Groups, candidate: Candidate) -> Iterator[Group]:
    """The agreements with its parties, at its stage before others; one by one, as the first mostly is the one."""
    holding = groups.holding(candidate.parties)
    ahead = candidate.stage is Stage.PLANNED
    for same in (True, False):
        yield from (g for g in holding if (g.planned == ahead) is same and not g.has_twin(candidate))


def _told_by_its_act(groups: Groups, candidate: Candidate, group: Group) -> list[Group]:
    """調印式は8月20日に: all that the act told of which the group is one; none where the sentence names a party."""
    if candidate.parties or ORG in candidate.sentence.masked:
        return []
    act = {(m.number, m.at) for m in group.members if m.several}
    return [g for g in _fitting(groups, candidate) if act & {(m.number, m.at) for m in g.members}] if act else []


def _open_earlier(groups: Groups, candidate: Candidate) -> bool:
    """Open the earlier agreement of the parties of the news that a sentence tells by its date, if it is another."""
    news = next((g for g in _fitting(groups, candidate) if not g.past), next(_fitting(groups, candidate), None))
    if news is None or (news.date is not None and agree(news.date, candidate.date)):
        return False
    parties = candidate.parties if len(candidate.parties) > 1 else news.parties
    groups.open(Group([candidate], parties, candidate.date, True))
    return True


def precede(groups: Groups, candidate: Candidate, kin: Kin) -> None:
    """Add the agreement that the news follows: of the side of the news that is from the other country."""
    (one, *_), news = candidate.parties, next((g for g in groups if not g.past), None)
    if news is None or one in news.parties:
        return
    other = [p for p in news.parties if {kin.known[p].country, kin.known[one].country} == {"TW", "JP"}]
    if len(other) == 1:
        kinds = ((kind_by_words(news.members), True),)
        groups.open(Group([replace(candidate, kinds=kinds)], (other[0], one), candidate.date, True))
