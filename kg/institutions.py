"""Mentions of institutions → the institutions of one document, with their types, countries and parents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.authority import Authority
from kg.coreference import alternatives, delegations, words
from kg.groups import Groups, between, script, tidy
from kg.model import Annotated, Entity, Kind, Mention, OrganizationType
from kg.names import abbreviations, fold, is_abbreviation, strip_legal_form, type_of_name
from kg.origin import Country, as_country, country_of, kind_of

_SEAT = re.compile(r"(?<=[市縣県县区區町村郷鄉])(政府|役所|役場|庁舎|庁|廳|厅|廰|公所)$")
_REGION = re.compile(r"^.{1,4}?[都道府県縣县州](.{1,7}[市町村區区鄉郷乡鎮镇])$")
_TOWN = "市縣県县町村區区鄉郷乡鎮镇"
_OPENED = r"[」』”\"]?[（(［\[〔]"
_CLOSED = re.compile(r"^[」』”\"]?[)）\]］〕，,、;；/／・]")
_OWNED = re.compile(r"(的|の|之|所屬|所属|附屬|附属)?(「|『|“)?")
_TRADE = re.compile(r"科技|電子|电子|工業|工业|精密工業|控股|投控|集團|集团|グループ|ホールディングス|製作所")
_BODIES = (
    OrganizationType.UNIT,
    OrganizationType.ASSOCIATION,
    OrganizationType.GOVERNMENT,
    OrganizationType.RESEARCH_INSTITUTE,
)
_SMALL = {"of", "the", "and", "for", "in", "at"}


class _Names:
    """The distinct written names of one document's institutions, by the key under which they compare."""

    def __init__(self, annotated: Annotated, authority: Authority) -> None:
        self.text = annotated.release.text
        self.mentions = _with_parents(annotated, authority)
        self.keys: dict[str, int] = {}
        self.of = [self.keys.setdefault(fold(tidy(m.text)), len(self.keys)) for m in self.mentions]
        self.where: list[list[Mention]] = [[] for _ in self.keys]
        for number, mention in zip(self.of, self.mentions, strict=True):
            self.where[number].append(mention)
        language = annotated.release.language
        countries = {word.word: word.of for word in words("country")}
        self.texts = [unicodedata.normalize("NFKC", tidy(found[0].text)) for found in self.where]
        # 科学技術大学 is how Japanese texts write 科技大學.
        self.cores = [
            fold(re.sub(r"(?<=..)(公司|社)$", "", strip_legal_form(text).replace("科学技術大", "科技大")))
            for text in self.texts
        ]
        self.rows: list[str | None] = []
        self.types: list[OrganizationType | None] = []
        for text, found in zip(self.texts, self.where, strict=True):
            row = next((m.authority for m in found if m.authority), None)
            entry = authority.get(row) if row else authority.lookup(text, language)
            if entry is None and (prefix := next((c for c in countries if text.startswith(c) and text != c), None)):
                entry = authority.lookup(text[len(prefix) :], language, countries[prefix])
            self.rows.append(entry.key if entry else row)
            given = next((m.type for m in found if m.type), None)
            told = entry.type if entry else kind_of(text, given, language)
            if told is None and authority.place(text) is not None:
                told = OrganizationType.GOVERNMENT
            self.types.append(told)
        self.groups = Groups(len(self.keys))
        self._rows = list(self.rows)  # of each group, at its root
        self._unit = [None if kind is None else kind is OrganizationType.UNIT for kind in self.types]

    def join(self, left: int, right: int, reason: str) -> None:
        """Unite two names, unless two rows of the authority file or a unit and its whole speak against it."""
        one, other = self.groups.root(left), self.groups.root(right)
        rows, kinds = (self._rows[one], self._rows[other]), (self._unit[one], self._unit[other])
        if (rows[0] and rows[1] and rows[0] != rows[1]) or (None not in kinds and kinds[0] != kinds[1]):
            return
        self.groups.join(one, other, reason)
        root = self.groups.root(one)
        self._rows[root], self._unit[root] = rows[0] or rows[1], kinds[0] if kinds[0] is not None else kinds[1]

    def settle(self, number: int, kind: OrganizationType) -> None:
        """Give a name the type that another name of the text shows it to have."""
        self.types[number] = kind
        self._unit[self.groups.root(number)] = kind is OrganizationType.UNIT

    def number(self, name: str) -> int | None:
        """The number of a written name, if the document has it."""
        return self.keys.get(fold(name))


