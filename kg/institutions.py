"""Mentions of institutions → the institutions of one document, with their types, countries and parents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from kg.authority import Authority
from kg.coreference import alternatives, words
from kg.groups import Groups, between, script, tidy
from kg.model import Annotated, Entity, Kind, Mention, OrganizationType
from kg.names import country_of_name, fold, is_abbreviation, type_of_name

Country = Literal["TW", "JP"]

_LEGAL = re.compile(
    r"^(株式会社|株式會社|有限会社|合同会社|一般社団法人|公益社団法人|社団法人|一般財団法人|公益財団法人|財団法人|独立行政法人|"
    r"国立研究開発法人|国立大学法人|學校法人|学校法人|財團法人|社團法人|财团法人|社团法人|学校法人|國立|国立|私立)|"
    r"(股份有限公司|有限責任公司|有限公司|株式会社|株式會社|公司|社)$|[,.\s]*\b(Co|Inc|Ltd|Corp|Corporation|Limited|Company)\b\.?$",
    re.IGNORECASE,
)
_SEAT = re.compile(r"(?<=[市縣県区區町村郷鄉])(政府|役所|役場|庁舎|庁|廳|厅|廰)$")
_REGION = re.compile(r"^(.{1,4}?[都道府県縣县州])(.{1,7}[市町村區区鄉郷乡鎮镇])$")
_TOWN = "市縣県县町村區区鄉郷乡鎮镇"
_OPENED = re.compile(r"^[」』”\"]?[（(［\[〔]")
_CLOSED = re.compile(r"^[」』”\"]?[)）\]］〕，,、;；/／・]")


class _Names:
    """The distinct written names of one document's institutions, by the key under which they compare."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        keys: dict[str, int] = {}
        self.mentions = mentions
        self.of: list[int] = []  # mention → number of its name
        for mention in mentions:
            self.of.append(keys.setdefault(fold(tidy(mention.text)), len(keys)))
        self.keys = list(keys)
        self.where: list[list[Mention]] = [[] for _ in keys]
        for number, mention in zip(self.of, mentions, strict=True):
            self.where[number].append(mention)
        self.texts = [unicodedata.normalize("NFKC", tidy(found[0].text)) for found in self.where]
        self.cores = [fold(_core(text)) for text in self.texts]
        self.types = [
            next((m.type for m in found if m.type), None) or type_of_name(text)
            for text, found in zip(self.texts, self.where, strict=True)
        ]
        self.rows = [next((m.authority for m in found if m.authority), None) for found in self.where]


def link_institutions(annotated: Annotated, authority: Authority) -> tuple[Entity, ...]:
    """The institutions of a release in order of first mention, named `o1`, `o2` …"""
    mentions = [m for m in annotated.mentions if m.kind is Kind.ORGANIZATION and fold(m.text)]
    names = _Names(mentions)
    groups = Groups(len(names.keys))
    _join_rows(names, groups, authority)
    _join_spellings(names, groups)
    _join_declared(annotated.release.text, names, groups)
    _join_prefixed(names, groups)
    _join_abbreviated(names, groups)
    return _entities(annotated, names, groups, authority)


def _core(name: str) -> str:
    """A name without its legal form: 株式会社デンソー → デンソー; a name that is nothing else stays."""
    short = name
    while (cut := _LEGAL.sub("", short).strip()) != short and len(cut) > 1:
        short = cut
    return short


def _join_rows(names: _Names, groups: Groups, authority: Authority) -> None:
    """One row of the authority file is one institution."""
    first: dict[str, int] = {}
    for number, text in enumerate(names.texts):
        if names.rows[number] is None and (row := authority.lookup(text)) is not None:
            names.rows[number] = row.key
        key = names.rows[number]
        if key is not None:
            groups.join(first.setdefault(key, number), number, f"same authority row {key}")


def _join_spellings(names: _Names, groups: Groups) -> None:
    """One name with and without its legal form, or with and without 政府, 役所 after a place, is one institution."""
    first: dict[str, int] = {}
    for number, core in enumerate(names.cores):
        other = first.setdefault(core, number)
        if _may_join(names, groups, other, number):
            groups.join(other, number, "same name but for its legal form")
    for number, text in enumerate(names.texts):
        seat = _SEAT.sub("", text)
        if seat != text and fold(seat) in names.keys:
            groups.join(names.keys.index(fold(seat)), number, "a place and its government")
        if text[-1] in _TOWN and len(text) > 2 and fold(text[:-1]) in names.keys:
            groups.join(names.keys.index(fold(text[:-1])), number, "a place and its government")


