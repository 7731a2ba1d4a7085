"""Documents read in several processes, each with the models loaded once; what asks is the only one that writes."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from pathlib import Path

from kg.model import Extraction, ReadError
from kg.problems import Problem
from kg.understand import Reader

_WORTH = 20  # documents for each process below which starting it takes longer than what it saves
_HERE = str(Path(__file__).parent.parent)
_AHEAD = 2  # documents that a process has at once: the next is there when one is done, and memory stays bounded


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read."""

    source: str
    sha256: str
    data: bytes


Answer = Extraction | ReadError
Understand = Callable[[str, bytes], Extraction]


def processes(documents: int) -> int:
    """How many processes are worth starting for so many documents: at most one for each usable core."""
    return max(1, min(len(os.sched_getaffinity(0)), documents // _WORTH))


def answer(understand: Understand, task: Task) -> Answer:
    """What a document states, or why that cannot be told: a fault of ours in one document must not cost the others."""
    try:
        return understand(task.source, task.data)
    except ReadError as error:
        return error
    except Problem as error:
        return ReadError(f"{task.source}: {error}")
    except Exception as error:  # noqa: BLE001 - see above
        return fault(task.source, error)


def fault(source: str, error: Exception) -> ReadError:
    """What a user is told when a document meets a fault of ours."""
    return ReadError(f"{source}: a fault of this program ({error!r}); report it")


class Readers:
    """Processes that read documents, started as they are needed. Use as a context manager."""

    def __init__(self, number: int, understand: Understand) -> None:
        """`number` processes at most; with 1, `understand` reads in this one."""
        self._number, self._understand = number, understand
        self._workers: list[_Worker] = []

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def give(self, task: Task) -> Iterator[tuple[Task, Answer]]:
        """Have a document read. Gives the answers that have come, waiting for one only where all hands are full."""
        if self._number == 1:
            yield task, answer(self._understand, task)
            return
        least = min(self._workers, key=lambda worker: len(worker.tasks), default=None)
        if least is None or (least.tasks and len(self._workers) < self._number):
            least = _Worker()
            self._workers.append(least)
        least.give(task)
        if all(len(worker.tasks) >= _AHEAD for worker in self._workers) and len(self._workers) == self._number:
            yield from self._come()

    def rest(self) -> Iterator[tuple[Task, Answer]]:
        """The answers that have not come yet."""
        while any(worker.tasks for worker in self._workers):
            yield from self._come()

    def _come(self) -> Iterator[tuple[Task, Answer]]:
        """Wait until at least one answer comes."""
        busy = {worker.connection: worker for worker in self._workers if worker.tasks}
        for connection in wait(list(busy)):
            worker = busy[connection]  # type: ignore[index]
            try:
                yield worker.tasks[0], worker.take()
            except (EOFError, OSError):
                # The one that it was reading has ended it; those behind that one go to another.
                lost, *left = worker.tasks
                reason = f"{lost.source}: ends the process that reads it ({worker.end()}); give less text at once"
                self._workers.remove(worker)
                if left:
                    self._workers.append(_Worker(left))
                yield lost, ReadError(reason)


class _Worker:
    """A process that reads, with the documents that it was given and has not answered, the oldest first."""

    def __init__(self, tasks: list[Task] | None = None) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            # A session of its own: Ctrl-C is for the process that writes, which ends this one. -P as in kg.formats.
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "kg.parallel", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=os.environ
                | {"PYTHONPATH": os.pathsep.join([_HERE, *filter(None, [os.environ.get("PYTHONPATH")])])},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
        self.connection: Connection[Task, Answer] = Connection(ours.detach())
        self.tasks: deque[Task] = deque()
        for task in tasks or ():
            self.give(task)

    def give(self, task: Task) -> None:
        self.tasks.append(task)
        with suppress(OSError):  # that it has ended is found out when its answer is taken
            self.connection.send(task)

    def take(self) -> Answer:
        """The next answer. Raises EOFError or OSError when the process has ended instead."""
        received = self.connection.recv()
        self.tasks.popleft()
        return received

    def end(self) -> str:
        """End the process if it still runs, and say how it ended."""
        self.connection.close()
        try:
            status = self.process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        return signal.Signals(-status).name if status < 0 else f"status {status}"


def serve(connection: Connection[Answer, Task]) -> None:
    """Answer until the process that asks is gone."""
    reader = Reader()
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()

    def receive() -> None:
        # Taking tasks while one is read keeps the two sides from waiting for each other for ever.
        while True:
            try:
                tasks.put(connection.recv())
            except (EOFError, OSError):
                os._exit(0)

    threading.Thread(target=receive, daemon=True).start()
    while True:
        found = answer(reader.understand, tasks.get())
        if isinstance(found, Extraction):
            found = replace(found, release=replace(found.release, passages=()))
        try:
            connection.send(found)
        except OSError:
            os._exit(0)


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])))
