"""The words by which the parts of a page are known that do not tell the news."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from kg import knowledge

ORNAMENT = "※☆★◆■●◎▽△▼▲⇒→›»>*#＃-–—－─:：|｜ \t　【】〔〕［］[]〈〉《》＜＞<「」()（）📍📞✉☎"

_REACH = 16  # characters at the end of a text in which a closing word begins
_CLOSERS = r"[\s:：|｜/／)）】〕］>＞(（]*"


@dataclass(frozen=True, slots=True)
class Furniture:
    """Patterns of `data/language/furniture.tsv` by kind and place, and the pieces of menus."""

    patterns: dict[tuple[str, str], re.Pattern[str]]
    closing: dict[tuple[str, str], re.Pattern[str]]
    pieces: frozenset[str]

    def opens(self, kind: str, text: str) -> bool:
        """Whether a line opens with a word of this kind, ornaments apart."""
        pattern = self.patterns[kind, "start"]
        return bool(pattern.match(text) or pattern.match(text.lstrip(ORNAMENT)))

    def match(self, kind: str, where: str, text: str) -> re.Match[str] | None:
        """The word of this kind that stands at the very start."""
        return self.patterns[kind, where].match(text)

    def close(self, kind: str, where: str, text: str) -> re.Match[str] | None:
        """The word of this kind that stands at the end, closing marks apart."""
        return self.closing[kind, where].search(text[-_REACH:])

    def has(self, kind: str, where: str, text: str) -> bool:
        """Whether a word of this kind stands anywhere in the text."""
        return bool(self.patterns[kind, where].search(text))


@cache
def furniture() -> Furniture:
    """The words of all languages together, since pages mix them."""
    lists: dict[tuple[str, str], set[str]] = {}
    with knowledge.path("language", "furniture.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("# ")), delimiter="\t", quoting=3)
        for row in rows:
            lists.setdefault((row["kind"], row["where"]), set()).add(row["word"])
    patterns = {
        key: re.compile("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))))
        for key, words in lists.items()
    }
    closing = {key: re.compile(rf"(?:{pattern.pattern}){_CLOSERS}$") for key, pattern in patterns.items()}
    return Furniture(patterns, closing, frozenset(lists["furniture", "piece"] | lists["furniture", "line"]))
