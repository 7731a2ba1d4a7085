"""A passage, cut in sentences → what the rules see of each: signs in the place of names, no asides."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.agreements.clauses import ORG, PERSON, PLACE, SIGNS, Sentence, Span, simplified
from kg.model import Evidence, Language, Passage

_LONGEST = 400  # characters of a sentence; the longest of the press releases read has about 250
_BLANK = re.compile(f"[ 　\n{''.join(SIGNS)}]")
_BRACKETS = re.compile(r"[（(［\[〔][^（()）［\[\]］〔〕]{0,80}[）)］\]〕]")


@dataclass(frozen=True, slots=True)
class Masked:
    """A passage with what its sentences are made of; places are those of the passage."""

    language: Language
    passage: Passage
    number: int
    spans: Sequence[Span]
    begins: Sequence[int]  # where the spans do
    speech: Sequence[bool]  # of each character

    def sentences(self) -> Iterator[Sentence]:
        """Its sentences, and behind each those of its asides that name several."""
        for start, end in _pieces(self.passage):
            if not self.passage.text[start:end].strip():
                continue
            near = self.spans[bisect_left(self.begins, start) : bisect_left(self.begins, end)]
            spans = [s for s in near if s.end <= end]
            whole = self._sentence(start, end, spans)
            yield whole
            for left, right in _asides(self.passage.text[start:end]):
                inner = [s for s in spans if start + left < s.start and s.end < start + right]
                if any(sum(s.sign == sign for s in inner) > 1 for sign in (ORG, PERSON)):
                    aside = self._sentence(start + left + 1, start + right - 1, inner)
                    yield replace(aside, evidence=whole.evidence, aside=True)

    def _sentence(self, start: int, end: int, spans: Iterable[Span]) -> Sentence:
        written = self.passage.text[start:end]
        text = written if self.language == "ja" else simplified(written)
        own = {s.start - start: replace(s, start=s.start - start, end=s.end - start) for s in spans}
        masked, at, placed, hidden = _mask(text, own, _shown(written, own.values()))
        evidence = Evidence(*self.passage.to_release(start, end))
        said = sum(self.speech[start:end]) > 0.7 * (end - start)
        kind, number = self.passage.kind, self.number
        return Sentence(self.language, kind, number, text, written, masked, at, placed, evidence, said, hidden)


def _pieces(passage: Passage) -> Iterator[tuple[int, int]]:
    """The sentences of a passage, those that no one could read cut in pieces: rules look at a sentence as a whole."""
    for start, end in passage.sentences:
        while end - start > _LONGEST:
            cut = max(passage.text.rfind(c, start + _LONGEST // 2, start + _LONGEST) for c in "、，,；;　 ")
            stop = cut + 1 if cut > 0 else start + _LONGEST
            yield start, stop
            start = stop
        yield start, end


def _shown(written: str, spans: Iterable[Span]) -> bytearray:
    """Which characters a rule sees: none of asides, nor the quotation marks around a name, which say nothing of it."""
    shown = bytearray(b"\1") * len(written)
    for left, right in _asides(written):
        shown[left:right] = bytes(right - left)
    for span in spans:
        quoted = span.sign == ORG and span.start > 0 and written[span.start - 1] in "「『“"
        if quoted and written[span.end : span.end + 1] in ("」", "』", "”"):
            shown[span.start - 1] = shown[span.end] = 0
    return shown


def _mask(
    text: str, spans: Mapping[int, Span], shown: bytearray
) -> tuple[str, tuple[int, ...], dict[int, Span], tuple[Span, ...]]:
    """What is shown of a text, the place of each of its characters, its signs by place, what asides hide."""
    masked: list[str] = []
    at: list[int] = []
    placed: dict[int, Span] = {}
    hidden: list[Span] = []
    starts = [*sorted(spans), len(text)]
    i = 0
    while i < len(text):
        here = spans.get(i)
        if here is None:
            # What stands between names is taken over at once where all of it is shown.
            stop = starts[bisect_left(starts, i)]
            if shown.find(0, i, stop) < 0 and not _BLANK.search(text, i, stop):
                masked.append(text[i:stop])
                at += range(i, stop)
            else:
                kept = [k for k in range(i, stop) if shown[k] and text[k] not in " 　\n"]
                masked += [" " if text[k] in SIGNS else text[k] for k in kept]
                at += kept
            i = stop
            continue
        if here.sign == PLACE and (owner := _institution_there(text, spans, here)) is not None:
            i = owner.start
            continue
        if shown[i]:
            placed[len(at)] = here
            masked.append(here.sign)
            at.append(i)
        else:
            hidden.append(here)
        i = here.end
    return "".join(masked), tuple(at), placed, tuple(hidden)


def _institution_there(text: str, spans: Mapping[int, Span], place: Span) -> Span | None:
    """日本某大學, 台湾の某大学: the institution behind a place, of whose role that says nothing."""
    joined = text[place.end : place.end + 1] in ("の", "的", "・", "「", "『", "“")
    owner = spans.get(place.end + joined)
    return owner if owner is not None and owner.sign == ORG else None


def _asides(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in _BRACKETS.finditer(text)]
