"""Tables of those with whom one has agreements: 姉妹校一覧, 締約學校一覽表, with one row for each and the date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.agreement_words import nouns
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.circumstances import Context, is_background
from kg.extract.agreements.clauses import DATE, ORG, Sentence, both_ways
from kg.model import PassageKind

_TABLE = both_ways(
    "(?:姉妹校|協定校|提携校|協定締結校|交流校|海外協定校|姉妹都市|友好都市|協定(?:締結)?(?:先|機関|大学|自治体)|協定"
    "|姊妹校|締約(?:學校|大學|單位)|簽約(?:學校|大學)|合作(?:學校|大學|院校)|姊妹市|姊妹城市|友好城市)"
    "(?:等)?(?:の)?(?:一覧|リスト|名簿|一覽表?|名單|列表|清單)(?:表)?$"
)
_SCHOOLS = both_ways("校|大学|大學")
_ROW = re.compile(f"^[0-9０-９①-⑳（(）).．、・●○■◆\\-]*{ORG}[^。{ORG}]{{0,30}}{DATE}")
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
