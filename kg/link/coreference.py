"""The institutions or persons that 本学, 兩校, 同社 or 同氏 stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.link.anaphora_zh import Antecedents
from kg.link.publisher import publisher_of as publisher_of
from kg.link.words import Word as Word
from kg.link.words import alternatives as alternatives
from kg.link.words import words as words
from kg.model import Annotated, Entity, Kind, Language, Mention, OrganizationType, Passage, PassageKind

_SILENT = (PassageKind.FURNITURE, PassageKind.BYLINE)
_WITHIN = 200  # mentions looked back
_COUNT = {"both": 2, "three": 3}
# Between two that are named together: AとB, A（所在地）と、台湾のB.
_TOGETHER = re.compile(r"^[）)]?(?:[（(][^）)]{0,60}[）)])?\s*(?:と|＝|=|×|・|及び|および|ならびに)[^。！？\n]*$")
_NEAR = 60  # characters between two that are named together
_POINTING = ("five", "four", "three", "both", "same", "self")


@dataclass(frozen=True, slots=True)
class Reference:
    """A word that stands for entities named elsewhere; offsets in `Release.text`.

    `entities` is empty where 本学 or 弊社 means a publisher who is none of the entities; `of` is the type of thing that
    the word asks for.
    """

    start: int
    end: int
    text: str
    entities: tuple[str, ...]
    of: str = "any"


@cache
def _pointing(language: str) -> dict[str, Word]:
    """The words of a language that stand for entities."""
    return {row.word: row for use in _POINTING for row in words(use) if row.language == language}


@cache
def _anaphora(language: str) -> re.Pattern[str]:
    found = "(" + "|".join(re.escape(word) for word in sorted(_pointing(language), key=len, reverse=True)) + ")"
    # 日本学術 and 熊本県 hold 本学 and 本県: no Chinese character may stand before a Japanese one.
    if language == "ja":
        return re.compile(r"(?<![\u3400-\u9fff々])" + found)
    # 本會議, 本市場 and 三方面 are words of their own.
    return re.compile("(?<![日共根基資资版樣样成原劇剧課课熊])" + found + "(?![議议場场面向案針针程藏得期頭头])")


def find_references(annotated: Annotated, entities: Sequence[Entity]) -> list[Reference]:
    """The words of the text that stand for entities named elsewhere, in order of place.

    本学 is the publisher, or inside a quotation the institution last named before it; 同社 is the last one of
    its type named before; 雙方, 両社 are the last two, 三校 the last three. A word that finds too few is left out.
    """
    release = annotated.release
    taken = bytearray(len(release.text))
    for m in annotated.mentions:
        if m.kind in (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE):
            taken[m.start : m.end] = b"\1" * (m.end - m.start)
    named = sorted(((m.start, e) for e in entities for m in e.mentions), key=lambda pair: pair[0])
    ends = {m.start: m.end for e in entities for m in e.mentions}
    publisher = publisher_of(annotated, entities)
    rows = _pointing(release.language)
    found = []
    chinese = None if release.language == "ja" else Antecedents(annotated, entities, publisher)
    for passage in release.passages:
        if passage.kind in _SILENT or not passage.text:
            continue
        for match in _anaphora(release.language).finditer(passage.text):
            start, end = passage.to_release(*match.span())
            if any(taken[start:end]):
                continue
            row = rows[match.group()]
            if chinese is not None:
                meant = _chinese(chinese, row, passage, match.start(), start)
                if len(meant) == 1:
                    chinese.add(start, end, meant[0].id)
                if meant or (row.use == "self" and not _quoted(passage, match.start())):
                    found.append(Reference(start, end, release.text[start:end], tuple(e.id for e in meant), row.of))
                continue
            upto = bisect_left(named, start, key=lambda pair: pair[0])
            before = [e for _, e in named[max(0, upto - _WITHIN) : upto]]
            if joined := _joined(row, named[max(0, upto - _WITHIN) : upto], ends, release.text):
                found.append(Reference(start, end, release.text[start:end], tuple(e.id for e in joined), row.of))
                continue
            quoted = _quoted(passage, match.start())
            home = (
                None
                if quoted or row.use != "self"
                else publisher or _home(annotated, passage, match.start(), row, entities)
            )
            # Who says 本学 in a release of nobody knows whom is none of those it visits.
            silent = row.use == "self" and not quoted and publisher is None and home is None
            meant = [] if silent else _meant(row, before, home)
            if meant or silent:
                found.append(Reference(start, end, release.text[start:end], tuple(e.id for e in meant), row.of))
    return _without_guests(found, entities, release.language)


def _without_guests(found: list[Reference], entities: Sequence[Entity], language: Language) -> list[Reference]:
    """The words, 両大学 standing for nobody where 本学 is nobody knows whom and it would mean two guests of theirs."""
    unknown = {r.of for r in found if not r.entities}
    if not unknown:
        return found
    home = "JP" if language == "ja" else "TW"
    countries = {e.id: e.country for e in entities}

    def guests(reference: Reference) -> bool:
        lands = {countries.get(i) for i in reference.entities}
        return len(reference.entities) == 2 and len(lands) == 1 and lands <= {"TW", "JP"} - {home}

    return [replace(r, entities=()) if r.of in {*unknown, "any"} and guests(r) else r for r in found]


def _chinese(known: Antecedents, row: Word, passage: Passage, at: int, place: int) -> list[Entity]:
    """The entities that a Chinese word stands for, `at` in a passage and at `place` in the text."""
    if row.use not in ("self", "same"):
        return known.together(row.word, row.of, row.use, place)
    one: Entity | None
    if row.use == "self" and not _quoted(passage, at):
        start, end = next(((s, e) for s, e in passage.sentences if s <= at < e), (0, len(passage.text)))
        one = known.speaker(row.word, row.of, passage.to_release(start, max(end, start + 1)))
    else:
        one = known.same(row.word, row.of, place)
    return [one] if one else []


def _joined(row: Word, before: Sequence[tuple[int, Entity]], ends: Mapping[int, int], text: str) -> list[Entity]:
    """The last so many that are named together, with と or 、 between them: 両社 are these, whoever is named since."""
    fitting = [(at, e) for at, e in before if e.kind is Kind.ORGANIZATION and _fits(e, row.of)]
    count = _COUNT.get(row.use, 1)
    for last in range(len(fitting) - 1, 0, -1) if count > 1 else ():
        run = [fitting[last]]
        while len(run) < count and last - len(run) >= 0:
            at, entity = fitting[last - len(run)]
            gap = text[ends[at] : run[-1][0]]
            if len(gap) > _NEAR or not _TOGETHER.search(gap) or entity in [e for _, e in run]:
                break
            run.append((at, entity))
        if len(run) == count:
            return [entity for _, entity in reversed(run)]
    return []


def _meant(row: Word, before: Sequence[Entity], publisher: Entity | None) -> list[Entity]:
    """The entities that a word stands for after the mentions `before`, in order of place."""
    if row.of == "person":
        fitting = [e for e in before if e.kind is Kind.PERSON]
    else:
        fitting = [e for e in before if e.kind is Kind.ORGANIZATION and _fits(e, row.of)]
    if row.use == "self" and publisher is not None and _fits(publisher, row.of):
        return [publisher]
    count = _COUNT.get(row.use, 1)
    latest = list({e.id: e for e in reversed(fitting)}.values())[:count]
    if row.of == "University" and len(latest) < count:
        # 両校 may be a school corporation and a university: any two that teach or none of the type.
        loose = [e for e in before if e.kind is Kind.ORGANIZATION and e.type is OrganizationType.ASSOCIATION]
        latest = list({e.id: e for e in [*latest, *reversed(loose)]}.values())[:count]
    return latest[::-1] if len(latest) == count else []


def _home(annotated: Annotated, passage: Passage, at: int, row: Word, entities: Sequence[Entity]) -> Entity | None:
    """Who speaks in a release whose publisher is not known: one of the release's country, not named in the sentence."""
    start, end = next(((s, e) for s, e in passage.sentences if s <= at < e), (0, len(passage.text)))
    left, right = passage.to_release(start, max(end, start + 1))
    others = [
        e
        for e in entities
        if e.kind is Kind.ORGANIZATION and _fits(e, row.of) and not any(left <= m.start < right for m in e.mentions)
    ]
    country = "JP" if annotated.release.language == "ja" else "TW"
    home = [e for e in others if e.country == country]
    return min(home, key=lambda e: e.mentions[0].start, default=None)


