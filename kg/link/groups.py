"""Groups of mentions that name one thing, each union with its reason; what stands between two mentions."""

from __future__ import annotations

import re
import unicodedata

from kg.model import Mention

_CJK = r"[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
_INNER_SPACE = re.compile(rf"(?<={_CJK}) (?={_CJK})|(?<=[・･‧·=＝]) | (?=[・･‧·=＝])")
_HAN = re.compile(r"[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile(r"[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")


class Groups:
    """Disjoint sets over the numbers 0 to n-1; the smallest number stands for its set, so order decides nothing."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._reasons: list[list[str]] = [[] for _ in range(size)]

    def root(self, item: int) -> int:
        """The smallest member of the group of `item`."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, left: int, right: int, reason: str) -> None:
        """Unite two groups, and keep why."""
        low, high = sorted((self.root(left), self.root(right)))
        if low != high:
            self._parent[high] = low
            self._reasons[low] += [*self._reasons[high], reason]

    def members(self) -> dict[int, list[int]]:
        """The groups by their smallest member, in order."""
        groups: dict[int, list[int]] = {}
        for item in range(len(self._parent)):
            groups.setdefault(self.root(item), []).append(item)
        return groups

    def reasons(self, item: int) -> tuple[str, ...]:
        """Why the group of `item` was put together, each reason once."""
        return tuple(dict.fromkeys(self._reasons[self.root(item)]))


def tidy(text: str) -> str:
    """A name as written but for line breaks, and spaces between CJK characters or beside a middle dot."""
    words = text.split()
    return _INNER_SPACE.sub("", " ".join(words)) if len(words) > 1 else "".join(words)


def script(name: str) -> str:
    """The script of a name: `Hani` with any Chinese character, `Hrkt` with kana alone, else `Latn`."""
    if _HAN.search(name):
        return "Hani"
    return "Hrkt" if _KANA.search(unicodedata.normalize("NFKC", name)) else "Latn"


def between(text: str, left: Mention, right: Mention) -> str | None:
    """What stands between two mentions, without white space; None where they overlap or lie 40 characters apart."""
    if right.start < left.end or right.start - left.end > 40:
        return None
    return "".join(text[left.end : right.start].split())
