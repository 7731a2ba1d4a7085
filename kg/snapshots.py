"""One process writes while others read: the lock of the writer, and the snapshots that readers open.

What a second process sees in the files of a RocksDB store that another writes is undefined, so nobody reads `graph/`.
The writer publishes snapshots of it, each a folder of hard links with a number, and `snapshots/current` names the
latest. `lock` is held (flock) by the writer, and has its name in it; one that ended well leaves it empty. A text in a
lock that nobody holds says that its writer was killed: whoever comes next, to write or to read, recovers the store.

What only a writer needs is imported where it is used, so that a query starts without it.
"""

from __future__ import annotations

import fcntl
import json
import os
import sys
import time
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode
from pyoxigraph import Store as Oxigraph

from kg.problems import StoreError
from kg.vocab import PROV_WAS_REVISION_OF, SCHEMA_SHA256

PATIENCE = 5.0  # seconds to wait for another writer; most commands take less
_TURN = 0.05  # seconds between two looks at a lock
_SIGNATURE = 2048  # bytes of the text in a lock


class Lock:
    """The right to write to a store, held by one process at a time."""

    def __init__(self, folder: Path, patience: float = PATIENCE) -> None:
        """Take it, waiting up to `patience` seconds. Raises StoreError naming the holder, OSError where it cannot be.

        `left_behind` is true where the one that held it before was killed.
        """
        self._file = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        end = time.monotonic() + patience
        while not _locked(self._file, fcntl.LOCK_EX):
            if time.monotonic() >= end:
                holder = _holder(self._file)
                os.close(self._file)
                raise StoreError(
                    f"the store at {folder} is in use by `{holder.get('command', 'kg')}` (process "
                    f"{holder.get('pid', 'unknown')}, since {holder.get('since', 'now')}); wait until it ends"
                )
            time.sleep(_TURN)
        self.left_behind = os.fstat(self._file).st_size > 0
        try:
            self.sign(recovering=self.left_behind)
        except OSError:
            os.close(self._file)
            raise

    def sign(self, *, recovering: bool = False) -> None:
        """Say in the lock who holds it; where it is `recovering` the store, readers wait."""
        command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])[:150]
        since = datetime.now().astimezone().isoformat(" ", timespec="seconds")
        text = json.dumps({"pid": os.getpid(), "command": command, "since": since, "recovering": recovering})
        # One write over what was there: never empty on the way, which would be the sign of a good end.
        os.pwrite(self._file, text.ljust(_SIGNATURE).encode(), 0)

    def release(self, *, well: bool) -> None:
        """Let go of it; all is published where it ends `well`."""
        if well:
            os.ftruncate(self._file, 0)
        os.close(self._file)


def publish(graph: Oxigraph, folder: Path) -> None:
    """Make the state of the graph what readers open from now on. Raises OSError, for instance when the disk is full."""
    from kg.archive import write_whole

    place = folder / "snapshots"
    place.mkdir(exist_ok=True)
    numbers = [int(path.name) for path in place.iterdir() if path.name.isdecimal()]
    latest = str(max(numbers, default=0) + 1)
    graph.backup(str(place / latest))
    write_whole(place / "current", latest.encode())
    for path in place.iterdir():
        if path.name not in ("current", latest):
            _discard(path)


def recover(graph: Oxigraph, folder: Path) -> None:
    """After a writer was killed: delete the files that no document has, and publish what was acknowledged."""
    from kg.archive import Archive

    held = list(graph.quads_for_pattern(None, NamedNode(SCHEMA_SHA256), None, None))
    earlier = graph.quads_for_pattern(None, NamedNode(PROV_WAS_REVISION_OF), None, None)
    contents = {_value(q.object) for q in held} | {_value(q.object).rsplit("/", 1)[-1] for q in earlier}
    Archive(folder).tidy({_value(q.subject) for q in held}, contents)
    publish(graph, folder)


def open_latest(folder: Path) -> Oxigraph:
    """The latest snapshot, which stays as it is while this process lives; its state may be some seconds old.

    Raises StoreError where there is no store, OSError where it cannot be opened.
    """
    end = time.monotonic() + PATIENCE
    while (folder / "graph" / "CURRENT").exists() and time.monotonic() < end:
        if not _is_left_behind(folder):
            with suppress(FileNotFoundError, BlockingIOError):
                return _opened(folder / "snapshots")
        elif (graph := _recovered(folder)) is not None:
            return graph
        time.sleep(_TURN)
    require(folder)
    raise StoreError(f"the store at {folder} is being recovered by another command; try again in a moment")


def require(folder: Path) -> None:
    """Raise StoreError where there is no store."""
    if not (folder / "graph" / "CURRENT").exists():
        raise StoreError(f"there is no store at {folder}; make one with `kg ingest SOURCE --store {folder}`")


def is_published(folder: Path) -> bool:
    """Whether there is a snapshot to open."""
    return (folder / "snapshots" / "current").exists()


def _opened(place: Path) -> Oxigraph:
    """Open the snapshot that is the current one. Raises FileNotFoundError or BlockingIOError when it is just going."""
    name = (place / "current").read_text()
    path = place / name
    _hold(path, path.stat().st_ino)
    # A snapshot goes only after another is the current one, and never while it is held.
    if (place / "current").read_text() != name:
        raise FileNotFoundError(path)
    return Oxigraph.read_only(str(path))


@cache
def _hold(path: Path, inode: int) -> int:
    """Keep a snapshot, or a lock, until the process ends: an open store does not tell when it is closed."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    if os.fstat(handle).st_ino != inode or not _locked(handle, fcntl.LOCK_SH):
        os.close(handle)
        raise BlockingIOError(path)
    return handle


def _is_left_behind(folder: Path) -> bool:
    """Whether the latest snapshot lacks what was acknowledged, because the writer was killed, or there is none."""
    if not is_published(folder):
        return True
    try:
        handle = os.open(folder / "lock", os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        if os.fstat(handle).st_size == 0:
            return False
        return _locked(handle, fcntl.LOCK_SH) or bool(_holder(handle).get("recovering"))
    finally:
        os.close(handle)


def _recovered(folder: Path) -> Oxigraph | None:
    """Recover the store; the graph itself where that cannot be (a full or read-only disk); None to look again."""
    try:
        lock = Lock(folder, patience=0)
    except StoreError:
        return None  # another is about to recover it
    except OSError:
        return _graph_itself(folder)
    well = False
    try:
        recover(Oxigraph(str(folder / "graph")), folder)
        well = True
    except OSError:
        pass
    finally:
        lock.release(well=well)
    return None if well else _graph_itself(folder)


def _graph_itself(folder: Path) -> Oxigraph:
    """What the writer wrote, without a snapshot: sound as long as no writer can come."""
    with suppress(FileNotFoundError):
        _hold(folder / "lock", (folder / "lock").stat().st_ino)
    try:
        return Oxigraph.read_only(str(folder / "graph"))
    except RuntimeError as error:  # the disk was full before the engine had written its first line
        raise StoreError(
            f"the store at {folder} was never made whole; see that there is room, then `kg ingest` again"
        ) from error


def _locked(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(handle: int) -> dict[str, object]:
    try:
        holder = json.loads(os.pread(handle, _SIGNATURE, 0))
    except ValueError:
        return {}
    return holder if isinstance(holder, dict) else {}


def _discard(path: Path) -> None:
    """Delete an old snapshot, or what a killed writer left of one, unless a reader holds it."""
    import shutil

    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if _locked(handle, fcntl.LOCK_EX):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    finally:
        os.close(handle)


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""
