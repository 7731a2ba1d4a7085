"""Persons in rows of lists, where spaces stand between title and name, and inside both: 学　長　　葉　承　翰.

Names with one space inside, in sentences too, are read before (`spaced`); here the place in the row
tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.annotate.lexicon import Lists, letters_of
from kg.annotate.name import Name
from kg.annotate.persons.spaced import follow_persons
from kg.annotate.posts.latin_titles import is_latin_title
from kg.model import Rule
from kg.names import fold, type_of_name
from kg.names.places import place_of_key

_WORD = re.compile(r"[^\s（()）【】〔〕｜|：:]+")
_LETTERS = re.compile(r"[\u3005-\u3007\u3041-\u3096\u30a1-\u30fc\u3400-\u9fff\U00020000-\U0003ffff]+")
_COURTESY = ("様", "氏", "さん", "殿", "君", "先生", "女士", "ほか", "他", "等", "など", "より", "から")
_POLITE = re.compile(r"(?:さん|さま|様|氏|先生|女士)$")  # 山田　太郎さん
_CLOSES = ("者", "員", "员", "等", "側", "名")  # 代　表　者: what a title is part of
_PART = r"(?:(?:[A-Z]\.){2,3}|[A-Z][A-Za-z'’]*\.?)"  # John A.B. Lin
_LATIN = re.compile(rf"(?<![A-Za-z])(?:Dr|Mr|Ms|Mrs|Prof)\b\.?[ \u3000]?({_PART}(?:[ -]+{_PART}){{1,3}})(?![A-Za-z])")
_GAP = r"(?:\u3000| {2})[ \u3000]{0,8}"
# 甲社　General Manager　Emily Sung
_LATIN_CELLS = re.compile(
    rf"(?<![A-Za-z])([A-Z][A-Za-z -]{{2,40}}){_GAP}({_PART}(?:[ -]{_PART}){{1,2}})[ \u3000]{{0,8}}\Z"
)
_LONGEST = 60  # characters of a row; longer lines are prose
_BODIES = "館局處署會校"  # end short names of institutions, and no family name of three signs
_NAME = range(2, 7)  # characters of a name without its spaces


def listed(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The names, with the persons that only their place in the row tells: title and name, or name and post.

    What stands inside such a name, but for an institution of the authority file, gives way to it.
    """
    read = list(names)
    for match in _LATIN.finditer(text):
        read = _put(read, Name(*match.span(1), "PERSON", 0.85, rule=Rule.ADDRESSED))
    if len(text) > _LONGEST or "。" in text or not re.search(r"[ \u3000\t]", text):
        return read
    cells = _LATIN_CELLS.search(text)
    if cells is not None and is_latin_title(cells.group(1)):
        read = _put(read, Name(*cells.span(2), "PERSON", 0.85, rule=Rule.IN_ROW_WITH_TITLE))
    for start, end in (*_after_title(text, lists), *_before_post(text, lists)):
        inside = [n for n in read if n.start < end and start < n.end]
        whole = any(n.kind == "PERSON" and n.start <= start and end <= n.end for n in inside)
        sure = any(
            n.row is not None or (n.kind == "ORG" and n.confidence > 0.9)
            for n in inside
            if not _is_given(text, n, start)
        )
        if not whole and not sure:
            read = _put(read, Name(start, end, "PERSON", 0.75, rule=Rule.IN_ROW_WITH_TITLE))
    return sorted(read, key=lambda name: (name.start, -name.end))


def _is_given(text: str, name: Name, start: int) -> bool:
    """Whether what was read as an institution may be the given name of somebody whose name begins before: 脇　陽平."""
    short = start < name.start and name.end - name.start < 4 and name.row is None
    return short and type_of_name(text[name.start : name.end]) is None


def _put(names: Sequence[Name], person: Name) -> list[Name]:
    """The names with a person in the place of those that reach into it; a title keeps what is before and behind."""
    kept = [n for n in names if n.end <= person.start or person.end <= n.start]
    return [*kept, person]


def _after_title(text: str, lists: Lists) -> Iterator[tuple[int, int]]:
    """The name at the end of a row that a title stands before: 高専機構　理　事　長　　山　田　一　郎　様."""
    row = text[: cut.start()] if (cut := re.search(r"[（(]", text)) and cut.start() > 3 else text
    words = [m.span() for m in _WORD.finditer(row)]
    while words and row[slice(*words[-1])] in (*_COURTESY, *follow_persons()):
        words.pop()  # 校長　某某　先生　台鑒
    if words and (courtesy := _POLITE.search(row, *words[-1])) and courtesy.start() > words[-1][0]:
        words[-1] = words[-1][0], courtesy.start()
    if len(words) > 1 and _is_whole_name(row[slice(*words[-1])], lists):
        before = "".join(row[s:e] for s, e in words[:-1])
        if row[words[-2][1] : words[-1][0]] not in ("", " ") and _ends_with_title(before, lists):
            yield words[-1]
    for count in range(len(words) - 1, 0, -1):
        if not _is_name(row, words[count:], lists):
            continue
        if _ends_with_title("".join(row[s:e] for s, e in words[:count]), lists):
            yield words[count][0], words[-1][1]
            return


def _before_post(text: str, lists: Lists) -> Iterator[tuple[int, int]]:
    """The name at the head of a row that goes on with where somebody is what: 山田 一郎　経済産業省審議官."""
    words = [m.span() for m in _WORD.finditer(text)]
    if len(words) == 3 and _is_name(text, words[:2], lists):
        post = text[slice(*words[2])]
        longer = type_of_name(post) is None and _ends_with_title(post, lists) and lists.titles.kind(post) is None
        if longer and all(words[i][1] - words[i][0] < 4 for i in (0, 1)):
            yield words[0][0], words[1][1]


def _is_name(row: str, words: Sequence[tuple[int, int]], lists: Lists) -> bool:
    """Whether words may be the family name and the given name of somebody: few letters, and no word of another kind."""
    parts = [row[s:e] for s, e in words]
    form = "".join(parts)
    apart = any(row[left[1] : right[0]].strip() for left, right in pairwise(words))  # 紀　錄：name
    if (
        len(parts) < 2
        or apart
        or parts[0] in _CLOSES
        or len(form) not in _NAME
        or not all(_LETTERS.fullmatch(part) for part in parts)
    ):
        return False
    if any(lists.titles.kind(part) or lists.endings.kind(part) for part in (*parts, form) if len(part) > 1):
        return False
    if len(parts[0]) > 2 and parts[0][-1] in _BODIES:
        return False  # 館　長　甲美館　某某某
    return type_of_name(form) is None and len(parts[0]) < 5


def _is_whole_name(form: str, lists: Lists) -> bool:
    """Whether a word is a Chinese name of three signs: a surname, and no place or thing that is called so."""
    hit = lists.surnames.at(letters_of(form), 0)
    chinese = len(form) == 3 and hit is not None and hit[1] == "z" and hit[0] == 1 and _LETTERS.fullmatch(form)
    other = lists.titles.kind(form) or type_of_name(form) or place_of_key(fold(form)) or form.endswith(follow_persons())
    return bool(chinese) and not other and not any(lists.endings.kind(form[at:]) for at in (0, 1))


def _ends_with_title(form: str, lists: Lists) -> bool:
    """Whether a title of the list ends the form."""
    return any(lists.titles.kind(form[at:]) == "t" for at in range(max(0, len(form) - 12), len(form) - 1))
