"""Agreements that a document lists rather than tells: rows of parties under a heading, and programmes of ceremonies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.agreements.acts import Noun, Stage, nouns
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.circumstances import Context
from kg.extract.agreements.clauses import DATE, ORG, PERSON, Sentence, both_ways, simplified
from kg.extract.agreements.grammar import read_acts
from kg.extract.agreements.signatories.rows import heading_of_signers, signers_rows
from kg.model import PartialDate, PassageKind

_ROWS = (PassageKind.ITEM, PassageKind.HEADING)
_NUMBER = r"[0-9０-９①-⑳一二三四五六七八九十ⅠⅡⅢⅣⅤ(（)）.．、・●○■◆▪\-\s]*"
_WHEN = both_ways(
    f"^[^{DATE}]{{0,10}}(?:日時|日期|時間|とき|日程|期日|締結日|調印日|署名日|契約日|合意日|簽署日|簽約日)[^{DATE}]{{0,6}}{DATE}"
)
_SIGNED_ON = both_ways(
    "(?:簽署|簽約|簽訂|訂約|締約|締結|調印|署名|契約|合意)日(?:期)?(?:[是為はが：:（(、]|當天)+[ 　]?$"
)
# 契約は3日付で、期間は5年: by what it bears
_DATED = re.compile(
    f"(?:契約|協定|覚書|合意|MOU|締結|調印|署名)書?(?:は、?(?P<day>{DATE})付|(?:の|への)?(?:締結|署名|調印)は、?(?P<own>{DATE})(?!に[^。]*予定))"
)
_PROGRAMME = both_ways("^(?:式)?(?:次第|プログラム|議程|流程|程序表)$")
_PAPER = "(?:協定書?|覚書|合意書|MOU|備忘錄|協議書?)?(?:への?|の|に)?"
_SIGNING = f"{_PAPER}(?:署名|調印|簽署|簽約|簽訂|締結)[^。、，0-9０-９①-⑳]{{0,6}}"
# An item of its own, or one of a programme that stands in one line: 4.挨拶5.協定書署名6.質疑応答
_SIGNING_ITEM = both_ways(f"^{_NUMBER}{_SIGNING}$|^.{{0,80}}[0-9０-９][.．、]{_SIGNING}[0-9０-９][.．、]")
_ABOVE = both_ways(
    "上[記述](?:の)?([0-9０-９①-⑳一二三四五])?の?(?:[二三四五2-5２-５]|両)(?:団体|者|社|機関|校|大学|市)"
)
# ②台湾＆熊本：A社＆B社 too
_PAIR = both_ways(
    f"^{_NUMBER}(?:[^。：:]{{1,12}}[：:])?{ORG}[^。{ORG}]{{0,12}}?(?:と|×|、|・|與|和|及|/|／|&|＆|—|－|–|─|↔|⇔){ORG}"
)
_COLUMNS = re.compile(f"^{_NUMBER}{ORG}[^。，、與与和と{ORG}]{{0,3}}{ORG}")
_PARTNER_ROW = both_ways(
    f"(?:締結先|協定先|相手先|相手方|連携先|提携先|締結者|当事者|簽約對象|簽署對象|簽約單位|簽署單位|締約方|合作單位)[：:]?[^。，、{ORG}]{{0,6}}{ORG}"
)
_TOOK_PART = both_ways(
    "(?:簽署|簽約|締約|結盟|簽訂)(?:的)?(?:單位|機構|成員|各方|方|學校|大學|企業)?(?:的)?(?:有|包括|為|是|分別為|分別是|計有)[：:]?"
    "|(?:協定|協議|聯盟|備忘錄)(?:的)?(?:成員|締約方|簽署方|參與單位|參與機構)(?:有|包括|為|是|分別為|計有)[：:]?"
    "|(?:協定|覚書|契約|締結|調印|署名|連携)[^。、はが]{0,8}(?:参加|加わ)[^。、]{0,8}(?:のは|機関は|団体は|企業は|大学は)、?"
    "|(?:協定|覚書)[^。、はが]{0,6}(?:締結者|当事者|締結機関|構成団体|参加機関)(?:は|：|:)、?"
)
_MOST = 7
_COUNTS = {"二": 2, "三": 3, "四": 4, "五": 5, "両": 2, "2": 2, "3": 3, "4": 4, "２": 2, "３": 3, "４": 4}
_FOLLOWS = both_ways("[：:]$|次の|以下の|下記の|如下|下列")
_MEMBER = re.compile(f"^{_NUMBER}{ORG}")
_TABLE = both_ways("(?:簽約|簽署|締約|合作)(?:項目|成果|案|對象)?(?:一覽表?|名單|清單|列表|總表)[：:]?$")
_HEADING = both_ways(
    "(?:締結式|調印式|署名式|簽署儀式|簽約儀式|簽約典禮|協定|覚書|合意書|備忘錄|協議書?|MOU)[^。、，]{0,4}$"
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
_NEAR = 12  # sentences below a list in which a remark on all of it stands


def ceremony_date(document: Sequence[Sentence]) -> PartialDate | None:
    """The day of a ceremony whose programme, with the signing as an item, is part of the document itself.

    Such a hand-out is given at the ceremony: what it lists takes place there. An invitation has no programme.
    """
    if not any(_PROGRAMME.match(s.masked) for s in document):
        return None
    return appointed(document) if any(_SIGNING_ITEM.match(s.masked) for s in document) else None


def appointed(document: Sequence[Sentence]) -> PartialDate | None:
    """The day behind 日時, 時間 and the like."""
    for sentence in document:
        if DATE in sentence.masked and (when := _WHEN.match(sentence.masked)):
            found = sentence.spans[when.end() - 1].date
            return found.date if found else None
    return day_of_signing(document)


def day_of_signing(document: Sequence[Sentence]) -> PartialDate | None:
    """The day that the first sentence to do so calls that of signing."""
    return next((day for sentence in document if (day := _called_so(sentence))), None)


def _called_so(sentence: Sentence) -> PartialDate | None:
    """The day that a sentence calls so: 合約簽署日是11月5日, 自簽署日（113/11/05）起生效."""
    if DATE not in sentence.masked and not sentence.hidden:
        return None  # most sentences: found out at once
    spans = (*sentence.hidden, *(s for _, s in sentence.find(DATE)))
    near = (s.date.date for s in spans if s.date and _SIGNED_ON.search(sentence.text, max(0, s.start - 12), s.start))
    borne = _DATED.search(sentence.masked) if sentence.language == "ja" else None
    own = sentence.spans[borne.start(borne.lastgroup or 0)].date if borne else None
    return next((date for date in (*near, *([own.date] if own else [])) if date.day), None)


def listed_candidates(document: Sequence[Sentence], context: Context) -> Iterator[Candidate]:
    """Listed agreements: signed where the document reports a past event, else as the told ones say."""
    for number, ids in partner_rows(document):
        yield Candidate(ids, ids, Stage.OPEN, False, "hosts", (), None, False, document[number], number, 0)
    for number, ids in member_lists(document):
        yield Candidate(ids, ids, Stage.OPEN, False, "members", (), None, False, document[number], number, 0)
    held, issued = appointed(document), context.issued
    after = held is not None and issued is not None and bool(held.day and issued.day) and str(held) < str(issued)
    reported = context.ceremony or after or any(_REPORT.search(s.masked) for s in document[:3])
    for head, number, noun, parties in listed(document):
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


def partner_rows(document: Sequence[Sentence]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Place and institutions of rows such as 締結先：A大学 or 簽約對象：B公司."""
    for number, sentence in enumerate(document):
        ids = [i for m in _PARTNER_ROW.finditer(sentence.masked) for i in sentence.spans[m.end() - 1].ids]
        if ids:
            yield number, tuple(dict.fromkeys(ids))


