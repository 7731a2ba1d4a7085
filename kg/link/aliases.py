"""Which written names of one document mean the same institution, each union with its reason."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from kg.link.coreference import alternatives, words
from kg.link.declared import heads_of, is_acronym, join_declared, join_in_brackets
from kg.link.groups import Groups, script, tidy
from kg.link.origin import as_country, kind_of
from kg.model import Annotated, Mention, OrganizationType
from kg.names import abbreviations, fold, strip_legal_form, type_of_name
from kg.names.authority import Authority
from kg.names.places import place_of_key

SEAT = re.compile(r"(?<=[市縣県县区區町村郷鄉])(政府|役所|役場|庁舎|庁|廳|厅|廰|公所)$")
TOWN = "市縣県县町村區区鄉郷乡鎮镇"
REGION = re.compile(r"^.{1,4}?[都道府県縣县州](.{1,7}[市町村區区鄉郷乡鎮镇](?:政府|役所|役場)?)$")
_TRADE = re.compile(r"科技|電子|电子|工業|工业|精密工業|控股|投控|集團|集团|グループ|ホールディングス|製作所")
_TRADE_END = re.compile(f"(?:{_TRADE.pattern})$")
_BODIES = (
    OrganizationType.UNIT,
    OrganizationType.ASSOCIATION,
    OrganizationType.GOVERNMENT,
    OrganizationType.RESEARCH_INSTITUTE,
)
_LEGAL_HOMES = {"株式会社": "JP", "株式會社": "JP", "㈱": "JP", "股份有限公司": "TW"}
_READING_INSIDE = re.compile(r"[（(][\u3041-\u3096\u30fc]{1,12}[）)](?=.)")
_SHORT = 3  # signs of a name that may be short for several
_HOUSES = frozenset(map(fold, "館馆院園园堂廠厂"))  # 紀念館 in the only name that ends so
_POLYTECHNIC = ("科学技術大", "科技大")  # how Japanese texts write, and shorten, 科技大學


_SCHOOLS = {
    **dict.fromkeys(("高級工業中等學校", "高級工業職業學校"), "高工"),
    **dict.fromkeys(("高級商業中等學校", "高級商業職業學校"), "高商"),
    **dict.fromkeys(("高級農工職業學校", "高級農工中等學校"), "農工"),
    "高級家事商業職業學校": "家商",
    "高級職業學校": "高職",
    "高級中學": "高中",
    "高等學校": "高校",
    "國民中學": "國中",
    "國民小學": "國小",
}
# （以下稱本會）
_CALLED_SELF = re.compile(r"[」』”]?[（(][^（）()\n]{0,40}[稱称][為为]?[「『“]?(?:本|敝)[會会校院所局公館馆]")
_RUN_BY = re.compile(
    rf"^[\u3400-\u9fff]{{0,6}}[{''.join({fold(c) for c in '縣県市都道府省國国私'})}]{fold('立')}(?=.{{3}})"
)


class Names:
    """The distinct written names of one document's institutions, by the key under which they compare."""

    def __init__(self, annotated: Annotated, mentions: Sequence[Mention], authority: Authority) -> None:
        self.text = annotated.release.text
        self.publisher = annotated.release.publisher
        self.mentions = mentions
        self.keys: dict[str, int] = {}
        self.of = [self.keys.setdefault(key, len(self.keys)) for key in _keys(annotated, mentions, authority)]
        self.where: list[list[Mention]] = [[] for _ in self.keys]
        for number, mention in zip(self.of, self.mentions, strict=True):
            self.where[number].append(mention)
        language = annotated.release.language
        countries = {word.word: word.of for word in words("country")}
        homes = [key.partition("@")[2] or None for key in self.keys]
        self.said = homes  # the country before each name, where several institutions have it
        self.texts = [unicodedata.normalize("NFKC", _plain(found[0].text)) for found in self.where]
        self.cores = [
            fold(re.sub(r"(?<=..)(公司|社)$", "", strip_legal_form(text).replace(*_POLYTECHNIC))) for text in self.texts
        ]
        self.rows: list[str | None] = []
        self.types: list[OrganizationType | None] = []
        for text, found, home in zip(self.texts, self.where, homes, strict=True):
            row = next((m.authority for m in found if m.authority and home is None), None)
            entry = authority.get(row) if row else authority.lookup(text, language, home)
            if home is not None and entry is not None and (as_country(entry.country) or "other") != home:
                entry = None
            if entry is None and (prefix := next((c for c in countries if text.startswith(c) and text != c), None)):
                entry = authority.lookup(text[len(prefix) :], language, countries[prefix])
                # 韓國中央大學 is neither of those of that name at home.
                entry = entry if entry is not None and entry.country == countries[prefix] else None
            self.rows.append(entry.key if entry else row)
            given = next((m.type for m in found if m.type), None)
            told = entry.type if entry else kind_of(text, given, language)
            if told is None and authority.place(text) is not None:
                told = OrganizationType.GOVERNMENT
            self.types.append(told)
        self.rows = of_those_named(self.texts, self.rows)
        self.homes = [None if row is None else getattr(authority.get(row), "country", None) for row in self.rows]
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


