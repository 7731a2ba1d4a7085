"""Texts → words with tags: spaCy with Sudachi's tags for Japanese, with LAC's and Sudachi's for Chinese."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from kg.annotate.lexicon import Span
from kg.annotate.tagging import lac
from kg.names import table

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_TEXT, _WORDS, _HINTS, _OTHERS = "text", "words", "hints", "others"
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
    if not Language.has_factory("sudachi_words"):
        Language.factory("sudachi_words", func=_sudachi_words)
    nlp.add_pipe("sudachi_words")
    return nlp


def made(nlp: Language, text: str) -> Doc:
    """The text cut into tokens, which keeps the text: to put it together again from one token a character is slow."""
    doc = nlp.make_doc(text)
    doc.user_data[_TEXT] = text
    return doc


def text_of(doc: Doc) -> str:
    """The text of a document."""
    return doc.user_data.get(_TEXT) or doc.text


def _sudachi_words(nlp: Language, name: str) -> Any:
    from sudachipy import Dictionary, SplitMode

    return partial(_add_others, Dictionary(dict="core").create(SplitMode.A))


def _add_others(tokenizer: Any, doc: Doc) -> Doc:
    """Words as Japanese reads them: Sudachi knows the names of people and places that Chinese readers cut apart."""
    words = tokenizer.tokenize(japanese_forms(text_of(doc)))
    doc.user_data[_OTHERS] = [(w.begin(), w.end(), "-".join(w.part_of_speech()[1:4])) for w in words]
    return doc


def _lac_words(nlp: Language, name: str) -> Any:
    return partial(_add_words, lac.Lac())


def _add_words(model: lac.Lac, doc: Doc) -> Doc:
    text = text_of(doc)
    tags, doc.user_data[_HINTS] = model.read(text)
    doc.user_data[_WORDS] = lac.words(text, tags)
    return doc


@dataclass(frozen=True, slots=True)
class Analysis:
    """Words as (start, end, tag) in code points; what each character may be besides; the words of a second analyser.

    Each is empty where the pipeline has no such thing.
    """

    words: list[Span] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    others: list[Span] = field(default_factory=list)


def analysis(nlp: Language, text: str) -> Analysis:
    """What the analysers of a pipeline say of a text of any length."""
    whole = Analysis()
    for offset in range(0, len(text), LONGEST):
        piece = analysis_of(nlp(made(nlp, text[offset : offset + LONGEST])))
        for all_, own in ((whole.words, piece.words), (whole.others, piece.others)):
            all_ += [(start + offset, end + offset, tag) for start, end, tag in own]
        whole.hints.extend(piece.hints)
    return whole


def analysis_of(doc: Doc) -> Analysis:
    """What the analysers say of one piece of text."""
    return Analysis(words_of(doc), doc.user_data.get(_HINTS, []), doc.user_data.get(_OTHERS, []))


def japanese_forms(text: str) -> str:
    """The text with each character in the form that Japanese writes; of the same length."""
    return text.translate(_japanese())


@cache
def _japanese() -> dict[int, str]:
    """Characters whose class has one form in JIS X 0208 level 1, where the everyday forms of Japanese are."""
    forms: dict[int, str] = {}
    for row in table("language", "variants.tsv"):
        group = row["representative"] + row["variants"]
        everyday = [char for char in group if _everyday(char)]
        if everyday:
            forms |= {ord(char): everyday[0] for char in group if char not in everyday}
    return forms


def _everyday(char: str) -> bool:
    try:
        code = char.encode("shift_jis")
    except UnicodeEncodeError:
        return False
    return b"\x88\x9f" <= code <= b"\x98\x72"


def words_of(doc: Doc) -> list[Span]:
    """The words of one analysed piece of text."""
    own: list[Span] | None = doc.user_data.get(_WORDS)
    return [(t.idx, t.idx + len(t), t.tag_) for t in doc if t.tag_] if own is None else own
