"""Markdown to text: rendered as a page, so that lists, tables and headings become the same rows as on any page."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from markdown_it import MarkdownIt

from kg.formats.html import read_html
from kg.formats.metadata import Document, iso_date, one_line
from kg.read.decode import decode

_FRONT = re.compile(r"\ufeff?---[ \t]*\n(.{0,4000}?)\n---[ \t]*\n", re.S)
_FIELD = re.compile(r"^(title|date|publisher|author|url|lang)[ \t]*:[ \t]*[\"']?(.{1,500}?)[\"']?[ \t]*$", re.M)


def read_markdown(source: str, data: bytes) -> Document:
    """The text of a Markdown file without its syntax; title, date, publisher and address from its front matter."""
    text = decode(source, data)
    front = _FRONT.match(text)
    fields = dict(_FIELD.findall(front.group(1))) if front else {}
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    page = parser.render(text[front.end() :] if front else text)
    head = f"<title>{escape(fields['title'])}</title>" if "title" in fields else ""
    document = read_html(source, f"\ufeff<html><head>{head}</head><body>{page}</body></html>".encode())
    japanese = bool(re.search("[ぁ-ゖ]{2}", text))
    return replace(
        document,
        title=one_line(fields["title"]) if "title" in fields else document.title,
        publisher=fields.get("publisher") or document.publisher,
        issued=iso_date(fields["date"], japanese=japanese) if "date" in fields else document.issued,
        url=fields.get("url") or document.url,
        language=fields.get("lang"),
    )
