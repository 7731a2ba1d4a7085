"""IRIs of things: the same facts give the same IRI, on every machine and in every order."""

from __future__ import annotations

import hashlib

from kg.vocab import THINGS

# Versions of the program, which say how a document was read.
READER = f"{THINGS}reader/"


def thing(kind: str, *facts: str) -> str:
    """The IRI of a thing that no register names, from the facts that identify it."""
    # The unit separator cannot occur in a name, so ("ab", "c") and ("a", "bc") differ.
    digest = hashlib.sha256("\x1f".join(facts).encode()).hexdigest()[:16]
    return f"{THINGS}{kind}/{digest}"


def document_iri(source: str) -> str:
    """The IRI of the document that was given as `source`, a path or URL."""
    return thing("document", source)


def span_iri(document: str, start: int, end: int) -> str:
    """The IRI of a stretch of a document's text: an RFC 5147 fragment, in code points."""
    return f"{document}#char={start},{end}"
