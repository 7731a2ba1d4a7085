"""What the name tagger sees of each unit of a text.

Features that name taggers for Chinese and Japanese commonly use (character n-grams, character
types, word tags of an analyser, dictionary matches); the lists of titles, surnames and endings of
institutions add the distance to the nearest match, because names stand beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.annotate.lexicon import Lists, Span, letters_of, script
from kg.annotate.tagging.analysers import Analysis

_JOINTS = frozenset("・·‧･＝=-‐–—.．'’&＆")
_UNIT = re.compile(r"[A-Za-zÀ-ɏＡ-Ｚａ-ｚ]+|[0-9０-９]+|[ァ-ヺーｦ-ﾟ]+|.", re.DOTALL)
_FAR = 9  # beyond this many characters a list match says nothing about a name


def units(text: str) -> list[tuple[int, int]]:
    """What gets a label: each character, but words of Latin or katakana and numbers whole: no name ends inside one."""
    return [match.span() for match in _UNIT.finditer(text)]


def features(text: str, read: Analysis, known: Sequence[Span], lists: Lists) -> list[list[str]]:
    """The features of each unit of a text.

    `read` is what the analysers say of the text, empty where there is none; `known` the institutions
    of the authority file with their types.
    """
    places = units(text)
    n = len(places)
    unit_at = [0] * (len(text) + 1)
    for number, (start, end) in enumerate(places):
        unit_at[start:end] = [number] * (end - start)
    unit_at[len(text)] = n
    letters = letters_of(text)

    def counted(spans: Sequence[Span]) -> list[Span]:
        return [(unit_at[start], unit_at[end - 1] + 1, kind) for start, end, kind in spans if start < end]

    shown = [letters[start:end] for start, end in places]
    types = [_shape(text[start:end]) for start, end in places]
    padded, kinds = ["^", "^", "^", *shown, "$", "$", "$"], ["^", "^", "^", *types, "$", "$", "$"]
    word_features = _words(letters, read.words, counted(read.words), n)
    title = _near(counted(lists.titles.find(letters)), n, "T")
    authority = _near(counted(known), n, "K")
    endings = _near(counted(lists.endings.find(letters)), n, "E")
    family = [lists.surnames.at(letters, start) if types[i] == "H" else None for i, (start, _) in enumerate(places)]
    runs = _runs(shown, types)
    hints, others = read.hints, _others(counted(read.others), n)
    hinted = _hinted([hints[start] for start, _ in places], [hints[end - 1] for _, end in places]) if hints else []
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
        if hints:
            row += hinted[i]
        if others:
            row += others[i]
        own = _family(family, i)
        row.append(own)
        row.append(f"{own}|{title[i][0]}")
        row.append(f"{own}|{title[i][1]}")
        row.append(f"{authority[i][1]}|{title[i][0]}|{own}")
        row.append(f"{authority[i][1]}|{own}")
        rows.append(row)
    return rows


def _others(counted: Sequence[Span], n: int) -> list[list[str]]:
    """Tags and cuts of a second analyser: of the word of each unit, with those of its neighbours."""
    rows: list[list[str]] = [["J-"]] * n if counted else []
    for i, _, place, (earlier, before, tag, after, later) in _in_words(counted):
        rows[i] = [
            f"J{place}{tag}", f"Jp{place}{before}|{tag}", f"Jn{place}{tag}|{after}",
            f"Jt{place}{before}|{tag}|{after}", f"Jw{place}{earlier}|{later}",
        ]  # fmt: skip
    return rows


def _in_words(counted: Sequence[Span]) -> Iterator[tuple[int, int, str, list[str]]]:
    """Each unit with the number of its word, its place in it (Begin, Inside, End, Single), and the tags around it."""
    tags = ["^", "^", *(tag for _, _, tag in counted), "$", "$"]
    for k, (start, end, _) in enumerate(counted):
        for i in range(start, end):
            place = ("S" if end - start == 1 else "B") if i == start else "E" if i == end - 1 else "I"
            yield i, k, place, tags[k : k + 5]


def _hinted(first: Sequence[str], last: Sequence[str]) -> list[list[str]]:
    """What LAC's probabilities say of each unit and its neighbours, kind by kind."""
    none = "-----"
    before, after = [none, *last[:-1]], [*first[1:], none]
    rows = []
    for i, hint in enumerate(first):
        row = [f"H{k}{hint[k]}{before[i][k]}{after[i][k]}" for k in range(4)]
        row += [f"Hb{hint[4]}{after[i][4]}", f"Hc{hint[4]}{hint[1]}{hint[2]}", f"Hd{after[i][4]}{hint[1]}{after[i][1]}"]
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
    for i, k, place, (earlier, before, tag, after, later) in _in_words(counted):
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