def member_lists(document: Sequence[Sentence]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Place and institutions of what tells who took part: 參與簽署的有甲、乙及丙, 署名者 A：某／B：某."""
    for number, sentence in enumerate(document):
        match = _TOOK_PART.search(sentence.masked)
        if match:
            ids = [i for _, span in sentence.find(ORG, match.end()) for i in span.ids]
        elif heading_of_signers(sentence):
            ids = [i for row in signers_rows(document, number) for _, span in row.find(ORG) for i in span.ids]
        else:
            continue
        if 1 < len(set(ids)) <= _MOST:
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
        programme = heading.kind is not PassageKind.BODY and _ITEM_OF_SIGNING.match(bare)
        titled = titled or programme
        if not titled and not _FOLLOWS.search(heading.masked):
            continue
        words = nouns(heading)
        if not (words or table or programme) or ORG in heading.masked:
            continue
        rows = list(_rows(document, number + 1, _BETWEEN_ROWS if table or _COUNTED.search(bare) else 0))
        pairs = [(n, row) for n, row in rows if _pairs(row, bool(table)) or _ABOVE.search(row.masked)]
        if pairs:
            for n, row in pairs:
                parties = _named(row) if _pairs(row, bool(table)) else _above(document, row, n)
                if len(parties) > 1 and (told := nouns(row) or words):
                    yield number, n, told[-1], parties
            continue
        if not words:
            continue
        members = [row.find(ORG)[0][1].ids for _, row in rows if _MEMBER.match(row.masked) and PERSON in row.masked]
        parties = tuple(dict.fromkeys(i for ids in members for i in ids))
        if 2 <= len(parties) <= 7:
            yield number, number, words[-1], parties


def _rows(document: Sequence[Sentence], start: int, others: int) -> Iterator[tuple[int, Sentence]]:
    """The rows below a heading up to the next one: rows that name institutions, and notes in brackets between them.

    So many `others` may stand between, such as those that tell time and place, and the heads of columns.
    """
    for n in range(start, min(start + 14, len(document))):
        row = document[n]
        if row.kind not in _ROWS:
            return
        if row.masked and ORG not in row.masked and not _ABOVE.search(row.masked):
            others -= 1
            if others < 0:
                return
            continue
        yield n, row


def _pairs(row: Sentence, table: bool) -> bool:
    """Whether a row names the two of one agreement: A と B, or in a table with columns A　B."""
    return bool(_PAIR.match(row.masked) or (table and nouns(row) and _COLUMNS.match(row.masked)))


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
