"""Taking decisions in a store, and taking them back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kg.deciding.facts import summary
from kg.deciding.referents import Finder, decide_on
from kg.pipeline import Reader, decide, stated
from kg.resolve.decisions import Decision, DecisionError, Decisions, Verdict
from kg.snapshots import require
from kg.store import Change, Store


class Deciding:
    """A store in which decisions are taken. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Open the store; an edited table takes effect now. Raises StoreError where there is none."""
        require(folder)  # says so when there is no store, instead of making one
        self.store, self.reader = Store(folder), Reader()
        self.decisions = Decisions.load(folder)
        decide(self.store, self.decisions, self.reader)

    def __enter__(self) -> Deciding:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    @property
    def finder(self) -> Finder:
        """Finds what people mean, as the store is now."""
        return Finder(self.store, self.decisions, lambda document: stated(self.store, document, self.reader))

    def decide(self, verdict: Verdict, left: str, right: str | None = None, **said: str) -> tuple[Decision, Change]:
        """Take a decision about what these texts mean. Raises DecisionError when it cannot be taken."""
        decision = decide_on(self.finder, verdict, left, right, **said)
        if verdict is Verdict.REJECT and (shown := summary(self.finder, self.finder.find(left).thing)):
            decision = replace(decision, shown=(shown, ""))
        return decision, self._follow(*self.decisions.rows, decision)

    def take(self, decision: Decision) -> Change:
        """Take a decision as it is. Raises DecisionError when it contradicts an earlier one."""
        rows = (*self.decisions.rows, decision)
        if reason := Decisions(rows).contradictions.get(decision.id):
            raise DecisionError(f"this contradicts an earlier decision: {reason}; `kg undo` it first")
        return self._follow(*rows)

    def undo(self, which: str | None = None) -> tuple[Decision, Change]:
        """Take back a decision, by default the latest. Raises DecisionError when there is none."""
        rows = self.decisions.rows
        undone = next((row for row in reversed(rows) if which in (None, row.id)), None)
        if undone is None:
            known = f"no decision is called {which}" if which else "no decision was taken"
            raise DecisionError(f"{known}; `kg decisions` lists them")
        return undone, self._follow(*(row for row in rows if row is not undone))

    def listed(self) -> Iterator[str]:
        """Each decision as a line, with what keeps it from having an effect."""
        for row in self.decisions.rows:
            against = self.decisions.contradictions.get(row.id)
            meant = all(
                any(any(self.store.with_thing(r.iri)) or self.finder.exists(r.iri) for r in side)
                for side in (row.left, row.right)
                if side
            )
            note = f"without effect: {against}" if against else "" if meant else "nothing in the store is called so now"
            yield row.describe() + (f"  [{note}]" if note else "")

    def _follow(self, *rows: Decision) -> Change:
        self.decisions = Decisions(rows)
        return decide(self.store, self.decisions, self.reader)
