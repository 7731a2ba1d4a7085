"""The cells of a table row as lines of text that the reader knows again as columns."""

from __future__ import annotations

from kg.read.layout import width


def table_row(cells: list[list[str]]) -> list[str]:
    """The lines of a row from the lines of its cells, of which none is empty.

    Cells stand side by side, lists of the same length in step. Other lines stand under their row and further in than
    their column, since a line right under a cell reads as the rest of a broken one.
    """
    if len(cells) == 1:
        return cells[0]
    tall = [lines for lines in cells if len(lines) > 1]
    if len(tall) > 1 and len({len(lines) for lines in tall}) == 1:
        return ["  ".join(lines[i] for lines in cells if i < len(lines)) for i in range(len(tall[0]))]
    indent = " " * (width(cells[0][0]) + 6)
    first = "  ".join(lines[0] for lines in cells)
    return [first, *(indent + line for lines in cells for line in lines[1:])]
