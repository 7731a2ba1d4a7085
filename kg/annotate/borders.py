"""Institutions that were read with a word too many: a conjunction before, a 方面 behind, what they are in front."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.lexicon import Lists
from kg.annotate.mending import Name
from kg.annotate.terms import is_field
from kg.names import fold, table, type_of_name
from kg.names.places import place_of_key

_JOINTS = "與和及跟同与由向在到赴"
# 駐日代表處|方面: what is said of an institution's side.
_SIDE = re.compile(r"(?:方面|一方|側|內部|内部|等單位|等单位|相關人員|方)$")
# 數控機床企業|某某集團: what it is, before its name.
_TRADE = re.compile(
    r"(?:企業|企业|大廠|大厂|廠商|厂商|業者|业者|公司|子公司|巨頭|巨头|龍頭|龙头|新創|商社|メーカー|大手|ベンチャー|機関|会社|最大手)"
    r"(?=.{2})"
)
_TRADES = frozenset(
    (
        "科技",
        "產業",
        "产业",
        "産業",
        "企業",
        "企业",
        "學校",
        "学校",
        "經濟",
        "経済",
        "經貿",
        "市場",
        "市场",
        "半導體",
        "半導体",
        "半导体",
    )
)
# 国立理工系大学: of what kind, not which.
_OF_A_KIND = re.compile(
    r"(?:国立|公立|私立|國立)?[\u3400-\u9fff]{1,4}系(?:大学|大學|企業|企业|学校|學校|機関|團體|団体)"
)
# 市政府 is the city of the document, named or not.
_SEATS = ("政府", "役所", "役場", "公所", "県庁", "府", "庁")
_HEAD = re.compile(r"[\u3400-\u9fff]{2,6}$")
_LABORATORY = re.compile(r"(?:ラボ(?:ラトリー)?|(?:聯合|联合|共同)?[實实][驗验]室)")
_POSTED = re.compile(r"駐[\u3400-\u9fff]{1,3}$|驻[\u3400-\u9fff]{1,3}$")


def bordered(texts: Sequence[str], names: Sequence[Sequence[Name]], lists: Lists, *, chinese: bool) -> list[list[Name]]:
    """The names of each passage of a document, its institutions without words that are not theirs.

    What only describes (台灣半導體, 日本駐台, a 委員會 that nobody names in full) is left out.
    """
    whole = "\n".join(texts)
    forms = {_form(text, name) for text, own in zip(texts, names, strict=True) for name in own if name.kind == "ORG"}
    names = [_laboratories(text, own) for text, own in zip(texts, names, strict=True)]
    return [
        [mended for name in own if (mended := _cut(text, name, whole, forms, lists, chinese)) is not None]
        for text, own in zip(texts, names, strict=True)
    ]


def _laboratories(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, where a laboratory of two institutions is one: 甲社|乙大ラボ, 甲社乙大|實驗室."""
    read: list[Name] = []
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        before = read[-1] if read else None
        if name.kind in ("ORG", "UNIT") and name.row is None and (more := _LABORATORY.match(text, name.end)):
            name = replace(name, end=more.end(), kind="ORG")
        if before is not None and name.kind == before.kind == "ORG" and before.end == name.start:
            behind = _LABORATORY.search(text, name.start + 1, name.end)
            if behind is not None and behind.end() == name.end:
                read[-1] = replace(before, end=name.end, row=None, rule="laboratory of two")
                continue
        read.append(name)
    return read


def _form(text: str, name: Name) -> str:
    return "".join(text[name.start : name.end].split())


def _cut(text: str, name: Name, whole: str, forms: set[str], lists: Lists, chinese: bool) -> Name | None:
    if name.kind not in ("ORG", "UNIT"):
        return name
    form = text[name.start : name.end]
    if name.kind == "ORG" and _only_describes(form):
        return None
    if name.row is not None:
        return name
    if name.kind == "ORG" and _is_generic(form, forms, lists):
        return None
    if form[0] == "及" and (head := _HEAD.search(text, max(0, name.start - 6), name.start)):
        name = replace(name, start=head.start())  # 技術|及職業教育司
        form = text[name.start : name.end]
    if chinese and (side := _SIDE.search(form)) and type_of_name(form[: side.start()]) is not None:
        name = replace(name, end=name.start + side.start())
        form = text[name.start : name.end]
    if chinese and form[0] in _JOINTS and len(form) > 3 and _stands_elsewhere(form, 1, whole, all_of_it=True):
        name = replace(name, start=name.start + 1)
    for cut in (match.end() for match in _TRADE.finditer(form)):
        # Only where the rest is written without those words elsewhere: 中小企業|振興協會 is one name.
        if not form[:cut].endswith(("中小企業", "中小企业")) and _stands_elsewhere(form, cut, whole):
            return replace(name, start=name.start + cut)
    return name


def _stands_elsewhere(form: str, cut: int, whole: str, *, all_of_it: bool = False) -> bool:
    """Whether the name behind `cut`, or the head of it, is written in the text without what stands before it here."""
    rest, before = form[cut:], form[:cut]
    heads = {rest} if all_of_it else {rest, rest[:4], *([rest[:2]] if len(rest) > 3 else [])}
    return any(whole.count(head) > whole.count(before + head) for head in heads if len(head) > 1)


def _only_describes(form: str) -> bool:
    """A country or place with a word of trade behind it (台灣半導體), or somebody posted to one (日本駐台)."""
    if _OF_A_KIND.fullmatch(form):
        return True
    if posted := _POSTED.search(form):
        return posted.start() == 0 or form[: posted.start()] in _countries()
    known = type_of_name(form) is not None
    return any(form[cut:] in _TRADES or (not known and is_field(form[cut:])) for cut in _places(form))


def _places(form: str) -> Iterator[int]:
    """Where a place at the head of a name ends."""
    for cut in range(2, min(len(form) - 1, 7)):
        if form[:cut] in _countries() or place_of_key(fold(form[:cut])) is not None:
            yield cut


def _is_generic(form: str, forms: set[str], lists: Lists) -> bool:
    """A bare 管理局 or 審議会 names nothing where the document has no institution whose name it ends."""
    kind = lists.endings.kind(form)
    if kind is None or form.endswith(_SEATS) or (kind == "GovernmentBody" and form[-1] not in "局会會处處"):
        return False
    return not any(other.endswith(form) and other != form for other in forms)


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["word"] for row in table("language", "coreference.tsv") if row["use"] == "country")
