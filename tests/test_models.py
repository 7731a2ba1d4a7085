"""Other spaCy models in the place of ours, chosen by a variable."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner

from kg import fingerprint, models
from kg.cli import cli
from kg.models import ModelError
from kg.pipeline import Reader, ingest
from kg.store import Store

SEED = Path(__file__).parent.parent / "data/sources/kitakyushu-2025-08-26.txt"


def program() -> str:
    """The version of the program with the models chosen now."""
    return fingerprint.program.__wrapped__()


def test_without_a_choice_ours_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(models.VARIABLE, raising=False)
    assert models.chosen() == {}
    assert models.versions() == ""


@pytest.mark.parametrize(
    "text", ["ja_ginza", "fr=ja_ginza", "ja=", "ja=no_such_model", "zh=./no/such/folder", "ja=../"]
)
def test_what_is_no_model_is_one_line(text: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(models.VARIABLE, text)
    with pytest.raises(ModelError) as raised:
        Reader()
    assert "\n" not in str(raised.value)
    result = CliRunner().invoke(cli, ["ingest", "--store", str(tmp_path), str(SEED)])
    assert isinstance(result.exception, ModelError)


def test_a_model_reads_in_the_place_of_ours_and_counts_for_what_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(models.VARIABLE, raising=False)
    ours = program()
    monkeypatch.setenv(models.VARIABLE, "ja=ja_ginza")
    assert program() != ours
    with Store(tmp_path) as store:
        report = ingest(store, str(SEED), Reader())
        assert report.extraction is not None
        found = {mention.confidence for entity in report.extraction.entities for mention in entity.mentions}
    assert 0.8 in found, "what a spaCy model found has that confidence"
    assert "北九州市" in {name for entity in report.extraction.entities for name in entity.names}


def test_a_model_of_ones_own_is_known_by_its_content(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nlp = spacy.blank("ja")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "北九州市"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "mine")
    monkeypatch.setenv(models.VARIABLE, f"ja={tmp_path / 'mine'}")
    first = program()
    extraction = Reader().understand(str(SEED), SEED.read_bytes())
    assert "北九州市" in {name for entity in extraction.entities for name in entity.names}
    nlp.get_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "東京"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "mine")
    models._chosen.cache_clear()
    assert program() != first


def test_a_package_that_is_no_model_is_told_for_each_document(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(models.VARIABLE, "ja=click")
    with Store(tmp_path) as store:
        report = ingest(store, str(SEED), Reader())
    assert "cannot load the model click" in report.reason
    assert "\n" not in report.reason
