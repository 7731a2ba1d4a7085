"""Names that say 同県 or 同市 for the place that was named: 同県商工会議所連合会 behind 宮崎県商工会議所連合会."""

from __future__ import annotations

import re

from kg.link.written import Names

_SAME_PLACE = re.compile("同(?=[県縣府都道市町村州区區].{3})")


def join_same_place(names: Names) -> None:
    """Such a name is the one name of the text that ends like it."""
    for number, text in enumerate(names.texts):
        if said := _SAME_PLACE.match(text):
            ending = text[said.end() :]
            fits = {
                names.groups.root(n): n
                for n, full in enumerate(names.texts)
                if full.endswith(ending) and len(full) > len(text)
            }
            if len(fits) == 1:
                (full,) = fits.values()
                names.join(full, number, "place said by 同")


def says_same_place(name: str) -> bool:
    """Whether a name leans on the place that was named before, so that it is none by itself."""
    return _SAME_PLACE.match(name) is not None
