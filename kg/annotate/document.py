"""What the tagger found, passage by passage → the names of a document, each form read alike wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.cells import filled
from kg.annotate.institutions.acronyms import with_acronyms
from kg.annotate.institutions.actors import actors
from kg.annotate.institutions.affiliated import with_affiliated
from kg.annotate.institutions.beside import doubled, fuse, offices, parts, quoted
from kg.annotate.institutions.borders import bordered
from kg.annotate.institutions.called import as_bracketed, called
from kg.annotate.institutions.classes import with_departments
from kg.annotate.institutions.companies import as_companies
from kg.annotate.institutions.employers import employers
from kg.annotate.institutions.glosses import without_glosses
from kg.annotate.institutions.houses import with_houses
from kg.annotate.institutions.known import with_known
from kg.annotate.institutions.list_items import listed_houses
from kg.annotate.institutions.members import bodies_of_members
from kg.annotate.institutions.passed_over import passed_over
from kg.annotate.institutions.seated import headed
from kg.annotate.institutions.seats import with_towns_of_heads
from kg.annotate.institutions.towns import governments
from kg.annotate.institutions.unread import with_unread
from kg.annotate.institutions.wide import set_apart
from kg.annotate.lexicon import Lists, letters_of, script
from kg.annotate.mending import mend
from kg.annotate.name import Name, Rows, rows_near
from kg.annotate.persons.before_units import before_units
from kg.annotate.persons.captioned import captioned
from kg.annotate.persons.completed import completed
from kg.annotate.persons.described import with_described
from kg.annotate.persons.listed import listed
from kg.annotate.persons.mayors import mayors
from kg.annotate.persons.rims import rimmed
from kg.annotate.persons.run_on import ends_with_persons, surnames_before_offices
from kg.annotate.persons.stretched import stretched
from kg.annotate.persons.together import parted
from kg.annotate.posts.bureaus import bureaus
from kg.annotate.posts.joined import joined
from kg.annotate.posts.latin_titles import latin_titles
from kg.annotate.posts.ministries import of_towns, shared_with_title
from kg.annotate.posts.title_spans import acting, posts, whole, with_regions
from kg.annotate.posts.titles import titles
from kg.annotate.posts.unread_units import with_unread_units
from kg.annotate.repeats import as_elsewhere, as_government, repeats, surest, without_verb
from kg.annotate.tagging.tagger import Found
from kg.model import OrganizationType, Rule

_LEFT_OUT = 2  # signs at most
_NEW = "新前元現"  # of an office: 高坂|新会長
_LINKED = re.compile(r"[ァ-ヺー]{2,}(?:・[ァ-ヺー]{2,}){1,3}")  # ロビン・ユン
_HALL = re.compile("[館馆樓楼堂](?![長长])")  # 甲電|館: a building that is called so
_DOT = re.compile(r"[・·‧･＝= 　_-]")


def settle(
    texts: Sequence[str],
    found: Sequence[Sequence[Found]],
    rows: Sequence[Rows],
    lists: Lists,
    *,
    chinese: bool = False,
) -> list[list[Name]]:
    """The names of each passage, from the tagger's spans and the places where the authority file's names stand."""
    names = [
        _with_rows(text, with_known(text, mend(text, spans, known, lists, chinese=chinese), known), known)
        for text, spans, known in zip(texts, found, rows, strict=True)
    ]
    names = names if chinese else _japanese_persons(texts, names, rows, lists)
    names = [with_described(text, own, lists) for text, own in zip(texts, names, strict=True)] if chinese else names
    names = [headed(text, listed(text, own, lists), lists) for text, own in zip(texts, names, strict=True)]
    names = names if chinese else [listed_houses(text, own) for text, own in zip(texts, names, strict=True)]
    names = names if chinese else [_in_rows(text, own, lists) for text, own in zip(texts, names, strict=True)]
    names = names if chinese else [passed_over(text, own, lists) for text, own in zip(texts, names, strict=True)]
    names = names if chinese else [with_acronyms(text, own) for text, own in zip(texts, names, strict=True)]
    names = bordered(texts, with_affiliated(texts, with_houses(texts, names), chinese=chinese), lists, chinese=chinese)
    names = filled(texts, completed(texts, names, lists), lists)
    names = mayors(texts, names)
    names = actors(texts, as_companies(texts, names, lists), chinese=chinese)
    names = ends_with_persons(texts, names, lists) if chinese else names
    if chinese:
        names = [before_units(text, own, lists) for text, own in zip(texts, names, strict=True)]
    people = _people(texts, names, lists, chinese=chinese)
    names = names if chinese else surnames_before_offices(texts, names, lists, people)
    names = [_before_titles(text, own, people, lists) for text, own in zip(texts, names, strict=True)]
    names = [[_as_surname(text, name, people) for name in own] for text, own in zip(texts, names, strict=True)]
    names = [_without_people(text, own, people, lists) for text, own in zip(texts, names, strict=True)]
    forms = surest(texts, names)
    names = (
        [[without_verb(text, name, forms) for name in own] for text, own in zip(texts, names, strict=True)]
        if chinese
        else names
    )
    names = [[as_elsewhere(text, name, forms) for name in own] for text, own in zip(texts, names, strict=True)]
    settled = []
    for text, own, known in zip(texts, names, rows, strict=True):
        full = [as_government(text, name, forms) for name in own]
        again = repeats(text, own, forms, chinese=chinese)
        full = [n for n in full if n.kind != "PLACE" or not any(r.start <= n.start and n.end <= r.end for r in again)]
        full += again
        full = whole(text, full, lists)
        full += titles(text, full, lists, chinese=chinese)
        full += latin_titles(text, full)
        full = with_regions(text, acting(text, full)) if chinese else [*full, *employers(text, full)]
        full = with_unread(text, full, lists, chinese=chinese)
        full = posts(text, full, lists)
        full = full if chinese else joined(text, full, lists)
        full = fuse(text, full, known, lists)
        full = offices(text, governments(text, full))
        full = bureaus(text, doubled(text, full)) if chinese else with_departments(text, without_glosses(text, full))
        full += parts(text, full)
        full += quoted(text, full, lists)
        full = bodies_of_members(text, full)
        settled.append(full)
    settled = as_bracketed(texts, settled) if chinese else with_towns_of_heads(texts, settled)
    further = called(texts, settled, chinese=chinese)
    return [
        sorted([*_others(own, more), *more], key=lambda name: (name.start, -name.end))
        for own, more in zip(settled, further, strict=True)
    ]


def _japanese_persons(
    texts: Sequence[str], names: Sequence[Sequence[Name]], rows: Sequence[Rows], lists: Lists
) -> list[list[Name]]:
    """The names of Japanese passages, persons within their borders and parted from what they head."""
    names = [rimmed(text, of_towns(text, own), lists) for text, own in zip(texts, names, strict=True)]
    names = parted(texts, captioned(texts, names, rows, lists), rows, lists)
    return [with_unread_units(text, own, lists) for text, own in zip(texts, names, strict=True)]


def _in_rows(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The names of a Japanese row, with those whose characters stand apart."""
    return stretched(text, set_apart(text, names, lists), lists)


