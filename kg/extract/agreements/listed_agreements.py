"""Agreements that a document lists rather than tells: rows of parties under a heading, and programmes of ceremonies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.agreements.acts import Noun, nouns
from kg.extract.agreements.clauses import DATE, ORG, PERSON, Sentence, both_ways
from kg.model import PartialDate, PassageKind

_ROWS = (PassageKind.ITEM, PassageKind.HEADING)
_NUMBER = r"[0-9０-９①-⑳一二三四五六七八九十ⅠⅡⅢⅣⅤ(（)）.．、・●○■◆▪\-\s]*"
_WHEN = both_ways(
    f"^[^{DATE}]{{0,10}}(?:日時|日期|時間|とき|日程|期日|締結日|調印日|署名日|簽署日|簽約日)[^{DATE}]{{0,6}}{DATE}"
)
_PROGRAMME = both_ways("^(?:式)?(?:次第|プログラム|議程|流程|程序表)$")
_SIGNING_ITEM = both_ways(
    f"^{_NUMBER}(?:協定書?|覚書|合意書|MOU|備忘錄|協議書?)?(?:への?|の|に)?(?:署名|調印|簽署|簽約|簽訂|締結)[^。、，]{{0,6}}$"
)
_ABOVE = both_ways(
    "上[記述](?:の)?([0-9０-９①-⑳一二三四五])?の?(?:[二三四五2-5２-５]|両)(?:団体|者|社|機関|校|大学|市)"
)
_PAIR = both_ways(f"^{_NUMBER}{ORG}[^。{ORG}]{{0,12}}?(?:と|×|、|・|與|和|及|/|／|&){ORG}")
_PARTNER_ROW = both_ways(
    f"(?:締結先|協定先|相手先|相手方|連携先|提携先|締結者|当事者|簽約對象|簽署對象|簽約單位|簽署單位|締約方|合作單位)[：:]?[^。，、{ORG}]{{0,6}}{ORG}"
)
_COUNTS = {"二": 2, "三": 3, "四": 4, "五": 5, "両": 2, "2": 2, "3": 3, "4": 4, "２": 2, "３": 3, "４": 4}
_FOLLOWS = both_ways("[：:]$|次の|以下の|下記の|如下|下列")
_MEMBER = re.compile(f"^{_NUMBER}{ORG}")
_TABLE = both_ways("(?:簽約|簽署|締約|合作)(?:項目|成果|案|對象)?(?:一覽表?|名單|清單|列表|總表)[：:]?$")
_HEADING = both_ways(
    "(?:締結式|調印式|署名式|簽署儀式|簽約儀式|簽約典禮|協定|覚書|合意書|備忘錄|協議書?|MOU)[^。、，]{0,4}$"
)


def ceremony_date(document: Sequence[Sentence]) -> PartialDate | None:
    """The day of a ceremony whose programme, with the signing as an item, is part of the document itself.

    Such a hand-out is given at the ceremony: what it lists takes place there. An invitation has no programme.
    """
    programme = any(_PROGRAMME.match(s.masked) for s in document)
    signing = any(_SIGNING_ITEM.match(s.masked) for s in document)
    return appointed(document) if programme and signing else None


def appointed(document: Sequence[Sentence]) -> PartialDate | None:
    """The day behind 日時, 時間 and the like."""
    for sentence in document:
        if when := _WHEN.match(sentence.masked):
            found = sentence.spans[when.end() - 1].date
            return found.date if found else None
    return None


def partner_rows(document: Sequence[Sentence]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Place and institutions of rows such as 締結先：A大学 or 簽約對象：B公司."""
    for number, sentence in enumerate(document):
        ids = [i for m in _PARTNER_ROW.finditer(sentence.masked) for i in sentence.spans[m.end() - 1].ids]
        if ids:
            yield number, tuple(dict.fromkeys(ids))


def listed(document: Sequence[Sentence]) -> Iterator[tuple[int, int, Noun, tuple[str, ...]]]:
    """Places of heading and row, the word for the agreement and its parties, for each agreement below a heading.

    A sentence that ends in a colon or says 次の heads a list too. Two layouts: one row for each agreement
    (① A と B), or one row for each party (A 会長 某).
    """
    for number, heading in enumerate(document):
        bare = heading.masked.rstrip("】」』")
        table = heading.kind is not PassageKind.BODY and _TABLE.search(bare)
        titled = table or (heading.kind is not PassageKind.BODY and _HEADING.search(bare))
        if not titled and not _FOLLOWS.search(heading.masked):
            continue
        words = nouns(heading)
        if not (words or table) or ORG in heading.masked:
            continue
        rows = list(_rows(document, number + 1))
        pairs = [(n, row) for n, row in rows if _PAIR.match(row.masked) or _ABOVE.search(row.masked)]
        if pairs:
            for n, row in pairs:
                parties = _named(row) if _PAIR.match(row.masked) else _above(document, row, n)
                if len(parties) > 1 and (told := nouns(row) or words):
                    yield number, n, told[-1], parties
            continue
        if not words:
            continue
        members = [row.find(ORG)[0][1].ids for _, row in rows if _MEMBER.match(row.masked) and PERSON in row.masked]
        parties = tuple(dict.fromkeys(i for ids in members for i in ids))
        if 2 <= len(parties) <= 7:
            yield number, number, words[-1], parties


def _rows(document: Sequence[Sentence], start: int) -> Iterator[tuple[int, Sentence]]:
    """The rows below a heading up to the next one: rows that name institutions, and notes in brackets between them."""
    for n in range(start, min(start + 14, len(document))):
        row = document[n]
        if row.kind not in _ROWS or (row.masked and ORG not in row.masked and not _ABOVE.search(row.masked)):
            return
        yield n, row


def _named(row: Sentence) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for _, span in row.find(ORG) for i in span.ids))


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
    match = _ABOVE.search(row.masked)
    if match is None:
        return ()
    wanted = next(filter(None, match.groups()), None)
    runs = _runs(document[:number])
    counted = [run for run in runs if len(run) == _COUNTS.get(match.group()[-3:][0], 0)]
    if wanted is None or not any(s.masked.startswith(wanted) for s in document[:number]):
        # The reader may have taken the numbers off the rows: the first list of as many institutions is meant.
        return counted[0] if counted else ()
    for n in range(number):
        if document[n].masked.startswith(wanted):
            names: list[str] = []
            for sentence in document[n + 1 : n + 6]:
                if ORG not in sentence.masked:
                    break
                names += _named(sentence)
            return tuple(dict.fromkeys(names))
    return ()
