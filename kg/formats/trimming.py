"""The blocks of the main part of a page to the text of the release: headline first, notices of the site gone."""

from __future__ import annotations

import re

from kg.formats.asides import heads_section, is_file
from kg.formats.blocks import Block
from kg.formats.markup import HEADINGS, parts
from kg.formats.metadata import one_line
from kg.formats.weights import is_notice
from kg.read.dateline import INSTITUTION, issue_date, labelled_date
from kg.read.furniture import ORNAMENT, furniture
from kg.read.layout import MARK, ended

_LABEL = 60  # of a line that opens as a menu does
_CRUMBS = re.compile("(?:[^>＞›»]{1,30}[>＞›»]){2}|(?:ホーム|トップ(?:ページ)?|HOME|Home|首頁|首页) ?[>＞›»]")
_TEASER = re.compile(
    r"(?:…|\.{3}|⋯)\s?[（(\[]?(?:[詳閱阅][全讀读]\S{1,3}|繼續閱讀|继续阅读|続きを(?:読む|見る)|もっと見る|[Rr]ead more"
    r"|more)[）)\]]?$"
)
_APART = re.compile("[　|｜]|  +")  # what stands between the parts of a bar
_FIGURES = re.compile(r"\d{1,4}\D{1,3}\d{1,2}\D{1,3}\d")  # of a date
_BETWEEN = re.compile(r"[\s\d,.|｜／/:：()（）%]+")  # what stands between the labels of a bar of buttons
_ABOVE = 0.2  # share of the sentences that may stand above the headline and be of other news
_ENDS = 100  # blocks at each end of a page among which one that dates it is looked for
_DATED = 40  # characters of the longest line that dates a page
_ENDING = 20  # characters at the end of a text that announces another
_RUN = 80  # characters of the longest line of such a section that has no heading
_NEAR = 40  # blocks in which the headline stands


def trimmed(blocks: list[Block], everything: list[Block], title: str | None, publisher: str | None) -> list[Block]:
    """The blocks from the headline on, without notices, contacts of the site and lists of other news.

    Lines above the headline stay where they date or sign the page. `everything` are the blocks of the whole page: where
    the main part does not date the page, lines around it that do are taken from there.
    """
    blocks = [part for block in blocks[:_NEAR] for part in _without_date(block, title)] + blocks[_NEAR:]
    place = next((i for i, block in enumerate(blocks[:_NEAR]) if one_line(" ".join(block.lines)) == title), None)
    if place is not None and size(blocks[:place]) <= _ABOVE * size(blocks):
        head = [block for block in blocks[:place] if _signs(block, publisher)]
        blocks = [blocks[place], *head, *blocks[place + 1 :]]
    else:
        place = None
    kept = without_site(blocks)
    if not any(_dates(block, loose=place is not None) for block in kept[:_ENDS] + kept[_ENDS:][-_ENDS:]):
        ends = everything[:_ENDS] + everything[_ENDS:][-_ENDS:]
        pieces = [Block("p", [piece]) for b in ends for line in b.lines[:1] for piece in _APART.split(line[:200])]
        dated = [block for block in (*ends, *pieces) if _dates(block, loose=False)][:1]
        dated = dated or [block for block in ends if _dates(block, loose=False, updates=True)][:1]
        kept = kept[:1] + dated + kept[1:] if place is not None else dated + kept
    return kept


def _without_date(block: Block, title: str | None) -> list[Block]:
    """A headline that stands in one line with its date as two blocks."""
    text = one_line(" ".join(block.lines))
    if not title or block.kind == "row" or not len(title) < len(text) <= len(title) + _DATED:
        return [block]
    before, found, after = text.partition(title)
    rest = (before + after).strip(ORNAMENT)
    if not found or (before.strip(ORNAMENT) and after.strip(ORNAMENT)) or not issue_date(rest, "zh-Hant"):
        return [block]
    return [Block(block.kind, [title]), Block("p", [rest])]


def signed(blocks: list[Block], title: str | None, publisher: str) -> list[Block]:
    """The blocks with the name of the publisher under the headline, where it stands nowhere in them.

    What 本校 and 当社 mean then stood in the head of the site.
    """
    if any(publisher in line for block in blocks for line in block.lines):
        return blocks
    first = bool(blocks) and one_line(" ".join(blocks[0].lines)) == title
    return [*blocks[:first], Block("p", [publisher]), *blocks[first:]]


def without_site(blocks: list[Block]) -> list[Block]:
    """The blocks that do not speak of the site, for pages of which no part is the main one."""
    return [block for block in _without_sections(blocks) if not _is_furniture(block)]


def _signs(block: Block, publisher: str | None) -> bool:
    """Whether a short block above a headline says when, by whom or to whom the text is."""
    text = one_line(" ".join(block.lines))
    if len(text) > _DATED:
        return False
    signed = text == publisher or bool(INSTITUTION.fullmatch(text)) or furniture().has("addressee", "line", text)
    return signed or _dates(block, loose=True)


def _dates(block: Block, *, loose: bool, updates: bool = False) -> bool:
    """Whether a block dates the page: with a label of issue, or of its last update, or (`loose`) with a date alone."""
    text = one_line(" ".join(block.lines))
    if len(text) > _LABEL:
        return False
    return bool(labelled_date(text, "zh-Hant", updates=updates) or (loose and issue_date(text, "zh-Hant")))


def _without_sections(blocks: list[Block]) -> list[Block]:
    """The blocks without sections of contacts, questions to readers and other news, which end where the next begins."""
    found: list[Block] = []
    until: str | None = None  # tag of the heading of the section that is left out; p where a short line heads it
    for block in blocks:
        text = one_line(" ".join(block.lines))
        heads = heads_section(block.kind, text)
        if heads:
            until = block.kind if block.kind in HEADINGS else "p"
            continue
        if until in HEADINGS and block.kind in HEADINGS and block.kind <= until:
            until = None
        if until == "p" and (len(text) > _RUN or ended(text) or block.kind in HEADINGS):
            until = None
        if until is None:
            found.append(block)
    return found if size(found) >= 0.5 * size(blocks) else blocks


def _is_furniture(block: Block) -> bool:
    """Whether a block speaks of the site: 回首頁, 列印, rights and cookies."""
    text, words = " ".join(block.lines), furniture()
    if block.kind == "row":
        return False
    if (
        is_notice(text)
        or is_file(text)
        or _TEASER.search(text[-_ENDING:])
        or (len(text) <= 2 * _LABEL and _CRUMBS.match(text))
    ):
        return True
    if len(text) > _LABEL:
        return False
    if len(block.lines) > 1 and heads_section("p", block.lines[0]):
        return True
    if not _FIGURES.search(text) and (words.opens("furniture", text) or text.strip(ORNAMENT) in words.pieces):
        return True
    labels = [label for label in _BETWEEN.split(text) if label]
    known = sum(
        label in words.pieces or label in parts()["button"] or words.opens("furniture", label) for label in labels
    )
    return known >= 2 and 2 * known >= len(labels)


def size(blocks: list[Block]) -> int:
    """Characters in lines that are more than a label or a link."""
    return sum(len(line) for block in blocks for line in block.lines if "。" in line or len(line) >= 30)


def joined(blocks: list[Block], title: str | None) -> str:
    """The text of a page: the title first, a blank line between paragraphs, none between rows of a list."""
    parts = [f"# {title}\n"] if title else []
    repeated = next((i for i, b in enumerate(blocks[:_NEAR]) if one_line(" ".join(b.lines)) == title), None)
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
