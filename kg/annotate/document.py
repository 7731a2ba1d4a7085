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
from kg.annotate.institutions.led import led
from kg.annotate.institutions.list_items import listed_houses
from kg.annotate.institutions.members import bodies_of_members
from kg.annotate.institutions.passed_over import passed_over
from kg.annotate.institutions.seated import headed
from kg.annotate.institutions.seats import with_towns_of_heads
from kg.annotate.institutions.societies import societies
from kg.annotate.institutions.towns import governments
from kg.annotate.institutions.unread import with_unread
from kg.annotate.institutions.wide import set_apart
from kg.annotate.lexicon import Lists
from kg.annotate.mending import mend
from kg.annotate.name import Name, Rows, rows_near
from kg.annotate.persons.before_units import before_units
from kg.annotate.persons.by_reading import by_reading
from kg.annotate.persons.captioned import captioned
from kg.annotate.persons.completed import completed
from kg.annotate.persons.described import with_described
from kg.annotate.persons.followed import followed
from kg.annotate.persons.in_document import by_people
from kg.annotate.persons.listed import listed
from kg.annotate.persons.mayors import mayors
from kg.annotate.persons.rims import rimmed
from kg.annotate.persons.run_on import ends_with_persons
from kg.annotate.persons.stretched import stretched
from kg.annotate.persons.together import parted
from kg.annotate.posts.bureaus import bureaus
from kg.annotate.posts.joined import joined
from kg.annotate.posts.latin_titles import latin_titles
from kg.annotate.posts.ministries import of_towns, shared_with_title
from kg.annotate.posts.title_spans import acting, posts, whole, with_regions
from kg.annotate.posts.titles import titles
from kg.annotate.posts.unread_units import with_unread_units
from kg.annotate.repeats import alike
from kg.annotate.stages import Stage, across, adding, each, run
from kg.annotate.tagging.tagger import Found
from kg.model import OrganizationType, Rule
from kg.names import type_of_name

_LEFT_OUT = 2  # signs at most
_HALL = re.compile("[館馆樓楼堂](?![長长])")  # 甲電|館: a building that is called so


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
    return run(_chinese(rows, lists) if chinese else _japanese(rows, lists), texts, names)


def _chinese(rows: Sequence[Rows], lists: Lists) -> list[Stage]:
    return [
        each(with_described, lists),
        each(led, lists),
        each(listed, lists),
        each(headed, lists),
        across(with_houses),
        across(with_affiliated, chinese=True),
        across(bordered, lists, chinese=True),
        across(completed, lists),
        across(filled, lists),
        across(mayors),
        across(as_companies, lists),
        across(actors, chinese=True),
        across(ends_with_persons, lists),
        each(before_units, lists),
        each(followed, lists),
        across(by_people, lists, chinese=True),
        across(alike, chinese=True),
        each(whole, lists),
        adding(titles, lists, chinese=True),
        adding(latin_titles),
        each(acting),
        each(with_regions),
        each(with_unread, lists, chinese=True),
        each(societies),
        each(posts, lists),
        across(_fused, rows, lists),
        each(governments),
        each(offices),
        each(doubled),
        each(bureaus),
        adding(parts),
        adding(quoted, lists),
        each(bodies_of_members),
        across(as_bracketed),
        across(_with_called, chinese=True),
    ]


def _japanese(rows: Sequence[Rows], lists: Lists) -> list[Stage]:
    return [
        each(of_towns),
        each(rimmed, lists),
        across(captioned, rows, lists),
        across(parted, rows, lists),
        across(by_reading, lists),
        each(with_unread_units, lists),
        each(listed, lists),
        each(headed, lists),
        each(listed_houses),
        each(set_apart, lists),
        each(stretched, lists),
        each(passed_over, lists),
        each(with_acronyms),
        across(with_houses),
        across(with_affiliated, chinese=False),
        across(bordered, lists, chinese=False),
        across(completed, lists),
        across(filled, lists),
        across(mayors),
        across(as_companies, lists),
        across(actors, chinese=False),
        across(by_people, lists, chinese=False),
        across(alike, chinese=False),
        each(whole, lists),
        adding(titles, lists, chinese=False),
        adding(latin_titles),
        adding(employers),
        each(with_unread, lists, chinese=False),
        each(societies),
        each(posts, lists),
        each(joined, lists),
        across(_fused, rows, lists),
        each(governments),
        each(offices),
        each(without_glosses),
        each(with_departments),
        adding(parts),
        adding(quoted, lists),
        each(bodies_of_members),
        across(with_towns_of_heads),
        across(_with_called, chinese=False),
    ]


def _fused(
    texts: Sequence[str], names: Sequence[Sequence[Name]], rows: Sequence[Rows], lists: Lists
) -> list[list[Name]]:
    """The names of each passage, those of one institution with its unit or seat as one."""
    return [fuse(text, own, known, lists) for text, own, known in zip(texts, names, rows, strict=True)]


def _with_called(texts: Sequence[str], names: Sequence[Sequence[Name]], *, chinese: bool) -> list[list[Name]]:
    """The names of each passage in order of place, with those that the document declares, whatever was read there."""
    read = []
    for own, more in zip(names, called(texts, names, chinese=chinese), strict=True):
        places = {(name.start, name.end) for name in more}
        kept = [name for name in own if (name.start, name.end) not in places]
        read.append(sorted([*kept, *more], key=lambda name: (name.start, -name.end)))
    return read


def _with_rows(text: str, spans: Sequence[Found], rows: Rows) -> list[Name]:
    """The spans, with the row where one is an institution's whole name; names of rows that no span covers are added."""
    by_place = {(start, end): row for start, end, row in rows}
    spans = [_whole_row(span, spans[max(0, i - 2) : i + 3], rows) for i, span in enumerate(spans)]
    names: list[Name] = []
    before: Found | None = None
    for i, span in enumerate(spans):
        row = by_place.get((span.start, span.end)) if span.kind in ("ORG", "UNIT", "PERSON") else None
        if span.kind == "PERSON" and row is not None:
            school = type_of_name(text[span.start : span.end]) is not None
            row, span = (row, replace(span, kind="ORG")) if school else (None, span)
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
