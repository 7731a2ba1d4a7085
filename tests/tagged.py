"""Releases written with their mentions marked: `{o:北川大学}の{p:山田 太郎}{t:教授}`; each line is a passage."""

import re
from array import array

from kg.model import Annotated, Kind, Language, Mention, OrganizationType, Passage, PassageKind, Release

_MARK = re.compile(r"\{(\w)(?:=(\w+))?:([^{}]*)\}")
_KINDS = {
    "p": (Kind.PERSON, "tagger", None),
    "s": (Kind.PERSON, "surname", None),
    "r": (Kind.PERSON, "reading", None),
    "o": (Kind.ORGANIZATION, "tagger", None),
    "u": (Kind.ORGANIZATION, "tagger", OrganizationType.UNIT),
    "t": (Kind.TITLE, "tagger", None),
    "l": (Kind.PLACE, "tagger", None),
}


def annotated(
    marked: str, language: Language = "ja", publisher: str | None = None, kinds: dict[int, PassageKind] | None = None
) -> Annotated:
    """The release that the marked text stands for; a line is an item, or a body where it holds 。 or 、."""
    text, mentions, last = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        kind, rule, type_ = _KINDS[match.group(1)]
        name = match.group(3)
        mentions.append(Mention(len(text), len(text) + len(name), name, kind, rule, type=type_))
        text += name
        last = match.end()
    text += marked[last:]
    passages, start = [], 0
    for number, line in enumerate(text.split("\n")):
        sentences, place = [], 0
        for end in [m.end() for m in re.finditer("。", line)] + [len(line)]:
            if end > place:
                sentences.append((place, end))
            place = end
        kind = (kinds or {}).get(number) or (PassageKind.BODY if re.search("[。、，]", line) else PassageKind.ITEM)
        offsets = array("l", range(start, start + len(line)))
        passages.append(Passage(kind, line, offsets, tuple(sentences)))
        start += len(line) + 1
    release = Release("test", "0" * 64, language, None, publisher, "", text, tuple(passages))
    return Annotated(release, tuple(sorted(mentions, key=lambda m: (m.start, -m.end))))
