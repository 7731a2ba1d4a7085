# ruff: noqa: E501 - tables of texts read better whole
"""Try each regular expression of the program on hostile text: `python tests/patterns.py [--documents] [MODULE…]`.

Recorded are all that the modules of `kg` compile: on import, in their cached functions, and, with `--documents`, while a
Chinese and a Japanese document are read with the models. Each is tried on 10 kB; what is slow there is tried on 100 kB, and
stopped after a second of the processor. Prints each that was stopped and ends with 1 where there is one.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

FIRST, SIZE = 10_000, 100_000  # bytes of UTF-8
LIMIT = 1.0  # seconds of the processor for one pattern on one text of SIZE
SUSPECT = 0.008  # seconds for FIRST: what grows with the square of the length takes a hundred times that for SIZE
TOTAL = 900  # seconds after which the system ends the process, should a pattern not let itself be stopped
RUNS = (
    " ", "　", "\n", "1", "一", "a", "A ", "大", "ア", "の", "（", "）", "「", "」（", "、", "・", "-", "a大1（、 ",
    "2026年1月", "1/1/", "王大明", "A: b\n", "\u200b\u202e", "\ud800", "が\u3099",
)  # fmt: skip

Pattern = re.Pattern[Any]


def texts(pattern: str) -> Iterator[str]:
    """What is repeated: runs that any pattern may trip over, and words and characters of this one."""
    words = sorted(set(re.findall(r"[^\W\d_]{2,8}", pattern)))
    characters = sorted({c for c in pattern if not c.isascii()})
    yield from RUNS
    yield from words[:: max(1, len(words) // 4)][:5]
    yield from characters[:: max(1, len(characters) // 3)][:4]
    if words and characters:
        yield words[0] + characters[-1]


def recorded(run: Callable[[], None]) -> dict[str, Pattern]:
    """The patterns that code of `kg` asks for while `run` runs, by the place that asks."""
    found: dict[tuple[Any, int], tuple[str, Pattern]] = {}
    compile_ = re._compile  # type: ignore[attr-defined]

    def recording(pattern: Any, flags: Any) -> Pattern:
        compiled: Pattern = compile_(pattern, flags)
        asked = ""
        frame = sys._getframe(1)
        while frame.f_back and frame.f_globals.get("__name__") == "re":
            asked, frame = frame.f_code.co_name, frame.f_back
        module = frame.f_globals.get("__name__", "")
        key = (compiled.pattern, compiled.flags)
        if module.startswith("kg.") and key not in found:
            found[key] = (
                f"{module}:{frame.f_lineno}" + (" match" if asked in ("match", "fullmatch") else ""),
                compiled,
            )
        return compiled

    re._compile = recording  # type: ignore[attr-defined]
    try:
        run()
    finally:
        re._compile = compile_  # type: ignore[attr-defined]
    places: dict[str, Pattern] = {}
    for place, pattern in found.values():
        number = sum(1 for other in places if other.rpartition(" ")[0] == place)
        places[f"{place} {number + 1}"] = pattern
    return places


def import_all() -> None:
    """Import every module, and call the cached functions that need nothing or a language."""
    import kg

    for module in pkgutil.walk_packages(kg.__path__, "kg."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name, module in sorted(sys.modules.items()):
        if name.startswith("kg.") and not name.startswith("kg.training"):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_info") and value.__module__ == name:
                    for given in ((), ("zh",), ("ja",), ("zh-Hant",), ("zh", "noun"), ("ja", "noun")):
                        with suppress(Exception):
                            value(*given)


def read_documents() -> None:
    """Read documents with the models, which builds what depends on a text."""
    from kg.understand import Reader

    reader = Reader()
    for path in sorted((ROOT / "tests" / "fixtures" / "formats" / "html").glob("*.html")):
        reader.understand(path.name, path.read_bytes())


def anchored() -> set[tuple[str, int]]:
    """Module and line of the patterns with a name that are only ever used to match at one place, never to search."""
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "kg").rglob("*.py")}
    together = "\n".join(sources.values())
    found = set()
    for path, source in sources.items():
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.targets[0], ast.Name)
                and "re.compile" in ast.unparse(node)
            ):
                name = node.targets[0].id
                within = together if name.isupper() and not name.startswith("_") else source
                uses = re.findall(rf"(?<![\w.]){name}\b(?!\s*=[^=])(\.\w+)?", within)
                if uses and set(uses) <= {".match", ".fullmatch"}:
                    found |= {(module, line) for line in range(node.lineno, (node.end_lineno or 0) + 1)}
    return found


class _TooLongError(Exception):
    """A second of the processor is over."""


def _stop(*_: object) -> None:
    raise _TooLongError


def seconds(pattern: Pattern, run: str, size: int, *, searched: bool) -> float:
    """Processor time of the slower way to use a pattern on a run of this many bytes; LIMIT where it was stopped."""
    text = run * (size // len(run.encode("utf-8", "surrogatepass"))) + "\x01"
    content: Any = text if isinstance(pattern.pattern, str) else text.encode("utf-8", "surrogatepass")
    slowest = 0.0
    search = lambda given: sum(1 for _ in pattern.finditer(given))  # noqa: E731
    for way in (pattern.fullmatch, search if searched else pattern.match):
        started = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        try:
            way(content)
        except _TooLongError:
            return LIMIT
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, time.process_time() - started)
    return slowest


def slow(patterns: dict[str, Pattern]) -> Iterator[str]:
    """A line for each pattern that takes too long on some text."""
    signal.signal(signal.SIGPROF, _stop)
    resource.setrlimit(resource.RLIMIT_CPU, (TOTAL, TOTAL))
    places = anchored()
    for place, pattern in patterns.items():
        module, line = place.split(" ")[0].split(":")
        searched = (module, int(line)) not in places and " match " not in place
        written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
        for run in texts(written):
            if (
                seconds(pattern, run, FIRST, searched=searched) > SUSPECT
                and seconds(pattern, run, SIZE, searched=searched) >= LIMIT
            ):
                yield f"{place} on {run!r}: {written[:120]!r}"
                break


def main(given: list[str]) -> int:
    """Try the patterns of all modules, or of those named."""
    found = recorded(import_all)
    if "--documents" in given:
        found |= recorded(read_documents)
    wanted = [name for name in given if not name.startswith("-")]
    found = {place: p for place, p in found.items() if not wanted or any(name in place for name in wanted)}
    count = 0
    for line in slow(found):
        count += 1
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{len(found)} patterns, {count} slow texts, {time.process_time():.0f} s\n")
    return int(bool(count))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
