"""Rules that mend the tagger's spans with what the lists know, and that read what stands beside a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.annotate.lexicon import Lists, letter, script
from kg.annotate.spaced import join_spaced
from kg.annotate.splitting import SHARED, split_offices
from kg.annotate.tagger import Found
from kg.model import OrganizationType
from kg.names import fold, table, type_of_name
from kg.names.authority import Row

Rows = Sequence[tuple[int, int, Row]]
# 協會 or 公司 alone names none; 外交部 and 市政府 do.
_GENERIC = {"Association", "Company", "University", "ResearchInstitute", "legal"}
_ADDRESS = re.compile(
    r"(?:(?:Vice |Deputy |Executive |Senior |Associate |Assistant )*(?:Prof|Dr|Mr|Ms|Mrs|Professor|President|"
    r"Chairman|Chairperson|Director|Manager|Dean|Mayor|Governor|Minister|Chancellor|Provost|CEO)\b\.?\s*)"
)
_LATIN_NAME = re.compile(r"[A-Z][\w.'’-]*(?:[ ,-]+[A-Z][\w.'’-]*){1,3}")
_EVENT = re.compile(
    r"\b(?:Forum|Ceremony|Conference|Symposium|Workshop|Summit|Seminar|Expo|Exhibition|Week)$", re.IGNORECASE
)
# A plant or a campus is a site of its institution; with a title after it (工場長) it is where somebody works.
_SITE = re.compile(r"(?:廠|厂|工場|キャンパス|校區|校区|園區|园区|產線|棟)$")
_COUNTRY = re.compile(r"日本國?|[台臺]灣|台湾|中華民國|中华民国")
# By the last character of a place, the titles of those who head its government.
_HEADS = {
    **dict.fromkeys("県縣府都道县", ("知事", "縣長", "县长")),
    **{char: (f"{char}長", f"{char}长") for char in "市町村區区鄉郷乡鎮镇"},
}
# 和甲縣、乙市|丙縣: what towns are named in a row with, and what follows the last.
_TOWN_ROW = re.compile(r"[與与和跟同](?:[\u3400-\u9fff]{1,6}[縣县市町村區区鄉郷乡鎮镇府都道][、及和與与]|日本){0,5}\Z")
_TOWN_SIGNS = re.compile(
    r"(?:[、及和與与](?:日本)?[\u3400-\u9fff]{1,6}[縣县市町村區区鄉郷乡鎮镇府都道]){0,5}"
    r"(?!的)[^，。；：的、「」（）]{0,12}(?:簽|签|締結|缔结|訂定|订定|訂立|订立|結為|结为|締約|缔约|結盟|结盟)"
)
# What may stand between an institution and the last word of its unit: no particle, no verb in kana.
_NAME_GAP = re.compile(r"[ \u3000]?[\u3400-\u9fffァ-ヺー・]{1,12}")
_LINKED_KATAKANA = re.compile(r"[ァ-ヺー]{1,30}(?:[・･=＝゠‐－-][ァ-ヺー]{1,30}){1,9}")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_HIRAGANA = re.compile(r"[ぁ-ん]")
_OFFICE = re.compile(r"(?:^|[（(【\s])([\u3400-\u9fffァ-ヺー・]{4,24})[ \u3000]?$")
_AND_POST = re.compile(r"[、，,・/／]|兼任?|暨|及|並任|並兼任?|和|與")
_QUOTED = re.compile(r"[「『“]([^「」『』“”、，。；：（）()\s]{5,24})[」』”]")
_ABBREVIATION = re.compile(r"[」』”]?[（(]([A-Z][A-Za-z&-]{1,9})[）)]")


# 本学|半導体研究センター: the word that stands for an institution is no part of its unit's name.
_SOCIETIES = frozenset(
    ("商工会", "工業会", "経済会", "連合会", "振興会", "協議会", "同友会", "商工連合会", "青年会", "促進会", "交流会")
)
_SELF = re.compile(r"(?:本学|同大学|同大|当社|同社|弊社|本校|同校|弊学|本学院|当行|同行)(?=.{3})")
# 氏は協会の理事長も務め, 大学で教授を務める某氏: a title that a verb of holding it follows.
_HELD = re.compile(
    r"(?:[（(][^（）()]{1,12}[）)])?(?:[をも](?:務め|つとめ|兼ね|兼務|兼任|歴任)|に(?:は[^。]{2,40})?(?:就任|就[いくき]|選ばれ|選出|選任|起用|着任|昇格)"
    r"|(?:です|だ|である|でもある)(?:。|が、)|[＝=](?:は|が|も|ら|、|。|と))"
)
_INNER_SPACES = re.compile(
    r"(?:^|(?<=[ \u3000（(：:・]))([\u3400-\u9fff](?:[ \u3000]+[\u3400-\u9fff]){1,4})[ \u3000]*$"
)
_OPEN = re.compile(r"[（(][^（）()]*$")
_TOWN_HEAD = re.compile(r"[\u3400-\u9fffァ-ヶヶの]{1,6}([市県町村郷鎮区])(?=[（(]\1長)")
_TOWN_PARTNER = re.compile(
    r"(?:と|とも|との間で|との)[^。はが]{0,40}(?:協定|覚書|覚え書|提携|MOU|合意書|宣言)書?[^。はが]{0,12}(?:締結|結|調印|署名|交わ)"
)
_LEGAL_SIGN = re.compile(r"[ \u3000]?(?:㈱|㈲|㈳|㈶|[（(](?:株|有|同|一社|公社|一財|公財|独|国研)[）)])")
# 小口 大悟社長: surname, space, given name before a title.
_SPACED = re.compile(
    r"(?:^|(?<=[の、・（(：:「はがと及び \u3000]))"
    r"([\u3400-\u9fff々]{1,4})[ \u3000]([\u3400-\u9fffぁ-んァ-ヶー々]{1,4})[ \u3000]?$"
)
_SIGNED = re.compile(
    r"([\u3400-\u9fffァ-ヺーA-Za-zＡ-Ｚ・]{2,16})[ \u3000]?[㈱㈲]"
    r"|[㈱㈲][ \u3000]?([\u3400-\u9fffァ-ヺーA-Za-zＡ-Ｚ・]{2,16})"
)
# 筑後マイクロ（福岡県久留米市、某社長）: the newspaper's way of naming a company with its seat and its head.
_SEATED = re.compile(
    r"(?:^|(?<=[の、「はがとや・]))([\u3400-\u9fffァ-ヺーA-Za-zＡ-Ｚ0-9・＆&]{3,24})[」』]?[（(](?:本社[・：:は]?)?[\u3400-\u9fffァ-ヺ・]{2,14}"
    r"[、，・／/][^（）()。]{2,24}(?:社長|会長|代表|CEO|ＣＥＯ|頭取|理事長|学長|総長|所長|総経理|董事長)[）)]"
)


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
        if span.kind in ("PERSON", "SURNAME") and text[start:end] in ("前", "元", "現", "新"):
            continue  # of the title behind: 前|学長
        if (
            span.kind == "TITLE"
            and text[end : end + 1] in ("）", ")")
            and re.search(r"[（(][^（）()]*$", text[start:end])
        ):
            end += 1
        if span.kind == "TITLE" and lists.titles.kind(text[start:end]) is None and lists.endings.kind(text[start:end]):
            continue  # 研究科 is no title, even before 教授
        if span.kind in ("PERSON", "SURNAME"):
            end = _end_of_person(text, start, end)
            start, end = _whole_katakana(text, start, end, mended[-1].end if mended else 0)
            if _LINKED_KATAKANA.fullmatch(text, start, end):
                span = replace(span, kind="PERSON")
            before = mended[-1] if mended else None
            # 北科大莊|賀喬: the known name ends before the surname.
            if before is not None and before.kind == "ORG" and before.end == start:
                cut = ends.get(before.start, start)
                family = "".join(map(letter, text[cut:end]))
                hit = lists.surnames.at(family, 0) if cut < start else None
                if hit and hit[0] == start - cut and end - cut <= 4:
                    mended[-1] = replace(before, end=cut)
                    start = cut
        mended.append(replace(span, start=start, end=end))
    mended = join_spaced(text, mended, lists) if chinese else mended
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
    if _EVENT.search(form):
        return replace(span, kind="EVENT")
    following = "".join(map(letter, text[end : end + 8]))
    if _SITE.search(form) and end not in known_ends and lists.titles.at(following, 0) is None:
        return replace(span, kind="FACILITY")
    country = _COUNTRY.match(form)
    if country and type_of_name(form[country.end() :]) is OrganizationType.GOVERNMENT:
        start += country.end()
    after = lists.endings.at(following, 0)
    same = type_of_name(form)
    if sign := _LEGAL_SIGN.match(text, end):
        end = sign.end()
    elif after and end not in known_ends and after[1] in ("University", "Association", same.value if same else ""):
        end += after[0]
    return replace(span, start=start, end=end)


def _unit(text: str, span: Found, lists: Lists) -> Found:
    """A unit with the 研究科 or 辦公室 directly after it, without the 本学 before it."""
    if ((own := _SELF.match(text, max(0, span.start - 1), span.end)) and own.end() > span.start) or (
        own := _SELF.match(text, span.start, span.end)
    ):
        span = replace(span, start=own.end())
    after = lists.endings.at("".join(map(letter, text[span.end : span.end + 8])), 0)
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


def _end_of_person(text: str, start: int, end: int) -> int:
    """A name in Chinese characters ends before a number or a Latin word."""
    if script(text[start]) != "H":
        return end
    return next((i for i in range(start + 1, end) if script(text[i]) in "9Aa"), end)


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
    if fold(form) in _referring() or fold(form) in _common_nouns() or form in _abbreviations():
        return True
    return kind == "ORG" and len(form) < 3 and lists.endings.kind(form) in _GENERIC


@cache
def _referring() -> frozenset[str]:
    rows = table("language", "coreference.tsv")
    return frozenset(fold(row["word"]) for row in rows if row["use"] in ("self", "same", "both", "three"))


@cache
def _common_nouns() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in table("language", "common_nouns.tsv"))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(row["abbreviation"] for row in table("language", "abbreviations.tsv"))


def titles(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """Titles of the list that stand beside a person and that the tagger did not read."""
    persons = [name for name in names if name.kind in ("PERSON", "SURNAME")]
    starts = {_skip(text, name.end, 1) for name in persons}
    ends = {_skip(text, name.start, -1) for name in persons}
    taken = bytearray(len(text))
    for name in names:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    found = [
        Name(start, end, "TITLE", 0.8, rule="title")
        for start, end, kind in lists.titles.find("".join(map(letter, text)))
        if kind == "t"
        and (start in starts or end in ends or (persons and _HELD.match(text, end)))
        and not any(taken[start:end])
    ]
    for name in persons:
        # 委　員　name: the characters of a short title set apart.
        wide = _INNER_SPACES.search(text, max(0, name.start - 16), name.start)
        if wide is None or lists.titles.kind(re.sub(r"\s", "", wide.group(1))) != "t":
            continue
        if not any(taken[wide.start(1) : wide.end(1)]):
            found.append(Name(*wide.span(1), "TITLE", 0.8, rule="title with spaces"))
    return found


def spaced(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """Persons with a space inside their name whom the tagger passed over or gave in part to the title behind."""
    read = list(names)
    for start, end, kind in lists.titles.find("".join(map(letter, text))):
        match = _SPACED.search(text, max(0, start - 12), start) if kind == "t" else None
        if match is None or lists.surnames.kind(match.group(1)) is None or lists.titles.kind(match.group(2)):
            continue
        span = match.start(1), match.end(2)
        inside = [name for name in read if name.start < span[1] and span[0] < name.end]
        if any(name.kind != "TITLE" or name.end > end for name in inside):
            continue
        read = [name for name in read if name not in inside]
        read.append(Name(*span, "PERSON", 0.7, rule="name with a space before a title"))
        if not any(name.start < end and start < name.end for name in read):
            read.append(Name(start, end, "TITLE", 0.8, rule="title"))
    return sorted(read, key=lambda name: (name.start, -name.end))


def headed(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """Companies named with the place of their seat and their head in brackets, which the tagger passed over."""
    read = list(names)
    for match in _SEATED.finditer(text):
        start, end = match.span(1)
        word = text[start:end]
        inside = [name for name in read if name.start < end and start < name.end]
        if any(name.kind != "PLACE" for name in inside) or lists.titles.kind(word):
            continue
        read = [name for name in read if name not in inside]
        read.append(Name(start, end, "ORG", 0.7, rule="name with seat and head"))
    for match in _SIGNED.finditer(text):
        if not any(name.start < match.end() and match.start() < name.end for name in read):
            read.append(Name(*match.span(), "ORG", 0.8, None, "name with the sign of a company"))
    return sorted(read, key=lambda name: (name.start, -name.end))


def posts(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The title of a first post: 甲辦公室|主任、乙研究所|教授|name, where the tagger read the second alone."""
    people = {_skip(text, name.start, -1) for name in names if name.kind in ("PERSON", "SURNAME")}
    titled = {name.start for name in names if name.kind == "TITLE" and name.end in people}
    second = {name.start for name in names if name.kind in ("ORG", "UNIT") and name.end in titled} | titled
    letters = "".join(map(letter, text))
    read = list(names)
    for start in {name.end for name in names if name.kind in ("ORG", "UNIT")}:
        length, kind = lists.titles.at(letters, start) or (0, "")
        end = start + length
        joint = _AND_POST.match(text, end)
        free = not any(name.start < end and start < name.end for name in names)
        if kind == "t" and free and joint and joint.end() in second:
            read.append(Name(start, end, "TITLE", 0.8, rule="title of a first post"))
    return sorted(read, key=lambda name: (name.start, -name.end))


