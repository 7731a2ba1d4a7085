"""What is known of one thing, from all that the documents and the authority file say of it.

A pure function of its arguments: the order in which documents were read cannot matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

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

# Classes that a thing has beside its one specific class.
_GENERAL = {ORG_ORGANIZATION_CLASS, FOAF_PERSON, TJ_AGREEMENT, TJ_DOCUMENT, SCHEMA_EVENT}
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
    values: dict[str, Counter[Term]] = defaultdict(Counter)
    for statements in stated.values():
        for predicate, term in set(statements):
            values[predicate.value][term] += 1
    values.pop(NIF_IS_STRING, None)
    fixed: dict[str, list[Term]] = defaultdict(list)
    for predicate, term in authority:
        fixed[predicate.value].append(term)

    result: dict[str, set[Term]] = {p: set(terms) for p, terms in values.items()}
    for predicate_iri, terms in fixed.items():
        result.setdefault(predicate_iri, set()).update(terms)

    labels = _one_label_each(values[SKOS_PREF_LABEL], fixed[SKOS_PREF_LABEL])
    other = result.get(SKOS_PREF_LABEL, set()) | result.get(SKOS_ALT_LABEL, set())
    result[SKOS_PREF_LABEL], result[SKOS_ALT_LABEL] = labels, other - labels
    if RDF_TYPE in result:
        general = {t for t in result[RDF_TYPE] if _iri(t) in _GENERAL}
        specific = Counter({t: n for t, n in values[RDF_TYPE].items() if t not in general})
        known = [t for t in fixed[RDF_TYPE] if t not in general]
        result[RDF_TYPE] = general | _most(specific, known)
    if TJ_COUNTRY in result:
        result[TJ_COUNTRY] = _most(values[TJ_COUNTRY], fixed[TJ_COUNTRY])
    if TJ_STATUS in result:
        result[TJ_STATUS] = {max(result[TJ_STATUS], key=lambda t: _STAGES.index(_iri(t)))}
    if TJ_SIGNED_ON in result:
        result[TJ_SIGNED_ON] = _most_precise(result[TJ_SIGNED_ON])
    if TJ_CONFIDENCE in result:
        result[TJ_CONFIDENCE] = {max(result[TJ_CONFIDENCE], key=lambda t: float(_text(t)))}
    return {(NamedNode(p), term) for p, terms in result.items() for term in terms}


def keeps(known: Set[Statement], authority: Sequence[Statement], statement: Statement) -> bool:
    """Whether one more document that makes a statement surely leaves what is known as it is.

    True for what is known already, as one more voice for it only confirms a choice; a label that lost the choice of a
    language could win it, unless the authority file has one in that language.
    """
    predicate, term = statement
    if predicate.value in (SKOS_PREF_LABEL, SKOS_ALT_LABEL) and statement not in known:
        chosen = predicate.value == SKOS_PREF_LABEL and not _settles(authority, SKOS_PREF_LABEL, term)
        other = SKOS_PREF_LABEL if predicate.value == SKOS_ALT_LABEL else SKOS_ALT_LABEL
        return not chosen and (NamedNode(other), term) in known
    return statement in known


def outlasts(known: Set[Statement], authority: Sequence[Statement], statement: Statement) -> bool:
    """Whether one document less that makes a statement, which others still make, surely leaves what is known.

    Not where the statement won a choice by the number of documents that make it.
    """
    predicate, term = statement
    by_number = predicate.value in (SKOS_PREF_LABEL, RDF_TYPE, TJ_COUNTRY) and _iri(term) not in _GENERAL
    return not (by_number and statement in known) or _settles(authority, predicate.value, term)


def _settles(authority: Sequence[Statement], predicate: str, term: Term) -> bool:
    """Whether the authority file makes the choice that a statement is a candidate for."""
    return any(
        p.value == predicate and _language(t) == _language(term) and _iri(t) not in _GENERAL for p, t in authority
    )


def _one_label_each(counted: Counter[Term], known: Iterable[Term]) -> set[Term]:
    best = {_language(term): term for term in known}
    # Most used first, then the longer (a full name before a short form), then by code point: ties have one answer.
    for term, _ in sorted(counted.items(), key=lambda item: (-item[1], -len(_text(item[0])), _text(item[0]))):
        best.setdefault(_language(term), term)
    return set(best.values())


def _most(counted: Counter[Term], known: Sequence[Term]) -> set[Term]:
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