def _join_declared(text: str, names: _Names, groups: Groups) -> None:
    """A name in brackets, or after 以下、 簡稱 旧, is another name of what stands directly before it."""
    declares, former = alternatives("declares"), alternatives("former")
    said = re.compile(rf"^[」』”]?[，、,]?[（(［\[〔]?(?:{declares}|{former}).{{0,3}}?[「『“：:]?$")
    opened = re.compile(rf"{_OPENED.pattern}(?:英文|英語)?[「『“]?$")
    chain: int | None = None
    for place in range(1, len(names.mentions)):
        left, right = names.mentions[place - 1], names.mentions[place]
        gap = between(text, left, right)
        a, b = names.of[place - 1], names.of[place]
        if gap is None:
            chain = None
            continue
        after = re.sub(r"\s+", "", text[right.end : right.end + 6])
        continued = (
            chain is not None
            and re.fullmatch(r"[」』”]?[，,、;；/／・][「『“]?|.*(?:" + declares + r").{0,3}", gap) is not None
        )
        origin = chain if continued and chain is not None else a
        explicit = said.match(gap) is not None or (continued and len(gap) > 2)
        bracketed = opened.match(gap) is not None or continued
        chain = None
        if not (explicit or (bracketed and _CLOSED.match(after))):
            continue
        chain = origin
        if explicit and _may_join(names, groups, origin, b):
            groups.join(origin, b, "declared short form")
        elif bracketed and _another_name(names, origin, b) and _may_join(names, groups, origin, b):
            groups.join(origin, b, "other name in brackets")


def _another_name(names: _Names, whole: int, part: int) -> bool:
    """Whether what stands in brackets can be a name of what stands before: not its town, its parent or its branch."""
    kinds = names.types[whole], names.types[part]
    if kinds[1] in (OrganizationType.GOVERNMENT, OrganizationType.UNIT) and kinds[0] is not kinds[1]:
        return False
    a, b = names.texts[whole], names.texts[part]
    if script(a) != script(b):
        return True
    return is_abbreviation(b, a) or is_abbreviation(a, b) or (kinds[0] is not None and kinds[0] is kinds[1])


def _join_prefixed(names: _Names, groups: Groups) -> None:
    """A name with its country, prefecture or parent before it is the name itself, where just one such name stands in the text."""
    countries = {word.word: word.of for word in words("country")}
    longer: dict[int, list[tuple[int, str]]] = {}
    for whole, text in enumerate(names.texts):
        for part, short in enumerate(names.texts):
            if (
                part == whole
                or len(short) < 2
                or not names.cores[whole].endswith(names.cores[part])
                or len(short) >= len(text)
            ):
                continue
            prefix = text[: len(text) - len(short)] if text.endswith(short) else ""
            if prefix in countries:
                longer.setdefault(part, []).append((whole, "same name with its country"))
            elif (region := _REGION.match(text)) and fold(region.group(2)) == names.keys[part]:
                longer.setdefault(part, []).append((whole, "same place with its prefecture"))
            elif prefix and _is_part(names, prefix, part):
                longer.setdefault(part, []).append((whole, "same office with its parent"))
    for part, wholes in longer.items():
        roots = {groups.root(whole) for whole, _ in wholes}
        if len(roots) == 1:
            for whole, reason in wholes:
                if _may_join(names, groups, whole, part):
                    groups.join(whole, part, reason)


def _is_part(names: _Names, prefix: str, part: int) -> bool:
    """Whether a unit or office keeps its identity when `prefix`, an institution, is put before it."""
    if names.types[part] not in (OrganizationType.UNIT, OrganizationType.GOVERNMENT):
        return False
    return fold(prefix) in names.keys or type_of_name(prefix) is OrganizationType.GOVERNMENT


def _join_abbreviated(names: _Names, groups: Groups) -> None:
    """An abbreviation that nobody declared belongs to the one institution of the text that it can abbreviate."""
    for short in range(len(names.keys)):
        if names.types[short] is OrganizationType.UNIT:
            continue
        fits = {
            groups.root(full)
            for full in range(len(names.keys))
            if groups.root(full) != groups.root(short)
            and _abbreviates(names, short, full)
            and _may_join(names, groups, full, short)
        }
        if len(fits) == 1:
            groups.join(fits.pop(), short, "abbreviation of the only name that it fits")


def _abbreviates(names: _Names, short: int, full: int) -> bool:
    """Whether one name shortens another and is not the group, the parent or the town that the other is named after."""
    if names.types[full] in (OrganizationType.UNIT, OrganizationType.GOVERNMENT):
        return False
    if names.types[short] is not None and names.types[short] is not names.types[full]:
        return False
    a, b = names.cores[short], names.cores[full]
    if b.startswith(a) and names.types[full] is not OrganizationType.UNIVERSITY:
        return False
    return is_abbreviation(names.texts[short], names.texts[full])


