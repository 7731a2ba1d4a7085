"""Who agreed with whom, of those whom a sentence names, points at with 雙方 or names through persons that act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.agreements.acts import Act, Stage
from kg.extract.agreements.circumstances import Context
from kg.extract.agreements.clauses import ORG, PERSON, Sentence
from kg.extract.agreements.grammar import read_acts
from kg.extract.agreements.named import PARTY_ROLES, Ids
from kg.extract.agreements.named_together import together
from kg.extract.agreements.parties import Parties, parties_of
from kg.extract.agreements.scene import Scene
from kg.extract.agreements.signatories.heads import heads_alone
from kg.extract.agreements.stand_ins import Posts, with_stand_ins

_HOLDER = re.compile(f"{ORG}[^，。；、{ORG}{PERSON}]{{0,16}}{PERSON}")


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of acts of agreeing, by what a reader has in mind and where persons hold posts."""

    context: Context
    scene: Scene
    posts: Posts
    document: Sequence[Sentence]

    def of(self, sentence: Sentence, act: Act) -> Parties:
        """Who agreed; persons stand for their institutions where the sentence names fewer than two of these."""
        found = parties_of(sentence, act, self.scene, self.context.types)
        if not any(found.sets) and act.family in ("sign", "ceremony") and (sent := self._sent_heads(sentence, act)):
            return Parties(sent, [sent])
        # 甲市長與乙鄉長簽署協定，促進雙方…: who acts says more than who is pointed at behind
        pointed = bool(found.explicit) and not any(not span.reference for _, span in sentence.find(ORG))
        pointed = pointed and not act.roles
        if (
            (len(found.explicit) > 1 and not pointed)
            or not act.nouns
            or act.stage is Stage.OPEN
            or act.family not in ("sign", "ceremony")
        ):
            return found
        likely = {i for _, span in sentence.find(ORG) for i in span.ids}.union(self.scene.pair, self.scene.topic)
        stood = with_stand_ins(sentence, self.posts, likely) if self.posts else None
        same = next((a for a in read_acts(stood) if a.start == act.start), None) if stood else None
        if stood is None or same is None:
            return found
        better = parties_of(stood, same, self.scene, self.context.types)
        # 嘉南市で先方の市長と私が署名: the place where it was signed is the other side
        whole = not any(len(s) > 1 for s in found.sets) and any(len(s) > 1 for s in better.sets)
        if len(better.explicit) <= max(1, 0 if pointed else len(found.explicit)) and not whole:
            return found
        act.roles, act.each = same.roles, same.each
        return better

    def _sent_heads(self, sentence: Sentence, act: Act) -> Ids:
        """両学長が署名した: the two institutions whose heads these are, whichever sentence told of them."""
        heads = heads_alone(self.document, sentence, act.start)
        sent = tuple(dict.fromkeys(self.posts[head][0] for head in heads if self.posts.get(head)))
        return sent if len(sent) == 2 else ()

    def are_pointed_at(self, sentence: Sentence, act: Act, explicit: Ids) -> bool:
        """Whether only words such as 雙方 name the parties.

        甲與乙宣布，雙方…: not where the sentence itself names them, other than to say who somebody is.
        """
        spans = [sentence.spans[place] for place, r in act.roles.items() if r in PARTY_ROLES]
        spans = spans or [s for _, s in sentence.find(ORG) if set(s.ids) & set(explicit)]
        if not spans or not all(s.reference and len(s.ids) > 1 for s in spans):
            return False
        paired = together(replace(sentence, masked=sentence.masked[: act.start]))
        if len(paired) == 2 and any(set(s.ids) != set(paired) and set(s.ids) & set(paired) for s in spans):
            return True  # 甲的第一個夥伴是丙，雙方…: not the two of the sentence before
        if all(self.scene.points_at(s.ids) for s in spans):
            return False
        own = (s for place, s in sentence.find(ORG) if not s.reference and not _HOLDER.match(sentence.masked, place))
        named = {i for span in own for i in span.ids}
        return not any(named == set(s.ids) for s in spans)

    def with_speaker(self, sentence: Sentence, act: Act, meant: tuple[str, ...]) -> tuple[str, ...] | None:
        """甲公司的某表示，雙方…: one of the two is that of the speaker; None where `meant` holds it already."""
        likely = set(meant).union(*(s.ids for _, s in sentence.find(ORG) if not s.reference))
        stood = with_stand_ins(sentence, self.posts, likely)
        told = stood or sentence
        paired = together(replace(told, masked=told.masked[: act.start]))
        alike = {self.context.types.get(i) for i in paired} <= {self.context.types.get(i) for i in meant} | {None}
        if len(meant) == len(paired) == 2 and set(paired) != set(meant) and alike:
            return paired  # 當時某甲與乙大學教授某乙共同研究；2019年兩校締結協議
        spoke = [i for _, s in sentence.find(PERSON, 0, act.start) for p in s.ids for i in self.posts.get(p, ())]
        if len(meant) != 2 or not spoke or set(meant) & set(spoke):
            return None
        paired = self.scene.pair if set(self.scene.pair) & set(spoke) else ()
        other = [i for i in (*self.scene.speaker, *paired) if i not in spoke]
        return (spoke[0], other[0]) if other else None
