"""From the store to the scene: which things are nodes, what joins them, and which sentences say so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, Store

from kg import vocab as v
from kg.view.scene import Document, Edge, Link, Node, Scene, clean, language_tag, web_link
from kg.view.scene_facts import APART, Facts
from kg.view.scene_graphs import Description, Graphs, iris, local_name, text
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
FORMER_POSITION = v.ORG_MEMBERSHIP + "/former"  # the relation of an edge, not a term of the graph


def read_scene(store: Store, strings: Strings) -> Scene:
    """Everything that the page shows, in an order that depends on nothing but the content of the store.

    `strings` are the words of the page; keys that begin with `term.` name classes, properties and values.
    """
    return _Reader(Graphs.of(store), strings).scene()


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
        self.documents = sorted(graphs.said, key=lambda d: (text(graphs.said[d][d].get(v.DCTERMS_ISSUED, ())), d))
        self.said = Facts(graphs, self.class_of, self.documents)
        self.node_of = self.said.node_of
        self.posts: dict[str, list[str]] = defaultdict(list)  # person → institutions, as `_edges` finds them

    def scene(self) -> Scene:
        """Read it all."""
        edges = self._edges()
        nodes = [self._node(iri) for iri in self.class_of]
        terms = {key: term(self.graphs, self.strings, key) for key in sorted(self.said.used)}
        documents = [self._document(iri) for iri in self.documents]
        words = {key: value for key, value in self.strings.items() if not key.startswith("term.")}
        taken = folds(name for node in nodes for _, name, _ in node.names)
        said, retired = self.said, self._retired()
        return Scene(nodes, edges, said.facts, documents, said.sentences, terms, words, taken, retired)

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

    def _node(self, iri: str) -> Node:
        index = self.node_of[iri]
        fact = self.said.fact(iri)
        return Node(
            iri=iri,
            kind=KINDS[self.class_of[iri]],
            type=self.said.use(self.class_of[iri]),
            country=self._country(iri, set()),
            names=self.graphs.labels(iri),
            fact=fact,
            mentioned=sorted(self.said.mentioned[index] | set(self.said.facts[fact].documents)),
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
        for iri in sorted(self.graphs.known):
            known = self.graphs.known[iri]
            if iri in self.node_of:
                self._relations(iri, known, joined)
            elif v.ORG_MEMBERSHIP in iris(known.get(v.RDF_TYPE, ())):
                self._post(iri, known, joined)
        return [Edge(a, b, links) for (a, b), links in sorted(joined.items())]

    def _relations(self, iri: str, known: Description, joined: dict[tuple[int, int], list[Link]]) -> None:
        """What a node says of another is an edge to it."""
        for predicate, values in sorted(known.items()):
            others = iris(values) if predicate not in APART else []
            for other in (other for other in others if other in self.node_of and other != iri):
                documents = self.said.who_says(iri, predicate, NamedNode(other))
                link = Link(self.said.use(predicate), self.said.fact(iri), documents)
                joined[self.node_of[iri], self.node_of[other]].append(link)

    def _post(self, iri: str, known: Description, joined: dict[tuple[int, int], list[Link]]) -> None:
        """A person's post is an edge to the unit, which leads to the institution, else to the institution itself."""
        titles = [title for title in known.get(v.TJ_ROLE_TITLE, ()) if isinstance(title, Literal)]
        former = text(known.get(v.TJ_FORMER, ())) == "true"
        relation = self.said.use(FORMER_POSITION if former else v.ORG_MEMBERSHIP)
        label, language = (clean(titles[0].value), language_tag(titles[0].language or "")) if titles else ("", "")
        role = next((self.said.use(role) for role in iris(known.get(v.ORG_ROLE, ()))), "")
        fact = self.said.fact(iri)
        places = [unit for unit in iris(known.get(v.TJ_UNIT, ())) if unit in self.node_of]
        if not any(v.ORG_UNIT_OF in self.graphs.known[unit] for unit in places):
            places += [o for o in iris(known.get(v.ORG_ORGANIZATION_PROPERTY, ())) if o in self.node_of]
        for member in iris(known.get(v.ORG_MEMBER, ())):
            self.posts[member] += iris(known.get(v.ORG_ORGANIZATION_PROPERTY, ()))
            for place in places if member in self.node_of else ():
                link = Link(relation, fact, self.said.facts[fact].documents, label, language, role)
                joined[self.node_of[member], self.node_of[place]].append(link)
