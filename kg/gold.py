"""Annotated documents: where they are, what each is for, and where their texts write the annotated names."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

Gold = dict[str, Any]
FOLDER = Path("data/gold")


def fold(name: str) -> str:
    """The form in which two spellings of one written name count as the same."""
    return re.sub(r"[\s・･·‧．.\-‐－,，]", "", unicodedata.normalize("NFKC", name).casefold())


def cases(folders: Iterable[Path]) -> dict[Path, Gold]:
    """The gold of each text that has one, by the path of the text: beside it, or in data/sources for the seeds."""
    found = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.json")):
            beside, source = path.with_suffix(".txt"), Path("data/sources", path.stem + ".txt")
            text = beside if beside.exists() else source
            if text.exists():
                found[text] = json.loads(path.read_text(encoding="utf-8"))
    return found


def groups() -> dict[str, dict[Path, Gold]]:
    """The gold by what it is for: what is looked at, and what held_out.txt names, of which only totals are seen."""
    lines = (FOLDER / "held_out.txt").read_text(encoding="utf-8").splitlines()
    hidden = {FOLDER / f"{line}.txt" for line in lines if line and not line.startswith("#")}
    dev, own = cases([FOLDER / "dev"]), cases([FOLDER / "own"])
    return {
        "seeds": cases([FOLDER / "seeds"]),
        "dev": {path: gold for path, gold in dev.items() if path not in hidden},
        "own": {path: gold for path, gold in own.items() if path not in hidden},
        "held out": {path: gold for path, gold in (*dev.items(), *own.items()) if path in hidden},
    }


def neutral(gold: Gold) -> set[str]:
    """The names, folded, that a reader may or may not report."""
    listed = gold.get("neutral", {})
    names = listed if isinstance(listed, list) else [*listed.get("persons", []), *listed.get("organizations", [])]
    return {fold(name) for name in names}


def places(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a text writes a name, as (start, end), whatever spaces and line breaks stand inside it."""
    kept = [i for i, char in enumerate(text) if not char.isspace()]
    flat, form = "".join(text[i] for i in kept), "".join(name.split())
    start = flat.find(form) if form else -1
    while start >= 0:
        yield kept[start], kept[start + len(form) - 1] + 1
        start = flat.find(form, start + len(form))


def names_of(gold: Gold, kind: str) -> Mapping[str, list[str]]:
    """The written names of each person (`kind` persons) or institution (organizations) of a document, by its id."""
    return {item["id"]: item["names"] for item in gold[kind]}
