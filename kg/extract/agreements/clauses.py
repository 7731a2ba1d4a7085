"""Sentences as the rules for facts see them: names and dates shrunk to one sign each, asides in brackets left out.

`國立某大學（某大）7月11日與日本某市簽署` becomes `ⓞⓓ與日本ⓞ簽署` (with signs of the private use area), so that
a rule speaks about roles and particles and never about names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.dates import FoundDate, find_dates
from kg.link.coreference import Reference
from kg.model import Annotated, Entity, Evidence, Kind, Language, PartialDate, Passage, PassageKind, Release

ORG, PERSON, DATE, PLACE = "\ue000", "\ue001", "\ue002", "\ue003"
_SIGNS = (ORG, PERSON, DATE, PLACE)

_YEAR = re.compile("年|[0-9０-９]{4}|[0-9]{3}[./-]")
_LONGEST = 400  # characters of a sentence; the longest of the press releases read has about 250

# Whatever their names say, these are what a sentence founds, not who founds it.
_LABORATORY = re.compile(
    r"(?:ラボ|ラボラトリー|實驗室|实验室|実験室|(?:聯合|联合|共同|連携|合同|協同|合作|產學|産学)(?:研究|研發|研发|開発)(?:室|中心|センター|拠点))$"
)
_HEAD = re.compile("[長长](?!期|年|久|達|达)")
_BLANK = re.compile(f"[ 　\n{ORG}{PERSON}{DATE}{PLACE}]")
_BRACKETS = re.compile(r"[（(［\[〔][^（()）［\[\]］〔〕]{0,80}[）)］\]〕]")


@dataclass(frozen=True, slots=True)
class Span:
    """A name, date or place in a sentence; `ids` are the entities meant (several for 雙方, 両社, none for a date)."""

    start: int
    end: int
    sign: str
    ids: tuple[str, ...] = ()
    date: FoundDate | None = None
    reference: bool = False  # 雙方, 本学 rather than a name


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage, or one row of a list.

    `masked` is the text with signs for names and without asides; `at[i]` is the place in `text` of `masked[i]`;
    `spans[i]` is what the sign at `masked[i]` stands for. `text` and `masked` of Chinese are in Simplified
    characters, so that one rule serves both ways of writing; offsets are the same in both.
    """

    language: Language
    kind: PassageKind
    passage: int
    text: str
    written: str  # as the release has it
    masked: str
    at: tuple[int, ...]
    spans: dict[int, Span]
    evidence: Evidence
    speech: bool
    hidden: tuple[Span, ...] = ()  # what stands in asides
    aside: bool = False  # itself an aside of the sentence before

    def find(self, sign: str, start: int = 0, end: int | None = None) -> list[tuple[int, Span]]:
        """Place in `masked` and span of every sign of that sort between two places."""
        stop = len(self.masked) if end is None else end
        return [(i, span) for i, span in self.spans.items() if span.sign == sign and start <= i < stop]


@cache
def _to_simplified() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


class _Simple(dict[int, str]):
    """The Simplified form of each character by its code point, found at its first use: what `str.translate` takes."""

    def __missing__(self, code: int) -> str:
        simple = character = chr(code)
        if character >= "\u3400":
            simple = _to_simplified().convert(character)  # type: ignore[attr-defined]
        self[code] = simple if len(simple) == 1 else character
        return self[code]


@cache
def _simple() -> _Simple:
    return _Simple()


@cache
def both_ways(source: str) -> re.Pattern[str]:
    """A pattern that matches what it says in Japanese and, folded, in Chinese sentences.

    Without brackets around the two: a search looks for the first characters of its alternatives only where none of them
    is hidden in a group.
    """
    simple = simplified(source)
    return re.compile(source if simple == source else f"{source}|{simple}")


def simplified(text: str) -> str:
    """The text in Simplified characters, one for one, for matching only."""
    return text.translate(_simple())


