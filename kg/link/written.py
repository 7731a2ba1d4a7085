"""The distinct written names of one document's institutions, and which of them are one so far."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from kg.link.groups import Groups, tidy
from kg.link.origin import as_country, kind_of
from kg.model import Annotated, Language, Mention, OrganizationType, Rule
from kg.names import abbreviations, fold, strip_legal_form
from kg.names.authority import Authority, Row
from kg.names.forms import cut_forms
from kg.names.referring import alternatives, countries

_READING_INSIDE = re.compile(r"[（(][\u3041-\u3096\u30fc]{1,12}[）)](?=.)")
_ACRONYM = re.compile("[A-Za-zＡ-Ｚａ-ｚ]{2,6}")
_BEGINNING = range(2, 5)  # characters of a short form that is the beginning of a name
_ACRONYM_OPENS = re.compile(
    r"[」』”]?\s?[（(](?:[A-Z][A-Za-z .,&'’-]{5,70}?[、，,;；]\s?)?"
    r"(?:英文|英語|英|略称|簡稱|以下|以下簡稱|以下稱)?[：:、]?[「『“]?$"
)
_ACRONYM_CLOSES = re.compile("[」』”]?[）)、，,；;]")
_SHORT = 3  # signs of a name that may be short for several
SEAT = re.compile(r"(?<=[市縣県县区區町村郷鄉乡鎮镇])(政府|府|役所|役場|庁舎|庁|廳|厅|廰|公所)$")
TOWN = "市縣県县町村區区鄉郷乡鎮镇"
_SUPERIORS = (OrganizationType.GOVERNMENT, OrganizationType.RESEARCH_INSTITUTE, OrganizationType.ASSOCIATION)
_OF_SUPERIORS = (*_SUPERIORS, OrganizationType.UNIT)
_BODIES = (OrganizationType.ASSOCIATION, OrganizationType.UNIVERSITY, OrganizationType.COMPANY)
POLYTECHNIC = ("科学技術大", "科技大")  # how Japanese texts write, and shorten, 科技大學


class Names:
    """The distinct written names of one document's institutions, by the key under which they compare."""

    def __init__(self, annotated: Annotated, mentions: Sequence[Mention], authority: Authority) -> None:
        self.text = annotated.release.text
        self.authority = authority
        self.publisher = annotated.release.publisher
        self.mentions = mentions
        self.keys: dict[str, int] = {}
        self.of = [self.keys.setdefault(key, len(self.keys)) for key in _keys(annotated, mentions, authority)]
        self.where: list[list[Mention]] = [[] for _ in self.keys]
        for number, mention in zip(self.of, self.mentions, strict=True):
            self.where[number].append(mention)
        language = annotated.release.language
        lands = countries()
        homes = [key.partition("@")[2] or None for key in self.keys]
        self.said = homes  # the country before each name, where several institutions have it
        self.texts = [unicodedata.normalize("NFKC", _plain(found[0].text)) for found in self.where]
        self.cores = [
            fold(re.sub(r"(?<=..)(公司|社)$", "", strip_legal_form(text).replace(*POLYTECHNIC))) for text in self.texts
        ]
        self._ends_of_bodies = {m.end for m in mentions if m.type in _BODIES}
        self.rows: list[str | None] = []
        self.types: list[OrganizationType | None] = []
        for text, found, home in zip(self.texts, self.where, homes, strict=True):
            row = next((m.authority for m in found if m.authority and home is None), None)
            entry = authority.get(row) if row else authority.lookup(text, language, home)
            entry = None if found[0].rule == Rule.DIVISION_OF_TOWN or self._is_inner(found, entry) else entry
            if home is not None and entry is not None and (as_country(entry.country) or "other") != home:
                entry = None
            if entry is None and (prefix := next((c for c in lands if text.startswith(c) and text != c), None)):
                entry = authority.lookup(text[len(prefix) :], language, lands[prefix])
                # 韓國中央大學 is neither of those of that name at home.
                entry = entry if entry is not None and entry.country == lands[prefix] else None
            if entry is None and row is None and home is None:
                entry = with_superior(text, authority, language)
            self.rows.append(entry.key if entry else row)
            # 甲電工|光電元件 is no unit of 甲電工 where the whole was read as one name elsewhere.
            whole = any(m.type is None and m.rule == Rule.TAGGER for m in found)
            given = next((m.type for m in found if m.type and not (whole and m.rule == Rule.WITH_WHOLE)), None)
            told = entry.type if entry else kind_of(text, given, language)
            if told is None and authority.place(text) is not None:
                told = OrganizationType.GOVERNMENT
            self.types.append(told)
        self.rows = of_those_named(self.texts, self._of_those_before())
        self.homes = [None if row is None else getattr(authority.get(row), "country", None) for row in self.rows]
        self.groups = Groups(len(self.keys))
        self._owners: dict[int, set[int]] = defaultdict(set)  # of each unit, the institutions directly before it
        for (left, above), (right, part) in pairwise(zip(mentions, self.of, strict=True)):
            units = self.types[above] is OrganizationType.UNIT, self.types[part] is OrganizationType.UNIT
            if left.end == right.start and units == (False, True):
                self._owners[part].add(above)
        self._rows = list(self.rows)  # of each group, at its root
        self._unit = [None if kind is None else kind is OrganizationType.UNIT for kind in self.types]

    def _is_inner(self, found: Sequence[Mention], entry: Row | None) -> bool:
        """Whether what is called as a ministry is a part of a body that is none: 甲交流協會|經濟部."""
        if entry is None or entry.type is not OrganizationType.GOVERNMENT:
            return False
        return all(m.type is OrganizationType.UNIT and m.start in self._ends_of_bodies for m in found)

    def _of_those_before(self) -> list[str | None]:
        """The rows, where an acronym or short form in brackets is of the one named before, whoever else is known by it.

        Not where the text names that other one as well.
        """
        rows, ends = list(self.rows), {m.end: n for n, m in zip(self.of, self.mentions, strict=True)}
        for number, mention in zip(self.of, self.mentions, strict=True):
            opened = _ACRONYM_OPENS.search(self.text, max(0, mention.start - 90), mention.start)
            closed = _ACRONYM_CLOSES.match(self.text, mention.end)
            owner = ends.get(opened.start()) if opened and closed else None
            if owner is None or owner == number:
                continue
            acronym = _ACRONYM.fullmatch(mention.text) and self.types[owner] is self.types[number]
            # 海山大學（海山）, where a company is called 海山
            if not acronym and not (
                len(mention.text) in _BEGINNING and self.texts[owner].startswith(self.texts[number])
            ):
                continue
            if rows[number] and self.rows[owner] and self.rows.count(rows[number]) == 1:
                rows[number] = self.rows[owner]
        return rows

    def join(self, left: int, right: int, reason: str) -> None:
        """Unite two names, unless two rows of the authority file or a unit and its whole speak against it."""
        one, other = self.groups.root(left), self.groups.root(right)
        rows, kinds = (self._rows[one], self._rows[other]), (self._unit[one], self._unit[other])
        if (rows[0] and rows[1] and rows[0] != rows[1]) or (None not in kinds and kinds[0] != kinds[1]):
            return
        self.groups.join(one, other, reason)
        root = self.groups.root(one)
        self._rows[root], self._unit[root] = rows[0] or rows[1], kinds[0] if kinds[0] is not None else kinds[1]

    def of_others(self, left: int, right: int) -> bool:
        """Whether two units are of institutions that are not one, each named directly before it."""
        one, other = ({self.groups.root(n) for n in self._owners[unit]} for unit in (left, right))
        return bool(one and other) and one.isdisjoint(other)

    def settle(self, number: int, kind: OrganizationType) -> None:
        """Give a name the type that another name of the text shows it to have."""
        self.types[number] = kind
        self._unit[self.groups.root(number)] = kind is OrganizationType.UNIT

    def number(self, name: str) -> int | None:
        """The number of a written name, if the document has it."""
        return self.keys.get(fold(name))


def with_superior(name: str, authority: Authority, language: Language) -> Row | None:
    """The known institution that a name tells with its superior: 某委員會|某管理局, 某振興機構|某研究所."""
    for cut in range(2, len(name) - 3):
        rest = authority.lookup(name[cut:], language)
        above = authority.lookup(name[:cut], language) if rest is not None else None
        if rest is None or above is None or above.key == rest.key:
            continue
        body = rest.type in _OF_SUPERIORS and above.type in _SUPERIORS and rest.country == above.country
        if rest.parent == above.key or (body and rest.parent is None):
            return rest
    return None


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
    lands = countries()
    keys = [fold(_plain(m.text)) for m in mentions]
    homes: list[str | None] = []
    cores = {m.text: strip_legal_form(m.text) for m in mentions}
    several: dict[str, set[str]] = {}
    for key, mention in zip(keys, mentions, strict=True):
        match = before.search(text[max(0, mention.start - 8) : mention.start])
        home = lands[match.group(1)] if match else None
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


def legal_home(name: str) -> str | None:
    """The country whose law a name's legal form is of: JP for 株式会社, TW for 股份有限公司."""
    return next((form.country for form in cut_forms(name, "legal")[1] if form.country), None)