def _may_join(names: _Names, groups: Groups, left: int, right: int) -> bool:
    """Whether nothing speaks against a union: two rows of the authority file, or an institution and a unit."""
    sides = [[i for i in range(len(names.keys)) if groups.root(i) == groups.root(side)] for side in (left, right)]
    rows = [{names.rows[i] for i in side} - {None} for side in sides]
    return not (rows[0] and rows[1] and rows[0] != rows[1])


def _entities(annotated: Annotated, names: _Names, groups: Groups, authority: Authority) -> tuple[Entity, ...]:
    """The groups as entities, in order of first mention."""
    members = groups.members()
    order = sorted(members, key=lambda root: min(m.start for n in members[root] for m in names.where[n]))
    ids = {root: f"o{place}" for place, root in enumerate(order, 1)}
    text = annotated.release.text
    found: dict[int, Entity] = {}
    parents = {root: _parent(text, names, groups, members[root]) for root in order}
    for root in order:
        numbers = members[root]
        rows = [names.rows[n] for n in numbers if names.rows[n]]
        key = rows[0] if rows else None
        row = authority.get(key) if key else None
        kind = row.type if row is not None else _type(names, numbers)
        parent = parents[root]
        mentions = sorted((m for n in numbers for m in names.where[n]), key=lambda m: (m.start, -m.end))
        forms = sorted(dict.fromkeys(tidy(m.text) for m in mentions), key=_rank)
        country, why = _country(annotated, names, numbers, kind) if row is None else (row.country, "authority row")
        found[root] = Entity(
            id=ids[root],
            kind=Kind.ORGANIZATION,
            names=tuple(forms),
            mentions=tuple(mentions),
            type=kind,
            country=country,
            authority=key,
            unit_of=ids[parent] if parent is not None and kind is OrganizationType.UNIT else None,
            reasons=(*groups.reasons(root), f"country: {why}"),
        )
    return tuple(found[root] for root in order)


def _type(names: _Names, numbers: Sequence[int]) -> OrganizationType:
    """The type that the longest name tells; a name that tells none is a company's."""
    for n in sorted(numbers, key=lambda n: -len(names.texts[n])):
        if kind := names.types[n]:
            return kind
    return OrganizationType.COMPANY


def _rank(name: str) -> tuple[int, int, str]:
    """Order of names: Chinese characters before kana before Latin, names with a country or 政府 later, long before short."""
    country = any(name.startswith(word.word) for word in words("country"))
    seat = _SEAT.search(name) is not None
    return {"Hani": 0, "Hrkt": 2, "Latn": 4}[script(name)] + (country or seat), -len(name), name


def _parent(text: str, names: _Names, groups: Groups, numbers: Sequence[int]) -> int | None:
    """The group that a unit belongs to: named in its name, directly before it, or last before it."""
    own = set(numbers)
    for n in numbers:
        inside = [
            p
            for p in range(len(names.keys))
            if p not in own and names.types[p] is not OrganizationType.UNIT and names.keys[n].startswith(names.keys[p])
        ]
        if inside:
            return groups.root(max(inside, key=lambda p: len(names.keys[p])))
    latest: int | None = None
    for place, number in enumerate(names.of):
        if number in own:
            return latest
        if names.types[number] is not OrganizationType.UNIT:
            latest = groups.root(number)
    return latest


def _country(
    annotated: Annotated, names: _Names, numbers: Sequence[int], kind: OrganizationType
) -> tuple[Country | None, str]:
    """Country of an institution that the authority file lacks, with the evidence for it."""
    for n in numbers:
        if (country := country_of_name(names.texts[n])) is not None:
            return country, "its name"
    for country, why in _said(annotated, [m for n in numbers for m in names.where[n]]):
        return country, why
    kana = any(script(names.texts[n]) == "Hrkt" for n in numbers)
    if annotated.release.language == "ja" or kana:
        return "JP", "the language of the release"
    return "TW", "the language of the release"


def _said(annotated: Annotated, mentions: Sequence[Mention]) -> Iterator[tuple[Country, str]]:
    """Countries that stand directly before or after a mention: 台湾の…, 日本…, …（台湾）."""
    before, after = _country_patterns()
    text = annotated.release.text
    for mention in mentions:
        for match in (
            before.search(text[max(0, mention.start - 24) : mention.start]),
            after.match(text[mention.end : mention.end + 8]),
        ):
            if match and (code := {w.word: w.of for w in words("country")}[match.group(1)]) in ("TW", "JP"):
                yield ("TW" if code == "TW" else "JP"), f"{match.group(1)} beside it"


@cache
def _country_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = alternatives("country")
    return re.compile(rf"({known})(?:的|の|・|･|、|．|國內|国内)?[「『“]?$"), re.compile(rf"[（(]({known})[)）]")
