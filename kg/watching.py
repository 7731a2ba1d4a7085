"""Which files of a folder are new or changed, and no longer being written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.formats.files import documents_in

# What a file looks like from outside: size in bytes, time of its last change in nanoseconds, inode.
Look = tuple[int, int, int]


@dataclass
class Watched:
    """A folder as it was when it was last looked at; a store that lies in it is left out."""

    folder: Path
    store: Path
    _seen: dict[str, Look] = field(default_factory=dict)
    _done: dict[str, Look] = field(default_factory=dict)
    _gone: set[str] = field(default_factory=set)

    def changed(self) -> list[str]:
        """The files that are new or changed since they were last given, and looked the same at the last look.

        A file that is still being copied looks otherwise each time.
        """
        now = dict(_looks(self.folder, self.store.resolve()))
        stable = [path for path, look in now.items() if self._seen.get(path) == look != self._done.get(path)]
        self._gone |= self._done.keys() - now.keys()
        self._seen = now
        self._done = {path: look for path, look in self._done.items() if path in now}
        self._done |= {path: now[path] for path in stable}
        return sorted(stable)

    def again(self, path: str) -> None:
        """Give a file once more, although it has not changed."""
        self._done.pop(path, None)

    def gone(self) -> list[str]:
        """The files that were given and are no longer there, each once."""
        gone, self._gone = sorted(self._gone), set()
        return gone


def _looks(folder: Path, store: Path) -> Iterator[tuple[str, Look]]:
    for path in documents_in(folder):
        try:
            found = path.stat()
        except OSError:
            continue  # gone between two looks
        if path.resolve().is_relative_to(store):
            continue
        yield path.as_posix(), (found.st_size, found.st_mtime_ns, found.st_ino)
