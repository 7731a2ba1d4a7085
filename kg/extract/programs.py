"""Programmes and facilities: internships, joint degrees and campuses, laboratories and plants, with what is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.extract.agreements.clauses import DATE, ORG, Sentence, both_ways
from kg.extract.quantities import sizes
from kg.model import Agreement, Entity, OrganizationType, PartialDate, PassageKind, Program, Quantity

_INTERNSHIP = "インターンシップ(?:・?プログラム)?|実習プログラム|實習(?:計畫|學程|方案|課程)?|实习(?:计划|项目)?"
_DEGREE = "雙聯學位|學位聯授|聯合學位|雙學位|ダブルディグリー|デュアルディグリー|ジョイントディグリー|共同学位"
_COURSE = "專班|學位學程|学位プログラム|人材育成プログラム|育成プログラム|交流プログラム|人才培育計畫|培訓計畫"
# Each alternative begins with a character of its own, which a search finds faster than the choice of a group.
_SENT = "|".join(
    f"{often}{verb}[^，。]{{0,30}}?(?:學習|學生|研修|實習)"
    for often in ("每年", "")
    for verb in ("選派", "派遣", "選送")
)
_CAMPUS = "聯合校園|共同校園|聯合校區|共同キャンパス|ジョイントキャンパス"
_LABORATORY = "聯合實驗室|共同實驗室|聯合研究中心|聯合研發中心|共同ラボ|共同研究所|共同研究室"
_LABORATORY += "|国際ジョイントラボラトリー|共同研究センター"
_PLANT = "第[一二三四五1-5１-５]工場|第[一二三四五1-5]工廠|第[一二三四五1-5]晶圓廠|一廠|二廠|三廠|四廠|新工場|新廠"
_NAME = both_ways(f"{_INTERNSHIP}|{_DEGREE}|{_COURSE}|{_SENT}|{_CAMPUS}|{_LABORATORY}|{_PLANT}")
_FACILITY = both_ways(f"{_CAMPUS}|{_LABORATORY}|{_PLANT}")
_STARTS = both_ways(
    f"{DATE}(?:[^。，、{DATE}]{{0,8}}?)(?:起|開始|啟動|啟用|から|より|～|〜|に開|に始|開設|稼働|運作|投產|量產|成立)"
    f"|(?:預計|計畫|予定|実施時期|訂在|時間在|目標)[^。{DATE}]{{0,12}}{DATE}"
)
_OVERTAKEN = both_ways("本應|原訂|原本|原定|当初(?:は|の)")
_DURATION = re.compile(
    r"(?:約|约|為期|为期)?(?<![0-9０-９一二三四五六七八九十兩两])[0-9０-９一二三四五六七八九十兩两]+(?:個月|个月|か月|ヶ月|カ月|週間|週|周|日間|年間|學期|学期|年)(?:間)?"
)
_MODIFIERS = re.compile(r"[一-龥ァ-ヶーA-Za-z・]{0,10}$")


def find_programs(
    document: Sequence[Sentence], entities: Sequence[Entity], agreements: Sequence[Agreement]
) -> list[Program]:
    """The programmes and facilities that a release tells of, each once; `under` is the news they are told beside."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for number, sentence in enumerate(document):
        for match in _NAME.finditer(sentence.text):
            name = _whole(sentence, match.start(), match.end())
            groups.setdefault(_sort(name), []).append((number, name))
    news = next((a for a in agreements if not a.background), None)
    companies = frozenset(e.id for e in entities if e.type is OrganizationType.COMPANY)
    programs = (_program(items, document, news, companies) for items in groups.values())
    # A bare word for a kind of programme, with nothing told of it, is none.
    return [p for p in programs if p.starts or p.duration or p.size or (p.facility and p.run_by)]


def _sort(name: str) -> str:
    """What kind of thing a name is, so that 國際實習 and 實習 are one programme of a release."""
    if plant := both_ways(_PLANT).search(name):
        return "".join(c for c in plant.group() if c in "一二三四五12345新") or name
    for sort in (_INTERNSHIP, _DEGREE, _SENT, _CAMPUS, _LABORATORY):
        if both_ways(sort).search(name):
            return sort
    return name