def _others(own: Sequence[Name], more: Sequence[Name]) -> list[Name]:
    """The names without those that are read as something else."""
    places = {(name.start, name.end) for name in more}
    return [name for name in own if (name.start, name.end) not in places]


def _with_rows(text: str, spans: Sequence[Found], rows: Rows) -> list[Name]:
    """The spans, with the row where one is an institution's whole name; names of rows that no span covers are added."""
    by_place = {(start, end): row for start, end, row in rows}
    spans = [_whole_row(span, spans[max(0, i - 2) : i + 3], rows) for i, span in enumerate(spans)]
    names: list[Name] = []
    before: Found | None = None
    for i, span in enumerate(spans):
        row = by_place.get((span.start, span.end)) if span.kind in ("ORG", "UNIT") else None
        row = row or shared_with_title(text, spans, i, rows)
        inside = before is not None and before.end == span.start and "UNIT" in (span.kind, before.kind)
        if row is not None and row.type is OrganizationType.GOVERNMENT and inside:
            row, span = None, replace(span, kind="UNIT")  # 台北事務所|経済部 is a part of that office, and no ministry
        before = span if span.kind in ("ORG", "UNIT") else None
        names.append(Name(span.start, span.end, span.kind, span.confidence, row))
    taken = bytearray(max((span.end for span in spans), default=0))
    for span in spans:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    for start, end, row in rows:
        # A town or ministry named beside others is often a mere place; there the tagger decides.
        if not any(taken[start:end]) and row.type is not OrganizationType.GOVERNMENT and not _HALL.match(text, end):
            names.append(Name(start, end, "ORG", 0.6, row, Rule.AUTHORITY))
    return names


def _whole_row(span: Found, near: Sequence[Found], rows: Rows) -> Found:
    """An institution of which the tagger left out the first or last signs of a name of the authority file.

    `near` are the spans beside it.
    """
    size = span.end - span.start
    for start, end, row in rows_near(rows, span.start, span.end) if span.kind == "ORG" else ():
        longer = start <= span.start and span.end <= end and size < end - start <= size + _LEFT_OUT
        if not longer or row.type is OrganizationType.GOVERNMENT:
            continue
        if not any(other is not span and other.start < end and start < other.end for other in near):
            return replace(span, start=start, end=end)
    return span


