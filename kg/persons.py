"""Mentions of persons → the persons of one document; surnames go back to the full names they shorten."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from kg.groups import Groups, between, script, tidy
from kg.model import Annotated, Entity, Kind, Mention
from kg.names import fold

_PARTS = re.compile(r"[\s・･‧·.．=＝\-‐]+")
_HONORIFIC = re.compile(r"^\s*(氏|さん|様|先生|女士|小姐|教授|博士)")
_COURTESY = re.compile(
    r"\b(?:Dr|Prof|Professor|Mr|Mrs|Ms|President|Director|Manager|Vice|Deputy|Mayor|Governor|Chairman|CEO)\b\.?"
)


def link_persons(annotated: Annotated, institutions: Sequence[Entity]) -> tuple[Entity, ...]:
    """The persons of a release in order of first mention, named `p1`, `p2` …"""
    mentions = [m for m in annotated.mentions if m.kind is Kind.PERSON and fold(m.text)]
    titles = {m.start: m for m in annotated.mentions if m.kind is Kind.TITLE}
    short = _surnames(annotated, mentions, titles)
    groups = Groups(len(mentions))
    _join_names(mentions, short, groups)
    _join_readings(annotated, mentions, short, groups)
    for place in sorted(short):
        if (full := _full_name(annotated, mentions, short, groups, titles, institutions, place)) is not None:
            groups.join(full, place, "surname with title or 氏")
    found = []
    for members in groups.members().values():
        full = [place for place in members if place not in short]
        if not full:
            continue
        found.append(
            _entity(annotated, [mentions[i] for i in members], [mentions[i] for i in full], groups.reasons(members[0]))
        )
    found.sort(key=lambda entity: entity.mentions[0].start)
    return tuple(_numbered(entity, f"p{place}") for place, entity in enumerate(found, 1))


def _numbered(entity: Entity, name: str) -> Entity:
    return Entity(name, entity.kind, entity.names, entity.mentions, readings=entity.readings, reasons=entity.reasons)


def _surnames(annotated: Annotated, mentions: Sequence[Mention], titles: dict[int, Mention]) -> set[int]:
    """Which mentions are surnames alone: so marked, or the beginning or end of a longer name in the document and before a title."""
    keys = [fold(m.text) for m in mentions]
    parts = [_parts(m) for m in mentions]
    short = set()
    for place, mention in enumerate(mentions):
        if "surname" in mention.rule:
            short.add(place)
            continue
        after = annotated.release.text[mention.end : mention.end + 12]
        titled = _HONORIFIC.match(after) is not None or any(mention.end <= start <= mention.end + 1 for start in titles)
        longer = any(
            k != keys[place] and _shortens(mention, keys[place], k, p) for k, p in zip(keys, parts, strict=True)
        )
        if len(keys[place]) == 1 or (longer and (titled or len(parts[place]) == 1 and script(mention.text) != "Hani")):
            short.add(place)
    return short


def _parts(mention: Mention) -> list[str]:
    """The parts of a name as written with dots or spaces, folded: チーホン・リン → チーホン, リン."""
    return [fold(part) for part in _PARTS.split(mention.text.strip()) if part]


def _shortens(mention: Mention, key: str, longer: str, parts: Sequence[str]) -> bool:
    """Whether `key` is a surname of the longer name: its first characters in Chinese and Japanese script, else one of its ends."""
    if script(mention.text) == "Hani":
        return len(key) <= 3 and len(longer) <= 6 and longer.startswith(key)
    return len(parts) > 1 and key in (parts[0], parts[-1])


def _join_names(mentions: Sequence[Mention], short: set[int], groups: Groups) -> None:
    """Full names that fold alike, and Latin names of the same words in any order, are one person."""
    first: dict[str, int] = {}
    for place, mention in enumerate(mentions):
        if place in short:
            continue
        key = fold(mention.text)
        if script(mention.text) == "Latn":
            key = " ".join(sorted(_parts(mention)))
        groups.join(first.setdefault(key, place), place, "same name")


def _join_readings(annotated: Annotated, mentions: Sequence[Mention], short: set[int], groups: Groups) -> None:
    """A name of another script in brackets after a name, or directly beside it, is its reading."""
    text = annotated.release.text
    for place in range(1, len(mentions)):
        left, right = mentions[place - 1], mentions[place]
        if place - 1 in short or place in short:
            continue
        gap = between(text, left, right)
        scripts = script(left.text), script(right.text)
        if gap is None or (scripts[0] == scripts[1] and right.rule != "reading"):
            continue
        inside = _COURTESY.sub("", text[left.end : right.start])
        inside = re.sub(r"\s+", "", inside)
        if re.fullmatch(r"[」』]?[（(［\[〔]", inside) or right.rule == "reading":
            groups.join(place - 1, place, "reading in brackets")
        elif gap == "" and "Hani" in scripts and (left.end < right.start or "Latn" in scripts):
            groups.join(place - 1, place, "reading beside the name")


def _full_name(
    annotated: Annotated,
    mentions: Sequence[Mention],
    short: set[int],
    groups: Groups,
    titles: dict[int, Mention],
    institutions: Sequence[Entity],
    place: int,
) -> int | None:
    """The full name that a surname stands for: of that surname, of that title where several are, and the nearest before it."""
    mention = mentions[place]
    key = fold(mention.text)
    fits = [i for i, m in enumerate(mentions) if i not in short and _shortens(mention, key, fold(m.text), _parts(m))]
    roots = {groups.root(i) for i in fits}
    if len(roots) > 1:
        fits = _of_office(mentions, fits, titles, annotated, mention) or fits
    before = [i for i in fits if mentions[i].start < mention.start]
    return before[-1] if before else next(iter(fits), None)


def _of_office(
    mentions: Sequence[Mention], fits: Sequence[int], titles: dict[int, Mention], annotated: Annotated, surname: Mention
) -> list[int]:
    """Those of several namesakes beside whose full name the surname's title stands too."""
    title = next((t for start, t in sorted(titles.items()) if surname.end <= start <= surname.end + 1), None)
    if title is None:
        return []
    word = fold(title.text)
    text = annotated.release.text
    beside = [i for i in fits if word in fold(text[max(0, mentions[i].start - 14) : mentions[i].end + 14])]
    return beside


def _entity(
    annotated: Annotated, mentions: Sequence[Mention], full: Sequence[Mention], reasons: tuple[str, ...]
) -> Entity:
    """One person, named by the full forms in order of script, with readings apart."""
    order = {"Hani": 0, "Hrkt": 1, "Latn": 2}
    names = sorted(dict.fromkeys(tidy(m.text) for m in full), key=lambda n: (order[script(n)], -len(n), n))
    chinese = annotated.release.language != "ja"
    readings = []
    for name in names[1:] if script(names[0]) == "Hani" else ():
        if script(name) == "Hrkt":
            readings.append(("ja-Hrkt", unicodedata.normalize("NFKC", name)))
        elif script(name) == "Latn":
            readings.append(("zh-Latn" if chinese else "ja-Latn", name))
    ordered = tuple(sorted(mentions, key=lambda m: (m.start, -m.end)))
    return Entity("", Kind.PERSON, tuple(names), ordered, readings=tuple(readings), reasons=reasons)
