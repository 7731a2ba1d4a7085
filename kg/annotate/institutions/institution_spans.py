"""Where the names of institutions and their units begin and end that the tagger read too long or too short."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.tagging.tagger import Found
from kg.model import OrganizationType
from kg.names import type_of_name
from kg.names.borders import any_of, border_words

_COUNTRY = re.compile(r"日本國?|[台臺]灣|台湾|中華民國|中华民国")
# What may stand between an institution and the last word of its unit: no particle, no verb in kana.
_TWICE = re.compile(r"([\u3400-\u9fff]{1,3})\1\Z")
_NAME_GAP = re.compile(r"[ \u3000]?[\u3400-\u9fffァ-ヺー・]{1,12}")
_HOSPITAL = re.compile(r"[\u3400-\u9fff](?:病院|醫院|医院)$")
_SCHOOL = re.compile(r"(?:学校|學校|大学|大學|高校|高専|高專|高工|高中)$")
_HIRAGANA = re.compile(r"[ぁ-ん]")
_OFFICE_BEHIND = re.compile(r"[ \u3000]?[長长主事課教]|[\u3400-\u9fff]{0,4}(?:長|长)")
_LATIN = r"[A-Z][A-Za-z&.' -]{1,60}"
_LATIN_TWICE = re.compile(
    rf"[（(]\s?({_LATIN}, {_LATIN}(?:College|University|School|Campus|Institute|Inc\.|Ltd\.|Corp\.))\s?[)）]"
)
_ESTATE = re.compile("園区|園區|园区|団地|パーク(?!ス)")
_AND = re.compile(r"暨(?!南|大).{2}")
_BUILDING = re.compile(r"(?:本|新|旧|分|議会)?庁舎$")
_LINE_BEHIND = re.compile(
    "(?:サービス|システムズ?|テクノロジーズ?|ソリューションズ?|デバイス|エンジニアリング|マテリアルズ?|ホールディングス|パートナーズ|コーポレーション"
    "|エレクトロニクス|インダストリーズ?|ケミカル|テクノス?|ジャパン|ラボ)(?![ァ-ヺー])"
)
_LEGAL_SIGN = re.compile(r"[ \u3000]?(?:㈱|㈲|㈳|㈶|[（(](?:株|有|同|一社|公社|一財|公財|独|国研)[）)])")


def institution(text: str, span: Found, known_ends: set[int], lists: Lists) -> Found:
    """An institution without the country before it, with the 高中 after it; events and sites that were read as one."""
    start, end = span.start, span.end
    while end > start + 2 and text[end - 1] in "×＆&／/":
        end -= 1  # 甲会|×
    form = text[start:end]
    if re.search(rf"\b{any_of('event')}$", form, re.IGNORECASE):
        return replace(span, kind="EVENT")
    following = letters_of(text[end : end + 8])
    # A plant or a campus is a site of its institution; with a title after it (工場長) it is where somebody works.
    if form.endswith(border_words("site")) and end not in known_ends and lists.titles.at(following, 0) is None:
        return replace(span, kind="FACILITY")
    if _ESTATE.match(text, end) and end not in known_ends:
        return replace(span, kind="FACILITY")  # 海山工業|園区
    if form[0] in "前元" and len(form) > 3 and end in known_ends:
        start, form = start + 1, form[1:]  # 前|某某電研發長
    if form[0] in "國国" and text[start - 1 : start] == "我":
        start, form = start + 1, form[1:]  # 我國|駐外某處
    country = _COUNTRY.match(form)
    if country and type_of_name(form[country.end() :]) is OrganizationType.GOVERNMENT:
        start += country.end()
    if (building := _BUILDING.search(form)) and type_of_name(form[: building.start()]) is OrganizationType.GOVERNMENT:
        end = span.start + building.start()  # 台中市政府|庁舎
        return replace(span, start=start, end=end)
    if form.startswith(("株式会社", "有限会社", "合同会社")) and (rest := _LINE_BEHIND.match(text, end)):
        end = rest.end()  # 株式会社甲|サービス
    after = lists.endings.at(following, 0)
    same = type_of_name(form)
    if sign := _LEGAL_SIGN.match(text, end):
        end = sign.end()
    elif end not in known_ends and (body := _body_behind().match(text, end)):
        end = body.end()
    elif after and end not in known_ends and after[1] in ("University", "Association", same.value if same else ""):
        # 研究所|所長: what a name that is whole already seems to lack is the title's.
        doubled = same is not None and after[0] == 1 and lists.titles.at(following, 0) is not None
        end += 0 if doubled else after[0]
    return replace(span, start=start, end=end)


def as_school(text: str, span: Found) -> Found:
    """A school or hospital that was read as a building: 日本甲学院乙専門学校, 海山市民病院 with its head behind it."""
    form = text[span.start : span.end]
    school = type_of_name(form) is OrganizationType.UNIVERSITY and _SCHOOL.search(form) is not None
    return replace(span, kind="ORG") if school or _HOSPITAL.search(form) else span


def unit(text: str, span: Found, lists: Lists) -> Found:
    """A unit with the 研究科 or 辦公室 directly after it, without the 本学 before it."""
    if ((own := _own().match(text, max(0, span.start - 1), span.end)) and own.end() > span.start) or (
        own := _own().match(text, span.start, span.end)
    ):
        span = replace(span, start=own.end())
    if _AND.match(text, span.start, span.end):
        span = replace(span, start=span.start + 1)  # 某所長|暨|辦公室|主任
    if text[span.start : span.end].endswith(("キャンパス", "校區", "校区")) and not _OFFICE_BEHIND.match(
        text, span.end
    ):
        return replace(span, kind="FACILITY")
    twice = _TWICE.search(text, span.start + 2, span.end) if text[span.end : span.end + 1] in ("長", "长") else None
    if twice is not None:
        return replace(span, end=twice.end(1))  # 策略本部|本部長
    after = lists.endings.at(letters_of(text[span.end : span.end + 8]), 0)
    if after is None or after[1] != "OrganizationalUnit":
        return span
    ending = text[span.end : span.end + after[0]]
    # 理工學部|學部長: a title behind a name that is whole
    titled = text[span.end + after[0] : span.end + after[0] + 1] in ("長", "长")
    return span if titled and text.endswith(ending, span.start, span.end) else replace(span, end=span.end + after[0])


def units_with_their_ends(text: str, spans: Sequence[Found], lists: Lists) -> list[Found]:
    """Units that reach into a title (交流|推動辦公室|主任) and back to their institution (産業経済局|雇用・|政策課)."""
    whole: list[Found] = []
    for span in spans:
        before = whole[-1] if whole else None
        if before is not None and before.kind == "UNIT" and span.kind == "TITLE" and span.start < before.end < span.end:
            span = replace(span, start=before.end)
        if before is not None and span.kind == "UNIT" and before.kind in ("ORG", "UNIT"):
            gap = text[before.end : span.start]
            if gap.strip("・ \u3000") and _NAME_GAP.fullmatch(gap) and ("・" in gap or _HIRAGANA.search(text)):
                span = replace(span, start=before.end)
        whole.append(span)
    return whole


def latin_in_brackets(text: str, spans: Sequence[Found]) -> list[Found]:
    """A name in Latin letters in brackets behind an institution, parted by a comma: 海山高專(NIT, Umiyama College)."""
    ends = {span.end for span in spans if span.kind == "ORG"}
    read = list(spans)
    for found in _LATIN_TWICE.finditer(text):
        inside = [span for span in read if span.start < found.end(1) and found.start(1) < span.end]
        if found.start() in ends and inside and any(span.kind == "ORG" for span in inside):
            read = [span for span in read if span not in inside]
            read.append(replace(inside[-1], start=found.start(1), end=found.end(1), kind="ORG"))
    return sorted(read, key=lambda span: span.start)


@cache
def _own() -> re.Pattern[str]:
    return re.compile(any_of("own") + "(?=.{3})")


@cache
def _body_behind() -> re.Pattern[str]:
    """What of a body's name stands behind those whom it begins with: 甲地私立科技大學|校院協進會."""
    no_verb = r"[^\W\da-zA-Zぁ-んァ-ヺ與和及的之在於于將将同向由簽签與与跟對对為为等說说]"
    return re.compile(f"{no_verb}{{1,5}}{any_of('members')}")
