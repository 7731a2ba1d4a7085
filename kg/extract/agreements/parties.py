"""Who the parties of an act of agreeing are, and whether it makes one agreement or one with each partner."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.extract.agreements.acts import Act, Role
from kg.extract.agreements.clauses import DATE, ORG, Sentence, both_ways
from kg.extract.agreements.named import Ids, Types, named_in, with_role
from kg.extract.agreements.roles_ja import SUFFIX
from kg.extract.agreements.scene import Scene
from kg.extract.agreements.unsaid import lists_partners, of_strangers, other_side
from kg.extract.agreements.venues import at_venues
from kg.model import OrganizationType

_JOINT = both_ways(
    "共同|コンソーシアム|アライアンス|ネットワーク|聯盟|連盟|憲章|[三四五六七3-7３-７](?:方|者|校|社|市|団体|機関)|連名|合同"
)
# ラボの設置に関する覚書を交わした, 簽署設立某中心的備忘錄: what is to be founded is none of those who agree on it.
_FOUNDED = both_ways(
    f"{ORG}[」』]?の(?:設置|設立|開設|新設|創設|建設|整備|立ち上げ)|(?:設立|成立|設置|籌設|共建|興建|開設)(?:的)?[「『“]?{ORG}"
)


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties that a sentence names, and the sets of parties it makes: one, or one with each partner."""

    explicit: Ids
    sets: list[Ids]
    dated: dict[str, int] = field(default_factory=dict)  # partner with a date of its own → place of that


def parties_of(sentence: Sentence, act: Act, scene: Scene, types: Types) -> Parties:
    """Who agreed in an act, by what the sentence names, then by what it and those before it leave unsaid.

    `types` tells what sort of institution each one of the document is.
    """
    explicit = parties = named_in(sentence, act, types)
    subjects = with_role(sentence, act, Role.SUBJECT)
    if len(explicit) > 1 and lists_partners(sentence, act):
        said = (i for _, s in sentence.find(ORG) if s.reference and len(s.ids) == 1 for i in s.ids)  # 本学
        own = tuple(i for i in (*said, *scene.topic, *scene.speaker) if i not in explicit)[:1]
        if not own:
            return Parties((), [])
        subjects, explicit = own, (*own, *explicit)
        parties = explicit
    if of_strangers(sentence, act, explicit):
        return Parties((), [])
    if hosts := at_venues(sentence, act, scene, types):
        return Parties((scene.speaker[0], *hosts), [(scene.speaker[0], host) for host in hosts])
    if not explicit and act.nouns and act.family == "sign" and ORG not in _FOUNDED.sub("", sentence.masked):
        parties = scene.topic if len(scene.topic) > 1 else scene.couple(sentence, act)
    if len(explicit) == 1:
        parties = (*other_side(sentence, act, explicit, scene, types), *explicit)
    if act.pairs:
        sets = [tuple(sentence.spans[a].ids + sentence.spans[b].ids) for a, b in act.pairs]
        return Parties(explicit, sets)
    named: dict[Ids, int] = {}
    for place, role in sorted(act.roles.items()):
        if role is Role.PARTNER:
            named.setdefault(sentence.spans[place].ids, place)  # not 同大学 behind its name
    partners = list(named.values())
    dated = _dates_of(sentence, partners)
    if len(parties) > 2 and (act.each or dated or _one_by_one(sentence, act, subjects, types)):
        act.each = True
        with_all = with_role(sentence, act, Role.PARTNER)
        if len(with_all) == 1 and len(subjects) > 1 and set(subjects).isdisjoint(with_all):
            # AとBがCとそれぞれ協定を結んだ: each of the two with the third
            return Parties(explicit, [(one, *with_all) for one in subjects], dated)
        one = (subjects or parties)[0]
        return Parties(explicit, [(one, other) for other in parties if other != one], dated)
    return Parties(explicit, [parties])


def _one_by_one(sentence: Sentence, act: Act, subjects: Ids, types: Types) -> bool:
    """Whether what one has with several are pacts with each, as a rule so in what is past, and with schools.

    曾與乙、丙簽署, 乙大学、丙大学と協定を結んだ; but not 三方, コンソーシアム.
    """
    if _JOINT.search(sentence.masked) or any(len(span.ids) > 2 for _, span in sentence.find(ORG)):
        return False
    schools = {types.get(i) for i in with_role(sentence, act, Role.PARTNER)} == {OrganizationType.UNIVERSITY}
    return (act.past or schools) and len(subjects) == 1


# Aとは2014年に、Bとは2019年に: the date behind each of those with whom
_DATE_BEHIND = re.compile(f"{SUFFIX}と(?:は|も|の間で)?、?{DATE}")


def _dates_of(sentence: Sentence, partners: Sequence[int]) -> dict[str, int]:
    """2014年にAと、2019年にBと協定を結んだ: the place of the date of each partner, where each has one of its own."""
    behind = _DATE_BEHIND.match(sentence.masked, partners[0] + 1) if len(partners) > 1 else None
    if behind and not sentence.find(DATE, 0, partners[0]):
        stretches = [(place, place, following) for place, following in pairwise([*partners, len(sentence.masked)])]
        nearest = 0
    else:
        stretches = [(place, before, place) for before, place in pairwise([0, *partners])]
        nearest = -1
    found = {}
    for place, start, stop in stretches:
        if dates := sentence.find(DATE, start, stop):
            found.update(dict.fromkeys(sentence.spans[place].ids, dates[nearest][0]))
    return found if 1 < len(partners) == len(found) else {}