def of_those_named(texts: Sequence[str], rows: Sequence[str | None]) -> list[str | None]:
    """The rows, where a short form that a list gives to one institution is of another that the text names in full.

    金大 is 金澤大學 to who knows no other, but 國立金門大學 in a page that names only this one.
    """
    known = {row for text, row in zip(texts, rows, strict=True) if row is not None and len(text) > _SHORT}
    found = list(rows)
    loose = [
        number
        for number, (text, row) in enumerate(zip(texts, rows, strict=True))
        if row is not None and row not in known and len(text) <= _SHORT and not text.isascii()
    ]
    meant: dict[str, set[str]] = defaultdict(set)
    for text, row in zip(texts, rows, strict=True) if loose else ():
        if row is not None and len(text) > _SHORT:
            for short in abbreviations(text):
                meant[short].add(row)
    for number in loose:
        of = meant.get(fold(texts[number]), set())
        found[number] = next(iter(of)) if len(of) == 1 else found[number]
    return found


def _plain(name: str) -> str:
    """The name without the reading that a newspaper puts into it: 日出（ひじ）町."""
    return _READING_INSIDE.sub("", tidy(name))


def _keys(annotated: Annotated, mentions: Sequence[Mention], authority: Authority) -> list[str]:
    """The key of each mention's name: its folded form, with the country or parent before it where several have it."""
    text, language = annotated.release.text, annotated.release.language
    before = re.compile(rf"({alternatives('country')})$")
    countries = {word.word: word.of for word in words("country")}
    keys = [fold(_plain(m.text)) for m in mentions]
    homes: list[str | None] = []
    cores = {m.text: strip_legal_form(m.text) for m in mentions}
    several: dict[str, set[str]] = {}
    for key, mention in zip(keys, mentions, strict=True):
        match = before.search(text[max(0, mention.start - 8) : mention.start])
        home = countries[match.group(1)] if match else None
        homes.append(home)
        if home is not None:
            # 韓國中央大學 beside 國立中央大學: the authority file may know the one of another country.
            row = authority.lookup(mention.text, language)
            several.setdefault(key, set()).update({home} if row is None else {home, as_country(row.country) or "other"})
            if any(core == strip_legal_form(mention.text) != text for text, core in cores.items()):
                several[key].add("home")
    parents: dict[str, set[str]] = {}
    owners = ["" for _ in keys]
    for place, (left, right) in enumerate(pairwise(mentions), 1):
        if right.type is OrganizationType.UNIT and left.type is not OrganizationType.UNIT and left.end == right.start:
            owners[place] = keys[place - 1]
            parents.setdefault(keys[place], set()).add(owners[place])
    named = []
    for key, home, owner in zip(keys, homes, owners, strict=True):
        if home is not None and len(several[key]) > 1:
            named.append(f"{key}@{home}")
        else:
            named.append(f"{key}#{owner}" if owner and len(parents[key]) > 1 else key)
    return named


def join_names(names: Names) -> None:
    """Unite the names that mean one institution: the surest evidence first, for later steps look at what is joined."""
    _join_rows(names)
    join_declared(names)
    join_in_brackets(names)
    _join_publisher(names)
    _join_spellings(names)
    _join_prefixed(names)
    _join_abbreviated(names)


