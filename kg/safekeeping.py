"""A store in one file and back: consistent while another command writes, and checked before anything is believed.

A backup is a ZIP file with the graph as N-Quads, the archived bytes, the copies of what was read in them, the journal,
the table of decisions, and the SHA-256 of each of these. A restore takes no file of another name, and parses the graph
anew: nobody can have more opened by this program than the files that it would read anyway.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat
from pyoxigraph import Store as Oxigraph

from kg import __version__
from kg.problems import StoreError
from kg.query import open_read_only
from kg.snapshots import publish
from kg.vocab import PROV_WAS_REVISION_OF, SCHEMA_SHA256

_MANIFEST, _GRAPH = "backup.json", "graph.nq"
_NAME = re.compile(r"archive/[0-9a-f]{64}|extractions/[0-9a-f]{16}\.json|journal\.jsonl|decisions\.tsv|graph\.nq")
_RATIO = 200  # N-Quads of our graphs become 15 to 40 times smaller
_SLACK = 10_000_000  # bytes that any backup may unpack to
_BLOCK = 1 << 20
_ATTEMPTS, _PAUSE = 12, 5.0  # a writer that removes documents publishes that within seconds


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds."""

    documents: int
    files: int
    size: int  # bytes, unpacked


def backup(folder: Path, target: Path) -> Kept:
    """Write a store into one new file, as its writer last published it, without disturbing that writer.

    Raises StoreError where there is no store, the file is there already, or it cannot be written.
    """
    if target.exists():
        raise StoreError(f"{target} is there already; give the name of a new file")
    for _ in range(_ATTEMPTS):
        try:
            with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as place:
                partial = Path(place) / "backup"
                kept = _write(folder, partial)
                partial.rename(target)
                return kept
        except _Vanished:
            time.sleep(_PAUSE)  # a document was removed meanwhile
        except OSError as error:
            raise StoreError(f"cannot write {target}: {error.strerror or error}; give a path with room") from error
    raise StoreError(f"documents go from the store at {folder} as fast as they are read; try again later")


def restore(source: Path, folder: Path) -> Kept:
    """Make a new store from a backup.

    Raises StoreError where there is something at `folder` already, or the file is no whole, unchanged backup; then
    nothing is left of it.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(f"there is something at {folder} already; restore into a new folder (--store DIR)")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as given:
            place = Path(given) / "store"
            place.mkdir()
            kept = _unpack(source, place)
            place.rename(folder)  # fails where somebody else has just made a store there
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError) as error:
        raise StoreError(f"{source} is no whole backup of a store ({error}); give a file of `kg backup`") from error
    except OSError as error:
        name = error.filename or folder
        raise StoreError(f"cannot restore {source}: {name}: {error.strerror or error}; nothing was made") from error
    return kept


class _Vanished(Exception):  # noqa: N818 - never seen outside
    """Bytes of a document that was removed while it was being copied."""


def _write(folder: Path, target: Path) -> Kept:
    graph = open_read_only(folder)
    documents, contents = _held(graph)
    hashes: dict[str, str] = {}
    size = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        with _hashed(file, _GRAPH, hashes) as output:
            graph.dump(output, format=RdfFormat.N_QUADS)
        extractions = [f"extractions/{iri.rsplit('/', 1)[-1]}.json" for iri in documents]
        for name in [*(f"archive/{sha256}" for sha256 in contents), *extractions, "journal.jsonl", "decisions.tsv"]:
            try:
                with (folder / name).open("rb") as data, _hashed(file, name, hashes) as output:
                    shutil.copyfileobj(data, output, _BLOCK)
            except FileNotFoundError:
                if name.startswith("archive/"):
                    raise _Vanished from None
        size = sum(info.file_size for info in file.infolist())
        file.writestr(_MANIFEST, json.dumps({"program": __version__, "files": hashes}))
    return Kept(len(documents), len(hashes), size)


@contextmanager
def _hashed(file: zipfile.ZipFile, name: str, hashes: dict[str, str]) -> Iterator[IO[bytes]]:
    """A new file of the backup; its hash is there when it is closed."""
    with file.open(name, "w", force_zip64=True) as output:
        hashing = _Hashing(output)
        yield hashing  # type: ignore[misc]
    hashes[name] = hashing.digest.hexdigest()


class _Hashing:
    """A file to write to that hashes what passes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)

    def flush(self) -> None:
        """Nothing is held back here."""


def _unpack(source: Path, place: Path) -> Kept:
    with zipfile.ZipFile(source) as file:
        members = _checked(source, file)
        manifest = json.loads(file.read(_MANIFEST))
        hashes = manifest.get("files") if isinstance(manifest, dict) else None
        if not isinstance(hashes, dict) or hashes.keys() != members.keys():
            raise ValueError("its list of files is not that of the files in it")
        for part in ("archive", "extractions"):
            (place / part).mkdir()
        for name, info in members.items():
            digest = hashlib.sha256()
            with file.open(info) as data, (place / name).open("xb") as output:
                while block := data.read(_BLOCK):
                    digest.update(block)
                    output.write(block)
            if digest.hexdigest() != hashes[name] or (name.startswith("archive/") and name[8:] != hashes[name]):
                raise ValueError(f"{name} was changed")
    graph = Oxigraph(str(place / "graph"))
    try:
        graph.bulk_load(path=str(place / _GRAPH), format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise ValueError(f"{_GRAPH}: {error}") from error
    documents, contents = _held(graph)
    if missing := [sha256 for sha256 in contents if not (place / "archive" / sha256).exists()]:
        raise ValueError(f"the bytes of {len(missing)} versions are not in it")
    publish(graph, place)
    (place / _GRAPH).unlink()
    return Kept(len(documents), len(members), sum(info.file_size for info in members.values()))


def _checked(source: Path, file: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files of a backup by name. Raises ValueError where one has another name, or there is too much of them."""
    infos = file.infolist()
    members = {info.filename: info for info in infos}
    if len(members) != len(infos) or _MANIFEST not in members or _GRAPH not in members:
        raise ValueError("it has no list of its files, or a name twice")
    if strange := [name for name in members if name != _MANIFEST and not _NAME.fullmatch(name)]:
        raise ValueError(f"there is no place in a store for {strange[0][:60]!r}")
    if sum(info.file_size for info in infos) > _SLACK + _RATIO * source.stat().st_size:
        raise ValueError("it unpacks to far more than a store of its size can have")
    members.pop(_MANIFEST)
    return members


def _held(graph: Oxigraph) -> tuple[list[str], list[str]]:
    """The documents of a graph, and the hashes of the contents that they have or had."""
    now = list(graph.quads_for_pattern(None, NamedNode(SCHEMA_SHA256), None, DefaultGraph()))
    before = graph.quads_for_pattern(None, NamedNode(PROV_WAS_REVISION_OF), None, DefaultGraph())
    contents = {q.object.value for q in now if isinstance(q.object, Literal)}
    contents |= {q.object.value.rsplit("/", 1)[-1] for q in before if isinstance(q.object, NamedNode)}
    return sorted({q.subject.value for q in now if isinstance(q.subject, NamedNode)}), sorted(contents)
