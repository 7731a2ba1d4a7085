"""Agreements whose other side a page does not name: 本学 of a university that nobody tells, with each of its guests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import Sentence, simplified
from kg.model import Entity, Language
from kg.names.referring import alternatives

_JOINT = re.compile("[三四五六3-6３-６](?:者|方|校|社|市|大学|大學|機関)")


def among_known(
    candidates: Iterable[Candidate], document: Sequence[Sentence], entities: Iterable[Entity], *, published: bool
) -> list[Candidate]:
    """The candidates without those that pair two guests with each other where each agreed with their host.

    `published` tells that the page names who speaks in it. A page speaks at home: two parties from one country abroad
    are guests where it says 本学 of nobody knows whom, and in a headline where the text tells of one with a host.
    What such a page tells of one party alone is of the host, too.
    """
    told = list(candidates)
    if not told:
        return told
    language = document[0].language
    home = "JP" if language == "ja" else "TW"
    countries: Mapping[str, str | None] = {e.id: e.country for e in entities}
    nobody = not published and any(not s.speech and _self(language).search(s.masked) for s in document)
    hosted = {
        p
        for c in told
        if not c.headline and c.number and any(countries.get(q) == home for q in c.parties)
        for p in c.parties
        if countries.get(p) != home
    }

    def guests(candidate: Candidate) -> bool:
        if nobody and len(candidate.parties) < 2 and candidate.stage is not Stage.OPEN:
            return True
        lands = {countries.get(p) for p in candidate.parties}
        abroad = len(candidate.parties) > 1 and len(lands) == 1 and lands <= {"TW", "JP"} - {home}
        if not abroad or _JOINT.search(candidate.sentence.masked):
            return False
        above = candidate.headline or (candidate.number == 0 and "。" not in candidate.sentence.masked)
        return nobody or (above and not hosted.isdisjoint(candidate.parties))

    return [c for c in told if not guests(c)]


@cache
def _self(language: Language) -> re.Pattern[str]:
    """本学, 本校, 当社 as a word of its own, in sentences as the rules see them."""
    found = alternatives("self")
    if language == "ja":
        return re.compile(rf"(?<![\u3400-\u9fff々])(?:{found})")
    return re.compile(rf"(?<![日共根基资版样成原剧课熊])(?:{simplified(found)})(?![议场面向案针程藏得期头])")
