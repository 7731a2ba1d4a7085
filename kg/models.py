"""Which spaCy models find names in the place of ours: the variable `KG_MODELS`, such as `zh=zh_core_web_trf,ja=./mine`.

A variable, because each process that reads must know it, and because what it says counts for what was read: documents
that another choice read are old, and `kg rebuild` reads them again.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from kg.problems import Problem

VARIABLE = "KG_MODELS"
LANGUAGES = ("zh", "ja")


class ModelError(Problem):
    """A model that cannot be used; the message is one line."""


def chosen() -> dict[str, str]:
    """The model of each language that is chosen: the name of a package, or a folder. Raises ModelError."""
    return {language: name for language, (name, _) in _chosen(os.environ.get(VARIABLE, "")).items()}


def versions() -> str:
    """What tells the chosen models from others, and from later versions of them; nothing where none is chosen."""
    found = sorted(_chosen(os.environ.get(VARIABLE, "")).items())
    return " ".join(f"{language}={name}:{version}" for language, (name, version) in found)


@cache
def _chosen(text: str) -> dict[str, tuple[str, str]]:
    """The name and version of the model of each language."""
    found = {}
    for part in text.replace(",", " ").split():
        language, _, name = part.partition("=")
        if language not in LANGUAGES or not name:
            raise ModelError(f"{VARIABLE}: {part!r} is no choice of a model; write zh=NAME, ja=NAME or both")
        found[language] = name, _version(language, name)
    return found


def _version(language: str, name: str) -> str:
    """The version of a package, or a hash of a folder. Raises ModelError where there is none of that name."""
    if (Path(name) / "meta.json").is_file():
        digest = hashlib.sha256()
        for file in sorted(path for path in Path(name).rglob("*") if path.is_file()):
            digest.update(file.relative_to(name).as_posix().encode() + hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()[:12]
    from importlib.metadata import PackageNotFoundError, version  # which takes long to load

    try:
        return version(name)
    except (PackageNotFoundError, ValueError):
        raise ModelError(
            f"{VARIABLE}: the model {name} for {language} is not installed; install it with pip, or choose another"
        ) from None
