"""Whether the characters around a spelling let it be a name of its own."""

from __future__ import annotations

import re
from functools import cache

from kg.folding import fold
from kg.forms import table
from kg.places import place_of_key

_LATIN = re.compile(r"[A-Za-z0-9À-ɏＡ-Ｚａ-ｚ０-９]")
_KATAKANA = re.compile(r"[ァ-ヺー]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_BREAK = re.compile(r"[、，。；：！？「」『』（）()〈〉《》【】\n\r\t]")
# 九大 is no university in 九大學 or 九大型.
_AFTER_BIG = frozenset("學学型量幅會会樓門阪臣使豐")
# 熊本県 before 菊池郡 or 菊陽町 is the head of an address.
_COUNTY = re.compile(r"[^\W與和及在は]{1,3}郡")
_AREA = re.compile(r"[市縣県县都道府區区町村鄉鎮]$")


def stands(text: str, start: int, end: int, spelled: str, government: bool) -> bool:
    """Whether `text[start:end]`, a spelling of the authority file's `spelled`, is a name of its own here.

    `government`: a place before 內 or before the name of a town in it is the area, not its government.
    """
    span, before, after = text[start:end], text[max(0, start - 1) : start], text[end : end + 6]
    if len(span) > len(spelled) and _BREAK.search(span) and not _BREAK.search(spelled):
        return False
    if any(
        (script.match(span[0]) and script.match(before)) or (script.match(span[-1]) and script.match(after))
        for script in (_LATIN, _KATAKANA)
    ):
        return False
    if spelled.isascii():
        letters = span if spelled.isupper() and len(spelled) <= 6 else span[:1]
        return letters.isupper() or not letters[:1].isalpha() or spelled[:1].islower()
    if len(span) == 2 and _HAN.match(span):
        # 北大 in 東北大學, 台大 in 台大學.
        cut = span.endswith("大") and after[:1] in _AFTER_BIG
        return not cut and (not before or place_of_key(fold(before + span[0])) is None)
    if government and _AREA.search(span):
        return not (after.startswith(_marks("after-place")) or _heads_address(after))
    return True


def _heads_address(after: str) -> bool:
    """A county or town follows: 熊本県 before 菊池郡 or 菊陽町 says where, not who."""
    towns = (place_of_key(fold(after[: at + 1])) for at, char in enumerate(after) if char in "市町村区區鄉郷鎮")
    return bool(_COUNTY.match(after)) or any(town is not None and town.kind == "municipality" for town in towns)


def is_clear(text: str, start: int, end: int) -> bool:
    """Whether a spelling stands as a name: two Chinese characters only after a border or before a title (成大校長)."""
    if start == 0 or end - start != 2 or not (_HAN.match(text, start) and _HAN.match(text, start - 1)):
        return True
    return text[start - 1] in _marks("before-name") or text.startswith(_marks("after-name"), end)


@cache
def _marks(position: str) -> tuple[str, ...]:
    """Words of data/language/name_forms.tsv that stand around names of institutions."""
    return tuple(row["form"] for row in table("language", "name_forms.tsv") if row["position"] == position)
