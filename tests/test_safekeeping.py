"""Backups: the same graph comes back, and a file that somebody tampered with makes no store."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from test_store import document, write

from kg import vocab as v
from kg.archive import Version
from kg.export import sorted_nquads
from kg.iri import document_iri
from kg.problems import StoreError
from kg.query import open_read_only
from kg.safekeeping import backup, restore
from kg.store import Store

BYTES = {name: hashlib.sha256(name.encode()).hexdigest() for name in "xy"}
Files = dict[str, bytes]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with two documents, a journal and a table of decisions."""
    with Store(tmp_path / "store") as store:
        for name, sha256 in BYTES.items():
            store.archive.put(sha256, name.encode())
            write(store, name, document(name, sha256, (v.TJ_COUNTRY, NamedNode(v.COUNTRY_TW))))
            store.archive.keep(Version(document_iri(name), sha256, "1", ()), "what was read")
            store.archive.note(action="added", source=name)
    (tmp_path / "store" / "decisions.tsv").write_text("# none\n")
    return tmp_path / "store"


def rewritten(source: Path, target: Path, change: Callable[[Files], None]) -> Path:
    """A backup with other files, and a list that fits them."""
    with zipfile.ZipFile(source) as file:
        files = {name: file.read(name) for name in file.namelist() if name != "backup.json"}
    change(files)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
        hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        file.writestr("backup.json", json.dumps({"program": "0", "files": hashes}))
    return target


def test_what_was_backed_up_comes_back(folder: Path, tmp_path: Path) -> None:
    kept = backup(folder, tmp_path / "b.zip")
    assert kept.documents == 2
    assert restore(tmp_path / "b.zip", tmp_path / "new").documents == 2
    assert list(sorted_nquads(open_read_only(tmp_path / "new"))) == list(sorted_nquads(open_read_only(folder)))
    for name in ("journal.jsonl", "decisions.tsv", *(f"archive/{sha256}" for sha256 in BYTES.values())):
        assert (tmp_path / "new" / name).read_bytes() == (folder / name).read_bytes()
    with Store(tmp_path / "new") as store:
        write(store, "x", ())
        held = store.version(document_iri("y"))
        assert held is not None
        assert store.archive.kept(held) == "what was read"


def test_a_backup_is_made_beside_a_writer_of_what_it_has_published(folder: Path, tmp_path: Path) -> None:
    with Store(folder) as store:
        write(store, "z", document("z", "ff"))
        assert backup(folder, tmp_path / "b.zip").documents == 2


def test_nothing_that_is_there_is_overwritten(folder: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "b.zip")
    with pytest.raises(StoreError, match="is there already"):
        backup(folder, tmp_path / "b.zip")
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(StoreError, match=r"something at .* already"):
        restore(tmp_path / "b.zip", folder)
    assert sorted(path.name for path in folder.iterdir()) == before


def put(name: str, data: bytes) -> Callable[[Files], None]:
    """Add a file, or change one."""
    return lambda files: files.update({name: data})


TRICKS: dict[str, Callable[[Files], None]] = {
    "above": put("archive/../../kg-restored", b"x"),
    "elsewhere": put("graph/CURRENT", b"x"),
    "lock": put("lock", b"x"),
    "backslash": put("archive\\..\\x", b"x"),
    "other bytes": put(f"archive/{BYTES['x']}", b"other"),
    "no bytes": lambda files: void(files.pop(f"archive/{BYTES['x']}")),
    "no graph": lambda files: void(files.pop("graph.nq")),
    "wrong graph": put("graph.nq", b"<a> <b"),
    "bomb": put("journal.jsonl", bytes(200_000_000)),
}


def void(_: object) -> None:
    """Do away with a result."""


@pytest.mark.parametrize("trick", TRICKS)
def test_a_file_that_was_tampered_with_makes_no_store(folder: Path, tmp_path: Path, trick: str) -> None:
    backup(folder, tmp_path / "b.zip")
    refuses(rewritten(tmp_path / "b.zip", tmp_path / "bad.zip", TRICKS[trick]), tmp_path)


def test_a_name_from_the_root_of_the_disk_makes_no_store(folder: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "b.zip")
    aim = tmp_path / "restored"
    refuses(rewritten(tmp_path / "b.zip", tmp_path / "bad.zip", put(str(aim), b"x")), tmp_path)
    assert not aim.exists()


def refuses(bad: Path, around: Path) -> None:
    """Restoring says in one line what is wrong, and writes nothing."""
    before = sorted(around.rglob("*"))
    with pytest.raises(StoreError, match="is no whole backup") as caught:
        restore(bad, around / "new")
    assert "\n" not in str(caught.value)
    assert sorted(around.rglob("*")) == before


@pytest.mark.parametrize("size", [0, 1, 30, 500, -1])
def test_a_file_that_was_cut_short_makes_no_store(folder: Path, tmp_path: Path, size: int) -> None:
    backup(folder, tmp_path / "b.zip")
    (tmp_path / "cut.zip").write_bytes((tmp_path / "b.zip").read_bytes()[:size])
    with pytest.raises(StoreError, match="is no whole backup"):
        restore(tmp_path / "cut.zip", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_link_is_taken_for_the_text_it_holds(folder: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "a") as file:
        link = zipfile.ZipInfo("extractions/0123456789abcdef.json")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    with pytest.raises(StoreError, match="its list of files"):
        restore(tmp_path / "b.zip", tmp_path / "new")


def test_the_commands_say_what_they_did(folder: Path, tmp_path: Path) -> None:
    for command, store in (("backup", folder), ("restore", tmp_path / "new")):
        done = subprocess.run(
            [sys.executable, "-m", "kg", command, "--store", store, tmp_path / "b.zip"], capture_output=True, text=True
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "2 documents" in done.stdout
    again = subprocess.run(
        [sys.executable, "-m", "kg", "restore", "--store", folder, tmp_path / "none.zip"],
        capture_output=True,
        text=True,
    )
    assert again.returncode == 1
    assert again.stderr.count("\n") == 1
