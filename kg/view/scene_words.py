"""The words of the page: what terms are called in three languages, and which characters a search takes for one."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from kg.names.folding import fold
from kg.view.scene_graphs import Graphs, local_name

Strings = dict[str, tuple[str, str, str]]
# Latin with accents, kana, Han: the characters that people may type in another form than a name has.
_TYPED = ((0xC0, 0x250), (0x3040, 0x3100), (0x3400, 0xA000), (0xF900, 0xFB00))


def read_strings(path: Path) -> Strings:
    """A table of key, zh-Hant, ja, en; lines that begin with `#` are remarks."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {key: (zh, ja, en) for key, zh, ja, en in rows}


def term(graphs: Graphs, strings: Strings, iri: str) -> tuple[str, str, str]:
    """What a class, property or concept is called: by the ontology, else by the page's table, else by its IRI."""
    labels = [(language, name) for language, name, best in graphs.labels(iri) if best]
    if not labels and "term." + local_name(iri) in strings:
        return strings["term." + local_name(iri)]
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])|-", " ", local_name(iri).removeprefix("role-").removeprefix("topic-")).lower()
    english = next((name for tag, name in labels if tag == "en"), labels[0][1] if labels else plain)
    chinese, japanese = (next((name for tag, name in labels if tag == wish), english) for wish in ("zh-Hant", "ja"))
    return chinese, japanese, english[:1].upper() + english[1:]


def folds(names: Iterable[str]) -> dict[str, str]:
    """What the search takes characters for, so that 臺 finds 台 and 学 finds 學; those that can find anything."""
    keys = {key for name in names for key in fold(name)}
    asked = {chr(code) for first, last in _TYPED for code in range(first, last)}
    folded = {char: fold(char) for char in sorted(asked)}
    return {char: key for char, key in folded.items() if key != char and set(key) <= keys}
