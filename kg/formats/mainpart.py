"""Where on a page the news stands, and which elements around it belong to the site by their names or roles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from kg.formats.markup import parts
from kg.formats.weights import NOTHING, Weight, weigh

_MAIN = frozenset(("article", "main"))
_LEAVES = frozenset(("p", "tr", "tbody", "table", "ul", "ol", "dl", "span", "font", "b"))  # no deeper than a paragraph
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")
_NEWS = 0.3  # share of the sentences of a page that no furniture has, whatever its name
_MOST = 0.9  # share that the body of the text holds; the others are notices that no word tells
_HALF = 0.5
_SHOWN = 50  # places where the title stands that are looked at


def site_parts(tree: HtmlElement, *, names: bool = True) -> set[HtmlElement]:
    """The elements that are hidden or belong to the site, by tag, role and (with `names`) class and id.

    A class is a word of the site's maker: one that marks much of the running text says nothing, whatever its name.
    """
    found: set[HtmlElement] = set()
    said: list[tuple[HtmlElement, frozenset[str]]] = []
    for element in tree.iter():
        if not isinstance(element.tag, str) or element is tree:
            continue
        if _is_hidden(element):
            found.add(element)
        elif words := _furniture_words(element, names=names):
            said.append((element, words))
    if not said:
        return found
    weights = weigh(tree, found)
    most = _NEWS * weights[tree].sentences
    marked: Counter[str] = Counter()
    inside: dict[str, HtmlElement] = {}  # the last outermost element of each word
    for element, words in said:
        for word in words:
            outer = inside.get(word)
            if outer is None or not any(above is outer for above in element.iterancestors()):
                inside[word] = element
                marked[word] += weights.get(element, NOTHING).sentences
    return found | {element for element, words in said if any(marked[word] <= most for word in words)}


def _is_hidden(element: HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.tag in parts()["hidden"] or element.get("hidden") is not None or "display:none" in style


def _furniture_words(element: HtmlElement, *, names: bool) -> frozenset[str]:
    """The tag, role or words of the names of an element that say that it is furniture."""
    role = (element.get("role") or "").lower()
    if element.get("aria-hidden") == "true":
        return frozenset(("<aria-hidden>",))
    if element.tag in parts()["tag"] or role in parts()["role"]:
        return frozenset((f"<{element.tag} {role}>",))
    if element.tag == "header" and not any(above.tag in _MAIN for above in element.iterancestors()):
        return frozenset(("<header>",))
    given = f"{element.get('class') or ''} {element.get('id') or ''}"
    if not names or element.tag in _MAIN or element.tag in ("html", "body") or not given.strip():
        return frozenset()
    words = {word.lower() for word in _CAMEL.split(given)}
    return frozenset(words & parts()["name"] | {name.lower() for name in given.split()} & parts()["header"])


def main_part(
    tree: HtmlElement, weights: dict[HtmlElement, Weight], title: str | None
) -> tuple[HtmlElement, set[HtmlElement]]:
    """The smallest element that holds the headline and the body of the text, and what in it is made of links.

    The body is the deepest element with most of the sentences. Tables of who took part and the headline often stand
    beside it, so all around it is kept that is not mostly links, up to where the headline stands; where the page does
    not show the title of its head, up to an article or the whole page.
    """
    chain = [tree]
    while weights[tree].sentences:
        enough = _MOST * weights[tree].sentences
        inner = next((child for child in chain[-1] if weights.get(child, NOTHING).sentences >= enough), None)
        inner = inner if inner is not None else _article(chain[-1], weights, title)
        if inner is None or inner.tag in _LEAVES:
            break
        enough = min(enough, _MOST * weights[inner].sentences)
        chain.append(inner)
    above = max((_shared(chain, element) for element in islice(_showing(tree, weights, title), _SHOWN)), default=0)
    linked: set[HtmlElement] = set()
    while len(chain) > max(1, above) and (above or not _is_main(chain[-1])):
        kept = chain.pop()
        for child in chain[-1]:
            weight = weights.get(child, NOTHING)
            if child is not kept and weight.linked > _HALF * weight.chars:
                linked.add(child)
    return chain[-1], linked


def _article(parent: HtmlElement, weights: dict[HtmlElement, Weight], title: str | None) -> HtmlElement | None:
    """The child that is marked as the article, shows the title and has most of the text: others are comments on it."""
    wanted = "".join(title.split()) if title else ""
    for child in parent if wanted else ():
        if _is_main(child) and weights.get(child, NOTHING).sentences >= _HALF * weights[parent].sentences:
            shown = ("".join("".join(h.itertext()).split()) for h in islice(child.iter("h1", "h2", "h3"), _SHOWN))
            if wanted in shown:
                return child
    return None


def _is_main(element: HtmlElement) -> bool:
    return element.tag in _MAIN or element.get("role") == "main"


def _showing(tree: HtmlElement, weights: dict[HtmlElement, Weight], title: str | None) -> Iterator[HtmlElement]:
    """The elements that show the title and nothing else, links apart: those lead to the page from its own menus."""
    wanted = "".join(title.split()) if title else ""
    for element in tree.iter() if wanted else ():
        if element.tag == "a" or weights.get(element, NOTHING).chars != len(wanted):
            continue
        if "".join(("".join(element.itertext())).split()) == wanted:
            yield element


def _shared(chain: list[HtmlElement], element: HtmlElement) -> int:
    """How many elements of the chain are around an element."""
    around = {*element.iterancestors(), element}
    return sum(link in around for link in chain)
