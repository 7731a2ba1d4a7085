"""Words of agreeing and fields of technology, from data/language/agreements.tsv and the topics of the ontology."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from pyoxigraph import Literal, parse

from kg import knowledge
from kg.annotate.lexicon import Lexicon, letters_of
from kg.model import Kind, Language
from kg.names import table
from kg.vocab import SKOS_ALT_LABEL, SKOS_HIDDEN_LABEL, SKOS_PREF_LABEL

# Parts of speech, so to say, of the table: what names an agreement, and what verbs make one.
_AGREEING = {"noun", "general", "sign", "self", "announce"}
_LABELS = {SKOS_PREF_LABEL, SKOS_ALT_LABEL, SKOS_HIDDEN_LABEL}


def find_terms(text: str, language: Language, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Kind]]:
    """Where the text has a word of agreeing or a field of technology outside the `names`, as (start, end, kind)."""
    taken = bytearray(len(text) + 1)
    for start, end in names:
        taken[start:end] = b"\1" * (end - start)
    for start, end, kind in _terms(language[:2]).find(letters_of(text)):
        cut = text[start].isascii() and (_word(text, start - 1) or _word(text, end))  # IC is no part of ICT
        if not any(taken[start:end]) and not cut:
            yield start, end, Kind(kind)


def is_field(word: str) -> bool:
    """Whether the word names a field of technology or trade in either language."""
    return any(_terms(language).kind(word) == Kind.FIELD.value for language in ("zh", "ja"))


def _word(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isascii() and text[place].isalnum()


@cache
def _terms(language: str) -> Lexicon:
    """The words of `zh` or `ja`; a word that is both is one of agreeing."""
    rows = table("language", "agreements.tsv")
    agreeing = [row["form"] for row in rows if row["language"] == language and row["part"] in _AGREEING]
    tags = {language, "en", *(("zh-hant", "zh-hans") if language == "zh" else ())}
    labels = (q for q in parse(path=str(knowledge.path("ontology", "topics.ttl"))) if q.predicate.value in _LABELS)
    fields = {
        q.object.value for q in labels if isinstance(q.object, Literal) and (q.object.language or "").lower() in tags
    }
    return Lexicon(
        [(word, Kind.TRIGGER.value) for word in agreeing if len(word) > 1]
        + [(word, Kind.FIELD.value) for word in sorted(fields) if len(word) > 1]
    )
