"""Bodies named in quotation marks, told by who makes them up or agrees with them: 11大学でつくる「…」, 與「…」簽署."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.name import Name
from kg.model import Rule

_MADE_UP_OF = re.compile(
    r"(?:大学|高専|企業|団体|自治体|法人|機関|社|者|ら|など|市町村?|町村)(?:で|が)(?:つくる|作る|構成する|構成される|組織する|参加する|加盟する)"
    r"[「『]([^「」『』、。]{3,30})(?<!会議)(?<!団)[」』]"
)
# 與日本「某縣某某會議」簽過: whoever one signs with is a body, whatever its name ends with
_AGREES_WITH = re.compile(
    r"[與与和跟](?:日本|台灣|台湾|臺灣|當地|当地)?的?[「“]([^「」“”、，。：（）]{5,30})(?<![計计][畫划劃])(?<![錄录書书約约])"
    r"[」”](?:[（(][^（）()]{1,20}[）)])?(?:共同|正式|再|也)?[簽签締缔續续]"
)


def bodies_of_members(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, where what such quotation marks hold is an institution and no place or event."""
    read = list(names)
    for match in (*_MADE_UP_OF.finditer(text), *_AGREES_WITH.finditer(text)):
        start, end = match.span(1)
        inside = [name for name in read if name.start < end and start < name.end]
        # 福岡縣|半導體會議: the town with which the name of the body begins
        if all(name.kind in ("PLACE", "EVENT") or (name.start == start and name.end < end - 2) for name in inside):
            read = [name for name in read if name not in inside]
            read.append(Name(start, end, "ORG", 0.6, None, Rule.OF_MEMBERS))
    return read
