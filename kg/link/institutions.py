"""Mentions of institutions → the institutions of one document, with their types, countries and parents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from kg.link.added import mentions_of_institutions, wider_mentions
from kg.link.aliases import join_names
from kg.link.groups import between, script, tidy
from kg.link.origin import Country, as_country, country_of, kind_of
from kg.link.parents import OWNED, Parents
from kg.link.same_place import says_same_place
from kg.link.written import SEAT, Names
from kg.model import Annotated, Entity, Kind, Mention, OrganizationType, Rule
from kg.names.authority import Authority
from kg.names.referring import countries

_ADDRESS = re.compile(r"[\W\d]{0,12}(?:所在地|住所|地址|本社|校址)[\s:：]")
_SURE = 0.9  # of a name that nothing but the sentence supports
# Rules that find a name by what else says that it is an institution.
_SUPPORTING = (Rule.OF_MEMBERS, Rule.CALLED, Rule.SEATED)
_LED = re.compile(r"を(?:率い|経営)|に(?:入社|就職|転職|勤め|勤務|在籍|出資)|の(?:工場|本社|拠点|傘下)")
_SET_UP = re.compile(r"[」』](?:を|の)(?:新たに|共同で)?(?:設け|設置|開設|設立|新設|立ち上げ|創設)")
# 已與日本的某某簽妥: with whom a Chinese sentence says that somebody signs
_WITH = re.compile("[與与和跟同](?:日本|台[灣湾]|日商)?(?:的)?[^，。；：、與与和跟同（）()]{0,8}\\Z")
_SIGNS = re.compile(
    "[「」』”]?(?:[（(][^（）()]{1,40}[）)])?(?:[在於于][^，。；]{0,12})?(?:共同|正式|今|昨|再度)?"
    "(?:[簽签][署訂订約约下妥了立定]|[締缔][結结]|[訂订][立下定]|[換换][約约文]|交[換换]|互[換换]|合[資资組组股])"
)
# 甲市乙町, 甲市乙区: where something stands, and as a rule nobody who acts
_PART_OF_TOWN = re.compile("[\u3400-\u9fff]{1,5}市[\u3400-\u9fffヶケのァ-ヺー]{1,6}[町区區里村]")
_WIDE = re.compile(r"[ \u3000]{0,20}")


def link_institutions(annotated: Annotated, authority: Authority) -> tuple[Entity, ...]:
    """The institutions of a release in order of first mention, named `o1`, `o2` …"""
    names = Names(annotated, mentions_of_institutions(annotated, authority), authority)
    join_names(names)
    return _entities(annotated, names, authority)


def _entities(annotated: Annotated, names: Names, authority: Authority) -> tuple[Entity, ...]:
    """The groups as entities, in order of first mention."""
    language = annotated.release.language
    offices = {m.start for m in annotated.mentions if m.kind in (Kind.TITLE, Kind.PERSON)}
    offices |= {m.end - 1 for m in annotated.mentions if m.kind is Kind.TITLE and m.text[-1:] in "長长"}  # 学部|長
    addresses = _addresses(annotated)
    members = {
        root: numbers
        for root, numbers in names.groups.members().items()
        if _is_institution(names, numbers, language, offices)
        and not all(any(s <= m.start < e for s, e in addresses) for n in numbers for m in names.where[n])
    }
    order = sorted(members, key=lambda root: min(m.start for n in members[root] for m in names.where[n]))
    ids: dict[int | None, str] = {root: f"o{place}" for place, root in enumerate(order, 1)}
    parents = Parents(annotated, names, authority)
    by_row = {row: number for number, row in reversed(list(enumerate(names.rows))) if row is not None}
    found: dict[int, Entity] = {}
    known: dict[str, tuple[int, Entity]] = {}
    # Units last: they take the country of what they belong to.
    by_evidence = {
        r: (_type(names, members[r]) is OrganizationType.UNIT, not any(names.rows[n] for n in members[r]))
        for r in order
    }
    for root in sorted(order, key=lambda root: by_evidence[root]):
        numbers = members[root]
        row = next((entry for n in numbers if (key := names.rows[n]) and (entry := authority.get(key))), None)
        kind = row.type if row is not None else _type(names, numbers)
        mentions = sorted((m for n in numbers for m in names.where[n]), key=lambda m: (m.start, -m.end))
        forms = sorted(dict.fromkeys(tidy(m.text) for m in mentions), key=_rank)
        forms = [form for form in forms if not says_same_place(form)] or forms
        owner = by_row.get(row.parent) if row is not None and row.parent else None
        parent = names.groups.root(owner) if owner is not None else None
        if parent is None and kind is OrganizationType.UNIT:
            parent = parents.of(numbers, found)
            parent = None if parent == root else parent
        country: Country | None
        if row is not None:
            country, why = as_country(row.country), "authority file"
        elif parent is not None and parent in found:
            country, why = found[parent].country, "its parent"
        else:
            country, why = country_of(annotated, authority, forms, mentions, known)
        wider = wider_mentions(annotated, kind, mentions, kind is OrganizationType.UNIT and parent is not None)
        found[root] = Entity(
            id=ids[root],
            kind=Kind.ORGANIZATION,
            names=tuple(forms),
            mentions=tuple(sorted(dict.fromkeys([*mentions, *wider]), key=lambda m: (m.start, -m.end))),
            type=kind,
            country=country,
            authority=row.key if row is not None else None,
            unit_of=ids.get(parent) if kind is OrganizationType.UNIT else None,
            reasons=(*names.groups.reasons(root), f"country from {why}"),
        )
        for name in forms if row is not None else ():
            known.setdefault(name[:2], (len(known), found[root]))
    return tuple(found[root] for root in order)


def _addresses(annotated: Annotated) -> list[tuple[int, int]]:
    """The rows that say where something is: what they name is no party to it."""
    passages = [p for p in annotated.release.passages if p.text and _ADDRESS.match(p.text)]
    return [(p.offsets[0], p.offsets[-1] + 1) for p in passages]


def _is_institution(names: Names, numbers: Sequence[int], language: str, offices: set[int]) -> bool:
    """Whether what a reader took for an institution is supported: known, told by its form, repeated, or has an office.

    Of the names in the development documents that none of this supports, 30 of 37 were fragments or products.
    """
    mentions = [m for n in numbers for m in names.where[n]]
    if len(mentions) > 1 or any(names.rows[n] for n in numbers) or mentions[0].rule in _SUPPORTING:
        return True
    (mention,) = mentions
    told = names.types[numbers[0]] if mention.type is None else kind_of(names.texts[numbers[0]], None, language)
    end = mention.end + len(_WIDE.match(names.text, mention.end).group())  # type: ignore[union-attr]
    if mention.type in (None, OrganizationType.GOVERNMENT) and _PART_OF_TOWN.fullmatch(mention.text):
        return mention.end in offices or names.text[mention.end : mention.end + 1] in ("は", "が")
    office = not offices.isdisjoint((mention.end, mention.end + 1, end))
    at = bisect_left(names.mentions, (mention.start, -mention.end), key=lambda m: (m.start, -m.end))
    pairs = [(left, right) for left, right in pairwise(names.mentions[max(0, at - 1) : at + 2])]
    listed = any(between(names.text, left, right) in ("と", "與", "与", "和", "及", "×") for left, right in pairs)
    if told is OrganizationType.UNIT or mention.type is OrganizationType.UNIT:
        gap = between(names.text, names.mentions[at - 1], mention) if at else None
        told_by = office or mention.rule == Rule.OF_CLASS or len(mention.text) > 5
        return told_by or (gap is not None and OWNED.fullmatch(gap) is not None)
    acts = mention.confidence >= _SURE and (_acts if language == "ja" else _signs)(names.text, mention)
    return told is not None or listed or acts or (office and len(mention.text) > 2)


def _acts(text: str, mention: Mention) -> bool:
    """Whether a Japanese sentence says of a name what is said of institutions: that it is led, joined or set up."""
    if _LED.match(text, mention.end):
        return True
    return text[mention.start - 1 : mention.start] in ("「", "『") and _SET_UP.match(text, mention.end) is not None


def _signs(text: str, mention: Mention) -> bool:
    """Whether a Chinese sentence says that somebody signs with what has this name."""
    before = _WITH.search(text, max(0, mention.start - 14), mention.start)
    return before is not None and _SIGNS.match(text, mention.end) is not None


def _type(names: Names, numbers: Sequence[int]) -> OrganizationType:
    """The type that a known name tells, else the longest in the script of the language; none is a company's."""
    ordered = sorted(numbers, key=lambda n: (names.rows[n] is None, script(names.texts[n]), -len(names.texts[n])))
    return next((kind for n in ordered if (kind := names.types[n])), OrganizationType.COMPANY)


def _rank(name: str) -> tuple[int, int, str]:
    """Order of names: Chinese characters, kana, Latin; those with a country or 政府 later; long before short."""
    country = name.startswith(tuple(countries()))
    seat = SEAT.search(name) is not None
    return {"Hani": 0, "Hrkt": 2, "Latn": 4}[script(name)] + (country or seat), -len(name), name
