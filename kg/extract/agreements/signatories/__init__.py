"""Who signed: only persons whom a sentence, a caption or a list says to have put their name to it.

Rules read who signs by the grammar of each language; a reader trained on annotated documents adds those whom no rule
reads though all that stands around them says so.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import ORG, PERSON, Sentence, both_ways
from kg.extract.agreements.signatories import ja, zh
from kg.extract.agreements.signatories.rows import heading_of_signers, listed
from kg.extract.agreements.signatories.telling import told_of
from kg.extract.agreements.stand_ins import Posts
from kg.extract.learned import chance
from kg.model import PassageKind

# Two of two institutions whom a sentence names together: 甲大學校長P與乙公司社長Q
_JOINED = both_ways(f"{PERSON}[^，。；、はが{PERSON}]{{0,6}}[與和暨と]{ORG}[^，。；、はが{PERSON}]{{0,14}}{PERSON}")
READER = "signatory"
# Of those above it in documents that the weights had not seen, four in five had signed (docs/decisions/measuring.md).
_SURE = 0.8


@dataclass(frozen=True, slots=True)
class Signing:
    """The persons whom one place of a document says to have signed, in order."""

    number: int  # of the sentence
    at: int  # place of the words for signing in it
    persons: tuple[str, ...]
    learned: bool = False  # by a trained reader: it gives way to what rules read


def signatories(
    document: Sequence[Sentence], posts: Posts = MappingProxyType({}), candidates: Sequence[Candidate] = ()
) -> list[Signing]:
    """What a document says of who signed, by rules first; `candidates` are what it tells of agreements."""
    read = _by_rules(document)
    return [*read, *_likely(document, posts, candidates, {person for signing in read for person in signing.persons})]


def _by_rules(document: Sequence[Sentence]) -> list[Signing]:
    """What each sentence, and each list under a word such as 署名者, says of who signed."""
    result: list[Signing] = []
    for number, sentence in enumerate(document):
        if sentence.speech:
            continue
        if heading_of_signers(sentence):
            result.append(Signing(number, 0, listed(document, number)))
            continue
        grammar = ja if sentence.language == "ja" else zh
        named: set[str] = set()
        for at, persons in grammar.signers(document, number):
            new = tuple(dict.fromkeys(p for p in persons if p not in named))
            named.update(new)
            result.append(Signing(number, at, new))
    return [signing for signing in result if signing.persons]


def _likely(
    document: Sequence[Sentence], posts: Posts, candidates: Sequence[Candidate], read: Container[str]
) -> list[Signing]:
    """Whom no rule reads as having signed, though all that stands around them says so."""
    if not any(candidate.stage is Stage.SIGNED for candidate in candidates):
        return []  # nothing that they could have signed
    likely = {
        person: told
        for person, told in told_of(document, posts, candidates, read).items()
        if person not in read and chance(READER, told.signs) >= _SURE
    }
    return [
        Signing(told.number, told.at, (person,), learned=True)
        for person, told in likely.items()
        if not _is_one_of_several(document[told.number], likely, read, here=told.here)
        and not any(i not in likely and i not in read for i in _counterpart(document[told.number], person, posts))
    ]


def _counterpart(sentence: Sentence, person: str, posts: Posts) -> tuple[str, ...]:
    """The one of another institution whom a sentence joins to a person: 甲大學校長P與乙公司社長Q主持簽約儀式."""
    places = [place for place, span in sentence.find(PERSON) if person in span.ids]
    beside = [match for place in places for match in (_JOINED.match(sentence.masked, place),) if match]
    before = [match for match in _JOINED.finditer(sentence.masked) if match.end() - 1 in places]
    found = (i for m in (*beside, *before) for at in (m.start(), m.end() - 1) for i in sentence.spans[at].ids)
    return tuple(i for i in found if i != person and not {*posts.get(i, ())} & {*posts.get(person, ())})


def _is_one_of_several(sentence: Sentence, likely: Container[str], read: Container[str], *, here: bool) -> bool:
    """Whether a picture of several would show one who signed beside somebody who did not.

    Where a word says so right `here`, others beside two who signed may look on.
    """
    if sentence.kind is not PassageKind.CAPTION:
        return False
    shown = [i for _, span in sentence.find(PERSON) for i in span.ids]
    signed = [i for i in shown if i in likely or i in read]
    return len(signed) == 1 < len(shown) if here else len(signed) < len(shown)
