"""Readers beside a writer, and what a killed writer leaves to those who come after it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.edits import Edits
from kg.problems import StoreError
from kg.query import open_read_only
from kg.snapshots import Lock
from kg.store import Store

HERE = Path(__file__).parent
FACT = Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c"), DefaultGraph())
# Writes a fact into the store named by its argument, says so, and is killed.
KILLED = """
import os, signal, sys
from pathlib import Path
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from kg.store import Store
store = Store(Path(sys.argv[1]))
store.archive.put("ab", b"bytes of no document")
store.graph.add(Quad(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c"), DefaultGraph()))
print("written", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def killed(folder: Path) -> None:
    """Leave behind a store whose writer was killed after one fact."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder)], capture_output=True, text=True)
    assert done.stdout == "written\n", done.stderr


def test_a_reader_finds_what_a_killed_writer_had_written(tmp_path: Path) -> None:
    killed(tmp_path)
    assert list(open_read_only(tmp_path)) == [FACT]
    assert (tmp_path / "lock").read_bytes() == b""
    assert not list((tmp_path / "archive").iterdir())


def test_the_next_writer_recovers_too_and_clears_away(tmp_path: Path) -> None:
    killed(tmp_path)
    (tmp_path / "snapshots" / "7.tmp").mkdir()
    with Store(tmp_path) as store:
        assert FACT in store.graph
        assert not list((tmp_path / "archive").iterdir())
    assert len(list((tmp_path / "snapshots").iterdir())) == 2
    assert list(open_read_only(tmp_path)) == [FACT]


def test_a_store_that_cannot_be_recovered_now_is_read_as_it_is(tmp_path: Path) -> None:
    killed(tmp_path)
    (tmp_path / "snapshots" / "current").unlink()
    (tmp_path / "snapshots" / "current").mkdir()  # so that nothing can be published
    # In a process of its own, since it holds the lock until it ends.
    code = "import sys\nfrom pathlib import Path\nfrom kg.query import open_read_only\n"
    code += "print(len(open_read_only(Path(sys.argv[1]))))"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True)
    assert done.stdout == "1\n", done.stderr


def test_a_reader_sees_what_was_published_and_keeps_it(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        before = open_read_only(tmp_path)
        edits = Edits()
        edits.change(FACT.graph_name, FACT.subject, set(), {(FACT.predicate, FACT.object)})
        store._commit(edits)
        assert not list(open_read_only(tmp_path))
        store._publish()
        assert list(open_read_only(tmp_path)) == [FACT]
        assert not list(before)
    kept = sorted(path.name for path in (tmp_path / "snapshots").iterdir())
    assert kept == ["1", "2", "current"], "a snapshot that is held stays, one that nobody holds goes"


def test_a_second_writer_is_told_who_holds_the_store(tmp_path: Path) -> None:
    with (
        Store(tmp_path),
        pytest.raises(StoreError, match=rf"in use by `.*` \(process {os.getpid()}, since 20") as caught,
    ):
        Store(tmp_path, patience=0)
    assert "\n" not in str(caught.value)


def test_a_second_writer_waits_a_little(tmp_path: Path) -> None:
    code = "import sys, time\nfrom pathlib import Path\nfrom kg.store import Store\n"
    code += "with Store(Path(sys.argv[1])):\n    print('open', flush=True)\n    time.sleep(0.5)"
    first = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    assert first.stdout.readline() == "open\n"
    Store(tmp_path, patience=60).close()
    assert first.wait() == 0
    first.stdout.close()


def test_a_lock_says_who_holds_it_and_is_empty_after_a_good_end(tmp_path: Path) -> None:
    lock = Lock(tmp_path)
    assert json.loads((tmp_path / "lock").read_text())["pid"] == os.getpid()
    lock.release(well=True)
    assert (tmp_path / "lock").read_bytes() == b""
    lock = Lock(tmp_path)
    assert not lock.left_behind
    lock.release(well=False)
    lock = Lock(tmp_path)
    assert lock.left_behind
    lock.release(well=True)


def test_killing_the_writer_loses_nothing_and_leaves_nothing_half_written() -> None:
    command = [sys.executable, HERE / "kill_ingest.py", "--kills", "10", "--documents", "2"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ": 0 lost, 0 partial, 0 with debris" in done.stdout


def test_a_full_disk_is_one_clear_line_and_nothing_is_half_written() -> None:
    command = [sys.executable, HERE / "full_disk.py", "--runs", "2", "--documents", "2"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(", 0 faults\n")


def test_readers_are_not_disturbed_by_a_writer() -> None:
    command = [sys.executable, HERE / "readers_beside_writer.py", "--seconds", "6", "--readers", "3"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 torn, 0 errors" in done.stdout
