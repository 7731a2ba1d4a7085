"""Rules that mend the tagger's spans with what the lists know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from kg.annotate.lexicon import Lists, letters_of, script
from kg.annotate.spaced import follow_persons, join_spaced
from kg.annotate.splitting import split_offices
from kg.annotate.tagger import Found
from kg.model import OrganizationType
from kg.names import fold, table, type_of_name
from kg.names.authority import Row
from kg.names.borders import any_of, border_words

Rows = Sequence[tuple[int, int, Row]]
# 協會 or 公司 alone names none; 外交部 and 市政府 do.
GENERIC = {"Association", "Company", "University", "ResearchInstitute", "legal"}
_ADDRESS = re.compile(
    r"(?:(?:Vice |Deputy |Executive |Senior |Associate |Assistant )*(?:Prof|Dr|Mr|Ms|Mrs|Professor|President|"
    r"Chairman|Chairperson|Director|Manager|Dean|Mayor|Governor|Minister|Chancellor|Provost|CEO)\b\.?\s*)"
)
_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]*(?:[ ,-]+[A-Z][\w.'’-]*){1,3}")
_COUNTRY = re.compile(r"日本國?|[台臺]灣|台湾|中華民國|中华民国")
# What may stand between an institution and the last word of its unit: no particle, no verb in kana.
_NAME_GAP = re.compile(r"[ \u3000]?[\u3400-\u9fffァ-ヺー・]{1,12}")
_LINKED_KATAKANA = re.compile(r"[ァ-ヺー]{1,30}(?:[・･=＝゠‐－-][ァ-ヺー]{1,30}){1,9}")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_REPORTER = re.compile(r"(?:本報|特派)?[記记]者(?=.{2})")
_BEHIND = re.compile(r"[（(〔［\[【）)〕］\]】]|(?<=[A-Za-z.])(?:\u3000|[ ]{2})")
_VOICE = re.compile("[小大高低輕轻齊齐同][聲声]")  # 某某|小聲說
_HIRAGANA = re.compile(r"[ぁ-ん]")
# 75大学, 38機関: how many, not which.
_COUNTED = re.compile(
    r"(?:約|全|全国)?[0-9０-９一二三四五六七八九十百数両]{1,5}(?:か国|カ国|ヶ国|ヵ国|国立|私立)?"
    r"(?:大学|大學|高専|高校|校|社|機関|団体|自治体|市町村|研究所|企業|個?學校|所大學|家公司|家企業)"
)
_TWICE = re.compile(r"([\u3400-\u9fff]{1,3})\1\Z")
_BUILDING = re.compile(r"(?:本|新|旧|分|議会)?庁舎$")
_COUNCIL = re.compile(r"([市縣县町村區区鄉乡鎮镇]?[議议][會会])(?:副?[議议][長长]|[議议][員员])")
_LEGAL_SIGN = re.compile(r"[ \u3000]?(?:㈱|㈲|㈳|㈶|[（(](?:株|有|同|一社|公社|一財|公財|独|国研)[）)])")


@dataclass(frozen=True, slots=True)
class Name:
    """A span of one passage, with the authority row that it names and the rule that found it, if not the tagger."""

    start: int
    end: int
    kind: str
    confidence: float
    row: Row | None = None
    rule: str = ""


def mend(text: str, spans: Sequence[Found], rows: Rows, lists: Lists, *, chinese: bool = False) -> list[Found]:
    """The spans without what is no name, with no digits in persons and no surname in an institution.

    In Chinese text names with a space inside are joined, and offices parted from the titles read with them.
    """
    ends = {start: end for start, end, _ in rows}
    mended: list[Found] = []
    for span in split_offices(text, spans, lists) if chinese else spans:
        start, end = span.start, span.end
        if chinese and span.kind == "TITLE" and text[start:end] in ("兼", "暨", "兼任"):
            continue  # between two titles
        if span.kind in ("PERSON", "SURNAME") and text[start:end] in ("前", "元", "現", "新"):
            continue  # of the title behind: 前|学長
        if (
            span.kind == "TITLE"
            and text[end : end + 1] in ("）", ")")
            and re.search(r"[（(][^（）()]*$", text[start:end])
        ):
            end += 1
        if span.kind == "TITLE" and not chinese and text[start] == "同" and lists.titles.kind(text[start + 1 : end]):
            start += 1  # 同|市長: of the one that was named
        if span.kind == "TITLE" and lists.titles.kind(text[start:end]) is None and lists.endings.kind(text[start:end]):
            continue  # 研究科 is no title, even before 教授
        council = _COUNCIL.fullmatch(text, start, end) if chinese and span.kind == "TITLE" else None
        before = mended[-1] if mended else None
        if council and before is not None and before.kind in ("ORG", "PLACE") and before.end in (start, start + 1):
            # 水上町|議會|議長: of the council, not of the town
            mended[-1] = replace(before, end=council.end(1), kind="ORG")
            start = council.end(1)
        if span.kind == "PERSON" and (house := re.compile(any_of("house")).match(text, end)):
            mended.append(replace(span, end=house.end(), kind="PLACE"))
            continue
        if span.kind in ("PERSON", "SURNAME"):
            start, end = _borders_of_person(text, start, end)
            start, end = _whole_katakana(text, start, end, mended[-1].end if mended else 0)
            if _LINKED_KATAKANA.fullmatch(text, start, end):
                span = replace(span, kind="PERSON")
            before = mended[-1] if mended else None
            # 北科大莊|賀喬: the known name ends before the surname.
            if before is not None and before.kind == "ORG" and before.end == start:
                cut = ends.get(before.start, start)
                family = letters_of(text[cut:end])
                hit = lists.surnames.at(family, 0) if cut < start else None
                if hit and hit[0] == start - cut and end - cut <= 4:
                    mended[-1] = replace(before, end=cut)
                    start = cut
        mended.append(replace(span, start=start, end=end))
    mended = join_spaced(text, _without_surnames(text, mended, lists) if chinese else mended, lists)
    mended = [_as_reading(text, span, mended[i - 1] if i else None) for i, span in enumerate(mended)]
    mended = [_institution(text, span, set(ends.values()), lists) if span.kind == "ORG" else span for span in mended]
    mended = [_unit(text, span, lists) if span.kind == "UNIT" else span for span in mended]
    mended = _units_with_their_ends(text, mended, lists)
    limits = [*(span.start for span in mended[1:]), len(text)][: len(mended)]
    mended = [replace(span, end=min(span.end, limit)) for span, limit in zip(mended, limits, strict=True)]
    mended = [span for span in mended if not _is_no_name(text[span.start : span.end], span.kind, lists)]
    if _CJK.search(text):
        return mended
    # A line of English in these pages is a slogan or a banner: only what is known or says what it is names anyone.
    return [
        s for s in mended if s.kind not in ("ORG", "UNIT") or s.start in ends or type_of_name(text[s.start : s.end])
    ]


def _without_surnames(text: str, spans: Sequence[Found], lists: Lists) -> list[Found]:
    """The spans, where a title ran on into the family name behind it: 總經理|歐|美蘭."""
    read = list(spans)
    for i, (title, name) in enumerate(pairwise(spans)):
        if title.kind != "TITLE" or name.kind != "PERSON" or title.end != name.start or name.end - name.start > 2:
            continue
        form, whole = text[title.start : title.end], text[title.end - 1 : name.end]
        hit = lists.surnames.at(letters_of(whole), 0)
        alone = lists.titles.kind(form) is None and lists.titles.kind(form[:-1]) == "t"
        if alone and hit is not None and hit[0] == 1 and len(whole) == 3:
            read[i], read[i + 1] = replace(title, end=title.end - 1), replace(name, start=name.start - 1)
    return read


def _as_reading(text: str, span: Found, before: Found | None) -> Found:
    """Words of Latin in brackets directly after a person are the person's name again, without a Prof. before it."""
    if before is None or before.kind != "PERSON" or text[before.end : span.start].strip() not in ("（", "("):
        return span
    start = span.start
    while hit := _ADDRESS.match(text, start, span.end):
        start = hit.end()
    if start > span.start or _LATIN_NAME.fullmatch(text, start, span.end):
        return replace(span, start=start, kind="READING")
    return span


