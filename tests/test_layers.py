"""Imports point one way: no stage knows a later one, and a command that only queries loads no NLP library."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

# Earlier rows never import later ones; modules of one row are parts of one stage.
LAYERS = (
    {"vocab", "model", "knowledge"},
    {"iri", "folding", "names", "authority", "sounds"},
    {"dateforms", "dates"},
    {"lookalikes", "furniture", "dateline", "decode", "headline", "layout", "passages", "sentences", "read"},
    {
        "files",
        "cells",
        "metadata",
        "markup",
        "blocks",
        "mainpart",
        "html",
        "columns",
        "paragraphs",
        "pagelayout",
        "pdf",
    },
    {"docx", "mail", "markdown", "formats", "parser", "sandbox"},
    {"lac", "analysers", "document", "tagger", "annotate"},
    {"coreference", "groups", "origin", "institutions", "persons", "link"},
    {"clauses", "acts", "acts_ja", "acts_zh", "stages_ja", "stages_zh", "roles_ja", "roles_zh", "deals_ja", "deals_zh"},
    {"candidates", "parties", "circumstances", "listed_agreements", "agreement_kinds", "quantities"},
    {"placement", "signatories", "topics", "positions"},
    {"agreements", "merge_agreements", "events", "programs", "extract", "serialise"},
    {"alone", "decisions", "identity", "resolve", "same_name"},
    {"consolidate", "graph"},
    {"query", "archive"},
    {"store"},
    {"pipeline"},
    {"referents"},
    {"deciding", "explain", "review"},
    {"scene", "view", "validate", "export", "status"},
    {"pairs", "scoring", "evaluate", "training", "train"},
    {"cli", "__main__"},
)
RANK = {module: rank for rank, layer in enumerate(LAYERS) for module in layer}
PACKAGE = Path(__file__).parent.parent / "kg"
MODULES = sorted(path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__")


def imported(module: str) -> set[str]:
    """Modules of ours that a module imports, anywhere in its code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "kg":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kg."):
            found.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("kg.")}
    return found & set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_no_stage_imports_a_later_one(module: str) -> None:
    assert module in RANK, f"say in LAYERS where {module} belongs"
    assert {name for name in imported(module) if RANK[name] > RANK[module]} == set()


LOADED = (
    "import sys; sys.argv = ['kg', {arguments}]\ntry:\n    from kg.cli import main; main()\nexcept SystemExit: pass\n"
)
LOADED += "print(sorted({{'spacy', 'rdflib', 'ginza', 'networkx', 'numpy', 'onnxruntime'}} & set(sys.modules)))"


@pytest.mark.parametrize("arguments", ["'query', 'ASK {}'", "'status'", "'--help'", "'export'"])
def test_a_command_that_only_reads_the_graph_loads_neither_spacy_nor_rdflib(tmp_path: Path, arguments: str) -> None:
    from kg.store import Store

    Store(tmp_path).close()
    code = LOADED.format(arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"KG_STORE": str(tmp_path), "PATH": ""}
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "[]"


def test_nothing_happens_on_import() -> None:
    done = subprocess.run([sys.executable, "-c", "import kg; print(vars(kg).keys())"], capture_output=True, text=True)
    assert done.stdout.count("kg.") == 0
