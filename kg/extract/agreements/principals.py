"""For whom an institution acts: a faculty for its university, 協議會 for the one that is named in full."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.agreements.clauses import DATE, ORG, PERSON, Sentence, Span, folded
from kg.model import Entity, Kind, OrganizationType

_BEFORE = re.compile(f"[与和跟及、暨](?:日本|台湾)?{ORG}?$")
_BEHIND = re.compile(f"[^，。；、：的{ORG}{PERSON}]{{0,16}}[与和跟及、暨]|[、，]{ORG}")
_HOLDER = re.compile(f"[^，。；、与和{ORG}]{{0,14}}{PERSON}")
_SIDE_JA = re.compile(f"{ORG}(?:と|、|・|及び|および|ならびに|が|は|も|の?間|との)(?!{PERSON})")
_BETWEEN_FACULTIES = re.compile("(?:部局|学部|研究科|学府|学科|専攻|学院|研究院|学系|研究所|センター)間")
_OF_FACULTIES_ZH = folded("院際|系際|院級|系級|(?:學院|學部|研究科|學系|系所|系)(?:之間|間)(?!接)")
_LONGEST_HEAD = 4  # signs of a name that is only the last word of another one: 管理局, 協議會


def principals(entities: Sequence[Entity]) -> dict[str, str]:
    """Id of each institution that acts for another of the document → id of that one."""
    known = {e.id: e for e in entities if e.kind is Kind.ORGANIZATION}
    result = {i: whole for i, e in known.items() if (whole := _above(e, known)) != i}
    for i, entity in known.items():
        if i in result or any(len(name) > _LONGEST_HEAD for name in entity.names):
            continue
        others = ((j, other) for j, other in known.items() if j != i)
        fuller = {result.get(j, j) for j, other in others if _ends(other, entity)}
        if len(fuller) == 1 and entity.authority is None:
            result[i] = fuller.pop()
    return result


def _ends(whole: Entity, part: Entity) -> bool:
    """Whether every name of one is the end of a longer name of the other."""
    return all(any(n.endswith(name) and len(n) > len(name) for n in whole.names) for name in part.names)


def _above(entity: Entity, known: Mapping[str, Entity]) -> str:
    """The body at the top of the chain of units."""
    seen = {entity.id}
    while entity.type is OrganizationType.UNIT and entity.unit_of in known and entity.unit_of not in seen:
        entity = known[entity.unit_of or ""]
        seen.add(entity.id)
    return entity.id


def for_principals(document: Sequence[Sentence], acts_for: Mapping[str, str]) -> list[Sentence]:
    """The sentences with each institution replaced by the one that it acts for."""

    def meant(span: Span) -> Span:
        ids = tuple(dict.fromkeys(acts_for.get(i, i) for i in span.ids))
        return span if ids == span.ids else replace(span, ids=ids)

    result = []
    for sentence in document:
        spans = {place: meant(span) for place, span in sentence.spans.items()}
        hidden = tuple(map(meant, sentence.hidden))
        same = spans == sentence.spans and hidden == sentence.hidden
        result.append(sentence if same else replace(sentence, spans=spans, hidden=hidden))
    return result


def faculties(sentence: Sentence, acts_for: Mapping[str, str]) -> tuple[str, ...]:
    """The faculties that agree in their own name: 甲学部と乙学院の間で, or one where the agreement is between such.

    Not one beside the whole of another institution, as its university agrees then.
    """
    named = [s.ids[0] for place, s in sentence.find(ORG) if len(s.ids) == 1 and _SIDE_JA.match(sentence.masked, place)]
    units = tuple(dict.fromkeys(i for i in named if i in acts_for and _is_part(i, acts_for)))
    if sentence.language != "ja":
        sides = [s.ids[0] for place, s in sentence.find(ORG) if len(s.ids) == 1 and _SIDE.match(sentence.masked, place)]
        level = _OF_FACULTIES_ZH.search(sentence.masked) is not None
        return tuple(dict.fromkeys(i for i in sides if i in acts_for and _is_part(i, acts_for))) if level else ()
    among = _BETWEEN_FACULTIES.search(sentence.masked) is not None
    both = len({acts_for[i] for i in units}) > 1 and len(units) == len(set(named))
    return units if among or both else ()


_CENTRE = re.compile(
    "(?:研究院|研究所|研究中心|研[發発发]中心|開發中心|开发中心|研究センター|開発センター|研究機構|研究拠点|技術センター|實驗室|实验室)$"
)
# Named as one side, not as where somebody works: 與乙大學研究中心簽署, Bセンターと
_SIDE = re.compile(f"{ORG}(?:之?[间間]|[，、与和跟及於于在]|[签簽締缔续續]|{DATE}|と(?!{PERSON})|は|が|の?間|との)")


def centres(sentence: Sentence, acts_for: Mapping[str, str], known: Mapping[str, Entity]) -> tuple[str, ...]:
    """The research centres of universities that are named as a side of their own beside another institution."""
    found = []
    for place, span in sentence.find(ORG):
        unit = span.ids[0] if len(span.ids) == 1 else ""
        if unit in acts_for and _is_part(unit, acts_for) and _SIDE.match(sentence.masked, place):
            whole = known[acts_for[unit]]
            names = any(_CENTRE.search(name) for name in known[unit].names)
            if names and whole.type is not OrganizationType.GOVERNMENT:
                found.append(unit)
    return tuple(dict.fromkeys(found))


def _is_part(institution: str, acts_for: Mapping[str, str]) -> bool:
    """Whether it acts for another than itself."""
    return acts_for[institution] != institution


def bureaus(sentence: Sentence, acts_for: Mapping[str, str], governments: frozenset[str]) -> tuple[str, ...]:
    """The bureaus that agree in their own name beside the town that they are part of: 市政府教育局與….

    `sentence` still has the units. One that is only named to say who somebody is, 局長某, is none.
    """
    masked, found = sentence.masked, []
    for place, span in sentence.find(ORG):
        unit = span.ids[0] if len(span.ids) == 1 else ""
        joined = (_BEFORE.search(masked, 0, place) and not _HOLDER.match(masked, place + 1)) or _BEHIND.match(
            masked, place + 1
        )
        if acts_for.get(unit) in governments and joined:
            found.append(unit)
    return tuple(dict.fromkeys(found))
