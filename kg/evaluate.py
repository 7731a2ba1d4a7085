"""Scores what is read from data/gold against its annotations, and guards the floors: `python -m kg.evaluate`."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kg.gold import FOLDER, Gold, groups
from kg.scoring import Report, score

FLOORS = FOLDER / "floors.json"


def evaluate(cases: Mapping[Path, Gold]) -> Report:
    """Read the texts of `cases` into a store of their own, and score it. Raises ValueError when one is not read."""
    from kg.pipeline import Reader, ingest
    from kg.store import Store

    reader = Reader()
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder)) as store:
        for path in cases:
            if reason := ingest(store, str(path), reader).reason:
                raise ValueError(reason)  # a document that is not read would pass for one with nothing in it
        return score(store.graph, cases)


def gold_hash(cases: Mapping[Path, Gold]) -> str:
    """SHA-256 over the texts and gold of all cases: floors hold for just these."""
    digest = hashlib.sha256()
    for path, gold in sorted(cases.items(), key=lambda case: case[0].name + case[1]["lang"]):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
        digest.update(json.dumps(gold, ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()


def below_floors(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """The figures that fell below their floor, each as a line."""
    return [
        f"{name}: {figures[name]:.3f} is below the floor of {floor:.3f}"
        for name, floor in floors.items()
        if figures[name] < floor
    ]


def main() -> int:
    """Score each group of the gold; exit 1 when a figure is below its recorded floor."""
    parser = argparse.ArgumentParser(prog="kg.evaluate", description=__doc__)
    parser.add_argument(
        "--errors", action="store_true", help="list what is wrong and missed, but for held-out documents"
    )
    parser.add_argument("--update", action="store_true", help="raise the floors to the figures of this run")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    options = parser.parse_args()
    recorded = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failures, written = [], {}
    for name, cases in groups().items():
        if not cases:
            continue
        report = evaluate(cases)
        errors = report.errors if options.errors and not name.endswith("held out") else []
        sys.stdout.write("\n".join([f"== {name}: {len(cases)} documents", str(report), *errors, ""]))
        floors = recorded.get(name, {"gold": gold_hash(cases), "floors": {}})
        if floors["gold"] != gold_hash(cases):
            failures.append(f"{name}: the gold has changed since its floors were set; set them anew and say why")
        failures += [f"{name}: {line}" for line in below_floors(report.figures(), floors["floors"])]
        kept = {} if options.allow_regression else floors["floors"]
        written[name] = {
            "gold": gold_hash(cases),
            "floors": {n: max(f, kept.get(n, 0.0)) for n, f in report.figures().items()},
        }
    if options.update and (options.allow_regression or not failures):
        FLOORS.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        failures = []
    sys.stderr.write("".join(f"kg.evaluate: {line}\n" for line in failures))
    return int(bool(failures))


if __name__ == "__main__":
    raise SystemExit(main())