def _skip(text: str, place: int, step: int) -> int:
    """Over the spaces and the の that may stand between a name and its title."""
    while 0 <= (i := place if step > 0 else place - 1) < len(text) and (text[i].isspace() or text[i] == "の"):
        place += step
    return place


def fuse(text: str, names: Sequence[Name], rows: Rows, lists: Lists) -> list[Name]:
    """經濟 + 部長 names 經濟部: an institution takes the first character of the title that it is fused with."""
    at = {name.start: name for name in names if name.kind == "TITLE"}
    known = {(start, end): row for start, end, row in rows}
    read: list[Name] = []
    for name in sorted(names, key=lambda name: name.start):
        title = at.get(name.end)
        if name.kind == "TITLE" and read and read[-1].end == name.start + 1 and text[name.start] not in SHARED:
            name = replace(name, start=name.start + 1)  # 內閣官房|長官: the character was not the title's
        if name.kind == "TITLE" and read and read[-1].kind == "ORG" and read[-1].end == name.start + 2:
            name = replace(name, start=name.start + 1)  # 高校|長 of an institution that took both
        if name.kind == "ORG" and title is not None and text[title.start : title.end] == "高校長":
            name = Name(name.start, name.end + 2, "ORG", name.confidence, None, "fused")
        elif name.kind in ("ORG", "UNIT", "PLACE") and title is not None and title.end - title.start > 1:
            row = known.get((name.start, name.end + 1))
            if row is not None or _shared(text, name, title, lists):
                kind = "UNIT" if name.kind == "UNIT" else "ORG"
                name = Name(name.start, name.end + 1, kind, name.confidence, row, "fused")
        read.append(name)
    return read


