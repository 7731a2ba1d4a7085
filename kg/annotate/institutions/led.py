"""Institutions of a Chinese passage of which the word before them says what they are.

學校法人海山學園, whose legal form leads it, and, in Latin letters, 私募基金|Unity Capital and 買下|Hinata Precision.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.name import Name, exchanged, overlapping
from kg.model import OrganizationType, Rule
from kg.names import type_of_name
from kg.names.borders import any_of

_LED = "name behind its legal form"
_FORM = re.compile(
    "(?:[學学]校|公益|一般|特定非[營营]利活[動动]|[國国]立(?:大[學学]|研究[開开][發发])|(?:地方)?[獨独]立行政|社[會会]福祉|[醫医][療疗])"
    "(?:[財财][團团]|社[團团])?法人(?P<stem>[\u3400-\u9fffァ-ヺー]{2,16})"
)
_STOP = re.compile("[與与和及跟在於于將将由的所附旗轄辖]")
_LONGEST = 16  # characters of a name behind its legal form
_PART = 4  # characters of a part with which a name goes on that could end before it
# Words in Latin letters that begin with a capital one: two of them, or one before what a name has behind it.
_WORD = r"[A-Z][A-Za-z&.’'\-]{1,19}"
_LATIN = rf"(?P<name>{_WORD}(?: {_WORD}){{1,4}}|[A-Z][a-z][A-Za-z\-]{{3,19}}(?=[簽签與与和將将宣在的（(，、。]))"


def led(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The names of a passage, with such institutions; of one that was read already, with what tells that it is one."""
    ordered = exchanged(names, (), ())
    gone: list[Name] = []
    new: list[Name] = []
    told = [(*span, _LED) for span in _legal(text)] + [(*span, str(Rule.CALLED)) for span in _latin(text, lists)]
    for start, end, rule in told:
        inside = overlapping(ordered, start, end)
        known = any(name.row is not None for name in inside)
        if not known and all(
            name.kind in ("PLACE", "PERSON") or start <= name.start <= name.end <= end for name in inside
        ):
            gone += inside
            new.append(Name(start, end, "ORG", 0.9, None, rule))
    return exchanged(names, gone, new)


def _legal(text: str) -> list[tuple[int, int]]:
    """Where names stand with the legal form before them, up to the first word that ends one."""
    found = []
    for match in _FORM.finditer(text):
        stem = match["stem"]
        stop = _STOP.search(stem)
        sizes = range(3, min(stop.start() if stop else len(stem), _LONGEST) + 1)
        ends = [n for n in sizes if type_of_name(stem[:n]) not in (None, OrganizationType.GOVERNMENT)]
        last = ends[0] if ends else 0
        for end in ends:  # 海山學園|大學, 南海縣產業|振興中心
            last = end if end - last <= _PART else last
        if last:
            found.append((match.start(), match.start("stem") + last))
    return found


def _latin(text: str, lists: Lists) -> list[tuple[int, int]]:
    """Where names in Latin letters stand behind a word for a company, or for what is done with one."""
    titles = lists.titles
    rule = re.compile(rf"(?:{any_of('before Latin company')}){_LATIN}")
    return [
        match.span("name")
        for match in rule.finditer(text)
        if titles.kind(letters_of(match["name"])) is None
        and type_of_name(match["name"]) in (None, OrganizationType.COMPANY)
    ]
