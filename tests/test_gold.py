"""Accuracy does not fall: the figures on the gold stay above the floors that were recorded for just this gold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg import evaluate
from kg.evaluate import below_floors, gold_hash
from kg.gold import cases as gold_cases
from kg.gold import fold, groups, names_of, neutral
from kg.model import Kind
from kg.understand import Reader

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gold is named by paths from the root of the clone."""
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", ["seeds", "dev", "own", "held out"])
def test_no_figure_is_below_its_floor(name: str) -> None:
    recorded = json.loads(evaluate.FLOORS.read_text(encoding="utf-8"))[name]
    cases = groups()[name]
    assert recorded["gold"] == gold_hash(cases), "the gold has changed: set its floors anew, and say why"
    report = evaluate.evaluate(cases)
    assert below_floors(report.figures(), recorded["floors"]) == []
    assert (report.unsupported, report.misplaced) == (0, 0)
    assert report.facts > 0


_TRIGGER = re.compile(
    "協定|協議|備忘錄|契約|合約|合同|合意|意向|意願|覚書|MOU|宣言|聯盟|結盟|締|簽|签|续约|調印|署名|結ん|提携|連携|協業|関係|夥伴|伙伴"
    "|合資|合资|合弁|出資|持股|株式|株主|買収|收購|取得|買下|姊妹|姐妹|實驗室|实验室|研究中心|ラボ|センター|研究所|合作|协议|协定|備忘|共同"
)


@pytest.mark.parametrize("name", ["seeds", "dev"])
def test_the_quotes_of_an_agreement_hold_a_party_and_the_trigger(name: str) -> None:
    reader = Reader()
    for path in groups()[name]:
        found = reader.understand(str(path), path.read_bytes())
        units = {e.id: e.unit_of for e in found.entities}
        for agreement in found.agreements:
            spans = [(e.start, e.end) for e in agreement.evidence]
            quotes = [found.release.text[start:end] for start, end in spans]
            parties = [e for e in found.entities if e.id in agreement.parties or units[e.id] in agreement.parties]
            places = [(m.start, m.end) for party in parties for m in party.mentions]
            assert any(_TRIGGER.search(quote) for quote in quotes), quotes
            assert any(s <= start and end <= e for start, end in places for s, e in spans), quotes


def test_persons_of_the_seeds_have_their_own_names_only() -> None:
    reader = Reader()
    for path, gold in groups()["seeds"].items():
        named = {fold(name) for names in names_of(gold, "persons").values() for name in names} | neutral(gold)
        persons = [e for e in reader.understand(str(path), path.read_bytes()).entities if e.kind is Kind.PERSON]
        assert {fold(name) for person in persons for name in person.names} <= named


@pytest.mark.parametrize("name", ["dev", "own"])
def test_no_agreement_is_invented(name: str) -> None:
    reader = Reader()
    without = [path for path, gold in groups()[name].items() if not gold["agreements"]]
    assert len(without) > 5
    assert [str(p) for p in without if reader.understand(str(p), p.read_bytes()).agreements] == []


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
