"""Kill the writer (SIGKILL) at random moments and count what is lost or half-written: `python tests/kill_ingest.py`.

One sequence of changes (documents, corrected documents, removals, a decision and its end) is done once in peace, which
gives the graph and the archive after each change. Then a child does it, is killed at a random moment, and another goes
on from there. What a change was acknowledged for must be there, and the store must be as after some whole change:
for readers at once, for the next writer, and in the archive. The last store must equal a clean build byte by byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg import fingerprint, pipeline, store
from kg.archive import read_journal
from kg.export import sorted_nquads
from kg.iri import thing
from kg.model import Extraction
from kg.problems import StoreError
from kg.query import open_read_only
from kg.resolve.decisions import Decision, Decisions, Reference, Verdict
from kg.store import Store

ROOT = Path(__file__).parent.parent
FILES = sorted([*(ROOT / "data/sources").glob("*.txt"), *(ROOT / "data/gold/dev").rglob("*.txt")])

# What a kill leaves behind does not depend on the disk, and a thousand safe writes take minutes on a slow one.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
Change = Callable[[Store], object]


class Once(pipeline.Reader):
    """Reads each content once, so that only the writing is killed over and over."""

    def __init__(self) -> None:
        """Nothing is read yet."""
        super().__init__()
        fingerprint.program()  # once for all children, so that a file that is edited meanwhile changes nothing
        self.done: dict[tuple[str, bytes], Extraction] = {}

    def understand(self, source: str, data: bytes) -> Extraction:
        """What the reader says, or said before."""
        if (source, data) not in self.done:
            self.done[source, data] = super().understand(source, data)
        return self.done[source, data]


@dataclass
class Tally:
    """What was found after the kills."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    partial: int = 0
    debris: int = 0
    rounds: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether nothing was found."""
        return not (self.lost or self.partial or self.debris)

    def __str__(self) -> str:
        """One line, then the notes."""
        counts = f"{self.kills} kills in {self.rounds} whole sequences, {self.acknowledged} changes acknowledged"
        found = f"{self.lost} lost, {self.partial} partial, {self.debris} with debris"
        return "\n".join([f"{counts}: {found}", *self.notes])


def changes(folder: Path, files: list[Path], reader: Once) -> tuple[list[Change], list[Change]]:
    """The sequence: each file read, every third one corrected, every fifth taken out and read again, and a decision.

    After it, what a clean build is: the versions of each document that it leaves, documents in another order.
    """

    def put(name: str, data: bytes) -> Change:
        reader.understand(str(folder / name), data)  # once, before any clock runs

        def change(store: Store) -> object:
            (folder / name).write_bytes(data)
            return pipeline.ingest(store, str(folder / name), reader)

        return change

    def remove(name: str) -> Change:
        return lambda store: pipeline.remove(store, str(folder / name), reader)

    def decide(*rows: Decision) -> Change:
        return lambda store: pipeline.decide(store, Decisions(rows), reader)

    nobody = (Reference(thing("person", "nobody")),)
    renamed = Decision("d1", Verdict.RENAME, nobody, name="無名", language="ja", by="test")
    sequence, left = [], []
    for number, file in enumerate(files):
        name, data = f"{file.parent.name}-{file.name}", file.read_bytes()  # the languages number alike
        versions = [put(name, data)]
        if number % 3 == 0:
            versions.append(put(name, data.replace("。".encode(), "。\n".encode(), 1)))
        sequence += versions
        if number % 5 == 1:
            versions = [put(name, data)]
            sequence += [remove(name), *versions]
        if number == 2:
            sequence.append(decide(renamed))
        left = [*versions, *left]
    return [*sequence, decide()], left


def done_in(folder: Path, sequence: list[Change]) -> list[str]:
    """Hashes of the graph and the archive after some changes; a file of the archive must be what it is called."""
    with Store(folder) as opened:
        for change in sequence:
            change(opened)
        graph = digest(sorted_nquads(opened.graph))
        documents = {iri.rsplit("/", 1)[-1] for iri in opened.documents()}
    archive = sorted((folder / "archive").iterdir())
    wrong = [path.name for path in archive if hashlib.sha256(path.read_bytes()).hexdigest() != path.name]
    wrong += [path.name for path in (folder / "extractions").iterdir() if path.stem not in documents]
    read_journal(folder)
    return [graph, digest([path.name for path in archive] + wrong)]


def digest(lines: Iterator[str] | list[str]) -> str:
    """A hash of some lines."""
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def in_child(action: Callable[[int], None]) -> tuple[int, int]:
    """Fork a child that does this with the end of a pipe to write to; its process id, and the end to read from.

    This process itself never opens a store: a child would inherit RocksDB without its threads.
    """
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(here)
        try:
            action(there)
        except Exception:  # noqa: BLE001 - it is told, and what this process goes on to do is not for the child
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(there)
    return child, here


def answered(child: int, pipe: int) -> bytes:
    """All that a child wrote until it ended."""
    with os.fdopen(pipe, "rb") as file:
        said = file.read()
    os.waitpid(child, 0)
    return said


def result(action: Callable[[], object]) -> list[str]:
    """What an action gives, done in a child; as strings."""
    said = answered(*in_child(lambda pipe: send(pipe, action())))
    return [str(part) for part in json.loads(said)]


def send(pipe: int, found: object) -> None:
    """Write something as JSON."""
    with os.fdopen(pipe, "w") as file:
        json.dump(found, file)


def seen_by_reader(folder: Path) -> list[str]:
    """Hash of what a command that only reads finds now."""
    if not (folder / "graph" / "CURRENT").exists():
        return [digest([])]
    try:
        return [digest(sorted_nquads(open_read_only(folder)))]
    except StoreError as error:
        if "never made whole" not in str(error):
            raise
        return [digest([])]


def kill_at_random(kills: int, files: list[Path], seed: int) -> Tally:
    """Kill so many writers; say what was found."""
    chance, tally, reader = random.Random(seed), Tally(), Once()
    with tempfile.TemporaryDirectory(dir=MEMORY) as given:
        folder = Path(given)
        (folder / "sources").mkdir()
        sequence, left = changes(folder / "sources", files, reader)
        expected = [[digest([]), digest([])]]
        start = time.monotonic()
        expected += [result(lambda change=change: done_in(folder / "peace", [change])) for change in sequence]
        span = 2 * (time.monotonic() - start) / len(sequence)
        store._FRESH = 0.0  # publish after each change, so that this is killed as well
        place = done = 0
        while tally.kills < kills:
            target = folder / str(place)

            def work(pipe: int, target: Path = target, done: int = done) -> None:
                with Store(target) as opened:
                    for change in sequence[done:]:
                        change(opened)
                        os.write(pipe, b".")

            child, pipe = in_child(work)
            time.sleep(chance.uniform(0, span))
            os.kill(child, signal.SIGKILL)
            acknowledged = len(answered(child, pipe))
            tally.kills += 1
            tally.acknowledged += acknowledged
            done += acknowledged
            [seen] = result(lambda target=target: seen_by_reader(target))
            graph, archive = result(lambda target=target: done_in(target, []))
            whole = [number for number, (wanted, _) in enumerate(expected) if wanted == graph]
            if seen != graph:
                tally.lost += 1
                tally.notes.append(f"kill {tally.kills}: a reader sees another graph than the next writer")
            if not whole:
                tally.partial += 1
                tally.notes.append(f"kill {tally.kills}: the graph is of no whole change")
            elif not {done, min(done + 1, len(sequence))} & set(whole):
                tally.lost += 1
                tally.notes.append(f"kill {tally.kills}: the graph is of change {whole}, acknowledged were {done}")
            elif archive not in {expected[number][1] for number in whole}:
                tally.debris += 1
                tally.notes.append(f"kill {tally.kills}: the archive is not that of the graph")
            if done == len(sequence):
                if result(lambda place=place: done_in(folder / f"clean{place}", left)) != [graph, archive]:
                    tally.partial += 1
                    tally.notes.append(f"kill {tally.kills}: the last store differs from a clean build")
                tally.rounds += 1
                place, done = place + 1, 0
    return tally


def kill_commands(kills: int, files: list[Path], seed: int) -> Tally:
    """Kill whole `kg ingest` processes, from the start of Python on; slower, and nothing in it is made for the test."""
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory(dir=MEMORY) as given:
        folder = Path(given)
        command = [sys.executable, "-m", "kg", "ingest", "--store"]
        names = [str(file) for file in files]
        start = time.monotonic()
        subprocess.run([*command, str(folder / "peace"), *names], check=True, capture_output=True)
        span = time.monotonic() - start
        [wanted] = seen_by_reader(folder / "peace")
        place = 0
        while tally.kills < kills:
            target = folder / str(place)
            log = folder / "log"
            with log.open("wb") as output:
                writer = subprocess.Popen([*command, str(target), *names], stdout=output, stderr=subprocess.DEVNULL)
                time.sleep(chance.uniform(0, span))
                writer.kill()
                writer.wait()
            whole = log.read_text(encoding="utf-8").rpartition("\n")[0].splitlines()
            lines = [line for line in whole if line.startswith("added")]  # not what the documents state
            tally.kills += 1
            tally.acknowledged += len(lines)
            [graph] = seen_by_reader(target)
            if graph == digest([]):
                continue
            # A reader has recovered the store; what a document states is whole where its graph is that of the peace.
            held = {line.split(" ", 1)[1].strip().split(": ")[0] for line in lines}
            with Store(target) as opened:
                stored = {version.source for iri in opened.documents() if (version := opened.version(iri))}
                if missing := held - stored:
                    tally.lost += len(missing)
                    tally.notes.append(f"kill {tally.kills}: lost {sorted(missing)}")
            if len(stored) == len(names):
                tally.rounds += 1
                if graph != wanted:
                    tally.partial += 1
                    tally.notes.append(f"kill {tally.kills}: the whole graph differs from a clean build")
                place += 1
    return tally


def main() -> None:
    """Run as the arguments say; exit 1 when something was lost, partial or left lying."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--commands", action="store_true", help="kill whole `kg ingest` processes")
    given = parser.parse_args()
    run = kill_commands if given.commands else kill_at_random
    tally = run(given.kills, random.Random(given.seed).sample(FILES, min(given.documents, len(FILES))), given.seed)
    sys.stdout.write(f"{tally}\n")
    raise SystemExit(not tally.clean)


if __name__ == "__main__":
    main()
