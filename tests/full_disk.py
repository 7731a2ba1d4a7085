"""Fill the disk under an ingest and see what is left: `python tests/full_disk.py [--tmpfs]`.

The limit is one on the size of files (RLIMIT_FSIZE), which any user can set, or with --tmpfs (as root) a real file
system of some megabytes. Each run ends with an error at another place. Told must be one clear line; what was
acknowledged must be there at once for readers, and for a writer when there is room again, who then reads the rest.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from kill_ingest import FILES, MEMORY, Change, Once, changes, done_in, result, seen_by_reader

from kg.problems import Problem
from kg.store import Store


def until_full(folder: Path, sequence: list[Change], limit: int | None) -> list[str]:
    """How many changes went well, and what was told at the end; `limit` is in bytes for each file."""
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    done = 0
    try:
        with Store(folder) as opened:
            for change in sequence:
                change(opened)
                done += 1
    except Problem as problem:
        return [str(done), str(problem)]
    return [str(done), ""]


def faults(store: Path, sequence: list[Change], expected: list[str], limit: int | None) -> tuple[bool, list[str]]:
    """Whether the disk was full, and what was wrong with that."""
    told, message = result(lambda: until_full(store, sequence, limit))
    done = int(told)
    found = [] if "\n" not in message else [f"more than one line: {message}"]
    if message and not message.startswith(("cannot write to the store at", "cannot open the store at")):
        found.append(f"not clear: {message}")
    [seen] = result(lambda: seen_by_reader(store))
    if seen not in expected[done : done + 2]:
        found.append(f"a reader sees no whole state after {done} changes")
    return bool(message), found


def goes_on(store: Path, sequence: list[Change], expected: list[str]) -> list[str]:
    """What is wrong when there is room again."""
    graph, _ = result(lambda: done_in(store, []))
    found = [] if graph in expected else ["a writer finds no whole state"]
    done = max((number for number, wanted in enumerate(expected) if wanted == graph), default=0)
    graph, _ = result(lambda: done_in(store, sequence[done:]))
    return found if graph == expected[-1] else [*found, "the whole differs from one that was never interrupted"]


def fill(runs: int, documents: int, seed: int, *, tmpfs: bool) -> tuple[int, list[str]]:
    """Fill the disk so many times; how often it was full, and what was wrong."""
    chance, filled, found = random.Random(seed), 0, []
    with tempfile.TemporaryDirectory(dir=MEMORY) as given:
        folder = Path(given)
        (folder / "sources").mkdir()
        sequence, _ = changes(folder / "sources", chance.sample(FILES, documents), Once())
        peace = [result(lambda change=change: done_in(folder / "peace", [change]))[0] for change in sequence]
        [empty] = result(lambda: seen_by_reader(folder / "none"))
        expected = [empty, *peace]
        for number in range(runs):
            place = folder / str(number)
            place.mkdir()
            limit = chance.randrange(20_000, 1_500_000)
            if tmpfs:
                size = str(100_000 + 2 * limit)
                subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", place], check=True)
            try:
                full, wrong = faults(place / "store", sequence, expected, None if tmpfs else limit)
                filled += full
                if tmpfs:
                    subprocess.run(["mount", "-o", "remount,size=500m", place], check=True)
                wrong += goes_on(place / "store", sequence, expected)
                found += [f"run {number}, limit {limit}: {fault}" for fault in wrong]
            finally:
                if tmpfs:
                    subprocess.run(["umount", place], check=True)
    return filled, found


def main() -> None:
    """Run as the arguments say; exit 1 when something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--documents", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tmpfs", action="store_true")
    given = parser.parse_args()
    filled, found = fill(given.runs, given.documents, given.seed, tmpfs=given.tmpfs)
    sys.stdout.write("\n".join([f"{given.runs} runs, {filled} with a full disk, {len(found)} faults", *found, ""]))
    raise SystemExit(bool(found) or not filled)


if __name__ == "__main__":
    main()
