"""What people decided about identity and facts: rows of a table that anyone can read, each of which can be taken back.

A decision refers to names that a document alone gives (`alone`), so it holds whatever else is read, removed or
read again. The graph follows from the documents, the authority file and these rows; nothing else of a decision is kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path

from kg.iri import thing
from kg.model import PartialDate
from kg.problems import Problem
from kg.vocab import THINGS

COLUMNS = ("id", "verdict", "left", "right", "by", "date", "why")
HEADER = """\
# Decisions about this graph: `kg same`, `different`, `reject` and `rename` add rows, `kg undo` deletes them.
# left and right: a name for people, then in <…> what is meant: things and facts as a document alone names them.
# same, different: the two sides; reject: left; rename: left gets the name on the right, written name@language.
# confirm: somebody looked at it and found it right; it changes nothing, but `kg review` does not ask again.
"""
_CELL = re.compile(r"[^<>]*<([^<>]+)>")
_LABEL = re.compile(r"(.+)@([a-zA-Z]{2,3}(?:-[a-zA-Z0-9]+)*)")
_HASHED = re.compile(r"[0-9a-f]{16}")


class DecisionError(Problem):
    """A decision that cannot be taken, or a row that cannot be read."""


class Verdict(Enum):
    """What was decided."""

    SAME = "same"
    DIFFERENT = "different"
    REJECT = "reject"
    RENAME = "rename"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """A thing or fact by the IRI that a document alone gives it; `document` where only that one's is meant."""

    iri: str
    document: str | None = None

    @property
    def own(self) -> str:
        """The IRI that stands for it in clusters: a thing meant in one document only has one of its own."""
        return thing(self.iri.split("/")[-2], self.iri, self.document) if self.document else self.iri

    def __str__(self) -> str:
        """As the table has it, without what all IRIs begin with."""
        inside = f" in {self.document.removeprefix(THINGS)}" if self.document else ""
        return self.iri.removeprefix(THINGS) + inside


@dataclass(frozen=True, slots=True)
class Decision:
    """One row. `name` and `language` are what a thing is renamed to; `shown` are the names beside the references."""

    id: str
    verdict: Verdict
    left: tuple[Reference, ...]
    right: tuple[Reference, ...] = ()
    name: str = ""
    language: str = ""
    by: str = ""
    date: str = ""
    why: str = ""
    shown: tuple[str, str] = ("", "")

    @property
    def number(self) -> int:
        """Place in the sequence of decisions: an earlier one stands against a later one that contradicts it."""
        return int(self.id[1:])

    def is_about(self, own: str) -> bool:
        """Whether it refers to a thing, by the IRI that stands for it in clusters."""
        return any(reference.own == own for reference in (*self.left, *self.right))

    def to_row(self) -> str:
        """The row of the table, without its line end."""
        right = f"{self.name}@{self.language}" if self.verdict is Verdict.RENAME else _cell(self.shown[1], self.right)
        cells = (self.id, self.verdict.value, _cell(self.shown[0], self.left), right, self.by, self.date, self.why)
        return "\t".join(" ".join(cell.split()) for cell in cells)

    def describe(self) -> str:
        """The decision as a line for people."""
        left, right = (
            shown or ", ".join(map(str, meant))
            for shown, meant in zip(self.shown, (self.left, self.right), strict=True)
        )
        said = {
            Verdict.SAME: f"{left} = {right}",
            Verdict.DIFFERENT: f"{left} ≠ {right}",
            Verdict.REJECT: left,
            Verdict.RENAME: f"{left} → {self.name}@{self.language}",
            Verdict.CONFIRM: f"{left} = {right}" if right else left,
        }
        by = " ".join(part for part in (self.by, self.date) if part)
        note = "; ".join(part for part in (by, self.why) if part)
        return f"{self.id:4} {self.verdict.value:9} {said[self.verdict]}" + (f"  ({note})" if note else "")

    @classmethod
    def from_row(cls, row: str) -> Decision:
        """Read back what `to_row` wrote. Raises DecisionError when the row is something else."""
        cells = row.split("\t")
        if len(cells) != len(COLUMNS) or not re.fullmatch(r"d[1-9][0-9]{0,8}", cells[0]):
            raise DecisionError(f"{row[:60]!r} is no decision: it needs {len(COLUMNS)} columns, and an id such as d1")
        name, verdict, left, right, by, date, why = cells
        try:
            kind = Verdict(verdict)
        except ValueError:
            known = ", ".join(member.value for member in Verdict)
            raise DecisionError(f"{name}: {verdict!r} is none of {known}; mend or delete the row") from None
        try:
            PartialDate.parse(date) if date else None
        except ValueError:
            raise DecisionError(f"{name}: {date!r} is no date; write it as 2026-11-22, or leave it empty") from None
        shown, references = _references(left, name)
        if kind is Verdict.RENAME:
            if not (label := _LABEL.fullmatch(right)):
                raise DecisionError(f"{name}: write the new name as name@language, such as 台積電@zh-Hant")
            return cls(name, kind, references, (), label[1], label[2], by, date, why, (shown, ""))
        alone = kind is Verdict.REJECT or (kind is Verdict.CONFIRM and not right)
        other, others = ("", ()) if alone else _references(right, name)
        return cls(name, kind, references, others, "", "", by, date, why, (shown, other))


