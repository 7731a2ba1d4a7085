"""What the page shows, as plain data: nodes, edges, facts with their sentences, and words in three languages.

A `Scene` knows nothing of how it is drawn, so another renderer can take the place of the present one.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple

TJ = "https://w3id.org/tjsp/ontology#"
DOCUMENTS = "https://w3id.org/tjsp/id/document/"
COUNTRIES = "https://w3id.org/tjsp/id/country/"
_RDF, _RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
_SKOS, _DCT = "http://www.w3.org/2004/02/skos/core#", "http://purl.org/dc/terms/"
_ORG, _PROV = "http://www.w3.org/ns/org#", "http://www.w3.org/ns/prov#"
_NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
_ITS, _SCHEMA = "http://www.w3.org/2005/11/its/rdf#", "https://schema.org/"
_TYPE, _DERIVED = _RDF + "type", _PROV + "wasDerivedFrom"

# Most telling class first: a thing that has several is drawn as the first.
KINDS: Mapping[str, str] = {
    TJ + "University": "university",
    TJ + "Company": "company",
    TJ + "GovernmentBody": "government",
    TJ + "ResearchInstitute": "institute",
    TJ + "Association": "association",
    _ORG + "OrganizationalUnit": "unit",
    "http://xmlns.com/foaf/0.1/Person": "person",
    TJ + "MemorandumOfUnderstanding": "agreement",
    TJ + "CooperationAgreement": "agreement",
    TJ + "JointResearchAgreement": "agreement",
    TJ + "AcademicExchangeAgreement": "agreement",
    TJ + "LetterOfIntent": "agreement",
    TJ + "JointVentureAgreement": "agreement",
    TJ + "InvestmentAgreement": "agreement",
    TJ + "Agreement": "agreement",
    _SCHEMA + "Event": "event",
    TJ + "Program": "program",
    TJ + "Facility": "facility",
    _ORG + "Organization": "organization",
}
_NAMES = (
    _SKOS + "prefLabel",
    _RDFS + "label",
    _SCHEMA + "name",
    TJ + "title",
    _SKOS + "altLabel",
    _SKOS + "hiddenLabel",
)
# Shown in their own places of the page, not as rows of a fact.
_APART = {_TYPE, _DERIVED, TJ + "confidence", TJ + "rule", TJ + "country", _DCT + "isReplacedBy", *_NAMES} - {
    TJ + "title"
}
# The rows of a fact in the order that people ask: what, who, when, where; any other property after these.
_ROW_ORDER = (
    *("title", "name", "status", "signedOn", "plannedFor", "startDate", "endDate", "signedAt", "location", "amount"),
    *("topic", "party", "signatory", "organizer", "attendee", "runBy", "member", "organization", "unit", "roleTitle"),
    *("role", "former", "unitOf"),
)
# The day that a fact is about, for the period filter.
_WHEN = (TJ + "signedOn", _SCHEMA + "startDate", TJ + "plannedFor", TJ + "startsOn", TJ + "starts", _SCHEMA + "endDate")


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
    """Everything that a renderer needs; `terms` and `strings` are (zh-Hant, ja, en)."""

    nodes: list[Node]
    edges: list[Edge]
    facts: list[Fact]
    documents: list[Document]
    sentences: list[Sentence]
    terms: dict[str, tuple[str, str, str]]
    strings: dict[str, tuple[str, str, str]]


# Characters that change how their neighbours are shown: bidi marks and overrides, the byte order mark, joiners.
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_BREAK = re.compile(r"\s+")


def shown(text: str) -> list[str]:
    """What to show for each character of a text: a run of spaces is one, and none where a line broke in CJK text.

    Controls are not shown, bidirectional ones included: a name must not be able to rearrange what stands beside it.
    """
    out = ["" if unicodedata.category(c) == "Cc" else c for c in text]
    for match in _UNSEEN.finditer(text):
        out[match.start() : match.end()] = [""] * len(match.group())
    for match in _BREAK.finditer(text):
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        joined = "\n" in match.group() and all(unicodedata.east_asian_width(c) in "WF" for c in around)
        out[match.start() : match.end()] = ["" if joined else " ", *[""] * (len(match.group()) - 1)]
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


def local_name(iri: str) -> str:
    """The last part of an IRI: the key of its term."""
    return re.split(r"[#/]", iri.rstrip("/"))[-1]


def read_strings(path: Path) -> dict[str, tuple[str, str, str]]:
    """A table of key, zh-Hant, ja, en; lines that begin with `#` are remarks."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {key: (zh, ja, en) for key, zh, ja, en in rows}


