"""What a table of a page is: data, a form whose fields have names, or the layout of the page."""

from __future__ import annotations

from lxml.html import HtmlElement

_CELL = 400  # characters of the longest cell of a table that holds data and not the layout of a page
_LABEL, _FIELDS = 10, 3  # characters of the longest label of a form, and its fewest rows


def own_rows(table: HtmlElement) -> list[HtmlElement]:
    """The rows of a table, without those of tables in it."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def label_of(text: str) -> str:
    """The name of a field without blanks and colons."""
    return "".join(text.split()).strip("：:")


def is_form(table: HtmlElement) -> bool:
    """Whether the rows of a table each have a label and a value, of which one may be the text of the page."""
    if any(next(inner.iterancestors("table")) is not table for inner in table.iterdescendants("table")):
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in own_rows(table)]
    labelled = [row for row in rows if has_fields(row) and all(map(_is_label, row[::2]))]
    return len(labelled) >= _FIELDS and len(labelled) >= 0.8 * len(rows)


def has_fields(row: list[HtmlElement]) -> bool:
    """Whether a row may be a name and a value, or several such pairs whose names are marked as heads."""
    return len(row) == 2 or (bool(row) and [cell.tag for cell in row] == ["th", "td"] * (len(row) // 2))


def _is_label(cell: HtmlElement) -> bool:
    """Whether a cell holds the name of a field."""
    text = "".join(cell.itertext())
    return len(text) <= 40 and 0 < len(label_of(text)) <= _LABEL and next(cell.iter("a", "p", "table"), None) is None


def is_layout(cell: HtmlElement) -> bool:
    """Whether a cell holds a part of the page: a headline, or more sentences than a table of data has."""
    text = "".join(cell.itertext())
    return len(text) > _CELL or text.count("。") > 2 or next(cell.iter("h1", "h2"), None) is not None
