"""Parsing in a child process, so that a file that hangs, bloats or crashes its parser costs that file alone.

A request is a line of JSON with the source and the number of bytes, then the bytes; an answer is one line of JSON.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
import weakref
from contextlib import suppress
from pathlib import Path

from kg.formats import Format, format_of, text_of
from kg.formats.metadata import Document
from kg.model import PartialDate, ReadError

SECONDS = 25  # of the clock, for one file
COMPUTING = 15  # seconds of the processor; more are waited for where other programs take their turns
MEMORY = 800_000_000  # bytes of address space
OUTPUT = 40_000_000  # bytes of an answer
DOCUMENTS = 200  # after which a child is replaced, so that leaks of its libraries do not add up


class Sandbox:
    """A child process that parses; started when first needed, replaced after a failure and from time to time."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY, documents: int = DOCUMENTS) -> None:
        """Set the limits of each file."""
        self.seconds, self.memory, self.documents = seconds, memory, documents
        self._child: subprocess.Popen[bytes] | None = None
        self._stop: weakref.finalize[..., Sandbox] | None = None
        self._owner = self._left = 0

    def text_of(self, source: str, data: bytes) -> Document:
        """The text of a file in any known format; plain text is read here, all else in the child.

        Raises ReadError where the parser fails, is killed by a limit or gives more text than any release has.
        """
        # To look into an archive is parsing already.
        if not data.startswith(b"PK") and format_of(source, data) is Format.TEXT:
            return text_of(source, data)
        child = self._running()
        self._left -= 1
        deadline = time.monotonic() + self.seconds
        try:
            answer = _exchange(child, source, data, deadline)
            document = _understood(answer)
        except TimeoutError as error:
            self.close()
            raise ReadError(
                f"{source}: takes more than {self.seconds:g} s to parse; give the text of the press release"
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            status = self._ended(child)
            raise ReadError(
                f"{source}: {_cause(status)}; save it again or give the text of the press release"
            ) from error
        if isinstance(document, str):
            raise ReadError(document)
        return document

    def close(self) -> None:
        """End the child, if there is one; the next file starts another."""
        if self._stop is not None:
            self._stop()
        self._child = self._stop = None

    def _running(self) -> subprocess.Popen[bytes]:
        """A child that is alive and has not read too many files."""
        if self._child is not None and (
            self._left <= 0 or self._owner != os.getpid() or self._child.poll() is not None
        ):
            self.close()
        if self._child is None:
            # -P: a file beside the documents that is named like a library must not be imported.
            command = [
                sys.executable,
                "-P",
                "-m",
                "kg.formats.parser",
                str(self.memory),
                f"{min(self.seconds, COMPUTING):g}",
            ]
            environment = {"PYTHONPATH": str(Path(__file__).parent.parent.parent), "PATH": "", "PYTHONUTF8": "1"}
            self._child = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
            )
            for pipe in (self._child.stdin, self._child.stdout):
                os.set_blocking(pipe.fileno(), False)  # type: ignore[union-attr]
            self._stop = weakref.finalize(self, _end, self._child, os.getpid())
            self._owner = os.getpid()
            self._left = self.documents
        return self._child

    def _ended(self, child: subprocess.Popen[bytes]) -> int:
        """How a child that broke off has ended."""
        try:
            status = child.wait(timeout=1)
        except subprocess.TimeoutExpired:
            status = 0
        self.close()
        return status


def _end(child: subprocess.Popen[bytes], owner: int) -> None:
    """End a child, unless this process is a fork of the one that started it."""
    if os.getpid() != owner:
        return
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            # What was not sent yet, nobody needs.
            with suppress(BrokenPipeError):
                pipe.close()


def _exchange(child: subprocess.Popen[bytes], source: str, data: bytes, deadline: float) -> bytes:
    """Send a request and wait for the line of its answer, reading while writing so that neither side waits for ever."""
    if child.stdin is None or child.stdout is None:
        raise ValueError("the child has no pipes")
    pending = memoryview(json.dumps([source, len(data)]).encode() + b"\n" + data)
    reading, writing = child.stdout.fileno(), child.stdin.fileno()
    answer = bytearray()
    while not answer.endswith(b"\n"):
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        readable, writable, _ = select.select([reading], [writing] if pending else [], [], left)
        if writable:
            pending = pending[os.write(writing, pending[: 1 << 16]) :]
        if readable:
            chunk = os.read(reading, 1 << 20)
            if not chunk or len(answer) + len(chunk) > OUTPUT:
                raise ValueError("the answer breaks off")
            answer += chunk
    return bytes(answer)


def _understood(answer: bytes) -> Document | str:
    """A document or the reason of a refusal, from the JSON of an answer, which is trusted no more than the file."""
    fields = json.loads(answer)
    if "refused" in fields:
        return str(fields["refused"])
    if not isinstance(fields["text"], str):
        raise ValueError("the answer has no text")
    others = {name: fields[name] for name in ("title", "publisher", "url", "language")}
    if not all(value is None or isinstance(value, str) for value in others.values()):
        raise ValueError("the answer has a field of another type")
    warning = " ".join(str(fields["warning"]).split())
    issued = PartialDate.parse(fields["issued"]) if fields["issued"] else None
    return Document(fields["text"], issued=issued, warning=warning, **others)


def _cause(status: int) -> str:
    """What the end of a child means."""
    if status == -signal.SIGXCPU:
        return f"takes more than {COMPUTING} s of computing to parse"
    if status < 0:
        return f"crashes its parser ({signal.Signals(-status).name})"
    return "makes its parser break off"