def _with_parents(annotated: Annotated, authority: Authority) -> list[Mention]:
    """The mentions of institutions, with the parent that the name of a unit begins with: 經濟部 in 經濟部…辦公室."""
    language = annotated.release.language
    given = [m for m in annotated.mentions if m.kind is Kind.ORGANIZATION and fold(m.text)]
    starts = {(m.start, m.end) for m in given}
    found = list(given)
    for mention in given:
        if kind_of(tidy(mention.text), mention.type, language) is not OrganizationType.UNIT or mention.authority:
            continue
        inner = any(m.start == mention.start and m.end < mention.end for m in given)
        for start, end, row in [] if inner else authority.find(mention.text, language):
            span = mention.start + start, mention.start + end
            if start == 0 and span not in starts and row.type is not OrganizationType.UNIT:
                text = mention.text[start:end]
                found.append(Mention(*span, text, Kind.ORGANIZATION, "parent in the name", 0.8, row.type, row.key))
    return sorted([*found, *_governments(annotated)], key=lambda m: (m.start, -m.end))


def _governments(annotated: Annotated) -> list[Mention]:
    """Places that stand for their government because an office follows: 桃園市　市長."""
    order = [m for m in annotated.mentions if m.kind in (Kind.PLACE, Kind.TITLE)]
    return [
        replace(place, kind=Kind.ORGANIZATION, rule="place with an office", type=OrganizationType.GOVERNMENT)
        for place, title in pairwise(order)
        if place.kind is Kind.PLACE
        and title.kind is Kind.TITLE
        and place.text[-1] in _TOWN + "府都道"
        and re.fullmatch(r"\s*[のの的]?\s*", annotated.release.text[place.end : title.start])
    ]


def link_institutions(annotated: Annotated, authority: Authority) -> tuple[Entity, ...]:
    """The institutions of a release in order of first mention, named `o1`, `o2` …"""
    names = _Names(annotated, authority)
    _join_rows(names)
    _join_declared(names)
    _join_spellings(names)
    _join_prefixed(names)
    _join_abbreviated(names)
    return _entities(annotated, names, authority)


def _join_rows(names: _Names) -> None:
    """One row of the authority file is one institution."""
    first: dict[str, int] = {}
    for number, row in enumerate(names.rows):
        if row is not None:
            names.join(first.setdefault(row, number), number, f"same authority row {row}")


def _join_declared(names: _Names) -> None:
    """A name in brackets, or after 以下、 簡稱 旧, is another name of what stands directly before it."""
    declares, former = alternatives("declares"), alternatives("former")
    said = re.compile(rf"[」』”]?[，、,]?[（(［\[〔]?(?:{declares}|{former}).{{0,3}}?[「『“：:]?")
    opened = re.compile(rf"{_OPENED}(?:英文|英語|英)?[：:]?[「『“]?")
    further = re.compile(rf"[」』”]?[，、,;；/／・](?:(?:{declares}).{{0,3}}?)?[「『“]?")
    origin: int | None = None  # the name before the bracket that is still open
    for place in range(1, len(names.mentions)):
        left, right = names.mentions[place - 1], names.mentions[place]
        gap, this = between(names.text, left, right), names.of[place]
        if gap is None:
            origin = None
            continue
        start = origin if origin is not None and further.fullmatch(gap) else None
        explicit = said.fullmatch(gap) is not None or (start is not None and len(gap) > 3)
        bracketed = opened.fullmatch(gap) is not None or start is not None
        whole = names.of[place - 1] if start is None else start
        closed = _CLOSED.match(re.sub(r"\s+", "", names.text[right.end : right.end + 6])) is not None
        origin = whole if explicit or (bracketed and closed) else None
        if explicit:
            names.join(whole, this, "declared short form")
        elif bracketed and closed and _another_name(names, whole, this):
            names.join(whole, this, "other name in brackets")
        elif gap == "" and left.end < right.start and _translation(names, names.of[place - 1], this):
            names.join(names.of[place - 1], this, "English name beside it")


