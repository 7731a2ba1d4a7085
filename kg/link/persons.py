"""Mentions of persons → the persons of one document; surnames go back to the full names they shorten."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

from kg.annotate.posts.latin_titles import without_latin_title
from kg.link.groups import Groups, between, script, tidy
from kg.model import Annotated, Entity, Kind, Mention, Rule
from kg.names import fold, looks_like_person
from kg.names.places import place_of_key
from kg.names.sounds import romanised_in

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_PARTS = re.compile(r"[\s・･‧·.．=＝\-‐]+")
_DOTTED = re.compile(r"[ァ-ヶー][・･‧·=＝][ァ-ヶー]")
_SET_APART = re.compile(
    r"[\u3005-\u3007\u3400-\u9fff]{1,4}[ \u3000]+[\u3005-\u3007\u3041-\u3096\u30a1-\u30fc\u3400-\u9fff]{1,5}"
)
_BESIDE = ("", "の", "的", "：", ":", "・", "＝", "=")
_READING = re.compile(
    r"(?:[ \u3000]{0,3}(?:氏|さん|様))?[ \u3000]{0,3}"
    r"[（(]([ぁ-ゖァ-ヺー・･　 ]{3,24}|[A-Z][a-z]+(?:[ -][A-Z][A-Za-z-]*){1,3})[)）]"
)
_HONORIFIC = re.compile(r"\s*(氏|さん|様|先生|女士|小姐|教授|博士)")
_AREAS = frozenset(map(fold, "縣県廳庁"))  # 簡報縣|內
# Rules that find a person by where the name stands, whatever its form is.
_SUPPORTING = (
    *(Rule.ADDRESSED, Rule.IN_ROW_WITH_TITLE, Rule.SPREAD_OVER_COLUMN),
    *(Rule.BEFORE_UNIT, Rule.BEFORE_INSTITUTION),
)
_COURTESY = re.compile(
    r"\b(?:Dr|Prof|Professor|Mr|Mrs|Ms|President|Director|Manager|Vice|Deputy|Mayor|Governor|Chairman|CEO)\b\.?"
)


def link_persons(annotated: Annotated) -> tuple[Entity, ...]:
    """The persons of a release in order of first mention, named `p1`, `p2` …"""
    mentions = [m for m in annotated.mentions if m.kind is Kind.PERSON and fold(m.text)]
    mentions = sorted([*mentions, *_readings(annotated, mentions)], key=lambda m: (m.start, -m.end))
    short = _surnames(annotated, mentions)
    groups = Groups(len(mentions))
    _join_names(mentions, short, groups)
    _join_readings(annotated, mentions, short, groups)
    named: dict[str, list[int]] = {}
    for place, mention in enumerate(mentions):
        for surname in _surnames_of(mention) if place not in short else ():
            named.setdefault(surname, []).append(place)
    for place in sorted(short):
        fits = named.get(fold(mentions[place].text), [])
        if (full := _full_name(annotated, mentions, fits, groups, place)) is not None:
            groups.join(full, place, "surname with title or 氏")
    found = []
    for members in groups.members().values():
        whole = [mentions[place] for place in members if place not in short]
        if whole and _is_person(annotated, whole):
            found.append(_entity(annotated, [mentions[i] for i in members], whole, groups.reasons(members[0])))
    found.sort(key=lambda entity: entity.mentions[0].start)
    return tuple(_numbered(entity, f"p{place}") for place, entity in enumerate(found, 1))


# ■王大明／甲市長: a row of a name and what somebody is
_LISTED = re.compile(
    r"[ \u3000]?[／/｜][^\n／/｜。]{2,40}(?:[長长員员授事問问監监席理]|代表|主任)[ \u3000]*(?:\n|\Z|[（(])"
)


def _readings(annotated: Annotated, mentions: Sequence[Mention]) -> list[Mention]:
    """Readings in brackets after a name that the reader of names passed over: 王大明（ワン・ダーミン）."""
    starts = {m.start for m in annotated.mentions}
    found = []
    for mention in mentions:
        match = _READING.match(annotated.release.text, mention.end)
        if match is None or match.start(1) in starts or script(mention.text) != "Hani":
            continue
        if not _COURTESY.search(match.group(1)):
            found.append(Mention(*match.span(1), match.group(1), Kind.PERSON, Rule.READING, 0.8))
    return found


def _is_person(annotated: Annotated, whole: Sequence[Mention]) -> bool:
    """Whether what a reader took for a full name is supported: by its form, a title or 氏 beside it, or a second name.

    Of the names in the development documents that none of this supports, 6 of 7 were places, events or fragments.
    """
    text = annotated.release.text
    for mention in whole:
        if mention.rule == Rule.READING and len(whole) == 1:
            return False
        key = fold(mention.text)
        if key[-1:] in _AREAS or (_is_place(key) and not _company(annotated, mention)):
            continue
        if looks_like_person(tidy(mention.text)) or mention.confidence >= 0.99 or _DOTTED.search(mention.text):
            return True
        # 稲荷 弘, Dr. Lin Yi: a name that is written as names are, or stands where only names do.
        apart = _SET_APART.fullmatch(mention.text.strip()) is not None and len(tidy(mention.text)) > 2
        if apart or mention.rule in _SUPPORTING:
            return True
        if _LISTED.match(text, mention.end) or _HONORIFIC.match(text, mention.end) or _company(annotated, mention):
            return True
    return len({fold(m.text) for m in whole}) > 1


def _is_place(key: str) -> bool:
    """Whether a name is that of a place, or has one behind a family name: 叩關|千歲."""
    return place_of_key(key) is not None or (len(key) == 3 and place_of_key(key[1:]) is not None)


def _numbered(entity: Entity, name: str) -> Entity:
    return Entity(name, entity.kind, entity.names, entity.mentions, readings=entity.readings, reasons=entity.reasons)


def _surnames(annotated: Annotated, mentions: Sequence[Mention]) -> set[int]:
    """Which mentions are surnames alone: so marked, or the surname of a longer name and before a title or 氏."""
    titles = {m.start for m in annotated.mentions if m.kind is Kind.TITLE}
    surnames = {surname for m in mentions for surname in _surnames_of(m)}
    short = set()
    for place, mention in enumerate(mentions):
        key = fold(mention.text)
        after = annotated.release.text[mention.end : mention.end + 12]
        titled = _HONORIFIC.match(after) is not None or not titles.isdisjoint((mention.end, mention.end + 1))
        single = len(_parts(mention)) == 1 and script(mention.text) != "Hani"
        if mention.rule.startswith(Rule.SURNAME) or len(key) == 1 or (key in surnames and (titled or single)):
            short.add(place)
    return short


def _parts(mention: Mention) -> list[str]:
    """The parts of a name as written with dots or spaces, folded: チーホン・リン → チーホン, リン."""
    return [fold(part) for part in _PARTS.split(mention.text.strip()) if part]


def _surnames_of(mention: Mention) -> set[str]:
    """What may be the surname of a full name: its first characters in Chinese script, else its first or last part."""
    if script(mention.text) == "Hani":
        key = fold(mention.text)
        return {key[:size] for size in (1, 2, 3, 4) if size < len(key) <= 7}
    parts = _parts(mention)
    return {parts[0], parts[-1]} if len(parts) > 1 else set()


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
        if gap is None or (scripts[0] == scripts[1] and right.rule != Rule.READING):
            continue
        inside = _COURTESY.sub("", without_latin_title(text[left.end : right.start]))
        inside = re.sub(r"\s+", "", inside)
        opened = re.fullmatch(r"(?:氏|さん|様)?[」』]?[（(［\[〔]", inside) or right.rule == Rule.READING
        if opened or (inside in ("、", "，", ",", "／", "/") and _is_in_bracket(text, left, right)):
            groups.join(place - 1, place, "reading in brackets")
        elif _EMPTY_LINE.search(text, left.end, right.start):
            continue  # what ends one paragraph says nothing of who begins the next
        elif gap == "" and "Hani" in scripts and (left.end < right.start or "Latn" in scripts):
            groups.join(place - 1, place, "reading beside the name")


def _is_in_bracket(text: str, left: Mention, right: Mention) -> bool:
    """Whether two names fill a bracket behind another: リン・イー（Lin Yi、林怡）."""
    opened = re.search(r"[\u3400-\u9fffァ-ヺーA-Za-z][（(]\Z", text[max(0, left.start - 2) : left.start]) is not None
    return opened and text[right.end : right.end + 1] in ("）", ")")


def _full_name(
    annotated: Annotated, mentions: Sequence[Mention], fits: Sequence[int], groups: Groups, place: int
) -> int | None:
    """The full name that a surname stands for: of several, one with its title or institution; the last before it."""
    mention = mentions[place]
    if len({groups.root(i) for i in fits}) > 1:
        said = _company(annotated, mention)
        fits = [i for i in fits if said & _company(annotated, mentions[i])] or fits
    before = [i for i in fits if mentions[i].start < mention.start]
    return before[-1] if before else next(iter(fits), None)


def _company(annotated: Annotated, name: Mention) -> set[str]:
    """The titles that touch a name, and the institution before the first of them: what tells namesakes apart.

    What somebody heads may stand between, which shares its last signs with the title: Ming-Da Lin|素材学院|学院長.
    """
    text = annotated.release.text
    at = bisect_left(annotated.mentions, name.start, key=lambda m: m.start)
    near = annotated.mentions[max(0, at - 6) : at + 6]
    others = [m for m in near if m.kind in (Kind.TITLE, Kind.ORGANIZATION)]
    after = [m for m in others if m.kind is Kind.TITLE and between(text, name, m) == ""]
    heads = [m for m in others if m.kind is Kind.ORGANIZATION and between(text, name, m) in ("", "・")]
    offices = [m for m in others if m.kind is Kind.TITLE]
    after += [m for head in heads for m in offices if m.start in (head.end, head.end + 1) or m.end == head.end + 1]
    before = [m for m in others if between(text, m, name) in _BESIDE]
    before += [m for t in before if t.kind is Kind.TITLE for m in others if between(text, m, t) in ("", "の", "的")]
    return {fold(m.text) for m in (*after, *before)}


def _entity(
    annotated: Annotated, mentions: Sequence[Mention], full: Sequence[Mention], reasons: tuple[str, ...]
) -> Entity:
    """One person, named by the full forms in order of script, with readings apart."""
    order = {"Hani": 0, "Hrkt": 1, "Latn": 2}
    names = sorted(dict.fromkeys(tidy(m.text) for m in full), key=lambda n: (order[script(n)], -len(n), n))
    readings, fallback = [], "ja" if annotated.release.language == "ja" else "zh"
    for name in names[1:] if script(names[0]) == "Hani" else ():
        if script(name) == "Hrkt":
            readings.append(("ja-Hrkt", unicodedata.normalize("NFKC", name)))
        elif script(name) == "Latn":
            readings.append((f"{romanised_in(names[0], name) or fallback}-Latn", name))
    ordered = tuple(sorted(mentions, key=lambda m: (m.start, -m.end)))
    return Entity("", Kind.PERSON, tuple(names), ordered, readings=tuple(readings), reasons=reasons)
