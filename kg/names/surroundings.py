"""Whether the characters around a spelling let it be a name of its own."""

from __future__ import annotations

import re

from kg.names.folding import fold
from kg.names.forms import forms_at
from kg.names.places import Place, place_of_key

_LATIN = re.compile(r"[A-Za-z0-9À-ɏＡ-Ｚａ-ｚ０-９]")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_BREAK = re.compile(r"[、，。；：！？「」『』（）()〈〉《》【】\n\r\t]")
_UNBROKEN = re.compile(r"[\u3400-\u9fffァ-ヺー]+")
# Ends of names that go on as other words: 九大學, 科学大臣, 外交部会, 名古屋市場, 台半|導體.
_GOES_ON = {
    "大": "學学型量幅會会樓門阪臣使豐",
    "部": "会會門隊品屬落",
    "市": "場民",
    "省": "略力",
    "都": "市民内內",
    "半": "導导",
}
# 熊本県 before 菊池郡 or 菊陽町 is the head of an address.
_COUNTY = re.compile(r"[^\W與和及在は]{1,3}郡")
_AREA = re.compile(r"[市縣県县都道府區区町村鄉鎮]$")


def stands(text: str, start: int, end: int, spelled: str, kind: str, country: str) -> bool:
    """Whether `text[start:end]`, a spelling of `spelled`, is a name of its own here and not a part of another.

    `kind` and `country` are those of the row: a place before 內 is no government, 西安 before 交通大學 no Taiwan.
    """
    span, before, after = text[start:end], text[max(0, start - 1) : start], text[end : end + 8]
    if _BREAK.search(span) and not _BREAK.search(spelled):
        return False
    if any(
        (script.match(span[0]) and script.match(before)) or (script.match(span[-1]) and script.match(after))
        for script in (_LATIN, _KATAKANA)
    ):
        return False
    if spelled.isascii() and text[max(0, start - 5) : start].rstrip(" -").casefold().endswith(("mini", "迷你", "小型")):
        return False  # Mini 甲社: what somebody calls another one
    if spelled.isascii():
        letters = span if spelled.isupper() and len(spelled) <= 6 else span[:1]
        return letters.isupper() or not letters[:1].isalpha() or spelled[:1].islower()
    if span[-1] in _GOES_ON and after[:1] and after[0] in _GOES_ON[span[-1]]:
        return False
    # 北大 in 東北大學, 九州大学 in 北九州大学.
    if any(_place(before + span[:size]) for size in (1, 2) if before and size < len(span)):
        return False
    if kind == "GovernmentBody" and _AREA.search(span):
        return not (after.startswith(forms_at("after-place")) or _heads_address(after))
    if kind == "Company":
        return not after.startswith(forms_at("after-company"))
    return not _elsewhere(text[max(0, start - 4) : start], kind, country)


def _place(name: str) -> Place | None:
    """The place of that name, written without a break."""
    return place_of_key(fold(name)) if _UNBROKEN.fullmatch(name) else None


def _elsewhere(before: str, kind: str, country: str) -> bool:
    """A place of another country stands before, or a region before an association: 西安交通大學, 関西経済同友会."""
    places = [place for size in (2, 3, 4) if (place := _place(before[-size:])) is not None]
    return any(place.country != country or (kind == "Association" and place.kind == "region") for place in places)


def _heads_address(after: str) -> bool:
    """A county or town follows: 熊本県 before 菊池郡 or 菊陽町 says where, not who."""
    towns = (_place(after[: at + 1]) for at, char in enumerate(after) if char in "市町村区區鄉郷鎮")
    return bool(_COUNTY.match(after)) or any(town is not None and town.kind == "municipality" for town in towns)


def is_clear(text: str, start: int, end: int) -> bool:
    """Whether a spelling stands as a name: two Chinese characters only after a border or before a title (成大校長)."""
    if start == 0 or end - start != 2 or not (_HAN.match(text, start) and _HAN.match(text, start - 1)):
        return True
    return text[start - 1] in forms_at("before-name") or text.startswith(forms_at("after-name"), end)
