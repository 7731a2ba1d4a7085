"""A folder that is watched: what is read, when, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.watching import Watched

SOURCE = next((Path(__file__).parent.parent / "data" / "sources").glob("kitakyushu*.txt"))


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    """An empty folder with a store in it."""
    return Watched(tmp_path, tmp_path / "store")


def test_a_file_is_given_once_it_looks_the_same_twice(watched: Watched) -> None:
    file = watched.folder / "a.txt"
    file.write_text("一")
    assert watched.changed() == []
    with file.open("a") as more:
        more.write("二")
    assert watched.changed() == []
    assert watched.changed() == [str(file)]
    assert watched.changed() == []
    file.write_text("三三三")
    assert watched.changed() == []
    assert watched.changed() == [str(file)]


def test_a_file_that_is_put_in_place_of_another_is_given_again(watched: Watched) -> None:
    file, other = watched.folder / "a.txt", watched.folder / "b.part"
    for path in (file, other):
        path.write_text("一")
        os.utime(path, (1, 1))
    watched.changed()
    assert watched.changed() == [str(file)]
    other.replace(file)
    watched.changed()
    assert watched.changed() == [str(file)]


def test_a_file_that_goes_is_told_once_and_read_when_it_comes_back(watched: Watched) -> None:
    file = watched.folder / "a.txt"
    file.write_text("一")
    watched.changed()
    watched.changed()
    file.unlink()
    watched.changed()
    assert watched.gone() == [str(file)]
    watched.changed()
    assert watched.gone() == []
    file.write_text("一")
    watched.changed()
    assert watched.changed() == [str(file)]


def test_a_file_that_could_not_be_taken_is_given_again(watched: Watched) -> None:
    file = watched.folder / "a.txt"
    file.write_text("一")
    watched.changed()
    assert watched.changed() == [str(file)]
    watched.again(str(file))
    assert watched.changed() == [str(file)]


def test_the_files_of_the_store_are_not_documents(watched: Watched) -> None:
    watched.store.mkdir()
    (watched.store / "graph.html").write_text("<p>")
    watched.changed()
    assert watched.changed() == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_reads_what_comes_and_ends_when_told_to(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.txt").write_bytes(b"")
    command = [sys.executable, "-m", "kg", "watch", "--store", tmp_path / "store", "--every", "0.1", tmp_path / "in"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    )
    assert process.stdout is not None
    lines = iter(process.stdout)
    assert next(lines).startswith("watching")
    (tmp_path / "in" / SOURCE.name).write_bytes(SOURCE.read_bytes())
    assert next(line for line in lines if line.startswith("added"))
    (tmp_path / "in" / SOURCE.name).unlink()
    assert "stays until `kg remove`" in next(line for line in lines if line.startswith("gone"))
    process.send_signal(number)
    said, complained = process.communicate()
    assert process.returncode == 0
    assert said.splitlines()[-1].startswith("stopped")
    assert complained.count("\n") == 1
    assert "bad.txt" in complained
