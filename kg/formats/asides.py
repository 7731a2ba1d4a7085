"""Parts of a page that are not its news, known by what they open with or hold: sections, forms, calls, cards."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from kg.formats.cards import heading
from kg.formats.markup import HEADINGS, parts
from kg.formats.metadata import one_line
from kg.formats.weights import NOTHING, Weight, is_notice
from kg.read.furniture import ORNAMENT, furniture

_HEADED = HEADINGS | {"p", "div", "span", "b", "strong", "legend", "summary", "font", "label", "td", "th", "caption"}
_CARD = frozenset(("div", "p", "ul", "section", "article", "figure", "figcaption", *HEADINGS))
_PLAIN = HEADINGS | {"p", "div", "a", "button"}
_AROUND = 2  # boxes around a button to choose that are looked at
_ASKED = frozenset(("radio", "checkbox"))
_SECTION = 24  # characters of the heading of a section of contacts or other news
_QUESTION = 60  # and of a question about the page
_MOST = 0.3  # share of the sentences of a page that no such part has
_HALF = 0.5
_FIELDS = 150  # characters of the longest form without a question
_CONTACT = re.compile(r"(?:お?問い?合わ?せ先?|連絡先|聯絡(?:方式|資訊|窗口)|联系方式|このページの担当)$")
_FILE = 120  # characters of the longest line that names a file
_CELLS = frozenset(("td", "th", "dt", "dd"))
_FILE_NAME = re.compile(
    r"[^。]{1,90}?(?:\.(?:pdf|docx?|od[tsp]|xlsx?|pptx?|zip|rar|7z|jpe?g|png|gif|csv|txt|mp[34])\b[^。]{0,24}"
    r"|[\[（(：:\s](?:PDF|Word|Excel|ODT|JPE?G|ZIP|ワード|エクセル)[^。\d]{0,8}[\s：:]{0,3}"
    r"\d[\d.,]{0,9} ?[KMG]?(?:B|bytes|バイト)[\]）)\s]{0,3})",
    re.I,
)
_CALL, _PLEA = 12, 100  # characters of the link that a plea to the reader ends with, and of the plea


def asides(tree: HtmlElement, weights: dict[HtmlElement, Weight], title: str | None) -> set[HtmlElement]:
    """The elements that open with the heading of another section, ask about the page, plead, list files or announce.

    Each is a small part of the page and does not hold its title.
    """
    most, chars = _MOST * weights[tree].sentences, _HALF * weights[tree].chars
    wanted = "".join(title.split()) if title else ""

    def small(element: HtmlElement) -> bool:
        weight = weights.get(element, NOTHING)
        if not most or weight.sentences > most or weight.chars > chars or next(element.iter("h1"), None) is not None:
            return False
        return not wanted or weight.chars < len(wanted) or wanted not in "".join("".join(element.itertext()).split())

    found: set[HtmlElement] = set()
    for head in _headings(tree, weights):
        section = _section_of(head, weights, small) if small(head) else head
        if section is not head:  # what follows a heading in the text itself, `trimming` ends
            found.add(section)
    for part in (*_forms(tree, weights), *_pleas(tree, weights), *_cards(tree), *_files(tree, weights)):
        if small(part):
            found.add(part)
    return found


def heads_section(kind: str, text: str) -> bool:
    """Whether a block heads something that is not the news: お問い合わせ, 関連記事, 留言, 役に立ちましたか？"""
    if kind in ("row", "li", "h1"):
        return False
    if len(text) <= _QUESTION and text[-1:] in ("？", "?") and is_notice(text):
        return True
    if len(text) > _SECTION or "。" in text:
        return False
    bare = text.strip(ORNAMENT + "：:")
    if bare in parts()["aside"] or (kind in HEADINGS and bare in parts()["section"]) or _CONTACT.search(bare):
        return True
    for group in ("related", "contact"):
        word = furniture().match(group, "start", bare)
        if word and (kind in HEADINGS or len(bare) - word.end() <= 2):
            return True
    return False


def _headings(tree: HtmlElement, weights: dict[HtmlElement, Weight]) -> Iterator[HtmlElement]:
    """The headings of other sections. A cell of a table is one where its row has no other: else it labels a value."""
    for element in tree.iter(*_HEADED):
        chars = weights.get(element, NOTHING).chars
        if not 0 < chars <= _QUESTION or not heads_section(element.tag, one_line("".join(element.itertext()))):
            continue
        row = element if element.tag in _CELLS else next(element.iterancestors("td", "th", "dt", "dd", "table"), None)
        row = row.getparent() if row is not None and row.tag in _CELLS else None
        if row is None or weights.get(row, NOTHING).chars == chars or next(row.iter("p", "ul"), None) is not None:
            yield element


def _section_of(
    element: HtmlElement, weights: dict[HtmlElement, Weight], small: Callable[[HtmlElement], bool]
) -> HtmlElement:
    """The largest element that opens with this one and is still a small part of the page."""
    above = element.getparent()
    while above is not None and above in weights:
        before = element.getprevious()
        while before is not None and not weights.get(before, NOTHING).chars and not (before.tail or "").strip():
            before = before.getprevious()
        if before is not None or (above.text or "").strip() or not small(above):
            break
        element, above = above, above.getparent()
    return element


def _forms(tree: HtmlElement, weights: dict[HtmlElement, Weight]) -> Iterator[HtmlElement]:
    """Forms and groups of fields in which the reader chooses or writes; many systems wrap the page itself in a form."""
    for form in tree.iter("form"):
        if weights.get(form, NOTHING).chars <= _FIELDS and next(form.iter("input", "select"), None) is not None:
            yield form
    for area in tree.iter("textarea"):
        yield from islice(area.iterancestors("form", "fieldset"), 1)
    asked = Counter(
        around
        for field in tree.iter("input")
        if field.get("type", "").lower() in _ASKED
        for around in islice(field.iterancestors("form", "fieldset", "div", "section"), _AROUND)
    )
    yield from (element for element, count in asked.items() if count > 1 or element.tag == "fieldset")


def _pleas(tree: HtmlElement, weights: dict[HtmlElement, Weight]) -> Iterator[HtmlElement]:
    """Short boxes that end with a link or button to act on: to give, to subscribe."""
    for element in tree.iter("div", "section"):
        inside = [child for child in element if isinstance(child.tag, str)]
        if len(inside) < 2 or not 0 < weights.get(element, NOTHING).chars <= _PLEA or (element.text or "").strip():
            continue
        if any((child.tail or "").strip() or child.tag not in _PLAIN for child in inside):
            continue
        last = inside[-1][0] if inside[-1].tag == "p" and len(inside[-1]) == 1 else inside[-1]
        call = one_line("".join(last.itertext()))
        alone = last.tag in ("a", "button") and not (last.tail or "").strip()
        if alone and 0 < len(call) <= _CALL and all(child.tag not in ("a", "button") for child in inside[:-1]):
            yield element


def _cards(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Links that are boxes of their own, with blocks inside, between the paragraphs of a text."""
    for link in tree.iter("a"):
        alone = not (link.tail or "").strip() and not (link.text or "").strip()
        if alone and next(link.iterdescendants(*_CARD), None) is not None and "".join(link.itertext()).strip():
            yield link


def _files(tree: HtmlElement, weights: dict[HtmlElement, Weight]) -> Iterator[HtmlElement]:
    """Lists of files to fetch, with what heads them."""
    for element in tree.iter("table", "ul", "ol"):
        weight = weights.get(element, NOTHING)
        items = [item for item in element.iter("li", "tr") if weights.get(item, NOTHING).chars]
        if not 0 < weight.chars <= _FILE * len(items) or weight.sentences:
            continue
        names = sum(is_file(one_line(" ".join(item.itertext()))) for item in items)
        if names and names >= len(items) - 1:
            yield element
            yield from heading(element, weights)


def is_file(text: str) -> bool:
    """Whether a line is nothing but the name of a file and its size."""
    return len(text) <= _FILE and bool(_FILE_NAME.fullmatch(text))
