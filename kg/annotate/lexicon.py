"""Letters, scripts and word lists as the name tagger compares them, whatever the script of the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import knowledge
from kg.names.folding import fold

Span = tuple[int, int, str]

_BRACKETS = {**dict.fromkeys("（(「『【〔[《〈", "("), **dict.fromkeys("）)」』】〕]》〉", ")")}
_POINTS = {**dict.fromkeys("。！？!?", "."), **dict.fromkeys("、，,；;：:", ","), **dict.fromkeys("・·‧･＝=", "d")}
_HONORIFICS = ("氏", "さん", "様", "さま", "先生", "女士", "小姐", "君", "博士")


@cache
def letter(char: str) -> str:
    """What a character counts as in a feature: one letter for its Traditional, Simplified and Japanese forms."""
    if char.isspace():
        return "_"
    key = fold(char)
    return key if len(key) == 1 else char


class _Letters(dict[int, str]):
    """What each character counts as by its code point, found at its first use: what `str.translate` takes."""

    def __missing__(self, code: int) -> str:
        self[code] = found = letter(chr(code))
        return found


@cache
def _letters() -> _Letters:
    return _Letters()


def letters_of(text: str) -> str:
    """What the characters of a text count as, one for one."""
    return text.translate(_letters())


@cache
def script(char: str) -> str:
    """The class of a character: H Han, h hiragana, k katakana, A a Latin, 9 digit, _ space, brackets, points."""
    if char in _BRACKETS or char in _POINTS:
        return _BRACKETS.get(char) or _POINTS[char]
    if char.isspace():
        return "_"
    if char in "々〆ヶ" or "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000":
        return "H"
    if "\u3041" <= char <= "\u309f":
        return "h"
    if "\u30a0" <= char <= "\u30ff" or "\uff66" <= char <= "\uff9f":
        return "k"
    plain = unicodedata.normalize("NFKC", char)
    if plain.isdigit():
        return "9"
    if plain.isalpha():
        return "A" if plain[0].isupper() else "a"
    return "p"


class Lexicon:
    """A list of words for longest match from the left; words are compared by `letter`."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        """Take (word, class) pairs; the first class of a word counts."""
        self._words: dict[str, str] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        lengths: dict[str, set[int]] = {}
        for word, kind in words:
            key = letters_of(word)
            self._words.setdefault(key, kind)
            lengths.setdefault(key[:1], set()).add(len(key))
        self._lengths = {first: tuple(sorted(all_, reverse=True)) for first, all_ in lengths.items()}
        # Several rules look for the words of one passage.
        self._found: Callable[[str], tuple[Span, ...]] = lru_cache(maxsize=256)(self._find)

    def kind(self, text: str) -> str | None:
        """The class of the text, where all of it is a word of the list."""
        return self._words.get(letters_of(text))

    def at(self, letters: str, start: int) -> tuple[int, str] | None:
        """Length and class of the longest word that starts here."""
        for length in self._lengths.get(letters[start : start + 1], ()):
            word = letters[start : start + length]
            if word in self._words:
                return len(word), self._words[word]
        return None

    def find(self, letters: str) -> list[Span]:
        """Matches from left to right without overlap."""
        return list(self._found(letters))

    def _find(self, letters: str) -> tuple[Span, ...]:
        found: list[Span] = []
        words, lengths, free = self._words, self._lengths, 0
        for i, first in enumerate(letters):
            if i >= free and first in lengths:
                for length in lengths[first]:
                    word = letters[i : i + length]
                    if word in words:
                        free = i + len(word)
                        found.append((i, free, words[word]))
                        break
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Lists:
    """What the tagger knows beside its weights."""

    titles: Lexicon
    surnames: Lexicon
    endings: Lexicon

    @classmethod
    def load(cls) -> Lists:
        """Read the lists of data/language."""
        titles = [(title, "t") for title in _column("titles.tsv", "title")]
        titles += [(word, "h") for word in _HONORIFICS]
        forms = [
            (row["form"], row["type"].split("|")[0] or "legal")
            for row in _rows("name_forms.tsv")
            if row["position"] != "after-place" and len(row["form"]) > 1
        ]
        return cls(Lexicon(titles), Lexicon(surnames()), Lexicon(forms))


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = (line for line in knowledge.path("language", name).read_text("utf-8").splitlines() if line[:1] != "#")
    header = next(lines).split("\t")
    for line in lines:
        yield dict(zip(header, line.split("\t"), strict=True))


def _column(name: str, column: str) -> Iterator[str]:
    return (row[column] for row in _rows(name))


def surnames() -> Iterator[tuple[str, str]]:
    """Family names with the class `z` (Taiwan) or `j` (Japan)."""
    return ((row["name"], row["language"][0]) for row in _rows("family_names.tsv"))