Object = NamedNode | Literal | BlankNode | Triple
Description = dict[str, list[Object]]


def _text(values: Iterable[Object]) -> str:
    return next((clean(v.value) for v in values if isinstance(v, Literal | NamedNode)), "")


def _iris(values: Iterable[Object]) -> list[str]:
    return [value.value for value in values if isinstance(value, NamedNode)]


def _row_rank(predicate: str) -> tuple[int, str]:
    key = local_name(predicate)
    return (_ROW_ORDER.index(key) if key in _ROW_ORDER else len(_ROW_ORDER)), predicate


def _order(value: Object) -> tuple[str, str, str]:
    if isinstance(value, Literal):
        return value.value, value.language or "", value.datatype.value
    return str(value), "", ""


@dataclass
class _Graphs:
    """The store as dictionaries: what is known, what each document says, and the labels of terms."""

    known: dict[str, Description] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    said: dict[str, dict[str, Description]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    )
    terms: dict[str, Description] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    @classmethod
    def of(cls, store: Store) -> _Graphs:
        graphs = cls()
        for quad in store:
            if not isinstance(quad.subject, NamedNode):
                continue
            graph, subject = quad.graph_name, quad.subject.value
            if isinstance(graph, DefaultGraph):
                place = graphs.known[subject]
            elif graph.value.startswith(DOCUMENTS):
                place = graphs.said[graph.value][subject]
            else:
                place = graphs.terms[subject]
            place[quad.predicate.value].append(quad.object)
        every = [*graphs.known.values(), *graphs.terms.values(), *(d for g in graphs.said.values() for d in g.values())]
        for description in every:
            for values in description.values():
                values.sort(key=_order)
        return graphs


def read_scene(store: Store, strings: dict[str, tuple[str, str, str]]) -> Scene:
    """Everything that the page shows, in an order that depends on nothing but the content of the store.

    `strings` are the words of the page; keys that begin with `term.` name classes, properties and values.
    """
    return _Reader(_Graphs.of(store), strings).scene()


