"""Which written names of one document mean the same institution, each union with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.link.declared import join_declared, join_in_brackets
from kg.link.laboratories import join_laboratories
from kg.link.offices import join_known_offices, join_offices_of_one
from kg.link.same_place import join_same_place
from kg.link.shortened import join_abbreviated
from kg.link.written import SEAT, TOWN, Names, legal_home
from kg.model import OrganizationType
from kg.names import fold, strip_legal_form, table, type_of_name
from kg.names.places import place_of_key, prefecture_end
from kg.names.referring import countries

# （以下稱本會）
_CALLED_SELF = re.compile(r"[」』”]?[（(][^（）()\n]{0,40}[稱称][為为]?[「『“]?(?:本|敝)[會会校院所局公館馆]")
_RUN_BY = re.compile(
    rf"^[\u3400-\u9fff]{{0,6}}[{''.join({fold(c) for c in '縣県市都道府省國国私'})}]{fold('立')}(?=.{{3}})"
)
_TRADES = "|".join(map(fold, ("工業", "商業", "農業", "水產", "工科")))
_SCHOOLS = "|".join(map(fold, ("高等學校", "高等学校", "高級中學", "高校", "高中", "高")))
_TRADE_SCHOOL = re.compile(rf"(.{{2,8}}(?:{_TRADES}))(?:{_SCHOOLS})")


def join_names(names: Names) -> None:
    """Unite the names that mean one institution: the surest evidence first, for later steps look at what is joined."""
    join_known_offices(names)
    _join_rows(names)
    join_declared(names)
    join_in_brackets(names)
    _join_publisher(names)
    _join_spellings(names)
    _join_prefixed(names)
    join_same_place(names)
    join_laboratories(names)
    join_abbreviated(names)
    join_offices_of_one(names)


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
        if (home := legal_home(text)) is not None
    }
    for number, (key, core) in enumerate(zip(names.keys, names.cores, strict=True)):
        # 日商某某 beside 某某株式會社, where there is a house of it in Taiwan too.
        if (same := by_home.get((core, key.partition("@")[2]))) is not None:
            names.join(same, number, "same name of the same country")
    schools: dict[str, int] = {}
    for number, (key, text, kind) in enumerate(zip(names.keys, names.texts, names.types, strict=True)):
        if kind is OrganizationType.UNIVERSITY and "@" not in key and len(stem := _school(text)) > 3:
            names.join(schools.setdefault(stem, number), number, "same school but for who runs it")
    _join_trade_schools(names)
    towns: dict[str, set[str]] = {}
    for text in names.texts:
        towns.setdefault(SEAT.sub("", text)[:-1], set()).add(SEAT.sub("", text))
    for number, text in enumerate(names.texts):
        town = SEAT.sub("", text)
        for name in (town, town[prefecture_end(town) :]):
            if name != text and (place := names.number(name)) is not None and place != number:
                names.join(place, number, "a place and its government")
        for form in dict.fromkeys((town, town[prefecture_end(town) :])):
            bare = names.number(form[:-1]) if form and form[-1] in TOWN and len(form) > 2 else None
            # 新竹 is 新竹市 only where 新竹縣 is not named as well.
            alone = towns.get(form[:-1], set()) <= {form}
            if bare is not None and names.types[bare] in (None, OrganizationType.GOVERNMENT) and alone:
                names.settle(bare, OrganizationType.GOVERNMENT)
                names.join(bare, number, "a place and its government")


def _join_trade_schools(names: Names) -> None:
    """A school of a trade is named without what it is too: 甲工業 for 某縣立甲工業高等學校."""
    for number, text in enumerate(names.texts):
        bare = _TRADE_SCHOOL.fullmatch(_RUN_BY.sub("", fold(text), count=1))
        other = names.keys.get(bare.group(1)) if bare and names.types[number] is OrganizationType.UNIVERSITY else None
        if other is not None and names.rows[other] is None:
            names.settle(other, OrganizationType.UNIVERSITY)
            names.join(number, other, "school of a trade without what it is")


def _school(name: str) -> str:
    """The name of a school without who runs it, in its short form: 某縣立甲高級中學 is 甲高中."""
    # 日本甲工業高校; of universities several countries have one of a name
    land = next((land for land in _lands() if name.startswith(land) and not name.endswith(("大學", "大学"))), "")
    stem = _RUN_BY.sub("", fold(name.removeprefix(land)), count=1)
    return next((stem.removesuffix(whole) + short for whole, short in _schools() if stem.endswith(whole)), stem)


@cache
def _lands() -> tuple[str, ...]:
    return tuple(countries())


@cache
def _schools() -> tuple[tuple[str, str], ...]:
    return tuple((fold(row["ending"]), fold(row["short"])) for row in table("language", "school_names.tsv"))


def _join_prefixed(names: Names) -> None:
    """A name with its country, prefecture or parent before it is the name itself, where it is so with one only."""
    lands = countries()
    longer: dict[int, list[tuple[int, str]]] = {}
    sited: dict[int, list[int]] = {}
    written = {text: number for number, text in enumerate(names.texts)}
    homes = _homes_of_companies(names, lands)
    for whole, text in enumerate(names.texts):
        for cut in range(1, len(text) - 1):
            prefix, part = text[:cut], written.get(text[cut:])
            if part is None and (prefix in lands or (1 < cut < 5 and _is_town(prefix))):
                part = written.get(strip_legal_form(text)[cut:])  # 日本某某電工株式會社 and 某某電工
            if part is None or part == whole:
                continue
            if prefix in lands and len(homes.get(fold(strip_legal_form(text)[cut:]), ())) > 1:
                continue  # 台灣某某股份有限公司 beside 某某株式會社: a company and its house abroad
            if prefix in lands and text[cut:] != names.texts[part] and _is_short(names.texts[part], text, names, lands):
                continue  # 日本某某株式會社 beside 某某科技, which is 某某 for short
            if prefix in lands and names.homes[part] in (None, lands[prefix]):
                longer.setdefault(part, []).append((whole, "same name with its country"))
            elif prefecture_end(text) == cut:
                longer.setdefault(part, []).append((whole, "same place with its prefecture"))
            elif names.types[whole] is OrganizationType.COMPANY and len(text) - cut > 2 and _is_town(prefix):
                sited.setdefault(part, []).append(whole)
            elif names.types[part] in (OrganizationType.UNIT, OrganizationType.GOVERNMENT) and (
                _may_have(names, names.keys.get(fold(prefix)), part)
                or type_of_name(prefix) is OrganizationType.GOVERNMENT
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


def _may_have(names: Names, owner: int | None, part: int) -> bool:
    """Whether an institution may have a part of this kind: a company has no town, for all its house 甲北上."""
    company = owner is not None and names.types[owner] in (None, OrganizationType.COMPANY)
    return owner is not None and not (company and names.types[part] is OrganizationType.GOVERNMENT)


def _is_short(part: str, whole: str, names: Names, lands: Mapping[str, str]) -> bool:
    """Whether a word is the beginning of another name of the text than this one, which goes on with no country."""
    return any(
        text.startswith(part) and text not in (part, whole) and text[len(part) :] not in lands
        for text, type_ in zip(names.texts, names.types, strict=True)
        if type_ is OrganizationType.COMPANY
    )


def _is_town(prefix: str) -> bool:
    """Whether what stands before a name is the name of a town or prefecture, not of a country or a region."""
    known = place_of_key(fold(prefix)) if len(prefix) > 1 else None
    return known is not None


def _homes_of_companies(names: Names, lands: Mapping[str, str]) -> dict[str, set[str]]:
    """The countries that the names of one stem tell, by a country before it or by the legal form of one."""
    homes: dict[str, set[str]] = {}
    for text in names.texts:
        stem = strip_legal_form(text)
        prefix = next((c for c in lands if stem.startswith(c) and len(stem) - len(c) > 1), "")
        told = lands.get(prefix) or legal_home(text)
        if told is not None:
            homes.setdefault(fold(stem[len(prefix) :]), set()).add(told)
    return homes
