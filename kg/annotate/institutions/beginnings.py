"""Where names of institutions begin: what a tagger took before one that is not of it, or left out that is."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.names import fold, type_of_name
from kg.names.borders import any_of
from kg.names.departments import is_department, is_subject
from kg.names.places import bare_prefecture_end, place_prefix
from kg.names.postings import is_office_abroad, posted_from
from kg.names.referring import countries

TWO_SUBJECTS = "name of two subjects"
POSTED = "office with where it is posted"
_JOINTS = "與和及跟同与由向在到赴"
# 材料與|光電科學學系: two subjects in the name of one department.
_AND_SUBJECT = re.compile(r"([\u3400-\u9fff]{2,8})(?:與|与|及|暨|和)$")
# 甲題目──本校|物理學系
_OWN = re.compile(
    r".{0,24}[─—]{2}(?:[本該该][校院所會会])?(?=.{2})|[本該该貴贵敝](?:[校院所會会處处局館馆]|公司)(?=[\u3400-\u9fff]{2})"
)
_OWN_WORDS = ("本校", "本院", "該校", "该校", "本會", "本会")
_DIVISIONS = ("院", "所", "系", "處", "处", "部", "局", "司", "組", "组", "室", "中心", "科")
_LONGEST = 16  # characters of an institution before its department
# 「甲科技（台灣|）股份有限公司」: a name that a tagger took from its bracket on
_BRACKETED = re.compile(r"(?:^|[「『“，。、；：\s])([\u3400-\u9fffA-Za-zァ-ヺー]{2,16}[（(][\u3400-\u9fff]{0,4})$")
_CLOSES = re.compile(r"[^（()）]{1,8}[)）](?:股份有限公司|有限公司|公司)")
_SEAT_BEFORE = re.compile(
    r"(?:日本的?|台[灣湾]的?|臺灣的?)?(?:[\u3400-\u9fff]{2,3}[縣県府都道])?(?:[\u3400-\u9fff]{1,4}[市町村])?(?:的|の)?"
    r"(?<=.)(?=(?:[學学]校法人|公益[財社]|一般[財社]|[財社][團団]法人))"
)
# 弊社|株式会社甲
_SELF = re.compile(
    r"(?:弊|当|小|本|我|私ども)(?:社|行|法人|財団|会)(?=(?:株式|有限|合同)会社|(?:一般|公益)?[社財]団法人)"
)
_LEGAL = ("株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "相互会社")  # no trade, for all its 会社
_HEAD = re.compile(r"[\u3400-\u9fff]{2,6}$")
# 國際化大學|甲大學: of what rank
_RANKED = re.compile(
    r"[\u3400-\u9fff]{0,6}?(?:國際化|国际化|研究型|綜合型?|综合型?|頂尖|顶尖|知名|著名|重點|重点|指標性?|私立)"
    r"(?:大學|大学|學府|学府)(?=[\u3400-\u9fff]{2,12}(?:大學|大学)\Z)"
)
_IN_TAIWAN = re.compile("[台臺][灣湾]?(?:[協协][會会]|辦事處|办事处|[商學学][會会])")
_OPENED = re.compile(r"[「『“]([\u3400-\u9fff]{1,2})\Z")
_NUMBER = re.compile(r"[0-9０-９一二三四五六七八九十][ \u3000]?$")
# Words of trade that are of the name as often as before it: 中小企業|振興協會 is one name.
_OF_NAMES = ("中小企業", "中小企业")


def with_its_brackets(text: str, name: Name) -> Name:
    """A name of which a tagger took the end only from the bracket on: 「甲科技（台灣|）股份有限公司」."""
    opened = _BRACKETED.search(text, max(0, name.start - 30), name.start)
    if opened is None or name.row is not None or not _CLOSES.match(text, name.start, name.end):
        return name
    return replace(name, start=opened.start(1))


def with_quotation(text: str, name: Name) -> Name:
    """“某|某工程研究室”: a name with a sign or two that a quotation which it ends begins with."""
    opened = _OPENED.search(text, max(0, name.start - 3), name.start)
    if opened is None or name.row is not None or text[name.end : name.end + 1] not in ("」", "』", "”"):
        return name
    return replace(name, start=opened.start(1))


def with_hokkaido(text: str, name: Name) -> Name:
    """北海|道千歳市: the prefecture whose sign is of its name."""
    whole = text.startswith("道", name.start) and text.endswith("北海", 0, name.start)
    return replace(name, start=name.start - 2) if whole else name


def from_own_unit(text: str, name: Name) -> Name:
    """甲題目──本校|物理學系: the unit behind the word for its institution."""
    own = _OWN.match(text[name.start : name.end])
    return name if own is None else _behind(name, own.end())


def from_quotation(text: str, name: Name) -> Name:
    """日本「|甲聯盟: the quotation begins the name."""
    form = text[name.start : name.end]
    if form.count("「") <= form.count("」") or (opened := form.rindex("「")) >= len(form) - 2:
        return name
    return _behind(name, opened + 1)


def from_post(text: str, name: Name) -> Name:
    """|台灣駐札幌|辦事處: an office with the words that say whose it is and where."""
    if text[name.start - 1 : name.start] in ("駐", "驻") and is_office_abroad(text[name.start - 1 : name.end]):
        return replace(name, start=name.start - 1)  # 駐|新加坡台北代表處
    if _IN_TAIWAN.match(text, name.start, name.end) and text[name.start - 1 : name.start] == "在":
        land = next((word for word in countries() if text.endswith(word, 0, name.start - 1)), "")
        return replace(name, start=name.start - 1 - len(land), rule=POSTED) if land else name  # 德國在|台協會
    posted = posted_from(text, name.start)
    if posted is None or type_of_name(text[name.start : name.end]) is None:
        return name
    return replace(name, start=posted, kind="ORG", rule=POSTED)


def behind_date(text: str, name: Name) -> Name:
    """27 日|大分縣: a name without the sign of the date before it, which begins many names too."""
    form = text[name.start + 1 : name.end]
    dated = text[name.start] == "日" and name.row is None and place_prefix(fold(form)) != ""
    dated = dated and _NUMBER.search(text, max(0, name.start - 2), name.start) is not None
    return _behind(name, 1) if dated else name


def from_head(text: str, name: Name) -> Name:
    """|技術及職業教育司: a name with what stands before its 及."""
    head = _HEAD.search(text, max(0, name.start - 6), name.start) if text[name.start] == "及" else None
    return name if head is None else replace(name, start=head.start())


def behind_what_leads(text: str, name: Name, forms: AbstractSet[str], lists: Lists, *, chinese: bool) -> Name:
    """A name without the verb, 與 or trade before it: 歸建|某局, 與|甲大學工學院, 半導體材料通路商|甲科技."""
    if chinese:
        name = _behind_verb(text, name)
        name = _from_first_subject(text, name, forms, lists)
        form = text[name.start : name.end]
        if form[0] in "與与跟" and type_of_name(form[1:]) is not None and len(form) > 4:
            name = _behind(name, 1)
        trades = list(_before("inner trade").finditer(text[name.start : name.end]))
        name = _behind(name, trades[-1].end()) if trades else name
        ranked = _RANKED.match(text[name.start : name.end])
        name = _behind(name, ranked.end()) if ranked is not None else name
    first = _before("never first").match(text[name.start : name.end])
    return name if first is None else _behind(name, first.end())


def behind_place(text: str, name: Name, forms: AbstractSet[str], *, chinese: bool) -> Name:
    """A name without the place before it: 福岡|豐前市, 日本熊本縣熊本市|學校法人某學園."""
    if chinese:
        name = _behind(name, bare_prefecture_end(text[name.start : name.end], forms))
    seat = _SEAT_BEFORE.match(text[name.start : name.end])
    return name if seat is None else _behind(name, seat.end())


def behind_line_of_business(text: str, name: Name, whole: str) -> Name:
    """設備大廠|甲集團: a name without its trade, where the document, `whole`, has it without those words too."""
    form = text[name.start : name.end]
    if (own := _SELF.match(form)) is not None:
        return _behind(name, own.end())
    cuts = (match.end() for match in _before("trade").finditer(form) if not form[: match.end()].endswith(_LEGAL))
    found = (cut for cut in cuts if not form[:cut].endswith(_OF_NAMES) and _stands_elsewhere(form, cut, whole))
    return _behind(name, next(found, 0))


def behind_word_between(text: str, name: Name, whole: str) -> Name:
    """和|甲協會: a name without the word that joins it to what is before, where the document has it by itself too."""
    form = text[name.start : name.end]
    joined = form[0] in _JOINTS and len(form) > 3 and whole.count(form[1:]) > whole.count(form)
    return _behind(name, 1) if joined else name


def _behind(name: Name, cut: int) -> Name:
    """A name without its first characters."""
    return replace(name, start=name.start + cut) if cut else name


def _behind_verb(text: str, name: Name) -> Name:
    form = text[name.start : name.end]
    verb = _before("verb").match(form)
    return name if verb is None or type_of_name(form[verb.end() :]) is None else _behind(name, verb.end())


def _from_first_subject(text: str, name: Name, forms: AbstractSet[str], lists: Lists) -> Name:
    """A department with the first subject of its name, which was left out: 資訊與|通訊研究所."""
    subject = _first_subject(text, name, forms, lists)
    return name if subject is None else replace(name, start=subject, rule=TWO_SUBJECTS)


def _first_subject(text: str, name: Name, forms: AbstractSet[str], lists: Lists) -> int | None:
    """Where the subject begins that stands before a department with a word for and between.

    Between it and its institution, one of `forms` or 本校, anything may be a subject: 甲大學|半導體及|重點科技研究學院.
    """
    form = text[name.start : name.end]
    before = _AND_SUBJECT.search(text, max(0, name.start - 9), name.start)
    if before is None or not form.endswith(_DIVISIONS):
        return None
    start, end = before.span(1)
    if any(lists.titles.kind(text[at:end]) == "t" for at in range(start, end - 1)):
        return None  # 甲社執行役員暨|某材料事業部|長
    subjects = (at for at in range(start, end - 1) if is_subject(text[at:end]))
    if is_department(form) and (at := next(subjects, None)) is not None:
        return at
    for at in range(start, end - 1) if text[end] in "及暨" else ():  # 與 as often joins two institutions
        head = text[max(0, at - _LONGEST) : at]
        if head.endswith(_OWN_WORDS) or any(head[cut:] in forms for cut in range(max(0, len(head) - 1))):
            return at
    return None


def _stands_elsewhere(form: str, cut: int, whole: str) -> bool:
    """Whether the name behind `cut`, or the head of it, is written in the text without what stands before it here."""
    rest, before = form[cut:], form[:cut]
    heads = {rest, rest[:4], *([rest[:2]] if len(rest) > 3 else [])}
    return any(whole.count(head) > whole.count(before + head) for head in heads if len(head) > 1)


@cache
def _before(use: str) -> re.Pattern[str]:
    """Words of one use before a name; 由 counts as a verb but where it begins one: 由布市, 由利本荘市."""
    more = "|由(?![布利良比仁])" if use == "verb" else ""
    return re.compile(f"(?:{any_of(use)}{more})(?=.{{2}})")
