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


def office_of_post(title: str) -> re.Pattern[str] | None:
    """What is in the name of the office of somebody with such a title: 駐日代表 → 駐日…代表處; None for other titles.

    The office is that whose name begins or ends as the title does, at the place that the title tells by its first sign.
    """
    post = _post().fullmatch(title)
    if post is None:
        return None
    head = post["head"]
    words = [w for w in _words("office").split("|") if w.startswith(head) or (head[-1] in "長长" and w[-1] == head[0])]
    return re.compile(rf"[駐驻]{post['where'][0]}.*(?:{'|'.join(words)})\Z")


@cache
def _post() -> re.Pattern[str]:
    home, head = _words("home"), _words("head")
    return re.compile(rf"[前元]?(?:{home})?[駐驻](?P<where>[\u3400-\u9fff]{{1,3}}?)(?:國|国|本)?副?(?P<head>{head})")


@cache
def _words(use: str) -> str:
    return "|".join(row["form"] for row in table("language", "postings.tsv") if row["use"] == use)


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"[駐驻][\u3400-\u9fff]{{2,6}}(?:{_words('office')})$")


@cache
def _posted() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('home')})[駐驻][\u3400-\u9fff]{{2,4}}$")
