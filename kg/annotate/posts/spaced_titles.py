"""Titles, most of them with their characters set apart, of which a tagger made a name: 教　授|name, 研　発|長."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.annotate.lexicon import Lists
from kg.annotate.tagging.tagger import Found

_CLOSING = re.compile(r"[ \u3000]{1,3}([\u3400-\u9fff])[ \u3000]*$")
_LONGEST, _WIDE = 8, 24  # characters of a title, without and with the spaces between them


def as_spaced_title(text: str, span: Found, lists: Lists) -> Found:
    """A title whose characters are set apart in a row of a list, which a tagger took for a name: 教　授|name."""
    letters = text[span.start : span.end].split()
    spaced = span.kind in ("PERSON", "SURNAME") and len(letters) > 1 and lists.titles.kind("".join(letters)) == "t"
    return replace(span, kind="TITLE") if spaced else span


def as_whole_title(text: str, span: Found, free: int, lists: Lists) -> Found:
    """A Japanese title of which a tagger took a part for somebody: 研　発|長, 主|　任　秘|　書, 簡任技|正.

    From `free` on nothing was read before it.
    """
    if span.kind not in ("PERSON", "SURNAME") or lists.surnames.kind(text[span.start : span.end]) is not None:
        return span
    apart = any(map(str.isspace, text[span.start : span.end]))
    before = [at for at in range(max(free, span.start - _WIDE), span.start) if not text[at].isspace()] if apart else []
    for start in (span.start, *reversed(before[-2:])):
        places = [at for at in range(start, min(len(text), start + _WIDE)) if not text[at].isspace()]
        inside = sum(at < span.end for at in places)
        for count in range(min(len(places), _LONGEST), inside - 1, -1):
            end = places[count - 1] + 1
            whole = (count > inside or start < span.start) and apart == (end - start > count)
            if whole and lists.titles.kind("".join(text[at] for at in places[:count])) == "t":
                return replace(span, start=start, end=end, kind="TITLE")
    return span


def without_sign_of_title(text: str, span: Found, lists: Lists) -> Found:
    """A Japanese name with spaces in it, without the first sign of the title behind it: 葉　慶　隆|　学　長."""
    if span.kind != "PERSON" or not (closing := _CLOSING.match(text, span.end)):
        return span
    name = text[span.start : span.end - 1].rstrip()
    title = lists.titles.kind(text[span.end - 1] + closing.group(1)) == "t"
    whole = title and len(name.split()) > 1 and len("".join(name.split())) > 2
    return replace(span, end=span.start + len(name)) if whole else span