def _whole(sentence: Sentence, start: int, end: int) -> str:
    """The name with the words right before it that belong to it: 国際インターンシップ・プログラム."""
    before = _MODIFIERS.search(sentence.written[max(0, start - 10) : start])
    taken = before.group() if before else ""
    for span in sentence.spans.values():
        if span.start < start and span.end > start - len(taken):
            taken = sentence.written[span.end : start] if span.end <= start else ""
    # Chinese writes verbs without a break before the name: only words that modify belong to it.
    lead = re.search("(?:國際|国际|国際|海外|台日|臺日|日台|跨國|短期|長期|半導體|半導体|企業){1,5}$", taken)
    taken = lead.group() if lead else ""
    return taken + sentence.written[start:end]


def _program(
    items: Sequence[tuple[int, str]], document: Sequence[Sentence], news: Agreement | None, companies: frozenset[str]
) -> Program:
    told = [document[n] for n, _ in items]
    near = list(dict.fromkeys(k for n, _ in items for k in range(n, min(n + 8, len(document)))))
    name = max((name for _, name in items), key=len)
    facility = bool(_FACILITY.search(name))
    own = [number for number, _ in items]
    around = [document[number] for number in near if _about(document, number, own)]
    starts = next((d for s in [*told, *around] if (d := _start(s))), None)
    duration = None if facility else next((m.group() for s in [*told, *around] if (m := _lasting(s))), None)
    size = None if facility else next((q for s in told if (q := _size(s))), None)
    plant = both_ways(_PLANT).search(name)
    if plant:
        news = news if news and news.kind in ("InvestmentAgreement", "JointVentureAgreement") else None
    runners = next((ids for s in told if (ids := _runners(s))), news.parties if news else ())
    return Program(
        name=name,
        facility=facility,
        evidence=tuple(
            dict.fromkeys(s.evidence for s in [*told, *(s for s in around if _start(s) == starts and starts)])
        ),
        rule="facility" if facility else "program",
        confidence=0.75,
        run_by=tuple(r for r in runners if r in companies)[:1] if plant else tuple(runners),
        starts=starts,
        duration=duration,
        size=size,
        under=news.id if news else None,
    )


def _about(document: Sequence[Sentence], number: int, own: Sequence[int]) -> bool:
    """Whether a sentence goes on about what one of its `own` shortly before it named: same passage, or rows below."""
    at = bisect_left(own, number)
    if at < len(own) and own[at] == number:
        return True
    previous = own[at - 1]
    here, before = document[number], document[previous]
    name, start = _NAME.search(here.text), _STARTS.search(here.masked)
    if name and not (start and here.at[start.start()] < name.start()):
        return False
    if here.passage == before.passage:
        return number == previous + 1
    # 国際インターンシップの概要, with rows such as 実施時期 below it.
    return here.kind is not PassageKind.BODY and before.kind is not PassageKind.BODY and len(here.masked) < 40


def _start(sentence: Sentence) -> PartialDate | None:
    match = _STARTS.search(sentence.masked)
    if match and _OVERTAKEN.search(sentence.masked, 0, match.end()):
        return None
    places = [i for i in range(*match.span()) if sentence.masked[i] == DATE] if match else []
    found = sentence.spans[places[0]].date if places else None
    return found.date if found else None


def _lasting(sentence: Sentence) -> re.Match[str] | None:
    """How long it lasts; a year of the calendar is no duration."""
    for match in _DURATION.finditer(sentence.written):
        dated = any(s.start < match.end() and match.start() < s.end for s in sentence.spans.values())
        if not dated and not re.search("年$", match.group()):
            return match
    return None


def _size(sentence: Sentence) -> Quantity | None:
    return next((q for _, q in sizes(sentence.written) if q.unit in ("位", "名", "人")), None)


def _runners(sentence: Sentence) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for _, span in sentence.find(ORG)[:3] for i in span.ids))
