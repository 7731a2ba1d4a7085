"""Candidates for agreements → agreements: what several sentences of a document tell of one is put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.agreement_kinds import kind_by_words, kind_of
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import DATE, ORG, Sentence, both_ways
from kg.extract.agreements.listed_agreements import appointed
from kg.extract.agreements.signatories import Signing
from kg.extract.agreements.stand_ins import Posts
from kg.extract.agreements.topics import topics_of
from kg.model import Agreement, Annotated, Entity, Evidence, OrganizationType, PartialDate, Status

_FIRST = re.compile("最初の|当初の|前回の|従来の|旧協定|第一份|首份|前一份")
_LATER = both_ways(
    "今後|別途|改めて|さらに|正式な|本契約|来年|来月|另|未來|進一步|後續|下一步|明年|補充|附約|細部|正式(?:合資|合約|契約|合同|協議)"
)
_BOTH = both_ways(
    "両(?:大学|校|市|社|者|町|県|機関|団体|学長|市長|首長|社長|理事長)|双方|兩(?:校|市|造|方|館|院|會|家)"
)
_SORTS = {
    "校大": OrganizationType.UNIVERSITY,
    "市町县県": OrganizationType.GOVERNMENT,
    "社家": OrganizationType.COMPANY,
}
_NEAR = 6  # sentences between an act and the list of those who took part in it
_ENOUGH = 40  # sentences that speak of one agreement; more tell nothing new and cost time


@dataclass(slots=True)
class _Group:
    """Candidates that mean one agreement."""

    members: list[Candidate]
    parties: tuple[str, ...]
    date: PartialDate | None
    past: bool
    signatories: list[str] = field(default_factory=list)

    @property
    def first(self) -> Candidate:
        """The first that tells of it, but for headlines."""
        return min(self.members, key=lambda m: (m.headline, m.number))

    @property
    def planned(self) -> bool:
        return all(m.stage in (Stage.PLANNED, Stage.OPEN) for m in self.members)

    @property
    def ended(self) -> bool:
        return any(m.stage is Stage.ENDED for m in self.members)


def merge(
    annotated: Annotated,
    document: Sequence[Sentence],
    entities: Sequence[Entity],
    candidates: Sequence[Candidate],
    signings: Sequence[Signing],
    posts: Posts,
) -> list[Agreement]:
    """One agreement for each that the candidates mean, news first, as `a1`, `a2` …"""
    known = {e.id: e for e in entities}
    groups: list[_Group] = []
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
    # Names in the body say best who the parties are; 両社, zero subjects and headlines lean on them.
    for candidate in sorted(whole, key=lambda c: (c.basis, c.headline, c.pointed, c.inherited, c.number)):
        if candidate.pointed:
            candidate = _point(groups, candidate, document, known)
        _place(groups, candidate, known)
    for candidate in told:
        if candidate.family == "precedent":
            _precede(groups, candidate, known)
        elif candidate not in whole:
            _support(groups, candidate)
    if not groups:
        _join_halves(groups, candidates, document, known)
    for candidate in candidates:
        if (
            candidate.stage is Stage.OPEN
            and len(candidate.parties) > 1
            and candidate.family not in ("hosts", "members")
        ):
            group = next((g for g in groups if _same(g, candidate, known)), None)
            if group:
                group.members.append(candidate)
    _settle_dates(annotated, document, groups)
    alone = Counter(signing.number for signing in signings)
    for signing in signings:
        meant = _signed_in(groups, signing, alone=alone[signing.number] == 1)
        sides = {i for g in meant for i in g.parties}
        for group in meant:
            # 分別與乙、丙簽署: each of their heads signed with his own.
            strangers = {
                p for p in signing.persons if (own := sides & set(posts.get(p, ()))) and not own & {*group.parties}
            }
            group.signatories += [p for p in signing.persons if p not in (*group.signatories, *strangers)]
    groups.sort(key=lambda g: (g.past, min(m.number for m in g.members)))
    return [_agreement(f"a{n}", group, annotated, groups, known, document) for n, group in enumerate(groups, 1)]


def _with_members(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those whose parties only a list near them names with the parties of the list."""
    result = list(candidates)
    for members in (c for c in candidates if c.family == "members"):
        near = [
            (abs(c.number - members.number), n)
            for n, c in enumerate(result)
            if c.stage in (Stage.SIGNED, Stage.PLANNED) and not c.past and c.kinds and c.family == "sign"
            if abs(c.number - members.number) <= _NEAR and (c.pointed or c.inherited or len(c.parties) < 2)
        ]
        if near:
            distance, _ = min(near)
            for _, n in (found for found in near if found[0] == distance):
                result[n] = replace(result[n], parties=members.parties, explicit=members.parties, pointed=False)
    return result


