"""Short forms that nobody declared, and the names of the document that they shorten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from kg.link.declared import heads_of, is_acronym
from kg.link.groups import script
from kg.link.written import POLYTECHNIC, TOWN, Names, legal_home
from kg.model import OrganizationType, Rule
from kg.names import abbreviations, fold
from kg.names.borders import border_words
from kg.names.clipped import clipped
from kg.names.forms import company_endings, kinds, strip_legal_form
from kg.names.places import place_of_key
from kg.names.referring import countries

_BODIES = (
    OrganizationType.UNIT,
    OrganizationType.ASSOCIATION,
    OrganizationType.GOVERNMENT,
    OrganizationType.RESEARCH_INSTITUTE,
)
_BANK, _BANK_SHORT = fold("銀行"), fold("銀")
_KINDS_OF_SCHOOLS = tuple(map(fold, ("科技大學", "科大", "醫學大學", "技術學院", "大學")))
_HOUSES = frozenset(map(fold, "館馆院園园堂廠厂"))  # 紀念館 in the only name that ends so


def join_abbreviated(names: Names) -> None:
    """A short form that nobody declared belongs to the one institution of the text that it can shorten."""
    shortened = _Shortened(names)
    lands = countries()
    for short in sorted(range(len(names.texts)), key=lambda n: -len(names.texts[n])):
        core = names.cores[short]
        fits: dict[int, str] = {}
        heads: dict[int, list[int]] = {}
        for full, usual in shortened.by(short):
            if names.groups.root(full) == names.groups.root(short) or _house_abroad(names, full, short, lands):
                continue
            if names.of_others(full, short):
                continue
            if reason := _shortens(names, short, full, usual):
                fits.setdefault(names.groups.root(full), reason)
                heads.setdefault(names.groups.root(full), []).append(full)
        # Of 北川大学 and 北川工業大学, 北川大 is the one that it begins.
        begun = {root: why for root, why in fits.items() if any(names.cores[n].startswith(core) for n in heads[root])}
        if len(begun or fits) == 1:
            (full, reason), *_ = (begun or fits).items()
            names.join(full, short, reason)


def _house_abroad(names: Names, full: int, short: int, lands: Mapping[str, str]) -> bool:
    """Whether a name is of the house that a company has in a country that is not its own: 台灣某某科技 of 某某."""
    text = names.texts[full]
    if names.types[full] is not OrganizationType.COMPANY or names.rows[full] is not None:
        return False
    within = next((lands[c] for c in lands if text.startswith(c) and len(text) > len(c) + 1), None)
    before = {next((lands[c] for c in lands if names.text.endswith(c, 0, m.start)), None) for m in names.where[full]}
    home = within or (before.pop() if len(before) == 1 else None)
    if home is None:
        return False
    own = [n for n in range(len(names.texts)) if names.groups.root(n) == names.groups.root(short)]
    told = {names.homes[n] for n in own} | {names.said[n] for n in own}
    told |= {at for n in own if (at := legal_home(names.texts[n])) is not None}
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
            for key in dict.fromkeys([*abbreviations(text), *abbreviations(text.replace(*POLYTECHNIC))]):
                self.usual[key].append(full)
            heads = heads_of(text)
            self.edges.append({core[:1], core[-1:], heads})
            self.with_heads[heads].append(full)
            if kind is OrganizationType.GOVERNMENT:
                self.parts[core[:-1]].append(full)
            if kind in _BODIES:
                for start in range(1, len(core) - 2):
                    self.parts[core[start:]].append(full)
            if kind is OrganizationType.COMPANY and core.endswith(_business()):
                for end in range(1, len(core)):
                    self.parts[core[:end]].append(full)
            if kind is OrganizationType.UNIVERSITY and (bare := _bare_school(core)):
                self.parts[bare].append(full)
            if kind in (None, OrganizationType.COMPANY):
                for short in clipped(strip_legal_form(text)):
                    self.parts[fold(short)].append(full)
            if kind in _BODIES or kind is OrganizationType.COMPANY:
                kept = {core[:1] if kind is OrganizationType.COMPANY else core[-1:]}
                kept |= {_BANK_SHORT} if core.endswith(_BANK) else set()
                self.edges[-1] |= kept
                for edge in kept:
                    for char in set(core):
                        self.within[edge, char].append(full)

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
    types = names.types[short], names.types[full]
    if len(a) >= len(b) or (types[0] not in (None, types[1]) and not _loose(types[0], types[1])):
        return None
    if is_acronym(names.texts[full], names.texts[short]):
        return "initials of the English name"
    if types[1] is OrganizationType.GOVERNMENT and names.texts[full][-1] in TOWN:
        return "a place and its government" if b[:-1] == a else None
    if a[-1:] == fold("銀") and b == a + "行":
        return "name without its last character"
    if types[1] in (None, OrganizationType.COMPANY) and a in map(fold, clipped(strip_legal_form(names.texts[full]))):
        return "name with its last word clipped"
    if types[1] is OrganizationType.UNIVERSITY and a == _bare_school(b):
        return "school without what it is" if types[0] is None and place_of_key(a) is None else None
    if b.startswith(a) and types[1] is OrganizationType.COMPANY:
        # ソニー in ソニー銀行: the head of a company's name is its group as often as itself.
        rest = names.texts[full][len(names.texts[short]) :]
        # 甲 for 甲応用材料科技, where no list knows another 甲.
        unknown = names.rows[short] is None and len(a) > 1 and fold(names.texts[short]) == a
        unknown = unknown and b[len(a) :].endswith(_business()) and place_of_key(a) is None
        return "name without its line of business" if unknown or rest in border_words("business") else None
    # 北川大学 is no short form of 北川工業大学: a short form shortens the ending too.
    ending = types[1] is OrganizationType.UNIVERSITY and a[-2:] == b[-2:]
    if usual and types[1] is not OrganizationType.UNIT and not ending:
        return "abbreviation of the only name that it fits"
    house = types[0] is types[1] is None and a[-1] in _HOUSES and len(b) >= len(a) + 3
    if b.endswith(a) and len(a) >= 3 and types[0] is types[1] and (types[1] in _BODIES or house):
        return "same name without its head"
    letters = iter(b)
    ordered = script(names.texts[short]) == "Hani" and all(letter in letters for letter in a)
    same_end = a[-1] == b[-1] and _ends_alike(names, short, full)
    if ordered and types[1] in _BODIES and 3 <= len(a) <= 6 and same_end and types[0] is types[1]:
        return "characters of the only name that it fits"
    # 合銀 for 甲合同銀行: newspapers leave out the place before what a bank is called.
    bank = a[-1] == _BANK_SHORT and b.endswith(_BANK)
    if ordered and types[1] is OrganizationType.COMPANY and len(a) <= 4 and (a[0] == b[0] or bank):
        return "characters of the only name that it fits"
    return None


def _ends_alike(names: Names, short: int, full: int) -> bool:
    """Whether a short form of an office is not an office of another kind, or of another house, by its ending.

    工學院 is no short form of 甲大學先端材料研究院, nor 大学院 of 大北大学先端材料学院.
    """
    if names.types[full] is OrganizationType.UNIT and all(m.rule == Rule.WITH_WHOLE for m in names.where[full]):
        return False
    ending = next((form.key for form, _ in kinds(fold(names.texts[short]), None) if len(form.key) > 1), "")
    return names.cores[full].endswith(ending)


@cache
def _business() -> tuple[str, ...]:
    """The match keys of what companies are in: the words with which their names end.

    Not where they are (甲ジャパン is a house of 甲), nor what may stand behind a short form (甲銀|顧問).
    """
    others = set(map(fold, border_words("no business")))
    return (*map(fold, border_words("business")), *(key for key in company_endings() if key not in others))


@cache
def _bare_school(key: str) -> str:
    """What a university is called besides its kind, in two signs: 青海 of 青海科技大學; nothing for others."""
    kind = next((end for end in _KINDS_OF_SCHOOLS if key.endswith(end) and len(key) == len(end) + 2), "")
    return key.removesuffix(kind) if kind else ""


def _loose(short: OrganizationType | None, full: OrganizationType | None) -> bool:
    """Whether the type of a short form may be wrong: 工研院 ends like a ministry."""
    return short is OrganizationType.GOVERNMENT and full is OrganizationType.RESEARCH_INSTITUTE
