"""Offices and people that a country has posted abroad: 台灣駐札幌|辦事處, 日本駐台|大使."""

from __future__ import annotations

import re
from functools import cache

from kg.names.forms import table

_POSTING = re.compile(r"[駐驻][\u3400-\u9fff]{1,3}$")


def is_office_abroad(name: str) -> bool:
    """Whether a name ends as that of an office abroad, with the place where it is: 駐札幌辦事處."""
    return _office().search(name) is not None


def posted_from(text: str, end: int) -> int | None:
    """Where the words begin that say, before `end`, which country posted somebody where: |台灣駐札幌|辦事處."""
    match = _posted().search(text, max(0, end - 8), end)
    return match.start() if match else None


def poster_of(form: str) -> str | None:
    """What stands before the words for a posting that end a form: 日本 of 日本駐台; None where none do."""
    match = _POSTING.search(form)
    return form[: match.start()] if match else None


@cache
def _words(use: str) -> str:
    return "|".join(row["form"] for row in table("language", "postings.tsv") if row["use"] == use)


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"[駐驻][\u3400-\u9fff]{{2,6}}(?:{_words('office')})$")


@cache
def _posted() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('home')})[駐驻][\u3400-\u9fff]{{2,4}}$")
