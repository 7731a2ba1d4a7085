"""How much of a page each element holds: characters, links, sentences that are no notice of the site."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from lxml import etree
from lxml.html import HtmlElement

from kg.formats.markup import parts
from kg.read.furniture import furniture

_NOTICE = 120  # characters of the longest notice


@dataclass(slots=True)
class Weight:
    """Characters of an element: all, in links, in sentences outside links; and the number of its links."""

    chars: int = 0
    linked: int = 0
    sentences: int = 0
    links: int = 0


NOTHING = Weight()


def weigh(tree: HtmlElement, dropped: set[HtmlElement]) -> dict[HtmlElement, Weight]:
    """The weight of each element under `tree` outside the dropped ones."""
    weights: dict[HtmlElement, Weight] = {}
    inside = 0  # links around the place
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            weights[element] = Weight()
            if element in dropped or element.tag in parts()["hidden"]:
                walk.skip_subtree()
                continue
            if element.tag == "a":
                inside += 1
                weights[element].links += 1
            _count(weights[element], element.text, inside)
            continue
        if element in dropped or element.tag in parts()["hidden"]:
            weights[element] = Weight()
        elif element.tag == "a":
            inside -= 1
        if element is tree:
            break
        own, above = weights[element], weights[element.getparent()]
        above.chars += own.chars
        above.linked += own.linked
        above.sentences += own.sentences
        above.links += own.links
        _count(above, element.tail, inside)
    return weights


def _count(weight: Weight, text: str | None, inside: int) -> None:
    chars = len("".join(text.split())) if text else 0
    weight.chars += chars
    if inside:
        weight.linked += chars
    elif chars >= 12 and text and ("。" in text or "，" in text or "、" in text) and not is_notice(text):
        weight.sentences += chars


def is_notice(text: str) -> bool:
    """Whether a short text speaks of the site: of cookies, rights, membership."""
    return len(text) <= _NOTICE and (furniture().has("furniture", "any", text) or bool(_notices().search(text)))


@cache
def _notices() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(parts()["notice"]))))
