"""Names of departments: the subjects that they are made of, of which a name may tell two and no institution."""

from __future__ import annotations

import re
from functools import cache

from kg.names.borders import border_words
from kg.names.folding import fold
from kg.names.forms import table
from kg.names.referring import countries

AND = "及與与暨和・･"
_LONGEST_WORD = 8
_LONGEST = 6  # characters of a subject at the head of a name


@cache
def words_of(use: str) -> frozenset[str]:
    """The words of one use of data/language/subjects.tsv."""
    return frozenset(row["word"] for row in table("language", "subjects.tsv") if row["use"] == use)


def is_subject(word: str) -> bool:
    """Whether a word is a subject of study or work: 光電, 應用材料."""
    return word in words_of("subject")


def is_department(name: str) -> bool:
    """Whether a name begins with a subject and ends as departments do: 光電科學學系."""
    return name.endswith(_endings()) and any(is_subject(name[:end]) for end in range(2, min(len(name), _LONGEST + 1)))


def tells_only_subjects(name: str) -> bool:
    """Whether the name of an institute tells subjects alone, and so no institution by itself: 資訊與通訊研究所."""
    match = _institute().fullmatch(name)
    return match is not None and is_chain(match.group(1))


def is_chain(form: str) -> bool:
    """Whether a form is made of subjects and of words for and, and of nothing else: 次世代半導體・感測科學."""
    reached = {0}
    for at in range(len(form)):
        if at in reached:
            ends = range(at + 2, min(len(form), at + _LONGEST_WORD) + 1)
            reached |= {end for end in ends if form[at:end] in subjects()}
            reached |= {at + 1} if form[at] in AND and at else set()
    return len(form) in reached


def tells_field(form: str) -> bool:
    """Whether words before a Chinese title say its rank and its field, and of nobody: 資深產業|分析師."""
    for words in (border_words("rank"), tuple(countries())):
        form = form.removeprefix(next((word for word in words if form.startswith(word)), ""))
    return is_chain(form)


@cache
def subjects() -> frozenset[str]:
    """The words that name a subject of study or work, at the head of a name or inside it."""
    return frozenset().union(*map(words_of, ("subject", "house", "bureau", "head")))


def is_bureau(name: str) -> bool:
    """Whether the name of a bureau tells its subjects alone, and not the Japanese town that it is of: 経済発展局."""
    return _bureau().fullmatch(name) is not None


def is_bureau_of_subjects(name: str) -> bool:
    """Whether the name of a bureau is made of subjects, in either language: 商工勞動部, 経済商工観光部."""
    return _bureau_folded().fullmatch(fold(name)) is not None


@cache
def _bureau_folded() -> re.Pattern[str]:
    words = sorted(map(fold, subjects()), key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(words)}){{1,6}}[{''.join(map(fold, '局部課室處科組館'))}]")


def is_of_a_company(name: str) -> bool:
    """Whether a Chinese name tells what a department is for, and no company or ministry: 技術開發部."""
    return _of_a_company().fullmatch(fold(name)) is not None


@cache
def _of_a_company() -> re.Pattern[str]:
    words = "|".join(sorted(map(fold, words_of("house"))))
    ends = "|".join(map(fold, ("本部", "事業部", "部門", "部", "處", "課", "組", "室")))
    return re.compile(rf"(?:{words}){{1,5}}(?:{ends})")


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(words_of("department")))


@cache
def _institute() -> re.Pattern[str]:
    return re.compile(rf"([\u3400-\u9fffァ-ヺー]{{2,16}}?)(?:{'|'.join(sorted(words_of('institute')))})")


@cache
def _bureau() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(words_of('bureau')))}){{1,6}}[局部課室]")