class Decisions:
    """All rows, and what follows from those in force."""

    def __init__(self, rows: Iterable[Decision] = ()) -> None:
        """Take the rows in the order of their numbers. Raises DecisionError where an id stands twice."""
        self.rows = tuple(sorted(rows, key=lambda row: row.number))
        if twice := [a.id for a, b in zip(self.rows, self.rows[1:], strict=False) if a.id == b.id]:
            raise DecisionError(f"the id {twice[0]} stands twice; give one of the rows another")
        self._meant = {r.own: r for row in self.rows for r in (*row.left, *row.right)}
        self._by_id = {row.id: row for row in self.rows}
        self.contradictions: dict[str, str] = {}
        self.rejected: set[str] = set()
        self.split: set[tuple[str, str]] = set()
        self._class: dict[str, set[str]] = {}
        self._different: list[Decision] = []
        self.renamed: list[Decision] = []
        for row in self.rows:
            if reason := self._against(row):
                self.contradictions[row.id] = reason
            else:
                self._enforce(row)

    @classmethod
    def parse(cls, text: str) -> Decisions:
        """Read a table. Raises DecisionError where a row is none."""
        lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
        return cls(Decision.from_row(line) for line in lines if line != "\t".join(COLUMNS))

    @classmethod
    def load(cls, folder: Path) -> Decisions:
        """The decisions beside a store; none where there is no table."""
        path = folder / "decisions.tsv"
        try:
            return cls.parse(path.read_text(encoding="utf-8")) if path.exists() else cls()
        except (DecisionError, UnicodeDecodeError) as error:
            raise DecisionError(f"{path}: {error}") from error

    def save(self, folder: Path) -> None:
        """Write the table beside a store, whole or not at all; no row, no table."""
        path = folder / "decisions.tsv"
        if not self.rows:
            path.unlink(missing_ok=True)
            return
        text = HEADER + "".join(f"{line}\n" for line in ("\t".join(COLUMNS), *(row.to_row() for row in self.rows)))
        path.with_suffix(".partial").write_text(text, encoding="utf-8")
        path.with_suffix(".partial").replace(path)

    def next_id(self) -> str:
        """An id that no row has."""
        return f"d{max((row.number for row in self.rows), default=0) + 1}"

    def own(self, iri: str, document: str) -> str:
        """The IRI that a document's thing counts under: its own where a decision means that document's only."""
        return Reference(iri, document).own if (iri, document) in self.split else iri

    def rejects(self, iri: str, document: str) -> bool:
        """Whether a fact or thing of a document was rejected, there or wherever it stands."""
        return bool(self.rejected) and not self.rejected.isdisjoint((iri, Reference(iri, document).own))

    def class_of(self, own: str) -> frozenset[str]:
        """All that was decided to be the same as this, itself included; empty where nothing was decided."""
        return frozenset(self._class.get(own, ()))

    def same_as(self, own: str) -> tuple[Reference, ...]:
        """References to all of its class."""
        return tuple(self._meant[member] for member in sorted(self._class.get(own, ())))

    def name_of(self, own: str) -> str | None:
        """What all of its class are called: by the authority file's key where one of them has it."""
        return min(self._class[own], key=lambda iri: (is_hashed(iri), iri)) if own in self._class else None

    def foes_of(self, own: str) -> frozenset[str]:
        """All that was decided to be different from this or from one of its class."""
        ours = self._class.get(own, {own})
        return frozenset(foe for member in ours for foe in self._foes.get(member, ()))

    def standing(self, reference: Reference) -> tuple[object, ...]:
        """All that decides about a reference; things whose standing is the same need not be resolved again."""
        own = reference.own
        if not is_hashed(own):
            # What the authority file names never joins anything by likeness, so only its name changes, or it goes.
            return (self.name_of(own) or own, own in self.rejected)
        split = reference.document is not None and (reference.iri, reference.document) in self.split
        return (split, self.class_of(own), self.foes_of(own), self.name_of(own), own in self.rejected)

    @property
    def references(self) -> Iterator[Reference]:
        """Everything that a row refers to."""
        return (reference for row in self.rows for reference in (*row.left, *row.right))

    @cached_property
    def _foes(self) -> Mapping[str, set[str]]:
        foes: dict[str, set[str]] = defaultdict(set)
        for row in self._different:
            for a, b in ((a.own, b.own) for a in row.left for b in row.right):
                foes[a] |= self._class.get(b, {b})
                foes[b] |= self._class.get(a, {a})
        return foes

    def _against(self, row: Decision) -> str | None:
        """Which earlier row a row contradicts, in words."""
        left, right = ({r.own for r in side} for side in (row.left, row.right))
        if row.verdict is Verdict.SAME:
            joined = left | right | {iri for own in left | right for iri in self._class.get(own, ())}
            for other in self._different:
                if any(r.own in joined for r in other.left) and any(r.own in joined for r in other.right):
                    return f"{other.id} says that they are different"
        if row.verdict is Verdict.DIFFERENT:
            if left & right:
                return "both sides are one thing, as its documents name it"
            for own in left:
                if (joined := self._class.get(own, set())) & right:
                    said = [r.id for r in self.rows if r.number < row.number and r.verdict is Verdict.SAME]
                    said = [i for i in said if self._by_id[i].left[0].own in joined and i not in self.contradictions]
                    return f"{' and '.join(said)} {'says' if len(said) == 1 else 'say'} that they are the same"
        return None

    def _enforce(self, row: Decision) -> None:
        if row.verdict not in (Verdict.REJECT, Verdict.CONFIRM):
            self.split |= {(r.iri, r.document) for r in (*row.left, *row.right) if r.document is not None}
        if row.verdict is Verdict.SAME:
            joined = {r.own for r in (*row.left, *row.right)}
            joined |= {iri for own in joined for iri in self._class.get(own, ())}
            self._class.update(dict.fromkeys(joined, joined))
        elif row.verdict is Verdict.DIFFERENT:
            self._different.append(row)
        elif row.verdict is Verdict.REJECT:
            self.rejected |= {r.own for r in row.left}
        elif row.verdict is Verdict.RENAME:
            self.renamed.append(row)


def is_hashed(iri: str) -> bool:
    """Whether a thing is named by a hash of facts, not by a key of the authority file."""
    return _HASHED.fullmatch(iri.rsplit("/", 1)[-1]) is not None


def _cell(shown: str, references: tuple[Reference, ...]) -> str:
    inside = ", ".join(map(str, references))
    return f"{re.sub('[<>]', '', shown)} <{inside}>".strip() if references else ""


def _references(cell: str, row: str) -> tuple[str, tuple[Reference, ...]]:
    if not (found := _CELL.fullmatch(cell.strip())):
        raise DecisionError(f"{row}: {cell[:40]!r} names nothing; write a name and then <person/…> or the like")
    references = []
    for part in found[1].split(","):
        iri, _, document = part.strip().partition(" in ")
        if iri.count("/") != 1 or (document and document.count("/") != 1):
            raise DecisionError(f"{row}: {part.strip()!r} is no thing; write kind/key, such as person/0123456789abcdef")
        references.append(Reference(THINGS + iri, THINGS + document if document else None))
    return cell[: cell.index("<")].strip(), tuple(sorted(set(references)))