def _fits(entity: Entity, of: str) -> bool:
    """Whether an institution is of the type that a word asks for; units stand for nobody but themselves."""
    if entity.type is OrganizationType.UNIT:
        return False
    return of == "any" or entity.type is None or entity.type.value == of


def _quoted(passage: Passage, place: int) -> bool:
    """Whether a place lies inside 「…」 or “…”."""
    before = passage.text[:place]
    return before.count("「") > before.count("」") or before.count("“") > before.count("”")


def delegations(annotated: Annotated) -> list[tuple[int, int, Mention]]:
    """Lists of the members of a delegation: (start, end) in `Release.text`, and the institution that sent it.

    That is the one named in the heading, or directly before 代表團 or 訪問団, or first in the paragraph above.
    """
    release = annotated.release
    delegation = re.compile(alternatives("delegation"))
    whole = [m for m in annotated.mentions if m.kind is Kind.ORGANIZATION and m.type is not OrganizationType.UNIT]
    named = _outside(whole, [p for p in release.passages if p.kind in _SILENT and p.text])
    starts = [m.start for m in named]
    sent = [
        m
        for m in named
        if delegation.match(re.sub(r"^\s*[（(][^）)]{0,60}[）)]", "", release.text[m.end : m.end + 70]))
    ]
    found = []
    start: int | None = None
    host: Mention | None = None
    told: list[Mention] = []
    for passage in release.passages:
        if not passage.text or passage.kind in _SILENT:
            continue
        here, end = passage.offsets[0], passage.offsets[-1] + 1
        inside = named[bisect_left(starts, here) : bisect_left(starts, end)]
        heading = len(passage.text) < 30 and "。" not in passage.text
        if (
            start is not None
            and host is not None
            and ("。" in passage.text or (heading and passage.text[0] in "【■◆●○"))
        ):
            found.append((start, here, host))
            start = None
        if heading and passage.kind is not PassageKind.TITLE and delegation.search(passage.text):
            host = next(iter([*inside, *sent, *told, *named]), None)
            start = here
        if passage.kind is PassageKind.BODY and inside:
            told = inside
    if start is not None and host is not None:
        found.append((start, len(release.text), host))
    return found


def _outside(mentions: Sequence[Mention], passages: Sequence[Passage]) -> list[Mention]:
    """The mentions that stand in none of these passages."""
    within = [(p.offsets[0], p.offsets[-1] + 1) for p in passages]
    found = []
    for mention in mentions:
        at = bisect_left(within, (mention.start + 1,)) - 1
        if at < 0 or mention.start >= within[at][1]:
            found.append(mention)
    return found
