"""What a title says by itself: whether it is an office, which kinds of institution have it, which concept it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import knowledge
from kg.model import Entity, Language
from kg.names import fold, table
from kg.names.ministers import ministry_of

FORMER = re.compile(r"(前任|前|元|卸任|歷任|历任|歴任)$")
_MUNICIPAL = re.compile(r"([市町村郷鄉乡鎮镇區区縣县])[長长]$")
_OF_ASSEMBLY = re.compile(r"([市町村区府都道県縣区])(?:議会?|議會|议会?)(?:議員|议员|議長|议长|員|员)?$")
_ASSEMBLY = re.compile("[議议][會会]$")
_CONSULATES = tuple(
    map(fold, ("領事館", "大使館", "弁事処", "辦事處", "分処", "分處", "代表処", "代表處", "外交部", "外務省"))
)
_GOVERNOR_OF = tuple(map(fold, "県縣府都道"))


@dataclass(frozen=True, slots=True)
class Office:
    """`use` is office, state, courtesy or part (data/language/offices.tsv); `types` are classes of institutions."""

    use: str
    types: frozenset[str]

    def fits(self, institution: Entity) -> bool:
        """Whether the institution can have such an office; an office that no row describes may be anywhere."""
        return not self.types or (institution.type is not None and institution.type.value in self.types)


@cache
def _rows() -> dict[str, Office]:
    lines = knowledge.path("language", "offices.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith(("#", "ending\t"))]
    return {fold(ending): Office(use, frozenset(filter(None, types.split("|")))) for ending, use, types in rows}


@cache
def office_of(title: str) -> Office:
    """What the longest known ending of a title says; brackets at its end do not count."""
    key = fold(re.sub(r"[（(][^（(]*[）)]$", "", title)) or fold(title)
    return next((_rows()[key[at:]] for at in range(len(key)) if key[at:] in _rows()), Office("office", frozenset()))


@cache
def _native() -> tuple[tuple[str, str, str], ...]:
    lines = knowledge.path("language", "native_offices.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith(("#", "ending\t"))]
    return tuple((fold(ending), language, country) for ending, language, country in rows)


def country_of_office(title: str, language: Language) -> str | None:
    """The country whose institutions have such an office, in a text of this language: 董事長 in Japanese."""
    key, short = fold(title), "ja" if language == "ja" else "zh"
    return next((land for ending, of, land in _native() if of == short and key.endswith(ending)), None)


@cache
def _houses() -> dict[str, str]:
    return {fold(row["member"]): fold(row["house"]) for row in table("language", "houses.tsv")}


def house_of(title: str) -> str:
    """What the name of the house ends with, as compared, of which a title says that somebody is a member; else ""."""
    key = fold(title)
    return next((house for member, house in _houses().items() if key.endswith(member)), "")


def seat_of(title: str) -> tuple[str, ...]:
    """What the name of the institution of a title must end with: 町 for 町長, 県 for 知事, 弁事処 for 総領事."""
    if house := house_of(title):
        return (house,)
    if title.endswith(("領事", "领事")):
        return _CONSULATES
    if ministry := ministry_of(title):
        return ministry
    if title.endswith("知事"):
        return _GOVERNOR_OF
    if (match := _OF_ASSEMBLY.search(title)) is not None:
        return fold(match.group(1) + "議会"), fold(match.group(1) + "議會"), fold(match.group(1))  # 県議 of a 県議会
    match = _MUNICIPAL.search(title)
    return (fold(match.group(1)),) if match else ()


def is_assembly(institution: Entity) -> bool:
    """Whether this is a council of a town or a parliament: 縣府 or 同市 is not said of it."""
    return any(_ASSEMBLY.search(name) for name in institution.names)
