"""Published ways of comparing names, for `kg.pairs` to measure beside ours: how alike two names are, as a number."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from itertools import count

from rapidfuzz.fuzz import token_sort_ratio

# Two names and what they name, `person` or `organization`.
Scorer = Callable[[str, str, str], float]
_SCHEMATA = {"person": "Person", "organization": "Organization"}


def rapidfuzz() -> Scorer:
    """The token-sort ratio of the raw names."""
    return lambda left, right, _: token_sort_ratio(left, right)


def is_installed() -> bool:
    """Whether nomenklatura, which nothing else here needs, is there (`make baselines`)."""
    return find_spec("nomenklatura") is not None


def nomenklatura(name: str) -> Scorer:
    """A matcher of nomenklatura, such as `logic-v2`: what OpenSanctions compares names with.

    Each name becomes an entity of its own: the matcher remembers by their ids what it has taken apart.
    """
    from followthemoney.entity import ValueEntity
    from nomenklatura.matching import get_algorithm

    matcher, numbers = get_algorithm(name), count()
    if matcher is None:
        raise ValueError(f"nomenklatura has no matcher {name}")
    config = matcher.default_config()

    def entity(text: str, kind: str) -> ValueEntity:
        return ValueEntity.from_dict(
            {"id": f"name-{next(numbers)}", "schema": _SCHEMATA[kind], "properties": {"name": [text]}}
        )

    return cache(lambda left, right, kind: matcher.compare(entity(left, kind), entity(right, kind), config).score)
