"""What a page repeats: lists of links, boxes that announce other articles, comments, calendars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from lxml.html import HtmlElement

from kg.formats.markup import HEADINGS, parts
from kg.formats.weights import NOTHING, Weight
from kg.read.furniture import ORNAMENT, furniture

_GROUPS = frozenset(("ul", "ol", "dl", "table", "div", "section", "p", "tr", "td", "li", "h2", "h3", "h4"))
_BOXES = frozenset(("div", "li", "article", "section", "a", "tr", "td"))
_LINKED = 0.7  # share of its text in links from which a list is a list of links
_ALL_LINK = 0.95
_LEVELS = 3  # elements around a group before which its heading may stand
_MARK = 2  # characters of the mark before a link
_BOX = 250  # characters of the longest box
_NEWS = 0.4  # share of the sentences of a page that no group of boxes has
_HEAD = 20  # characters of the longest heading of a group
_LIST = 5000  # characters of the longest list with dates beside its links
_LABEL = 12  # of the longest item of a menu
_HALF = 0.5
_DATED = re.compile(
    r"\s*[（(\[]?(?:(?:19|20)\d\d|1\d\d)[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?[)）\]]?\s*"
    r"|\s*\d{1,3}\s*(?:秒|分|分鐘|分钟|小時|小时|時間|天|日|週|週間)前\s*"
)
_DAY = re.compile(r"[0-3]?\d|[日一二三四五六月火水木金土]")


def boxes(tree: HtmlElement, weights: dict[HtmlElement, Weight]) -> set[HtmlElement]:
    """Neighbours of one shape that each announce another article or are a comment: short, with a link or a date.

    `weights` are those of the whole page; the heading of such a group is found with it.
    """
    found: set[HtmlElement] = set()
    most = _NEWS * weights[tree].sentences
    for parent in tree.iter():
        if not isinstance(parent.tag, str) or len(parent) < 2 or parent.tag in parts()["hidden"]:
            continue
        for _, run in groupby(parent, key=_shape):
            group = list(run)
            if len(group) < 2 or group[0].tag not in _BOXES:
                continue
            if group[0].tag == "a" and any((link.tail or "").strip() for link in group):
                continue  # links in a sentence
            if all(_is_box(box, weights) for box in group) and sum(_sentences(b, weights) for b in group) <= most:
                found.update(group)
                found.update(heading(group[0], weights))
    return found


def _shape(element: HtmlElement) -> tuple[object, str | None]:
    return element.tag, element.get("class")


def _sentences(element: HtmlElement, weights: dict[HtmlElement, Weight]) -> int:
    return weights.get(element, NOTHING).sentences


def _is_box(element: HtmlElement, weights: dict[HtmlElement, Weight]) -> bool:
    """Whether an element is a short text under a linked headline, or with a date or age of its own."""
    weight = weights.get(element, NOTHING)
    if not 0 < weight.chars <= _BOX:
        return False
    headed = next(element.iter(*HEADINGS), None) is not None
    if element.tag == "a" or next(element.iter("a"), None) is not None:
        links = [element] if element.tag == "a" else list(element.iter("a"))
        long = any(len("".join(link.itertext()).strip()) >= 6 for link in links)
        if long and (headed or weight.linked >= _HALF * weight.chars):
            return True
    if element.tag in ("tr", "td", "li"):
        return False
    pieces = [text for text in element.itertext() if text.strip()]
    return len(pieces) >= 3 and any(_DATED.fullmatch(text) for text in pieces)


def heading(first: HtmlElement, weights: dict[HtmlElement, Weight]) -> Iterator[HtmlElement]:
    """What heads a group: short, without a sentence, right before it or before its list; a date heads none."""
    element = first
    for _ in range(_LEVELS):
        before = element.getprevious()
        if before is None or not isinstance(before.tag, str):
            element = element.getparent()
            if element is None:
                return
            continue
        weight = weights.get(before, NOTHING)
        label = before.tag in HEADINGS or (0 < weight.chars <= _HEAD and not weight.sentences)
        label = label and not _DATED.fullmatch("".join(before.itertext())[:100])
        if label and next(before.iter("h1"), None) is None:
            yield before
        return


def link_lists(main: HtmlElement, weights: dict[HtmlElement, Weight]) -> set[HtmlElement]:
    """The lists of links, menus and calendars inside the main element, with a heading that is left without a text."""
    found: set[HtmlElement] = set()
    for element in main.iterdescendants(*_GROUPS):
        weight = weights.get(element)
        if weight is None or weight.sentences or not weight.chars:
            continue
        looked = weight.links > 1 and weight.chars <= _LIST
        dated = sum(len("".join(t.split())) for t in element.itertext() if _DATED.fullmatch(t)) if looked else 0
        many = weight.links >= 2 and weight.linked + dated >= _LINKED * weight.chars
        one = weight.links == 1 and element.tag in ("p", "div", "li") and _all_linked(element, weight)
        menu = weight.chars <= _LABEL * len(element) and element.tag in ("ul", "ol", "div")
        days = weight.chars <= _LIST and element.tag == "table"
        whole = (menu and _is_menu(element)) or (days and _is_calendar(element))
        if many or (one and next(element.iter("h1", "h2"), None) is None) or whole:
            found.add(element)
            found.update(heading(element, weights) if not one else ())
    return found


def _all_linked(element: HtmlElement, weight: Weight) -> bool:
    """Whether a paragraph is a link, with a mark before it at most."""
    if weight.linked >= _ALL_LINK * weight.chars:
        return True
    return weight.chars - weight.linked <= _MARK and (element.text or "").strip(ORNAMENT + "▶►．・•‧\n") == ""


def _is_menu(element: HtmlElement) -> bool:
    """Whether the items of a list are labels of which at least half stand in menus."""
    if len(element) < 2 or len({child.tag for child in element}) > 1:
        return False
    labels = ["".join(child.itertext()).strip(ORNAMENT + "\n") for child in element]
    if any(len(label) > _LABEL for label in labels):
        return False
    words = furniture()
    said = parts()["aside"] | parts()["property"] | parts()["unlabelled"] | parts()["button"]
    known = sum(label in words.pieces or label in said or words.opens("furniture", label) for label in labels if label)
    return known >= 2 and known >= _HALF * len(labels)


def _is_calendar(element: HtmlElement) -> bool:
    """Whether a table has hardly anything but days."""
    cells = ["".join(cell.itertext()).strip() for cell in element.iter("td", "th")]
    return len(cells) >= 28 and sum(not cell or bool(_DAY.fullmatch(cell)) for cell in cells) >= 0.9 * len(cells)
