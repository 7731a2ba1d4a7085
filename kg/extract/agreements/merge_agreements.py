"""Candidates for agreements → agreements: what several sentences of a document tell of one is put together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import Sentence
from kg.extract.agreements.dating import look_ahead, settle_dates
from kg.extract.agreements.groups import Groups
from kg.extract.agreements.kinship import Kin
from kg.extract.agreements.parties_elsewhere import join_halves, most_named, pointed_at, told_jointly, with_members
from kg.extract.agreements.placing import place, precede, support
from kg.extract.agreements.same_agreement import is_same
from kg.extract.agreements.signatories import Signing
from kg.extract.agreements.stand_ins import Posts, by_the_other_post
from kg.extract.agreements.stating import stated
from kg.extract.agreements.undersigned import undersign
from kg.link.publisher import publisher_of
from kg.model import Agreement, Annotated, Entity


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
    candidates = by_the_other_post(told_jointly(with_members(candidates)), posts)
    _place_acts(groups, [c for c in candidates if c.stage is not Stage.OPEN], document, kin)
    if not groups:
        join_halves(groups, candidates, document, kin, publisher_of(annotated, entities))
    _add_mentions(groups, candidates, kin)
    settle_dates(annotated, document, groups)
    look_ahead(groups, document, annotated.release.issued)
    undersign(groups, document, signings, posts)
    ordered = sorted(groups, key=lambda g: (g.past, min(m.number for m in g.members)))
    return stated(ordered, kin.known, annotated, document)


def _place_acts(groups: Groups, told: Sequence[Candidate], document: Sequence[Sentence], kin: Kin) -> None:
    """Put acts of agreeing with those that mean the same agreement: first what names its parties, then the rest."""
    counts = cache(lambda: most_named(document))
    whole = _with_two_sides(told)
    captions = _captions(whole)
    # Names in the body say best who the parties are; 両社, zero subjects and headlines lean on them.
    for candidate in sorted(
        whole, key=lambda c: (c.basis, c.headline, c.pointed, c.inherited, id(c) in captions, c.number)
    ):
        place(groups, pointed_at(groups, candidate, counts, kin) if candidate.pointed else candidate, kin)
    placed = {id(candidate) for candidate in whole}
    for candidate in told:
        if candidate.family == "precedent":
            precede(groups, candidate, kin)
        elif id(candidate) not in placed:
            support(groups, candidate)


def _with_two_sides(told: Sequence[Candidate]) -> list[Candidate]:
    """The acts that can be an agreement by themselves."""
    whole = [c for c in told if len(c.parties) > 1 and (c.kinds or c.family != "sign")]
    # Shares told of a company that is yet to be founded are those of the plan, or of the news.
    ahead = {
        frozenset(c.parties)
        for c in whole
        if (c.family == "owned" and c.stage is Stage.PLANNED)
        or (not c.past and ("JointVentureAgreement", True) in c.kinds and c.stage is not Stage.ENDED)
    }
    signed = {(c.number, frozenset(c.parties)) for c in whole if c.family == "sign" and not c.past}

    def stands(candidate: Candidate) -> bool:
        """Whether shares tell of a company that stands: not of what the sentence says was signed now."""
        parties = frozenset(candidate.parties)
        return parties not in ahead and (candidate.number, parties) not in signed

    return [c for c in whole if c.family != "owned" or not c.past or stands(c)]


def _captions(whole: Sequence[Candidate]) -> set[int]:
    """By identity, captions of those who sign: each is of the agreement that the text tells of the same two."""
    told_of = {frozenset(c.parties) for c in whole if not (c.signature or c.past)}
    return {
        id(c)
        for c in whole
        if c.signature and not (c.date or c.sentence.text.endswith("。")) and frozenset(c.parties) in told_of
    }


def _add_mentions(groups: Groups, candidates: Sequence[Candidate], kin: Kin) -> None:
    """Put what only names an agreement with the one that it means, if others tell of it."""
    for candidate in candidates:
        if candidate.stage is not Stage.OPEN or len(candidate.parties) < 2 or candidate.family in ("hosts", "members"):
            continue
        group = next((g for g in groups.near(candidate.parties) if is_same(g, candidate, kin)), None)
        if group:
            group.take(candidate)
