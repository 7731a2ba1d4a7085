"""Whom a document lists as those who agreed, wherever it tells of the agreement: 締結先：A大学, 參與簽署的有甲、乙."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.candidates import Candidate
from kg.extract.agreements.clauses import ORG, Sentence, both_ways
from kg.extract.agreements.signatories.rows import heading_of_signers, signers_rows

_PARTNER_ROW = both_ways(
    f"(?:締結先|協定先|相手先|相手方|連携先|提携先|締結者|当事者|簽約對象|簽署對象|簽約單位|簽署單位|締約方|合作單位)[：:]?[^。，、{ORG}]{{0,6}}{ORG}"
)
_TOOK_PART = both_ways(
    "(?:簽署|簽訂|締結)的[^，。；]{0,10}(?:備忘錄|協議書?|MOU|姊妹校|姐妹校)(?:包括|有|計有)"
    "|(?:簽署|簽約|締約|結盟|簽訂)(?:的)?(?:單位|機構|成員|各方|方|學校|大學|企業)?(?:的)?(?:有|包括|為|是|分別為|分別是|計有)[：:]?"
    "|(?:協定|協議|聯盟|備忘錄)(?:的)?(?:成員|締約方|簽署方|參與單位|參與機構)(?:有|包括|為|是|分別為|計有)[：:]?"
    "|(?:協定|覚書|契約|締結|調印|署名|連携)[^。、はが]{0,8}(?:参加|加わ)[^。、]{0,8}(?:のは|機関は|団体は|企業は|大学は)、?"
    "|(?:協定|覚書)[^。、はが]{0,6}(?:締結者|当事者|締結機関|構成団体|参加機関)(?:は|：|:)、?"
)
# 【協定締結機関】 and the rows below it
_MEMBERS_HEAD = both_ways(
    "^[【■●◆○◇・\\s]*(?:[^。、，：:]{0,8}(?:協定|覚書|備忘錄|聯盟))?(?:を)?(?:締結|参加|参画|構成|簽署|簽約|締約|參與)(?:した)?"
    "(?:機関|団体|者|企業|大学|自治体|金融機関|單位|學校|機構|成員)(?:一覧|名單)?[】：:\\s]*$"
)
_MOST = 20
_MOST_ROWS = 20


def candidates_of_lists(document: Sequence[Sentence]) -> Iterator[Candidate]:
    """What may turn out to be the parties of an agreement that other sentences tell."""
    for family, rows in (("hosts", _partner_rows(document)), ("members", _member_lists(document))):
        for number, ids in rows:
            yield Candidate(ids, ids, Stage.OPEN, False, family, (), None, False, document[number], number, 0)


def _partner_rows(document: Sequence[Sentence]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Place and institutions of rows such as 締結先：A大学 or 簽約對象：B公司."""
    for number, sentence in enumerate(document):
        ids = [i for m in _PARTNER_ROW.finditer(sentence.masked) for i in sentence.spans[m.end() - 1].ids]
        if ids:
            yield number, tuple(dict.fromkeys(ids))


def _member_lists(document: Sequence[Sentence]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Place and institutions of what tells who took part: 參與簽署的有甲、乙及丙, 署名者 A：某／B：某."""
    for number, sentence in enumerate(document):
        match = _TOOK_PART.search(sentence.masked)
        if match:
            ids = [i for _, span in sentence.find(ORG, match.end()) for i in span.ids]
        elif heading_of_signers(sentence):
            ids = [i for row in signers_rows(document, number) for _, span in row.find(ORG) for i in span.ids]
        elif _MEMBERS_HEAD.match(sentence.masked):
            rows = takewhile(_names_members, document[number + 1 : number + 1 + _MOST_ROWS])
            ids = [i for row in rows for _, span in row.find(ORG) for i in span.ids]
        else:
            continue
        if 1 < len(set(ids)) <= _MOST:
            yield number, tuple(dict.fromkeys(ids))


def members_head(sentence: Sentence) -> bool:
    """Whether a row heads those who took part in one agreement."""
    return _MEMBERS_HEAD.match(sentence.masked) is not None


def _names_members(row: Sentence) -> bool:
    return ORG in row.masked and "。" not in row.masked
