"""What hangs, bloats or kills its parser costs one file, within the limits; what is good is read before and after."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from attacks import batch
from fuzz_formats import OPENINGS, fuzz
from hostile import ATTACKS, QUICK, SENTENCE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.formats import LONGEST
from kg.formats.metadata import Document
from kg.formats.sandbox import MEMORY, SECONDS, Sandbox
from kg.model import PartialDate, ReadError
from kg.problems import printable

FIXTURES = Path(__file__).parent / "fixtures" / "formats"
PAGE = f"<html><title>兩校簽署合作備忘錄</title><body><p>{SENTENCE}</p></body></html>".encode()


@pytest.fixture(scope="module")
def made() -> Iterator[Sandbox]:
    made = Sandbox()
    yield made
    made.close()


@pytest.fixture
def sandbox(made: Sandbox) -> Sandbox:
    """The one of the module, with the time that it has as a rule."""
    made.seconds = SECONDS
    return made


@pytest.mark.parametrize(
    "name", [*QUICK, "operators.pdf", "wide.docx", "paragraphs.html", "attributes.html", "parts.eml"]
)
def test_an_attack_costs_its_file_alone(sandbox: Sandbox, name: str) -> None:
    sandbox.seconds = 5
    try:
        found = sandbox.text_of(name, ATTACKS[name]()).text
    except ReadError as error:
        assert str(error).startswith(name)
        assert "\n" not in str(error)
    else:
        assert "root:" not in found
        assert len(found) <= LONGEST
    assert SENTENCE in sandbox.text_of("good.html", PAGE).text


def test_what_takes_too_long_is_ended(sandbox: Sandbox) -> None:
    sandbox.seconds = 0.05  # before the memory that it asks for ends it
    with pytest.raises(ReadError, match=r"more than 0\.05 s"):
        sandbox.text_of("operators.pdf", ATTACKS["operators.pdf"]())


def test_long_but_honest_pages_are_read(sandbox: Sandbox) -> None:
    sandbox.seconds = 30
    text = sandbox.text_of("long.html", b"<html>" + ("<p>" + SENTENCE).encode() * 20_000).text
    assert text.count(SENTENCE) == 20_000


def test_a_child_that_is_killed_is_replaced(sandbox: Sandbox) -> None:
    sandbox.text_of("good.html", PAGE)
    assert sandbox._child is not None
    os.kill(sandbox._child.pid, signal.SIGKILL)
    time.sleep(0.1)
    assert SENTENCE in sandbox.text_of("good.html", PAGE).text


def test_one_child_reads_many_and_is_renewed() -> None:
    sandbox = Sandbox(documents=3)
    children = set()
    for _ in range(7):
        sandbox.text_of("good.html", PAGE)
        assert sandbox._child is not None
        children.add(sandbox._child.pid)
    assert len(children) == 3
    sandbox.close()


def test_the_child_ends_with_its_sandbox() -> None:
    sandbox = Sandbox()
    sandbox.text_of("good.html", PAGE)
    assert sandbox._child is not None
    child = sandbox._child
    del sandbox
    assert child.wait(timeout=5) == -signal.SIGKILL


def test_plain_text_needs_no_child() -> None:
    sandbox = Sandbox()
    assert sandbox.text_of("a.txt", SENTENCE.encode()) == Document(SENTENCE, plain=True)
    assert sandbox._child is None


def test_what_the_child_says_arrives_whole(sandbox: Sandbox) -> None:
    head = (
        '<meta property="article:published_time" content="2026-03-12"><meta property="og:site_name" content="甲大學">'
    )
    page = f"<html><head>{head}</head><body><h1>兩校簽署合作備忘錄</h1><p>{SENTENCE}𠮷"
    found = sandbox.text_of("a.html", page.encode())
    assert (found.publisher, found.issued) == ("甲大學", PartialDate(2026, 3, 12))
    assert found.text.endswith("𠮷\n")


def test_the_child_writes_no_file_and_imports_nothing_from_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("lxml", "email", "json", "kg"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported')")
    monkeypatch.chdir(tmp_path)
    sandbox = Sandbox()
    assert SENTENCE in sandbox.text_of("a.html", PAGE).text
    sandbox.close()
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".py"] * 4


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_the_limits_hold(sandbox: Sandbox) -> None:
    sandbox.text_of("good.html", PAGE)
    assert sandbox._child is not None
    limits = Path(f"/proc/{sandbox._child.pid}/limits").read_text()
    soft = {line[:25].strip(): line[25:].split()[0] for line in limits.splitlines()[1:]}
    assert soft["Max address space"] == str(MEMORY)
    assert (soft["Max file size"], soft["Max core file size"]) == ("0", "0")
    assert int(soft["Max cpu time"]) <= 60


GOOD = [path.read_bytes() for path in (FIXTURES / "pdf" / "ja-univ.typed.pdf", FIXTURES / "pdf" / "zh-forum.hall.pdf")]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), good=st.sampled_from(GOOD))
def test_damaged_pdfs_are_read_or_refused(sandbox: Sandbox, data: st.DataObject, good: bytes) -> None:
    content = bytearray(good)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = sandbox.text_of("a.pdf", b"%PDF-" + bytes(content[5:]))
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        assert found.text


def test_every_good_document_of_a_batch_is_in_the_store(tmp_path: Path) -> None:
    faults = batch(tmp_path, list(QUICK))
    assert faults == []


def test_a_name_cannot_write_to_the_terminal() -> None:
    assert printable("a\n\x1b[2J\u202eb\udcff長.txt") == r"a\n\x1b[2J\u202eb\udcff長.txt"


@pytest.mark.parametrize("kind", OPENINGS)
def test_random_and_damaged_files_are_read_or_refused(kind: str) -> None:
    outcomes, faults = fuzz(kind, 60, seed=7)
    assert faults == []
    assert outcomes["text"] > 0
