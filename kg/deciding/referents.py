"""From what a person types to what a decision refers to: an IRI, a name, or a name in one document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.model import Extraction
from kg.names import fold, strip_legal_form
from kg.resolve.alone import facts_alone, names_alone
from kg.resolve.decisions import Decision, DecisionError, Decisions, Reference, Verdict
from kg.resolve.profiles import Placed
from kg.store import Store
from kg.vocab import (
    DCTERMS_IS_REPLACED_BY,
    PROV_SPECIALIZATION_OF,
    SCHEMA_NAME,
    SKOS_ALT_LABEL,
    SKOS_PREF_LABEL,
    THINGS,
    TJ_ROLE_TITLE,
    TJ_TITLE,
)

_NAMES = (SKOS_PREF_LABEL, SKOS_ALT_LABEL, SCHEMA_NAME, TJ_TITLE)
_SHORT = re.compile(r"(person|organization|agreement|position|event|program|facility|place)/[\w.-]+")
_NAMED = re.compile(rf"{re.escape(THINGS)}(person|organization|agreement|event|program|facility|place)/.+")
_LISTED = 8
# The kinds of which nothing is mentioned: they are read from sentences.
FACTS = frozenset({"position", "agreement", "event", "program", "facility"})
# The language in which a thing is shown, in this order.
_SHOWN = {"zh-hant": 0, "zh-Hant": 0, "ja": 1, "zh-hans": 2, "zh-Hans": 2, "en": 3, "": 4}


@dataclass(frozen=True, slots=True)
class Referent:
    """What somebody means: the thing as it is now, what documents alone call it, and a name to show."""

    thing: str
    references: tuple[Reference, ...]
    shown: str


class Finder:
    """Finds what people mean in a store."""

    def __init__(self, store: Store, decisions: Decisions, stated: Callable[[str], Extraction] | None = None) -> None:
        """`stated` gives what a document of the store states; without it, facts are not told by document."""
        self.store, self.decisions, self.stated = store, decisions, stated

    def find(self, text: str) -> Referent:
        """The one thing or fact that is meant. Raises DecisionError when there is none or several."""
        document = ""
        if "@" in text:
            name, _, source = text.rpartition("@")
            held = self.store.find(source.strip())
            text, document = (name.strip(), held.document) if held else (text, "")
        iris = self._with_iri(text) if _is_iri(text) else self._with_name(text)
        found = {iri: members for iri in iris if (members := self._members(iri, text, document))}
        if not found:
            where = f" in {source}" if document else ""
            raise DecisionError(f"nothing is called {text!r}{where}; {self._instead(text)}")
        if len(found) > 1:
            listed = [f"{self.label(iri)} <{iri.removeprefix(THINGS)}>" for iri in sorted(found)]
            more = f" and {len(listed) - _LISTED} more" if len(listed) > _LISTED else ""
            raise DecisionError(f"{text!r} may be {', '.join(listed[:_LISTED])}{more}; give one of these IRIs")
        [(iri, references)] = found.items()
        return Referent(iri, tuple(sorted(references)), self.label(iri) if _is_iri(text) else text)

    def exists(self, iri: str) -> bool:
        """Whether anything is known of a thing."""
        return any(self.store.graph.quads_for_pattern(NamedNode(iri), None, None, DefaultGraph()))

    def label(self, iri: str) -> str:
        """A name of a thing, for people."""
        for predicate in (*_NAMES, TJ_ROLE_TITLE):
            quads = self.store.graph.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, DefaultGraph())
            labels = [q.object for q in quads if isinstance(q.object, Literal)]
            if labels:
                # Readings are labels too, with a tag of their own.
                return min(labels, key=lambda o: (_SHOWN.get(o.language or "", len(_SHOWN)), o.value)).value
        return iri.removeprefix(THINGS)

    def documents(self, iri: str) -> set[str]:
        """The documents that have a thing."""
        pattern = self.store.graph.quads_for_pattern(None, NamedNode(PROV_SPECIALIZATION_OF), NamedNode(iri), None)
        return {q.subject.value.partition("#")[0] for q in pattern if isinstance(q.subject, NamedNode)}

    def placed(self, iri: str) -> list[Placed]:
        """All profiles that were found to be a thing."""
        return [p for document in sorted(self.documents(iri)) for p in self.store.of_document(document) if p.iri == iri]

    def reference(self, placed: Placed) -> Reference:
        """How a decision refers to a profile: in its document only, where another thing has the same name alone."""
        own = placed.profile.iri, placed.document
        return Reference(*own) if placed.profile.own != placed.profile.iri else Reference(own[0])

    def facts(self, iri: str) -> set[str]:
        """What documents alone call a fact; empty for a thing."""
        return {reference.own for reference in self._facts(iri)} if kind_of(iri) in FACTS else set()

    def _instead(self, text: str) -> str:
        """What somebody may have meant, or where to look."""
        if _is_iri(text):
            iri = text if text.startswith(THINGS) else THINGS + text
            said = [row.id for row in self.decisions.rows if row.verdict is Verdict.REJECT and row.is_about(iri)]
            return f"{said[0]} rejects it" if said else "`kg query doubtful` lists facts, `kg query names` things"
        like = sorted({name for name in self._written if fold(text) in fold(name)}) if len(fold(text)) > 0 else []
        return f"did you mean {', '.join(like[:5])}?" if like else "`kg query names` lists what is"

    def _with_iri(self, text: str) -> set[str]:
        iri = text if text.startswith(THINGS) else THINGS + text
        if self.exists(iri):
            led = self.store.graph.quads_for_pattern(NamedNode(iri), NamedNode(DCTERMS_IS_REPLACED_BY), None, None)
            return {q.object.value for q in led if isinstance(q.object, NamedNode)} or {iri}
        return {iri} if any(self.store.with_thing(iri)) else set()

    def _with_name(self, text: str) -> set[str]:
        key, bare = fold(text), fold(strip_legal_form(text))
        return {iri for iri, name in self._labels if name in (key, bare)}

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        """Things with each of their names as written."""
        quads = (
            q for p in _NAMES for q in self.store.graph.quads_for_pattern(None, NamedNode(p), None, DefaultGraph())
        )
        return [
            (q.subject.value, q.object.value)
            for q in quads
            if isinstance(q.subject, NamedNode) and isinstance(q.object, Literal) and _NAMED.fullmatch(q.subject.value)
        ]

    @property
    def _written(self) -> set[str]:
        return {name for _, name in self._names}

    @cached_property
    def _labels(self) -> list[tuple[str, str]]:
        return [(iri, key) for iri, name in self._names for key in {fold(name), fold(strip_legal_form(name))}]

    def _members(self, iri: str, text: str, document: str) -> set[Reference]:
        """What documents alone call a thing; all of them, or only one of its names where it has several."""
        placed = self.placed(iri)
        if document:
            return {Reference(p.profile.iri, document) for p in placed if p.document == document}
        given = text if text.startswith(THINGS) else THINGS + text
        if given != iri and any(p.profile.iri == given for p in placed):
            return {Reference(given)}
        return {self.reference(p) for p in placed} or set(self._facts(iri))

    def _facts(self, iri: str) -> Iterator[Reference]:
        """What documents alone call a fact: the names of the things in it may have led it elsewhere."""
        for quad in self.store.graph.quads_for_pattern(NamedNode(iri), None, None, None):
            document = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
            if document.startswith(f"{THINGS}document/") and self.stated:
                extraction = self.stated(document)
                alone = names_alone(extraction)
                now = {p.entity: p.iri for p in self.store.of_document(document)}
                found = facts_alone(extraction, {**alone, **now})
                yield from (Reference(name) for f, name in facts_alone(extraction, alone).items() if found[f] == iri)
        if not self.stated or kind_of(iri) != "position":
            yield Reference(iri)


def decide_on(finder: Finder, verdict: Verdict, left: str, right: str | None, **said: Any) -> Decision:
    """The decision that two things are the same or different, or that one fact or thing is wrong or called otherwise.

    `said` are the other columns. Raises DecisionError when it cannot be taken as the graph and the decisions are.
    """
    one = finder.find(left)
    number = finder.decisions.next_id()
    if right is None:
        return Decision(number, verdict, one.references, shown=(one.shown, ""), **said)
    other = finder.find(right)
    if kind_of(one.thing) != kind_of(other.thing):
        kinds = f"{_a(kind_of(one.thing))} and {_a(kind_of(other.thing))}"
        raise DecisionError(f"{one.shown} and {other.shown} are {kinds}: they cannot be one")
    sides = set(one.references), set(other.references)
    if verdict is Verdict.SAME:
        if one.thing == other.thing:
            raise DecisionError(f"{one.shown} and {other.shown} are one thing already: {one.thing}")
        # What was found to be these by other reasons stays with them while those hold.
        sides = _named(finder, one, left), _named(finder, other, right)
    elif one.thing == other.thing:
        sides = _named(finder, one, left), _named(finder, other, right)
        sides = (sides[0] - sides[1] or sides[0], sides[1] - sides[0] or sides[1])
        if sides[0] & sides[1]:
            raise DecisionError(f"{left} and {right} are told apart by no document; say in which one: NAME@DOCUMENT")
    elif all(other.own in finder.decisions.foes_of(one.own) for one in sides[0] for other in sides[1]):
        raise DecisionError(f"{one.shown} and {other.shown} were decided to be different already")
    decision = Decision(
        number, verdict, tuple(sorted(sides[0])), tuple(sorted(sides[1])), shown=(one.shown, other.shown), **said
    )
    if reason := Decisions([*finder.decisions.rows, decision]).contradictions.get(number):
        raise DecisionError(f"this contradicts an earlier decision: {reason}; `kg undo` it first")
    return decision


def _named(finder: Finder, referent: Referent, text: str) -> set[Reference]:
    """The part of a thing that has a name, or that the documents alone call by its IRI."""
    if _is_iri(text) or len(referent.references) == 1:
        exact = {r for r in referent.references if r.own in (text, THINGS + text)}
        return exact or set(referent.references)
    keys = {fold(text), fold(strip_legal_form(text))}
    having = {finder.reference(p) for p in finder.placed(referent.thing) if keys & set(p.profile.names)}
    return having or set(referent.references)


def _is_iri(text: str) -> bool:
    return text.startswith(THINGS) or _SHORT.fullmatch(text) is not None


def kind_of(iri: str) -> str:
    """The kind of a thing or fact, as its IRI says."""
    return iri.removeprefix(THINGS).split("/")[0]


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeo' else 'a'} {kind}"
