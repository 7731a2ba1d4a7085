"""A saved page to its main text, without the furniture of the site, and what its head says about it."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from kg.formats.asides import asides
from kg.formats.blocks import read_blocks
from kg.formats.cards import boxes, link_lists
from kg.formats.mainpart import main_part, site_parts
from kg.formats.marks import shown_dates
from kg.formats.markup import decoded, parsed
from kg.formats.metadata import LONGEST, Document, known, one_line
from kg.formats.trimming import joined, signed, size, trimmed, without_site
from kg.formats.weights import weigh
from kg.model import ReadError
from kg.read.headline import rights_holder

_HALF = 0.5
_RIGHTS = re.compile("©|ⓒ|[Cc]opyright|COPYRIGHT|[Rr]ights|版權|版权|著作權|無断")  # of the foot of a site
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
    if weigh(tree, set())[tree].chars > LONGEST:
        raise ReadError(f"{source}: has more than {LONGEST:,} characters; give the text of the press release alone")
    everything = list(read_blocks(tree, plain | boxes(tree, weigh(tree, plain))))
    shown = [one_line(" ".join(block.lines)) for block in read_blocks(tree, set())]
    title = about.title(shown[:_HEADS])
    dropped = site_parts(tree)
    dropped |= boxes(tree, weigh(tree, dropped))
    dropped |= asides(tree, weigh(tree, dropped), title)
    weights = weigh(tree, dropped)
    main, linked = main_part(tree, weights, title)
    dropped |= linked | link_lists(main, weights)
    blocks = list(read_blocks(main, dropped))
    named = [one_line(" ".join(block.lines)) for block in blocks if block.kind == "title"]
    title = named[0] if named else title or next((one_line(b.lines[0]) for b in blocks if b.kind == "h1"), None)
    publisher = about.publisher() or rights_holder(shown)
    blocks = trimmed(blocks, everything, title, publisher)
    warning = ""
    if size(blocks) < _HALF * size(without_site(everything)):
        blocks, warning = everything, "no part of the page has most of its text, so all of it is read, menus too"
    if publisher and any(publisher in line for line in shown):
        blocks = signed(blocks, title, publisher)
    about.dates += _near_dates(tree, main, dropped)
    body = joined(blocks, title)
    if not body.strip():
        raise ReadError(f"{source}: has no visible text; save the page after it is shown in full, or give its text")
    japanese = bool(re.search("[ぁ-ゖ]{2}", body))
    return Document(
        body, title, publisher, about.issued(japanese=japanese), next(iter(about.urls), None), about.language, warning
    )


def _near_dates(tree: HtmlElement, main: HtmlElement, dropped: set[HtmlElement]) -> list[str]:
    """The first time marked up in the main part, else the one of the page: lists of other news have many."""
    kept = [time for time in tree.iter("time") if not any(above in dropped for above in (time, *time.iterancestors()))]
    inside = list(shown_dates(time for time in kept if main in (time, *time.iterancestors())))
    around = list(shown_dates(kept))
    return inside[:1] or (around if len({text[:10] for text in around}) == 1 else [])


def _open_footers(tree: HtmlElement) -> None:
    """Make plain elements of the footers that stand above text of their parent: they are lines of date and author."""
    for footer in list(tree.iter("footer")):
        if _RIGHTS.search("".join(footer.itertext())):
            continue
        after = [sibling for sibling in footer.itersiblings() if isinstance(sibling.tag, str)]
        if any("。" in "".join(sibling.itertext()) for sibling in after if sibling.tag not in ("script", "dialog")):
            footer.tag = "div"
