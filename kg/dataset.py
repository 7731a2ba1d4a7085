"""The graph for those who script in rdflib."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.query import open_read_only

if TYPE_CHECKING:
    from rdflib import Dataset


def open_dataset(folder: Path | str) -> Dataset:
    """The store in `folder` as an rdflib Dataset, read-only: the default graph is what is known.

    Raises StoreError when there is no store.
    """
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    return Dataset(store=OxigraphStore(store=open_read_only(Path(folder))))
