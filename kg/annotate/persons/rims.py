"""Japanese persons whose name was read a sign too short or too long: の|長|谷部進, 秋山健農|学部長.

The word for what somebody heads begins with its subject, and a name with what a family name begins with.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.lexicon import Lists, letters_of, script
from kg.annotate.name import Name
from kg.annotate.persons.together import common_surnames
from kg.names.borders import signs
from kg.names.departments import words_of

# Where a name may begin: nothing that is of a word stands before.
_OPENS = re.compile(r"[\s、。，・：:（(「『はがをとにのやもへぁ-ん]\Z")
_LONGEST = 6  # characters of a name
_HEADS_FACULTY = re.compile(r"学(?:部|府|院|系|環|域|類|群|研究科|研究院)長")


def rimmed(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The names of a passage, its persons with the first sign that was left out, and without a faculty behind."""
    taken = {at for name in names for at in range(name.start, name.end)}
    titles = {name.start: name.end for name in names if name.kind == "TITLE"}
    owners = {name.end for name in names if name.kind in ("ORG", "UNIT", "PLACE")}
    names = [_in_bracket(text, name, owners, titles) for name in names]
    return [part for name in names for part in _parts(text, name, taken, titles, lists)]


def _in_bracket(text: str, name: Name, owners: Container[int], titles: Mapping[int, int]) -> Name:
    """What stands with a title in the bracket behind an institution, and has the form of a Chinese name, as a person.

    海山県（陳文科県長）: newspapers put the head there.
    """
    form = text[name.start : name.end]
    opened = text[name.start - 1 : name.start] in ("（", "(") and name.start - 1 in owners
    closed = text[titles.get(name.end, len(text)) :][:1] in ("）", ")")
    chinese = len(form) == 3 and all(script(char) == "H" for char in form) and form[0] in common_surnames()
    alone = name.kind in ("ORG", "UNIT", "PLACE") and name.row is None
    return replace(name, kind="PERSON", rule="head in a bracket") if alone and opened and closed and chinese else name


def _parts(text: str, name: Name, taken: set[int], titles: Container[int], lists: Lists) -> Iterator[Name]:
    if name.kind not in ("PERSON", "SURNAME"):
        yield name
        return
    if _lacks_first(text, name, taken, lists):
        name = replace(name, start=name.start - 1)
    name = _without_address(text, name, titles, lists)
    cut = _faculty(text, name, lists) if name.end in titles else None
    if cut is None:
        yield name
        return
    whole = cut - name.start > 2 and lists.surnames.kind(text[name.start : cut]) is None
    yield replace(name, end=cut, kind="PERSON" if whole else "SURNAME")
    yield Name(cut, name.end, "UNIT", name.confidence, None, "faculty behind a name")


def _without_address(text: str, name: Name, titles: Container[int], lists: Lists) -> Name:
    """秋山健|氏, and before a title 秋山健|前|学長: neither is the last sign of a given name."""
    size = name.end - name.start
    addressed = size > 2 and text[name.end - 1] == "氏"
    if size > 3 and text[name.start] == "故" and lists.surnames.at(letters_of(text[name.start + 1 : name.end]), 0):
        name = replace(name, start=name.start + 1)  # 故|秋山健一
    former = text[name.end - 1] == "前" or (size > 4 and text[name.end - 1] == "元")  # 元 ends given names, too
    former = former and size > 2 and name.end in titles and script(text[name.start]) == "H"
    return replace(name, end=name.end - 1) if addressed or former else name


def _lacks_first(text: str, name: Name, taken: set[int], lists: Lists) -> bool:
    """Whether one sign stands alone before a person, of which a family name is made: の|長|谷部進, の|今|井川徹."""
    at = name.start - 1
    if at < 0 or at in taken or script(text[at]) != "H" or script(text[name.start]) != "H":
        return False
    if name.end - at > _LONGEST or (at and _OPENS.search(text, at - 1, at) is None):
        return False
    hit = lists.surnames.at(letters_of(text[at : name.end]), 0)
    known = hit is not None and 1 < hit[0] < name.end - at
    unknown = lists.surnames.at(letters_of(text[name.start : name.end]), 0) is None
    return known or (unknown and text[at] not in signs("no part of a person"))


def _faculty(text: str, name: Name, lists: Lists) -> int | None:
    """Where the subject of a faculty begins that a person took from the title of its head: 秋山健|農学部長."""
    if _HEADS_FACULTY.match(text, name.end) is None:
        return None
    form = text[name.start : name.end].rstrip()
    hit = lists.surnames.at(letters_of(form), 0)
    subject = next((word for word in _faculties() if form.endswith(word)), None)
    if hit is None or subject is None or len(form) != name.end - name.start:
        return None
    head = form[: -len(subject)].rstrip()
    surname, given = lists.surnames.kind(head) is not None, len(head) > max(2, hit[0])
    return name.start + len(head) if surname or given else None


@cache
def _faculties() -> tuple[str, ...]:
    """Subjects of faculties, the longest first; those of one character are no given names, nor their last character."""
    return tuple(sorted(words_of("faculty"), key=lambda word: (-len(word), word)))
