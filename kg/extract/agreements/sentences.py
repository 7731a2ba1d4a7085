"""A release with its entities → the sentences that may state facts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kg.dates import find_dates
from kg.extract.agreements.clauses import DATE, ORG, PERSON, PLACE, SIGNS, Sentence, Span
from kg.extract.agreements.masking import Masked
from kg.link.coreference import Reference
from kg.model import Annotated, Entity, Kind, PartialDate, Release

_YEAR = re.compile("年|[0-9０-９]{4}|[0-9]{3}[./-]")
# Whatever their names say, these are what a sentence founds, not who founds it.
_LABORATORY = re.compile(
    r"(?:ラボ|ラボラトリー|實驗室|实验室|実験室|(?:聯合|联合|共同|連携|合同|協同|合作|產學|産学)(?:研究|研發|研发|開発)(?:室|中心|センター|拠点))$"
)
_HEAD = re.compile("[長长](?!期|年|久|達|达)")


def sentences(
    annotated: Annotated, entities: Sequence[Entity], references: Iterable[Reference]
) -> tuple[Sentence, ...]:
    """All sentences that may state facts, in order; `references` are 本学, 雙方 and the like."""
    release = annotated.release
    marks = _marks(annotated, entities, references)
    starts = [mark.start for mark in marks]
    result: list[Sentence] = []
    for number, passage in enumerate(release.passages):
        if passage.kind.silent or not passage.text:
            continue
        first, last = passage.offsets[0], passage.offsets[-1] + 1
        spans = _outermost(
            Span(*passage.from_release(m.start, m.end), m.sign, m.ids, m.date, m.reference)
            for m in marks[bisect_left(starts, first) : bisect_left(starts, last)]
            if m.end <= last
        )
        masked = Masked(release.language, passage, number, spans, [s.start for s in spans], _speech(passage.text))
        result += masked.sentences()
    return tuple(result)


def _marks(annotated: Annotated, entities: Sequence[Entity], references: Iterable[Reference]) -> list[Span]:
    """What is shrunk to a sign, in order of the release and at its places."""
    release = annotated.release
    outer: list[tuple[int, int, str, tuple[str, ...]]] = []
    for m, entity in ((m, e) for e in entities for m in e.mentions):
        sign = {Kind.ORGANIZATION: ORG, Kind.PERSON: PERSON}.get(entity.kind)
        if sign and not (sign == ORG and _LABORATORY.search(m.text)):
            outer.append((m.start, m.end, sign, (entity.id,)))
    # 両学長 holds 両学, 該校長 holds 該校: those are persons.
    pointing = {(r.start, r.end): r for r in references if r.entities and not _HEAD.match(release.text, r.end)}
    outer += [(r.start, r.end, ORG, tuple(r.entities)) for r in pointing.values()]
    outer += [(m.start, m.end, PLACE, ()) for m in annotated.mentions if m.kind is Kind.PLACE]
    # Dates lean on those told before them, so they are read once over the whole text.
    anchor = release.issued or _first_day(release)
    dates = {(d.start, d.end): d for d in find_dates(release.text, anchor, release.language)}
    outer += [(start, end, DATE, ()) for start, end in dates]
    return [
        Span(start, end, sign, ids, dates.get((start, end)), (start, end) in pointing)
        for start, end, sign, ids in sorted(outer)
    ]


def _first_day(release: Release) -> PartialDate | None:
    """The first date that the text tells with day and year, for texts that do not say when they were issued."""
    found = find_dates(release.text, None, release.language)
    return next((d.until or d.date for d in found if d.date.day and _YEAR.search(release.text[d.start : d.end])), None)


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Leave out what lies inside something longer; of the same length, an institution stays and a place goes."""
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, SIGNS.index(s.sign))):
        if span.end > span.start and (not chosen or span.start >= chosen[-1].end):
            chosen.append(span)
    return chosen


def _speech(text: str) -> list[bool]:
    """For each character, whether it stands in a quotation of what somebody said rather than of a title."""
    inside, depth, opened = [False] * len(text), 0, 0
    for i, character in enumerate(text):
        if character in "「“":
            depth += 1
            opened = i if depth == 1 else opened
        elif character in "」”" and depth:
            depth -= 1
            said = text[opened : i + 1]
            if depth == 0 and (
                len(said) > 14 and (re.search("[。！？，、]", said) or text[max(0, opened - 1)] in "：:")
            ):
                inside[opened : i + 1] = [True] * (i + 1 - opened)
    if depth:
        inside[opened:] = [True] * (len(text) - opened)
    return inside
