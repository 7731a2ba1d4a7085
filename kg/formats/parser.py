"""The child process of `kg.formats.sandbox`: parses what it is sent, within limits on memory, time and output."""

from __future__ import annotations

import json
import os
import resource
import sys
from dataclasses import asdict, replace
from typing import BinaryIO

from kg.formats import text_of
from kg.model import ReadError


def serve(requests: BinaryIO, answers: BinaryIO, memory: int, seconds: float) -> None:
    """Answer requests until there are no more."""
    while line := requests.readline(100_000):
        _limit(memory, seconds)
        source, length = json.loads(line)
        answer = json.dumps(_answer(source, requests.read(length)))
        answers.write(answer.encode() + b"\n")
        answers.flush()


def _answer(source: str, data: bytes) -> dict[str, object]:
    """What the child says about a file."""
    try:
        document = text_of(source, data)
    except ReadError as error:
        return {"refused": " ".join(str(error).split())[:1000]}
    except MemoryError:
        return {"refused": f"{source}: needs too much memory to parse; give its text"}
    except RecursionError:
        return {"refused": f"{source}: is nested too deeply to parse; give its text"}
    except Exception as error:  # noqa: BLE001 - a parser's fault in one file must not cost the others
        return {"refused": f"{source}: cannot be parsed ({type(error).__name__}); save it again or give its text"}
    clean = replace(document, text=_sound(document.text))
    fields = {
        name: _sound(value) if isinstance(value, str) else value
        for name, value in asdict(clean).items()
        if name != "plain"
    }
    return fields | {"issued": str(clean.issued) if clean.issued else None}


def _sound(text: str) -> str:
    """A text without halves of surrogate pairs, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _limit(memory: int, seconds: float) -> None:
    """Bound what one file may take of this process: memory, processor time, no file written, no core left behind."""
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, int(used + seconds) + 1),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


if __name__ == "__main__":
    # Libraries that print must not write into the answers.
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, output, int(sys.argv[1]), float(sys.argv[2]))
