"""Tables of those with whom one has agreements: 姉妹校一覧, 締約學校一覽表, with one row for each and the date.

And headings that each name a partner with the paper: ■ 甲大學──合作備忘錄.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.agreement_words import nouns
from kg.extract.agreements.appointed_days import NUMBER
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.circumstances import Context, is_background
from kg.extract.agreements.clauses import DATE, ORG, Sentence, both_ways
from kg.extract.agreements.grammar import read_acts
from kg.model import PassageKind

_TABLE = both_ways(
    "(?:姉妹校|協定校|提携校|協定締結校|交流校|海外協定校|姉妹都市|友好都市|協定(?:締結)?(?:先|機関|大学|自治体)|協定"
    "|姊妹校|締約(?:學校|大學|單位)|簽約(?:學校|大學)|合作(?:學校|大學|院校)|姊妹市|姊妹城市|友好城市)"
    "(?:等)?(?:の)?(?:一覧|リスト|名簿|一覽表?|名單|列表|清單)(?:表)?$"
)
_SCHOOLS = both_ways("校|大学|大學")
_ROW = re.compile(f"^[0-9０-９①-⑳（(）).．、・●○■◆\\-]*{ORG}[^。{ORG}]{{0,30}}{DATE}")
_HEADING = re.compile(f"^{NUMBER}{ORG}[^。，、{ORG}]{{0,8}}(?:[─—―－–-]{{1,3}}|[：:｜→])")
_MOST = 60  # rows of a table that are read


def partner_table(document: Sequence[Sentence], home: tuple[str, ...], context: Context) -> Iterator[Candidate]:
    """One agreement for each row below the heading, between `home` and the institution that the row begins with."""
    for number, heading in enumerate(document):
        if heading.kind is PassageKind.BODY or not home or not _TABLE.search(heading.masked):
            continue
        told = nouns(heading)
        schools = _SCHOOLS.search(heading.masked)
        kind = told[-1].kind if told else "AcademicExchangeAgreement" if schools else "CooperationAgreement"
        for n, row in enumerate(document[number + 1 : number + _MOST], number + 1):
            if row.kind is PassageKind.BODY or (ORG in row.masked and DATE not in row.masked):
                break
            if not _ROW.match(row.masked):
                continue  # heads of columns
            other, day = row.find(ORG)[0][1].ids, row.find(DATE)[0][1].date
            if other[0] not in home and day:
                past = is_background(day.date, context.now)
                kinds = ((kind, True),)
                parties = (home[0], other[0])
                yield Candidate(parties, parties, Stage.SIGNED, past, "list", kinds, day.date, False, row, n, 0)


def paper_headings(document: Sequence[Sentence], speaker: tuple[str, ...]) -> Iterator[Candidate]:
    """One agreement for each of two headings or more that name a partner and the paper signed with it.

    They are of who publishes, or else of the institution that the headline names first, and signed where the
    sentences above say that something was.
    """
    heads = [
        (n, row)
        for n, row in enumerate(document)
        if n and row.kind is not PassageKind.BODY and _HEADING.match(row.masked) and len(row.find(ORG)) == 1
    ]
    named = next((s.find(ORG)[0][1].ids for s in document[:1] if s.find(ORG)), ())
    home = speaker or named
    papers = [(n, row, told[-1]) for n, row in heads if (told := nouns(row))]
    if len(papers) < 2 or not home:
        return
    acts = [act for sentence in document[: papers[0][0]] for act in read_acts(sentence)]
    signed = any(act.family in ("sign", "ceremony") and act.stage is Stage.SIGNED and not act.past for act in acts)
    for n, row, noun in papers if signed else ():
        other = row.find(ORG)[0][1].ids[0]
        if other not in home:
            parties, kinds = (home[0], other), ((noun.kind, noun.formal),)
            yield Candidate(parties, parties, Stage.SIGNED, False, "list", kinds, None, False, row, n, 0)
