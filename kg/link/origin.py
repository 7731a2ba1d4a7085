"""What kind of institution a name means and which country it belongs to, from the name and the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal

from kg.link.groups import script, tidy
from kg.model import Annotated, Entity, Kind, Mention, OrganizationType
from kg.names import country_of_name, person_country, type_of_name
from kg.names.authority import Authority
from kg.names.departments import is_bureau, is_of_a_company, is_subject, tells_only_subjects, words_of
from kg.names.forms import late_type
from kg.names.offices import country_of_office
from kg.names.postings import is_office_abroad
from kg.names.referring import alternatives, words

Country = Literal["TW", "JP"]
BY_LANGUAGE = "the language of the release"  # the evidence where there is none

_HOUSE = r"(?:子公司|子会社|法人|分公司|支社|拠點|拠点|據點|工廠|現地法人)"
_HOUSES = {"ジャパン": "JP", "Japan": "JP", "日本": "JP", "台湾": "TW", "台灣": "TW", "臺灣": "TW", "Taiwan": "TW"}
# 駐日代表処: an office in the other country
_HOSTS = {"日": "JP", "台": "TW", "臺": "TW", "華": "TW", "华": "TW"}
_ABROAD = re.compile(
    r"\A[\u3400-\u9fff]{2,3}(?:經濟文化|经济文化|經文|经文)?(?:辦事處|办事处|代表處|代表处|分處|分处)\Z"
)
_OTHER = {"JP": "TW", "TW": "JP"}
_HEAD = re.compile(r"[\u3400-\u9fff]{2}")
_RESEARCH = re.compile(r"(研究.{0,4}|試驗|試験|總合|総合)(中心|センター|機構)$")
# 宮崎工業高, 鳥栖工高: as newspapers call high schools.
_SCHOOL = re.compile(
    r"^[\u3400-\u9fff]{1,5}大$|[\u3400-\u9fff](?:(?:工業|商業|農業|水産|総合)高|[工商農]高)$"
    r"|大学?院大学$|University|Universität"
)
# 松井・北大先端研磨研究センター: a laboratory of two stands for itself.
_OF_TWO = re.compile(
    r"(?:聯合|联合|共同|合同|連携)(?:研究|研發|研发|開発|創新|创新|[實实実][驗验験])(?:中心|センター|拠点|室|所)$"
    r"|(?P<one>[^・·･×✕＆&－—–‐-]{2,16})[・·･×✕＆&－—–‐-].{2,24}(?:研究|研發|研发|開発|創新|创新)(?:中心|センター|拠点|室)$"
)
_OF_PREFECTURE = re.compile(
    r"[\u3400-\u9fff]{2,3}[都道府県](?:(?!大学)[\u3400-\u9fff]){0,10}(?:産業|工業|技術|農業|食品|水産|林業|窯業|繊維|試験)"
    r"(?:(?!大学)[\u3400-\u9fff]){0,8}(?:センター|試験場|研究所)"
)
# 新竹に本社を置く|甲社, 甲社は新竹市に本拠を構える
_SEAT = r"に(?:本社|本部|本拠地?|本店)(?:を(?:置|構|持)|が?ある|のある)"
_SEATED = re.compile(rf"([\u3400-\u9fff]{{2,8}})(?:{_SEAT}|にある)[^、。「」]{{0,20}}[「『]?\Z")
_HAS_SEAT = re.compile(
    rf"[」』]?(?:[（(][^（）()]{{1,30}}[）)])?[はが]、?(?:台湾[北中南東]?部?の)?([\u3400-\u9fff]{{2,8}}){_SEAT}"
)
_FIRM = re.compile(r"[^新聞通報出版]社$")
# A bureau of a city or prefecture is a part of it, one of a state is an authority of its own.
_DIVISION = re.compile(r"^[\u3400-\u9fff]{1,6}[市縣県](?:政府)?[^市縣県]{2,12}[局部課課室處処]$")


def kind_of(name: str, given: OrganizationType | None, language: str) -> OrganizationType | None:
    """The type that a mention came with, or that its name tells; None where neither tells any."""
    if is_office_abroad(name):
        return OrganizationType.GOVERNMENT
    inner = is_bureau(name) if language == "ja" else is_of_a_company(name)
    if _OF_PREFECTURE.fullmatch(name) or _is_of_two(name):
        return OrganizationType.RESEARCH_INSTITUTE
    if _DIVISION.match(name) or tells_only_subjects(name) or inner:
        return OrganizationType.UNIT
    told = given or type_of_name(name, "ja" if language == "ja" else "zh-Hans" if language == "zh-Hans" else "zh-Hant")
    if given is None and re.search(r"\b(?:University|College)\b", name):
        return OrganizationType.UNIVERSITY
    if told is None or told is OrganizationType.UNIT:
        patterns = (
            (_RESEARCH, OrganizationType.RESEARCH_INSTITUTE),
            (_SCHOOL, OrganizationType.UNIVERSITY),
            (_FIRM, OrganizationType.COMPANY),
        )
        found = next((kind for pattern, kind in patterns if pattern.search(name)), late_type(name))
        # A research centre that the reader does not call a unit stands for itself, until a parent stands before it.
        return found if found is not None and (told is None or given is None) else told
    return told


def _is_of_two(name: str) -> bool:
    """Whether a name is that of a joint laboratory, and of no centre for two subjects: 電子・光電研究センター."""
    match = _OF_TWO.search(name)
    if match is None or "大學" in name or "大学" in name:
        return False
    one = match.group("one")
    return one is None or not (is_subject(one) or one in words_of("head"))


def as_country(code: str) -> Country | None:
    """TW or JP; None for a third country."""
    return "TW" if code == "TW" else "JP" if code == "JP" else None


def country_of(
    annotated: Annotated,
    authority: Authority,
    names: Sequence[str],
    mentions: Sequence[Mention],
    known: Mapping[str, tuple[int, Entity]],
) -> tuple[Country | None, str]:
    """Country of an institution and the evidence for it; where there is none, that of the release's readers.

    `names` are its written forms, `mentions` the places where they stand, `known` the institutions of the release
    whose country is known, with a number by which the first comes first, by the first two characters of their names.
    None for a third country.
    """
    for country, why in _evidence(annotated, authority, names, mentions, known):
        return as_country(country), why
    return ("JP" if annotated.release.language == "ja" else "TW"), BY_LANGUAGE


def _evidence(
    annotated: Annotated,
    authority: Authority,
    names: Sequence[str],
    mentions: Sequence[Mention],
    known: Mapping[str, tuple[int, Entity]],
) -> Iterator[tuple[str, str]]:
    """Countries that speak for themselves, the strongest first."""
    language = annotated.release.language
    countries = {word.word: word.of for word in words("country") if word.language == language}
    ordered = sorted(names, key=len, reverse=True)
    yield from _hosts(ordered, known)
    for name in ordered:
        if language != "ja" and _ABROAD.search(name) and _place(authority, name) == "JP":
            yield "TW", "an office that Taiwan has there"  # 福岡辦事處
        host = (_HOSTS.get(name[1:2]) or _place(authority, name[1:])) if name[:1] in ("駐", "驻") else None
        if host in _OTHER:
            yield _OTHER[host], "the country that it is posted to"
        # 中国電力, 米子市: in Japanese the two are regions and towns at home more often than countries.
        heads = [c for c in countries if name.startswith(c) and len(name) > len(c) + 1 and c not in ("中国", "米")]
        if heads:
            yield countries[max(heads, key=len)], "a country in its name"
        if (
            house := next((end for end in _HOUSES if name.endswith(end) and len(name) > len(end) + 1), None)
        ) is not None:
            yield _HOUSES[house], "a country at the end of its name"
        if (country := _place(authority, name)) is not None:
            yield country, "a place in its name"
    yield from _beside(annotated, authority, mentions, countries)
    for name in ordered:
        if script(name) != "Hrkt" and (found := country_of_name(name, language)) is not None:
            yield found, "the form of its name"
    yield from _told(annotated, authority, mentions, countries)
    if alike := [known[name[:2]] for name in names if name[:2] in known and _HEAD.match(name)]:
        _, entity = min(alike, key=lambda pair: pair[0])
        yield entity.country or "other", f"the name it shares with {entity.names[0]}"
    yield from _holders(annotated, mentions)
    for name in ordered:
        if (place := authority.place(f"{name[:2]}市") or authority.place(f"{name[:2]}縣")) is not None:
            yield place.country, "a town in its name"
    if any(script(name) == "Hrkt" for name in names):
        yield "JP", "a name in katakana"


def _hosts(names: Sequence[str], known: Mapping[str, tuple[int, Entity]]) -> Iterator[tuple[str, str]]:
    """The country of the one university within the name of a laboratory: 甲社・乙大 共同ラボ stands on its campus."""
    laboratories = (n for n in names if _RESEARCH.search(n) or late_type(n) is OrganizationType.RESEARCH_INSTITUTE)
    for name in laboratories:
        inside = {
            (entity.country, written)
            for i in range(len(name) - 2)
            if name[i : i + 2] in known
            for entity in known[name[i : i + 2]][1:]
            for written in entity.names
            if entity.type is OrganizationType.UNIVERSITY and len(written) > 2 and name.startswith(written, i)
        }
        if len(inside) == 1 and (found := inside.pop())[0] is not None:
            yield found[0], f"{found[1]} in its name"


def _place(authority: Authority, name: str) -> str | None:
    """Country of the longest place that a name begins with."""
    for end in range(min(len(name), 8), 1, -1):
        if (place := authority.place(name[:end])) is not None:
            return place.country
    return None


def _beside(
    annotated: Annotated, authority: Authority, mentions: Sequence[Mention], countries: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Countries and places directly before a mention or in brackets after it: 台湾の…, 日本子公司…, …（横浜市）."""
    before, after, house, _ = _patterns()
    text = annotated.release.text
    for mention in mentions:
        left = text[max(0, mention.start - 24) : mention.start]
        if (match := house.search(left) or before.search(left)) and match.group(1) in countries:
            yield countries[match.group(1)], f"{match.group(1)} before it"
        if match := after.match(text[mention.end : mention.end + 16]):
            told = countries.get(match.group(1)) or _place(authority, match.group(1))
            if told is not None:
                yield told, f"{match.group(1)} in brackets after it"
        stem = tidy(left.rstrip("の的・「『“"))
        if stem and len(stem) < len(tidy(left)):
            for start in range(max(0, len(stem) - 6), len(stem) - 1):
                if (place := authority.place(stem[start:])) is not None:
                    yield place.country, f"{stem[start:]} before it"
                    break


