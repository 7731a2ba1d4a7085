"""The class of an agreement: a local name of the ontology, such as `MemorandumOfUnderstanding`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import Sentence, both_ways
from kg.model import Entity, OrganizationType

_VENTURE = both_ways("合弁|合資|共同出資|新会社|新公司")
_STAKE = both_ways("出資|資本参加|株式|増資|入股|持股|股權|增資|認購")
_SITE = both_ways("工場|用地|市有地|立地|進出|土地|設廠|建廠|新廠|廠房|投資|分譲")
_EXCHANGE = both_ways("交流[^、。，はがを]{0,12}(?:協定|協議|覚書)")
_JOINED = re.compile("とも?[^、。はがを]{0,10}提携(?:し|する|で|に合意)")  # without a word for the paper
_TOGETHER = both_ways(
    "(?:連携|合作|協力|包括|產學|産学|人材|人才|友好|戦略|策略|夥伴)[^、。，]{0,10}(?:協定|協議|備忘錄|関係|關係|書)"
)


def kind_by_words(members: Sequence[Candidate]) -> str:
    """The class that the words for it tell: formal words before general ones, the signing sentence before headlines."""
    votes: dict[str, float] = defaultdict(float)
    signed = [m for m in members if m.kinds and m.stage is Stage.SIGNED and not m.bare]
    for member in members:
        if signed and member.stage is Stage.PLANNED and member.family == "venture":
            continue  # a company that the partners plan is not what they signed
        weight = 1.0 if member.stage is Stage.OPEN else 2.0 if member.headline else 3.0
        weight *= 0.05 if member.bare and not any(formal for _, formal in member.kinds) else 1.0
        for kind, formal in member.kinds:
            # A plain 契約 or 提携 says least: any other word for it says more.
            votes[kind] += 0.1 * weight if kind == "Agreement" else weight + 2 if formal else 0.4 * weight
    told = max(votes, key=lambda k: votes[k], default="Agreement")
    intended = any(kind == "LetterOfIntent" and formal for member in members for kind, formal in member.kinds)
    # 合弁会社設立に関する基本合意書: the company is what the paper is about.
    return "LetterOfIntent" if intended and told == "JointVentureAgreement" else told


def kind_of(
    members: Sequence[Candidate], parties: Sequence[str], known: Mapping[str, Entity], document: Sequence[Sentence]
) -> str:
    """The class by words and, where they leave it open, by parties: a town and a company on a site."""
    kind = kind_by_words(members)
    types = {known[p].type for p in parties}
    if kind == "AcademicExchangeAgreement" and types == {OrganizationType.GOVERNMENT}:
        return "CooperationAgreement"  # two towns that agree on the exchange of pupils, too
    if kind not in ("CooperationAgreement", "Agreement"):
        return kind
    text = " ".join(m.sentence.masked for m in members)
    together = _TOGETHER.search(text)
    sited = _SITE.search(text) or (not together and any(_SITE.search(s.masked) for s in document))
    if types == {OrganizationType.COMPANY, OrganizationType.GOVERNMENT} and sited:
        return "InvestmentAgreement"
    if types == {OrganizationType.COMPANY} and kind == "Agreement":
        # 契約 or 合意 alone says nothing; what the sentence and the headline speak of does.
        told = text + " ".join(s.masked for s in document[:1])
        for signal, told_kind in ((_VENTURE, "JointVentureAgreement"), (_STAKE, "InvestmentAgreement")):
            if signal.search(told):
                return told_kind
    if types == {OrganizationType.UNIVERSITY} and kind == "CooperationAgreement" and _EXCHANGE.search(text):
        return "AcademicExchangeAgreement"
    joined = types == {OrganizationType.COMPANY} and kind == "Agreement" and _JOINED.search(text)
    return "CooperationAgreement" if joined else kind
