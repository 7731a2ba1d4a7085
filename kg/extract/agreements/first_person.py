"""Who speaks in a page that one person speaks in: the head of its institution who says 私 or 我, or who is asked."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kg.extract.agreements.clauses import PERSON, Sentence, Span, both_ways
from kg.model import Annotated, Entity, Kind

_I = re.compile("(?<![\u3400-\u9fff々])私(?=[がはもと、])|(?:^|(?<=[，。；、與与和跟由]))我(?=[與与和跟代在於于，])")
_HEAD = both_ways(
    "(?<!副)(?<!PTA)(?:学長|総長|校長|市長|町長|村長|知事|社長|会長|会頭|理事長|院長|所長|頭取|局長|學長|總長|縣長|鄉長|鎮長|區長|會長|會頭|董事長|處長)"
)
_QUESTION = re.compile(r"\s{0,4}(?:―{2}|─{2}|—{2}|－{2}|[問问][:：\s]|[QＱ][0-9０-９]?[:：.．])")
_QUESTIONS = 2  # that make an interview
_INTRODUCED = 8  # sentences at the top that introduce who is asked
_NEAR = 8  # characters on each side of a name in which its title stands
_TOP = 160  # characters in which a page tells who speaks in it
_SPACE = re.compile(r"\s+")  # 校　長
_QUOTED = re.compile("「[^「」]*」|“[^“”]*”")


def told_by_head(
    document: Sequence[Sentence],
    annotated: Annotated,
    entities: Sequence[Entity],
    posts: Mapping[str, tuple[str, ...]],
    home: Collection[str],
) -> Sequence[Sentence]:
    """The sentences with a sign for who speaks in the place of 私, where just one person can be meant.

    That is who heads the `home` that publishes the page, else the one head whom its top names.
    """
    if not any(_I.search(s.masked) for s in document):
        return document
    text = annotated.release.text
    heads = [e for e in entities if e.kind is Kind.PERSON and posts.get(e.id) and _is_head(text, e)]
    own = [e for e in heads if set(posts[e.id]) & set(home)]
    top = [e for e in heads if e.mentions[0].start < _TOP and "。" not in _line(text, e.mentions[0].start)]
    speaks = own if home else top
    return [_with_sign(sentence, speaks[0].id) for sentence in document] if len(speaks) == 1 else document


def interviewed(
    document: Sequence[Sentence], posts: Mapping[str, tuple[str, ...]], home: tuple[str, ...]
) -> tuple[str, ...]:
    """The institution of the person whom a page of questions and answers asks: the first whose post it tells.

    That is `home`, who publishes it, where it names nobody; none where it is no interview.
    """
    if sum(bool(_QUESTION.match(s.text)) for s in document) < _QUESTIONS:
        return ()
    named = (p for s in document[:_INTRODUCED] for _, span in s.find(PERSON) for p in span.ids)
    return next((posts[person][:1] for person in named if posts.get(person)), home)


def _line(text: str, place: int) -> str:
    """The row of a text in which a place is, as far as it is no sentence."""
    return text[text.rfind("\n", 0, place) + 1 :].split("\n")[0]


def _is_head(text: str, person: Entity) -> bool:
    """Whether the title of a head stands right beside one of the mentions of a person."""
    for mention in person.mentions:
        before = _SPACE.sub("", re.split("[、，。\n]", text[max(0, mention.start - _NEAR) : mention.start])[-1])
        behind = re.split("[、，。\n（(はがと]", text[mention.end : mention.end + _NEAR])[0]
        if _HEAD.search(before) or _HEAD.search(behind):
            return True
    return False


def _with_sign(sentence: Sentence, head: str) -> Sentence:
    masked, spans = list(sentence.masked), dict(sentence.spans)
    quoted = [match.span() for match in _QUOTED.finditer(sentence.masked)]
    for match in _I.finditer(sentence.masked):
        if not any(a < match.start() < b for a, b in quoted):
            place = match.start()
            masked[place] = PERSON
            start = sentence.at[place]
            spans[place] = Span(start, start + 1, PERSON, (head,), reference=True)
    return replace(sentence, masked="".join(masked), spans=dict(sorted(spans.items())))
