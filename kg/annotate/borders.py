"""Institutions that were read with a word too many: a conjunction before, a 方面 behind, what they are in front."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.annotate.glued import is_zone, tells_a_trade, unglued
from kg.annotate.heads import with_heads
from kg.annotate.laboratories import laboratories
from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.annotate.nameless import is_common_noun, is_no_name
from kg.annotate.prefixed import from_sure, sure_names
from kg.annotate.splitting import SHARED
from kg.annotate.terms import is_field
from kg.model import OrganizationType
from kg.names import fold, type_of_name
from kg.names.borders import any_of, border_words
from kg.names.departments import is_department, is_subject
from kg.names.forms import company_endings, is_legal_form
from kg.names.places import place_of_key
from kg.names.postings import posted_from, poster_of
from kg.names.referring import countries

_JOINTS = "與和及跟同与由向在到赴"
_TWO_SUBJECTS = "name of two subjects"
_POSTED = "office with where it is posted"
# 日方由該所, 與本校: what points at an institution is no part of a name.
_ANAPHOR = re.compile(r"(?:^|[由與与和在向])[該该本貴贵同][校所院會会局社館馆處处系]$|[該该]公司$")
# 材料與|光電科學學系: two subjects in the name of one department.
_AND_SUBJECT = re.compile(r"([\u3400-\u9fff]{2,8})(?:與|与|及|暨|和)$")
# 国立理工系大学: of what kind, not which.
_OF_A_KIND = re.compile(
    r"(?:国立|公立|私立|國立)?[\u3400-\u9fff]{1,4}系(?:大学|大學|企業|企业|学校|學校|機関|團體|団体)"
)
# 甲題目──本校|物理學系
_OWN = re.compile(r".{0,24}[─—]{2}(?:[本該该][校院所會会])?(?=.{2})|本[校院會会](?=[\u3400-\u9fff]{2})")
_OWN_WORDS = ("本校", "本院", "該校", "该校", "本會", "本会")
_DIVISIONS = ("院", "所", "系", "處", "处", "部", "局", "司", "組", "组", "室", "中心", "科")
_LONGEST = 16  # characters of an institution before its department
# 「甲科技（台灣|）股份有限公司」: a name that a tagger took from its bracket on
_BRACKETED = re.compile(r"(?:^|[「『“，。、；：\s])([\u3400-\u9fffA-Za-zァ-ヺー]{2,16}[（(][\u3400-\u9fff]{0,4})$")
_CLOSES = re.compile(r"[^（()）]{1,8}[)）](?:股份有限公司|有限公司|公司)")
_HEAD_NAMED = re.compile(r"(?<=([局處处署司院所校館馆部會会組组科]))([\u3400-\u9fff])\1[長长]")
_BOTH_LANDS = ("台日", "臺日", "日台", "日臺", "两岸", "兩岸")
_SEAT_BEFORE = re.compile(
    r"(?:日本的?|台[灣湾]的?|臺灣的?)?(?:[\u3400-\u9fff]{2,3}[縣県府都道])?(?:[\u3400-\u9fff]{1,4}[市町村])?(?:的|の)?"
    r"(?<=.)(?=(?:[學学]校法人|公益[財社]|一般[財社]|[財社][團団]法人))"
)
# 市政府 is the city of the document, named or not.
_SEATS = ("政府", "役所", "役場", "公所", "県庁", "府", "庁")
_BUILDING = re.compile(
    r"(?:館|ホール|講堂|大樓|大楼|大廈|体育館|體育館|会館|會館|棟)(?![長长員])(?=[でにをのはが1-9０-９一二三四五六七八九十国國舉举行前、。，]|$)"
)
_HEAD = re.compile(r"[\u3400-\u9fff]{2,6}$")


def bordered(texts: Sequence[str], names: Sequence[Sequence[Name]], lists: Lists, *, chinese: bool) -> list[list[Name]]:
    """The names of each passage of a document, its institutions without words that are not theirs.

    What only describes (台灣半導體, 日本駐台, a 委員會 that nobody names in full) is left out.
    """
    whole = "\n".join(texts)
    forms = {_form(text, name) for text, own in zip(texts, names, strict=True) for name in own if name.kind == "ORG"}
    sure = sure_names(texts, names) if chinese else frozenset()
    names = [laboratories(text, own) for text, own in zip(texts, names, strict=True)]
    names = [with_heads(text, own, lists, chinese=chinese) for text, own in zip(texts, names, strict=True)]
    if chinese:
        names = [_by_whom(text, own) for text, own in zip(texts, names, strict=True)]
        names = [unglued(text, own, whole, forms) for text, own in zip(texts, names, strict=True)]
        names = [[from_sure(text, name, whole, sure) for name in own] for text, own in zip(texts, names, strict=True)]
    cut = [
        [mended for name in own if (mended := _cut(text, name, whole, forms, lists, chinese)) is not None]
        for text, own in zip(texts, names, strict=True)
    ]
    return [_without_inner(own) for own in cut]


def _without_inner(names: Sequence[Name]) -> list[Name]:
    """The names without those of which a longer one took hold: 應用材料|及光電工程學系, 台灣駐札幌|辦事處."""
    longer = (_TWO_SUBJECTS, _POSTED)
    taken = [(name.start, name.end) for name in names if name.rule in longer]
    return [n for n in names if n.rule in longer or not any(s < n.end and n.start < e for s, e in taken)]


def _by_whom(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, where one holds two with 由 between: 甲大學|由|電機學院."""
    read: list[Name] = []
    for name in names:
        at = text.find("由", name.start + 2, name.end - 3) if name.kind in ("ORG", "UNIT") and name.row is None else -1
        if at < 0 or type_of_name(text[name.start : at]) is None or type_of_name(text[at + 1 : name.end]) is None:
            read.append(name)
            continue
        kind = "UNIT" if type_of_name(text[at + 1 : name.end]) is OrganizationType.UNIT else "ORG"
        read += [replace(name, end=at, kind="ORG"), replace(name, start=at + 1, kind=kind)]
    return read


