"""What counts for what is read from a text, and what for the graph: all code on the way, and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import fingerprint

PACKAGE = Path(__file__).parent.parent / "kg"
# What says where files are, how errors look, in which process something runs or how a graph is asked cannot change it.
INDIFFERENT = {"__init__.py", "problems.py", "knowledge.py", "fingerprint.py", "parallel.py", "query.py", "behind.py"}
INDIFFERENT |= {"models.py"}  # what it says is in the fingerprint itself
INDIFFERENT |= {"fetch/__init__.py", "snapshots.py"}  # tell addresses from files, and show the graph to readers


def imported(path: Path) -> Iterator[Path]:
    """Files of ours that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kg":
            base = PACKAGE.joinpath(*str(node.module).split(".")[1:])
            for name in ["", *(alias.name for alias in node.names)]:
                found = [base / name / "__init__.py", (base / name).with_suffix(".py")]
                yield from (file for file in found if file.is_file())


def needed(*modules: str) -> set[str]:
    """Paths in the package of all that these modules import, and what those import."""
    todo, seen = [PACKAGE / module for module in modules], set()
    while todo:
        path = todo.pop()
        if path not in seen:
            seen.add(path)
            todo += imported(path)
    return {path.relative_to(PACKAGE).as_posix() for path in seen}


def covered(path: str, parts: tuple[str, ...]) -> bool:
    return any(path == part or path.startswith(f"{part}/") for part in parts)


def test_all_code_that_reads_a_text_counts_for_what_is_read() -> None:
    code = needed("understand.py", "formats/parser.py", "resolve/serialise.py") - {"resolve/__init__.py"}
    code = {path for path in code if not path.startswith("resolve/") or path == "resolve/serialise.py"}
    assert {path for path in code - INDIFFERENT if not covered(path, fingerprint._READING)} == set()


def test_all_code_that_writes_the_graph_counts_for_the_program() -> None:
    parts = (*fingerprint._READING, *fingerprint._WRITING)
    assert {path for path in needed("pipeline.py") - INDIFFERENT if not covered(path, parts)} == set()


@pytest.mark.parametrize("stage", ["resolve/identity.py", "graph.py", "view/__init__.py", "query.py"])
def test_what_comes_after_reading_does_not_count_for_what_is_read(stage: str) -> None:
    assert (PACKAGE / stage).is_file()
    assert not covered(stage, fingerprint._READING)


def test_the_parts_exist_and_the_version_stands_first() -> None:
    from kg import __version__

    for part in (*fingerprint._READING, *fingerprint._WRITING):
        assert (PACKAGE / part).exists(), part
    assert fingerprint.program().startswith(f"{__version__}+")
    assert fingerprint.program() != fingerprint.reading()
