"""Candidates for agreements → agreements: what several sentences of a document tell of one is put together."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.agreement_kinds import kind_by_words
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import ORG, Sentence, both_ways
from kg.extract.agreements.dating import look_ahead, settle_dates
from kg.extract.agreements.groups import Group, Groups
from kg.extract.agreements.kinship import Kin
from kg.extract.agreements.signatories import Signing
from kg.extract.agreements.stand_ins import Posts
from kg.extract.agreements.stating import stated
from kg.link.publisher import publisher_of
from kg.model import Agreement, Annotated, Entity, OrganizationType, PartialDate

_LATER = both_ways(
    "今後|別途|別の|別に|改めて|さらに|正式な|本契約|来年|来月|另|未來|進一步|後續|下一步|明年|補充|附約|細部|正式(?:合資|合約|契約|合同|協議)"
)
_BOTH = both_ways(
    "両(?:大学|校|市|社|者|町|県|機関|団体|学長|市長|首長|社長|理事長)|双方|兩(?:校|市|造|方|館|院|會|家)"
)
_SORTS = {
    "校大": OrganizationType.UNIVERSITY,
    "市町县県": OrganizationType.GOVERNMENT,
    "社家": OrganizationType.COMPANY,
}
# 両学長がそれぞれの文書に署名しました, 兩位校長在兩份文件上簽字
_BOTH_PAPERS = both_ways(
    "(?:それぞれの|各|両|[2２二]つの|[2２二]件の|[2２二]通の|両方の)(?:文書|書面|協定書?|覚書|書類)|[兩两二2](?:份|項|项|紙|纸)[^，。]{0,6}(?:文件|協議|協定|備忘錄|合約)上"
)
_EACH = both_ways("それぞれ|個別に|各々|分別[與和]|分別[簽締訂]")
_NEAR = 6  # sentences between an act and the list of those who took part in it


def merge(
    annotated: Annotated,
    document: Sequence[Sentence],
    entities: Sequence[Entity],
    candidates: Sequence[Candidate],
    signings: Sequence[Signing],
    posts: Posts,
) -> list[Agreement]:
    """One agreement for each that the candidates mean, news first, as `a1`, `a2` …"""
    kin = Kin(entities)
    groups = Groups(kin)
    most_named = cache(lambda: _most_named(document))
    candidates = _with_members(candidates)
    told = [c for c in candidates if c.stage is not Stage.OPEN]
    whole = [c for c in told if len(c.parties) > 1 and (c.kinds or c.family != "sign")]
    # Shares told of a company that is yet to be founded are those of the plan, or of the news.
    ahead = {
        frozenset(c.parties)
        for c in whole
        if (c.family == "owned" and c.stage is Stage.PLANNED)
        or (not c.past and ("JointVentureAgreement", True) in c.kinds and c.stage is not Stage.ENDED)
    }
    whole = [c for c in whole if c.family != "owned" or not c.past or frozenset(c.parties) not in ahead]
    # A caption of those who sign is of the agreement that the text tells of the same two.
    told_of = [frozenset(c.parties) for c in whole if not (c.signature or c.past)]
    captions = {
        id(c)
        for c in whole
        if c.signature and not (c.date or c.sentence.text.endswith("。")) and frozenset(c.parties) in told_of
    }
    # Names in the body say best who the parties are; 両社, zero subjects and headlines lean on them.
    for candidate in sorted(
        whole, key=lambda c: (c.basis, c.headline, c.pointed, c.inherited, id(c) in captions, c.number)
    ):
        if candidate.pointed:
            candidate = _point(groups, candidate, most_named, kin)
        _place(groups, candidate, kin)
    placed = {id(candidate) for candidate in whole}
    for candidate in told:
        if candidate.family == "precedent":
            _precede(groups, candidate, kin)
        elif id(candidate) not in placed:
            _support(groups, candidate)
    if not groups:
        _join_halves(groups, candidates, document, kin, publisher_of(annotated, entities))
    for candidate in candidates:
        if (
            candidate.stage is Stage.OPEN
            and len(candidate.parties) > 1
            and candidate.family not in ("hosts", "members")
        ):
            group = next((g for g in groups.near(candidate.parties) if _same(g, candidate, kin)), None)
            if group:
                group.take(candidate)
    settle_dates(annotated, document, groups)
    look_ahead(groups, document, annotated.release.issued)
    alone = Counter(signing.number for signing in signings if not signing.learned)
    signed = _Signed(groups)
    for signing in signings:
        meant = signed.by(signing, alone=alone[signing.number] <= 1)
        if _BOTH_PAPERS.search(document[signing.number].masked):
            meant = signed.alike(meant)
        # Of two papers of the same sides, the one whose signatories are told already is not meant.
        meant = [g for g in meant if len(g.signatories) < len(g.parties)] or (meant if not signing.learned else [])
        if signing.learned:
            meant = [g for g in meant if not g.planned and _has_seat(g, signing.persons[0], posts)]
        sides = {i for g in meant for i in g.parties}
        for group in meant:
            # 分別與乙、丙簽署: each of their heads signed with his own.
            strangers = {
                p for p in signing.persons if (own := sides & set(posts.get(p, ()))) and not own & {*group.parties}
            }
            group.signatories += [p for p in signing.persons if p not in (*group.signatories, *strangers)]
    ordered = sorted(groups, key=lambda g: (g.past, min(m.number for m in g.members)))
    return stated(ordered, kin.known, annotated, document)


def _has_seat(group: Group, person: str, posts: Posts) -> bool:
    """Whether nobody else is said to have signed for the party of which a person is."""
    own = {*posts.get(person, ())} & {*group.parties}
    return not any(own & {*posts.get(other, ())} for other in group.signatories)


def _with_members(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those whose parties only a list near them names with the parties of the list."""
    result = list(candidates)
    told: dict[int, list[int]] = defaultdict(list)
    further: list[Candidate] = []
    for n, c in enumerate(candidates):
        if c.stage in (Stage.SIGNED, Stage.PLANNED) and not c.past and c.kinds and c.family == "sign":
            told[c.number].append(n)
    for members in (c for c in candidates if c.family == "members"):
        near = [
            (abs(number - members.number), n)
            for number in range(members.number - _NEAR, members.number + _NEAR + 1)
            for n in told.get(number, ())
            if result[n].pointed or result[n].inherited or len(result[n].parties) < 2
        ]
        if near:
            distance, _ = min(near)
            # ３大学とそれぞれ締結しました: one with each of the list.
            each = any(_EACH.search(candidates[n].sentence.masked) for _, n in near)
            one, *others = members.parties
            sides = [(one, other) for other in others] if each else [members.parties]
            for _, n in (found for found in near if found[0] == distance):
                first, *more = [
                    replace(result[n], parties=two, explicit=two, pointed=False, several=each or result[n].several)
                    for two in sides
                ]
                result[n] = first
                further += more
    return [*result, *further]


