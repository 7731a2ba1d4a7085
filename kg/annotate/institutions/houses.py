"""Companies that a text introduces as a subsidiary or a new one: their name is all between the quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.name import Name
from kg.model import OrganizationType
from kg.names import fold, type_of_name
from kg.names.departments import is_chain
from kg.names.places import place_of_key

_HOUSE = re.compile(
    r"(?:子公司|孫公司|孙公司|關係企業|關係公司|关联公司|分公司|(?:現地|日本|台[灣湾]|臺灣|海外|在地)法人|子会社|孫会社"
    r"|(?:日本|台[灣湾]|臺灣|海外|全資|全资|控股|旗下|合資|合资)(?:公司|企業|企业|會社|会社)|合弁会社|新公司|新会社)"
    r"[「『“]([^「」『』“”。，、：\n]{2,24})[」』”]"
)


# 合資成立某某閥件，: a new name, which the text goes on to use
_FOUNDED = re.compile(
    r"(?:合資|合资|共同出資|共同出资)(?:成立|設立|设立|創立|创立|創辦|创办)了?([\u3400-\u9fff]{3,8})(?=[，。；、])"
)
# 甲曜|北上|社長某某: a house by the place where it is, before the title of who heads it
_HEADED = re.compile(
    r"(?:的)?(?:副?(?:社長|社长|董事長|董事长|總經理|总经理|總裁|总裁|執行長|执行长)|代表取締役|代表董事|取締役社長)"
)
_WORD = re.compile(r"[\u3400-\u9fffァ-ヺー]{2,4}")
_STEM = (2, 3, 4)  # characters of the name of a group
_SIGNS = ("", "市", "縣", "町", "村", "鎮", "鄉", "區")


def with_houses(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> list[list[Name]]:
    """The names of each passage, such companies read wherever the document names them."""
    houses = {match.group(1) for text in texts for match in _HOUSE.finditer(text)}
    founded = {match.group(1) for text in texts for match in _FOUNDED.finditer(text)}
    whole = "\n".join(texts) if founded else ""
    houses |= {name for name in founded if whole.count(name) > 1 and type_of_name(name) is None and not is_chain(name)}
    houses |= _of_groups(texts, names)
    return (
        [_put(text, own, houses) for text, own in zip(texts, names, strict=True)] if houses else list(map(list, names))
    )


def _of_groups(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> set[str]:
    """Companies called by a group that the document names and by a place, where the title of a head stands behind."""
    forms = {text[n.start : n.end] for text, own in zip(texts, names, strict=True) for n in own if n.kind == "ORG"}
    companies = [form for form in forms if type_of_name(form) in (None, OrganizationType.COMPANY)]
    stems = {form[:size] for form in companies for size in _STEM if not _is_place(form[:size])}
    found: set[str] = set()
    for text in texts:
        for head in _HEADED.finditer(text):
            for at in (head.start() - 2, head.start() - 3):
                if at < 2 or not _is_place(text[at : head.start()]):
                    continue
                size = next((n for n in reversed(_STEM) if n <= at and text[at - n : at] in stems), 0)
                found |= {text[at - size : head.start()]} if size else set()
    return found


def _is_place(form: str) -> bool:
    return _WORD.fullmatch(form) is not None and any(place_of_key(fold(form + sign)) is not None for sign in _SIGNS)


def _put(text: str, names: Sequence[Name], houses: set[str]) -> list[Name]:
    read = list(names)
    for house in sorted(houses, key=len, reverse=True):
        for match in re.finditer(re.escape(house), text):
            start, end = match.span()
            over = [n for n in read if n.start < end and start < n.end]
            # A longer name that begins with it is another one: 甲日本|股份有限公司 keeps its legal form.
            if all(start <= n.start and n.end <= end for n in over):
                row = next((n.row for n in over if (n.start, n.end) == (start, end)), None)
                read = [n for n in read if n not in over] + [Name(start, end, "ORG", 0.85, row, "quoted")]
    return sorted(read, key=lambda name: (name.start, -name.end))