class _Reader:
    """Turns the store's graphs into a scene; nodes, facts and documents are numbered in order of their IRIs."""

    def __init__(self, graphs: _Graphs, strings: dict[str, tuple[str, str, str]]) -> None:
        self.graphs, self.strings = graphs, strings
        kind_of = {}
        for iri, description in graphs.known.items():
            types = set(_iris(description.get(_TYPE, ())))
            found = next((c for c in KINDS if c in types), None)
            if found is not None and _DCT + "isReplacedBy" not in description:
                kind_of[iri] = found
        self.class_of = {iri: kind_of[iri] for iri in sorted(kind_of)}
        self.node_of = {iri: i for i, iri in enumerate(self.class_of)}
        self.documents = sorted(graphs.said, key=lambda d: (_text(graphs.said[d][d].get(_DCT + "issued", ())), d))
        self.document_of = {iri: i for i, iri in enumerate(self.documents)}
        self.speakers: dict[str, list[str]] = defaultdict(list)
        for document in self.documents:
            for subject in graphs.said[document]:
                self.speakers[subject].append(document)
        self.sentences: dict[tuple[str, str], int] = {}
        self.sentence_list: list[Sentence] = []
        self.facts: list[Fact] = []
        self.fact_of: dict[str, int] = {}
        self.used: set[str] = set()
        self.mentioned: dict[int, set[int]] = defaultdict(set)
        self.mentions = {document: self._mentions(document) for document in self.documents}

    def scene(self) -> Scene:
        """Read it all."""
        edges = self._edges()
        nodes = [self._node(iri) for iri in self.class_of]
        terms = {key: self._term(key) for key in sorted(self.used)}
        documents = [self._document(iri) for iri in self.documents]
        words = {key: value for key, value in self.strings.items() if not key.startswith("term.")}
        return Scene(nodes, edges, self.facts, documents, self.sentence_list, terms, words)

    def _document(self, iri: str) -> Document:
        own = self.graphs.said[iri][iri]
        source = _text(own.get(_DCT + "source", ()))
        publishers = [self.node_of[p] for p in _iris(own.get(_DCT + "publisher", ())) if p in self.node_of]
        return Document(
            iri=iri,
            title=_text(own.get(_DCT + "title", ())) or source or local_name(iri),
            language=_text(own.get(_DCT + "language", ())),
            issued=_text(own.get(_DCT + "issued", ())),
            source=source,
            link=web_link(source),
            publisher=publishers[0] if publishers else None,
        )

    def _mentions(self, document: str) -> list[tuple[int, int, int]]:
        """(start, end, node) of every mention whose thing is in the network."""
        found = []
        for description in self.graphs.said[document].values():
            things = _iris(description.get(_ITS + "taIdentRef", ()))
            nodes = [self.node_of[iri] for iri in things if iri in self.node_of]
            if nodes and _NIF + "beginIndex" in description:
                start, end = (int(_text(description[_NIF + key])) for key in ("beginIndex", "endIndex"))
                found += [(start, end, node) for node in nodes]
                for node in nodes:
                    self.mentioned[node].add(self.document_of[document])
        return sorted(found)

    def _sentence(self, document: str, iri: str) -> int | None:
        """Index of the sentence, or None when the document's graph does not hold it."""
        if (document, iri) not in self.sentences:
            description = self.graphs.said[document].get(iri, {})
            if _NIF + "beginIndex" not in description:
                return None
            begin, end = (int(_text(description[_NIF + key])) for key in ("beginIndex", "endIndex"))
            quoted = next(v.value for v in description[_NIF + "anchorOf"] if isinstance(v, Literal))
            inside = [(s - begin, e - begin, node) for s, e, node in self.mentions[document] if begin <= s and e <= end]
            cuts = sorted({0, len(quoted), *(cut for s, e, _ in inside for cut in (s, e))})
            characters, pieces = shown(quoted), []
            for left, right in pairwise(cuts):
                names = sorted({node for s, e, node in inside if s <= left and right <= e})
                pieces.append(("".join(characters[left:right]), names))
            self.sentences[document, iri] = len(self.sentence_list)
            self.sentence_list.append(Sentence(self.document_of[document], pieces))
        return self.sentences[document, iri]

    def _who_says(self, subject: str, predicate: str, value: Object) -> list[int]:
        return [
            self.document_of[document]
            for document in self.speakers[subject]
            if value in self.graphs.said[document][subject].get(predicate, ())
        ]

    def _fact(self, iri: str) -> int:
        """Index of what is said about a thing, a post or an agreement."""
        if iri in self.fact_of:
            return self.fact_of[iri]
        known = self.graphs.known[iri]
        sentences, documents = [], []
        for document in self.speakers[iri]:
            documents.append(self.document_of[document])
            for sentence in _iris(self.graphs.said[document][iri].get(_DERIVED, ())):
                index = self._sentence(document, sentence)
                if index is not None:
                    sentences.append(index)
        rows = {
            self._use(predicate): [self._value(iri, predicate, value) for value in values]
            for predicate, values in sorted(known.items(), key=lambda item: _row_rank(item[0]))
            if predicate not in _APART
        }
        types = _iris(known.get(_TYPE, ()))
        type_ = self.class_of.get(iri) or (types[0] if types else "")
        confidences = [float(v.value) for v in known.get(TJ + "confidence", ()) if isinstance(v, Literal)]
        self.fact_of[iri] = len(self.facts)
        self.facts.append(
            Fact(
                iri=iri,
                type=self._use(type_) if type_ else "",
                rows=rows,
                sentences=sentences,
                documents=documents,
                date=next((_text(known[p]) for p in _WHEN if p in known), ""),
                status=next((self._use(v) for v in _iris(known.get(TJ + "status", ()))), ""),
                confidence=max(confidences, default=1.0),
                rule=", ".join(clean(v.value) for v in known.get(TJ + "rule", ()) if isinstance(v, Literal)),
            )
        )
        return self.fact_of[iri]

    def _value(self, subject: str, predicate: str, value: Object) -> Value:
        said = self._who_says(subject, predicate, value)
        if isinstance(value, Literal):
            return Value(clean(value.value), language_tag(value.language or ""), said, link=web_link(value.value))
        iri = value.value if isinstance(value, NamedNode) else str(value)
        if iri in self.node_of:
            return Value(iri, "", said, node=self.node_of[iri])
        if self._labels(iri) or "term." + local_name(iri) in self.strings or iri.startswith(TJ):
            return Value(iri, "", said, term=self._use(iri))
        return Value(iri, "", said, link=web_link(iri))

    def _use(self, iri: str) -> str:
        """The key of a term, noted so that its labels are shipped."""
        self.used.add(iri)
        return iri

    def _labels(self, iri: str) -> list[tuple[str, str, bool]]:
        names: dict[tuple[str, str], bool] = {}
        for predicate in _NAMES:
            for source in (self.graphs.known, self.graphs.terms):
                for value in source[iri].get(predicate, ()) if iri in source else ():
                    if isinstance(value, Literal) and clean(value.value):
                        best = predicate not in (_SKOS + "altLabel", _SKOS + "hiddenLabel")
                        names.setdefault((language_tag(value.language or ""), clean(value.value)), best)
        return [(language, name, best) for (language, name), best in names.items()]

    def _term(self, iri: str) -> tuple[str, str, str]:
        """What a class, property or concept is called: by the page's table, else by the ontology, else by its name."""
        key = local_name(iri)
        if "term." + key in self.strings:
            return self.strings["term." + key]
        labels = [(language.lower(), name) for language, name, best in self._labels(iri) if best]
        plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", key).lower()
        english = next((n for tag, n in labels if tag.startswith("en")), labels[0][1] if labels else plain)
        chinese = next((n for tag, n in labels if tag.startswith("zh-hant")), english)
        return chinese, next((n for tag, n in labels if tag.startswith("ja")), english), english

    def _node(self, iri: str) -> Node:
        index = self.node_of[iri]
        fact = self._fact(iri)
        return Node(
            iri=iri,
            kind=KINDS[self.class_of[iri]],
            type=self._use(self.class_of[iri]),
            country=self._country(iri, set()),
            names=self._labels(iri),
            fact=fact,
            mentioned=sorted(self.mentioned[index] | set(self.facts[fact].documents)),
        )

    def _country(self, iri: str, seen: set[str]) -> str:
        """TW, JP … of the thing itself, else of what it is part of, or of the institution of most of its posts."""
        known = self.graphs.known[iri]
        own = [local_name(c) for c in _iris(known.get(TJ + "country", ()))]
        if own or iri in seen:
            return own[0] if own else ""
        seen.add(iri)
        over = [*_iris(known.get(_ORG + "unitOf", ())), *self.posts.get(iri, ())]
        counts = Counter(c for c in (self._country(o, seen) for o in over if o in self.node_of) if c)
        return min(counts, key=lambda c: (-counts[c], c)) if counts else ""

    def _edges(self) -> list[Edge]:
        joined: dict[tuple[int, int], list[Link]] = defaultdict(list)
        self.posts: dict[str, list[str]] = defaultdict(list)
        for iri in sorted(self.graphs.known):
            known = self.graphs.known[iri]
            if iri in self.node_of:
                for predicate, values in sorted(known.items()):
                    for other in _iris(values) if predicate not in _APART else ():
                        if other in self.node_of and other != iri:
                            documents = self._who_says(iri, predicate, NamedNode(other))
                            link = Link(self._use(predicate), self._fact(iri), documents)
                            joined[self.node_of[iri], self.node_of[other]].append(link)
            elif _ORG + "Membership" in _iris(known.get(_TYPE, ())):
                self._post(iri, known, joined)
        return [Edge(a, b, links) for (a, b), links in sorted(joined.items())]

    def _post(self, iri: str, known: Description, joined: dict[tuple[int, int], list[Link]]) -> None:
        """A person's post is an edge to the unit where one is known, else to the institution."""
        titles = [v for v in known.get(TJ + "roleTitle", ()) if isinstance(v, Literal)]
        former = _text(known.get(TJ + "former", ())) == "true"
        relation = self._use(TJ + "formerPosition" if former else _ORG + "Membership")
        label, language = (clean(titles[0].value), language_tag(titles[0].language or "")) if titles else ("", "")
        role = next((self._use(role) for role in _iris(known.get(_ORG + "role", ()))), "")
        fact = self._fact(iri)
        unit = [u for u in _iris(known.get(TJ + "unit", ())) if u in self.node_of]
        places = unit or [o for o in _iris(known.get(_ORG + "organization", ())) if o in self.node_of]
        for member in _iris(known.get(_ORG + "member", ())):
            self.posts[member] += _iris(known.get(_ORG + "organization", ()))
            for place in places if member in self.node_of else ():
                link = Link(relation, fact, self.facts[fact].documents, label, language, role)
                joined[self.node_of[member], self.node_of[place]].append(link)
