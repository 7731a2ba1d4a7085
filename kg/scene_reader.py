"""From the store to the scene: which things are nodes, what joins them, and which sentences say so."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple

from kg import vocab as v
from kg.folding import fold
from kg.scene import Document, Edge, Fact, Link, Node, Scene, Sentence, Value, clean, language_tag, shown, web_link

# Most telling class first: a thing that has several is drawn as the first.
KINDS: Mapping[str, str] = {
    v.TJ_UNIVERSITY: "university",
    v.TJ_COMPANY: "company",
    v.TJ_GOVERNMENT_BODY: "government",
    v.TJ_RESEARCH_INSTITUTE: "institute",
    v.TJ_ASSOCIATION: "association",
    v.ORG_ORGANIZATIONAL_UNIT: "unit",
    v.FOAF_PERSON: "person",
    v.TJ_MEMORANDUM_OF_UNDERSTANDING: "agreement",
    v.TJ_COOPERATION_AGREEMENT: "agreement",
    v.TJ_JOINT_RESEARCH_AGREEMENT: "agreement",
    v.TJ_ACADEMIC_EXCHANGE_AGREEMENT: "agreement",
    v.TJ_LETTER_OF_INTENT: "agreement",
    v.TJ_JOINT_VENTURE_AGREEMENT: "agreement",
    v.TJ_INVESTMENT_AGREEMENT: "agreement",
    v.TJ_AGREEMENT: "agreement",
    v.SCHEMA_EVENT: "event",
    v.TJ_PROGRAM: "program",
    v.TJ_FACILITY: "facility",
    v.ORG_ORGANIZATION_CLASS: "organization",
}
_PREFERRED = (v.SKOS_PREF_LABEL, v.RDFS_LABEL, v.SCHEMA_NAME, v.TJ_TITLE)
_NAMES = (*_PREFERRED, v.SKOS_ALT_LABEL)
# Shown in places of their own, or made for the program and not for people.
_APART = {
    *(v.RDF_TYPE, v.PROV_WAS_DERIVED_FROM, v.TJ_CONFIDENCE, v.TJ_RULE, v.TJ_COUNTRY, v.TJ_MATCH_KEY, v.TJ_PROFILE),
    *(v.SKOS_PREF_LABEL, v.SKOS_ALT_LABEL, v.RDFS_LABEL, v.SCHEMA_NAME, v.DCTERMS_IS_REPLACED_BY),
}
# The rows of a fact in the order that people ask: what, who, when, where; any other property after these.
_ROWS = (
    *(v.TJ_TITLE, v.TJ_STATUS, v.TJ_SIGNED_ON, v.TJ_PLANNED_FOR, v.SCHEMA_START_DATE, v.SCHEMA_END_DATE),
    *(v.TJ_SIGNED_AT, v.SCHEMA_LOCATION, v.TJ_PARTY, v.TJ_SIGNATORY, v.SCHEMA_ORGANIZER, v.SCHEMA_ATTENDEE),
    *(v.TJ_RUN_BY, v.TJ_TOPIC, v.TJ_AMOUNT, v.ORG_MEMBER, v.ORG_ORGANIZATION_PROPERTY, v.TJ_UNIT),
    *(v.TJ_ROLE_TITLE, v.ORG_ROLE, v.TJ_FORMER, v.ORG_UNIT_OF),
)
# The day that a fact is about, for the period filter.
_WHEN = (v.TJ_SIGNED_ON, v.SCHEMA_START_DATE, v.TJ_PLANNED_FOR, v.SCHEMA_END_DATE)
DOCUMENTS = v.THINGS + "document/"
FORMER_POSITION = v.ORG_MEMBERSHIP + "/former"  # the relation of an edge, not a term of the graph
# Registers whose identifiers lead to a page.
_REGISTERS = {"ror": "https://ror.org/", "wikidata": "https://www.wikidata.org/wiki/"}

# Latin with accents, kana, Han: the characters that people may type in another form than a name has.
_TYPED = ((0xC0, 0x250), (0x3040, 0x3100), (0x3400, 0xA000), (0xF900, 0xFB00))

Strings = dict[str, tuple[str, str, str]]
Object = NamedNode | Literal | BlankNode | Triple
Description = dict[str, list[Object]]


def local_name(iri: str) -> str:
    """The last part of an IRI: the key of its term."""
    return re.split(r"[#/]", iri.rstrip("/"))[-1]


def read_strings(path: Path) -> Strings:
    """A table of key, zh-Hant, ja, en; lines that begin with `#` are remarks."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {key: (zh, ja, en) for key, zh, ja, en in rows}


def _text(values: Iterable[Object]) -> str:
    return next((clean(o.value) for o in values if isinstance(o, Literal | NamedNode)), "")


