"""What is known of one thing, from all that the documents and the authority file say of it.

A pure function of its arguments: the order in which documents were read cannot matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.vocab import (
    FOAF_PERSON,
    NIF_IS_STRING,
    ORG_ORGANIZATION_CLASS,
    RDF_TYPE,
    SCHEMA_EVENT,
    SKOS_ALT_LABEL,
    SKOS_PREF_LABEL,
    TJ_AGREEMENT,
    TJ_CONFIDENCE,
    TJ_COUNTRY,
    TJ_DOCUMENT,
    TJ_ENDED,
    TJ_PLANNED,
    TJ_SIGNED,
    TJ_SIGNED_ON,
    TJ_STATUS,
)

Term = NamedNode | BlankNode | Literal | Triple
Statement = tuple[NamedNode, Term]
Subject = NamedNode | BlankNode | Triple
Described = dict[Subject, set[Statement]]
Said = Mapping[Subject, Set[Statement]]
NOTHING: Said = {}

_IS_STRING, _TYPE, _COUNTRY = map(NamedNode, (NIF_IS_STRING, RDF_TYPE, TJ_COUNTRY))
_PREF_LABEL, _ALT_LABEL = map(NamedNode, (SKOS_PREF_LABEL, SKOS_ALT_LABEL))
_STATUS, _SIGNED_ON, _CONFIDENCE = map(NamedNode, (TJ_STATUS, TJ_SIGNED_ON, TJ_CONFIDENCE))
# Classes that a thing has beside its one specific class.
_GENERAL = frozenset(map(NamedNode, (ORG_ORGANIZATION_CLASS, FOAF_PERSON, TJ_AGREEMENT, TJ_DOCUMENT, SCHEMA_EVENT)))
# A later stage is news over an earlier one: a report of the plan does not unsign an agreement.
_STAGES = (TJ_PLANNED, TJ_SIGNED, TJ_ENDED)


def consolidate(stated: Mapping[str, Iterable[Statement]], authority: Sequence[Statement]) -> set[Statement]:
    """The statements about one thing that belong into the default graph.

    `stated` maps each document's IRI to what it says of the thing, `authority` is what the
    authority file says. Every stated fact is kept, except: one label for each language (the
    authority's, else the one that most documents use, the rest become alternative labels);
    one specific class and one country, chosen likewise; the latest stage; the most precise of
    dates that agree; the highest confidence. Texts stay in the documents' graphs.
    """
    counted = Counter(chain.from_iterable(map(set, stated.values())))
    values: dict[NamedNode, dict[Term, int]] = defaultdict(dict)
    for (predicate, term), documents in counted.items():
        values[predicate][term] = documents
    values.pop(_IS_STRING, None)
    fixed: dict[NamedNode, list[Term]] = defaultdict(list)
    for predicate, term in authority:
        fixed[predicate].append(term)

    result: dict[NamedNode, set[Term]] = {p: set(terms) for p, terms in values.items()}
    for predicate, terms in fixed.items():
        result.setdefault(predicate, set()).update(terms)

    if _PREF_LABEL in result or _ALT_LABEL in result:
        labels = _one_label_each(values[_PREF_LABEL], fixed[_PREF_LABEL])
        other = result.get(_PREF_LABEL, set()) | result.get(_ALT_LABEL, set())
        result[_PREF_LABEL], result[_ALT_LABEL] = labels, other - labels
    if _TYPE in result:
        specific = {t: n for t, n in values[_TYPE].items() if t not in _GENERAL}
        known = [t for t in fixed[_TYPE] if t not in _GENERAL]
        result[_TYPE] = (result[_TYPE] & _GENERAL) | _most(specific, known)
    if _COUNTRY in result:
        result[_COUNTRY] = _most(values[_COUNTRY], fixed[_COUNTRY])
    if _STATUS in result:
        result[_STATUS] = {max(result[_STATUS], key=lambda t: _STAGES.index(_iri(t)))}
    if _SIGNED_ON in result:
        result[_SIGNED_ON] = _most_precise(result[_SIGNED_ON])
    if _CONFIDENCE in result:
        result[_CONFIDENCE] = {max(result[_CONFIDENCE], key=lambda t: float(_text(t)))}
    return {(predicate, term) for predicate, terms in result.items() for term in terms}


def keeps(known: Set[Statement], authority: Sequence[Statement], statement: Statement) -> bool:
    """Whether one more document that makes a statement surely leaves what is known as it is.

    True for what is known already, as one more voice for it only confirms a choice; a label that lost the choice of a
    language could win it, unless the authority file has one in that language.
    """
    predicate, term = statement
    if statement not in known and predicate in (_PREF_LABEL, _ALT_LABEL):
        chosen = predicate == _PREF_LABEL and not _settles(authority, _PREF_LABEL, term)
        return not chosen and (_PREF_LABEL if predicate == _ALT_LABEL else _ALT_LABEL, term) in known
    return statement in known


def outlasts(known: Set[Statement], authority: Sequence[Statement], statement: Statement) -> bool:
    """Whether one document less that makes a statement, which others still make, surely leaves what is known.

    Not where the statement won a choice by the number of documents that make it.
    """
    predicate, term = statement
    by_number = predicate in (_PREF_LABEL, _TYPE, _COUNTRY) and term not in _GENERAL
    return not (by_number and statement in known) or _settles(authority, predicate, term)


def _settles(authority: Sequence[Statement], predicate: NamedNode, term: Term) -> bool:
    """Whether the authority file makes the choice that a statement is a candidate for."""
    return any(p == predicate and _language(t) == _language(term) and t not in _GENERAL for p, t in authority)


def _one_label_each(counted: Mapping[Term, int], known: Iterable[Term]) -> set[Term]:
    best = {_language(term): term for term in known}
    # Most used first, then the longer (a full name before a short form), then by code point: ties have one answer.
    for term, _ in sorted(counted.items(), key=lambda item: (-item[1], -len(_text(item[0])), _text(item[0]))):
        best.setdefault(_language(term), term)
    return set(best.values())


def _most(counted: Mapping[Term, int], known: Sequence[Term]) -> set[Term]:
    if known:
        return {known[0]}
    return {min(counted, key=lambda t: (-counted[t], _text(t)))} if counted else set()


def _most_precise(dates: set[Term]) -> set[Term]:
    texts = {_text(date) for date in dates}
    return {d for d in dates if not any(t != _text(d) and t.startswith(_text(d) + "-") for t in texts)}


def _language(term: Term) -> str:
    return (term.language or "") if isinstance(term, Literal) else ""


def _iri(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _text(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal | BlankNode) else str(term)
