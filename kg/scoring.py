"""What the graph says of annotated documents against what people found in them.

Each figure is counted per document and pooled. A thing of the graph and one of the gold are
the same when they share a written name; a fact is right when all its parts are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Store as Oxigraph

from kg.gold import Gold, fold, neutral
from kg.query import select

Row = dict[str, str]

COUNTED = ("person", "organization", "position", "agreement", "party", "signatory")
ATTRIBUTES = ("org type", "org country", "agreement kind", "agreement status", "agreement date", "language", "issued")
# Classes of the ontology by the words of the gold files, where they differ.
_TYPES = {"Government": "GovernmentBody", "Unit": "OrganizationalUnit"}
_KINDS = {
    "MOU": "MemorandumOfUnderstanding",
    "AcademicExchange": "AcademicExchangeAgreement",
    "JointVenture": "JointVentureAgreement",
    "Investment": "InvestmentAgreement",
    "Other": "Agreement",
}
_QUERIES = {
    "documents": "?doc a tj:Document ; dcterms:source ?source ; nif:isString ?text ; dcterms:language ?language"
    " OPTIONAL { ?doc dcterms:issued ?issued }",
    "mentions": "?m nif:referenceContext ?doc ; nif:anchorOf ?surface ; itsrdf:taIdentRef ?thing",
    "spans": "?m nif:referenceContext ?doc ; nif:anchorOf ?surface ; nif:beginIndex ?begin ; nif:endIndex ?end",
    "positions": "?m a org:Membership ; org:member ?person ; org:organization ?org ; tj:rule ?rule"
    " OPTIONAL { ?m tj:roleTitle ?role }",
    "parties": "?a tj:party ?value",
    "kinds": "?a tj:party ?p ; a ?value",
    "status": "?a tj:party ?p ; tj:status ?value",
    "rules": "?a tj:party ?p ; tj:rule ?value",
    "dates": "?a tj:party ?p ; tj:signedOn ?value",
    "signatories": "?a tj:signatory ?value",
    "facts": "{ ?fact a org:Membership } UNION { ?fact tj:party ?p } OPTIONAL { ?fact prov:wasDerivedFrom ?s }",
}


@dataclass
class Tally:
    """Counts of right, wrong and missed, and the scores that follow from them."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, right: int, wrong: int, missed: int) -> None:
        """Count one document's results."""
        self.right, self.wrong, self.missed = self.right + right, self.wrong + wrong, self.missed + missed

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 1 when there was nothing to find and nothing found."""
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        counts = f"{self.right} right, {self.wrong} wrong, {self.missed} missed"
        return f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}  ({counts})"


@dataclass
class Report:
    """All figures of one evaluation; `errors` says each wrong and missed item."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in COUNTED})
    languages: dict[str, dict[str, Tally]] = field(default_factory=dict)
    attributes: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in ATTRIBUTES})
    clusters: dict[str, dict[str, tuple[str, str]]] = field(
        default_factory=lambda: {"person": {}, "organization": {}, "agreement": {}}
    )
    facts: int = 0
    unsupported: int = 0
    misplaced: int = 0
    errors: list[str] = field(default_factory=list)
    judged: list[tuple[str, bool]] = field(default_factory=list)  # rule of each position and agreement, and if right

    def count(self, name: str, language: str, right: int, wrong: int, missed: int) -> None:
        """Count results in all, and for the language of their document."""
        self.tallies[name].add(right, wrong, missed)
        self.languages.setdefault(language, {n: Tally() for n in COUNTED})[name].add(right, wrong, missed)

    def judge(self, attribute: str, right: bool) -> None:
        """Count whether one attribute is as in the gold."""
        self.attributes[attribute].add(int(right), int(not right), 0)

    def accuracy(self, attribute: str) -> float:
        """Share of right values."""
        tally = self.attributes[attribute]
        return tally.right / max(1, tally.right + tally.wrong)

    def figures(self) -> dict[str, float]:
        """Each figure by its name, rounded down to three places, so that a floor taken from it holds."""
        values = {name: tally.f1 for name, tally in self.tallies.items()}
        values |= {name: self.accuracy(name) for name in ATTRIBUTES}
        values |= {f"identity of {name}": b_cubed(items) for name, items in self.clusters.items()}
        return {name: int(value * 1000) / 1000 for name, value in values.items()}

    def __str__(self) -> str:
        lines = [f"{name:18} {tally}" for name, tally in self.tallies.items()]
        lines += [
            f"{lang:18} " + "  ".join(f"{n} {t.f1:.3f}" for n, t in ts.items())
            for lang, ts in sorted(self.languages.items())
        ]
        lines += [f"{name:18} {self.accuracy(name):.3f}" for name in ATTRIBUTES]
        lines += [f"identity {name:13} {b_cubed(items):.3f}" for name, items in self.clusters.items()]
        lines.append(f"facts {self.facts}, without evidence {self.unsupported}, misplaced quotes {self.misplaced}")
        return "\n".join(lines)