def _people(texts: Sequence[str], names: Sequence[Sequence[Name]], lists: Lists, *, chinese: bool) -> frozenset[str]:
    """Names of persons in the document, and what may be their surnames: beginnings and parts between dots.

    Of three characters, two may be a Japanese surname: 高坂 of 高坂徹.
    """
    people = set()
    for text, own in zip(texts, names, strict=True):
        for name in own:
            form = letters_of(text[name.start : name.end])
            sure = name.confidence >= 0.6 or _LINKED.fullmatch(form) is not None
            if name.kind == "PERSON" and len(form) > 2 and sure:
                sizes = {size for size in (1, 2, 3) if size < len(form) - 1} | (set() if chinese else {2})
                if len(form) == 4 and lists.surnames.kind(form[:3]):
                    sizes |= {3}  # 八重樫|浩
                people |= {form, *(form[:size] for size in sizes), *_DOT.split(form)}
    return frozenset(people)


def _as_surname(text: str, name: Name, people: frozenset[str]) -> Name:
    """A name of two signs with which a longer one of the document begins, as a surname: 蒲池 of 蒲池太郎."""
    form = letters_of(text[name.start : name.end])
    alone = name.kind == "PERSON" and len(form) == 2 and script(form[0]) == script(form[1]) == "H"
    return replace(name, kind="SURNAME") if alone and form in people else name


def _without_people(text: str, names: Sequence[Name], people: frozenset[str], lists: Lists) -> list[Name]:
    """Institutions that are a person of the document before a title, or that run on into one, are cut there."""
    titles_at = {name.start for name in names if name.kind == "TITLE"}
    letters = letters_of(text)
    read: list[Name] = []
    for name in names:
        form = letters_of(text[name.start : name.end])
        called = form[:-1] if form[-1] in "君氏" else ""  # 黃|君
        if name.kind == "PERSON" and called in people and lists.surnames.kind(called) is not None:
            name = replace(name, kind="SURNAME", end=name.end - 1, rule=Rule.SURNAME_OF_PERSON)
        titled = name.end in titles_at or (form in people and lists.titles.at(letters, name.end) is not None)
        if name.kind == "UNIT" and name.end in titles_at and form in people and 1 < len(form) < 4:
            name = replace(name, kind="SURNAME", rule=Rule.SURNAME_OF_PERSON)  # 甲局|相良|部長
        if name.kind in ("ORG", "PLACE") and name.row is None and titled:
            if form in people and len(form) < 4:
                name = replace(name, kind="SURNAME", rule=Rule.SURNAME_OF_PERSON)
            else:
                cut = next((i for i in range(2, len(form)) if form[i:] in people and _turns(form, i)), 0)
                if cut:
                    read.append(replace(name, end=name.start + cut))
                    kind = "PERSON" if len(form) - cut > 2 and script(form[cut]) == "H" else "SURNAME"
                    rule = Rule.SURNAME_OF_PERSON if kind == "SURNAME" else ""
                    name = Name(name.start + cut, name.end, kind, name.confidence, None, rule)
        read.append(name)
    return read


def _before_titles(text: str, names: Sequence[Name], people: frozenset[str], lists: Lists) -> list[Name]:
    """The names, where a title takes back the first character that was read as the end of a surname: 馮|学院長."""
    titles_at = {name.start: name for name in names if name.kind == "TITLE"}
    longer: dict[int, int] = {}
    read = []
    for name in names:
        title = titles_at.get(name.end)
        if name.kind in ("PERSON", "SURNAME") and title is not None and 1 < name.end - name.start < 5:
            surname = letters_of(text[name.start : name.end - 1])
            if text[name.end - 1] in _NEW and _is_of_another(surname, letters_of(text[name.start : name.end]), people):
                name = replace(name, kind="SURNAME", end=name.end - 1, rule=Rule.SURNAME_OF_PERSON)
            if (surname in people or len(surname) == 1) and lists.titles.kind(text[name.end - 1 : title.end]):
                longer[title.start] = title.start - 1
                name = replace(name, kind="SURNAME", end=name.end - 1, rule=Rule.SURNAME_OF_PERSON)
        read.append(name)
    return [replace(n, start=longer[n.start]) if n.kind == "TITLE" and n.start in longer else n for n in read]


def _is_of_another(surname: str, form: str, people: frozenset[str]) -> bool:
    """Whether somebody in the document but the one of this form has the surname."""
    return len(surname) > 1 and any(p.startswith(surname) and not form.startswith(p) for p in people)


def _turns(form: str, place: int) -> bool:
    """The writing changes here, as in NDCジァン, or two Chinese characters or more are left."""
    return script(form[place - 1]) != script(form[place]) or (script(form[place]) == "H" and len(form) - place > 1)
