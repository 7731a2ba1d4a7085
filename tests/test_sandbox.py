"""What hangs, bloats or kills its parser costs one file, within the limits; what is good is read before and after."""

from __future__ import annotations

import io
import os
import signal
import sys
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.formats.metadata import Document
from kg.formats.sandbox import MEMORY, Sandbox
from kg.model import PartialDate, ReadError
from kg.store import Store

FIXTURES = Path(__file__).parent / "fixtures" / "formats"
SENTENCE = "兩校簽署合作備忘錄，推動半導體人才交流。"
PAGE = f"<html><title>兩校簽署合作備忘錄</title><body><p>{SENTENCE}</p></body></html>".encode()
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox()
    yield made
    made.close()


def pdf_bomb(operators: int) -> bytes:
    """A PDF of some kilobytes whose page unpacks, twice, to this many text operators of 37 bytes."""
    page = zlib.compress(zlib.compress(b"BT /F1 12 Tf 10 10 Td (AAAAAAAA) Tj ET\n" * operators, 9), 9)
    font = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources" + font + b">>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(page) + page + b"\nendstream",
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF"


def word(content: str) -> bytes:
    """A .docx file with this content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)
    return buffer.getvalue()


ATTACKS = {
    "bomb.pdf": lambda: pdf_bomb(10_000_000),
    "unpacks.docx": lambda: word(" " * 200_000_000),
    "entities.docx": lambda: word(f'<!DOCTYPE a [<!ENTITY b "&c;&c;">]><w:document {WORD}/>'),
    "nested.docx": lambda: word(f"<w:document {WORD}>" + "<w:tbl><w:tr><w:tc>" * 100_000),
    "divs.html": lambda: b"<html>" + b"<div>" * 100_000 + SENTENCE.encode(),
    "spans.html": lambda: b"<html>" + ("<span><p>" + SENTENCE).encode() * 3_000,
    "paragraphs.html": lambda: b"<html>" + ("<p>" + SENTENCE).encode() * 300_000,
    "attributes.html": lambda: b"<html><p " + b" ".join(b"a%d=1" % i for i in range(300_000)) + b">",
    "nested.eml": lambda: (
        b"From: a@b\nTo: c@d\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(3_000))
    ),
    "quotes.md": lambda: ("> " * 20_000 + SENTENCE).encode(),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_costs_its_file_alone(sandbox: Sandbox, name: str) -> None:
    data = ATTACKS[name]()
    sandbox.seconds = 5
    started = time.monotonic()
    with pytest.raises(ReadError) as caught:
        sandbox.text_of(name, data)
    assert time.monotonic() - started < 8
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)
    assert SENTENCE in sandbox.text_of("good.html", PAGE).text


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
    for path in (FIXTURES / "html" / "ja-city.city.html", FIXTURES / "docx" / "zh-forum.plain.docx"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "bomb.pdf").write_bytes(pdf_bomb(10_000_000))
    (tmp_path / "divs.html").write_bytes(b"<html>" + b"<div>" * 100_000 + SENTENCE.encode())
    (tmp_path / "lie.txt").write_bytes((FIXTURES / "pdf" / "zh-news.typed.pdf").read_bytes())
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    with Store(tmp_path / ".store") as store:
        reader = pipeline.Reader()
        reports = [pipeline.ingest(store, source, reader) for source in pipeline.sources([str(tmp_path)])]
    outcomes = {Path(report.source).name: report.outcome.value for report in reports}
    assert outcomes == {
        "bomb.pdf": "failed",
        "divs.html": "failed",
        "ja-city.city.html": "added",
        "lie.txt": "added",
        "zh-forum.plain.docx": "added",
    }
    reader.sandbox.close()
