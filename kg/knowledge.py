"""Where the data files lie that a linguist or an analyst can edit: in the wheel, or in a clone beside the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def path(*parts: str) -> Path:
    """The file of the knowledge folders, such as `path("language", "titles.tsv")` or `path("ontology", "tj.ttl")`.

    Raises FileNotFoundError when neither the wheel nor the clone holds it.
    """
    folder = Path(*parts) if parts[0] == "ontology" else Path("data", *parts)
    for root in (_PACKAGE, _PACKAGE.parent):
        if (root / folder).exists():
            return root / folder
    raise FileNotFoundError(f"{folder} is missing from the installation; install the package again")
