"""Japanese titles of which a tagger read the end: ものづくり産業|振興|室長, 海外事業|戦略部長, 地域|経済部長."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.lexicon import Lists
from kg.annotate.name import Rows
from kg.annotate.tagging.tagger import Found
from kg.model import OrganizationType
from kg.names import strip_legal_form, type_of_name
from kg.names.referring import words

_HEADS = ("部長", "課長", "室長", "局長", "院長", "処長")
_RUN = re.compile(r"[\u3400-\u9fffァ-ヺー]{1,10}\Z")
_GAP = re.compile(r"[ \u3000の]{0,24}")
_SPACE = re.compile(r"[ \u3000]{1,12}")
_OPENS = (" ", "\u3000", "の", "・")
_NO_FIELDS = frozenset("同前元現新各両副本当県市町村府都国道省庁")
_PART = 3  # characters of what is no institution by itself
_LONGEST = 14  # characters of what is left out


def longer_titles(text: str, spans: Sequence[Found], rows: Rows, lists: Lists) -> list[Found]:
    """The spans, such titles beside somebody with the words that say of what."""
    read: list[Found] = []
    starts = {start for start, _, _ in rows}
    for i, span in enumerate(spans):
        if span.kind == "TITLE":
            span = _behind_own_word(text, _with_first_title(text, span, read, lists), read)
        if span.kind == "TITLE" and text.endswith(_HEADS, span.start, span.end) and _is_held(text, span, spans, i):
            before = read[-1] if read else None
            if before is not None and before.end == span.start:
                span = _with_field(text, span, read, starts)
            else:
                span = _over_unread(text, span, before, lists)
        read.append(span)
    return read


def _with_first_title(text: str, title: Found, read: list[Found], lists: Lists) -> Found:
    """A title with the one read right before it, which no list has: 振興|室長."""
    before = read[-1] if read else None
    beside = before is not None and before.kind == "TITLE" and before.end == title.start
    if before is None or not beside or lists.titles.kind(text[before.start : before.end]) is not None:
        return title
    return title if text[before.end - 1] in "長員役授監" else replace(title, start=read.pop().start)


def _behind_own_word(text: str, title: Found, read: list[Found]) -> Found:
    """A title with its subject, both read with 当所 or 本会 before them as an institution: 当所|工業|部会長."""
    before = read[-1] if read else None
    if before is None or before.kind not in ("ORG", "UNIT") or before.end != title.start:
        return title
    form = text[before.start : before.end]
    own = next((word.word for word in words("self") if len(word.word) > 1 and form.startswith(word.word)), "")
    rest = form[len(own) :]
    if not own or not rest or type_of_name(rest) not in (None, OrganizationType.COMPANY):
        return title
    return replace(title, start=read.pop().start + len(own))


def _is_held(text: str, title: Found, spans: Sequence[Found], i: int) -> bool:
    """Whether somebody stands behind a title, with no more than spaces between, or before what is beside it."""
    behind = next((span for span in spans[i + 1 : i + 2] if span.kind == "PERSON"), None)
    if behind is not None and _GAP.fullmatch(text, title.end, behind.start):
        return True
    return any(span.kind == "PERSON" for span in spans[max(0, i - 3) : i])


def _with_field(text: str, title: Found, read: list[Found], known: set[int]) -> Found:
    """A title with what was read as an institution: 甲社　|海外事業|戦略部長, behind an institution or its holder."""
    field, owner = read[-1], read[-2] if len(read) > 1 else None
    form = text[field.start : field.end]
    if field.kind not in ("ORG", "UNIT") or owner is None or owner.kind not in ("ORG", "PERSON"):
        return title
    if len(form) < _PART and text[field.start - 1] in "（(":
        return replace(title, start=read.pop().start)  # 某某（電|資学院長）
    apart = owner.end == field.start if owner.kind == "PERSON" else _SPACE.fullmatch(text, owner.end, field.start)
    if not apart or field.start in known or strip_legal_form(form) != form:
        return title
    if type_of_name(form) not in (None, OrganizationType.COMPANY) or title.end - title.start < 3:
        return title
    return replace(title, start=read.pop().start)


def _over_unread(text: str, title: Found, before: Found | None, lists: Lists) -> Found:
    """A title with the words before it that nobody read: 甲局　|地域|経済部長."""
    limit = before.end if before is not None else 0
    run = _RUN.search(text, max(limit, title.start - _LONGEST), title.start)
    if run is None or run.group() in _NO_FIELDS or lists.surnames.kind(run.group()) is not None:
        return title
    opened = run.start() == limit or text[run.start() - 1] in _OPENS
    own = any(run.group().startswith(word.word) for word in words("self") if len(word.word) > 1)
    return replace(title, start=run.start()) if opened and not own and len(run.group()) > 1 else title
