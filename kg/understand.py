"""One document, from its bytes to what it states: read → annotate → link → extract."""

from __future__ import annotations

import hashlib
from functools import cached_property

from kg import formats, models
from kg.annotate import Annotator, load_annotator
from kg.extract import extract
from kg.formats.sandbox import Sandbox
from kg.link import link
from kg.model import Extraction
from kg.names.authority import Authority
from kg.read import read


class Reader:
    """Turns bytes into what they state; the models are loaded when the first document is read."""

    def __init__(self) -> None:
        """Load the authority file. Raises ModelError where a model was chosen that is not there."""
        self.models = models.chosen()
        self.authority = Authority.load()
        self.sandbox = Sandbox()

    @cached_property
    def annotator(self) -> Annotator:
        """The pipelines of both languages."""
        return load_annotator(**self.models)

    def understand(self, source: str, data: bytes) -> Extraction:
        """Everything that one document states. Raises ReadError when the bytes are not a release we can read."""
        document = self.sandbox.text_of(source, data)
        release = read(source, data if document.plain else document.text.encode())
        release = formats.completed(release, document, hashlib.sha256(data).hexdigest())
        annotated = self.annotator.annotate(release)
        return extract(annotated, link(annotated, self.authority))
