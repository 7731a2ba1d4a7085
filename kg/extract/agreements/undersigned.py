"""Which agreement those who put their names to something signed."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence

from kg.extract.agreements.clauses import Sentence, both_ways
from kg.extract.agreements.groups import Group, Groups
from kg.extract.agreements.signatories import Signing
from kg.extract.agreements.stand_ins import Posts

# 両学長がそれぞれの文書に署名しました, 兩位校長在兩份文件上簽字
_BOTH_PAPERS = both_ways(
    "(?:それぞれの|各|両|[2２二]つの|[2２二]件の|[2２二]通の|両方の)(?:文書|書面|協定書?|覚書|書類)|[兩两二2](?:份|項|项|紙|纸)[^，。]{0,6}(?:文件|協議|協定|備忘錄|合約)上"
)


def undersign(groups: Groups, document: Sequence[Sentence], signings: Sequence[Signing], posts: Posts) -> None:
    """Add those who signed to the agreements under which they put their names; `posts` say for whom they did."""
    alone = Counter(signing.number for signing in signings if not signing.learned)
    signed = _Signed(groups)
    for signing in signings:
        meant = signed.by(signing, alone=alone[signing.number] <= 1)
        if _BOTH_PAPERS.search(document[signing.number].masked):
            meant = signed.alike(meant)
        _sign(_open_to(signing, meant, posts), signing.persons, posts)


def _open_to(signing: Signing, meant: Sequence[Group], posts: Posts) -> list[Group]:
    """Of several papers of the same sides, not that whose signatories are told already."""
    lacking = [g for g in meant if len(g.signatories) < len(g.parties)]
    if signing.learned:
        return [g for g in lacking if not g.planned and _has_seat(g, signing.persons[0], posts)]
    return lacking or list(meant)


def _sign(meant: Sequence[Group], persons: Sequence[str], posts: Posts) -> None:
    """分別與乙、丙簽署: each of their heads signed with his own."""
    sides = {i for g in meant for i in g.parties}
    for group in meant:
        strangers = {p for p in persons if (own := sides & set(posts.get(p, ()))) and not own & {*group.parties}}
        group.signatories += [p for p in persons if p not in (*group.signatories, *strangers)]


def _has_seat(group: Group, person: str, posts: Posts) -> bool:
    """Whether nobody else is said to have signed for the party of which a person is."""
    own = {*posts.get(person, ())} & {*group.parties}
    return not any(own & {*posts.get(other, ())} for other in group.signatories)


class _Signed:
    """The agreements that were signed, by the sentences that tell of them."""

    def __init__(self, groups: Groups) -> None:
        self._groups = [g for g in groups if not g.planned and not g.past]
        self._former = {m.number for g in groups if g.past and not g.planned for m in g.members}
        self._here: dict[int, list[tuple[int, Group]]] = defaultdict(list)
        self._alike: dict[frozenset[str], list[tuple[int, Group]]] = defaultdict(list)
        latest, opened = -1, []
        for place, group in enumerate(self._groups):
            first = min(m.number for m in group.members)
            opened.append((first, place))
            self._alike[frozenset(group.parties)].append((first, group))
            for member in group.members:
                self._here[member.number].append((member.at, group))
        # Up to each sentence that opens one, the last in order of all that are told by then.
        self._last: list[tuple[int, int]] = []
        for first, place in sorted(opened):
            latest = max(latest, place)
            self._last.append((first, latest))

    def alike(self, meant: Sequence[Group]) -> list[Group]:
        """All that were signed between the same sides."""
        sides = {frozenset(g.parties) for g in meant}
        return [g for g in self._groups if frozenset(g.parties) in sides]

    def by(self, signing: Signing, *, alone: bool) -> list[Group]:
        """The agreements of which a place about signatures speaks: of its own sentence, else the news told last.

        Where the sentence tells of signatures in several places, those whose words of agreeing stand nearest before
        the place, else behind it.
        """
        here = self._here.get(signing.number)
        if not here and signing.number in self._former:
            return []  # 2019年、当時の某学長と某校長が覚書に署名した: not of the news
        if here and alone:
            return list({id(g): g for _, g in here}.values())
        if here:
            before = [at for at, _ in here if at <= signing.at]
            nearest = max(before) if before else min(at for at, _ in here)
            return list({id(g): g for at, g in here if at == nearest}.values())
        if not self._groups:
            return []
        at = bisect_right(self._last, (signing.number, len(self._groups))) - 1
        last = self._groups[self._last[at][1] if at >= 0 else -1]
        acts = {(m.number, m.at) for m in last.members if m.several}
        told = {id(g): (n, g) for act in acts for n, g in ((act[0], g) for at, g in self._here[act[0]] if at == act[1])}
        alike = list(told.values()) or self._alike[frozenset(last.parties)]
        return [g for first, g in alike if at < 0 or first <= signing.number]
