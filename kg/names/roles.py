"""The role that a written title stands for, by the titles that the role scheme of the ontology lists."""

from __future__ import annotations

import re
from functools import cache

from pyoxigraph import Literal, NamedNode, parse

from kg import knowledge
from kg.model import Language
from kg.names import fold

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_LABELS = {_SKOS + "prefLabel", _SKOS + "altLabel"}
# Before a title they make another one of it: a deputy whose own title the scheme does not list has no known role.
_NOT_THE_SAME = ("次", "代理", "助理")


@cache
def _titles() -> dict[str, dict[str, str]]:
    """Language tag in lower case → folded title → key of the role."""
    keys: dict[str, str] = {}
    labels: list[tuple[str, Literal]] = []
    for quad in parse(path=str(knowledge.path("ontology", "roles.ttl"))):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            if quad.predicate.value == _SKOS + "notation":
                keys[quad.subject.value] = quad.object.value
            elif quad.predicate.value in _LABELS:
                labels.append((quad.subject.value, quad.object))
    found: dict[str, dict[str, str]] = {}
    for subject, label in labels:
        if subject in keys:
            found.setdefault((label.language or "").lower(), {})[fold(label.value)] = keys[subject]
    return found


@cache
def role_of(title: str, language: Language) -> str | None:
    """Key of the role of a title as written in a document of that language, such as `university-president`, or None.

    The whole title decides, in the document's language before any other; else its longest
    ending of two or more characters that is a title of that language.
    """
    key, tables = fold(title), _titles()
    chinese = ["zh-hant", "zh-hans"] if language != "zh-Hans" else ["zh-hans", "zh-hant"]
    order = ["ja", *chinese, "en"] if language == "ja" else [*chinese, "ja", "en"]
    whole = next((tables[tag][key] for tag in order if key in tables[tag]), None)
    if whole is not None:
        return whole
    own = tables["ja"] if language == "ja" else tables["zh-hans"] | tables["zh-hant"]
    for start in range(max(1, len(key) - max(map(len, own))), len(key) - 1):
        if key[start:] in own:
            before = re.split("[兼暨]", key[:start])[-1]
            return None if "副" in before or before.endswith(_NOT_THE_SAME) else own[key[start:]]
    return None
