"""Where a page names its publisher outside its text: rows at its top and its foot, when the text says 本校 or 当社."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg.model import OrganizationType, Passage, Release
from kg.names.referring import words

_HEAD, _FOOT, _LONGEST = 5, 4, 60  # rows at the top and at the foot, and characters of such a row
# 知事 without whose: of the town or prefecture that publishes.
_HEAD_ALONE = re.compile(
    r"(?:^|[\s、。「（])(?:副)?(?:知事|市長|町長|村長|区長|縣長|鎮長|鄉長)(?=[\s、。はがのも\u3400-\u9fff])"
)
_CONTACT = re.compile(r"(?:聯絡|联系|連絡|問い?合わ?せ|諮詢|電話|Tel|TEL|E-?mail|[@＠]|©|Copyright)")


def letterheads(release: Release) -> list[Passage]:
    """The rows of furniture that may name the publisher; none where the text nowhere speaks of itself."""
    if not speaks_of_itself(release):
        return []
    rows = [p for p in release.passages if p.text.strip()]
    edges = {id(p) for p in (*rows[:_HEAD], *rows[-_FOOT:])}
    short = (p for p in rows if id(p) in edges and len(p.text) <= _LONGEST)
    return [p for p in short if p.kind.silent and not _CONTACT.search(p.text)]


def speaks_of_itself(release: Release) -> frozenset[str]:
    """The kinds of institutions as which the text speaks of its publisher: University for 本校, any for 本会."""
    found = {of for pattern, of in _selves(release.language) for p in _told(release.passages) if pattern.search(p.text)}
    official = release.language == "ja" or release.publisher is not None
    headless = official and any(_HEAD_ALONE.search(p.text) for p in _told(release.passages))
    return frozenset(found | {OrganizationType.GOVERNMENT.value} if headless else found)


def _told(passages: Sequence[Passage]) -> Iterator[Passage]:
    return (p for p in passages if not p.kind.silent)


@cache
def _selves(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = [word for word in words("self") if word.language == language]
    # 日本学術 and 熊本県 hold 本学 and 本県.
    return tuple((re.compile(r"(?<![日熊根岡共基])" + re.escape(row.word)), row.of) for row in rows)