def _told(
    annotated: Annotated, authority: Authority, mentions: Sequence[Mention], countries: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """A country at the head of the words that describe the institution, or its seat: 台湾で太陽電池を製造する…"""
    clause, text = _patterns()[3], annotated.release.text
    for mention in mentions:
        left = text[max(0, mention.start - 34) : mention.start]
        for seat in (_SEATED.search(left), _HAS_SEAT.match(text, mention.end, mention.end + 60)):
            place = seat and next(
                (seat.group(1)[at:] for at in range(len(seat.group(1)) - 1) if authority.place(seat.group(1)[at:])),
                None,
            )
            if place and (where := authority.place(place)) is not None:
                yield where.country, f"its seat in {place}"
        if match := clause.search(left):
            word = next((c for c in countries if c in match.group()), None)
            if word is not None:
                yield countries[word], f"{word} in what is said of it"


def _holders(annotated: Annotated, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """The country of its officers by their names, where such a name stands after it with a title between."""
    told: list[str | None] = []
    for mention in mentions:
        at = bisect_left(annotated.mentions, mention.end, key=lambda m: m.start)
        near = [m for m in annotated.mentions[at : at + 4] if m.start - mention.end < 16]
        kinds = [m.kind for m in near if m.kind in (Kind.PERSON, Kind.TITLE, Kind.ORGANIZATION)]
        if kinds[:2] == [Kind.TITLE, Kind.PERSON]:
            told.append(person_country(tidy(next(m for m in near if m.kind is Kind.PERSON).text)))
        elif kinds[:2] == [Kind.PERSON, Kind.TITLE]:  # 甲社の|某某|董事長
            office = next(m for m in near if m.kind is Kind.TITLE).text
            told += filter(None, [country_of_office(office, annotated.release.language)])
    if told and len(set(told)) == 1 and told[0] is not None:
        yield told[0], "the names of its officers"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    known = alternatives("country")
    return (
        re.compile(rf"({known})(?:的|の|・|･|側|國內|国内)?(?:大手|大廠|企業)?[「『“]?$"),
        re.compile(r"[（(]([^（）()、，/]{2,10})[)）、，,]"),
        re.compile(rf"({known})(?:的|の|に設けた|現地)?{_HOUSE}(?:である|の)?[「『“]?$"),
        re.compile(
            rf"(?:(?:^|[、，。；：「」『』（）()\s])(?:{known})|(?:{known})(?:の|で|的))"
            r"(?:[^、，。；：「」『』（）()\sと與和及]{2,24}|[^、，。；：「」『』（）()\s]{2,20}(?:メーカー|会社|企業|大手|商社|大学)(?:である)?、)[「『“]?$"
        ),
    )
