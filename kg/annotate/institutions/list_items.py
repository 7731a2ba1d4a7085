"""Institutions that a tagger missed in a Japanese list: 北浜銀行、|南浜信用金庫|、東浜商工会議所."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.name import Name

_HOUSES = "信用金庫|信用組合|労働金庫|農業協同組合|漁業協同組合|生活協同組合|商工会議所|青年会議所"
_ENDINGS = f"{_HOUSES}|銀行|森林組合|商工会|観光協会|大学|高等専門学校|高等学校"
_NAME = r"[\u3400-\u9fff々ァ-ヶー]{2,8}?"
_AND = "及び|および|並びに"
_ITEM = re.compile(rf"(?:^|(?<=[、・，,　\s])){_NAME}(?:{_ENDINGS})(?=[、・，,　\s]|$|{_AND})")
# in sentences as well: nothing else ends so
_SAID = re.compile(rf"(?:^|(?<=[、・，,　\s。と「『])){_NAME}(?:{_HOUSES})(?=[、・，,　\sとはがの（(]|$|{_AND})")
_NO_NAME = re.compile(
    "(?:地元|地域|地方|県内|市内|各|全|他|主要|取引|協定|連携|参加|同|本|当|[0-9０-９一二三四五六七八九十両]+)"
)


def listed_houses(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with the items of a list that end as institutions do beside another one, and with credit unions."""
    found = list(names)
    items = list(_ITEM.finditer(text)) if any(name.kind == "ORG" for name in names) else []
    for match in (*items, *_SAID.finditer(text)):
        start, end = match.span()
        inside = [name for name in found if name.start < end and start < name.end]
        # What was read as a person, or as the end alone (北浜|信用金庫), gives way.
        whole = any(name.start <= start and name.end >= end and name.kind == "ORG" for name in inside)
        sure = any(name.row is not None or name.start < start or name.end > end for name in inside)
        if whole or sure or _NO_NAME.match(match.group()):
            continue
        found = [name for name in found if name not in inside]
        found.append(Name(start, end, "ORG", 0.7, None, "item of a list"))
    return sorted(found, key=lambda name: (name.start, -name.end))
