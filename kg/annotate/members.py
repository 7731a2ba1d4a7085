"""Bodies that a Japanese page names in quotation marks behind those who make them up: 11大学でつくる「…」."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.name import Name

MEMBERS = "body of its members"
_MADE_UP_OF = re.compile(
    r"(?:大学|高専|企業|団体|自治体|法人|機関|社|者|ら|など|市町村?|町村)(?:で|が)(?:つくる|作る|構成する|構成される|組織する|参加する|加盟する)"
    r"[「『]([^「」『』、。]{3,30})(?<!会議)(?<!団)[」』]"
)


def bodies_of_members(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, where what such quotation marks hold is an institution and no place or event."""
    read = list(names)
    for match in _MADE_UP_OF.finditer(text):
        start, end = match.span(1)
        inside = [name for name in read if name.start < end and start < name.end]
        if all(name.kind in ("PLACE", "EVENT") for name in inside):
            read = [name for name in read if name not in inside]
            read.append(Name(start, end, "ORG", 0.6, None, MEMBERS))
    return read