def _shared(text: str, name: Name, title: Name, lists: Lists) -> bool:
    """Whether the title's first character ends the institution too: 經濟|部長, 辦事|處長, but not 台積電|處長."""
    if text[name.end] == "会":  # 商工|会長, but not a company and its 会長
        return any(text[at : name.end + 1] in _SOCIETIES for at in range(name.start, name.end))
    if text[name.end] not in SHARED or text[title.end - 1] not in "長长":
        return False
    if any(lists.endings.kind(text[start : name.end + 1]) for start in range(name.start, name.end)):
        return True
    stem = text[name.start : name.end]
    return name.row is None and stem[-1] not in SHARED and type_of_name(stem) is None


def parts(text: str, names: Sequence[Name]) -> list[Name]:
    """A unit directly after its institution, named with it: 東京大学|工学部 is 東京大学工学部 as well."""
    ends = {name.end: name for name in names if name.kind == "ORG"}
    found = []
    for name in names:
        whole = ends.get(name.start - text[name.start - 1 : name.start].isspace())
        if name.kind == "UNIT" and whole is not None:
            confidence = min(whole.confidence, name.confidence)
            found.append(Name(whole.start, name.end, "UNIT", confidence, None, "unit with its institution"))
    return found


def governments(text: str, names: Sequence[Name]) -> list[Name]:
    """A place whose head of government stands with it means the government: 三重県の〇〇知事, 新北市長."""
    at = {name.start: name for name in names if name.kind in ("PERSON", "SURNAME", "TITLE")}
    read = []
    for name in names:
        if name.kind == "PLACE" and (heads := _HEADS.get(text[name.end - 1])):
            after = at.get(name.end + (text[name.end : name.end + 1] == "の"))
            if after is not None and after.kind != "TITLE":
                after = at.get(after.end)
            if after is not None and after.kind == "TITLE" and text[after.start : after.end].endswith(heads):
                name = replace(name, kind="ORG", rule="place of its head")
            elif _TOWN_PARTNER.match(text, name.end) or _signs(text, name):
                name = replace(name, kind="ORG", rule="place that agrees")
        if name.kind in ("PLACE", "PERSON") and (town := _TOWN_HEAD.match(text, name.start)) and town.end() == name.end:
            name = replace(name, kind="ORG", rule="place of its head")
        read.append(name)
    return read


