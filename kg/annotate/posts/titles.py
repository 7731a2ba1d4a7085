"""Titles that the tagger passed over, cut short, or took for what a sentence does with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.name import Name
from kg.annotate.persons.spaced import follow_persons
from kg.annotate.posts.title_places import TitlePlaces, after_titles
from kg.annotate.posts.title_spans import skip
from kg.model import Rule

_INNER_SPACES = re.compile(
    r"(?:^|(?<=[ \u3000（(：:・]))([\u3400-\u9fff](?:[ \u3000]+[\u3400-\u9fff]){1,4})"
    r"(?:[（(][^（）()]{1,8}[）)])?[ \u3000]*$"
)
_SPACED_BEHIND = re.compile(r"[ \u3000]{1,12}([\u3400-\u9fff](?:[ \u3000]{1,3}[\u3400-\u9fff]){1,3})[ \u3000]*$")
# What may stand behind the 長 of an office, where it is no 長期 or 長年: a person, a particle, an end.
_HEAD_ENDS = re.compile(r"$|[\s、，。・（()）：:／/｜|のはがをにらとで氏]|[兼暨]")
_LABEL = re.compile(r"\s*([\u3400-\u9fff](?:[ \u3000]*[\u3400-\u9fff]){1,4})[ \u3000]*[｜|：:]")
# 会長（県議会議長）, 教授（市産業アドバイザー）: a post of the town in a bracket behind another post
_OF_TOWN = re.compile(r"[（(]([市県都道府町村区](?:議会)?)([\u3400-\u9fffァ-ヺー]{2,12})[）)]")
_TITLE_CELL = re.compile(
    r"[ \u3000◇◆○●・■□]{0,12}([\u3400-\u9fffァ-ヺー・]{2,14}"
    r"(?:(?:[室課部所局処館社店場]|センター|オフィス|グループ|ユニット|チーム|ラボ)長|[審技参]議?監|参事|主幹|主査|補佐))"
    r"[ \u3000]{2,24}"
)
_SHORT_FORM = re.compile(r"[（(][\u3400-\u9fff]{1,7}([局處处司署科組组課课室廳厅部會会])[）)][長长]\Z")
_APART = re.compile(r"[ \u3000]{1,2}[長长]")
_LONGEST = 8  # characters of a title that is fused with its office


def titles(text: str, names: Sequence[Name], lists: Lists, *, chinese: bool = False) -> list[Name]:
    """Titles of the list that stand beside a person and that the tagger did not read.

    In Chinese none is what somebody does, right behind the name: 某某|參與審查.
    """
    persons = [name for name in names if name.kind in ("PERSON", "SURNAME")]
    places = TitlePlaces(text, names, persons, chinese=chinese)
    taken = bytearray(len(text))
    for name in names:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    found = [
        Name(start, end, "TITLE", 0.8, rule="title")
        for start, end, kind in lists.titles.find(letters_of(text))
        if kind == "t"
        and not any(taken[start:end])
        and places.hold(start, end)
        and not (chinese and start in places.starts - places.sent and text[start:end] in follow_persons())
    ]
    letters = letters_of(text)
    for place in sorted(after_titles(text, names)) if persons and chinese else ():
        length, kind = lists.titles.at(letters, place) or (0, "")
        if kind == "t" and not any(taken[place : place + length]) and all(t.start != place for t in found):
            found.append(Name(place, place + length, "TITLE", 0.8, rule="title"))
    for title in found:
        taken[title.start : title.end] = b"\1" * (title.end - title.start)
    for end in sorted(places.ends):
        # 理工學|部長: the list knows a longer title that takes what is read as the office's name.
        longer = (at for at in range(max(0, end - _LONGEST), end - 1) if lists.titles.kind(text[at:end]) == "t")
        start = next((at for at in longer if not any(taken[at:end])), None)
        if start is not None and taken[start - 1 : start] == b"\1":
            found.append(Name(start, end, "TITLE", 0.8, rule="title"))
    found += _behind_brackets(text, persons, names) if chinese else []
    found += _cells(text, persons, [*names, *found])
    found += _of_towns(text, [*names, *found], lists)
    found += _heads(text, [*names, *found], lists)
    return [*found, *_set_apart(text, persons, taken, lists)]


def _behind_brackets(text: str, persons: Sequence[Name], names: Sequence[Name]) -> Iterator[Name]:
    """What is left of a title whose office has a short form in brackets: 經濟發展局（經發局）長|name."""
    offices = {name.end for name in names if name.kind in ("ORG", "UNIT")}
    for person in persons:
        bracket = _SHORT_FORM.search(text, max(0, person.start - 16), person.start)
        if bracket is not None and bracket.start() in offices and text[bracket.start() - 1] == bracket.group(1):
            yield Name(person.start - 1, person.start, "TITLE", 0.75, rule="title behind a bracket")


def _set_apart(text: str, persons: Sequence[Name], taken: bytearray, lists: Lists) -> Iterator[Name]:
    """Titles whose characters are set apart: 館　長｜甲館　name, 委　員　name."""
    label = _LABEL.match(text) if persons else None
    spaced = [label] if label else []
    spaced += [wide for name in persons if (wide := _SPACED_BEHIND.match(text, name.end))]
    spaced += [wide for name in persons if (wide := _INNER_SPACES.search(text, max(0, name.start - 24), name.start))]
    for match in spaced:
        title = lists.titles.kind(re.sub(r"\s", "", match.group(1))) == "t"
        if title and not any(taken[slice(*match.span(1))]):
            yield Name(*match.span(1), "TITLE", 0.8, rule=Rule.TITLE_WITH_SPACES)


def _cells(text: str, persons: Sequence[Name], names: Sequence[Name]) -> Iterator[Name]:
    """What heads a row before somebody and ends as titles do, in Japanese: 甲地オフィス長　　某某."""
    titles = [name for name in names if name.kind == "TITLE"] if persons else []
    for name in (*persons, *titles):
        cell = _TITLE_CELL.match(text) if name.kind != "SURNAME" else None
        inside = [] if cell is None else [n for n in names if n.start < cell.end(1) and cell.start(1) < n.end]
        places = all(n.kind == "PLACE" and n.start == cell.start(1) for n in inside) if cell is not None else False
        if cell is not None and cell.end() == name.start and places:
            yield Name(*cell.span(1), "TITLE", 0.75, rule="cell of a title")


def _of_towns(text: str, names: Sequence[Name], lists: Lists) -> Iterator[Name]:
    """Titles of a town in a bracket behind another title, with the words that say of what."""
    taken = {name.end for name in names if name.kind == "TITLE"}
    for match in _OF_TOWN.finditer(text):
        start, end = match.span(2)
        council = match.group(1) if len(match.group(1)) > 1 else ""
        known = any(lists.titles.kind(text[at:end]) == "t" for at in range(start, end - 1))
        inside = [name for name in names if name.start < end and match.start(1) < name.end]
        shorter = all(name.kind == "TITLE" and start <= name.start and name.end == end for name in inside)
        if match.start() in taken and known and shorter:
            yield Name(start - len(council), end, "TITLE", 0.75, rule="title of a town")


def _heads(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """Titles whose last character alone was left of the office that they head: 産業学部|長, 共創センター|長.

    The title takes the end of the office's name that it is fused with.
    """
    starts = {name.start for name in names}
    titled = bytearray(len(text) + 1)
    for name in names:
        if name.kind == "TITLE":
            titled[name.start : name.end] = b"\1" * (name.end - name.start)
    found = []
    for name in names:
        end = name.end + 1
        apart = _APART.match(text, name.end) if any(map(str.isspace, text[name.start : name.end])) else None
        end = apart.end() if apart else end  # 工 学 院| 長
        if name.kind not in ("ORG", "UNIT") or text[end - 1 : end] not in ("長", "长") or name.end in starts:
            continue
        if titled[name.end]:
            continue
        if skip(text, end, 1) not in starts and not _HEAD_ENDS.match(text, end):
            continue
        begins = (at for at in range(max(name.start + 1, end - _LONGEST), name.end) if not text[at].isspace())
        start = next((at for at in begins if lists.titles.kind("".join(text[at:end].split())) == "t"), None)
        if start is not None:
            found.append(Name(start, end, "TITLE", 0.8, rule="title fused with its office"))
    return found
