"""From the store to the scene: which things are nodes, what joins them, and which sentences say so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Store

from kg import vocab as v
from kg.view.scene import Document, Edge, Fact, Link, Node, Scene, Sentence, Value, clean, language_tag, shown, web_link
from kg.view.scene_graphs import Description, Graphs, Object, iris, local_name, text
from kg.view.scene_words import Strings, folds, term

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
FORMER_POSITION = v.ORG_MEMBERSHIP + "/former"  # the relation of an edge, not a term of the graph
# Registers whose identifiers lead to a page.
_REGISTERS = {"ror": "https://ror.org/", "wikidata": "https://www.wikidata.org/wiki/"}


def read_scene(store: Store, strings: Strings) -> Scene:
    """Everything that the page shows, in an order that depends on nothing but the content of the store.

    `strings` are the words of the page; keys that begin with `term.` name classes, properties and values.
    """
    return _Reader(Graphs.of(store), strings).scene()


def _rank(predicate: str) -> tuple[int, str]:
    return (_ROWS.index(predicate) if predicate in _ROWS else len(_ROWS)), predicate


class _Reader:
    """Turns the store's graphs into a scene; nodes, facts and documents are numbered in order of their IRIs."""

    def __init__(self, graphs: Graphs, strings: Strings) -> None:
        self.graphs, self.strings = graphs, strings
        kind_of = {}
        for iri, description in graphs.known.items():
            types = set(iris(description.get(v.RDF_TYPE, ())))
            found = next((c for c in KINDS if c in types), None)
            if found is not None and v.DCTERMS_IS_REPLACED_BY not in description:
                kind_of[iri] = found
        self.class_of = {iri: kind_of[iri] for iri in sorted(kind_of)}
        self.node_of = {iri: i for i, iri in enumerate(self.class_of)}
        self.documents = sorted(graphs.said, key=lambda d: (text(graphs.said[d][d].get(v.DCTERMS_ISSUED, ())), d))
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
        terms = {key: term(self.graphs, self.strings, key) for key in sorted(self.used)}
        documents = [self._document(iri) for iri in self.documents]
        words = {key: value for key, value in self.strings.items() if not key.startswith("term.")}
        taken = folds(name for node in nodes for _, name, _ in node.names)
        return Scene(nodes, edges, self.facts, documents, self.sentence_list, terms, words, taken, self._retired())

    def _retired(self) -> dict[str, int]:
        found = {}
        for iri in sorted(self.graphs.known):
            end, seen = iri, {iri}
            # A merge may follow a merge; a circle of them leads nowhere.
            while after := iris(self.graphs.known[end].get(v.DCTERMS_IS_REPLACED_BY, ())):
                end = after[0]
                if end in seen or end not in self.graphs.known:
                    break
                seen.add(end)
            if end != iri and end in self.node_of:
                found[iri] = self.node_of[end]
        return found

    def _document(self, iri: str) -> Document:
        own = self.graphs.said[iri][iri]
        source = text(own.get(v.DCTERMS_SOURCE, ()))
        publishers = [self.node_of[p] for p in iris(own.get(v.DCTERMS_PUBLISHER, ())) if p in self.node_of]
        return Document(
            iri=iri,
            title=text(own.get(v.DCTERMS_TITLE, ())) or source or local_name(iri),
            language=text(own.get(v.DCTERMS_LANGUAGE, ())),
            issued=text(own.get(v.DCTERMS_ISSUED, ())),
            source=source,
            link=web_link(source),
            publisher=publishers[0] if publishers else None,
        )

    def _mentions(self, document: str) -> list[tuple[int, int, int]]:
        """(start, end, node) of every mention whose thing is in the network."""
        found = []
        for description in self.graphs.said[document].values():
            things = iris(description.get(v.ITSRDF_TA_IDENT_REF, ()))
            nodes = [self.node_of[iri] for iri in things if iri in self.node_of]
            if nodes and v.NIF_BEGIN_INDEX in description:
                start, end = (int(text(description[key])) for key in (v.NIF_BEGIN_INDEX, v.NIF_END_INDEX))
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
            begin, end = (int(text(description[key])) for key in (v.NIF_BEGIN_INDEX, v.NIF_END_INDEX))
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
            for sentence in iris(self.graphs.said[document][iri].get(v.PROV_WAS_DERIVED_FROM, ())):
                index = self._sentence(document, sentence)
                if index is not None:
                    sentences.append(index)
        rows = {
            self._use(predicate): [self._value(iri, predicate, value) for value in values]
            for predicate, values in sorted(known.items(), key=lambda item: _rank(item[0]))
            if predicate not in _APART
        }
        types = iris(known.get(v.RDF_TYPE, ()))
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
                date=next((text(known[p]) for p in _WHEN if p in known), ""),
                status=next((self._use(status) for status in iris(known.get(v.TJ_STATUS, ()))), ""),
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
            return Value(text(self.graphs.known[iri][v.TJ_WORDING]), "", said)
        if self.graphs.labels(iri) or iri.startswith(v.TJ):
            return Value("", "", said, term=self._use(iri))
        return Value(iri, "", said, link=web_link(iri))

    def _use(self, iri: str) -> str:
        """The key of a term, noted so that its labels are shipped."""
        self.used.add(iri)
        return iri

    def _node(self, iri: str) -> Node:
        index = self.node_of[iri]
        fact = self._fact(iri)
        return Node(
            iri=iri,
            kind=KINDS[self.class_of[iri]],
            type=self._use(self.class_of[iri]),
            country=self._country(iri, set()),
            names=self.graphs.labels(iri),
            fact=fact,
            mentioned=sorted(self.mentioned[index] | set(self.facts[fact].documents)),
        )

    def _country(self, iri: str, seen: set[str]) -> str:
        """TW, JP … of the thing itself, else of what it is part of, or of the institution of most of its posts."""
        known = self.graphs.known[iri]
        own = [local_name(c) for c in iris(known.get(v.TJ_COUNTRY, ()))]
        if own or iri in seen:
            return own[0] if own else ""
        seen.add(iri)
        over = [*iris(known.get(v.ORG_UNIT_OF, ())), *self.posts.get(iri, ())]
        counts = Counter(c for c in (self._country(o, seen) for o in over if o in self.node_of) if c)
        return min(counts, key=lambda c: (-counts[c], c)) if counts else ""

    def _edges(self) -> list[Edge]:
        joined: dict[tuple[int, int], list[Link]] = defaultdict(list)
        self.posts: dict[str, list[str]] = defaultdict(list)
        for iri in sorted(self.graphs.known):
            known = self.graphs.known[iri]
            if iri in self.node_of:
                for predicate, values in sorted(known.items()):
                    for other in iris(values) if predicate not in _APART else ():
                        if other in self.node_of and other != iri:
                            documents = self._who_says(iri, predicate, NamedNode(other))
                            link = Link(self._use(predicate), self._fact(iri), documents)
                            joined[self.node_of[iri], self.node_of[other]].append(link)
            elif v.ORG_MEMBERSHIP in iris(known.get(v.RDF_TYPE, ())):
                self._post(iri, known, joined)
        return [Edge(a, b, links) for (a, b), links in sorted(joined.items())]

    def _post(self, iri: str, known: Description, joined: dict[tuple[int, int], list[Link]]) -> None:
        """A person's post is an edge to the unit, which leads to the institution, else to the institution itself."""
        titles = [title for title in known.get(v.TJ_ROLE_TITLE, ()) if isinstance(title, Literal)]
        former = text(known.get(v.TJ_FORMER, ())) == "true"
        relation = self._use(FORMER_POSITION if former else v.ORG_MEMBERSHIP)
        label, language = (clean(titles[0].value), language_tag(titles[0].language or "")) if titles else ("", "")
        role = next((self._use(role) for role in iris(known.get(v.ORG_ROLE, ()))), "")
        fact = self._fact(iri)
        places = [unit for unit in iris(known.get(v.TJ_UNIT, ())) if unit in self.node_of]
        if not any(v.ORG_UNIT_OF in self.graphs.known[unit] for unit in places):
            places += [o for o in iris(known.get(v.ORG_ORGANIZATION_PROPERTY, ())) if o in self.node_of]
        for member in iris(known.get(v.ORG_MEMBER, ())):
            self.posts[member] += iris(known.get(v.ORG_ORGANIZATION_PROPERTY, ()))
            for place in places if member in self.node_of else ():
                link = Link(relation, fact, self.facts[fact].documents, label, language, role)
                joined[self.node_of[member], self.node_of[place]].append(link)
