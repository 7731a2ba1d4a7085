"""A saved page to its main text, without the furniture of the site, and what its head says about it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from kg.formats.blocks import read_blocks
from kg.formats.cards import boxes, link_lists
from kg.formats.mainpart import main_part, site_parts, weigh
from kg.formats.markup import decoded, parsed
from kg.formats.metadata import Document, known, one_line
from kg.formats.trimming import joined, size, trimmed, without_site
from kg.model import ReadError
from kg.read.headline import rights_holder

_HALF = 0.5
_HEADS = 400  # blocks among which the title of the head is looked for


def read_html(source: str, data: bytes) -> Document:
    """The main text of a page in any encoding and what its head says about it.

    Raises ReadError for a page without text, or one nested too deeply to be read whole.
    """
    text = decoded(source, data)
    page = parsed(source, text)
    tree = page.find("body") if page.find("body") is not None else page
    _open_footers(tree)
    about = known(page, text[:2000])
    plain = site_parts(tree, names=False)
    everything = list(read_blocks(tree, plain | boxes(tree, weigh(tree, plain))))
    shown = [one_line(" ".join(block.lines)) for block in read_blocks(tree, set())]
    title = about.title(shown[:_HEADS])
    dropped = site_parts(tree)
    dropped |= boxes(tree, weigh(tree, dropped))
    weights = weigh(tree, dropped)
    main, linked = main_part(tree, weights, title)
    dropped |= linked | link_lists(main, weights)
    blocks = list(read_blocks(main, dropped))
    title = title or next((one_line(b.lines[0]) for b in blocks if b.kind == "h1"), None)
    publisher = about.publisher() or rights_holder(shown)
    blocks = trimmed(blocks, everything, title, publisher)
    warning = ""
    if size(blocks) < _HALF * size(without_site(everything)):
        blocks, warning = everything, "no part of the page has most of its text, so all of it is read, menus too"
    body = joined(blocks, title)
    if not body.strip():
        raise ReadError(f"{source}: has no visible text; save the page after it is shown in full, or give its text")
    japanese = bool(re.search("[ぁ-ゖ]{2}", body))
    return Document(
        body, title, publisher, about.issued(japanese=japanese), next(iter(about.urls), None), about.language, warning
    )


def _open_footers(tree: HtmlElement) -> None:
    """Make plain elements of the footers that stand above text of their parent: they are lines of date and author."""
    for footer in list(tree.iter("footer")):
        after = [sibling for sibling in footer.itersiblings() if isinstance(sibling.tag, str)]
        if any("。" in "".join(sibling.itertext()) for sibling in after if sibling.tag not in ("script", "dialog")):
            footer.tag = "div"
