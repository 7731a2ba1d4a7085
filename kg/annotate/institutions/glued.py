"""Institutions read with what a sentence says of them: 負責課程的|甲系, 還有|乙代表處, 甲科技|會, 甲|股價."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.name import Name
from kg.model import OrganizationType
from kg.names import type_of_name
from kg.names.borders import any_of

# 三河化成|會: adverbs and particles behind a name, of which some end names as well.
_BEHIND = re.compile(r"[會会將将已也亦則则於于與与和及是為为並并由從从說说稱称今昨曾又再均皆仍先首]\Z")
_PRODUCER = re.compile(
    r"[\u3400-\u9fffA-Za-z]{2,14}?(?:大廠|大厂|廠商|厂商|業者|业者|龍頭|龙头|巨頭|巨头|新創|新创|企業|企业|[廠厂商])(?=[\u3400-\u9fffA-Za-z]{3,})"
)
_IS_ZONE = re.compile(
    r"(?:工業|産業|流通|テクノ|企業|臨空|ハイテク)団地\Z|(?:サイエンス|テクノ|リサーチ|インダストリアル)パーク\Z"
    r"|(?:工業|產業|产业|科學|科学|科技|加工|園|园)[園园]?[區区]\Z"
)
_ZONE = re.compile(
    r"(?:特定|專用|专用|加工出口|出口加工)?(?:園區|园区|特區|特区|區段|專區|专区|區|区|団地|工業団地|地區|地区)(?![\u3400-\u9fff]{0,2}(?:公所|長|长|役所))"
)
_TRADE_BEHIND = re.compile(r"(?:大廠|大厂|廠商|厂商|業者|业者|龍頭|龙头|巨頭|巨头|公司|企業|企业|大手|メーカー|商社)")


def unglued(text: str, names: Sequence[Name], whole: str, forms: set[str]) -> list[Name]:
    """The Chinese names without such words at their ends; `forms` are those that the document names."""
    return [
        _free(text, name, whole, forms) if name.kind in ("ORG", "UNIT") and name.row is None else name for name in names
    ]


def _free(text: str, name: Name, whole: str, forms: set[str]) -> Name:
    form = text[name.start : name.end]
    cuts = [form.rfind("的") + 1] if form.rfind("的") > 1 else []
    cuts += [match.end() for match in _leading().finditer(form)]
    for cut in sorted(cuts, reverse=True):
        if len(form) - cut > 2 and type_of_name(form[cut:]) is not None:
            return _free(text, replace(name, start=name.start + cut), whole, forms)
    for match in _PRODUCER.finditer(form):
        rest = form[match.end() :]
        elsewhere = any(
            whole.count(head) > whole.count(match.group()[-1] + head) for head in (rest, rest[:3], rest[:2])
        )
        if len(match.group()) > 3 and (rest in forms or (elsewhere and type_of_name(rest) is OrganizationType.COMPANY)):
            return replace(name, start=name.start + match.end())
    stem = form[:-1]
    known = len(stem) > 1 and stem in forms
    if _BEHIND.search(form) and (known or (len(stem) > 2 and _stands_free(stem, form[-1], whole))):
        return replace(name, end=name.end - 1)
    return name


def _stands_free(stem: str, last: str, whole: str) -> bool:
    """Whether what is left says what it is and stands elsewhere without that character behind it."""
    kind = type_of_name(stem)
    known = kind in (OrganizationType.COMPANY, OrganizationType.UNIVERSITY, OrganizationType.RESEARCH_INSTITUTE)
    return known and whole.count(stem) > whole.count(stem + last)


def is_zone(text: str, name: Name, form: str) -> bool:
    """Whether what was read as a company is the name of an industrial zone: 甲科技工業|區, 乙中核工業|団地."""
    kind = type_of_name(form)
    if kind not in (None, OrganizationType.COMPANY):
        return False
    return _IS_ZONE.search(form) is not None or (len(form) > 3 and _ZONE.match(text, name.end) is not None)


def tells_a_trade(text: str, name: Name) -> bool:
    """Whether a word for makers of something stands behind: 日本化學|大廠某某."""
    return _TRADE_BEHIND.match(text, name.end) is not None


@cache
def _leading() -> re.Pattern[str]:
    """What leads to a name: 來賓還有, 舊名, 計有."""
    return re.compile(rf".{{0,8}}?(?:{any_of('leads')})(?=.{{3}})")
