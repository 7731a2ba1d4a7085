"""Papers that a document numbers, with rows of who signs below each: （1）覚書 / A会 理事長 某 / B会 会長 某."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.agreements.agreement_words import Noun, nouns
from kg.extract.agreements.appointed_days import NUMBER
from kg.extract.agreements.clauses import ORG, PERSON, Sentence, both_ways
from kg.model import PassageKind

_ROWS = (PassageKind.ITEM, PassageKind.HEADING)
# The head of the list, or a sentence that says that one follows: 調印文書と調印予定者, 次のとおり２件の調印式を
_HEAD = both_ways(
    "(?:調印|締結|署名|簽署|簽約|簽訂)(?:する|した|予定の?|的)?(?:文書|書面|協定|覚書|文件|備忘錄|協議)"
    "|(?:[2-9２-９二三四五兩]|複数)(?:件|つ|本|項|份)[^。]{0,8}(?:調印|締結|署名|協定|覚書|簽署|簽約|協議|備忘錄)"
)
_NUMBERED = re.compile(f"(?={NUMBER})[（(]?[0-9０-９①-⑳⑴-⒇一二三四五六七八九十A-Zア-ン][^。]")
_ASIDE = ("〔", "（", "(", "［", "【")
_WITNESSES = both_ways("立会|見証|見證|来賓|來賓|出席|司会|主催|会場|日時|場所|時間|地點|その他|備考")
_REACH = 24  # rows below the head


def papers_with_rows(document: Sequence[Sentence]) -> Iterator[tuple[int, int, Noun, tuple[str, ...]]]:
    """Places of head and paper, the word for the agreement and its parties, for each of two or more such papers."""
    for number, head in enumerate(document):
        if not _HEAD.search(head.masked) or ORG in head.masked:
            continue
        found = list(_papers(document, number + 1))
        if len(found) > 1:
            yield from ((number, n, noun, parties) for n, noun, parties in found)
            return


def _papers(document: Sequence[Sentence], start: int) -> Iterator[tuple[int, Noun, tuple[str, ...]]]:
    """Each numbered paper below a place, with the institutions of its rows."""
    at, noun, parties = 0, None, list[str]()
    for n in range(start, min(start + _REACH, len(document))):
        row = document[n]
        if row.kind not in _ROWS:
            continue
        words = nouns(row) if ORG not in row.masked and _NUMBERED.match(row.text.strip()) else []
        if words or (noun is not None and ORG not in row.masked and _WITNESSES.search(row.masked)):
            if noun is not None and len(set(parties)) > 1:
                yield at, noun, tuple(dict.fromkeys(parties))
            at, noun, parties = n, words[-1] if words else None, []
        elif noun is not None and ORG in row.masked and PERSON in row.masked and not row.text.startswith(_ASIDE):
            parties += row.find(ORG)[0][1].ids
    if noun is not None and len(set(parties)) > 1:
        yield at, noun, tuple(dict.fromkeys(parties))