def _form(text: str, name: Name) -> str:
    return "".join(text[name.start : name.end].split())


def _cut(text: str, name: Name, whole: str, forms: set[str], lists: Lists, chinese: bool) -> Name | None:
    if name.kind not in ("ORG", "UNIT"):
        return name
    name = _with_its_brackets(text, name)
    form = text[name.start : name.end]
    if chinese and (own := _OWN.match(form)):
        name = replace(name, start=name.start + own.end())  # 甲題目──本校|物理學系
        form = text[name.start : name.end]
    if _ANAPHOR.search(form) or (name.kind == "ORG" and _only_describes(form)):
        return None
    if form.startswith("道") and text.endswith("北海", 0, name.start):
        name = replace(name, start=name.start - 2)  # 北海|道千歳市
        form = text[name.start : name.end]
    if name.row is not None:
        return name
    if chinese and form[-1] in "團团" and text.endswith(("訪", "访", "赴"), 0, name.start):
        return None  # 訪|美團
    if is_zone(text, name, form) or (chinese and tells_a_trade(text, name) and _is_trade(form)):
        return None  # 甲科技工業|區, 日本化學|大廠某某
    if chinese and form[-1] == "大" and text[name.end : name.end + 1] in ("廠", "厂"):
        return None  # 日本光阻大|廠某某: what it makes
    if (ended := form.find("。")) > 0:
        # 甲社。聯盟首任會長: no name reaches over the end of a sentence.
        return _cut(text, replace(name, end=name.start + ended), whole, forms, lists, chinese) if ended > 1 else None
    if form.count("「") > form.count("」") and (opened := form.rindex("「")) < len(form) - 2:
        # 日本「甲聯盟: the quotation begins the name
        return _cut(text, replace(name, start=name.start + opened + 1), whole, forms, lists, chinese)
    if chinese and (head := _HEAD_NAMED.search(text, name.end - 2, name.end + 2)):
        name = replace(name, end=head.start())  # 經發局|張局長
        form = text[name.start : name.end]
    if is_legal_form(form):
        return None
    if (posted := posted_from(text, name.start)) is not None and type_of_name(form) is not None:
        name = replace(name, start=posted, kind="ORG", rule=_POSTED)
        form = text[name.start : name.end]
    nameless = lists.endings.kind(form) in (None, "Company") and text[name.end : name.end + 1] not in SHARED
    if (nameless and _is_of_fields(form)) or (chinese and re.search(r"[裡里]的", form)):
        return None  # 再生晶圓, 山城裡的大學
    if chinese and (verb := _before("verb").match(form)) and type_of_name(form[verb.end() :]) is not None:
        name = replace(name, start=name.start + verb.end())
        form = text[name.start : name.end]
    if chinese and (subject := _subject_before(text, name, form, forms)) is not None:
        name = replace(name, start=subject, rule=_TWO_SUBJECTS)
        form = text[name.start : name.end]
    if chinese and form[0] in "與与跟" and type_of_name(form[1:]) is not None and len(form) > 4:
        name = replace(name, start=name.start + 1)  # 與|甲大學工學院
        form = text[name.start : name.end]
    if chinese and (trades := list(_before("inner trade").finditer(form))):
        name = replace(name, start=name.start + trades[-1].end())
        form = text[name.start : name.end]
    if trade := _before("never first").match(form):
        name = replace(name, start=name.start + trade.end())
        form = text[name.start : name.end]
    if name.kind == "ORG" and _is_generic(form, forms, lists):
        return None
    if form[0] == "及" and (head := _HEAD.search(text, max(0, name.start - 6), name.start)):
        name = replace(name, start=head.start())  # 技術|及職業教育司
        form = text[name.start : name.end]
    if chinese and (cut := _prefecture(form, forms)):
        name = replace(name, start=name.start + cut)  # 福岡|豐前市
        form = text[name.start : name.end]
    if place := _SEAT_BEFORE.match(form):
        name = replace(name, start=name.start + place.end())  # 日本熊本縣熊本市|學校法人某學園
        form = text[name.start : name.end]
    if chinese and (side := _side().search(form)) and type_of_name(form[: side.start()]) is not None:
        name = replace(name, end=name.start + side.start())
        form = text[name.start : name.end]
    if chinese and form[0] in _JOINTS and len(form) > 3 and _stands_elsewhere(form, 1, whole, all_of_it=True):
        name = replace(name, start=name.start + 1)
    for cut in (match.end() for match in _before("trade").finditer(form)):
        # Only where the rest is written without those words elsewhere: 中小企業|振興協會 is one name.
        if not form[:cut].endswith(("中小企業", "中小企业")) and _stands_elsewhere(form, cut, whole):
            return replace(name, start=name.start + cut)
    return None if is_no_name(form, name.kind, lists) else name


