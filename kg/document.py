"""What the tagger found, passage by passage → the names of a document, each form read alike wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.authority import Row
from kg.model import OrganizationType
from kg.names import type_of_name
from kg.tagger import Found, Lists, letter

_PLACES = "部市縣県町村鄉郷區区鎮鎭省廳庁府"


# 協會 or 公司 alone names none; 外交部 and 市政府 do.
_GENERIC = {"Association", "Company", "University", "ResearchInstitute", "legal"}


@dataclass(frozen=True, slots=True)
class Name:
    """A span of one passage, with the authority row that it names and the rule that found it, if not the tagger."""

    start: int
    end: int
    kind: str
    confidence: float
    row: Row | None = None
    rule: str = ""


def settle(
    texts: Sequence[str], found: Sequence[Sequence[Found]], rows: Sequence[Sequence[tuple[int, int, Row]]], lists: Lists
) -> list[list[Name]]:
    """The names of each passage, from the tagger's spans and the places where the authority file's names stand."""
    names = [
        _with_rows(_mended(text, spans, known, lists), known)
        for text, spans, known in zip(texts, found, rows, strict=True)
    ]
    forms = _forms(texts, names)
    settled = []
    for text, own, known in zip(texts, names, rows, strict=True):
        full = [_as_government(text, name, forms) for name in own]
        full += _repeats(text, own, forms)
        full += _titles(text, full, lists)
        full = _fused(text, full, known)
        settled.append(sorted(full, key=lambda name: (name.start, -name.end)))
    return settled


def _with_rows(spans: Sequence[Found], rows: Sequence[tuple[int, int, Row]]) -> list[Name]:
    """The spans, with the row where one is an institution's whole name; names of rows that no span covers are added."""
    by_place = {(start, end): row for start, end, row in rows}
    names = []
    for span in spans:
        row = by_place.get((span.start, span.end)) if span.kind in ("ORG", "UNIT") else None
        names.append(Name(span.start, span.end, span.kind, span.confidence, row))
    for start, end, row in rows:
        over = [span for span in spans if span.start < end and start < span.end]
        # A town or ministry named beside others is often a mere place; there the tagger decides.
        if not over and row.type is not OrganizationType.GOVERNMENT:
            names.append(Name(start, end, "ORG", 0.6, row, "authority"))
    return names


def _forms(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> dict[str, Name]:
    """The surest reading of each form that the tagger is sure of somewhere in the document."""
    best: dict[str, Name] = {}
    for text, own in zip(texts, names, strict=True):
        for name in own:
            form = "".join(map(letter, text[name.start : name.end]))
            sure = name.kind in ("PERSON", "ORG", "UNIT") and len(form) > 2 and name.confidence >= 0.6
            if sure and (form not in best or best[form].confidence < name.confidence):
                best[form] = name
    return best


def _repeats(text: str, own: Sequence[Name], forms: dict[str, Name]) -> list[Name]:
    """Forms that were read as names elsewhere in the document, where no name was read here."""
    letters = "".join(map(letter, text))
    taken = bytearray(len(text))
    for name in own:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    repeats = []
    for form in sorted(forms, key=len, reverse=True):
        start = letters.find(form)
        while start >= 0:
            end = start + len(form)
            if not any(taken[start:end]) and _stands_alone(letters, start, end):
                repeats.append(replace(forms[form], start=start, end=end, rule="repeat"))
                taken[start:end] = b"\1" * len(form)
            start = letters.find(form, end)
    return repeats


def _as_government(text: str, name: Name, forms: dict[str, Name]) -> Name:
    """A place that stands for its government elsewhere in the document does so here."""
    if name.kind == "PLACE":
        other = forms.get("".join(map(letter, text[name.start : name.end])))
        if other is not None and other.kind == "ORG":
            return replace(other, start=name.start, end=name.end, rule="repeat")
    return name


def _stands_alone(letters: str, start: int, end: int) -> bool:
    """A Latin or katakana form is not cut out of a longer word."""
    for inner, outer in ((start, start - 1), (end - 1, end)):
        if 0 <= outer < len(letters):
            a, b = letters[inner], letters[outer]
            if (a.isascii() and a.isalnum() and b.isascii() and b.isalnum()) or (
                "ァ" <= a <= "ー" and "ァ" <= b <= "ー"
            ):
                return False
    return True


def _titles(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """Titles of the list that stand beside a person or fused with an institution and that the tagger did not read."""
    letters = "".join(map(letter, text))
    persons = [name for name in names if name.kind in ("PERSON", "SURNAME")]
    starts = {_skip(text, name.end, 1) for name in persons}
    ends = {_skip(text, name.start, -1) for name in persons}
    titles = []
    for start, end, kind in lists.titles.find(letters):
        free = not any(name.start < end and start < name.end for name in names)
        if kind == "t" and free and (start in starts or end in ends):
            titles.append(Name(start, end, "TITLE", 0.8, rule="title"))
    return titles


def _skip(text: str, place: int, step: int) -> int:
    """Over the spaces and the の that may stand between a name and its title."""
    while 0 <= (i := place if step > 0 else place - 1) < len(text) and (text[i].isspace() or text[i] == "の"):
        place += step
    return place


def _fused(text: str, names: Sequence[Name], rows: Sequence[tuple[int, int, Row]]) -> list[Name]:
    """經濟 + 部長 names 經濟部: the institution takes the first character of the title that it is fused with."""
    titles = {name.start: name for name in names if name.kind == "TITLE"}
    known = {(start, end): row for start, end, row in rows}
    read = []
    for name in names:
        title = titles.get(name.end)
        if name.kind in ("ORG", "UNIT", "PLACE") and title is not None and title.end - title.start > 1:
            row = known.get((name.start, name.end + 1))
            whole = text[name.end - 1] in _PLACES or name.row is not None or type_of_name(text[name.start : name.end])
            if row is not None or (text[name.end] in _PLACES and text[title.end - 1] in "長长" and not whole):
                kind = "UNIT" if name.kind == "UNIT" else "ORG"
                name = Name(name.start, name.end + 1, kind, name.confidence, row, "fused")
        read.append(name)
    return read


def _mended(text: str, spans: Sequence[Found], rows: Sequence[tuple[int, int, Row]], lists: Lists) -> list[Found]:
    """The spans with borders that the lists know better: no digits in persons, no surname in an institution."""
    ends = {start: end for start, end, _ in rows}
    mended: list[Found] = []
    for span in spans:
        start, end = span.start, span.end
        if span.kind in ("PERSON", "SURNAME"):
            while end > start + 1 and text[end - 1].isdigit() and not text[start].isdigit():
                end -= 1
            before = mended[-1] if mended else None
            # 北科大莊|賀喬: the known name ends before the surname.
            if before is not None and before.kind == "ORG" and before.end == start:
                cut = ends.get(before.start, start)
                family = "".join(map(letter, text[cut:end]))
                hit = lists.surnames.at(family, 0) if cut < start else None
                if hit and hit[0] == start - cut and end - cut <= 4:
                    mended[-1] = replace(before, end=cut)
                    start = cut
        mended.append(replace(span, start=start, end=end))
    generic = {
        s
        for s in mended
        if s.kind == "ORG" and s.end - s.start < 3 and lists.endings.kind(text[s.start : s.end]) in _GENERIC
    }
    return [span for span in mended if span not in generic]