def _join_rows(names: Names) -> None:
    """One row of the authority file is one institution."""
    first: dict[str, int] = {}
    for number, row in enumerate(names.rows):
        if row is not None:
            names.join(first.setdefault(row, number), number, f"same authority row {row}")


def _join_publisher(names: Names) -> None:
    """Who issues the release by one name and calls itself 本會 by another, of the same kind, is one institution."""
    letterhead = names.number(names.publisher) if names.publisher else None
    for number, mention in zip(names.of, names.mentions, strict=True):
        if letterhead is None or not _CALLED_SELF.match(names.text, mention.end):
            continue
        if names.types[number] is names.types[letterhead] and names.texts[number][-4:] == names.texts[letterhead][-4:]:
            names.join(letterhead, number, "name of the publisher")


def _join_spellings(names: Names) -> None:
    """A name with and without its legal form, and a place with and without 政府 or 市, is one institution."""
    first: dict[tuple[str, str], int] = {}
    for number, (key, core) in enumerate(zip(names.keys, names.cores, strict=True)):
        homonym = re.sub(r"^[^@#]*", "", key)
        names.join(first.setdefault((core, homonym), number), number, "same name but for its legal form")
    by_home = {
        (core, home): number
        for number, (core, text) in enumerate(zip(names.cores, names.texts, strict=True))
        for form, home in _LEGAL_HOMES.items()
        if form in text
    }
    for number, (key, core) in enumerate(zip(names.keys, names.cores, strict=True)):
        # 日商某某 beside 某某株式會社, where there is a house of it in Taiwan too.
        if (same := by_home.get((core, key.partition("@")[2]))) is not None:
            names.join(same, number, "same name of the same country")
    schools: dict[str, int] = {}
    for number, (key, text, kind) in enumerate(zip(names.keys, names.texts, names.types, strict=True)):
        if kind is OrganizationType.UNIVERSITY and "@" not in key and len(stem := _school(text)) > 3:
            names.join(schools.setdefault(stem, number), number, "same school but for who runs it")
    towns: dict[str, set[str]] = {}
    for text in names.texts:
        towns.setdefault(SEAT.sub("", text)[:-1], set()).add(SEAT.sub("", text))
    for number, text in enumerate(names.texts):
        town = SEAT.sub("", text)
        region = REGION.match(town)
        for name in (town, region.group(1) if region else town):
            if name != text and (place := names.number(name)) is not None and place != number:
                names.join(place, number, "a place and its government")
        bare = names.number(town[:-1]) if town[-1] in TOWN and len(town) > 2 else None
        # 新竹 is 新竹市 only where 新竹縣 is not named as well.
        if bare is not None and names.types[bare] in (None, OrganizationType.GOVERNMENT) and towns[town[:-1]] == {town}:
            names.settle(bare, OrganizationType.GOVERNMENT)
            names.join(bare, number, "a place and its government")


def _school(name: str) -> str:
    """The name of a school without who runs it, in its short form: 某縣立甲高級中學 is 甲高中."""
    stem = _RUN_BY.sub("", fold(name), count=1)
    return next((stem.removesuffix(whole) + short for whole, short in _schools() if stem.endswith(whole)), stem)


@cache
def _schools() -> tuple[tuple[str, str], ...]:
    return tuple((fold(whole), fold(short)) for whole, short in _SCHOOLS.items())


