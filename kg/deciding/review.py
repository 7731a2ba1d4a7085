"""Going through the least certain merges and facts with somebody who knows, each answer a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from kg.deciding import Deciding
from kg.deciding.explain import called
from kg.deciding.facts import name_of, quote_of, quotes, summary
from kg.deciding.referents import kind_of
from kg.query import select
from kg.resolve.decisions import Decision, DecisionError, Reference, Verdict
from kg.resolve.identity import Judgement, judge
from kg.resolve.profiles import Placed

# Mentions of one thing that are compared with each other: the least sure pair shows soon.
_COMPARED = 24
_FACTS = """SELECT ?fact ?confidence ?class { ?fact tj:confidence ?confidence ; a ?class
  FILTER(?class IN (org:Membership, tj:Agreement, schema:Event, tj:Program, tj:Facility)) }"""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to look at: what to show, and what yes and no would decide."""

    lines: tuple[str, ...]
    right: Decision
    wrong: Decision


def review(
    deciding: Deciding,
    answer: Callable[[str], str],
    tell: Callable[[str], None],
    by: str,
    date: str,
    *,
    merges: bool = True,
    facts: bool = True,
) -> int:
    """Ask until somebody answers q or nothing is left; returns how many decisions were taken.

    `answer` gives the answer to a prompt: y (right), n (wrong), s (skip) or q (quit); `tell` shows a line. `merges` and
    `facts` say what is asked about.
    """
    taken = 0
    for question in questions(deciding, merges=merges, facts=facts):
        for line in question.lines:
            tell(line)
        while (given := answer("right? y, n, s (skip), q (quit)").strip().lower()[:1]) not in ("y", "n", "s", "q", ""):
            tell("answer y, n, s or q")
        if given == "q":
            break
        if given in ("y", "n"):
            meant = question.right if given == "y" else question.wrong
            decision = replace(meant, id=deciding.decisions.next_id(), by=by, date=date)
            try:
                deciding.take(decision)
            except DecisionError as error:
                tell(f"not taken: {error}")
            else:
                taken += 1
                tell(decision.describe())
        tell("")
    return taken


def questions(deciding: Deciding, *, merges: bool = True, facts: bool = True) -> Iterator[Question]:
    """All merges and facts that nobody has decided on, the least sure first; each is made when it is asked."""
    asked = (*(_merges(deciding) if merges else ()), *(_facts(deciding) if facts else ()))
    found = sorted(asked, key=lambda f: f[:2])
    settled = {frozenset(r.own for r in (*row.left, *row.right)) for row in deciding.decisions.rows}
    for _, _, make in found:
        question = make()
        if question and frozenset(r.own for r in (*question.right.left, *question.right.right)) not in settled:
            yield question


Candidate = tuple[float, str, Callable[[], Question | None]]


def _merges(deciding: Deciding) -> Iterator[Candidate]:
    things: dict[str, list[Placed]] = defaultdict(list)
    for placed in deciding.store.profiles():
        if not placed.profile.fixed:
            things[placed.iri].append(placed)
    for members in things.values():
        asked: set[tuple[Reference, Reference]] = set()
        for a, b in combinations(sorted(members, key=lambda p: p.id)[:_COMPARED], 2):
            judgement = judge(a.profile, b.profile)
            left, right = _references(deciding, a, b)
            if judgement and (left, right) not in asked:
                asked.add((left, right))
                yield judgement.score, a.id, partial(_merge, deciding, a, b, left, right, judgement)


def _merge(
    deciding: Deciding, a: Placed, b: Placed, left: Reference, right: Reference, judgement: Judgement
) -> Question | None:
    # An answer before this one may have parted them already.
    held = {p.id: p.iri for x in (a, b) for p in deciding.store.of_document(x.document)}
    if held.get(a.id) != held.get(b.id):
        return None
    shown = called(a), called(b)
    lines = [f"{judgement.score:.2f}  one {a.profile.kind}: {judgement.reason}"]
    lines += [f"      {called(placed)}: {_words(deciding, placed)}" for placed in (a, b)]
    # Two documents that use one name need no decision to stay one: that it was looked at is all there is to keep.
    verdict = Verdict.SAME if left.document is None else Verdict.CONFIRM
    return Question(
        tuple(lines),
        Decision("", verdict, (left,), (right,), shown=shown),
        Decision("", Verdict.DIFFERENT, (left,), (right,), shown=shown),
    )


def _references(deciding: Deciding, a: Placed, b: Placed) -> tuple[Reference, Reference]:
    left, right = deciding.finder.reference(a), deciding.finder.reference(b)
    if left == right:
        left, right = (Reference(p.profile.iri, p.document) for p in (a, b))
    return left, right


def _words(deciding: Deciding, placed: Placed) -> str:
    """The words around the first mention of a profile's thing in its document."""
    document = placed.document
    name = name_of(deciding.store, document)
    if placed.profile.kind == "agreement":
        said = [quote for quote, where in quotes(deciding.store, placed.iri) if where == document]
        return f"{' … '.join(said)[:160]} ({name})"
    query = f"""SELECT ?b ?e {{ GRAPH <{document}> {{
      ?m itsrdf:taIdentRef <{placed.iri}> ; nif:beginIndex ?b ; nif:endIndex ?e }} }} ORDER BY ?b LIMIT 1"""
    for row in select(deciding.store.graph, query):
        quote = quote_of(deciding.store, document, max(int(row["b"]) - 40, 0), int(row["e"]) + 40)
        return f"…{quote}… ({name})"
    return f"({name})"


def _facts(deciding: Deciding) -> Iterator[Candidate]:
    for row in select(deciding.store.graph, _FACTS):
        if (score := float(row["confidence"])) < 1:
            yield score, row["fact"], partial(_fact, deciding, row["fact"], score)


def _fact(deciding: Deciding, iri: str, score: float) -> Question | None:
    finder = deciding.finder
    if not finder.exists(iri):
        return None
    said = [f"      {quote} ({name_of(deciding.store, document)})" for quote, document in quotes(deciding.store, iri)]
    shown = summary(finder, iri)
    lines = [f"{score:.2f}  {kind_of(iri)}: {shown}", *said]
    references = finder.find(iri).references
    right, wrong = (Decision("", v, references, shown=(shown, "")) for v in (Verdict.CONFIRM, Verdict.REJECT))
    return Question(tuple(lines), right, wrong)