def _another_name(names: _Names, whole: int, part: int) -> bool:
    """Whether what stands in brackets can be a name of what stands before: not its town, its parent or its branch."""
    kinds = names.types[whole], names.types[part]
    a, b = names.texts[whole], names.texts[part]
    if is_abbreviation(b, a) or is_abbreviation(a, b) or _initials(a, b) or _initials(b, a):
        return True
    letters = iter(fold(a))
    if len(b) < len(a) and all(letter in letters for letter in fold(b)):
        return True
    towns = (OrganizationType.GOVERNMENT, OrganizationType.UNIT)
    return script(a) != script(b) and not (kinds[1] in towns and kinds[0] is not kinds[1])


def _translation(names: _Names, left: int, right: int) -> bool:
    """Whether two names side by side are the Chinese or Japanese and the English name of one institution."""
    by_script = {script(names.texts[n]): n for n in (left, right)}
    if set(by_script) != {"Hani", "Latn"} or OrganizationType.UNIT in (names.types[left], names.types[right]):
        return False
    kinds = names.types[left], names.types[right]
    return " " in names.texts[by_script["Latn"]] and (kinds[0] is kinds[1] or None in kinds)


def _initials(name: str, acronym: str) -> bool:
    """Whether the acronym is made of the first letters of an English name."""
    heads = "".join(word[0] for word in re.findall(r"[A-Za-z]+", name) if word.lower() not in _SMALL)
    return len(acronym) > 1 and acronym.casefold() == heads.casefold()


def _join_spellings(names: _Names) -> None:
    """A name with and without its legal form, and a place with and without 政府 or 市, is one institution."""
    first: dict[str, int] = {}
    for number, core in enumerate(names.cores):
        names.join(first.setdefault(core, number), number, "same name but for its legal form")
    for number, text in enumerate(names.texts):
        town = _SEAT.sub("", text)
        place = names.number(town)
        if place is not None and place != number:
            names.join(place, number, "a place and its government")
        towns = {_SEAT.sub("", t) for t in names.texts if len(t) > 2 and t.startswith(town[:-1])}
        bare = names.number(town[:-1]) if town[-1] in _TOWN and len(town) > 2 else None
        # 新竹 is 新竹市 only where 新竹縣 is not named as well.
        if bare is not None and names.types[bare] in (None, OrganizationType.GOVERNMENT) and len(towns - {town}) == 0:
            names.settle(bare, OrganizationType.GOVERNMENT)
            names.join(bare, number, "a place and its government")


def _join_prefixed(names: _Names) -> None:
    """A name with its country, prefecture or parent before it is the name itself, where it is so with one only."""
    countries = {word.word for word in words("country")}
    longer: dict[int, list[tuple[int, str]]] = {}
    written = {text: number for number, text in enumerate(names.texts)}
    for whole, text in enumerate(names.texts):
        for cut in range(1, len(text) - 1):
            prefix, part = text[:cut], written.get(text[cut:])
            if part is None:
                continue
            region = _REGION.match(text)
            if prefix in countries:
                longer.setdefault(part, []).append((whole, "same name with its country"))
            elif region and region.group(1) == text[cut:]:
                longer.setdefault(part, []).append((whole, "same place with its prefecture"))
            elif names.types[part] in (OrganizationType.UNIT, OrganizationType.GOVERNMENT) and (
                fold(prefix) in names.keys or type_of_name(prefix) is OrganizationType.GOVERNMENT
            ):
                longer.setdefault(part, []).append((whole, "same office with its parent"))
    for part, wholes in longer.items():
        if len({names.groups.root(whole) for whole, _ in wholes}) == 1:
            for whole, reason in wholes:
                if names.types[whole] is OrganizationType.UNIT and names.rows[part] is None:
                    names.settle(part, OrganizationType.UNIT)
                names.join(whole, part, reason)


