"""Lists whose heading tells the post of all in them: ○協定校と校長（敬称略） over rows of institution and name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.rows import Row
from kg.model import Kind, Mention
from kg.names.offices import office_of
from kg.names.roles import role_of

_POST = re.compile(
    r"(?:[とや・、／/]|及び|および|並びに|の)(?P<post>[\u3400-\u9fff]{2,6}?)(?:一覧|名簿|名)?"
    r"[ \u3000]*(?:[（(][^（）()]{0,16}[）)])?[】〕」>＞：:\s]*$"
)
_LONGEST = 30  # characters of a heading


def posts_of_lists(rows: Sequence[Row]) -> Iterator[tuple[Row, int, Mention]]:
    """Each row of such a list with the place of its person among its items, and the title as the heading has it."""
    post: Mention | None = None
    for row in rows:
        kinds = [item.kind for item in row.items]
        if post is not None and kinds and kinds[-1] is Kind.PERSON and set(kinds[:-1]) == {Kind.ORGANIZATION}:
            if not row.passage.text[row.items[-1].end :].strip():
                yield row, len(kinds) - 1, post
            continue
        post = None if Kind.PERSON in kinds else _post(row)


def _post(row: Row) -> Mention | None:
    """The title with which a heading over a Japanese list ends."""
    text = row.passage.text
    match = _POST.search(text) if row.language == "ja" and len(text) <= _LONGEST and "。" not in text else None
    if match is None or office_of(match["post"]).use != "office" or role_of(match["post"], row.language) is None:
        return None
    start, end = row.passage.to_release(*match.span("post"))
    return Mention(start, end, match["post"], Kind.TITLE, "title of a list", 0.8)
