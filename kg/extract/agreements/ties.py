"""Ties that a sentence tells without a word for signing: sister schools since a year, who became agent, licences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.agreements.acts import Act, Role, Stage
from kg.extract.agreements.agreement_words import Noun
from kg.extract.agreements.clauses import DATE, ORG, Sentence, Span, folded

_SISTERS_JA = (
    "(?:姉妹(?:校|大学|学校|都市|市|町|村|館|園|港|駅|病院)|友好(?:都市|交流都市|校|市|町)|(?:学術交流|交流)?協定校"
    "|提携校|提携大学)"
)
_SISTERS_ZH = (
    "(?:[姊姐]妹(?:校|學校|大學|院校|市|城市|縣市?|鄉鎮|鄉|鎮|館|會|院|醫院|港|站|園區)|友好(?:城市|學校|大學|都市)"
    "|締約(?:學校|校|大學|夥伴)|締盟(?:學校|校|市))"
)
# AとBは2012年以来の姉妹校だ, Aの協定校であるB; not 姉妹校協定を結んだ, and nothing that is only aimed at
_SISTERS = (
    re.compile(
        f"(?P<what>{_SISTERS_JA})(?:だ|で(?:ある|す|、|も|あり)|の(?:関係|間柄|縁|{ORG})|同士|として|と(?:なっ|なり)|に(?:なっ|なり)"
        f"|・{ORG}|、{ORG}|。|$)(?!に?ない)"
    ),
    folded(
        f"(?:是|為|乃|係|互為|成為|結為|作為)[^。；]{{0,24}}(?P<what>{_SISTERS_ZH})(?![關締協簽])"
        f"|(?P<since>{_SISTERS_ZH})(?:關係|情誼|之誼)?(?:始於|起於|可?追溯至|可?追溯到|源於)(?={DATE})"
        f"|(?P<of>{_SISTERS_ZH})(?:的)?(?={ORG})"
    ),
)
# 2005年に総代理店となった; that somebody is one, or sells what another makes, tells of no agreement by itself
_AGENCY = (
    re.compile(
        "(?P<what>(?:総|販売|正規|輸入|国内)?代理店|総販売元|総輸入元)(?:と(?:し|なっ|なり)|に(?:なっ|なり|指定|任命|選))"
    ),
    folded(
        "(?:成為|獲選為|委由|指定|委託|交由)[^。；，]{0,24}(?P<what>(?:獨家|總|區域|台灣|在台|日本)*(?:代理商?|經銷商|總經銷))(?:[，。；]|$)"
    ),
)
_LICENCE = (
    re.compile(
        "(?P<what>(?:ライセンス|使用許諾|技術供与|技術移転|実施許諾|特許実施権)(?:の供与|の提供|の許諾)?を(?:受け|得|供与|与え|許諾|提供|し)"
        "|(?:技術|特許|製法|ノウハウ)(?:の供与|の提供|の許諾|の移転)?を(?:供与|許諾|移転|ライセンス)(?:し|され|を受け|さ))"
    ),
    folded(
        f"(?P<what>(?:取得|獲得|獲|引進|取自)(?:日本|台灣)?的?{ORG}[^，。；{ORG}]{{0,14}}(?:授權|技轉|技術移轉))"
        f"|(?P<to>(?:授權|技轉|技術移轉)(?:給|予|與)?(?:日本|台灣)?的?{ORG})"
    ),
)
_TOLD = ((_SISTERS, "CooperationAgreement"), (_AGENCY, "Agreement"), (_LICENCE, "Agreement"))
# 来春、姉妹校となる
_TO_BE = re.compile(f"(?P<what>{_SISTERS_JA})(?:と|に)(?:なる|なります)(?:。|$|と|予定|見通し)")
_SOON = re.compile(f"来[春年月週秋]|今[春秋]|年内|年度内|近く|{DATE}")
_SCHOOLS = re.compile("校|大学|大學|学校|學校")
_CLAUSES = (re.compile("[。]"), re.compile("[，；。]"))
_JUBILEE = re.compile("で[0-9０-９一二三四五六七八九十]+(?:周年|年)|(?:邁入|邁向|迈入|迈向)?第")  # 今年で10年
# What is wished for, over or said of others stands no longer, or not yet.
_NOT_SO = (
    re.compile(
        "目指|めざ|検討|予定|計画|協議|候補|希望|提案|したい|向け[てた]|ない|なかった|ません|解消|終了|失効|かつて|だった|でした|方針|見込|見通し|話し合"
    ),
    folded(
        "原[為是]|將(?![^，。；]{0,16}(?:授權|技轉))|擬|預計|規劃|希望|盼|有意|洽談|爭取|評估|尚未|並非|不是|未|曾|終止|解除|到期|屆滿|期滿|討論|協商|可望|推動|邁向|候選|計畫"
    ),
)


def ties(sentence: Sentence, found: Sequence[Act]) -> list[Act]:
    """Ties between the only two institutions that a sentence names, where no act of agreeing is told in it."""
    if found or sentence.speech or "。" not in sentence.masked:
        return []
    if (soon := _to_be(sentence)) is not None:
        return [soon]
    tongue = 0 if sentence.language == "ja" else 1
    told = next(((m, kind) for rules, kind in _TOLD if (m := rules[tongue].search(sentence.masked))), None)
    sides = _two_sides(sentence)
    if told is None or not sides or _NOT_SO[tongue].search(sentence.masked):
        return []
    match, kind = told
    start, end = next(span for name in match.groupdict() if (span := match.span(name))[0] >= 0)
    dates = [place for place, span in sentence.find(DATE) if _is_since(sentence, place, span, start)]
    if len(dates) != 1:
        return []  # that they are such is no news, and when they became so is not told
    if kind == "CooperationAgreement" and _SCHOOLS.search(sentence.masked[start:end]):
        kind = "AcademicExchangeAgreement"
    act = Act(start, end, Stage.SIGNED, [Noun(start, end, kind, True)], "tie", past=True, dates=dates)
    act.roles = dict.fromkeys(sides, Role.PARTNER)
    return [act]


def _to_be(sentence: Sentence) -> Act | None:
    """来春、姉妹校となる: a tie that two are about to have."""
    sides = _two_sides(sentence)
    match = _TO_BE.search(sentence.masked) if sides and sentence.language == "ja" else None
    if match is None or not _SOON.search(sentence.masked, 0, match.start()):
        return None
    start, end = match.span("what")
    kind = "AcademicExchangeAgreement" if _SCHOOLS.search(match["what"]) else "CooperationAgreement"
    dates = [place for place, _ in sentence.find(DATE, 0, start)][::-1]
    act = Act(start, end, Stage.PLANNED, [Noun(start, end, kind, True)], "tie", dates=dates)
    act.roles = dict.fromkeys(sides, Role.PARTNER)
    return act


def _is_since(sentence: Sentence, place: int, span: Span, tie: int) -> bool:
    """Whether a date tells since when: a year or month in the clause of the words for a tie."""
    if span.date is None or span.date.date.day is not None or _JUBILEE.match(sentence.masked, place + 1):
        return False
    clauses = _CLAUSES[0 if sentence.language == "ja" else 1]
    return not clauses.search(sentence.masked, min(place, tie), max(place, tie))


def _two_sides(sentence: Sentence) -> list[int]:
    """The places of the only two institutions that a sentence names or points at; none where there are more."""
    first: dict[str, int] = {}
    for place, span in sentence.find(ORG):
        for institution in span.ids:
            first.setdefault(institution, place)
    others = {i for span in sentence.hidden if span.sign == ORG for i in span.ids} - {*first}
    return sorted(set(first.values())) if len(first) == 2 and not others else []