def _place(groups: list[_Group], candidate: Candidate, known: Mapping[str, Entity]) -> None:
    """Add a candidate with parties to the group that means the same agreement, or open one."""
    if candidate.basis and any(_within(candidate.parties, g.parties, known) for g in groups):
        return
    for group in groups:
        if not _twin(group, candidate) and _same(group, candidate, known):
            _add(group, candidate)
            return
    if candidate.signature and not candidate.date:
        for group in groups:
            if not group.past and not candidate.past and set(group.parties) & set(candidate.parties):
                _add(group, replace(candidate, parties=()))
                return
    if not candidate.explicit and not candidate.past and candidate.stage is Stage.SIGNED and not candidate.further:
        news = [g for g in groups if not g.past and not g.planned and set(candidate.parties) <= set(g.parties)]
        if news and not _twin(news[0], candidate):
            _add(news[0], candidate)  # 典禮上簽署…: no other than the one that was told
            return
    if candidate.inherited:
        # What the sentences before suggest holds where an agreement of those is told.
        told = any(set(candidate.parties) <= set(g.parties) for g in groups)
        apart = not told and not candidate.explicit and candidate.past and candidate.date is not None
        if not apart and _support(groups, candidate if told else replace(candidate, parties=candidate.explicit)):
            return
    news = [g for g in groups if not g.past and g.planned == (candidate.stage is Stage.PLANNED)]
    if candidate.headline and news and not candidate.past:
        # A headline shortens: a group for its subsidiary, a city for its office.
        _add(news[0], replace(candidate, parties=()))
        return
    groups.append(_Group([candidate], candidate.parties, candidate.date, candidate.past))


def _twin(group: _Group, candidate: Candidate) -> bool:
    """Whether the group already has another of several agreements that one act tells."""
    return any(m.several and candidate.several and m.number == candidate.number for m in group.members)


def _add(group: _Group, candidate: Candidate) -> None:
    if len(group.members) >= _ENOUGH:
        return
    group.members.append(candidate)
    planned = candidate.stage is Stage.PLANNED and not group.planned
    if candidate.date and not planned and (group.date is None or len(str(candidate.date)) > len(str(group.date))):
        group.date = candidate.date
    if (
        not candidate.headline
        and not candidate.inherited
        and set(group.parties) < set(candidate.parties)
        and candidate.kinds
    ):
        group.parties = candidate.parties


def _same(group: _Group, candidate: Candidate, known: Mapping[str, Entity]) -> bool:
    """Whether a candidate means the agreement of the group: parties within each other, dates and stages that agree."""
    if not (_within(group.parties, candidate.parties, known) or _within(candidate.parties, group.parties, known)):
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


def _one_more(group: _Group, candidate: Candidate) -> bool:
    """Whether one of the two is told as one more agreement, of another class: 共同開発契約も結んだ."""
    if not (candidate.further or any(m.further for m in group.members)):
        return False
    mine = {kind for kind, _ in candidate.kinds} - {"Agreement"}
    theirs = {kind for m in group.members for kind, _ in m.kinds} - {"Agreement"}
    return bool(mine and theirs and not mine & theirs)


def _further(group: _Group, candidate: Candidate) -> bool:
    """Whether what is planned is another agreement than the signed one: a later step, or one of another class."""
    formal = {k for m in group.members for k, f in m.kinds if f}
    other = {k for k, f in candidate.kinds if f}
    later = bool(_LATER.search(candidate.sentence.masked))
    # That a company will be founded is as a rule what the signed contract says.
    return later or bool(other and not (formal & other) and (formal or candidate.family != "venture"))