def b_cubed(items: Mapping[str, tuple[str, str]]) -> float:
    """B-cubed F1 over items that are {item: (gold cluster, predicted cluster)} (Bagga and Baldwin 1998)."""
    gold, found = defaultdict(set), defaultdict(set)
    for item, (g, p) in items.items():
        gold[g].add(item)
        found[p].add(item)
    if not items:
        return 1.0
    precision = sum(len(gold[g] & found[p]) / len(found[p]) for g, p in items.values()) / len(items)
    recall = sum(len(gold[g] & found[p]) / len(gold[g]) for g, p in items.values()) / len(items)
    return 2 * precision * recall / (precision + recall)


def same_title(found: str, gold: str | None) -> bool:
    """Whether a title says what the gold title says; a gold of None is an affiliation without a title."""
    if gold is None:
        return True
    shorter, longer = sorted((fold(found), fold(gold)), key=len)
    return bool(shorter) and (shorter == longer or (len(shorter) >= 2 and longer.endswith(shorter)))


def score(graph: Oxigraph, cases: Mapping[Path, Gold]) -> Report:
    """Compare a store that has read `cases` with their gold. Needs every case's path to be its document's source."""
    report = Report()
    rows = {name: _by_document(graph, pattern) for name, pattern in _QUERIES.items()}
    by_source = {row["source"]: row for found in rows["documents"].values() for row in found}
    classes, countries = defaultdict(set), {}
    for row in select(graph, "SELECT * { ?thing a ?class }"):
        classes[row["thing"]].add(_local(row["class"]))
    for row in select(graph, "SELECT * { ?thing tj:country ?country }"):
        countries[row["thing"]] = _local(row["country"])
    for path, gold in cases.items():
        document = by_source.get(str(path), {"doc": "", "text": ""})
        found = {name: by_doc.get(document["doc"], []) for name, by_doc in rows.items()}
        _Comparison(report, path, gold, classes, countries).run(document, found)
    return report


