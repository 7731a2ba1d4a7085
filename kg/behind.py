"""Work done beside the program, one job after another: the next document is read while one is written."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

Job = Callable[[], object]


def nothing() -> None:
    """No job."""


class Behind:
    """A thread for jobs that mostly wait for the disk or the engine, neither of which holds Python's lock."""

    def __init__(self) -> None:
        """No thread is started before there is a job."""
        self._thread: ThreadPoolExecutor | None = None
        self._job: Future[object] | None = None

    def do(self, job: Job) -> None:
        """Begin a job, once the one before is done. Raises what that one raised."""
        self.settle()
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1)
        self._job = self._thread.submit(job)

    def settle(self) -> None:
        """Wait until the job is done. Raises what it raised, once."""
        if self._job is not None:
            self._job.exception()  # Ctrl-C here leaves the job to the next who settles
            job, self._job = self._job, None
            job.result()

    def close(self) -> None:
        """Settle, and end the thread."""
        try:
            self.settle()
        finally:
            if self._thread is not None:
                self._thread.shutdown()
                self._thread = None
