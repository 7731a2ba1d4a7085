"""The whole flow on the real documents: the graph is a function of what was read, not of when."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kg.archive import read_journal
from kg.export import sorted_nquads
from kg.model import Extraction
from kg.parallel import Readers
from kg.pipeline import Outcome, Reader, ingest, ingest_all, remove, sources
from kg.store import Store

ROOT = Path(__file__).parent.parent
FILES = sorted(str(p) for p in [*(ROOT / "data/sources").glob("*.txt"), *(ROOT / "data/gold/dev").rglob("*.txt")])


class Once(Reader):
    """Reads each document once, so that many orders of ingest cost one reading."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        super().__init__()
        self.done: dict[tuple[str, bytes], Extraction] = {}

    def understand(self, source: str, data: bytes) -> Extraction:
        """What the reader says, or said before."""
        if (source, data) not in self.done:
            self.done[source, data] = super().understand(source, data)
        return self.done[source, data]


@pytest.fixture(scope="module")
def reader() -> Reader:
    """One reader for all tests."""
    return Once()


def built(folder: Path, order: list[str], reader: Reader, chance: random.Random | None = None) -> str:
    """Hash of a store that read the files in an order, with removals and re-ingests mixed in by chance."""
    with Store(folder) as store:
        for number, file in enumerate(order):
            ingest(store, file, reader)
            if chance and chance.random() < 0.25:
                remove(store, chance.choice(order[: number + 1]), reader)
        for file in order:
            ingest(store, file, reader)
        return hashlib.sha256("".join(sorted_nquads(store.graph)).encode()).hexdigest()


def test_any_order_with_removals_gives_the_bytes_of_a_clean_build(tmp_path: Path, reader: Reader) -> None:
    clean = built(tmp_path / "clean", FILES, reader)
    for seed in range(20):
        chance = random.Random(seed)
        order = chance.sample(FILES, len(FILES))
        assert built(tmp_path / str(seed), order, reader, chance) == clean, f"the order of seed {seed} differs"


def test_a_lost_copy_of_what_was_read_is_made_again(tmp_path: Path, reader: Reader) -> None:
    with Store(tmp_path) as store:
        for file in FILES[:6]:
            ingest(store, file, reader)
        before = list(sorted_nquads(store.graph))
        for copy in (tmp_path / "extractions").iterdir():
            copy.unlink()
        ingest(store, FILES[6], reader)
        remove(store, FILES[6], reader)
        assert list(sorted_nquads(store.graph)) == before


def test_what_cannot_be_read_changes_nothing(tmp_path: Path, reader: Reader) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01\x02" * 100)
    with Store(tmp_path / "store") as store:
        ingest(store, FILES[0], reader)
        before = list(sorted_nquads(store.graph))
        report = ingest(store, str(bad), reader)
        assert report.outcome is Outcome.FAILED
        assert "\n" not in report.reason
        assert list(sorted_nquads(store.graph)) == before


def test_a_folder_stands_for_the_documents_in_it() -> None:
    found = list(sources([str(ROOT / "data/sources")]))
    assert [Path(name).name for name in found] == ["kitakyushu-2025-08-26.txt", "nycu-2025-07-17.txt"]


READ = """
import hashlib, sys
from pathlib import Path
from kg.pipeline import Reader
from kg.resolve.serialise import to_json
reader = Reader()
for name in sys.argv[1:]:
    print(hashlib.sha256(to_json(reader.understand(name, Path(name).read_bytes())).encode()).hexdigest(), name)
"""


def test_what_is_read_does_not_hang_on_the_seed_of_hashes() -> None:
    files = [*FILES[::3], *sorted(str(path) for path in (ROOT / "data/gold/own").rglob("*.txt"))[::2]]
    read = [
        subprocess.run(
            [sys.executable, "-c", READ, *files],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.splitlines()
        for seed in ("1", "2")
    ]
    assert read[0] == read[1]


def test_a_document_is_reported_on_when_it_is_written(tmp_path: Path, reader: Reader) -> None:
    slow = threading.Event()
    with Store(tmp_path) as store, Readers(1, reader.understand) as readers:
        put = store.archive.put

        def held_up(sha256: str, data: bytes) -> None:
            slow.wait(5)
            put(sha256, data)

        store.archive.put = held_up  # type: ignore[method-assign]
        reports = ingest_all(store, FILES[:3], reader, readers)
        threading.Timer(0.2, slow.set).start()
        for number, report in enumerate(reports, 1):
            assert slow.is_set()
            version = store.version(report.document)
            assert version is not None
            assert store.archive.kept(version) is not None
            assert len(read_journal(tmp_path)) == number


def test_what_cannot_be_written_is_told_for_its_document(tmp_path: Path, reader: Reader) -> None:
    with Store(tmp_path) as store, Readers(1, reader.understand) as readers:
        put = store.archive.put

        def broken(sha256: str, data: bytes) -> None:
            if data == Path(FILES[1]).read_bytes():
                raise ZeroDivisionError
            put(sha256, data)

        store.archive.put = broken  # type: ignore[method-assign]
        outcomes = {report.source: report.outcome for report in ingest_all(store, FILES[:3], reader, readers)}
        assert outcomes == {FILES[0]: Outcome.ADDED, FILES[1]: Outcome.FAILED, FILES[2]: Outcome.ADDED}
        assert len(store.documents()) == 2