def _place(groups: Groups, candidate: Candidate, kin: Kin) -> None:
    """Add a candidate with parties to the group that means the same agreement, or open one."""
    near = groups.near(candidate.parties)
    if candidate.basis and any(kin.within(candidate.parties, g.parties) for g in near):
        return
    for group in near:
        if not group.has_twin(candidate) and _same(group, candidate, kin):
            groups.add(group, candidate)
            return
    if candidate.signature and not candidate.date and len(candidate.explicit) < 3:
        for group in near:
            # 正與丙校商談合作，希望年內簽約: with another than those of the news
            if len(candidate.explicit) > 1 and (candidate.stage is Stage.PLANNED) != group.planned:
                continue
            if not group.past and not candidate.past and set(group.parties) & set(candidate.parties):
                groups.add(group, replace(candidate, parties=()))
                return
    if not candidate.explicit and not candidate.past and candidate.stage is Stage.SIGNED and not candidate.further:
        news = next((g for g in groups.holding(candidate.parties) if not g.past and not g.planned), None)
        if news is not None and not news.has_twin(candidate):
            groups.add(news, candidate)  # 典禮上簽署…: no other than the one that was told
            return
    if candidate.inherited:
        # What the sentences before suggest holds where an agreement of those is told.
        told = bool(groups.holding(candidate.parties))
        apart = not told and not candidate.explicit and candidate.past and candidate.date is not None
        # あわせて基本合意書を交わした: beside the one that was told of the same two
        apart = apart or any(_one_more(g, candidate) for g in groups if set(candidate.parties) <= set(g.parties))
        if not apart and _support(groups, candidate if told else replace(candidate, parties=candidate.explicit)):
            return
    if candidate.headline and not candidate.past:
        ahead = candidate.stage is Stage.PLANNED
        news = next((g for g in groups if not g.past and g.planned == ahead), None)
        if news is not None:
            # A headline shortens: a group for its subsidiary, a city for its office.
            groups.add(news, replace(candidate, parties=()))
            return
    groups.open(Group([candidate], candidate.parties, candidate.date, candidate.past))