def _institution(text: str, span: Found, known_ends: set[int], lists: Lists) -> Found:
    """An institution without the country before it, with the 高中 after it; events and sites that were read as one."""
    start, end = span.start, span.end
    form = text[start:end]
    if re.search(rf"\b{any_of('event')}$", form, re.IGNORECASE):
        return replace(span, kind="EVENT")
    following = letters_of(text[end : end + 8])
    # A plant or a campus is a site of its institution; with a title after it (工場長) it is where somebody works.
    if form.endswith(border_words("site")) and end not in known_ends and lists.titles.at(following, 0) is None:
        return replace(span, kind="FACILITY")
    country = _COUNTRY.match(form)
    if country and type_of_name(form[country.end() :]) is OrganizationType.GOVERNMENT:
        start += country.end()
    if (building := _BUILDING.search(form)) and type_of_name(form[: building.start()]) is OrganizationType.GOVERNMENT:
        end = span.start + building.start()  # 台中市政府|庁舎
        return replace(span, start=start, end=end)
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


def _unit(text: str, span: Found, lists: Lists) -> Found:
    """A unit with the 研究科 or 辦公室 directly after it, without the 本学 before it."""
    if ((own := _own().match(text, max(0, span.start - 1), span.end)) and own.end() > span.start) or (
        own := _own().match(text, span.start, span.end)
    ):
        span = replace(span, start=own.end())
    doubled = _TWICE.search(text, span.start + 2, span.end) if text[span.end : span.end + 1] in ("長", "长") else None
    if doubled is not None:
        return replace(span, end=doubled.end(1))  # 策略本部|本部長
    after = lists.endings.at(letters_of(text[span.end : span.end + 8]), 0)
    return replace(span, end=span.end + after[0]) if after and after[1] == "OrganizationalUnit" else span


