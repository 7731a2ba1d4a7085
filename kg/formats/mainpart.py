"""Where on a page the news stands, and what around it and in it belongs to the site."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from kg.formats.markup import HEADINGS, parts

_GROUPS = frozenset(("ul", "ol", "dl", "table", "div", "section", "p", "tr"))
_MAIN = frozenset(("article", "main"))
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")
_LINKED = 0.7  # share of its text in links from which a list is a list of links
_ALL = 0.95  # share of the sentences of a page that its main element holds
_HALF = 0.5


@dataclass(slots=True)
class Weight:
    """Characters of an element: all, in links, in sentences outside links; and the number of its links."""

    chars: int = 0
    linked: int = 0
    sentences: int = 0
    links: int = 0


_NOTHING = Weight()


def site_parts(tree: HtmlElement, *, names: bool = True) -> set[HtmlElement]:
    """The elements that are hidden or belong to the site, by tag, role and (with `names`) class and id."""
    found: set[HtmlElement] = set()
    weights: dict[HtmlElement, Weight] | None = None
    for element in tree.iter():
        if not isinstance(element.tag, str) or element is tree:
            continue
        if _is_hidden(element):
            found.add(element)
        elif _is_furniture(element, names=names):
            weights = weights or weigh(tree, set())
            # A class is a word of the site's maker; what holds the news is not furniture, whatever its name.
            if weights.get(element, _NOTHING).sentences <= 0.3 * weights[tree].sentences:
                found.add(element)
    return found


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.tag in parts()["hidden"] or element.get("hidden") is not None or "display:none" in style


def _is_furniture(element: HtmlElement, *, names: bool) -> bool:
    if element.tag in parts()["tag"] or (element.get("role") or "").lower() in parts()["role"]:
        return True
    if element.tag == "header" and not any(above.tag in _MAIN for above in element.iterancestors()):
        return True
    if not names or element.tag in _MAIN or element.tag in ("html", "body"):
        return False
    given = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not given.strip():
        return False
    words = {word.lower() for word in _CAMEL.split(given)}
    return bool(words & parts()["name"]) or bool({name.lower() for name in given.split()} & parts()["header"])


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
    elif chars >= 12 and text and ("。" in text or "，" in text or "、" in text):
        weight.sentences += chars


def main_part(tree: HtmlElement, weights: dict[HtmlElement, Weight]) -> tuple[HtmlElement, set[HtmlElement]]:
    """The article, and what in it is made of links.

    The deepest element with nearly all sentences is the body of the text; tables of who took part and the headline
    often stand beside it, so all around it is kept that is not mostly links, up to an article or the whole page.
    """
    chain = [tree]
    while weights[tree].sentences:
        enough = _ALL * weights[tree].sentences
        inner = next((child for child in chain[-1] if weights.get(child, _NOTHING).sentences >= enough), None)
        if inner is None or inner.tag in ("p", "tr", "tbody", "table", "ul", "ol", "dl", "span", "font", "b"):
            break
        chain.append(inner)
    linked: set[HtmlElement] = set()
    while len(chain) > 1 and chain[-1].tag not in _MAIN and chain[-1].get("role") != "main":
        kept = chain.pop()
        for child in chain[-1]:
            weight = weights.get(child, _NOTHING)
            if child is not kept and weight.linked > _HALF * weight.chars:
                linked.add(child)
    return chain[-1], linked


def link_lists(main: HtmlElement, weights: dict[HtmlElement, Weight]) -> set[HtmlElement]:
    """The lists of links inside the main element, with a heading that is left without any text of its own."""
    found: set[HtmlElement] = set()
    for element in main.iterdescendants():
        weight = weights.get(element)
        if element.tag not in _GROUPS or weight is None or weight.sentences:
            continue
        if weight.links >= 2 and weight.linked >= _LINKED * weight.chars:
            found.add(element)
            before = element.getprevious()
            if before is not None and before.tag in HEADINGS:
                found.add(before)
    return found
