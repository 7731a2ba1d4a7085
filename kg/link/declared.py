"""Other names that a text itself declares: in brackets, after 以下簡稱 or 旧, or in English beside the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.link.groups import between, script, tidy
from kg.model import Mention, OrganizationType
from kg.names import fold, is_abbreviation
from kg.names.referring import alternatives
from kg.names.shortforms import is_made_of

if TYPE_CHECKING:
    from kg.link.written import Names

_CLOSED = re.compile(r"^[」』”\"]?[)）\]］〕，,、;；/／・]")
_NOTE = re.compile(r"[」』”]?[（(]([^（）()]{2,40})[)）]")
_SPACES, _INDENT = 2, 40  # white space before a bracket, in its row and where it stands in the row below
# What Chinese calls the parts of a university, and what Japanese calls such a part.
_IN_JAPANESE = (
    ("学院", ("学部", "研究科")),
    ("系", ("学科", "専攻")),
    ("処", ("部", "室", "課")),
    ("中心", ("センター",)),
)
_WITH_INITIALS = re.compile(r"[\u3400-\u9fff]{2,4}[A-ZＡ-Ｚ]{2,4}")
_SMALL = {"of", "the", "and", "for", "in", "at"}


def join_declared(names: Names) -> None:
    """A name in brackets, or after 以下、 簡稱 旧, is another name of what stands directly before."""
    declares = rf"(?:{alternatives('declares')}|{alternatives('former')})[^是由在於于與与和]{{0,3}}?[「『“：:]?"
    said = re.compile(rf"[」』”]?[，、,]?{declares}")
    said_inside = re.compile(rf"(?:.*[，、。,;；：:]|[^，、]{{0,3}})(?:英文|日文|中文|英語)?{declares}")
    opened = re.compile(r"(?:英文|英語|英)?[：:]?[「『“]?")
    further = re.compile(r"[」』”]?[，、,;；/／・][「『“]?")
    ends = {mention.end: number for number, mention in zip(names.of, names.mentions, strict=True)}
    accepted: dict[int, Mention] = {}  # by bracket, the last name in it that is one of its owner's
    for place in range(1, len(names.mentions)):
        left, right, this = names.mentions[place - 1], names.mentions[place], names.of[place]
        gap = between(names.text, left, right)
        bracket = _open_bracket(names.text, right.start)
        owner = None if bracket is None else _owner(names.text, bracket, ends)
        if bracket is None or owner is None:
            if gap is not None and said.fullmatch(gap):
                names.join(names.of[place - 1], this, "declared short form")
            elif gap == "" and left.end < right.start and _translation(names, names.of[place - 1], this):
                names.join(names.of[place - 1], this, "English name beside it")
            continue
        inner = re.sub(r"\s+", "", names.text[bracket + 1 : right.start])
        if said_inside.fullmatch(inner):
            names.join(owner, this, "declared short form")
            accepted[bracket] = right
            continue
        listed = accepted.get(bracket) is left and gap is not None and further.fullmatch(gap) is not None
        closed = _CLOSED.match(re.sub(r"\s+", "", names.text[right.end : right.end + 6])) is not None
        if (opened.fullmatch(inner) or listed) and closed and _another_name(names, owner, this):
            names.join(owner, this, "other name in brackets")
            accepted[bracket] = right


def join_in_brackets(names: Names) -> None:
    """What stands in brackets after a name, and is a name elsewhere in the text, is another name of it."""
    for number, mention in zip(names.of, names.mentions, strict=True):
        match = _NOTE.match(names.text, mention.end)
        for piece in re.split("[、，,]", match.group(1)) if match else ():
            other = names.number(tidy(piece)) if fold(piece) else None
            if other is not None and other != number and _another_name(names, number, other):
                names.join(number, other, "other name in brackets")


def _open_bracket(text: str, place: int) -> int | None:
    """The bracket before a place, in its sentence and not more than 120 characters away, that is still open there."""
    closed = 0
    for at in range(place - 1, max(-1, place - 121), -1):
        char = text[at]
        if char in "。）)］]〕":
            if char == "。":
                if text.startswith("以下", at + 1):
                    continue  # （甲股份有限公司。以下「甲」）
                return None
            closed += 1
        elif char in "（(［[〔":
            if not closed:
                return at
            closed -= 1
    return None


def _owner(text: str, bracket: int, ends: dict[int, int]) -> int | None:
    """The name that ends directly before a bracket, but for a closing quotation mark and white space."""
    at = bracket
    while at and text[at - 1].isspace() and bracket - at < _INDENT:
        at -= 1
    if bracket - at > _SPACES and "\n" not in text[at:bracket]:
        return None
    return ends.get(at, ends.get(at - 1) if at and text[at - 1] in '」』”"' else None)


def _another_name(names: Names, whole: int, part: int) -> bool:
    """Whether what stands in brackets can be a name of what stands before: not its town, its parent or its branch."""
    kinds = names.types[whole], names.types[part]
    a, b = names.texts[whole], names.texts[part]
    if is_abbreviation(b, a) or is_abbreviation(a, b) or is_acronym(a, b) or is_acronym(b, a):
        return True
    if is_made_of(b, a) or (_WITH_INITIALS.fullmatch(b) and b[:2] == a[:2]):
        return True  # 甲地金融集團（甲地FG）
    same = kinds[0] is kinds[1] and kinds[0] in (OrganizationType.ASSOCIATION, OrganizationType.RESEARCH_INSTITUTE)
    if same and len(b) < len(a) and a[-4:] == b[-4:]:
        return True  # 甲園區某工業同業公會（甲科同業公會）
    if _says_in_japanese(a, b):
        return True
    towns = (OrganizationType.GOVERNMENT, OrganizationType.UNIT)
    return script(a) != script(b) and not (kinds[1] in towns and kinds[0] is not kinds[1])


def _says_in_japanese(chinese: str, japanese: str) -> bool:
    """Whether two parts of a university may be one, as a Japanese text explains it: 機電学院（機械・電気学部）."""
    a, b = fold(chinese), fold(japanese)
    return any(a.endswith(fold(part)) and b.endswith(tuple(map(fold, said))) for part, said in _IN_JAPANESE)


def _translation(names: Names, left: int, right: int) -> bool:
    """Whether two names side by side are the Chinese or Japanese and the English name of one institution."""
    by_script = {script(names.texts[n]): n for n in (left, right)}
    if set(by_script) != {"Hani", "Latn"} or OrganizationType.UNIT in (names.types[left], names.types[right]):
        return False
    kinds = names.types[left], names.types[right]
    return " " in names.texts[by_script["Latn"]] and (kinds[0] is kinds[1] or None in kinds)


def heads_of(name: str) -> str:
    """The first letters of an English name, folded: National Central University gives ncu."""
    return "".join(word[0] for word in re.findall(r"[A-Za-z]+", name) if word.lower() not in _SMALL).casefold()


def is_acronym(name: str, acronym: str) -> bool:
    """Whether the acronym is made of the first letters of an English name."""
    return len(acronym) > 1 and acronym.casefold() == heads_of(name)