def _units_with_their_ends(text: str, spans: Sequence[Found], lists: Lists) -> list[Found]:
    """Units that reach into a title (交流|推動辦公室|主任) and back to their institution (産業経済局|雇用・|政策課)."""
    whole: list[Found] = []
    for span in spans:
        before = whole[-1] if whole else None
        if before is not None and before.kind == "UNIT" and span.kind == "TITLE" and span.start < before.end < span.end:
            span = replace(span, start=before.end)
        if before is not None and span.kind == "UNIT" and before.kind in ("ORG", "UNIT"):
            gap = text[before.end : span.start]
            if _NAME_GAP.fullmatch(gap) and ("・" in gap or _HIRAGANA.search(text)):
                span = replace(span, start=before.end)
        whole.append(span)
    return whole


def _borders_of_person(text: str, start: int, end: int) -> tuple[int, int]:
    """A name begins after 記者 and ends before a bracket, a wide space behind Latin, or a word that follows persons.

    In Chinese characters it also ends before a number or a Latin word.
    """
    if opened := _REPORTER.match(text, start, end):
        start = opened.end()
    if (closed := _BEHIND.search(text, start + 1, end)) is not None:
        end = closed.start()
    if script(text[start]) == "H":
        end = next((i for i in range(start + 1, end) if script(text[i]) in "9Aa"), end)
    if end - start > 2 and _VOICE.match(text, end - 1):
        end -= 1
    word = next((word for word in follow_persons() if len(word) > 1 and text.endswith(word, start + 2, end)), "")
    return start, end - len(word)


def _whole_katakana(text: str, start: int, end: int, limit: int) -> tuple[int, int]:
    """A rendering in katakana reaches over its dots and hyphens: リン・ター-シャン, cut nowhere."""
    for run in _LINKED_KATAKANA.finditer(text, max(limit, start - 30), end + 30):
        if run.start() <= start and end <= run.end():
            return run.span()
    return start, end


def _is_no_name(form: str, kind: str, lists: Lists) -> bool:
    """Words that stand for an institution (同社, 協會) and abbreviations of the trade (IGBT) name none."""
    if kind not in ("ORG", "UNIT", "PERSON"):
        return False
    if kind != "PERSON" and _COUNTED.fullmatch(form):
        return True
    if fold(form) in _referring() or fold(form) in _common_nouns() or form in abbreviations():
        return True
    return kind == "ORG" and len(form) < 3 and lists.endings.kind(form) in GENERIC


@cache
def _own() -> re.Pattern[str]:
    return re.compile(any_of("own") + "(?=.{3})")


@cache
def _body_behind() -> re.Pattern[str]:
    """What of a body's name stands behind those whom it begins with: 甲地私立科技大學|校院協進會."""
    no_verb = r"[^\W\da-zA-Zぁ-んァ-ヺ與和及的之在於于將将同向由簽签與与跟對对為为等說说]"
    return re.compile(f"{no_verb}{{1,5}}{any_of('members')}")


@cache
def _referring() -> frozenset[str]:
    rows = table("language", "coreference.tsv")
    return frozenset(fold(row["word"]) for row in rows if row["use"] in ("self", "same", "both", "three"))


@cache
def _common_nouns() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in table("language", "common_nouns.tsv"))


@cache
def abbreviations() -> frozenset[str]:
    return frozenset(row["abbreviation"] for row in table("language", "abbreviations.tsv"))