def _join_prefixed(names: Names) -> None:
    """A name with its country, prefecture or parent before it is the name itself, where it is so with one only."""
    countries = {word.word: word.of for word in words("country")}
    longer: dict[int, list[tuple[int, str]]] = {}
    sited: dict[int, list[int]] = {}
    written = {text: number for number, text in enumerate(names.texts)}
    homes = _homes_of_companies(names, countries)
    for whole, text in enumerate(names.texts):
        for cut in range(1, len(text) - 1):
            prefix, part = text[:cut], written.get(text[cut:])
            if part is None and (prefix in countries or (1 < cut < 5 and _is_town(prefix))):
                part = written.get(strip_legal_form(text)[cut:])  # 日本某某電工株式會社 and 某某電工
            if part is None or part == whole:
                continue
            if prefix in countries and len(homes.get(fold(strip_legal_form(text)[cut:]), ())) > 1:
                continue  # 台灣某某股份有限公司 beside 某某株式會社: a company and its house abroad
            region = REGION.match(text)
            if prefix in countries and names.homes[part] in (None, countries[prefix]):
                longer.setdefault(part, []).append((whole, "same name with its country"))
            elif region and region.group(1) == text[cut:]:
                longer.setdefault(part, []).append((whole, "same place with its prefecture"))
            elif names.types[whole] is OrganizationType.COMPANY and len(text) - cut > 2 and _is_town(prefix):
                sited.setdefault(part, []).append(whole)
            elif names.types[part] in (OrganizationType.UNIT, OrganizationType.GOVERNMENT) and (
                fold(prefix) in names.keys or type_of_name(prefix) is OrganizationType.GOVERNMENT
            ):
                longer.setdefault(part, []).append((whole, "same office with its parent"))
    for part, companies in sited.items():
        # 甲市某某精機, 乙某某精機股份有限公司 and 某某精機: said to be where it is.
        if part not in longer and sum(strip_legal_form(names.texts[n]) != names.texts[n] for n in companies) < 2:
            for whole in companies:
                names.join(whole, part, "same name with its place")
    for part, wholes in longer.items():
        if len({names.groups.root(whole) for whole, _ in wholes}) == 1:
            for whole, reason in wholes:
                if names.types[whole] is OrganizationType.UNIT and names.rows[part] is None:
                    names.settle(part, OrganizationType.UNIT)
                names.join(whole, part, reason)


def _is_town(prefix: str) -> bool:
    """Whether what stands before a name is the name of a town or prefecture, not of a country or a region."""
    known = place_of_key(fold(prefix)) if len(prefix) > 1 else None
    return known is not None


def _homes_of_companies(names: Names, countries: Mapping[str, str]) -> dict[str, set[str]]:
    """The countries that the names of one stem tell, by a country before it or by the legal form of one."""
    homes: dict[str, set[str]] = {}
    for text in names.texts:
        stem = strip_legal_form(text)
        prefix = next((c for c in countries if stem.startswith(c) and len(stem) - len(c) > 1), "")
        told = countries.get(prefix) or next((home for form, home in _LEGAL_HOMES.items() if form in text), None)
        if told is not None:
            homes.setdefault(fold(stem[len(prefix) :]), set()).add(told)
    return homes


def _join_abbreviated(names: Names) -> None:
    """A short form that nobody declared belongs to the one institution of the text that it can shorten."""
    shortened = _Shortened(names)
    countries = {word.word: word.of for word in words("country")}
    for short in sorted(range(len(names.texts)), key=lambda n: -len(names.texts[n])):
        core = names.cores[short]
        fits: dict[int, str] = {}
        heads: dict[int, list[int]] = {}
        for full, usual in shortened.by(short):
            if names.groups.root(full) == names.groups.root(short) or _house_abroad(names, full, short, countries):
                continue
            if reason := _shortens(names, short, full, usual):
                fits.setdefault(names.groups.root(full), reason)
                heads.setdefault(names.groups.root(full), []).append(full)
        # Of 北川大学 and 北川工業大学, 北川大 is the one that it begins.
        begun = {root: why for root, why in fits.items() if any(names.cores[n].startswith(core) for n in heads[root])}
        if len(begun or fits) == 1:
            (full, reason), *_ = (begun or fits).items()
            names.join(full, short, reason)


def _house_abroad(names: Names, full: int, short: int, countries: Mapping[str, str]) -> bool:
    """Whether a name is of the house that a company has in a country that is not its own: 台灣某某科技 of 某某."""
    text = names.texts[full]
    if names.types[full] is not OrganizationType.COMPANY or names.rows[full] is not None:
        return False
    within = next((countries[c] for c in countries if text.startswith(c) and len(text) > len(c) + 1), None)
    before = {
        next((countries[c] for c in countries if names.text.endswith(c, 0, m.start)), None) for m in names.where[full]
    }
    home = within or (before.pop() if len(before) == 1 else None)
    if home is None:
        return False
    own = [n for n in range(len(names.texts)) if names.groups.root(n) == names.groups.root(short)]
    told = {names.homes[n] for n in own} | {names.said[n] for n in own}
    told |= {at for n in own for form, at in _LEGAL_HOMES.items() if form in names.texts[n]}
    return bool(told - {None, home})