class _Comparison:
    """One document against its gold."""

    def __init__(
        self, report: Report, path: Path, gold: Gold, classes: Mapping[str, set[str]], countries: Mapping[str, str]
    ) -> None:
        self.report, self.gold, self.classes, self.countries = report, gold, classes, countries
        self.tag, self.language = f"{path.parent.name}/{path.stem}", gold["lang"]
        self.neutral = neutral(gold)
        self.match: dict[str, str] = {}
        self.names: dict[str, set[str]] = defaultdict(set)

    def run(self, document: Row, found: Mapping[str, list[Row]]) -> None:
        self.report.judge("language", document.get("language") == self.language)
        if self.gold.get("published"):
            self.report.judge("issued", document.get("issued", "")[:10] == self.gold["published"])
        for row in found["mentions"]:
            self.names[row["thing"]].add(fold(row["surface"]))
        self._things("person", "Person")
        self._things("organization", "Organization")
        self._positions(found["positions"])
        self._agreements(found)
        self.report.facts += len({row["fact"] for row in found["facts"]})
        self.report.unsupported += len({row["fact"] for row in found["facts"] if "s" not in row})
        text = document["text"]
        self.report.misplaced += sum(text[int(r["begin"]) : int(r["end"])] != r["surface"] for r in found["spans"])

    def _things(self, kind: str, cls: str) -> None:
        found = {t: names for t, names in self.names.items() if cls in self.classes[t]}
        gold = {item["id"]: {fold(n) for n in item["names"]} for item in self.gold[kind + "s"]}
        match = pair_names(found, gold)
        spurious = [t for t in found if t not in match and not found[t] & self.neutral]
        missed = [g for g in gold if g not in match.values()]
        self._count(
            kind,
            len(match),
            [f"{'/'.join(sorted(found[t]))}" for t in spurious],
            ["/".join(sorted(gold[g])) for g in missed],
        )
        self.match |= match
        spec = {item["id"]: item for item in self.gold[kind + "s"]}
        for thing, gold_id in match.items():
            item = spec[gold_id]
            self.report.clusters[kind][f"{self.tag}#{gold_id}"] = (item["canonical"], thing)
            if kind == "organization":
                self.report.judge("org type", _TYPES.get(item["type"], item["type"]) in self.classes[thing])
                if item["country"] in ("TW", "JP"):
                    self.report.judge("org country", self.countries.get(thing) == item["country"])

    def _positions(self, rows: list[Row]) -> None:
        left, seen, wrong = list(self.gold["positions"]), set(), []
        for row in rows:
            person, org, role = self.match.get(row["person"]), self.match.get(row["org"]), row.get("role", "")
            fits = (
                g
                for g in left
                if g["person"] == person
                and org in (g["organization"], g.get("unit") or "")
                and same_title(role, g["role"])
            )
            if hit := next(fits, None):
                left.remove(hit)
                self.report.judged.append((row["rule"], True))
            elif (person, org, fold(role)) not in seen:
                names = self.names.get(row["person"], {"?"}) | self.names.get(row["org"], {"?"})
                if not names & self.neutral:
                    wrong.append(f"{'/'.join(sorted(names))} – {role}")
                    self.report.judged.append((row["rule"], False))
            seen.add((person, org, fold(role)))
        self._count(
            "position",
            len(self.gold["positions"]) - len(left),
            wrong,
            [f"{g['person']} – {g['organization']} – {g['role']}" for g in left],
        )

    def _agreements(self, found: Mapping[str, list[Row]]) -> None:
        parts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for name in ("parties", "kinds", "status", "dates", "signatories", "rules"):
            for row in found[name]:
                value = row["value"]
                if name in ("parties", "signatories"):
                    value = self.match.get(value, value)
                parts[row["a"]][name].add(_local(value) if name in ("kinds", "status") else value)
        parts = {a: p for a, p in parts.items() if p["parties"]}
        spec = {g["id"]: g for g in self.gold["agreements"]}
        options = sorted(
            ((_likeness(p, g), a, g["id"]) for a, p in parts.items() for g in spec.values()),
            key=lambda o: (-o[0], *o[1:]),
        )
        pairs: dict[str, str] = {}
        for likeness, a, g in options:
            if likeness > 0 and a not in pairs and g not in pairs.values():
                pairs[a] = g
        for a, p in parts.items():
            allowed = {*spec[pairs[a]]["parties"], *spec[pairs[a]].get("parties_optional", [])} if a in pairs else set()
            self.report.judged += [(rule, p["parties"] <= allowed) for rule in p["rules"]]
        extra, lost = [a for a in parts if a not in pairs], [g for g in spec if g not in pairs.values()]
        self._count(
            "agreement",
            len(pairs),
            [
                f"{sorted(parts[a]['kinds'])} {sorted(map(_local, parts[a]['parties']))} {sorted(parts[a]['dates'])}"
                for a in extra
            ],
            [f"{spec[g]['canonical']} {spec[g]['status']}" for g in lost],
        )
        for kind, name in (("party", "parties"), ("signatory", "signatories")):
            wrong, missed = sum(len(parts[a][name]) for a in extra), sum(len(spec[g][name]) for g in lost)
            self.report.count(kind, self.language, 0, wrong, missed)
            for a, g in pairs.items():
                want, got = set(spec[g][name]), parts[a][name] - set(spec[g].get(f"{name}_optional", []))
                self._count(
                    kind,
                    len(want & got),
                    sorted(f"{spec[g]['canonical']}: {_local(x)}" for x in got - want),
                    sorted(f"{spec[g]['canonical']}: {x}" for x in want - got),
                )
        for a, g in pairs.items():
            self._attributes(parts[a], spec[g])
            self.report.clusters["agreement"][f"{self.tag}#{g}"] = (spec[g]["canonical"], a)

    def _attributes(self, found: Mapping[str, set[str]], gold: Gold) -> None:
        kind, planned = _KINDS.get(gold["kind"], gold["kind"]), gold["status"] == "planned"
        checks = {
            "agreement kind": kind in found["kinds"],
            "agreement status": ("Planned" in found["status"]) == planned,
        }
        if gold.get("signed_on"):
            checks["agreement date"] = found["dates"] == {gold["signed_on"]}
        for name, right in checks.items():
            self.report.judge(name, right)
            if not right:
                self.report.errors.append(
                    f"{self.tag}: {name} of {gold['canonical']}: {sorted(set().union(*found.values()))}"
                )

    def _count(self, kind: str, right: int, wrong: list[str], missed: list[str]) -> None:
        self.report.count(kind, self.language, right, len(wrong), len(missed))
        self.report.errors += [f"{self.tag}: {kind} wrong: {what}" for what in wrong]
        self.report.errors += [f"{self.tag}: {kind} missed: {what}" for what in missed]


def pair_names(found: Mapping[str, set[str]], gold: Mapping[str, set[str]]) -> dict[str, str]:
    """Things of the graph to things of the gold, one to one, most shared names first."""
    options = sorted((-len(names & gold[g]), t, g) for t, names in found.items() for g in gold if names & gold[g])
    match: dict[str, str] = {}
    for _, thing, g in options:
        if thing not in match and g not in match.values():
            match[thing] = g
    return match


def _likeness(found: Mapping[str, set[str]], gold: Gold) -> float:
    """How well two agreements fit: half of the parties must be shared, then date, stage and kind decide."""
    parties = set(gold["parties"])
    overlap = len(found["parties"] & parties) / len(found["parties"] | parties)
    if overlap < 0.5:
        return 0.0
    signed: str = gold.get("signed_on") or ""
    date = signed != "" and any(d.startswith(signed) or signed.startswith(d) for d in found["dates"])
    planned = ("Planned" in found["status"]) == (gold["status"] == "planned")
    kind = _KINDS.get(gold["kind"], gold["kind"]) in found["kinds"]
    return float(overlap + 0.5 * date + 0.25 * planned + 0.1 * kind)


def _by_document(graph: Oxigraph, pattern: str) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in select(graph, f"SELECT * {{ GRAPH ?doc {{ {pattern} }} }}"):
        rows[row["doc"]].append(row)
    return rows


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]