def _join_abbreviated(names: _Names) -> None:
    """A short form that nobody declared belongs to the one institution of the text that it can shorten."""
    shorts = [abbreviations(text) for text in names.texts]
    for short in sorted(range(len(names.texts)), key=lambda n: -len(names.texts[n])):
        fits: dict[int, str] = {}
        for full in range(len(names.texts)):
            if names.groups.root(full) == names.groups.root(short):
                continue
            if reason := _shortens(names, short, full, fold(names.texts[short]) in shorts[full]):
                fits.setdefault(names.groups.root(full), reason)
        if len(fits) == 1:
            (full, reason), *_ = fits.items()
            names.join(full, short, reason)


def _shortens(names: _Names, short: int, full: int, usual: bool) -> str | None:
    """Why one name may stand for a longer one, `usual` when it is built as short forms are; None where it may not."""
    a, b = names.cores[short], names.cores[full]
    kinds = names.types[short], names.types[full]
    if len(a) >= len(b) or (kinds[0] not in (None, kinds[1]) and not _loose(kinds[0], kinds[1])):
        return None
    if _initials(names.texts[full], names.texts[short]):
        return "initials of the English name"
    if kinds[1] is OrganizationType.GOVERNMENT and fold(names.texts[full])[-1] in map(fold, _TOWN):
        return "a place and its government" if b[:-1] == a else None
    if b.startswith(a) and kinds[1] is OrganizationType.COMPANY:
        # ソニー in ソニー銀行: the head of a company's name is its group as often as itself.
        return (
            "name without its line of business"
            if _TRADE.fullmatch(names.texts[full][len(names.texts[short]) :])
            else None
        )
    if usual and kinds[1] is not OrganizationType.UNIT:
        return "abbreviation of the only name that it fits"
    if b.endswith(a) and len(a) >= 3 and kinds[0] is kinds[1] and kinds[1] in _BODIES:
        return "same name without its head"
    letters = iter(b)
    ordered = script(names.texts[short]) == "Hani" and all(letter in letters for letter in a)
    if ordered and kinds[1] in _BODIES and 3 <= len(a) <= 6 and a[-1] == b[-1] and kinds[0] is kinds[1]:
        return "characters of the only name that it fits"
    if ordered and kinds[1] is OrganizationType.COMPANY and len(a) <= 4 and a[0] == b[0]:
        return "characters of the only name that it fits"
    return None


def _loose(short: OrganizationType | None, full: OrganizationType | None) -> bool:
    """Whether the type of a short form may be wrong: 工研院 ends like a ministry."""
    return short is OrganizationType.GOVERNMENT and full is OrganizationType.RESEARCH_INSTITUTE


def _entities(annotated: Annotated, names: _Names, authority: Authority) -> tuple[Entity, ...]:
    """The groups as entities, in order of first mention."""
    members = names.groups.members()
    order = sorted(members, key=lambda root: min(m.start for n in members[root] for m in names.where[n]))
    ids = {root: f"o{place}" for place, root in enumerate(order, 1)}
    hosts = _Parents(annotated, names, authority)
    found: dict[int, Entity] = {}
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
        parent = hosts.of(numbers) if kind is OrganizationType.UNIT else None
        country: Country | None
        if row is not None:
            country, why = as_country(row.country), "authority file"
        elif parent is not None and parent in found:
            country, why = found[parent].country, "its parent"
        else:
            country, why = country_of(annotated, authority, forms, mentions, [e for e in found.values() if e.authority])
        found[root] = Entity(
            id=ids[root],
            kind=Kind.ORGANIZATION,
            names=tuple(forms),
            mentions=tuple(mentions),
            type=kind,
            country=country,
            authority=row.key if row is not None else None,
            unit_of=ids[parent] if parent is not None else None,
            reasons=(*names.groups.reasons(root), f"country from {why}"),
        )
    return tuple(found[root] for root in order)