def _within(few: Iterable[str], many: Sequence[str], known: Mapping[str, Entity]) -> bool:
    """Whether each of a few parties is one of many, or a part of it, or the whole of which it is a part."""
    loose = [a for a in few if known[a].type is OrganizationType.UNIT and known[a].unit_of is None]
    firm = [a for a in few if a not in loose]
    return bool(firm) and all(any(a == b or _part(a, b, known) or _part(b, a, known) for b in many) for a in firm)


def _part(unit: str, whole: str, known: Mapping[str, Entity]) -> bool:
    """Whether an institution is a unit of another by its link or by its name: 臺北市政府教育局 of 臺北市."""
    if known[unit].unit_of == whole:
        return True
    return any(u.startswith(w) and len(u) > len(w) > 2 for u in known[unit].names for w in known[whole].names)


def _whole(party: str, known: Mapping[str, Entity]) -> str:
    """The body of which a department is part, where the document names it."""
    entity = known[party]
    above = entity.unit_of
    return above if entity.type is OrganizationType.UNIT and above in known and above is not None else party


def _agree(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether two dates can be the same, one less precise than the other."""
    a, b = str(one), str(other)
    return a.startswith(b) or b.startswith(a)


def _point(
    groups: Sequence[_Group], candidate: Candidate, document: Sequence[Sentence], known: Mapping[str, Entity]
) -> Candidate:
    """What 両社 or 3社 stands for in talk of agreements: the parties of the news, else those named most."""
    count = len(candidate.parties)
    fitting = [g for g in groups if len(g.parties) == count]
    before = [g for g in fitting if any(m.number <= candidate.number for m in g.members)]
    if before:
        # The one that was spoken of last: a page may tell of several pairs.
        near = max(before, key=lambda g: max(m.number for m in g.members if m.number <= candidate.number))
        if any(set(g.parties) == set(candidate.parties) for g in before):
            near = next(g for g in before if set(g.parties) == set(candidate.parties))
        return replace(candidate, parties=near.parties, explicit=near.parties)
    ahead = candidate.stage is Stage.PLANNED
    if news := next((g for g in fitting if not g.past and g.planned == ahead), None):
        return replace(candidate, parties=news.parties, explicit=news.parties)
    types = Counter(known[p].type for p in candidate.parties)
    wanted = types.most_common(1)[0][0]
    named = dict(_most_named(document))
    order = [i for i in named if wanted is None or known[i].type in (wanted, None)]
    best = tuple(order[:count])
    if len(best) == count and min(named[i] for i in best) > min(named.get(p, 0) for p in candidate.parties):
        return replace(candidate, parties=best, explicit=best)
    return candidate


def _most_named(document: Sequence[Sentence]) -> list[tuple[str, int]]:
    """The institutions of a document with how often they are named, most often first."""
    return Counter(i for s in document for _, span in s.find(ORG) if not span.reference for i in span.ids).most_common()


def _support(groups: list[_Group], candidate: Candidate) -> bool:
    """Add a candidate that lacks parties to the news or, told as background with another date, open an earlier one."""
    fitting = [g for g in groups if set(candidate.parties) <= set(g.parties) and not _twin(g, candidate)]
    fitting.sort(key=lambda g: g.planned != (candidate.stage is Stage.PLANNED))
    for group in fitting:
        dated = not candidate.date or not group.date or _agree(group.date, candidate.date)
        staged = group.planned or candidate.stage is not Stage.PLANNED or not _further(group, candidate)
        if group.past == candidate.past and dated and staged:
            # 調印式は8月20日に: of all that one act told of.
            alone = candidate.parties or ORG in candidate.sentence.masked
            act = set() if alone else {(m.number, m.at) for m in group.members if m.several}
            for other in [g for g in fitting if act & {(m.number, m.at) for m in g.members}] or [group]:
                _add(other, candidate)
            return True
    news = next((g for g in fitting if not g.past and not g.planned), None)
    if news and candidate.stage is Stage.PLANNED and candidate.kinds and _further(news, candidate):
        groups.append(_Group([candidate], news.parties, candidate.date, False))
        return True
    if fitting and candidate.past and candidate.date and candidate.stage in (Stage.SIGNED, Stage.ENDED):
        news = next((g for g in fitting if not g.past), fitting[0])
        if news.date is None or not _agree(news.date, candidate.date):
            parties = candidate.parties if len(candidate.parties) > 1 else news.parties
            groups.append(_Group([candidate], parties, candidate.date, True))
            return True
    return False


def _precede(groups: list[_Group], candidate: Candidate, known: Mapping[str, Entity]) -> None:
    """Add the agreement that the news follows: of the side of the news that is from the other country."""
    (one, *_), news = candidate.parties, next((g for g in groups if not g.past), None)
    if news is None or one in news.parties:
        return
    other = [p for p in news.parties if {known[p].country, known[one].country} == {"TW", "JP"}]
    if len(other) == 1:
        kinds = ((kind_by_words(news.members), True),)
        groups.append(_Group([replace(candidate, kinds=kinds)], (other[0], one), candidate.date, True))


def _join_halves(
    groups: list[_Group], candidates: Sequence[Candidate], document: Sequence[Sentence], known: Mapping[str, Entity]
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
        whole = [i for i, _ in _most_named(document) if known[i].type is not OrganizationType.UNIT]
        sort = next((of for signs, of in _SORTS.items() if any(sign in both.group() for sign in signs)), None)
        fitting = len(whole) == 2 and all(sort in (None, known[i].type) for i in whole)
        parties = whole if fitting and set(parties) <= set(whole) else parties
    # An official of a department acts for the body that it is part of.
    parties = list(dict.fromkeys(_whole(p, known) for p in parties))
    parties = [p for p in parties if not any(_part(p, q, known) for q in parties if q != p)]
    if 1 < len(parties) <= 4:
        several = [c for c in named if c.several]
        for start in several if len({c.kinds for c in several}) > 1 else named[:1]:
            members = [start] if several else named
            groups.append(_Group(list(members), tuple(parties), next((c.date for c in members if c.date), None), False))


def _settle_dates(annotated: Annotated, document: Sequence[Sentence], groups: list[_Group]) -> None:
    """Date the news from the sentences before it, or by the day of issue where a deal is announced."""
    issued = annotated.release.issued
    for group in groups:
        if group.date and group.date.month is None and _nearer(document, group, group.date):
            group.date = None
        if group.date or group.past or group.planned or any(m.family == "laboratory" for m in group.members):
            continue
        if any(m.family in ("agree", "venture") for m in group.members):
            signed = any(m.family == "sign" and m.stage is Stage.SIGNED for m in group.members)
            group.date = (appointed(document) if signed else None) or issued
        elif not any(m.vague for m in group.members):
            first = group.first
            days = {
                span.date.date
                for sentence in document[: first.number]
                for _, span in sentence.find(DATE)
                if span.date and span.date.date.day and span.date.date != issued
            }
            near = [
                span.date.date
                for sentence in document[: first.number]
                for _, span in sentence.find(DATE)
                if span.date and span.date.date.day and sentence.passage == first.sentence.passage
            ]
            beside = (_day_before(document, m) for m in sorted(group.members, key=lambda m: m.number) if not m.headline)
            if near:
                group.date = near[-1]
            elif told := next((day for day in beside if day), None):
                group.date = told
            elif row := appointed(document):
                group.date = row
            elif len(days) == 1:
                group.date = days.pop()


def _day_before(document: Sequence[Sentence], member: Candidate) -> PartialDate | None:
    """The day that the sentence right before tells: 18日にA大学を訪れた。学長が協定書に署名した."""
    before = document[member.number - 1] if member.number else member.sentence
    days = [s.date.date for _, s in before.find(DATE) if s.date and s.date.date.day and not s.date.until]
    return days[-1] if days and before.passage == member.sentence.passage and before is not member.sentence else None


def _nearer(document: Sequence[Sentence], group: _Group, year: PartialDate) -> bool:
    """Whether the sentences before tell a day of that year, of which 今年 is only an echo."""
    before = document[: group.first.number]
    spans = (s.date.date for sentence in before for _, s in sentence.find(DATE) if s.date)
    return any(date.day and date.year == year.year for date in spans)


def _signed_in(groups: list[_Group], signing: Signing, *, alone: bool) -> list[_Group]:
    """The agreements of which a place about signatures speaks: of its own sentence, else the news told last before it.

    Where the sentence tells of signatures in several places, those whose words of agreeing stand nearest before the
    place, else behind it.
    """
    signed = [g for g in groups if not g.planned and not g.past]
    here = [(m.at, g) for g in signed for m in g.members if m.number == signing.number]
    if here and alone:
        return list({id(g): g for _, g in here}.values())
    if here:
        before = [at for at, _ in here if at <= signing.at]
        nearest = max(before) if before else min(at for at, _ in here)
        return list({id(g): g for at, g in here if at == nearest}.values())
    told = [g for g in signed if min(m.number for m in g.members) <= signing.number] or signed
    return [g for g in told if set(g.parties) == set(told[-1].parties)]


def _agreement(
    name: str,
    group: _Group,
    annotated: Annotated,
    groups: Sequence[_Group],
    known: Mapping[str, Entity],
    document: Sequence[Sentence],
) -> Agreement:
    members = sorted(group.members, key=lambda m: m.number)
    kind = kind_of(group.members, group.parties, known, document)
    if any(m.alike for m in members) or (group.past and any(_FIRST.search(m.sentence.masked) for m in members)):
        # 最初の協定は: of the same sort as the one that the news is about.
        kind = next(
            (kind_of(g.members, g.parties, known, document) for g in groups if not g.past and g is not group), kind
        )
    status = Status.ENDED if group.ended else Status.PLANNED if group.planned else Status.SIGNED
    earlier = [n for n, g in enumerate(groups, 1) if g.past and g is not group and set(g.parties) == set(group.parties)]
    return Agreement(
        id=name,
        kind=kind,
        status=status,
        parties=(*group.parties, *_bureaus(group, known)),
        evidence=_evidence(members, group.parties, document),
        rule=f"agreement-{members[0].family}",
        confidence=_confidence(group),
        signatories=tuple(group.signatories),
        signed_on=None if status is Status.PLANNED else group.date,
        planned_for=group.date if status is Status.PLANNED else None,
        signed_at=next((m.place for m in members if m.place), None),
        title=next((m.title for m in members if m.title), None),
        topics=_topics(members, document, annotated),
        builds_on=f"a{earlier[0]}" if earlier and not group.past else None,
        background=group.past,
        amount=next((m.amount for m in members if m.amount), None),
    )


def _evidence(
    members: Sequence[Candidate], parties: Sequence[str], document: Sequence[Sentence]
) -> tuple[Evidence, ...]:
    """The sentences that tell of it; where they say 雙方, 両校 only, also the nearest one that names a party."""
    told = tuple(dict.fromkeys(m.sentence.evidence for m in members))
    if any(_names(m.sentence, parties) for m in members):
        return told
    first = min(m.number for m in members)
    named = [(n, count) for n, s in enumerate(document) if (count := _names(s, parties))]
    # Before it rather than behind it, with more of the parties, near.
    best = min(named, key=lambda found: (found[0] > first, -found[1], abs(found[0] - first)), default=None)
    return told if best is None else tuple(dict.fromkeys((*told, document[best[0]].evidence)))


def _names(sentence: Sentence, parties: Sequence[str]) -> int:
    """How many of the parties a sentence names, not by a word that points at them."""
    spans = [*sentence.spans.values(), *sentence.hidden]
    return len({i for span in spans if not span.reference for i in span.ids if i in parties})


def _bureaus(group: _Group, known: Mapping[str, Entity]) -> list[str]:
    """The bureaus that agreed in their own name for a town that is a party."""
    named = [b for m in group.members if not m.headline and len(m.parties) > 1 for b in m.bureaus]
    return [b for b in dict.fromkeys(named) if known[b].unit_of in group.parties]


def _topics(members: Sequence[Candidate], document: Sequence[Sentence], annotated: Annotated) -> tuple[str, ...]:
    """Topics of the sentences that tell of it; where those name none, of the sentences right behind them too."""
    language = annotated.release.language
    own = topics_of(" ".join(m.sentence.written for m in members), language)
    behind = [s.written for m in members for s in document[m.number : m.number + 2]]
    return own or topics_of(" ".join(behind), language)


def _confidence(group: _Group) -> float:
    """Higher with more sentences and explicit parties; the steps are estimates until they are fitted to data."""
    explicit = any(not m.inherited and len(m.parties) > 1 for m in group.members)
    return min(0.97, 0.7 + 0.15 * explicit + 0.05 * len(group.members))
