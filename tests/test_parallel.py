"""Reading in several processes: the graph is the same for any number, and a process that dies costs one document."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.export import sorted_nquads
from kg.model import Extraction, ReadError
from kg.parallel import Readers, Task, processes
from kg.pipeline import Outcome, Reader, ingest_all, install_ontology, remove
from kg.store import Store

ROOT = Path(__file__).parent.parent
FILES = sorted(str(p) for p in [*(ROOT / "data/sources").glob("*.txt"), *(ROOT / "data/gold/dev").rglob("0?.txt")])


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Reads in this process, each document once."""
    reader = Reader()
    reader.understand = cache(reader.understand)  # type: ignore[method-assign]
    return reader


@pytest.fixture(scope="module")
def readers(reader: Reader) -> Iterator[Readers]:
    """Three processes."""
    with Readers(3, reader.understand) as readers:
        yield readers


def built(folder: Path, files: list[str], reader: Reader, readers: Readers, removed: set[str]) -> list[str]:
    """The quads of a store that read files and removed some of them."""
    with Store(folder) as store:
        reports = list(ingest_all(store, files, reader, readers))
        assert {report.source for report in reports} == set(files)
        for source in sorted(removed):
            remove(store, source, reader)
        return list(sorted_nquads(store.graph))


@given(order=st.permutations(FILES), removed=st.sets(st.sampled_from(FILES), max_size=3))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_number_of_processes_gives_the_same_graph(
    tmp_path_factory: pytest.TempPathFactory, reader: Reader, readers: Readers, order: list[str], removed: set[str]
) -> None:
    several = built(tmp_path_factory.mktemp("several"), order, reader, readers, removed)
    left = [file for file in FILES if file not in removed]
    alone = built(tmp_path_factory.mktemp("alone"), left, reader, Readers(1, reader.understand), set())
    assert several == alone


def test_a_document_given_twice_is_in_once(tmp_path: Path, reader: Reader, readers: Readers) -> None:
    with Store(tmp_path) as store:
        outcomes = [report.outcome for report in ingest_all(store, [FILES[0]] * 3, reader, readers)]
        assert sorted(outcome.value for outcome in outcomes) == ["added", "unchanged", "unchanged"]


def task(path: str) -> Task:
    data = Path(path).read_bytes()
    return Task(path, hashlib.sha256(data).hexdigest(), data)


def test_a_process_that_dies_costs_the_document_that_it_was_reading(reader: Reader) -> None:
    with Readers(1 + 1, reader.understand) as readers:
        assert [list(readers.give(task(path))) for path in FILES[:3]] == [[], [], []]
        # It is still loading its models, so it has answered nothing.
        os.kill(readers._workers[0].process.pid, signal.SIGKILL)
        answers = dict(readers.give(task(FILES[3])))
        answers |= dict(readers.rest())
        lost = {t.source: found for t, found in answers.items() if isinstance(found, ReadError)}
        assert {t.source for t in answers} == set(FILES[:4])
        assert list(lost) == [FILES[0]]
        assert "SIGKILL" in str(lost[FILES[0]])
        assert "\n" not in str(lost[FILES[0]])
        pids = [worker.process.pid for worker in readers._workers]
        assert len(pids) == 2
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_no_more_documents_are_held_than_the_processes_are_ahead(reader: Reader, readers: Readers) -> None:
    held = taken = 0
    for number, path in enumerate(FILES * 2, start=1):
        taken += len(list(readers.give(task(path))))
        held = max(held, number - taken)
    assert held <= 6
    assert taken + len(list(readers.rest())) == 2 * len(FILES)


def test_a_fault_of_ours_in_one_document_does_not_cost_the_others(tmp_path: Path, reader: Reader) -> None:
    def understand(source: str, data: bytes) -> Extraction:
        if source == FILES[1]:
            raise KeyError("no such thing")
        return reader.understand(source, data)

    with Store(tmp_path) as store:
        reports = list(ingest_all(store, FILES[:3], reader, Readers(1, understand)))
        assert [report.outcome for report in reports] == [Outcome.ADDED, Outcome.FAILED, Outcome.ADDED]
        assert "fault of this program" in reports[1].reason


def test_few_documents_are_read_in_one_process() -> None:
    assert processes(0) == processes(1) == processes(39) == 1
    assert processes(10**6) == len(os.sched_getaffinity(0))


def test_ctrl_c_ends_the_processes_and_leaves_whole_documents(tmp_path: Path, reader: Reader) -> None:
    command = [sys.executable, "-m", "kg", "ingest", "--jobs", "2", "--store", str(tmp_path), *FILES]
    # A shell that starts what runs the tests in the background has them ignore Ctrl-C, and their children.
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heeding
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith("added")
        workers = children(running.pid)
        assert len(workers) >= 2
        running.send_signal(signal.SIGINT)
        assert running.stderr.read().split("\n") == ["", "kg: stopped", ""]
    # The interpreter may be past its own handler when the signal arrives: then the signal itself ends it.
    assert running.returncode in (1, -signal.SIGINT)
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
    with Store(tmp_path / "rest") as rest, Store(tmp_path) as stopped:
        readers = Readers(1, reader.understand)
        for store in (rest, stopped):
            list(ingest_all(store, FILES, reader, readers))
        install_ontology(rest)
        assert list(sorted_nquads(stopped.graph)) == list(sorted_nquads(rest.graph))


def children(pid: int) -> list[int]:
    """The processes that a process has started and that still run."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]