def _same(group: Group, candidate: Candidate, kin: Kin) -> bool:
    """Whether a candidate means the agreement of the group: parties within each other, dates and stages that agree."""
    if not (kin.within(group.parties, candidate.parties) or kin.within(candidate.parties, group.parties)):
        return False
    both_dated = group.date is not None and candidate.date is not None
    if both_dated and not _agree(group.date, candidate.date):
        return False
    if group.past != candidate.past and not both_dated:
        return False
    if candidate.stage is Stage.PLANNED and not group.planned and _further(group, candidate):
        return False
    if (candidate.stage is Stage.ENDED) != group.ended and candidate.stage is not Stage.OPEN:
        # What is told to have ended is the earlier agreement that the text goes on to tell of.
        return group.past and candidate.past
    formal = {k for m in group.members for k, f in m.kinds if f}
    other = {k for k, f in candidate.kinds if f}
    apart = candidate.several or any(m.several for m in group.members) or (group.past and candidate.past)
    # A plan and a signing of different sorts are two; a headline and a plan may call one thing by two words.
    apart = apart or (group.planned and candidate.stage is Stage.SIGNED and not candidate.headline)
    if apart and formal and other and not (formal & other):
        return False
    if _one_more(group, candidate):
        return False
    # A laboratory that works is one of its own; one that is to come is what the agreement is about.
    if candidate.family == "laboratory" and candidate.stage is Stage.PLANNED:
        return not group.past
    return len({m.family == "laboratory" for m in group.members} | {candidate.family == "laboratory"}) == 1


def _one_more(group: Group, candidate: Candidate) -> bool:
    """Whether one of the two is told as one more agreement, of another class: 共同開発契約も結んだ."""
    if not (candidate.further or any(m.further for m in group.members)):
        return False
    mine = {kind for kind, _ in candidate.kinds} - {"Agreement"}
    theirs = {kind for m in group.members for kind, _ in m.kinds} - {"Agreement"}
    return bool(mine and theirs and not mine & theirs)


def _further(group: Group, candidate: Candidate) -> bool:
    """Whether what is planned is another agreement than the signed one: a later step, or one of another class."""
    formal = {k for m in group.members for k, f in m.kinds if f}
    other = {k for k, f in candidate.kinds if f}
    later = bool(_LATER.search(candidate.sentence.masked))
    # That a company will be founded is as a rule what the signed contract says.
    return later or bool(other and not (formal & other) and (formal or candidate.family != "venture"))


