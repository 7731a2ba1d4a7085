"""Why the mentions of one thing are one node, and what speaks against it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice

from kg.deciding.facts import counted, name_of, quote_of, quotes, rules, summary
from kg.deciding.referents import FACTS, Finder, kind_of
from kg.names.authority import Authority
from kg.names.sounds import same_person
from kg.query import columns, select
from kg.resolve.decisions import Verdict, is_hashed
from kg.resolve.identity import judge, objection
from kg.resolve.keys import asked, shared_keys
from kg.resolve.profiles import Placed, Profile
from kg.store import Store

# Lines of each part: an explanation should fit on two screens.
_NAMES, _REASONS, _PAIRS, _OTHERS = 14, 8, 10, 8
_AROUND = 14
# Members of one thing that are compared with each other: enough to show what holds it together.
_COMPARED = 24
# From here on a rendering is worth naming among those that were kept apart.
_SOUNDS = 0.5


def explain(finder: Finder, text: str, authority: Authority) -> str:
    """Names with documents and quotes, reasons, judgements, authority row, decisions, and what was kept apart.

    `text` is an IRI, a name, or a name in one document. Raises DecisionError when it means nothing, or several things.
    """
    store, referent = finder.store, finder.find(text)
    iri, placed = referent.thing, finder.placed(referent.thing)
    kind = kind_of(iri)
    documents = {p.document for p in placed} or {document for _, document in quotes(store, iri)}
    count = f"{len(documents)} {'document' if len(documents) == 1 else 'documents'}"
    lines = [f"{summary(finder, iri) if kind in FACTS else finder.label(iri)}: {kind} in {count}", f"  {iri}"]
    said = ((name_of(store, document), quote) for quote, document in quotes(store, iri))
    read = ((confidence, rule, name_of(store, document)) for rule, confidence, document in rules(store, iri))
    parts = {
        "names, where they stand": _cut(columns_of(_mentions(store, iri)), _NAMES),
        "what documents say": _cut(columns_of(said), _NAMES),
        "how it was read": _cut(columns_of(read), _REASONS),
        "what each document says for itself": _cut(columns_of(counted(store, _reasons(store, iri))), _REASONS),
        "judged the same, the least sure first": _cut(columns_of(pairs_of(finder, placed)), _PAIRS),
        "authority file": list(_authority(authority, iri)),
        "decisions": [f"  {line}" for line in _decided(finder, iri, placed)],
        "kept apart from": _cut(columns_of(_others(finder, iri, placed)), _OTHERS),
    }
    for title, body in parts.items():
        if body:
            lines += ["", title, *body]
    return "\n".join(lines)


def called(placed: Placed) -> str:
    """The name that a profile has, for people; parties and date of an agreement."""
    profile = placed.profile
    return (profile.spelled or profile.names or (profile.signed or profile.stage or "",))[0]


def pairs_of(finder: Finder, placed: list[Placed]) -> Iterator[tuple[str, ...]]:
    """The judgements that hold a thing together: score, reason, both names with their documents."""
    judged = [(judge(a.profile, b.profile), a, b) for a, b in combinations(placed[:_COMPARED], 2)]
    found = [(j.score, j.reason, a, b) for j, a, b in judged if j]
    for score, reason, a, b in sorted(found, key=lambda pair: pair[:2]):
        both = (f"{called(p)} in {name_of(finder.store, p.document)}" for p in (a, b))
        yield (f"{score:.2f}", reason, *both)


def columns_of(rows: Iterator[tuple[str, ...]]) -> list[str]:
    """Rows as aligned lines; none where there is no row."""
    listed = list(rows)
    return columns(listed) if listed else []


def _mentions(store: Store, iri: str) -> Iterator[tuple[str, ...]]:
    """Each name in each document once, with the words around its first mention."""
    query = f"""SELECT ?doc ?name (MIN(?b) AS ?from) (COUNT(?m) AS ?n) {{ GRAPH ?doc {{
      ?m itsrdf:taIdentRef <{iri}> ; nif:anchorOf ?name ; nif:beginIndex ?b }} }}
      GROUP BY ?doc ?name ORDER BY ?doc ?from"""
    for row in select(store.graph, query):
        start = int(row["from"])
        end = start + len(row["name"])
        quote = quote_of(store, row["doc"], max(start - _AROUND, 0), end + _AROUND)
        yield (row["name"], f"{row['n']}×", name_of(store, row["doc"]), f"…{quote}…")


def _reasons(store: Store, iri: str) -> Iterator[tuple[str, str]]:
    query = f"SELECT ?doc ?why {{ GRAPH ?doc {{ <{iri}> tj:mergeReason ?why }} }} ORDER BY ?doc ?why"
    for row in select(store.graph, query):
        yield (row["why"], row["doc"])


def _authority(authority: Authority, iri: str) -> Iterator[str]:
    row = None if is_hashed(iri) else authority.get(iri.rsplit("/", 1)[-1])
    if row is not None:
        shown = row.names[:_NAMES]
        more = f" and {len(row.names) - len(shown)} more" if row.names[_NAMES:] else ""
        yield f"  {row.key}: {' ／ '.join(shown)}{more}"
        yield f"  {row.type.value} in {row.country}; source: {row.source}"


def _decided(finder: Finder, iri: str, placed: list[Placed]) -> Iterator[str]:
    ours = {finder.decisions.own(p.profile.iri, p.document) for p in placed} | {iri, *finder.facts(iri)}
    for row in finder.decisions.rows:
        if any(r.own in ours or r.iri in ours for r in (*row.left, *row.right)):
            against = finder.decisions.contradictions.get(row.id)
            yield row.describe() + (f"  [without effect: {against}]" if against else "")


def _others(finder: Finder, iri: str, placed: list[Placed]) -> Iterator[tuple[str, ...]]:
    """Other things with a key of this one, and what was against them."""
    seen = {iri}
    different = [row for row in finder.decisions.rows if row.verdict is Verdict.DIFFERENT]
    documents = {p.document for p in placed}
    for ours in placed[:_COMPARED]:
        foes = finder.decisions.foes_of(ours.profile.own)
        found = [p for key in asked(ours.profile) for p in finder.store.with_key(key)]
        named = {own for key in shared_keys(ours.profile) for own in finder.store.sharing(key)}
        found += [p for own in sorted(named) for p in islice(finder.store.called(own), 1)]
        for other in (p for p in found if p.own != ours.profile.own and _near(ours.profile, p)):
            thing = finder.store.name_of(other.own)
            if thing not in seen:
                seen.add(thing)
                said = [row.id for row in different if other.own in foes and row.is_about(other.own)]
                told = "one document tells them apart" if documents & finder.documents(thing) else ""
                reason = f"decision {said[0]}" if said else told or objection(ours.profile, other)
                yield (finder.label(thing), reason or "a surer match was found", thing)


def _near(a: Profile, b: Profile) -> bool:
    """Whether somebody might take the one for the other: people of one institution with unlike names are not near."""
    if a.kind != "person" or set(a.names) & set(b.names):
        return True
    return any(same_person(x, y) >= _SOUNDS for x in a.spelled for y in b.spelled)


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[:most], f"  … and {len(lines) - most} more"]
