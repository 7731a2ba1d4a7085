"""The institutions or persons that 本学, 兩校, 同社 or 同氏 stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.link.anaphora_ja import Antecedents as JapaneseAntecedents
from kg.link.anaphora_zh import Antecedents as ChineseAntecedents
from kg.link.bare_bodies import bare_bodies
from kg.link.bare_towns import bare_towns
from kg.link.publisher import publisher_of
from kg.model import Annotated, Entity, Kind, Language, Passage
from kg.names.referring import Word, words

# 5日、市と立地協定を交わした: the town that was named
_SEAT = re.compile(
    r"(?<![\u3400-\u9fff々ァ-ヺーA-Za-z0-9０-９])[市県町村]"
    r"(?=(?:と(?!い)|が|は(?!じ)|側|および|及び|、[市県町村](?![\u3400-\u9fff])))"
)
# 日本の県と手を組む: any of them, and no town that was named
_ANY = re.compile(r"(?:日本|台湾|国内|海外|全国|他|ほか|別|近隣|地元|県内|多く)の\Z")
_POINTING = ("five", "four", "three", "both", "same", "self", "you")


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
        found = re.sub("([同本当]学)(?=[|)])", r"\1(?![院部科府系類群期年生習])", found)  # 同学院: a part of it
        found = re.sub("([同本当]会)(?=[|)])", r"\1(?![議場社見期合])", found)  # 本会議
        found = re.sub("([同本当]市)(?=[|)])", r"\1(?!場)", found)
        return re.compile(r"(?<![\u3400-\u9fff々])" + found)
    found = re.sub("([該该]行)", r"\1(?![業业為为程列動动政])", found)  # 該行業, 該行為
    found = re.sub("(本[處处])", r"\1(?![理置分所境於于])", found)  # 本處理程序
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
    publisher = publisher_of(annotated, entities)
    rows = _pointing(release.language)
    found = []
    known = (JapaneseAntecedents if release.language == "ja" else ChineseAntecedents)(annotated, entities, publisher)
    for passage in release.passages:
        if passage.kind.silent or not passage.text:
            continue
        matches = list(_anaphora(release.language).finditer(passage.text))
        if release.language == "ja":
            seats = _SEAT.finditer(passage.text)
            matches += (m for m in seats if not _ANY.search(passage.text, max(0, m.start() - 3), m.start()))
        for match in sorted(matches, key=lambda match: match.start()):
            start, end = passage.to_release(*match.span())
            if any(taken[start:end]):
                continue
            row = rows.get(match.group()) or Word(match.group(), "ja", "seat", "GovernmentBody")
            quoted = _quoted(passage, match.start())
            meant = known.meant(row, passage, (start, end), quoted=quoted)
            if meant is not None:
                found.append(Reference(start, end, release.text[start:end], tuple(e.id for e in meant), row.of))
    names = [(m.start, m.end) for m in annotated.mentions if m.kind in (Kind.PERSON, Kind.ORGANIZATION)]
    for start, end, town in bare_towns(release.text, entities):
        if not any(s < end and start < e and e - s > end - start for s, e in names):
            found.append(Reference(start, end, release.text[start:end], (town.id,), "GovernmentBody"))
    for start, end, body in bare_bodies(release.text, entities, release.language):
        if not any(taken[start:end]) and not any(r.start < end and start < r.end for r in found):
            found.append(Reference(start, end, release.text[start:end], (body.id,), "Association"))
    found.sort(key=lambda reference: reference.start)
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


def _quoted(passage: Passage, place: int) -> bool:
    """Whether a place lies inside 「…」 or “…”."""
    before = passage.text[:place]
    return before.count("「") > before.count("」") or before.count("“") > before.count("”")