def _agree(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates can be the same, one less precise than the other."""
    a, b = str(one), str(other)
    return a.startswith(b) or b.startswith(a)


def _point(
    groups: Groups, candidate: Candidate, most_named: Callable[[], Sequence[tuple[str, int]]], kin: Kin
) -> Candidate:
    """What 両社 or 3社 stands for in talk of agreements: the parties of the news, else those named most."""
    count = len(candidate.parties)
    # The one that was spoken of last: a page may tell of several pairs.
    if near := groups.last_told(count, candidate.number):
        alike = (g for g in groups.holding(candidate.parties) if len(g.parties) == count)
        told = (g for g in alike if any(m.number <= candidate.number for m in g.members))
        near = next((g for g in told if set(g.parties) == set(candidate.parties)), near)
        return replace(candidate, parties=near.parties, explicit=near.parties)
    ahead = candidate.stage is Stage.PLANNED
    fitting = (g for g in groups if len(g.parties) == count and not g.past and g.planned == ahead)
    if news := next(fitting, None):
        return replace(candidate, parties=news.parties, explicit=news.parties)
    types = Counter(kin.known[p].type for p in candidate.parties)
    wanted = types.most_common(1)[0][0]
    named = dict(most_named())
    order = [i for i in named if wanted is None or kin.known[i].type in (wanted, None)]
    # A council beside its town is no other side.
    best = tuple(islice((i for i in order if not any(kin.part(i, other) for other in order)), count))
    if len(best) == count and min(named[i] for i in best) > min(named.get(p, 0) for p in candidate.parties):
        return replace(candidate, parties=best, explicit=best)
    return candidate


def _most_named(document: Sequence[Sentence]) -> list[tuple[str, int]]:
    """The institutions of a document with how often they are named, most often first."""
    return Counter(i for s in document for _, span in s.find(ORG) if not span.reference for i in span.ids).most_common()


def _support(groups: Groups, candidate: Candidate) -> bool:
    """Add a candidate that lacks parties to the news or, told as background with another date, open an earlier one."""
    ahead = candidate.stage is Stage.PLANNED

    def fitting() -> Iterator[Group]:
        """Those with its parties, at its stage before others; one by one, as the first mostly is the one."""
        holding = groups.holding(candidate.parties)
        for same in (True, False):
            yield from (g for g in holding if (g.planned == ahead) is same and not g.has_twin(candidate))

    for group in fitting():
        dated = not candidate.date or not group.date or _agree(group.date, candidate.date)
        if group.past == candidate.past and dated and (group.planned or not ahead or not _further(group, candidate)):
            # 調印式は8月20日に: of all that one act told of.
            alone = candidate.parties or ORG in candidate.sentence.masked
            act = set() if alone else {(m.number, m.at) for m in group.members if m.several}
            of_act = [g for g in fitting() if act & {(m.number, m.at) for m in g.members}] if act else []
            for other in of_act or [group]:
                groups.add(other, candidate)
            return True
    news = next((g for g in fitting() if not g.past and not g.planned), None)
    if news and ahead and candidate.kinds and _further(news, candidate):
        groups.open(Group([candidate], news.parties, candidate.date, False))
        return True
    if candidate.past and candidate.date and candidate.stage in (Stage.SIGNED, Stage.ENDED):
        news = next((g for g in fitting() if not g.past), next(fitting(), None))
        if news and (news.date is None or not _agree(news.date, candidate.date)):
            parties = candidate.parties if len(candidate.parties) > 1 else news.parties
            groups.open(Group([candidate], parties, candidate.date, True))
            return True
    return False


def _precede(groups: Groups, candidate: Candidate, kin: Kin) -> None:
    """Add the agreement that the news follows: of the side of the news that is from the other country."""
    (one, *_), news = candidate.parties, next((g for g in groups if not g.past), None)
    if news is None or one in news.parties:
        return
    other = [p for p in news.parties if {kin.known[p].country, kin.known[one].country} == {"TW", "JP"}]
    if len(other) == 1:
        kinds = ((kind_by_words(news.members), True),)
        groups.open(Group([replace(candidate, kinds=kinds)], (other[0], one), candidate.date, True))


def _join_halves(
    groups: Groups,
    candidates: Sequence[Candidate],
    document: Sequence[Sentence],
    kin: Kin,
    publisher: Entity | None,
) -> None:
    """Where no sentence names two parties: all whom the sentences name one by one, else those last spoken of as two."""
    named = [c for c in candidates if c.stage is not Stage.OPEN and not c.past and c.kinds]
    if not named:
        return
    hosts = [c for c in candidates if c.family == "hosts"]
    parties = list(dict.fromkeys(p for c in named for p in c.parties))
    if len(parties) < 2:
        parties = list(dict.fromkeys([*parties, *(p for c in hosts for p in c.parties)]))
    if len(parties) < 2:
        spans = [s for sentence in document for _, s in sentence.find(ORG) if s.reference and len(s.ids) > 1]
        parties = list(dict.fromkeys([*parties, *(spans[0].ids if spans else ())]))
    both = next((m for c in named if c.stage is Stage.SIGNED and (m := _BOTH.search(c.sentence.masked))), None)
    if len(parties) < 2 and both:
        # 両大学は…合意した before either is named: the only two of the page, of that sort.
        whole = [i for i, _ in _most_named(document) if kin.known[i].type is not OrganizationType.UNIT]
        sort = next((of for signs, of in _SORTS.items() if any(sign in both.group() for sign in signs)), None)
        fitting = len(whole) == 2 and all(sort in (None, kin.known[i].type) for i in whole)
        parties = whole if fitting and set(parties) <= set(whole) else parties
    if len(parties) < 2 and publisher is not None and set(parties) <= {publisher.id}:
        # A page of a school about its visitors: the only institution of its sort from the other country.
        alike = (kin.known[i] for i, _ in _most_named(document) if kin.known[i].type is publisher.type)
        abroad = [e.id for e in alike if {e.country, publisher.country} == {"TW", "JP"}]
        parties = [publisher.id, *abroad] if len(abroad) == 1 else parties
    # An official of a department acts for the body that it is part of.
    parties = list(dict.fromkeys(map(kin.whole, parties)))
    parties = [p for p in parties if not any(kin.part(p, q) for q in parties if q != p)]
    if 1 < len(parties) <= 4:
        several = [c for c in named if c.several]
        for start in several if len({c.kinds for c in several}) > 1 else named[:1]:
            members = [start] if several else named
            groups.open(Group(list(members), tuple(parties), next((c.date for c in members if c.date), None), False))


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
