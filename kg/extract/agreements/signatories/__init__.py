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
from kg.extract.agreements.clauses import PERSON, Sentence
from kg.extract.agreements.signatories import ja, zh
from kg.extract.agreements.signatories.rows import heading_of_signers, listed
from kg.extract.agreements.signatories.telling import told_of
from kg.extract.agreements.stand_ins import Posts
from kg.extract.learned import chance
from kg.model import PassageKind

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
        if told.here or not _is_one_of_two(document[told.number], likely, read)
    ]


def _is_one_of_two(sentence: Sentence, likely: Container[str], read: Container[str]) -> bool:
    """Whether a picture of two, of which no word says that they sign, would show one who did beside one who did not."""
    shown = [i for _, span in sentence.find(PERSON) for i in span.ids]
    return sentence.kind is PassageKind.CAPTION and any(i not in likely and i not in read for i in shown)
