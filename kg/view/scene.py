"""What the page shows, as plain data: nodes, edges, facts with their sentences, and words in three languages.

A `Scene` knows nothing of the store it was read from (`kg.view.scene_reader`), nor of how it is drawn (`kg.view`):
another renderer can take the place of the present one.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Document:
    """A press release; `link` is its source where that is a web address."""

    iri: str
    title: str
    language: str
    issued: str
    source: str
    link: str | None
    publisher: int | None  # index of a node


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence cut at the borders of names: each piece with the nodes that it names."""

    document: int
    pieces: list[tuple[str, list[int]]]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property and the documents that state it; exactly one of node, term, link or the text speaks."""

    text: str
    language: str
    documents: list[int]
    node: int | None = None
    term: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement: its rows by property, and the sentences behind it. `date` is ISO 8601, as precise as known."""

    iri: str
    type: str
    rows: dict[str, list[Value]]
    sentences: list[int]
    documents: list[int]
    date: str
    status: str
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the network; `names` are (language tag, name, preferred), best first; `fact` tells about itself."""

    iri: str
    kind: str
    type: str
    country: str
    names: list[tuple[str, str, bool]]
    fact: int
    mentioned: list[int]  # documents


@dataclass(frozen=True, slots=True)
class Link:
    """Why two nodes are joined: a relation (key of a term), the fact that states it, and who says so."""

    relation: str
    fact: int
    documents: list[int]
    label: str = ""  # a role as written
    language: str = ""
    role: str = ""  # the role as a term


@dataclass(frozen=True, slots=True)
class Edge:
    """All that joins two nodes."""

    source: int
    target: int
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that a renderer needs; `terms` and `strings` are (zh-Hant, ja, en).

    `folds` tells the search which characters to take for which; `retired` leads from IRIs that a merge retired to
    the nodes that took their place.
    """

    nodes: list[Node]
    edges: list[Edge]
    facts: list[Fact]
    documents: list[Document]
    sentences: list[Sentence]
    terms: dict[str, tuple[str, str, str]]
    strings: dict[str, tuple[str, str, str]]
    folds: dict[str, str]
    retired: dict[str, int]


# Spaces, controls, and what changes how its neighbours are shown: bidi marks and overrides, byte order marks, joiners.
_GAP = re.compile("[\\s\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")


def shown(text: str) -> list[str]:
    """What to show for each character of a text: a run of spaces is one, and none where a line broke in CJK text.

    Controls are not shown, bidirectional ones included: a name must not be able to rearrange what stands beside it.
    """
    out = list(text)
    for match in _GAP.finditer(text):
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        joined = "\n" in match.group() and all(unicodedata.east_asian_width(c) in "WF" for c in around)
        spaced = any(c.isspace() for c in match.group()) and not joined
        out[match.start() : match.end()] = [" " if spaced else "", *[""] * (len(match.group()) - 1)]
    return out


def clean(text: str) -> str:
    """A text as one line, see `shown`."""
    return "".join(shown(text)).strip()


def web_link(text: str) -> str | None:
    """The address when it is http or https with a host, else None: nothing else may become a link."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.hostname else None


def language_tag(tag: str) -> str:
    """The tag as it is usually written: `zh-Hant`; the store keeps tags in lower case."""
    return "-".join(part.title() if len(part) == 4 else part for part in tag.split("-"))
