"""Offices that a document names with and without their superior, and with several names of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from kg.link.written import Names
from kg.model import OrganizationType, Rule
from kg.names import fold

_ALIKE = 40  # offices of one government with the same first and last sign that are compared
_REASON = "same office of the same institution"


def join_known_offices(names: Names) -> None:
    """經濟部|投資業務處, where the authority file knows the whole as an institution: the part alone means it too."""
    for place, (number, mention) in enumerate(zip(names.of, names.mentions, strict=True)):
        if mention.rule != Rule.WITH_WHOLE or names.rows[number] is None:
            continue
        for other, part in zip(names.of[place + 1 : place + 4], names.mentions[place + 1 : place + 4], strict=True):
            inside = part.end == mention.end and mention.start < part.start
            if inside:
                _is_part_of_known(names, number, other)
    written = {fold(text): number for number, text in enumerate(names.texts)}
    for number, row in enumerate(names.rows):
        known = names.authority.get(row) if row else None
        above = names.authority.get(known.parent) if known is not None and known.parent else None
        for name in known.names if known is not None and above is not None else ():
            key = fold(name)
            for head in map(fold, above.names if above is not None else ()):
                rest = written.get(key[len(head) :]) if key.startswith(head) else None
                if rest is not None and rest != number:
                    _is_part_of_known(names, number, rest)


def _is_part_of_known(names: Names, whole: int, part: int) -> None:
    kind = names.types[whole]
    if kind is not None and names.rows[part] is None and names.types[part] is OrganizationType.UNIT:
        names.settle(part, kind)
        names.join(whole, part, "the part of its name after its superior's")


def join_offices_of_one(names: Names) -> None:
    """甲研究院|東亞中心 and 甲院|東亞中心 are one office, and so is 東亞中心 alone where no other has one."""
    units = [kind is OrganizationType.UNIT for kind in names.types]
    spans = {(mention.start, mention.end): number for number, mention in zip(names.of, names.mentions, strict=True)}
    first: dict[tuple[int, str], int] = {}
    owners: dict[str, set[int]] = defaultdict(set)
    for (left, whole), (right, unit) in pairwise(zip(names.mentions, names.of, strict=True)):
        if left.end != right.start or units[whole] or not units[unit] or names.rows[unit] is not None:
            continue
        owner, key = names.groups.root(whole), fold(names.texts[unit])
        owners[key].add(owner)
        names.join(first.setdefault((owner, key), unit), unit, _REASON)
        together = spans.get((left.start, right.end))
        if together is not None and units[together]:
            names.join(first[owner, key], together, _REASON)
    _join_within(names, units)
    for number, key in enumerate(fold(text) for text in names.texts):
        if units[number] and names.rows[number] is None and len(owners.get(key, ())) == 1:
            (owner,) = owners[key]
            names.join(first[owner, key], number, _REASON)


def _join_within(names: Names, units: Sequence[bool]) -> None:
    """甲市府經發局 and 甲市政府經濟發展局: offices named with their government, each in full or for short."""
    offices: dict[int, dict[str, int]] = defaultdict(dict)
    for number, text in enumerate(names.texts):
        for cut in range(2, len(text) - 2) if units[number] and names.rows[number] is None else ():
            whole = names.number(text[:cut])
            if whole is None or names.types[whole] is not OrganizationType.GOVERNMENT:
                continue
            known = offices[names.groups.root(whole)].setdefault(fold(text[cut:]), number)
            if known != number:
                names.join(known, number, _REASON)
    for of_one in offices.values():
        by_ends: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
        for key, number in of_one.items():
            by_ends[key[0], key[-1]].append((key, number))
        for short, number in of_one.items() if len(of_one) > 1 else ():
            alike = by_ends[short[0], short[-1]][:_ALIKE]
            longer = [n for key, n in alike if _shortens(short, key)]
            if len({names.groups.root(n) for n in longer} - {names.groups.root(number)}) == 1:
                names.join(longer[0], number, _REASON)


def _shortens(short: str, key: str) -> bool:
    """Whether the signs of a word of three or four stand in a longer one in this order, at both ends too: 經發局."""
    if not (2 < len(short) < 5 and len(short) < len(key)) or (short[0], short[-1]) != (key[0], key[-1]):
        return False
    signs = iter(key)
    return all(sign in signs for sign in short)
