"""Parties whom the sentence of an act does not name: of a list near it, those that 両社 stands for, one by one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import ORG, Sentence, both_ways, simplified
from kg.extract.agreements.groups import Group, Groups
from kg.extract.agreements.kinship import Kin
from kg.model import Entity, OrganizationType

_BOTH = both_ways(
    "両(?:大学|校|市|社|者|町|県|機関|団体|学長|市長|首長|社長|理事長)|双方|兩(?:校|市|造|方|館|院|會|家)"
)
_SORTS = {
    "校大": OrganizationType.UNIVERSITY,
    "市町县県": OrganizationType.GOVERNMENT,
    "社家": OrganizationType.COMPANY,
}
_EACH = both_ways("それぞれ|個別に|各々|分別[與和]|分別[簽締訂]")
_NEAR = 6  # sentences between an act and the list of those who took part in it


def with_members(candidates: Sequence[Candidate]) -> list[Candidate]:
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
        # ３大学とそれぞれ締結しました: one with each of the list.
        each = any(_EACH.search(candidates[n].sentence.masked) for _, n in near)
        nearest = min((distance for distance, _ in near), default=0)
        for n in (n for distance, n in near if distance == nearest):
            host = result[n].explicit if len(result[n].explicit) == 1 and not result[n].pointed else ()
            parties = tuple(dict.fromkeys((*host, *members.parties)))
            result[n], *more = _with_each(result[n], parties) if each else [_with_all(result[n], parties)]
            further += more
    return [*result, *further]


def told_jointly(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, those of an act that was read as one with each as one of all, where another sentence says so.

    「甲大学、乙大学與丙大学簽署」 under a picture, of the alliance of which the text tells.
    """
    acts: dict[tuple[int, int, tuple[tuple[str, bool], ...]], list[int]] = defaultdict(list)
    for n, c in enumerate(candidates):
        if c.several and not c.past and len(c.parties) == 2:
            acts[c.number, c.at, c.kinds].append(n)
    result, left_out = list(candidates), set[int]()
    whole = [c for c in candidates if not (c.several or c.past) and len(c.parties) > 2]
    for places in acts.values():
        parties = tuple(dict.fromkeys(p for n in places for p in candidates[n].parties))
        first = candidates[places[0]]
        alike = (c for c in whole if c.stage is first.stage and set(parties) <= set(c.parties))
        if len(places) > 1 and (joint := next(alike, None)) is not None:
            result[places[0]] = replace(_with_all(first, joint.parties), several=False)
            left_out.update(places[1:])
    return [c for n, c in enumerate(result) if n not in left_out]


def _with_all(candidate: Candidate, parties: tuple[str, ...]) -> Candidate:
    return replace(candidate, parties=parties, explicit=parties, pointed=False)


def _with_each(candidate: Candidate, parties: Sequence[str]) -> list[Candidate]:
    """One with each of the others for the first."""
    one, *others = parties
    return [replace(_with_all(candidate, (one, other)), several=True) for other in others]


def pointed_at(
    groups: Groups, candidate: Candidate, counts: Callable[[], Sequence[tuple[str, int]]], kin: Kin
) -> Candidate:
    """What 両社 or 3社 stands for in talk of agreements: the parties of the news, else those named most (`counts`)."""
    meant = _spoken_of_last(groups, candidate) or _of_the_news(groups, candidate)
    if meant is not None and _is_other_sort(meant, candidate, kin):
        return candidate  # 兩校 behind the news of two towns
    meant = meant or _named_most(candidate, counts, kin)
    return candidate if meant is None else replace(candidate, parties=meant, explicit=meant)


def _is_other_sort(meant: tuple[str, ...], candidate: Candidate, kin: Kin) -> bool:
    """Whether the word that points, 兩校 or 兩會, asks for a sort that those it was read as are of, and these not."""
    for span in candidate.sentence.spans.values():
        if span.reference and set(candidate.parties) <= set(span.ids):
            sort = candidate.sentence.text[span.end - 1 : span.end]
            if all(_is_called(p, sort, kin) for p in candidate.parties):
                return not any(_is_called(p, sort, kin) for p in meant)
    return False


def _is_called(party: str, sort: str, kin: Kin) -> bool:
    """Whether an institution is of the sort that the last sign of a word such as 両校 or 兩會 says."""
    types = next((of for signs, of in _SORTS.items() if sort in signs), None)
    entity = kin.known[party]
    return entity.type is types if types else any(simplified(name).endswith(sort) for name in entity.names)