def _type(names: _Names, numbers: Sequence[int]) -> OrganizationType:
    """The type that the longest name tells; a name that tells none is a company's."""
    ordered = sorted(numbers, key=lambda n: (names.rows[n] is None, -len(names.texts[n])))
    return next((kind for n in ordered if (kind := names.types[n])), OrganizationType.COMPANY)


def _rank(name: str) -> tuple[int, int, str]:
    """Order of names: Chinese characters, kana, Latin; those with a country or 政府 later; long before short."""
    country = any(name.startswith(word.word) for word in words("country"))
    seat = _SEAT.search(name) is not None
    return {"Hani": 0, "Hrkt": 2, "Latn": 4}[script(name)] + (country or seat), -len(name), name


class _Parents:
    """Which institution each unit belongs to."""

    def __init__(self, annotated: Annotated, names: _Names, authority: Authority) -> None:
        self.names = names
        self.hosts = delegations(annotated)
        self.numbers = {(m.start, m.end): n for n, m in zip(names.of, names.mentions, strict=True)}
        self.passages = [(p.offsets[0], p.offsets[-1] + 1) for p in annotated.release.passages if p.text]
        self.publisher = self._publisher(annotated, authority)

    def _publisher(self, annotated: Annotated, authority: Authority) -> int | None:
        """The group of the institution that issued the release, by name, by row, or by the head of its name."""
        publisher = annotated.release.publisher
        if publisher is None:
            return None
        names, key = self.names, fold(publisher)
        row = authority.lookup(publisher, annotated.release.language)
        for n, known in enumerate(names.keys):
            if names.types[n] is OrganizationType.UNIT:
                continue
            if key == known or (row is not None and row.key == names.rows[n]):
                return names.groups.root(n)
        heads = [n for k, n in names.keys.items() if key.startswith(k) and names.types[n] is not OrganizationType.UNIT]
        return names.groups.root(heads[0]) if heads else None

    def of(self, numbers: Sequence[int]) -> int | None:
        """The group that a unit belongs to: in its name, directly before it, of its delegation, or last before it."""
        names, own = self.names, set(numbers)
        wholes = [n for n in range(len(names.texts)) if n not in own and names.types[n] is not OrganizationType.UNIT]
        for number in numbers:
            inside = [n for n in wholes if names.texts[number].startswith(names.texts[n])]
            if inside:
                return names.groups.root(max(inside, key=lambda n: len(names.texts[n])))
        places = [place for place, number in enumerate(names.of) if number in own]
        for place in places:
            at = place - 1
            while at >= 0 and _OWNED.fullmatch(between(names.text, names.mentions[at], names.mentions[at + 1]) or ""):
                if between(names.text, names.mentions[at], names.mentions[at + 1]) is None:
                    break
                if names.types[names.of[at]] is not OrganizationType.UNIT:
                    return names.groups.root(names.of[at])
                at -= 1
        for start, end, host in self.hosts:
            if start <= names.mentions[places[0]].start < end and (host.start, host.end) in self.numbers:
                return names.groups.root(self.numbers[host.start, host.end])
        first = names.mentions[places[0]].start
        if (home := self._home(first)) is not None:
            return home
        before = [at for at in range(places[0]) if names.types[names.of[at]] is not OrganizationType.UNIT]
        opening = next((start for start, end in reversed(self.passages) if start <= first), 0)
        if self.publisher is not None and not (before and names.mentions[before[-1]].start >= opening):
            return self.publisher
        return names.groups.root(names.of[before[-1]]) if before else self.publisher

    def _home(self, place: int) -> int | None:
        """The prefecture or town that 県, 市 or 町 alone before a unit stands for: the first that is named."""
        match = re.search(r"(?:^|[^\u3400-\u9fff])([県縣市町村府])$", self.names.text[max(0, place - 3) : place])
        if match is None:
            return None
        fits = [n for n, text in enumerate(self.names.texts) if fold(text).endswith(fold(match.group(1)))]
        return self.names.groups.root(fits[0]) if fits else None