def _with_its_brackets(text: str, name: Name) -> Name:
    """A name of which a tagger took the end only from the bracket on: 「甲科技（台灣|）股份有限公司」."""
    opened = _BRACKETED.search(text, max(0, name.start - 30), name.start)
    if opened is None or name.row is not None or not _CLOSES.match(text, name.start, name.end):
        return name
    return replace(name, start=opened.start(1))


def _subject_before(text: str, name: Name, form: str, forms: set[str]) -> int | None:
    """Where the name of a department begins whose first subject was left out: 資訊與|通訊研究所.

    Between it and its institution, one of `forms` or 本校, anything may be a subject: 甲大學|半導體及|重點科技研究學院.
    """
    before = _AND_SUBJECT.search(text, max(0, name.start - 9), name.start)
    if before is None or not form.endswith(_DIVISIONS):
        return None
    start, end = before.span(1)
    subjects = (at for at in range(start, end - 1) if is_subject(text[at:end]))
    if is_department(form) and (at := next(subjects, None)) is not None:
        return at
    for at in range(start, end - 1) if text[end] in "及暨" else ():  # 與 as often joins two institutions
        head = text[max(0, at - _LONGEST) : at]
        if head.endswith(_OWN_WORDS) or any(head[cut:] in forms for cut in range(max(0, len(head) - 1))):
            return at
    return None


