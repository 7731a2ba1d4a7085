"""Persons of Japanese passages whom a dictionary or the script of their names tells, and no tagger.

安川公平|教授 that nobody read, 伊川奈緒子|海山精機|社長 read as one name, ダニー・リン|董事長 read as a company.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.name import Name, between, exchanged
from kg.model import Rule
from kg.names import fold, strip_legal_form, type_of_name
from kg.names.forms import company_endings, forms
from kg.names.places import place_of_key
from kg.names.readings import readings_of

_OPEN = re.compile(r"(?:\A|[^\u3400-\u9fff々ァ-ヺーA-Za-z0-9])\Z")
_RUN = re.compile(r"[\u3400-\u9fff々]{3,6}\Z")
_HELD = re.compile(r"(?:ら|たち|一行|夫妻)?(?:[はがもをとにへのや、。，（(「『＝・]|から|より|による|によ)|\s|\Z")
_NEXT = re.compile(r"[の・　 （(]{0,2}")
_OF_WHOLE = re.compile("(?:代表|取締役|執行役員|名誉|副|前|元){0,4}(?:社長|会長|理事長|董事長|総経理|頭取|総裁|会頭)")
# What one person is: a department has none of these, and no institution either.
_OWN = re.compile(
    "(?:代表|取締役|名誉|特任|特命|客員|主任|副|前|元|新|現){0,3}"
    "(?:社長|会長|理事長|董事長|総経理|頭取|総裁|会頭|学長|校長|総長|塾長|市長|町長|村長|区長|知事|教授|准教授|講師|助教|院長|所長|部長|局長|課長|議長|CEO)"
)
_LINKED = re.compile(r"[ァ-ヺー]{1,8}(?:[・＝=‐－-][ァ-ヺー]{1,8}){1,3}")
_FIRM = re.compile(
    "(?:テクノ|テック|システム|セミ|マイクロ|マテリアル|エレクトロ|エンジニア|ケミカル|バンク|ファイナン|フィナン|ホールディング|グループ|コーポ|インダスト"
    "|インターナショナル|グローバル|ジャパン|タイワン|アジア|サイエンス|メディカ|ソリューション|デバイス|パワー|エナジー|エネルギー|オート|モーター|エア|ロジスティ"
    "|サービス|センター|キャピタル|パートナー|ネット|メディア|データ|デジタル|クラウド|ロボ|フーズ|ケア|ライフ|ホーム|ラボ|リサーチ|スクール|カレッジ)"
)
_SEAT = re.compile("[（(](?:[A-Z]{2,8}[、，])?(?:本社[・：:])?[\u3400-\u9fffヶケノ]{1,8}[都道府県市区町村][）)]")
_SHORTEST = 3  # characters of an institution behind a name
_NAME = (5, 4, 3)  # characters of a name, the longest first


def by_reading(texts: Sequence[str], names: Sequence[Sequence[Name]], lists: Lists) -> list[list[Name]]:
    """The names of each passage, with such persons; a form in katakana that stands without a title is no person."""
    everything = "\n".join(texts)
    return [_read(text, own, everything, lists) for text, own in zip(texts, names, strict=True)]


def _read(text: str, names: Sequence[Name], everything: str, lists: Lists) -> list[Name]:
    read = sorted((_as_seated(text, name) for name in names), key=lambda name: (name.start, -name.end))
    ending = {name.end: name for name in reversed(read) if name.kind in ("ORG", "UNIT", "PERSON")}
    counted = cache(everything.count)  # the same name may stand there a thousand times
    gone: list[Name] = []
    new: dict[Name, None] = {}  # of two titles with one place, what both tell once
    for title in [*(name for name in read if name.kind == "TITLE"), *_titles(text, read, lists)]:
        before = ending.get(title.start)
        if before is None:
            found = list(_unread(text, read, title, lists))
        elif before.row is not None and before.kind != "PERSON":
            continue
        elif before.kind == "ORG" and _is_linked(text, before, title, read, counted):
            found = [replace(before, kind="PERSON", rule="name in katakana")]
        elif before.kind != "PERSON":
            found = list(_parts(text, before, lists))
        else:
            holder = ending.get(before.start)
            held = holder is not None and holder.kind == "PERSON"
            found = list(_company(text, before, title, lists)) if held else []
            gone += [title] if found else []
        gone += [before] if found and before is not None else []
        new.update(dict.fromkeys(found))
    return exchanged(read, gone, list(new))


def _as_seated(text: str, name: Name) -> Name:
    """A company in katakana read as a person, where the bracket behind it says in which town it is."""
    form = text[name.start : name.end]
    seated = name.kind == "PERSON" and _LINKED.fullmatch(form) and _SEAT.match(text, name.end)
    return replace(name, kind="ORG", rule=Rule.SEATED) if seated else name


def _titles(text: str, names: Sequence[Name], lists: Lists) -> Iterator[Name]:
    """The titles of the list that no tagger read."""
    for start, end, kind in lists.titles.find(letters_of(text)):
        first, last = between(names, start, end)
        if kind == "t" and first == last:
            yield Name(start, end, "TITLE", 0.5)


def _unread(text: str, names: Sequence[Name], title: Name, lists: Lists) -> Iterator[Name]:
    """The person right before a title, where a dictionary reads what stands there as family and given name."""
    if _OWN.fullmatch(text, title.start, title.end) is None or _HELD.match(text, title.end) is None:
        return
    run = _RUN.search(text, max(0, title.start - 7), title.start)
    if run is None or _OPEN.search(text, max(0, run.start() - 1), run.start()) is None:
        return
    form = run.group()
    first, last = between(names, run.start(), title.start)
    if first == last and _is_name(form) and type_of_name(form) is None and lists.titles.kind(form) is None:
        yield Name(run.start(), title.start, "PERSON", 0.8, None, "name by its reading")


def _parts(text: str, name: Name, lists: Lists) -> Iterator[Name]:
    """The person and the institution that a name holds: 伊川奈緒子|海山精機."""
    form = text[name.start : name.end]
    if _OPEN.search(text, max(0, name.start - 1), name.start) is None or place_of_key(fold(form)) is not None:
        return
    cuts = [cut for cut in _NAME if len(form) - cut >= _SHORTEST and _is_name(form[:cut])]
    cuts = [cut for cut in cuts if _is_institution(form[cut:], lists)]
    if not cuts:
        return
    letters = letters_of(form)
    cut = next(
        (cut for cut in cuts if lists.surnames.at(letters, cut) or place_of_key(fold(form[cut : cut + 2]))), cuts[0]
    )
    yield Name(name.start, name.start + cut, "PERSON", name.confidence, None, Rule.BEFORE_INSTITUTION)
    yield replace(name, start=name.start + cut)


def _is_institution(form: str, lists: Lists) -> bool:
    """Whether a form is the name of an institution, and not only a word for what it does: 電子工業."""
    if type_of_name(form) is None or lists.endings.kind(form) is not None:
        return False
    key = fold(strip_legal_form(form))
    while ending := next((end for end in _endings() if key.endswith(end)), ""):
        key = key.removesuffix(ending)
    return len(key) > 1


@cache
def _endings() -> tuple[str, ...]:
    """The match keys of the words with which names of institutions end, the longest first."""
    return tuple(form.key for form in forms() if form.position in ("suffix", "both") and len(form.key) > 1)


def _company(text: str, before: Name, title: Name, lists: Lists) -> Iterator[Name]:
    """Company and title behind a person: 某某|海山信和|精機社長, of which the company was read as a second person."""
    form = text[title.start : title.end]
    if lists.titles.kind(form) is not None:
        return
    key = fold(form)
    size = max((len(end) for end in company_endings() if key.startswith(end) and len(key) == len(form)), default=0)
    if size and _OF_WHOLE.fullmatch(form[size:]):
        yield replace(before, end=title.start + size, kind="ORG", rule="name of a company")
        yield replace(title, start=title.start + size)


def _is_linked(text: str, name: Name, title: Name, names: Sequence[Name], counted: Callable[[str], int]) -> bool:
    """Whether a name in katakana with dots is that of the one who holds the title behind it.

    `counted` says how often a text holds a form.
    """
    form = text[name.start : name.end]
    if _LINKED.fullmatch(form) is None or _FIRM.search(form) or type_of_name(form) is not None:
        return False
    if _HELD.match(text, title.end) is None or _OPEN.search(text, max(0, name.start - 1), name.start) is None:
        return False
    at = bisect_left(names, title.end, key=lambda other: other.start)
    behind = names[at] if at < len(names) else None
    if behind is not None and behind.kind in ("PERSON", "SURNAME") and _NEXT.fullmatch(text, title.end, behind.start):
        return False
    titles = text[title.start : title.end]
    return counted(form) == counted(form + titles)


def _is_name(form: str) -> bool:
    """Whether a dictionary reads a form as a family name and a given name."""
    return bool(readings_of(form)) and place_of_key(fold(form)) is None
