"""Which institution the rows of a list belong to: those below 【本校出席】, 〔北川大学〕 or （北川市） 市長 name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from kg.model import Passage, PassageKind

Owner = TypeVar("Owner")

_ORNAMENT = " \u3000\t▍■□●○◆◇★☆▼▽▲・*＊-－–—<＜〈〉>＞"
_IN_BRACKETS = re.compile(
    r"[（(【〔［\[〈＜<]\s{0,4}([^（）()【】〔〕［］\[\]〈〉＜＞<>]{1,30})[）)】〕］\]〉＞>]\s{0,8}[：:]?"
)
_LABEL = re.compile(r"([^：:。，、]{1,30})[：:]")
_PRESENT = re.compile(
    r"[ \u3000]{0,4}(?:(?:代表)?(?:出席|同席|與會|与会|參加|参加|陪同|訪問|側|方面|方|成員|成员|出席者|参加者|訪問者"
    r"|団員|團員|人員|人员|貴賓|贵宾|訪賓|來賓|来賓|嘉賓|师长|師長|接待|列席|代表|代表団|代表團|代表团|訪問団|訪問團|一行)){1,4}(?:者|名單|名单|一覧|名簿)?$"
)
_HEADING = 30  # characters of the longest heading
_BARE = 12  # characters of a heading that names nobody
_OF_WHOM = re.compile(r"([^（）()：:。，、]{1,12})[（(]([^（）()：:。，、]{1,20})[）)]$")  # 出席者（本学）
_CELL = re.compile(r"([^\s、，：:（）()]{2,24})(?:[（(][^（）()]{1,12}[）)])?(?:[ ]{2}|[\u3000\t])")
_UNDER = 3  # characters that a row stands further in than the one whose first cell it goes on from
_SET_APART = re.compile(r"[\u3400-\u9fff](?:[ \u3000]{1,4}[\u3400-\u9fff]){1,2}")  # a heading that names nobody: 来　賓


def owners(passages: Sequence[Passage], known: Callable[[str], Owner | None]) -> Iterator[tuple[int, int, Owner]]:
    """The stretches of a release, as (start, end), whose rows belong to an institution that a heading names.

    `known` gives what a name means, and nothing where it names no institution. A heading that names none, and a
    sentence, end a stretch. The institution in the first cell of a row has the rows below that stand in under it too.
    """
    owner: Owner | None = None
    cell: tuple[Owner, int] | None = None  # whom the first cell of a row named, and how far in the row began
    end = 0  # of the row before
    for passage in passages:
        if not passage.text or passage.kind.silent:
            continue
        indent, end = passage.offsets[0] - end, passage.offsets[-1] + 1
        row = passage.text.strip(_ORNAMENT)
        named, rest = _heading(row, known)
        if named is not None:
            owner = named
        elif "。" in row or len(row) > 2 * _HEADING or not rest or _is_bare(row, passage.kind):
            owner = None
        if (first := _first_cell(row, known)) is not None:
            cell = first, indent
        elif cell is not None and (passage.kind is not PassageKind.ITEM or "。" in row or indent < cell[1] + _UNDER):
            cell = None
        heads = owner if cell is None else cell[0]
        if heads is not None:
            yield passage.offsets[0], end, heads


def _first_cell(row: str, known: Callable[[str], Owner | None]) -> Owner | None:
    """The institution that a row of cells begins with: 甲協會　　　組長　name."""
    match = _CELL.match(row) if "。" not in row and len(row) <= 2 * _HEADING else None
    return None if match is None else known(match.group(1))


def _is_bare(row: str, kind: PassageKind) -> bool:
    """Whether a row is a heading of one word, and no row of a list."""
    return kind is PassageKind.HEADING and len(row) <= _BARE and not re.search(r"[ \u3000、，／]", row)


def _heading(row: str, known: Callable[[str], Owner | None]) -> tuple[Owner | None, bool]:
    """Whom the head of a row names, and whether the row says more than a heading does."""
    for pattern in (_IN_BRACKETS, _LABEL):
        if match := pattern.match(row):
            rest = row[match.end() :].strip(_ORNAMENT)
            if (named := _meant(match.group(1), known)) is not None:
                return named, bool(rest)
            if not rest:
                return None, False
    of_whom = _OF_WHOM.fullmatch(row)
    if of_whom is not None and _PRESENT.fullmatch(of_whom.group(1)):
        named = _meant(of_whom.group(2), known)
        if named is not None:
            return named, False
    if len(row) <= _HEADING and (named := _meant(row, known)) is not None:
        return named, False
    return None, not _SET_APART.fullmatch(row)


def _meant(form: str, known: Callable[[str], Owner | None]) -> Owner | None:
    """What a name means, with or without the words for those who are present."""
    form = form.strip(_ORNAMENT)
    bare = _PRESENT.sub("", form)
    return next((found for name in (form, bare) if len(name) > 1 and (found := known(name)) is not None), None)
