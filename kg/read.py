"""A file or page to a release: its text, language, title, dates and passages."""

from __future__ import annotations

import hashlib
import re

from kg.decode import decode, language_of
from kg.headline import issued, publisher, title_row
from kg.model import PassageKind, ReadError, Release
from kg.passages import passages

_SENTENCE = re.compile(r"(?:[ぁ-ヺー々〇㐀-鿿豈-﫿𠀀-𳑿].{0,3}?){6}")


def read(source: str, data: bytes) -> Release:
    """Read one document from the bytes of its plain text.

    `source` is the path or URL, kept as given. Raises ReadError, one line with what is wrong and what to do, for
    bytes that are empty, binary, garbled, in an unknown encoding, or not in Chinese or Japanese.
    """
    text = decode(source, data)
    language = language_of(source, text)
    page = passages(text, language, title_row)
    if not any(_SENTENCE.search(passage.text) for passage in page if passage.kind is not PassageKind.FURNITURE):
        raise ReadError(f"{source}: has no sentence in Chinese or Japanese; give the text of a press release")
    title = next((passage.text for passage in page if passage.kind is PassageKind.TITLE), "")
    return Release(
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        language=language,
        issued=issued(page, language),
        publisher=publisher(text, page),
        title=re.sub(r"\s+", " ", title),
        text=text,
        passages=page,
    )
