"""Texts → words with tags: spaCy with Sudachi's tags for Japanese, with LAC's for Chinese."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from kg.annotate import lac
from kg.annotate.lexicon import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_WORDS = "words"
# Sudachi refuses inputs beyond 49,149 bytes of UTF-8; this leaves room for the widest characters.
LONGEST = 10_000


def load_japanese(model: str = "ja_ginza") -> Language:
    """The tokenizer of a Japanese spaCy model, which carries Sudachi's tags; its other components are not read here.

    Raises OSError when the model is not installed.
    """
    import spacy

    # Measured on the development documents: GiNZA's own name tags added nothing to Sudachi's, at ten times the cost.
    nlp = spacy.load(model)
    for name in nlp.pipe_names:
        nlp.remove_pipe(name)
    return nlp


def load_chinese() -> Language:
    """A blank Chinese pipeline, one token per character, with LAC's words beside them where LAC is installed."""
    import spacy
    from spacy.language import Language

    nlp = spacy.blank("zh")
    if lac.installed():
        if not Language.has_factory("lac_words"):
            Language.factory("lac_words", func=_lac_words)
        nlp.add_pipe("lac_words")
    return nlp


def _lac_words(nlp: Language, name: str) -> Any:
    return partial(_add_words, lac.Lac())


def _add_words(model: lac.Lac, doc: Doc) -> Doc:
    doc.user_data[_WORDS] = lac.words(doc.text, model.tags(doc.text))
    return doc


def words(nlp: Language, text: str) -> list[Span]:
    """The words of a text as (start, end, tag), in code points; empty where the pipeline has no tags."""
    found: list[Span] = []
    for offset in range(0, len(text), LONGEST):
        doc = nlp(text[offset : offset + LONGEST])
        found += [(start + offset, end + offset, tag) for start, end, tag in words_of(doc)]
    return found


def words_of(doc: Doc) -> list[Span]:
    """The words of one analysed piece of text."""
    own: list[Span] | None = doc.user_data.get(_WORDS)
    return [(t.idx, t.idx + len(t), t.tag_) for t in doc if t.tag_] if own is None else own
