"""A saved page to its main text, without the furniture of the site, and what its head says about it."""

from __future__ import annotations

import re

from kg.formats.blocks import Block, read_blocks
from kg.formats.mainpart import link_lists, main_part, site_parts, weigh
from kg.formats.markup import decoded, parsed
from kg.formats.metadata import Document, known, one_line
from kg.model import ReadError
from kg.read.furniture import ORNAMENT, furniture
from kg.read.layout import MARK

_NOTICE = 60  # characters of the longest notice of a site
_RIGHTS = re.compile("©|版權|版权|著作權|[Cc]opyright")
_CRUMBS = re.compile("(?:[^>＞›»]{1,30}[>＞›»]){2}")
_FIGURES = re.compile(r"\d{1,4}\D{1,3}\d{1,2}\D{1,3}\d")  # of a date
_HALF = 0.5


def read_html(source: str, data: bytes) -> Document:
    """The main text of a page in any encoding and what its head says about it.

    Raises ReadError for a page without text, or one nested too deeply to be read whole.
    """
    text = decoded(source, data)
    page = parsed(source, text)
    tree = page.find("body") if page.find("body") is not None else page
    dropped = site_parts(tree)
    weights = weigh(tree, dropped)
    main, linked = main_part(tree, weights)
    dropped |= linked | link_lists(main, weights)
    blocks = [block for block in read_blocks(main, dropped) if not _is_notice(block)]
    everything = list(read_blocks(tree, site_parts(tree, names=False)))
    if _size(blocks) < _HALF * _size(everything):
        blocks = everything
    headings = [one_line(" ".join(block.lines)) for block in read_blocks(tree, set()) if block.kind in ("h1", "h2")]
    about = known(page, text[:2000])
    title = about.title(headings) or next((one_line(b.lines[0]) for b in blocks if b.kind == "h1"), None)
    body = _joined(blocks, title)
    if not body.strip():
        raise ReadError(f"{source}: has no visible text; save the page after it is shown in full, or give its text")
    japanese = bool(re.search("[ぁ-ゖ]{2}", body))
    return Document(
        body, title, about.publisher(), about.issued(japanese=japanese), next(iter(about.urls), None), about.language
    )


def _is_notice(block: Block) -> bool:
    """Whether a short block speaks of the site: 回首頁, 列印. Copyright and contacts stay: they name the publisher."""
    text, words = " ".join(block.lines), furniture()
    if len(text) > _NOTICE or block.kind == "row" or _RIGHTS.search(text) or words.opens("contact", text):
        return False
    if _CRUMBS.match(text):
        return True
    found = (
        words.has("furniture", "any", text) or words.opens("furniture", text) or text.strip(ORNAMENT) in words.pieces
    )
    return found and not _FIGURES.search(text)


def _size(blocks: list[Block]) -> int:
    """Characters in lines that are more than a label or a link."""
    return sum(len(line) for block in blocks for line in block.lines if "。" in line or len(line) >= 30)


def _joined(blocks: list[Block], title: str | None) -> str:
    """The text of a page: the title first, a blank line between paragraphs, none between rows of a list."""
    parts = [f"# {title}\n"] if title else []
    repeated = next((i for i, b in enumerate(blocks[:40]) if one_line(" ".join(b.lines)) == title), None)
    last = ""
    for index, block in enumerate(blocks):
        if index == repeated:
            continue
        lines = block.lines
        if block.kind == "li" and not MARK.match(lines[0]):
            lines = ["・" + lines[0], *lines[1:]]
        close = last == block.kind and last in ("li", "row")
        if parts and not close:
            # Two blank lines after what does not end in a full stop, so that it is never read on into the next.
            parts.append("\n" if parts[-1].endswith(("。\n", "\n\n")) else "\n\n")
        parts.append("\n".join(lines) + "\n")
        last = block.kind
    return "".join(parts)