def sentences(
    annotated: Annotated, entities: Sequence[Entity], references: Iterable[Reference]
) -> tuple[Sentence, ...]:
    """All sentences that may state facts, in order; `references` are 本学, 雙方 and the like."""
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
    outer.sort()
    places = [x[0] for x in outer]
    result: list[Sentence] = []
    for number, passage in enumerate(release.passages):
        if passage.kind in (PassageKind.FURNITURE, PassageKind.BYLINE) or not passage.text:
            continue
        first, last = passage.offsets[0], passage.offsets[-1] + 1
        inside = [x for x in outer[bisect_left(places, first) : bisect_left(places, last)] if x[1] <= last]
        found = _outermost(
            Span(*passage.from_release(s, e), sign, ids, dates.get((s, e)), (s, e) in pointing)
            for s, e, sign, ids in inside
        )
        speech = _speech(passage.text)
        begins = [s.start for s in found]
        for start, end in _pieces(passage):
            if passage.text[start:end].strip():
                spans = found[bisect_left(begins, start) : bisect_left(begins, end)]
                spans = [s for s in spans if s.end <= end]
                whole = _sentence(annotated, number, passage, start, end, spans, speech)
                result.append(whole)
                for left, right in _asides(passage.text[start:end]):
                    inner = [s for s in spans if start + left < s.start and s.end < start + right]
                    if any(sum(s.sign == sign for s in inner) > 1 for sign in (ORG, PERSON)):
                        aside = _sentence(
                            annotated, number, passage, start + left + 1, start + right - 1, inner, speech
                        )
                        result.append(replace(aside, evidence=whole.evidence, aside=True))
    return tuple(result)


def _pieces(passage: Passage) -> Iterator[tuple[int, int]]:
    """The sentences of a passage, those that no one could read cut in pieces: rules look at a sentence as a whole."""
    for start, end in passage.sentences:
        while end - start > _LONGEST:
            cut = max(passage.text.rfind(c, start + _LONGEST // 2, start + _LONGEST) for c in "、，,；;　 ")
            stop = cut + 1 if cut > 0 else start + _LONGEST
            yield start, stop
            start = stop
        yield start, end


def _first_day(release: Release) -> PartialDate | None:
    """The first date that the text tells with day and year, for texts that do not say when they were issued."""
    found = find_dates(release.text, None, release.language)
    return next((d.until or d.date for d in found if d.date.day and _YEAR.search(release.text[d.start : d.end])), None)


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Leave out what lies inside something longer; of the same length, an institution stays and a place goes."""
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end, _SIGNS.index(s.sign))):
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


def _sentence(
    annotated: Annotated, number: int, passage: Passage, start: int, end: int, spans: list[Span], speech: list[bool]
) -> Sentence:
    release = annotated.release
    written = passage.text[start:end]
    text = written if release.language == "ja" else simplified(written)
    shown = bytearray(b"\1") * len(written)
    for left, right in _asides(written):
        shown[left:right] = bytes(right - left)
    by_start = {s.start - start: s for s in spans}
    for span in spans:
        # Quotation marks around a name say nothing of its role.
        before, behind = span.start - start - 1, span.end - start
        if (
            span.sign == ORG
            and before >= 0
            and written[before] in "「『“"
            and written[behind : behind + 1] in ("」", "』", "”")
        ):
            shown[before] = shown[behind] = 0
    masked: list[str] = []
    at: list[int] = []
    placed: dict[int, Span] = {}
    hidden: list[Span] = []
    starts = [*sorted(by_start), len(text)]
    i = 0
    while i < len(text):
        here = by_start.get(i)
        if here is None:
            # What stands between names is taken over at once where all of it is shown.
            stop = starts[bisect_left(starts, i)]
            if shown.find(0, i, stop) < 0 and not _BLANK.search(text, i, stop):
                masked.append(text[i:stop])
                at += range(i, stop)
            else:
                kept = [k for k in range(i, stop) if shown[k] and text[k] not in " 　\n"]
                masked += [" " if text[k] in _SIGNS else text[k] for k in kept]
                at += kept
            i = stop
            continue
        if here.sign == PLACE:
            # 日本某大學, 台湾の某大学: where an institution is says nothing of its role.
            behind = (
                here.end
                - start
                + (text[here.end - start : here.end - start + 1] in ("の", "的", "・", "「", "『", "“"))
            )
            owner = by_start.get(behind)
            if owner is not None and owner.sign == ORG:
                i = behind
                continue
        span = Span(i, here.end - start, here.sign, here.ids, here.date, here.reference)
        if shown[i]:
            placed[len(at)] = span
            masked.append(here.sign)
            at.append(i)
        else:
            hidden.append(span)
        i = span.end
    said = sum(speech[start:end]) > 0.7 * (end - start)
    evidence = Evidence(*passage.to_release(start, end))
    return Sentence(
        release.language,
        passage.kind,
        number,
        text,
        written,
        "".join(masked),
        tuple(at),
        placed,
        evidence,
        said,
        tuple(hidden),
    )


def _asides(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _BRACKETS.finditer(text)]
