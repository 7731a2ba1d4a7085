"""What a sentence tells beside its acts of agreeing: agreements that the news follows, and who acts at a ceremony."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import DATE, ORG, PERSON, Sentence, both_ways

_CEREMONY = both_ways("締結式|調印式|署名式|簽署儀式|簽約儀式|簽約典禮|簽約式")
_ACTING = both_ways(f"{ORG}(?:の)?[^。，、{ORG}{PERSON}{DATE}はがをに]{{0,16}}{PERSON}")
_ONLOOKERS = both_ways("見證|觀禮|立ち会|見守|同席|出席|列席")
_PRECEDENT = both_ways(
    f"{ORG}に(?:続|次)[いぐき]、?{ORG}(?:目|[にと]?な[りっる])|{ORG}(?:に(?:続|次)[いぐき]|以来)[^。]{{0,12}}[0-9０-９一二三四五六七八九十]+(?:件|例|番|校|都市|[かカヶ]所|自治体|社|行|大学|機関|団体|市|町|県|者|番手|か国|カ国|地域|本)(?:目|[にと]?(?:なり|なっ|なる))"
    f"|繼{ORG}(?:之)?後[^。]{{0,30}}第[二三四五六七八九十2-9](?:個|所|座|家|間|份)"
)
_LISTED = re.compile(f"{ORG}(?:、|と|や|・|及び)(?:{DATE}の)?$")


def tells_precedent(sentence: Sentence) -> bool:
    """Whether a sentence names an agreement that the news follows."""
    return _PRECEDENT.search(sentence.masked) is not None


def beside_acts(sentence: Sentence, number: int) -> Iterator[Candidate]:
    """The precedents that a sentence names, and who may turn out to be the parties where it speaks of a ceremony."""
    yield from _precedents(sentence, number)
    if _CEREMONY.search(sentence.masked):
        yield from _hosts(sentence, number)


def _precedents(sentence: Sentence, number: int) -> Iterator[Candidate]:
    """三重県に続いて2件目: an earlier agreement of the same sort, with one side of the news."""
    for match in _PRECEDENT.finditer(sentence.masked):
        places = [next(p for p, _ in sentence.find(ORG, *match.span()))]
        while also := _LISTED.search(sentence.masked, 0, places[0]):
            places.insert(0, also.start())  # A市（2019年）、B市（2023年）に続き
        for place in places:
            span = sentence.spans[place]
            near = [s.date.date for s in sentence.hidden if s.date and 0 <= s.start - span.end <= 2]
            near += [s.date.date for p, s in sentence.find(DATE, max(0, place - 2), place) if s.date and p < place]
            day, ids = next(iter(near), None), span.ids
            yield Candidate(ids, ids, Stage.SIGNED, True, "precedent", (), day, False, sentence, number, place)


def _hosts(sentence: Sentence, number: int) -> Iterator[Candidate]:
    """A ceremony names, through those who act at it, institutions that may turn out to be the parties."""
    # Those who look on stand in a clause of their own: …主持，…見證.
    clauses = [(m.start(), m.end()) for m in re.finditer("[^，、。]+(?:、[^，。]+)?", sentence.masked)]
    looking = [span for span in clauses if _ONLOOKERS.search(sentence.masked, *span)]
    acting = (m for m in _ACTING.finditer(sentence.masked) if not any(a <= m.start() < b for a, b in looking))
    ids = [i for m in acting for i in sentence.spans[m.start()].ids]
    if ids:
        parties = tuple(dict.fromkeys(ids))
        yield Candidate(parties, parties, Stage.OPEN, False, "hosts", (), None, False, sentence, number, 0)
