"""Imports point one way: no stage knows a later one, and a command that only queries loads no NLP library."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# A module or package never imports one of a later row; those of one row do not know each other, but for cli's main.
LAYERS = (
    {"vocab", "problems"},
    {"model", "models", "iri", "knowledge"},
    {"fingerprint"},
    {"names"},
    {"dates"},
    {"read"},
    {"formats", "fetch"},
    {"annotate"},
    {"link"},
    {"extract"},
    {"understand"},
    {"parallel"},
    {"resolve"},
    {"archive", "behind", "filtering"},
    {"snapshots"},
    {"query", "consolidate"},
    {"graph", "edits"},
    {"following"},
    {"store"},
    {"pipeline"},
    {"announcements", "deciding", "differences", "rebuild", "refresh"},
    {"view", "validate", "export", "status", "dataset", "safekeeping", "watching"},
    {"gold"},
    {"scoring"},
    {"baselines"},
    {"pairs", "coverage"},
    {"comparison"},
    {"training"},
    {"evaluate", "calibrate", "frames"},
    {"cli"},
    {"__main__"},
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
PACKAGE = Path(__file__).parent.parent / "kg"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def stage(path: Path) -> str:
    """The module or package of kg that a file is, or is part of."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Modules and packages of ours that a file imports, anywhere in its code but under TYPE_CHECKING."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "kg":
            yield from (alias.name for alias in node.names if alias.name in RANK)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kg."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("kg."))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_stage_imports_a_later_one(path: Path) -> None:
    own = stage(path)
    assert own in RANK, f"say in LAYERS where {own} belongs"
    assert {name for name in imported(path) if name != own and RANK[name] >= RANK[own]} == set()


LOADED = """
import sys
sys.argv = ['kg', {arguments}]
try:
    from kg.cli import main
    main()
except SystemExit:
    pass
large = {{'spacy', 'rdflib', 'ginza', 'networkx', 'numpy', 'onnxruntime', 'importlib.metadata'}}
print(sorted(large & set(sys.modules)))
"""


@pytest.mark.parametrize("arguments", ["'query', 'ASK {}'", "'query', '--list'", "'status'", "'--help'", "'export'"])
def test_a_command_that_only_reads_the_graph_loads_nothing_large(tmp_path: Path, arguments: str) -> None:
    from kg.store import Store

    Store(tmp_path).close()
    code = LOADED.format(arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"KG_STORE": str(tmp_path), "PATH": ""}
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "[]"


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import sys, kg; print([name for name in sys.modules if name.startswith('kg.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "[]\n"
