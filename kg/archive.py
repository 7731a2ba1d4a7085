"""What a store keeps of its documents beside the graph: their bytes, what was read in them, and when."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg import fingerprint
from kg.problems import StoreError


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document: the hash of its bytes, the reader that read it, the IRIs of earlier versions."""

    document: str
    sha256: str
    reader: str
    earlier: tuple[str, ...]
    source: str = ""

    def followed_by(self, sha256: str) -> tuple[str, ...]:
        """IRIs of the versions that a new content has before it: these, and this one unless the content is the same."""
        if sha256 == self.sha256:
            return self.earlier
        return tuple(sorted({*self.earlier, f"{self.document}/version/{self.sha256}"}))


class Archive:
    """The files of a store.

    `archive/` has the bytes of each version by their SHA-256, `extractions/` a copy of what was read in each
    document, `journal.jsonl` what was done when, which is never part of the graph.
    """

    def __init__(self, folder: Path) -> None:
        """Make the folders where they are missing. Raises OSError where that cannot be done."""
        self.folder = folder
        for part in ("archive", "extractions"):
            (folder / part).mkdir(parents=True, exist_ok=True)

    def put(self, sha256: str, data: bytes) -> None:
        """Keep the bytes of a document under their hash, safely on disk before this returns. Raises StoreError."""
        if not self._bytes(sha256).exists():
            with self._writing():
                write_whole(self._bytes(sha256), data)

    def get(self, sha256: str) -> bytes:
        """The bytes that were archived under a hash."""
        return self._bytes(sha256).read_bytes()

    def keep(self, version: Version, text: str) -> None:
        """Keep what was read in a version of a document; only a copy, made again from the archive when it is lost."""
        data = text.encode()
        head = f"{version.sha256} {version.reader} {fingerprint.reading()} {hashlib.sha256(data).hexdigest()}\n"
        with self._writing():
            write_whole(self._copy(version.document), head.encode() + data, synced=False)

    def kept(self, version: Version) -> str | None:
        """What `keep` kept of this version, or None."""
        head, text = self._kept(version.document)
        return text if head[:2] == [version.sha256, version.reader] else None

    def reusable(self, document: str, sha256: str) -> str | None:
        """What was kept of a document if this program would read the same in these bytes, or None."""
        head, text = self._kept(document)
        return text if head[::2] == [sha256, fingerprint.reading()] else None

    def _kept(self, document: str) -> tuple[list[str], str]:
        """The hash of the bytes, the program and its reading, and the text; nothing where the copy is not whole."""
        path = self._copy(document)
        head, _, data = path.read_bytes().partition(b"\n") if path.exists() else (b"", b"", b"")
        *of, digest = head.decode("ascii", "replace").split(" ")
        # A copy is not synced, so a cut of the power can leave one that only its hash tells from a whole one.
        return (of, data.decode()) if digest == hashlib.sha256(data).hexdigest() else ([], "")

    def forget(self, version: Version, *, still_held: Callable[[str], bool]) -> None:
        """Delete what is kept of a removed document, but for bytes that another document has too."""
        self._copy(version.document).unlink(missing_ok=True)
        for sha256 in (version.sha256, *(iri.rsplit("/", 1)[-1] for iri in version.earlier)):
            if not still_held(sha256):
                self._bytes(sha256).unlink(missing_ok=True)

    def tidy(self, documents: set[str], contents: set[str]) -> None:
        """Delete what a killed command left behind: all but the copies of these documents and bytes of these hashes."""
        copies = {self._copy(document) for document in documents}
        for path in [*(self.folder / "archive").iterdir(), *(self.folder / "extractions").iterdir()]:
            if path.name not in contents and path not in copies:
                path.unlink()

    def note(self, **entry: object) -> None:
        """Add a line to the journal, with the time in UTC."""
        line = json.dumps({"time": datetime.now(UTC).isoformat(timespec="seconds"), **entry}, ensure_ascii=False)
        with self._writing(), (self.folder / "journal.jsonl").open("ab+") as journal:
            # A full disk can leave half a line, which must not spoil this one.
            if journal.tell() and (journal.seek(-1, os.SEEK_END), journal.read(1))[1] != b"\n":
                line = "\n" + line
            journal.write(line.encode() + b"\n")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(full(self.folder, error)) from error

    def _bytes(self, sha256: str) -> Path:
        return self.folder / "archive" / sha256

    def _copy(self, document: str) -> Path:
        return self.folder / "extractions" / f"{document.rsplit('/', 1)[-1]}.json"


def read_journal(folder: Path) -> list[dict[str, str]]:
    """The lines of a store's journal, oldest first, without any that was cut short."""
    path = folder / "journal.jsonl"
    entries = []
    for line in path.read_bytes().split(b"\n") if path.exists() else []:
        with suppress(ValueError):
            entries.append(json.loads(line))
    return entries


def write_whole(path: Path, data: bytes, *, synced: bool = True) -> None:
    """Write a file so that it is there whole, or not at all, however the process ends. Raises OSError.

    `synced`, also when the power is cut.
    """
    partial = path.with_suffix(".partial")
    try:
        with partial.open("wb") as file:
            file.write(data)
            if synced:
                file.flush()
                os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def full(folder: Path, error: OSError) -> str:
    """What a user is told when a store cannot be written, as on a full disk."""
    reason = error.strerror or " ".join(str(error).split())
    return f"cannot write to the store at {folder}: {reason}; make room, then run it again; what was done is kept"