def _stands_elsewhere(form: str, cut: int, whole: str, *, all_of_it: bool = False) -> bool:
    """Whether the name behind `cut`, or the head of it, is written in the text without what stands before it here."""
    rest, before = form[cut:], form[:cut]
    heads = {rest} if all_of_it else {rest, rest[:4], *([rest[:2]] if len(rest) > 3 else [])}
    return any(whole.count(head) > whole.count(before + head) for head in heads if len(head) > 1)


def _only_describes(form: str) -> bool:
    """A country or place with a word of trade behind it (台灣半導體), or somebody posted to one (日本駐台)."""
    if _OF_A_KIND.fullmatch(form):
        return True
    if (poster := poster_of(form)) is not None:
        return not poster or poster in countries()
    known = type_of_name(form) is not None
    return any(form[cut:] in border_words("describes") or (not known and is_field(form[cut:])) for cut in _places(form))


def _is_of_fields(form: str) -> bool:
    """Whether a form names fields and no institution: 再生晶圓, スピントロニクスと省電力半導体."""
    parts = re.split("[と、・與与及和]", form)
    return is_field(form) or (len(parts) > 1 and all(is_field(part) or is_common_noun(part) for part in parts))


def _is_trade(form: str) -> bool:
    """A country or place with a line of business behind it, and no name: 日本化學."""
    words = (*map(fold, border_words("describes")), *company_endings())
    return any(fold(form[cut:]) in words or is_field(form[cut:]) for cut in _places(form))


def _places(form: str) -> Iterator[int]:
    """Where a place, or 台日, at the head of a name ends."""
    if form[:2] in _BOTH_LANDS and len(form) > 2:
        yield 2
    for cut in range(2, min(len(form) - 1, 7)):
        if form[:cut] in countries() or place_of_key(fold(form[:cut])) is not None:
            yield cut


def _prefecture(form: str, forms: set[str]) -> int:
    """Where a prefecture ends that stands without its 縣 before a town or a name of the text; 0 where none does."""
    for cut in (2, 3):
        rest, head = form[cut:], place_of_key(fold(form[:cut]))
        whole = form[:cut].endswith(("縣", "县", "県", "府", "都", "道"))  # 福岡縣豐前市 is one name of it
        if len(rest) > 2 and not whole and head is not None and head.country == "JP":
            town = place_of_key(fold(rest))
            if rest in forms or (town is not None and town.kind == "municipality" and town.country == "JP"):
                return cut
    return 0


def _is_generic(form: str, forms: set[str], lists: Lists) -> bool:
    """A bare 管理局 or 審議会 names nothing where the document has no institution whose name it ends."""
    kind = lists.endings.kind(form)
    if kind is None or form.endswith(_SEATS) or (kind == "GovernmentBody" and form[-1] not in "局会會处處"):
        return False
    return not any(other.endswith(form) and other != form for other in forms)


@cache
def _before(use: str) -> re.Pattern[str]:
    """Words of one use before a name; 由 counts as a verb but where it begins one: 由布市, 由利本荘市."""
    more = "|由(?![布利良比仁])" if use == "verb" else ""
    return re.compile(f"(?:{any_of(use)}{more})(?=.{{2}})")


@cache
def _side() -> re.Pattern[str]:
    return re.compile(f"{any_of('side')}$")
