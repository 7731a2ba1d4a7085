"""A file or page to a release: its text, language, title, dates and passages."""

from __future__ import annotations

import hashlib
import re

from kg.model import Passage, PassageKind, ReadError, Release
from kg.read.decode import decode, language_of
from kg.read.headline import issued, publisher, title_row
from kg.read.layout import rows
from kg.read.passages import build, classify

_SENTENCE = re.compile(r"(?:[ぁ-ヺ々〇㐀-鿿\uf900-\ufaff𠀀-𳑿][^ぁ-ヺ々〇㐀-鿿\uf900-\ufaff𠀀-𳑿\n]{0,3}){6}")
_NO_NEWS = (PassageKind.FURNITURE, PassageKind.BYLINE)


def read(source: str, data: bytes) -> Release:
    """Read one document from the bytes of its plain text.

    `source` is the path or URL, kept as given. Raises ReadError, one line with what is wrong and what to do, for
    bytes that are empty, binary, garbled, in an unknown encoding, or not in Chinese or Japanese.
    """
    text = decode(source, data)
    language = language_of(source, text)
    page = classify(rows(text), language)
    passages = build(text, page, title_row(page), language)
    if not any(_SENTENCE.search(passage.text) for passage in passages if passage.kind not in _NO_NEWS):
        raise ReadError(f"{source}: has no sentence in Chinese or Japanese; give the text of a press release")
    return Release(
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        language=language,
        issued=issued(page, language),
        publisher=publisher(page),
        title=_title(text, passages),
        text=text,
        passages=passages,
    )


def _title(text: str, passages: tuple[Passage, ...]) -> str:
    """The title on one line, or the first sentence of the news where a page has no headline, as written."""

    def written(passage: Passage, start: int, end: int | None) -> str:
        return re.sub(r"\s+", " ", "".join(text[offset] for offset in passage.offsets[start:end]))

    for passage in passages:
        if passage.kind is PassageKind.TITLE:
            return written(passage, 0, None)
    news = [passage for passage in passages if passage.kind not in _NO_NEWS and passage.sentences]
    first = next((passage for passage in news if passage.kind is PassageKind.BODY), news[0])
    start, end = first.sentences[0]
    return written(first, start, end)