def _signs(text: str, town: Name) -> bool:
    """Whether somebody signs with the town, in Chinese: 與千葉縣、宮城縣分別簽過, but not 與熊本縣的學校簽約."""
    row = _TOWN_ROW.search(text, max(0, town.start - 40), town.start)
    return row is not None and _TOWN_SIGNS.match(text, town.end) is not None


def offices(text: str, names: Sequence[Name]) -> list[Name]:
    """An office that stands alone in its row or bracket before somebody's title is one unit: (…局…課 課長 name)."""
    people = {_skip(text, name.start, -1) for name in names if name.kind in ("PERSON", "SURNAME")}
    read = list(names)
    for title in (name for name in names if name.kind == "TITLE" and name.end in people):
        run = _OFFICE.search(text, max(0, title.start - 30), title.start)
        if run is None or run.end() != title.start:
            continue
        start, end = run.span(1)
        inside = [name for name in read if name.start < end and start < name.end]
        known = [name.end for name in inside if name.row is not None]
        start = max(known, default=start)
        whole = any(name.start <= start and name.end == end for name in inside)
        if not whole and type_of_name(text[start:end]) is OrganizationType.UNIT:
            read = [name for name in read if name not in inside or name.row is not None]
            read.append(Name(start, end, "UNIT", 0.75, None, "office before a title"))
    return sorted(read, key=lambda name: (name.start, -name.end))


def quoted(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """Institutions in quotation marks whose ending says what they are, and abbreviations in brackets after one."""
    taken = bytearray(len(text) + 1)
    for name in names:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    found = []
    for match in _QUOTED.finditer(text):
        start, end = match.span(1)
        kinds = (lists.endings.kind(text[i:end]) for i in range(max(start + 2, end - 8), end - 1))
        if not any(taken[start:end]) and any(kind in _GENERIC and kind != "legal" for kind in kinds):
            found.append(Name(start, end, "ORG", 0.6, None, "quoted"))
    ends = {name.end for name in (*names, *found) if name.kind == "ORG"}
    for match in _ABBREVIATION.finditer(text):
        start, end = match.span(1)
        if match.start() in ends and not any(taken[start:end]) and text[start:end] not in _abbreviations():
            found.append(Name(start, end, "ORG", 0.6, None, "abbreviation"))
    return found