def _iris(values: Iterable[Object]) -> list[str]:
    return [value.value for value in values if isinstance(value, NamedNode)]


def _rank(predicate: str) -> tuple[int, str]:
    return (_ROWS.index(predicate) if predicate in _ROWS else len(_ROWS)), predicate


def _order(value: Object) -> tuple[str, str, str]:
    if isinstance(value, Literal):
        return value.value, value.language or "", value.datatype.value
    return str(value), "", ""


def _folds(names: Iterable[str]) -> dict[str, str]:
    """What the search takes characters for, so that 臺 finds 台 and 学 finds 學; those that can find anything."""
    keys = {key for name in names for key in fold(name)}
    asked = {chr(code) for first, last in _TYPED for code in range(first, last)}
    folded = {char: fold(char) for char in sorted(asked)}
    return {char: key for char, key in folded.items() if key != char and set(key) <= keys}


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


def read_scene(store: Store, strings: Strings) -> Scene:
    """Everything that the page shows, in an order that depends on nothing but the content of the store.

    `strings` are the words of the page; keys that begin with `term.` name classes, properties and values.
    """
    return _Reader(_Graphs.of(store), strings).scene()


class _Reader:
    """Turns the store's graphs into a scene; nodes, facts and documents are numbered in order of their IRIs."""

    def __init__(self, graphs: _Graphs, strings: Strings) -> None:
        self.graphs, self.strings = graphs, strings
        kind_of = {}
        for iri, description in graphs.known.items():
            types = set(_iris(description.get(v.RDF_TYPE, ())))
            found = next((c for c in KINDS if c in types), None)
            if found is not None and v.DCTERMS_IS_REPLACED_BY not in description:
                kind_of[iri] = found
        self.class_of = {iri: kind_of[iri] for iri in sorted(kind_of)}
        self.node_of = {iri: i for i, iri in enumerate(self.class_of)}
        self.documents = sorted(graphs.said, key=lambda d: (_text(graphs.said[d][d].get(v.DCTERMS_ISSUED, ())), d))
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
        folds = _folds(name for node in nodes for _, name, _ in node.names)
        return Scene(nodes, edges, self.facts, documents, self.sentence_list, terms, words, folds)

    def _document(self, iri: str) -> Document:
        own = self.graphs.said[iri][iri]
        source = _text(own.get(v.DCTERMS_SOURCE, ()))
        publishers = [self.node_of[p] for p in _iris(own.get(v.DCTERMS_PUBLISHER, ())) if p in self.node_of]
        return Document(
            iri=iri,
            title=_text(own.get(v.DCTERMS_TITLE, ())) or source or local_name(iri),
            language=_text(own.get(v.DCTERMS_LANGUAGE, ())),
            issued=_text(own.get(v.DCTERMS_ISSUED, ())),
            source=source,
            link=web_link(source),
            publisher=publishers[0] if publishers else None,
        )

    def _mentions(self, document: str) -> list[tuple[int, int, int]]:
        """(start, end, node) of every mention whose thing is in the network."""
        found = []
        for description in self.graphs.said[document].values():
            things = _iris(description.get(v.ITSRDF_TA_IDENT_REF, ()))
            nodes = [self.node_of[iri] for iri in things if iri in self.node_of]
            if nodes and v.NIF_BEGIN_INDEX in description:
                start, end = (int(_text(description[key])) for key in (v.NIF_BEGIN_INDEX, v.NIF_END_INDEX))
                found += [(start, end, node) for node in nodes]
                for node in nodes:
                    self.mentioned[node].add(self.document_of[document])
        return sorted(found)

    def _sentence(self, document: str, iri: str) -> int | None:
        """Index of the sentence, or None when the document's graph does not hold it."""
        if (document, iri) not in self.sentences:
            description = self.graphs.said[document].get(iri, {})
            if v.NIF_BEGIN_INDEX not in description:
                return None
            begin, end = (int(_text(description[key])) for key in (v.NIF_BEGIN_INDEX, v.NIF_END_INDEX))
            quoted = next(o.value for o in description[v.NIF_ANCHOR_OF] if isinstance(o, Literal))
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
            for sentence in _iris(self.graphs.said[document][iri].get(v.PROV_WAS_DERIVED_FROM, ())):
                index = self._sentence(document, sentence)
                if index is not None:
                    sentences.append(index)
        rows = {
            self._use(predicate): [self._value(iri, predicate, value) for value in values]
            for predicate, values in sorted(known.items(), key=lambda item: _rank(item[0]))
            if predicate not in _APART
        }
        types = _iris(known.get(v.RDF_TYPE, ()))
        type_ = self.class_of.get(iri) or (types[0] if types else "")
        confidences = [float(o.value) for o in known.get(v.TJ_CONFIDENCE, ()) if isinstance(o, Literal)]
        self.fact_of[iri] = len(self.facts)
        self.facts.append(
            Fact(
                iri=iri,
                type=self._use(type_) if type_ else "",
                rows=rows,
                sentences=sentences,
                documents=documents,
                date=next((_text(known[p]) for p in _WHEN if p in known), ""),
                status=next((self._use(status) for status in _iris(known.get(v.TJ_STATUS, ()))), ""),
                confidence=max(confidences, default=1.0),
                rule=", ".join(clean(o.value) for o in known.get(v.TJ_RULE, ()) if isinstance(o, Literal)),
            )
        )
        return self.fact_of[iri]

    def _value(self, subject: str, predicate: str, value: Object) -> Value:
        said = self._who_says(subject, predicate, value)
        if isinstance(value, Literal):
            register, _, key = value.value.partition(":")
            link = _REGISTERS[register] + key if register in _REGISTERS else value.value
            return Value(clean(value.value), language_tag(value.language or ""), said, link=web_link(link))
        iri = value.value if isinstance(value, NamedNode) else str(value)
        if iri in self.node_of:
            return Value("", "", said, node=self.node_of[iri])
        if iri in self.graphs.known and v.TJ_WORDING in self.graphs.known[iri]:
            return Value(_text(self.graphs.known[iri][v.TJ_WORDING]), "", said)
        if self._labels(iri) or iri.startswith(v.TJ):
            return Value("", "", said, term=self._use(iri))
        return Value(iri, "", said, link=web_link(iri))

    def _use(self, iri: str) -> str:
        """The key of a term, noted so that its labels are shipped."""
        self.used.add(iri)
        return iri

    def _labels(self, iri: str) -> list[tuple[str, str, bool]]:
        """(language tag, name, preferred), each name once."""
        names: dict[tuple[str, str], bool] = {}
        for predicate in _NAMES:
            for source in (self.graphs.known, self.graphs.terms):
                for label in source[iri].get(predicate, ()) if iri in source else ():
                    if isinstance(label, Literal) and clean(label.value):
                        key = (language_tag(label.language or ""), clean(label.value))
                        names.setdefault(key, predicate != v.SKOS_ALT_LABEL)
        return [(language, name, best) for (language, name), best in names.items()]

    def _term(self, iri: str) -> tuple[str, str, str]:
        """What a class, property or concept is called: by the ontology, else by the page's table, else by its IRI."""
        labels = [(language, name) for language, name, best in self._labels(iri) if best]
        if not labels and "term." + local_name(iri) in self.strings:
            return self.strings["term." + local_name(iri)]
        plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local_name(iri)).lower()
        english = next((name for tag, name in labels if tag == "en"), labels[0][1] if labels else plain)
        chinese, japanese = (next((name for tag, name in labels if tag == wish), english) for wish in ("zh-Hant", "ja"))
        return chinese, japanese, english[:1].upper() + english[1:]

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
        own = [local_name(c) for c in _iris(known.get(v.TJ_COUNTRY, ()))]
        if own or iri in seen:
            return own[0] if own else ""
        seen.add(iri)
        over = [*_iris(known.get(v.ORG_UNIT_OF, ())), *self.posts.get(iri, ())]
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
            elif v.ORG_MEMBERSHIP in _iris(known.get(v.RDF_TYPE, ())):
                self._post(iri, known, joined)
        return [Edge(a, b, links) for (a, b), links in sorted(joined.items())]

    def _post(self, iri: str, known: Description, joined: dict[tuple[int, int], list[Link]]) -> None:
        """A person's post is an edge to the unit where one is known, else to the institution."""
        titles = [title for title in known.get(v.TJ_ROLE_TITLE, ()) if isinstance(title, Literal)]
        former = _text(known.get(v.TJ_FORMER, ())) == "true"
        relation = self._use(FORMER_POSITION if former else v.ORG_MEMBERSHIP)
        label, language = (clean(titles[0].value), language_tag(titles[0].language or "")) if titles else ("", "")
        role = next((self._use(role) for role in _iris(known.get(v.ORG_ROLE, ()))), "")
        fact = self._fact(iri)
        unit = [u for u in _iris(known.get(v.TJ_UNIT, ())) if u in self.node_of]
        places = unit or [o for o in _iris(known.get(v.ORG_ORGANIZATION_PROPERTY, ())) if o in self.node_of]
        for member in _iris(known.get(v.ORG_MEMBER, ())):
            self.posts[member] += _iris(known.get(v.ORG_ORGANIZATION_PROPERTY, ()))
            for place in places if member in self.node_of else ():
                link = Link(relation, fact, self.facts[fact].documents, label, language, role)
                joined[self.node_of[member], self.node_of[place]].append(link)
