"""Who issues a release: named as its publisher, in its letterhead, or as the one that calls itself 本會."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, islice
from typing import TypeVar

from kg.link.letters import sender_among
from kg.model import Annotated, Entity, Kind, Language, OrganizationType, PassageKind, Release
from kg.names import fold
from kg.names.referring import alternatives, words

Named = TypeVar("Named")

_HEAD = 4  # rows at the top of a page among which a letterhead stands
_LONGEST = 40  # characters of a name
_NAME_BEFORE = re.compile(r"([^\s，、。；：:（）()「」『』“”]{2,})[」』”]?\Z")
_FOOT = 3  # rows at the end of a page among which a signature stands
_LABEL = re.compile(
    r"(?:会\s?社\s?名|法\s?人\s?名|団\s?体\s?名|公司名[稱称]|機關名稱|發布單位)[ \u3000]*[：:　\s][ \u3000]*"
    r"([^\s：:]{2,40})"
)
# What stands behind the institution with which a sentence about it begins.
_SUBJECT = re.compile(r"(?:[（(][^（）()]{1,40}[）)])?(?:は|が|では|で|、|，|今|昨|日前|於|与|與|和|宣|將|\d)")
_TRAIL = re.compile(r"[>＞›»].{1,20}[>＞›»]")  # University > News > Global
_DATE = re.compile(
    r"^(?:令和|平成)?[\d０-９元]{1,4}年[\d０-９]{1,2}月[\d０-９]{1,2}日[ \u3000]{1,9}"
)  # before a letterhead
# …だより　2024年春号　　　甲株式会社
_ISSUE = re.compile(
    r"(?:号|號|期|だより|通信|ニュース|レター|会報|會訊|通訊)[^。\u3000]{0,12}[ \u3000]{2,9}([^\s。]{2,40})\s{0,9}$"
)
# 甲大學|秘書室, 乙市政府|新聞局　新聞稿: the office that speaks for all of it
_OFFICE = re.compile(
    r"[\u3400-\u9fff]{2,10}[室處处局組组科課课司](?:[ \u3000]{0,9}(?:新聞稿|新闻稿|新聞|公告|訊息))?\s{0,9}\Z"
)
_PRESS = re.compile(r"(?:報|报|社|新聞|新闻|新聞網|新闻网|週刊|周刊|雜誌|杂志|電視台?|电视台?|廣播|广播)$")


def publisher_of(annotated: Annotated, entities: Sequence[Entity]) -> Entity | None:
    """The institution that issued the release, where its name is one of the entities."""
    institutions = [e for e in entities if e.kind is Kind.ORGANIZATION]
    names: dict[str, Entity] = {}
    for entity in institutions:
        for name in entity.names:
            names.setdefault(fold(name), entity)
    whole = {name: e for name, e in names.items() if e.type is not OrganizationType.UNIT}
    found = publisher_among(annotated.release, whole)
    if found is None and len(whole) < len(names):
        found = publisher_among(annotated.release, names)
    if found is not None and found.unit_of is not None:
        owner = next((e for e in institutions if e.id == found.unit_of), found)  # 某大學秘書室 speaks for all of it
        home = "JP" if annotated.release.language == "ja" else "TW"
        # 総務広報課 alone below a page is no office of the guests from abroad.
        return owner if owner.country in (home, None) else None
    return found


def publisher_among(release: Release, names: Mapping[str, Named]) -> Named | None:
    """The institution that issued the release, of those given by their folded names.

    That is the one that the release calls itself (以下稱本會), that signs it as a letter, that it names as its
    publisher, that its letterhead names, or that the name of its publisher holds.
    """
    declared = next((names[key] for key in _declared(release.text, release.language) if key in names), None)
    if declared is not None:
        return declared
    if (sender := sender_among(release, names)) is not None:
        return sender  # its head names whom it goes to
    key = fold(release.publisher) if release.publisher else ""
    if key in names:
        return names[key]
    places = (_letterheads, _labelled, _signatures)  # each is looked at only where those before it name nobody
    if (name := next(chain.from_iterable(named(release, names) for named in places), None)) is not None:
        return names[name]
    held = next((thing for name, thing in names.items() if len(name) > 2 and name in key), None)
    return held if held is not None or key else _first_speaker(release, names)


@lru_cache(maxsize=4)  # a document is asked several times in a row
def _declared(text: str, language: Language) -> tuple[str, ...]:
    """The folded names directly before 以下稱本會 and the like, from the longest that it may be to the shortest."""
    found = []
    for match in _calls_itself(language).finditer(text):
        if before := _NAME_BEFORE.search(text, max(0, match.start() - _LONGEST - 1), match.start()):
            name = before.group(1)[-_LONGEST:]
            found += [fold(name[at:]) for at in range(len(name) - 1)]
    return (*found, *(fold(match["name"]) for match in _explains_itself(language).finditer(text)))


@cache
def _explains_itself(language: Language) -> re.Pattern[str]:
    """本校（某大學）, 当所（某商工会議所）."""
    selves = "|".join(re.escape(row.word) for row in words("self") if row.language == language)
    apart = r"(?<![\u3400-\u9fff])" if language == "ja" else "(?<!日)"  # 日本学術 holds 本学
    return re.compile(rf"{apart}(?:{selves})[（(](?P<name>[^（）()\n、，。]{{2,{_LONGEST}}})[）)]")


@cache
def _calls_itself(language: Language) -> re.Pattern[str]:
    selves = "|".join(re.escape(row.word) for row in words("self") if row.language == language)
    return re.compile(
        rf"[（(][^（）()]{{0,40}}?(?:{alternatives('declares')})[^（）()]{{0,2}}?[：:]?[「『“]?(?:{selves})[」』”]?[）)]"
    )


def _first_speaker(release: Release, names: Mapping[str, Named]) -> Named | None:
    """The institution with which the first sentence begins, where the page goes on to say 当会 or 本校."""
    first = next((p for p in release.passages if "。" in p.text and p.kind is PassageKind.BODY), None)
    if first is None:
        return None
    text = first.text.lstrip(" \u3000")
    # A key has no brackets: with 某大學（ the name is not over.
    ends = [n for n in range(min(len(text), _LONGEST), 1, -1) if fold(text[:n]) in names and text[n - 1] not in "（("]
    if not ends or not _SUBJECT.match(text, ends[0]) or not _own_words(release.language).search(release.text):
        return None
    return names[fold(text[: ends[0]])]


@cache
def _own_words(language: Language) -> re.Pattern[str]:
    """本学, 当会: words by which a page means its own institution."""
    selves = "|".join(re.escape(row.word) for row in words("self") if row.language == language and len(row.word) > 1)
    apart = r"(?<![\u3400-\u9fff])" if language == "ja" else "(?<!日)"
    return re.compile(rf"{apart}(?:{selves})")


def _letterheads(release: Release, names: Mapping[str, object]) -> Iterator[str]:
    """The names with which a row at the top of the page begins, and which end it or go on as the name of a paper."""
    heads = {name[0] for name in names if name}
    for passage in islice((p for p in release.passages if p.text.strip()), _HEAD):
        row = _DATE.sub("", passage.text.lstrip("【〔［[◆■● \u3000"))
        if len(row) <= 60 and (issue := _ISSUE.search(row)) and fold(issue.group(1)) in names:
            yield fold(issue.group(1))
        if len(row) > 60 or "。" in row or fold(row)[:1] not in heads:
            continue
        trail = _TRAIL.search(row) is not None
        if passage.text == release.title and not trail and fold(row) not in names:
            continue
        for end in range(min(len(row), _LONGEST), 1, -1):
            behind = _paper().match(row, end) or (trail and re.match(r"[^>＞›»]{0,30}[>＞›»]", row[end:]))
            behind = behind or (release.language != "ja" and _OFFICE.match(row, end))
            if behind and fold(row[:end]) in names and not _PRESS.search(row[:end]):
                yield fold(row[:end])
                break


def _labelled(release: Release, names: Mapping[str, object]) -> Iterator[str]:
    """The names behind 会社名 or 公司名稱 in the rows at the top of a disclosure."""
    for passage in islice((p for p in release.passages if p.text.strip()), 2 * _HEAD):
        for label in _LABEL.finditer(passage.text):
            key = fold(label.group(1))
            yield from [key[:end] for end in range(len(key), 1, -1) if key[:end] in names][:1]


def _signatures(release: Release, names: Mapping[str, object]) -> Iterator[str]:
    """The names with which the last rows begin, where nothing but a part of the institution follows."""
    rows = [p.text.strip() for p in release.passages if p.text.strip()][-_FOOT:]
    for row in reversed(rows):
        if len(row) < 30 and "。" not in row and not any(map(str.isdigit, row)):
            name, _, part = re.sub(r"[　\t]+|[ ]{2,}", "\t", row).partition("\t")
            if fold(name) in names and len(part) < 12:
                yield fold(name)


@cache
def _paper() -> re.Pattern[str]:
    """What stands behind the institution of a letterhead: nothing, a wide space, or the name of its paper or page."""
    return re.compile(rf"(?:[（(][^（）()]{{1,24}}[）)])?\s{{0,9}}\Z|[　\t|｜]|[ ]{{2}}|\s?(?:{alternatives('paper')})")
