"""Agreements that a document lists rather than tells: rows of parties under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.agreement_words import Noun, nouns
from kg.extract.agreements.appointed_days import NUMBER, appointed
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.circumstances import Context
from kg.extract.agreements.clauses import DATE, ORG, PERSON, Sentence, both_ways, simplified
from kg.extract.agreements.grammar import read_acts
from kg.extract.agreements.paper_rows import papers_with_rows
from kg.extract.agreements.taking_part import members_head
from kg.model import PartialDate, PassageKind

_ROWS = (PassageKind.ITEM, PassageKind.HEADING)
_SO_MANY = "(?P<count>[二三四五2-5２-５両])(?:団体|团体|者|社|機関|机构|校|大学|市)"
# 上記１の三団体, （１）の主催三団体: those of the rows under that number
_ABOVE = re.compile(
    f"(?:上[記述记](?:の)?(?P<item>[0-9０-９①-⑳一二三四五])?の?|[（(](?P<number>[0-9０-９一二三四五])[)）]の[^。、はがを]{{0,8}}?){_SO_MANY}"
)
_LETTER = "(?:[ア-ン][\\s.．、:：]*)?"  # ア　A社　―　B社
# ②台湾＆熊本：A社＆B社 too
_PAIR = both_ways(
    f"^{NUMBER}{_LETTER}(?:[^。：:]{{1,14}}[：:])?{ORG}[^。{ORG}]{{0,12}}?(?:と|×|、|・|與|和|及|/|／|&|＆|—|－|–|─|―|‐|～|〜|↔|⇔|⇄|⟷){ORG}"
)
_LABEL = re.compile(f"^{NUMBER}[^。：:]{{1,14}}[：:](?=[^。]*{ORG}[^。]*{ORG})")
_ASIDE = re.compile(r"[〔（(【［\[]([^〔〕（）()【】［］\[\]]{2,24})[〕）)】］\]]")
_COLUMNS = re.compile(f"^{NUMBER}{ORG}[^。，、與与和と{ORG}]{{0,3}}{ORG}")
_COUNTS = {"二": 2, "三": 3, "四": 4, "五": 5, "両": 2, "2": 2, "3": 3, "4": 4, "２": 2, "３": 3, "４": 4}
_FOLLOWS = both_ways("[：:]$|次の|以下の|下記の|如下|下列")
_MEMBER = re.compile(f"^{NUMBER}{ORG}")
_TABLE = both_ways("(?:簽約|簽署|締約|合作)(?:項目|成果|案|對象)?(?:一覽表?|名單|清單|列表|總表)[：:]?$")
_HEADING = both_ways(
    "(?:締結式|調印式|署名式|簽署儀式|簽約儀式|簽約典禮|協定|覚書|合意書|備忘錄|協議書?|MOU)[^。、，]{0,4}$"
    "|(?:提携|合意|連携|協力|調印)?(?:文書|書面|書類)(?:の|を)?(?:取り?交わし|交換|締結|調印|署名)(?:式)?$"
    "|(?:合作)?(?:文件|文書|文本)(?:的)?(?:簽署|簽訂|交換|互換)(?:儀式|典禮)?$"
)
_REPORT = both_ways(
    "開催報告|開催結果|実施報告|実施結果|開催レポート|活動花絮|活動紀要|しました$|されました$|行われました|成果報告|活動報告"
)
_ALL_SIGNED = re.compile(
    simplified("(?:以上|上述|上列|前述|各項|這些|所有)[^。]{0,12}(?:均|皆|都|已)[^。]{0,16}(?:簽署|簽訂|簽約|簽妥)")
)
_SEVERAL = both_ways(
    "(?:[2-9２-９二三四五六七八九十兩两多數数]|1[0-9]|[2-9][0-9])(?:項|项|份|件|紙|案|本)|多項|多份|複数の|それぞれ|分別|各"
)
_COUNTED = both_ways(
    "(?:次|以下|下記|如下)[^。]{0,4}[0-9０-９一二三四五六兩两]+(?:件|項|项|份|つ)|[0-9０-９一二三四五六兩两](?:件|項|项|份)[^。]{0,20}(?:如下|次の|以下|下記)"
)
# An item of a programme below which stand the papers that were signed: 16:00 調印
_ITEM_OF_SIGNING = both_ways(
    "^(?:[0-9０-９]{1,2}[:：][0-9０-９]{2}(?:[~～\\-－〜][0-9０-９:：]*)?|[0-9０-９]{1,2}[.．、)）]|[一二三四五六七八九十][、.．])?"
    "(?:協定書?|覚書|MOU|合意書|備忘錄|協議書?)?(?:等|など)?の?(?:調印|署名|締結|簽署|簽約)(?:式|儀式|典禮|セレモニー)?$"
)
_ABOVE_HEAD = 2  # sentences above the head of a list that tell of all of it
_BETWEEN_ROWS = 4
_ROWS_OF_ITEM = 5  # rows below the number of an item
_MOST = 7  # parties of one agreement
_NEAR = 12  # sentences below a list in which a remark on all of it stands


def listed_candidates(document: Sequence[Sentence], context: Context) -> Iterator[Candidate]:
    """Listed agreements: signed where the document reports a past event, else as the told ones say."""
    held, issued = appointed(document), context.issued
    after = held is not None and issued is not None and bool(held.day and issued.day) and str(held) < str(issued)
    reported = context.ceremony or after or any(_REPORT.search(s.masked) for s in document[:3])
    for head, number, noun, parties in (*listed(document), *papers_with_rows(document)):
        told = any(a.stage is Stage.SIGNED for a in read_acts(document[head])) or any(
            _ALL_SIGNED.search(s.masked) for s in document[number : number + _NEAR]
        )
        before = None if told else _told_above(document, head)
        yield Candidate(
            parties=parties,
            explicit=parties,
            stage=Stage.SIGNED if reported or told or before is not None else Stage.PLANNED,
            past=False,
            family="list",
            kinds=((noun.kind, noun.formal),),
            date=context.ceremony or held or _day_of(before),
            vague=False,
            sentence=document[number],
            number=number,
            at=0,
            several=True,
        )


def _told_above(document: Sequence[Sentence], head: int) -> Sentence | None:
    """The sentence right above a list, 三校簽下四紙合約。四項合約如下, that tells of all of its agreements at once."""
    for sentence in reversed(document[max(0, head - _ABOVE_HEAD) : head]):
        acts = [a for a in read_acts(sentence) if a.nouns and a.family in ("sign", "ceremony")]
        if acts:
            signed = all(a.stage is Stage.SIGNED and not a.past for a in acts)
            return sentence if signed and _SEVERAL.search(sentence.masked) else None
    return None


def _day_of(sentence: Sentence | None) -> PartialDate | None:
    """The one day that a sentence tells."""
    days = [s.date.date for _, s in sentence.find(DATE) if s.date and s.date.date.day] if sentence else []
    return days[0] if len(days) == 1 else None


def listed(document: Sequence[Sentence]) -> Iterator[tuple[int, int, Noun, tuple[str, ...]]]:
    """Places of heading and row, the word for the agreement and its parties, for each agreement below a heading.

    A sentence that ends in a colon or says 次の heads a list too. Two layouts: one row for each agreement
    (① A と B), or one row for each party (A 会長 某).
    """
    for number, heading in enumerate(document):
        above, bare = heading.kind is not PassageKind.BODY, heading.masked.rstrip("】」』")
        table = above and _TABLE.search(bare) is not None
        programme = above and _ITEM_OF_SIGNING.match(bare) is not None
        heads = table or programme or (above and _HEADING.search(bare)) or _FOLLOWS.search(heading.masked)
        words = nouns(heading) if heads else []
        if not heads or members_head(heading) or not (words or table or programme) or ORG in heading.masked:
            continue
        rows = list(_rows(document, number + 1, _BETWEEN_ROWS if table or _COUNTED.search(bare) else 0))
        pairs = [(n, row) for n, row in rows if _pairs(row, table) or _ABOVE.search(row.text)]
        for n, row in pairs:
            parties = _named(row) if _pairs(row, table) else _above(document, row, n)
            if len(parties) > 1 and (told := nouns(row) or _in_brackets(row) or words):
                yield number, n, told[-1], parties
        if words and not pairs and 1 < len(parties := _party_by_row(row for _, row in rows)) <= _MOST:
            yield number, number, words[-1], parties


def _in_brackets(row: Sentence) -> list[Noun]:
    """The word for what a row is about, where only its brackets tell it: A大学 ⇔ B大学〔学術交流協定〕."""
    for aside in _ASIDE.finditer(row.text):
        inside = replace(row, masked=aside[1], text=aside[1], at=tuple(range(len(aside[1]))), spans={}, hidden=())
        if found := nouns(inside):
            return found
    return []


def _party_by_row(rows: Iterable[Sentence]) -> tuple[str, ...]:
    """The institutions with which rows begin that name a person for each."""
    members = [row.find(ORG)[0][1].ids for row in rows if _MEMBER.match(row.masked) and PERSON in row.masked]
    return tuple(dict.fromkeys(i for ids in members for i in ids))


def _rows(document: Sequence[Sentence], start: int, others: int) -> Iterator[tuple[int, Sentence]]:
    """The rows below a heading up to the next one: rows that name institutions, and notes in brackets between them.

    So many `others` may stand between, such as those that tell time and place, and the heads of columns.
    """
    for n in range(start, min(start + 14, len(document))):
        row = document[n]
        if row.kind not in _ROWS:
            return
        if row.masked and ORG not in row.masked and not _ABOVE.search(row.text):
            others -= 1
            if others < 0:
                return
            continue
        yield n, row


def _pairs(row: Sentence, table: bool) -> bool:
    """Whether a row names the two of one agreement: A と B, or in a table with columns A　B."""
    return bool(_PAIR.match(row.masked) or (table and nouns(row) and _COLUMNS.match(row.masked)))


def _named(row: Sentence) -> tuple[str, ...]:
    """The institutions of a row, behind the lands or towns that it may begin with: ②台湾&熊本：A社 & B社."""
    label = _LABEL.match(row.masked)
    return tuple(dict.fromkeys(i for _, span in row.find(ORG, label.end() if label else 0) for i in span.ids))


def _runs(document: Sequence[Sentence]) -> list[tuple[str, ...]]:
    """The institutions of each unbroken run of rows that begin with one."""
    runs: list[list[str]] = [[]]
    for row in document:
        if row.kind in _ROWS and _MEMBER.match(row.masked):
            runs[-1] += row.find(ORG)[0][1].ids
        elif runs[-1]:
            runs.append([])
    return [tuple(dict.fromkeys(run)) for run in runs if run]


def _above(document: Sequence[Sentence], row: Sentence, number: int) -> tuple[str, ...]:
    """上記１の三団体: the institutions of the rows under item 1."""
    match = _ABOVE.search(row.text)
    if match is None:
        return ()
    wanted = match["item"] or match["number"]
    runs = _runs(document[:number])
    counted = [run for run in runs if len(run) == _COUNTS.get(match["count"], 0)]
    item = next((n for n in range(number) if wanted is not None and document[n].masked.startswith(wanted)), None)
    if item is None:
        # The reader may have taken the numbers off the rows: the first list of as many institutions is meant.
        return counted[0] if counted else ()
    rows = takewhile(lambda row: ORG in row.masked, document[item + 1 : item + 1 + _ROWS_OF_ITEM])
    return tuple(dict.fromkeys(i for row in rows for i in _named(row)))
