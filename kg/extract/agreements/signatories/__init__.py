"""Who signed: only persons whom a sentence, a caption or a list says to have put their name to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.agreements.clauses import Sentence
from kg.extract.agreements.signatories import ja, zh
from kg.extract.agreements.signatories.rows import heading_of_signers, listed


@dataclass(frozen=True, slots=True)
class Signing:
    """The persons whom one place of a document says to have signed, in order."""

    number: int  # of the sentence
    at: int  # place of the words for signing in it
    persons: tuple[str, ...]


def signatories(document: Sequence[Sentence]) -> list[Signing]:
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
