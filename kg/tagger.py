"""Characters → names: a conditional random field over characters, word tags and lists.

The features follow what CRF name taggers for Chinese and Japanese use (character n-grams, character
types, word tags of an analyser, dictionary matches); the lists of titles, surnames and endings of
institutions add the distance to the nearest match, because names stand beside them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from kg import knowledge
from kg.folding import fold

KINDS = ("PERSON", "SURNAME", "READING", "ORG", "UNIT", "PLACE", "TITLE", "EVENT", "FACILITY")
LABELS = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BI"))
Span = tuple[int, int, str]

_BRACKETS = {**dict.fromkeys("（(「『【〔[《〈", "("), **dict.fromkeys("）)」』】〕]》〉", ")")}
_POINTS = {**dict.fromkeys("。！？!?", "."), **dict.fromkeys("、，,；;：:", ","), **dict.fromkeys("・·‧･＝=", "d")}
_JOINTS = frozenset("・·‧･＝=-‐–—.．'’&＆")
_UNIT = re.compile(r"[A-Za-zÀ-ɏＡ-Ｚａ-ｚ]+|[0-9０-９]+|[ァ-ヺーｦ-ﾟ]+|.", re.DOTALL)
_NOUNS = frozenset(("n", "vn", "名詞-普通名詞-一般", "名詞-普通名詞-サ変可能"))
_FAR = 9  # beyond this many characters a list match says nothing about a name
_HONORIFICS = ("氏", "さん", "様", "さま", "先生", "女士", "小姐", "君", "博士")


@cache
def letter(char: str) -> str:
    """What a character counts as in a feature: one letter for its Traditional, Simplified and Japanese forms."""
    if char.isspace():
        return "_"
    key = fold(char)
    return key if len(key) == 1 else char


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
            key = "".join(map(letter, word))
            self._words.setdefault(key, kind)
            lengths.setdefault(key[:1], set()).add(len(key))
        self._lengths = {first: tuple(sorted(all_, reverse=True)) for first, all_ in lengths.items()}

    def kind(self, text: str) -> str | None:
        """The class of the text, where all of it is a word of the list."""
        return self._words.get("".join(map(letter, text)))

    def at(self, letters: str, start: int) -> tuple[int, str] | None:
        """Length and class of the longest word that starts here."""
        for length in self._lengths.get(letters[start : start + 1], ()):
            word = letters[start : start + length]
            if word in self._words:
                return len(word), self._words[word]
        return None

    def find(self, letters: str) -> list[Span]:
        """Matches from left to right without overlap."""
        found, i = [], 0
        while i < len(letters):
            hit = self.at(letters, i)
            if hit:
                found.append((i, i + hit[0], hit[1]))
            i += hit[0] if hit else 1
        return found


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


def units(text: str) -> list[tuple[int, int]]:
    """What gets a label: each character, but words of Latin or katakana and numbers whole: no name ends inside one."""
    return [match.span() for match in _UNIT.finditer(text)]


def features(text: str, words: Sequence[Span], known: Sequence[Span], lists: Lists) -> list[list[str]]:
    """The features of each unit of a text.

    `words` are the words of an analyser with their tags, or nothing where there is none; `known`
    the institutions of the authority file with their types.
    """
    places = units(text)
    n = len(places)
    unit_at = [0] * (len(text) + 1)
    for number, (start, end) in enumerate(places):
        unit_at[start:end] = [number] * (end - start)
    unit_at[len(text)] = n
    letters = "".join(map(letter, text))

    def counted(spans: Sequence[Span]) -> list[Span]:
        return [(unit_at[start], unit_at[end - 1] + 1, kind) for start, end, kind in spans if start < end]

    shown = [letters[start:end] for start, end in places]
    types = [_shape(text[start:end]) for start, end in places]
    padded, kinds = ["^", "^", "^", *shown, "$", "$", "$"], ["^", "^", "^", *types, "$", "$", "$"]
    word_features = _words(letters, words, counted(words), n)
    title = _near(counted(lists.titles.find(letters)), n, "T")
    authority = _near(counted(known), n, "K")
    endings = _near(counted(lists.endings.find(letters)), n, "E")
    family = [lists.surnames.at(letters, start) if types[i] == "H" else None for i, (start, _) in enumerate(places)]
    runs = _runs(shown, types)
    rows = []
    for i in range(n):
        a, b, c, d, e, f, g = padded[i : i + 7]
        row = [
            "b", f"0{d}", f"1{c}", f"2{b}", f"3{e}", f"4{f}", f"5{a}", f"6{g}", f"7{c}{d}", f"8{d}{e}", f"9{b}{c}",
            f"A{e}{f}", f"B{b}{c}{d}", f"C{c}{d}{e}", f"D{d}{e}{f}", f"E{''.join(kinds[i + 1 : i + 6])}",
            f"F{''.join(kinds[i + 2 : i + 5])}",
        ]  # fmt: skip
        if len(d) > 1:
            row += [f"^{d[:2]}", f"${d[-2:]}", f"${d[-3:]}", f"L{min(len(d), 9)}{types[i]}"]
        row += word_features[i]
        row += title[i]
        row += authority[i]
        row += endings[i]
        row += runs[i]
        own = _family(family, i)
        row.append(own)
        row.append(f"{own}|{title[i][0]}")
        row.append(f"{own}|{title[i][1]}")
        row.append(f"{authority[i][1]}|{title[i][0]}|{own}")
        row.append(f"{authority[i][1]}|{own}")
        rows.append(row)
    return rows


def _shape(unit: str) -> str:
    """The class of a unit: that of its character; of a Latin word its capitals."""
    first = script(unit[0])
    if first not in "Aa" or len(unit) == 1:
        return first
    return "U" if unit.isupper() else "x" if unit.islower() else "C" if unit[1:].islower() else "M"


def _family(family: list[tuple[int, str] | None], i: int) -> str:
    """Surnames that start here or up to three characters before."""
    parts = [f"{back}{hit[0]}{hit[1]}" for back in range(4) if i >= back and (hit := family[i - back])]
    return "S" + ",".join(parts)


def _near(spans: Sequence[Span], n: int, name: str) -> list[tuple[str, str, str]]:
    """For each unit: the way on to the next match, back to the last one, and its place inside one."""
    inside = ["-"] * n
    back, on = ["-"] * n, ["-"] * n
    for start, end, kind in spans:
        for i in range(start, end):
            inside[i] = f"{'B' if i == start else 'I'}{'E' if i == end - 1 else ''}{kind}"
        for i in range(end, min(n, end + _FAR)):
            back[i] = f"{i - end}{kind}"
        for i in range(max(0, start - _FAR), start):
            on[i] = f"{start - i}{kind}"
    return [(f"{name}n{on[i]}", f"{name}p{back[i]}", f"{name}i{inside[i]}") for i in range(n)]


def _words(letters: str, words: Sequence[Span], counted: Sequence[Span], n: int) -> list[list[str]]:
    """Tags and shapes of the word of each unit and of its neighbours."""
    rows: list[list[str]] = [["W-"]] * n
    shown = ["^", *(letters[start:end] if end - start <= 6 else letters[end - 2 : end] for start, end, _ in words), "$"]
    tags = ["^", "^", *(tag for _, _, tag in words), "$", "$"]
    for k, (start, end, tag) in enumerate(counted):
        earlier, before, _, after, later = tags[k : k + 5]
        for i in range(start, end):
            place = ("S" if end - start == 1 else "B") if i == start else "E" if i == end - 1 else "I"
            rows[i] = [
                f"W{place}{tag}", f"X{place}{shown[k + 1]}", f"Y{place}{before}|{tag}", f"Z{place}{tag}|{after}",
                f"Wp{place}{shown[k]}", f"Wn{place}{shown[k + 2]}", f"Wt{place}{before}|{tag}|{after}",
                f"Wl{place}{after}|{later}", f"We{place}{earlier}|{before}",
            ]  # fmt: skip
    return rows


def _runs(shown: Sequence[str], types: Sequence[str]) -> list[list[str]]:
    """The run of Latin words or of katakana that a unit stands in: its length, parts, shape and neighbours."""
    n = len(shown)
    rows: list[list[str]] = [[] for _ in range(n)]
    i = 0
    while i < n:
        group = "AaUCxM" if types[i] in "AaUCxM" else "k" if types[i] == "k" else ""
        if not group:
            i += 1
            continue
        end = j = i + 1
        while j < n and (types[j] in group or shown[j] in _JOINTS or shown[j] == "_"):
            if types[j] in group:
                end = j + 1
            elif j - end >= 2:  # two joints in a row end the run
                break
            j += 1
        joints = sum(types[k] not in group for k in range(i, end))
        shape = "".join(dict.fromkeys(types[k] for k in range(i, end) if types[k] in group))
        around = f"{types[i - 1] if i else '^'}{types[end] if end < n else '$'}"
        size = min(joints, 5)
        for k in range(i, end):
            place = "B" if k == i else "E" if k == end - 1 else "I"
            rows[k] = [
                f"R{shape}{size}{place}",
                f"Ra{group[0]}{size}{around}{place}",
                f"Rn{shown[end] if end < n else '$'}{place}",
                f"Rp{shown[i - 1] if i else '^'}{place}",
            ]
        i = end
    return rows


@dataclass(frozen=True, slots=True)
class Found:
    """A span that the tagger read as a name of `kind`, with the mean probability of its characters."""

    start: int
    end: int
    kind: str
    confidence: float


class Tagger:
    """One or more trained models whose probabilities are averaged."""

    def __init__(self, models: Sequence[Path], lists: Lists, caution: dict[str, float] | None = None) -> None:
        """Open the models. `caution` is the probability per character that a kind must have more than none at all."""
        import pycrfsuite

        self._lists = lists
        self._caution = caution or {}
        self._models: list[Any] = []
        for path in models:
            model = pycrfsuite.Tagger()
            model.open(str(path))
            self._models.append((model, [LABELS.index(label) for label in model.labels()], model.labels()))

    def probabilities(self, text: str, words: Sequence[Span], known: Sequence[Span]) -> Any:
        """Array of (units, LABELS) with the probability of each label, averaged over the models."""
        import numpy as np
        import pycrfsuite

        rows = features(text, words, known, self._lists)
        total = np.zeros((len(rows), len(LABELS)))
        sequence = pycrfsuite.ItemSequence(rows)
        for model, columns, labels in self._models:
            model.set(sequence)
            for i in range(len(rows)):
                none = model.marginal("O", i)
                total[i, 0] += none
                if none < 0.99:
                    for column, label in zip(columns, labels, strict=True):
                        if column:
                            total[i, column] += model.marginal(label, i)
        return total / len(self._models)

    def find(self, text: str, words: Sequence[Span], known: Sequence[Span]) -> list[Found]:
        """The names of a text, from left to right, without overlap."""
        if not text:
            return []
        places = units(text)
        spans = decode(self.probabilities(text, words, known), self._caution)
        placed = [replace(span, start=places[span.start][0], end=places[span.end - 1][1]) for span in spans]
        return whole_words(placed, words)


def whole_words(spans: Sequence[Found], words: Sequence[Span]) -> list[Found]:
    """Institutions that begin or end inside a common noun take all of it: 企|業研究中心 is 企業研究中心.

    Names are left as they are, because the analysers join them wrongly with what stands beside them.
    """
    inside = {i: (start, end) for start, end, tag in words if tag in _NOUNS for i in range(start, end)}
    whole = []
    for k, span in enumerate(spans):
        if span.kind in ("ORG", "UNIT", "EVENT", "FACILITY"):
            before = spans[k - 1].end if k else 0
            start, end = inside.get(span.start, (span.start, 0))[0], inside.get(span.end - 1, (0, span.end))[1]
            free = k + 1 == len(spans) or end <= spans[k + 1].start
            span = replace(span, start=start if start >= before else span.start, end=end if free else span.end)
        whole.append(span)
    return whole


def decode(probabilities: Any, caution: dict[str, float]) -> list[Found]:
    """The sequence of labels with the greatest sum of probabilities in which no name starts in its middle."""
    import numpy as np

    scores = probabilities.copy()
    for column, label in enumerate(LABELS[1:], start=1):
        scores[:, column] -= caution.get(label[2:], 0.0)
    never = -1e9
    transitions = np.zeros((len(LABELS), len(LABELS)))
    for column, label in enumerate(LABELS):
        if label[0] == "I":
            transitions[:, column] = never
            transitions[column, column] = transitions[column - 1, column] = 0.0
    names = np.flatnonzero(probabilities[:, 0] < 0.99)
    found: list[Found] = []
    # Far from any name the best label is O, so only the stretches between are searched.
    for start, end in _stretches(names.tolist()):
        best = scores[start].copy()
        best[2::2] = never
        back = []
        for i in range(start + 1, end):
            step = best[:, None] + transitions
            back.append(step.argmax(axis=0))
            best = step.max(axis=0) + scores[i]
        path = [int(best.argmax())]
        for choice in reversed(back):
            path.append(int(choice[path[-1]]))
        path.reverse()
        found += _spans(path, start, probabilities)
    return found


def _stretches(places: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of places that follow each other, as (start, end)."""
    start = last = -2
    for place in places:
        if place != last + 1:
            if start >= 0:
                yield start, last + 1
            start = place
        last = place
    if start >= 0:
        yield start, last + 1


def _spans(path: list[int], offset: int, probabilities: Any) -> Iterator[Found]:
    i = 0
    while i < len(path):
        label = LABELS[path[i]]
        j = i + 1
        if label[0] == "B":
            while j < len(path) and path[j] == path[i] + 1:
                j += 1
            kind = label[2:]
            chance = sum(probabilities[offset + k, path[i] : path[i] + 2].sum() for k in range(i, j)) / (j - i)
            yield Found(offset + i, offset + j, kind, float(min(1.0, chance)))
        i = j
