"""Institutions whose name or short form a Japanese page gives in Latin letters, or with a dot inside.

Center for Novel Devices（CND）, a body called by letters alone （大学連合「ABC」）, 海山地域|・大学コンソーシアム.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.name import Name, exchanged, overlapping
from kg.model import Rule

Exchange = tuple[Sequence[Name], Sequence[Name]]  # the names that are gone, and those in their place
_BRACKET = re.compile(r"[（(]([A-Za-z][A-Za-z-]{1,11})[）)]")
_WORDS = re.compile(r"[A-Za-z][A-Za-z.&'-]{0,24}(?:[ \n][A-Za-z&][A-Za-z.&'-]{0,24}){1,9}[ \n]?\Z")
_SMALL = frozenset(("of", "for", "and", "the", "in", "on", "at", "with", "to", "&"))
_PART = re.compile(
    r"(?:[A-Za-z]{1,3}-)?(?:Cent(?:er|re)|(?:Graduate )?School|Department|Laboratory|Faculty|Office|Division)\b"
)
_WINDOW = 120  # characters before a bracket
_BODY = "(?:連合|コンソーシアム|協議会|連盟|アライアンス|協会|連合会|同盟|ネットワーク)"
_FIRM = "(?:会社|企業|大手|メーカー|商社|ベンチャー|スタートアップ|新興)"
_CALLED = re.compile(rf"(?:({_BODY})|{_FIRM})[「『“]([A-Za-z][A-Za-z0-9&.-]{{1,20}}|[ァ-ヺー・]{{3,16}})[」』”]")
# さくら地域・大学コンソーシアム, which nobody read
_DOTTED = re.compile(
    r"・[\u3400-\u9fffァ-ヺー]{1,10}(?:コンソーシアム|協議会|協会|連盟|財団|推進機構|ネットワーク)(?=[はがをにとのもで、。（(」])"
)
_CAPITALS = re.compile("[A-ZＡ-Ｚ]{2,8}")
# Ranks, fields and societies that capitals stand for, and no institutions.
_NO_BODIES = re.compile("C[EFIOST]O|AI|IT|DX|PR|[HI]R|IC|LSI|EV|PTA|OB|NPO")
_LEFT = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]{2,14}\Z")
# where a word begins: behind a sign, or a particle that no kana stands before
_PARTICLE = re.compile(r"(?:\A|(?<=[\u3400-\u9fffァ-ヺー」』）)]))[とはがのにをもやでへ]|及び|および|から|より")


def with_acronyms(text: str, names: Sequence[Name]) -> list[Name]:
    """The names of a Japanese passage with such institutions whole."""
    ordered = exchanged(names, (), ())
    read = [_with_dot(text, name, ordered) for name in ordered]
    for stage in (_in_full, _between, _behind_nouns, _dotted):
        gone, new = stage(text, read)
        read = exchanged(read, gone, new)
    return read


def _in_full(text: str, names: Sequence[Name]) -> Exchange:
    """Names in Latin letters whose first letters are those in the bracket behind: Center for Novel Devices（CND）."""
    gone: list[Name] = []
    new: list[Name] = []
    for bracket in _BRACKET.finditer(text):
        words = _WORDS.search(text, max(0, bracket.start() - _WINDOW), bracket.start())
        start = None if words is None else _spelled(text, words.start(), bracket)
        if start is None:
            continue
        end = start + len(text[start : bracket.start()].rstrip())
        inside = overlapping(names, start, end)
        told = any(name.kind in ("ORG", "UNIT") for name in (*inside, *overlapping(names, *bracket.span(1))))
        if told and not any(name.row is not None and name.end > end for name in inside):
            sure = max((name.confidence for name in inside), default=0.6)
            kind = "UNIT" if _PART.match(text, start) else "ORG"
            gone += inside
            new.append(Name(start, end, kind, sure, None, "name that its letters spell"))
    return gone, new


def _between(text: str, names: Sequence[Name]) -> Exchange:
    """Institutions in capitals between somebody and his title: 林文華|ABC|総経理."""
    titles = {name.start for name in names if name.kind == "TITLE"}
    gone: list[Name] = []
    new: list[Name] = []
    for person in names:
        capitals = _CAPITALS.match(text, person.end) if person.kind == "PERSON" and person.start not in titles else None
        if capitals is None or capitals.end() not in titles or _NO_BODIES.fullmatch(capitals.group()):
            continue
        inside = overlapping(names, *capitals.span())
        if all(name.kind in ("PERSON", "SURNAME", "READING", "PLACE") for name in inside):
            gone += inside
            new.append(Name(*capitals.span(), "ORG", 0.7, None, "institution between name and title"))
    return gone, new


def _behind_nouns(text: str, names: Sequence[Name]) -> Exchange:
    """Names in quotation marks behind a word for what they are: 大学連合「ABC」."""
    gone: list[Name] = []
    new: list[Name] = []
    for called in _CALLED.finditer(text):
        start, end = called.span(2)
        inside = overlapping(names, start, end)
        if all(name.kind == "PERSON" and name.start >= start and name.end <= end for name in inside):
            gone += inside
            new.append(
                Name(start, end, "ORG", 0.7, None, Rule.OF_MEMBERS if called.group(1) is not None else Rule.CALLED)
            )
    return gone, new


def _dotted(text: str, names: Sequence[Name]) -> Exchange:
    """Bodies with a dot in their names that nobody read: さくら地域・大学コンソーシアム."""
    dotted = [Name(*match.span(), "ORG", 0.7, None, "name with a dot") for match in _DOTTED.finditer(text)]
    free = [name for name in dotted if not overlapping(names, name.start - 1, name.end)]
    return (), [_with_dot(text, name, names) for name in free]


def _spelled(text: str, first: int, bracket: re.Match[str]) -> int | None:
    """Where the words before a bracket begin whose first letters are those in it."""
    letters = bracket.group(1).replace("-", "")
    words = list(re.finditer(r"[^ \n]{1,25}", text[first : bracket.start()]))
    for at, word in enumerate(words):
        parts = [p for w in words[at:] if w.group() not in _SMALL for p in w.group().split("-") if p]
        if len(words) - at > 1 and "".join(p[0] for p in parts).lower() == letters.lower():
            return first + word.start()
    return None


def _with_dot(text: str, name: Name, names: Sequence[Name]) -> Name:
    """An institution with the part of its name that stands before the dot with which it was read to begin."""
    if name.kind not in ("ORG", "UNIT") or text[name.start] not in "・･" or name.row is not None:
        return name
    near = overlapping(names, name.start - 20, name.start)
    if any(other.end == name.start for other in near):
        return replace(name, start=name.start + 1)
    left = _LEFT.search(text, max(0, name.start - 14), name.start)
    if left is None:
        return replace(name, start=name.start + 1)
    start = max((m.end() + left.start() for m in _PARTICLE.finditer(left.group())), default=left.start())
    start = max([start, *(other.end for other in near if other.end <= name.start)])
    return replace(name, start=start if name.start - start > 1 else name.start + 1)