def _spoken_of_last(groups: Groups, candidate: Candidate) -> tuple[str, ...] | None:
    """The parties of the agreement that was told last: a page may tell of several pairs."""
    count = len(candidate.parties)
    near = groups.last_told(count, candidate.number)
    if near is None:
        return None
    alike = (g for g in groups.holding(candidate.parties) if len(g.parties) == count)
    told = (g for g in alike if any(m.number <= candidate.number for m in g.members))
    return next((g for g in told if set(g.parties) == set(candidate.parties)), near).parties


def _of_the_news(groups: Groups, candidate: Candidate) -> tuple[str, ...] | None:
    count, ahead = len(candidate.parties), candidate.stage is Stage.PLANNED
    fitting = (g.parties for g in groups if len(g.parties) == count and not g.past and g.planned == ahead)
    return next(fitting, None)


def _named_most(
    candidate: Candidate, counts: Callable[[], Sequence[tuple[str, int]]], kin: Kin
) -> tuple[str, ...] | None:
    """Those of the same sort that the document names most, if it does so more often than those that are guessed."""
    types = Counter(kin.known[p].type for p in candidate.parties)
    wanted = types.most_common(1)[0][0]
    named = dict(counts())
    order = [i for i in named if wanted is None or kin.known[i].type in (wanted, None)]
    # A council beside its town is no other side.
    alone = (i for i in order if not any(kin.part(i, other) for other in order))
    best = tuple(islice(alone, len(candidate.parties)))
    often = len(best) == len(candidate.parties) and min(named[i] for i in best) > min(
        named.get(p, 0) for p in candidate.parties
    )
    return best if often else None


def join_halves(
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
    parties = _one_by_one(candidates, named, document)
    if len(parties) < 2:
        parties = _only_two(named, parties, document, kin)
    if len(parties) < 2 and publisher is not None and set(parties) <= {publisher.id}:
        parties = _with_guest(publisher, parties, document, kin)
    # An official of a department acts for the body that it is part of.
    parties = list(dict.fromkeys(map(kin.whole, parties)))
    parties = [p for p in parties if not any(kin.part(p, q) for q in parties if q != p)]
    if 1 < len(parties) <= 4:
        several = [c for c in named if c.several]
        for start in several if len({c.kinds for c in several}) > 1 else named[:1]:
            members = [start] if several else named
            groups.open(Group(list(members), tuple(parties), next((c.date for c in members if c.date), None), False))


def _one_by_one(candidates: Sequence[Candidate], named: Sequence[Candidate], document: Sequence[Sentence]) -> list[str]:
    """Whom the sentences that tell of agreeing name, with the hosts or those first spoken of as two if that is one."""
    parties = list(dict.fromkeys(p for c in named for p in c.parties))
    if len(parties) < 2:
        hosts = (p for c in candidates if c.family == "hosts" for p in c.parties)
        parties = list(dict.fromkeys([*parties, *hosts]))
    if len(parties) < 2:
        spans = (s for sentence in document for _, s in sentence.find(ORG) if s.reference and len(s.ids) > 1)
        first = next(spans, None)
        parties = list(dict.fromkeys([*parties, *(first.ids if first else ())]))
    return parties


def _only_two(named: Sequence[Candidate], parties: list[str], document: Sequence[Sentence], kin: Kin) -> list[str]:
    """両大学は…合意した before either is named: the only two of the page, of that sort, or the parties as they are."""
    both = next((m for c in named if c.stage is Stage.SIGNED and (m := _BOTH.search(c.sentence.masked))), None)
    if both is None:
        return parties
    whole = [i for i, _ in most_named(document) if kin.known[i].type is not OrganizationType.UNIT]
    sort = next((of for signs, of in _SORTS.items() if any(sign in both.group() for sign in signs)), None)
    fitting = len(whole) == 2 and all(sort in (None, kin.known[i].type) for i in whole)
    return whole if fitting and set(parties) <= set(whole) else parties


def _with_guest(publisher: Entity, parties: list[str], document: Sequence[Sentence], kin: Kin) -> list[str]:
    """A page of a school about its visitors: it and the only institution of its sort from the other country."""
    alike = (kin.known[i] for i, _ in most_named(document) if kin.known[i].type is publisher.type)
    abroad = [e.id for e in alike if {e.country, publisher.country} == {"TW", "JP"}]
    return [publisher.id, *abroad] if len(abroad) == 1 else parties


def most_named(document: Sequence[Sentence]) -> list[tuple[str, int]]:
    """The institutions of a document with how often they are named, most often first."""
    return Counter(i for s in document for _, span in s.find(ORG) if not span.reference for i in span.ids).most_common()
