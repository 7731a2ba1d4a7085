"""What is said of each thing of the store: its facts in rows, who says them, and the sentences behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from kg import vocab as v
from kg.view.scene import Fact, Sentence, Value, clean, language_tag, shown, web_link
from kg.view.scene_graphs import Graphs, Object, iris, text

# Shown in places of their own, or made for the program and not for people.
APART = {
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
# Registers whose identifiers lead to a page.
_REGISTERS = {"ror": "https://ror.org/", "wikidata": "https://www.wikidata.org/wiki/"}


def _rank(predicate: str) -> tuple[int, str]:
    return (_ROWS.index(predicate) if predicate in _ROWS else len(_ROWS)), predicate


class Facts:
    """The facts of a store, numbered as they are asked for; nodes and documents go by their numbers.

    `class_of` names the class of each node, in order; `documents` are in the order of the page.
    """

    def __init__(self, graphs: Graphs, class_of: Mapping[str, str], documents: list[str]) -> None:
        self.graphs, self.class_of = graphs, class_of
        self.node_of = {iri: i for i, iri in enumerate(class_of)}
        self.document_of = {iri: i for i, iri in enumerate(documents)}
        self.speakers: dict[str, list[str]] = defaultdict(list)
        for document in documents:
            for subject in graphs.said[document]:
                self.speakers[subject].append(document)
        self.facts: list[Fact] = []
        self.sentences: list[Sentence] = []
        self.used: set[str] = set()  # terms
        self.mentioned: dict[int, set[int]] = defaultdict(set)  # node → documents
        self._fact_of: dict[str, int] = {}
        self._sentence_of: dict[tuple[str, str], int] = {}
        self._mentions = {document: self._mentions_in(document) for document in documents}

    def use(self, iri: str) -> str:
        """The key of a term, noted so that its labels are shipped."""
        self.used.add(iri)
        return iri

    def who_says(self, subject: str, predicate: str, value: Object) -> list[int]:
        """The documents that state something."""
        return [
            self.document_of[document]
            for document in self.speakers[subject]
            if value in self.graphs.said[document][subject].get(predicate, ())
        ]

    def fact(self, iri: str) -> int:
        """Index of what is said about a thing, a post or an agreement."""
        if iri in self._fact_of:
            return self._fact_of[iri]
        known = self.graphs.known[iri]
        sentences, documents = [], []
        for document in self.speakers[iri]:
            documents.append(self.document_of[document])
            for sentence in iris(self.graphs.said[document][iri].get(v.PROV_WAS_DERIVED_FROM, ())):
                index = self._sentence(document, sentence)
                if index is not None:
                    sentences.append(index)
        rows = {
            self.use(predicate): [self._value(iri, predicate, value) for value in values]
            for predicate, values in sorted(known.items(), key=lambda item: _rank(item[0]))
            if predicate not in APART
        }
        types = iris(known.get(v.RDF_TYPE, ()))
        type_ = self.class_of.get(iri) or (types[0] if types else "")
        confidences = [float(o.value) for o in known.get(v.TJ_CONFIDENCE, ()) if isinstance(o, Literal)]
        self._fact_of[iri] = len(self.facts)
        self.facts.append(
            Fact(
                iri=iri,
                type=self.use(type_) if type_ else "",
                rows=rows,
                sentences=sentences,
                documents=documents,
                date=next((text(known[p]) for p in _WHEN if p in known), ""),
                status=next((self.use(status) for status in iris(known.get(v.TJ_STATUS, ()))), ""),
                confidence=max(confidences, default=1.0),
                rule=", ".join(clean(o.value) for o in known.get(v.TJ_RULE, ()) if isinstance(o, Literal)),
            )
        )
        return self._fact_of[iri]

    def _value(self, subject: str, predicate: str, value: Object) -> Value:
        said = self.who_says(subject, predicate, value)
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
            return Value("", "", said, term=self.use(iri))
        return Value(iri, "", said, link=web_link(iri))

    def _sentence(self, document: str, iri: str) -> int | None:
        """Index of the sentence, or None when the document's graph does not hold it."""
        if (document, iri) not in self._sentence_of:
            description = self.graphs.said[document].get(iri, {})
            if v.NIF_BEGIN_INDEX not in description:
                return None
            begin, end = (int(text(description[key])) for key in (v.NIF_BEGIN_INDEX, v.NIF_END_INDEX))
            quoted = next(o.value for o in description[v.NIF_ANCHOR_OF] if isinstance(o, Literal))
            inside = [
                (s - begin, e - begin, node) for s, e, node in self._mentions[document] if begin <= s and e <= end
            ]
            cuts = sorted({0, len(quoted), *(cut for s, e, _ in inside for cut in (s, e))})
            characters, pieces = shown(quoted), []
            for left, right in pairwise(cuts):
                names = sorted({node for s, e, node in inside if s <= left and right <= e})
                pieces.append(("".join(characters[left:right]), names))
            self._sentence_of[document, iri] = len(self.sentences)
            self.sentences.append(Sentence(self.document_of[document], pieces))
        return self._sentence_of[document, iri]

    def _mentions_in(self, document: str) -> list[tuple[int, int, int]]:
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
