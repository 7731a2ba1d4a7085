"""Accuracy does not fall: the figures on the gold stay above the floors that were recorded for just this gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg import evaluate
from kg.evaluate import below_floors, gold_hash
from kg.gold import cases as gold_cases
from kg.gold import groups

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gold is named by paths from the root of the clone."""
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", ["seeds", "dev", "own", "held out", "own held out"])
def test_no_figure_is_below_its_floor(name: str) -> None:
    recorded = json.loads(evaluate.FLOORS.read_text(encoding="utf-8"))[name]
    cases = groups()[name]
    assert recorded["gold"] == gold_hash(cases), "the gold has changed: set its floors anew, and say why"
    report = evaluate.evaluate(cases)
    assert below_floors(report.figures(), recorded["floors"]) == []
    assert (report.unsupported, report.misplaced) == (0, 0)
    assert report.facts > 0


def test_a_fallen_figure_is_noticed() -> None:
    assert below_floors({"person": 0.899}, {"person": 0.9}) == ["person: 0.899 is below the floor of 0.900"]
    assert below_floors({"person": 0.9}, {"person": 0.9}) == []


def test_the_hash_follows_text_and_gold(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "a.json").write_text('{"lang": "ja"}', encoding="utf-8")
    first = gold_hash(gold_cases([tmp_path]))
    (tmp_path / "a.txt").write_text("乙", encoding="utf-8")
    assert gold_hash(gold_cases([tmp_path])) != first


def test_every_document_is_in_one_group() -> None:
    named = [path for cases in groups().values() for path in cases]
    assert len(named) == len(set(named)) == len(list((ROOT / "data" / "gold").rglob("*.json"))) - 1


def test_no_held_out_document_is_shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    report = evaluate.Report(errors=["the error"])
    monkeypatch.setattr(evaluate, "evaluate", lambda _: report)
    monkeypatch.setattr("sys.argv", ["kg.evaluate", "--errors"])
    evaluate.main()
    assert capsys.readouterr().out.count("the error") == 3