class _Shortened:
    """Which names of a document another may shorten, found without a look at all of them: a page may list thousands."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.usual: dict[str, list[int]] = defaultdict(list)
        self.edges: list[set[str]] = []
        self.with_heads: dict[str, list[int]] = defaultdict(list)
        self.within: dict[tuple[str, str], list[int]] = defaultdict(list)  # by the end that stays, and a character
        self.parts: dict[str, list[int]] = defaultdict(list)  # by a beginning or end of the core
        for full, (text, core, kind) in enumerate(zip(names.texts, names.cores, names.types, strict=True)):
            for key in dict.fromkeys([*abbreviations(text), *abbreviations(text.replace(*_POLYTECHNIC))]):
                self.usual[key].append(full)
            heads = heads_of(text)
            self.edges.append({core[:1], core[-1:], heads})
            self.with_heads[heads].append(full)
            if kind is OrganizationType.GOVERNMENT:
                self.parts[core[:-1]].append(full)
            if kind in _BODIES:
                for start in range(1, len(core) - 2):
                    self.parts[core[start:]].append(full)
            if kind is OrganizationType.COMPANY and _TRADE_END.search(text):
                for end in range(1, len(core)):
                    self.parts[core[:end]].append(full)
            if kind in _BODIES or kind is OrganizationType.COMPANY:
                kept = core[:1] if kind is OrganizationType.COMPANY else core[-1:]
                for char in set(core):
                    self.within[kept, char].append(full)

    def by(self, short: int) -> list[tuple[int, bool]]:
        """The names that one may shorten, and whether it is built as short forms of them are; those come first."""
        text, core = self.names.texts[short], self.names.cores[short]
        key = fold(text)
        found = {*self.parts.get(core, ()), *self.with_heads.get(key, ()), *self.with_heads.get(text.casefold(), ())}
        if core:
            for kept in {core[0], core[-1]}:
                rarest = min(core, key=lambda char: len(self.within.get((kept, char), ())))
                found.update(self.within.get((kept, rarest), ()))
        built = self.usual.get(key, [])
        ends = (core[:1], core[-1:], key)
        ranked = [(min((r for r, end in enumerate(ends) if end in self.edges[n]), default=3), n) for n in found]
        others = [n for rank, n in sorted(ranked) if rank < 3 and n not in built]
        return [*((n, True) for n in built), *((n, False) for n in others)]


def _shortens(names: Names, short: int, full: int, usual: bool) -> str | None:
    """Why one name may stand for a longer one, `usual` when it is built as short forms are; None where it may not."""
    a, b = names.cores[short], names.cores[full]
    kinds = names.types[short], names.types[full]
    if len(a) >= len(b) or (kinds[0] not in (None, kinds[1]) and not _loose(kinds[0], kinds[1])):
        return None
    if is_acronym(names.texts[full], names.texts[short]):
        return "initials of the English name"
    if kinds[1] is OrganizationType.GOVERNMENT and names.texts[full][-1] in TOWN:
        return "a place and its government" if b[:-1] == a else None
    if a[-1:] == fold("銀") and b == a + "行":
        return "name without its last character"
    if b.startswith(a) and kinds[1] is OrganizationType.COMPANY:
        # ソニー in ソニー銀行: the head of a company's name is its group as often as itself.
        return (
            "name without its line of business"
            if _TRADE.fullmatch(names.texts[full][len(names.texts[short]) :])
            else None
        )
    # 北川大学 is no short form of 北川工業大学: a short form shortens the ending too.
    ending = kinds[1] is OrganizationType.UNIVERSITY and a[-2:] == b[-2:]
    if usual and kinds[1] is not OrganizationType.UNIT and not ending:
        return "abbreviation of the only name that it fits"
    house = kinds[0] is kinds[1] is None and a[-1] in _HOUSES and len(b) >= len(a) + 3
    if b.endswith(a) and len(a) >= 3 and kinds[0] is kinds[1] and (kinds[1] in _BODIES or house):
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
