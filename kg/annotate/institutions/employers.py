"""Japanese companies that nobody read, told by an officer of theirs: 見本セラミック基板の山田太郎専務取締役."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.name import Name
from kg.names import type_of_name

EMPLOYER = "company of its officer"
_OFFICER = re.compile(r"(?:代表|常務|専務|執行)?取締役|代表執行役|(?:代表)?社長|CEO")
# A name in kanji, katakana or letters, which may begin in hiragana: さくら電子
_BEFORE = re.compile(
    r"(?:\A|(?<=[、。，（(「『\s・])|(?<=[にでと]は))(?P<name>(?=[^の]{4})[ぁ-ん]{0,6}[\u3400-\u9fff々ァ-ヺーA-Za-z0-9＆&]{2,20})の\Z"
)
_REACH = 30  # characters before the officer's name
_KATAKANA = re.compile(r"[ァ-ヺー]{3}")
_OF_SOME = re.compile(
    r"(?:企業|会社|子会社|法人|メーカー|大手|各社|同社|両社|[本支自他当弊]社|グループ|ベンチャー|スタートアップ|センター|業者|商社|工場|系|最大手|中堅|老舗)\Z"
)


def employers(text: str, names: Sequence[Name]) -> list[Name]:
    """Such companies, where what stands before the officer has the form of a name and is read as nothing else."""
    titles = {name.start: text[name.start : name.end] for name in names if name.kind == "TITLE"}
    found = []
    for person in names:
        if person.kind != "PERSON" or not _OFFICER.match(titles.get(person.end, "")):
            continue
        before = _BEFORE.search(text[max(0, person.start - _REACH) : person.start])
        if before is None:
            continue
        form, start = before["name"], person.start - 1 - len(before["name"])
        free = all(name.end <= start or name.start >= person.start - 1 for name in names)
        if free and not _OF_SOME.search(form) and (type_of_name(form) is not None or _KATAKANA.search(form)):
            found.append(Name(start, start + len(form), "ORG", 0.7, None, EMPLOYER))
    return found
