"""Numbers of people and institutions as releases write them: 超過270位, 約200人, 10至20名, 59団体."""

from __future__ import annotations

import re

from kg.model import Language, Quantity

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"兩": 2, "两": 2, "零": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000, "萬": 10000, "万": 10000}
_NUMBER = "[0-9０-９][0-9０-９,，]*|[一二三四五六七八九十百千兩两]+"
_ABOUT = "超過|超过|超|逾|突破|近|約|约|大約|大约|およそ|吸引|計|合計|延べ|総勢"
_MORE = "多|餘|余|数"
_PEOPLE = "位|名|人"
_INSTITUTIONS = "家|所|校|間|社|団体|團體|大学|企業|機関|组|組"
_SIZE = re.compile(
    # The look-behind keeps the search linear on long runs of digits.
    f"(?P<about>{_ABOUT})?(?<![0-9０-９,，一二三四五六七八九十百千兩两])(?P<low>{_NUMBER})(?:(?:至|到|~|～|-|から|〜)(?P<high>{_NUMBER}))?(?P<more>{_MORE})?"
    f"(?P<unit>{_PEOPLE}|{_INSTITUTIONS})(?!次|目|前|間|口|工)"
)
_ATTENDING = re.compile("代表|參加|参加|出席|與會|与会|到場|到场|吸引|齊聚|齐聚|集ま|来場|が親睦|訪れ|規模|会し")


def number(text: str) -> float:
    """The value of a number in digits or Chinese numerals below 100,000."""
    digits = text.translate(str.maketrans("０１２３４５６７８９", "0123456789", ",，"))
    if digits.isdigit():
        return float(digits)
    total = current = 0
    for character in digits:
        if character in _UNITS:
            total += (current or 1) * _UNITS[character]
            current = 0
        else:
            current = _DIGITS.get(character, 0)
    return float(total + current)


def sizes(text: str) -> list[tuple[int, Quantity]]:
    """All counts of people and institutions of a text with their places, the wording kept."""
    found = []
    for match in _SIZE.finditer(text):
        high = number(match.group("high")) if match.group("high") else None
        # 三、四年級 and the like are no ranges; a maximum lies above its minimum.
        low = number(match.group("low"))
        if high is not None and high <= low:
            continue
        found.append((match.start(), Quantity(low, match.group("unit"), match.group().strip(), high)))
    return found


def people(text: str, language: Language) -> Quantity | None:
    """How many people took part, where a sentence counts people and says that they were there; the largest count."""
    if not _ATTENDING.search(text):
        return None
    counted = [q for _, q in sizes(text) if q.unit in _PEOPLE.split("|") and q.value >= 5]
    return max(counted, key=lambda q: q.value, default=None)
