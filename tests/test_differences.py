"""What a version of a document states otherwise, in lines for people."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.announcements import same_announcement
from kg.differences import compare, contested, diff, differences, facts, versions
from kg.iri import document_iri
from kg.model import Extraction
from kg.pipeline import Reader, decide, ingest
from kg.problems import Problem
from kg.query import find_query, select
from kg.resolve.alone import names_alone
from kg.resolve.decisions import Decision, Decisions, Reference, Verdict
from kg.store import Store

SOURCE = next((Path(__file__).parent.parent / "data" / "sources").glob("nycu*.txt"))
OTHER = next(SOURCE.parent.glob("kitakyushu*.txt"))
TEXT = SOURCE.read_text(encoding="utf-8")
CORRECTED = TEXT.replace("兩校於11日正式簽署", "兩校於9日正式簽署")


@pytest.fixture(scope="module")
def reader() -> Reader:
    """One reader for all tests."""
    return Reader()


@pytest.fixture(scope="module")
def extraction(reader: Reader) -> Extraction:
    """What the release states."""
    return reader.understand("a.txt", TEXT.encode())


def test_the_same_facts_differ_in_nothing(extraction: Extraction) -> None:
    assert list(differences(extraction, extraction)) == []


def test_a_first_version_adds_all_its_facts(extraction: Extraction) -> None:
    lines = list(differences(None, extraction))
    assert len(lines) == len(facts(extraction))
    assert all(line.startswith("+ ") and "\n" not in line for line in lines)
    assert any(line.startswith("+ agreement of 九州大學") and "signed on 2025-07-11" in line for line in lines)


def test_an_empty_version_withdraws_all_facts(extraction: Extraction) -> None:
    empty = Extraction(extraction.release, ())
    assert {line[0] for line in differences(extraction, empty)} == {"−"}


def test_a_corrected_date_is_one_change(reader: Reader, extraction: Extraction) -> None:
    corrected = reader.understand("a.txt", CORRECTED.encode())
    [line] = [line for line in differences(extraction, corrected) if "signed on" in line]
    assert line.startswith("~ agreement of 九州大學")
    assert line.endswith("signed on 2025-07-11 → 2025-07-09")


def test_versions_are_compared_in_the_order_they_were_read(tmp_path: Path, reader: Reader) -> None:
    source = tmp_path / "a.txt"
    with Store(tmp_path / "store") as store:
        for text in (TEXT, CORRECTED, TEXT + "\n附記。\n"):
            source.write_text(text, encoding="utf-8")
            report = ingest(store, str(source), reader)
        assert report.before is not None
        assert len(versions(store, str(source))) == 3
    lines = list(diff(Store.reading(tmp_path / "store"), str(source), reader))
    assert lines[0] == f"{source}: version 3, against version 2"
    assert any(line.endswith("signed on 2025-07-09 → 2025-07-11") for line in lines)
    with pytest.raises(Problem, match="is not in the store"):
        list(diff(Store.reading(tmp_path / "store"), "none.txt", reader))


def test_what_another_document_contradicts_is_told_once(tmp_path: Path, reader: Reader) -> None:
    found = {}
    with Store(tmp_path / "store") as store:
        for name, text in (("a.txt", TEXT), ("b.txt", CORRECTED)):
            (tmp_path / name).write_text(text, encoding="utf-8")
            report = ingest(store, str(tmp_path / name), reader)
            assert report.extraction is not None
            [signed] = [a for a in report.extraction.agreements if a.signed_on and a.signed_on.day]
            found[name] = Reference(names_alone(report.extraction)[signed.id])
        # Agreements of other days are two, until somebody who knows better says that they are one.
        decide(store, Decisions([Decision("d1", Verdict.SAME, (found["a.txt"],), (found["b.txt"],))]), reader)
        assert report.extraction is not None
        [line] = contested(store, report.document, None, report.extraction)
        assert line.startswith("! agreement of 九州大學")
        assert line.endswith(f"signed on 2025-07-09, but 2025-07-11 in {tmp_path / 'a.txt'}")
        assert list(contested(store, report.document, report.extraction, report.extraction)) == []


def test_one_announcement_on_two_sites_is_found_and_compared(tmp_path: Path, reader: Reader) -> None:
    texts = {"site.txt": TEXT, "other-site.txt": TEXT.replace("10至20名", "10至25名")}
    texts[OTHER.name] = OTHER.read_text(encoding="utf-8")
    found = []
    for number, order in enumerate((sorted(texts), sorted(texts, reverse=True))):
        with Store(tmp_path / str(number)) as store:
            for name in order:
                (tmp_path / name).write_text(texts[name], encoding="utf-8")
                ingest(store, str(tmp_path / name), reader)
        reading = Store.reading(tmp_path / str(number))
        found.append(select(reading.graph, find_query("announcements", iter(()))))
        assert list(compare(reading, str(tmp_path / "site.txt"), str(tmp_path / "other-site.txt"), reader))[1:]
        assert list(compare(reading, *[str(tmp_path / OTHER.name)] * 2, reader))[1:] == ["the same facts"]
        iri = {name: document_iri(str(tmp_path / name)) for name in texts}
        assert same_announcement(reading, iri["site.txt"]) == [str(tmp_path / "other-site.txt")]
        assert same_announcement(reading, iri["other-site.txt"]) == [str(tmp_path / "site.txt")]
        assert same_announcement(reading, iri[OTHER.name]) == []
    [[row], [again]] = found
    assert row == again
    assert {row["firstSource"], row["secondSource"]} == {str(tmp_path / "site.txt"), str(tmp_path / "other-site.txt")}
