"""HTML to the text that a person sees: blocks on lines of their own, table cells apart, scripts and menus left out.

A scanner of our own rather than a parser: one pass, linear on any input, and tag soup is no error.
"""

from __future__ import annotations

import html
import re

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,20})|<[!?]")
_UNSEEN = re.compile("head|script|style|noscript|template|svg|math|nav|aside|select|button|iframe|object|textarea")
_BLOCK = re.compile(
    "address|article|blockquote|body|caption|center|d[dlt]|details|dialog|div|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|header|hr|html|legend|main|menu|[ou]l|p|pre|section|summary|table"
)
_BLANK = re.compile(r"[ \t\r\n\f\xa0]+")
_WIDE = re.compile(r"[⺀-꓏\uf900-\ufaff︰-﹏＀-｠]")


def is_page(text: str) -> bool:
    """Whether a text is an HTML page."""
    return bool(_PAGE.match(text[:4000]))


def text_of(page: str) -> str:
    """The visible text of an HTML page, paragraphs parted by blank lines, cells of a row by two spaces."""
    pieces: list[str] = []
    position = 0
    while (start := page.find("<", position)) >= 0:
        pieces.append(_seen(page[position:start]))
        tag = _TAG.match(page, start)
        if tag is None:
            pieces.append("<")
            position = start + 1
            continue
        comment = page.startswith("<!--", start)
        position = _after(page, "-->" if comment else ">", tag.end())
        name = (tag.group(1) or "").lower()
        opens = page[start + 1] != "/"
        if opens and _UNSEEN.fullmatch(name):
            close = re.compile(rf"</{name}\b", re.I).search(page, position)
            position = _after(page, ">", close.end()) if close else len(page)
        if _BLOCK.fullmatch(name):
            pieces.append("\n\n")
        elif name == "br" or (opens and name in ("li", "tr", "option")):
            pieces.append("\n")
        elif opens and name in ("td", "th"):
            pieces.append("  ")
    pieces.append(_seen(page[position:]))
    lines = (line.strip(" ") for line in "".join(pieces).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _after(page: str, sign: str, position: int) -> int:
    """Where the text goes on after a sign, or the end of the page where it never comes."""
    found = page.find(sign, position)
    return len(page) if found < 0 else found + len(sign)


def _seen(text: str) -> str:
    """A run of text with its blanks drawn together; a line break between two CJK characters is none at all."""

    def together(blank: re.Match[str]) -> str:
        around = text[blank.start() - 1 : blank.start()], text[blank.end() : blank.end() + 1]
        torn = "\n" in blank.group() and all(map(_WIDE.match, around))
        return "" if torn else " "

    return html.unescape(_BLANK.sub(together, text)).replace("\0", "")
