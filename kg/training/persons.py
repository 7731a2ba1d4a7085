"""Persons who do not exist, with the ways in which the two languages write them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

import jaconv

from kg.names import table

# Wade-Giles initials, longest first; the romanisation of most Taiwanese names (Wikipedia, "Wade–Giles").
_WADE = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("d", "t"), ("g", "k"), ("p", "p"), ("t", "t"), ("k", "k"),
    ("j", "ch"), ("q", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"), ("r", "j"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """A composed name with its readings; `kana` is katakana."""

    country: str
    family: str
    given: str
    kana: tuple[str, str]
    latin: tuple[str, str]


@cache
def _names(folder: str, name: str, language: str) -> list[tuple[str, int, str]]:
    """Rows of a name list: name, weight, reading."""
    return [
        (row["name"], int(row.get("weight") or 1), row["reading"])
        for row in table(folder, name)
        if row["language"] == language
    ]


@cache
def _english() -> list[tuple[str, str]]:
    return [(row["word"], row["reading"]) for row in table("training", "words.tsv") if row["kind"] == "english-name"]


def _draw(rng: random.Random, rows: list[tuple[str, int, str]]) -> tuple[str, str]:
    # The square root keeps common names common without drowning the long tail that unseen documents hold.
    name, _, reading = rng.choices(rows, weights=_weights(tuple(row[1] for row in rows)))[0]
    return name, reading


@cache
def _weights(counts: tuple[int, ...]) -> list[float]:
    return [count**0.5 for count in counts]


_UNLISTED = 0.3


def _crossed(name: str, reading: str, other: str, other_reading: str) -> tuple[str, str]:
    """The first character of one name with the last of another, read half by half."""
    if len(name) < 2 or len(other) < 2:
        return name, reading
    return name[0] + other[-1], reading[: (len(reading) + 1) // 2] + other_reading[len(other_reading) // 2 :]


def invent(rng: random.Random, country: str) -> Person:
    """A person of `tw` or `jp`."""
    if country == "jp":
        families, givens = _names("language", "family_names.tsv", "ja"), _names("training", "given_names.tsv", "ja")
        family, family_reading = _draw(rng, families)
        given, given_reading = rng.choice(givens)[::2]
        # Half of the persons in a newspaper have a name that no list holds: halves of two names make such ones.
        if rng.random() < _UNLISTED:
            family, family_reading = _crossed(family, family_reading, *rng.choice(families)[::2])
        if rng.random() < _UNLISTED:
            given, given_reading = _crossed(given, given_reading, *rng.choice(givens)[::2])
        kana = jaconv.hira2kata(family_reading), jaconv.hira2kata(given_reading)
        latin = _hepburn(family_reading), _hepburn(given_reading)
        return Person(country, family, given, kana, latin)
    family, family_pinyin = _draw(rng, _names("language", "family_names.tsv", "zh"))
    letters = _names("training", "given_names.tsv", "zh")
    chosen = [rng.choice(letters) for _ in range(1 if rng.random() < 0.08 else 2)]
    spell = _wade if rng.random() < 0.7 else str
    joint = rng.choice(["-", "-", "-", "", " "])
    second = joint.join(spell(reading) for _, _, reading in chosen)
    latin_given = second.title() if joint == " " else second[:1].upper() + second[1:]
    if joint == "-" and rng.random() < 0.4:
        latin_given = second.title()
    inner = rng.choice(["", "", "-", "・"]) if rng.random() < 0.5 else ""
    kana_given = inner.join(_katakana(reading) for _, _, reading in chosen)
    if rng.random() < 0.25:  # an English given name
        latin_given, kana_given = rng.choice(_english())
    latin = spell(family_pinyin).capitalize(), latin_given
    return Person(country, family, "".join(c for c, _, _ in chosen), (_katakana(family_pinyin), kana_given), latin)


def _wade(pinyin: str) -> str:
    for initial, spelled in _WADE:
        if pinyin.startswith(initial):
            return (spelled + pinyin[len(initial) :]).replace("ong", "ung").replace("ian", "ien")
    return pinyin


def _hepburn(kana: str) -> str:
    plain = jaconv.kana2alphabet(kana).replace("ou", "o").replace("uu", "u").replace("oo", "o")
    return plain.capitalize()


@cache
def _sounds(part: str) -> dict[str, str]:
    """Katakana of the initials or finals of pinyin, from data/training/syllables.tsv."""
    return {row["pinyin"]: row["kana"] for row in table("training", "syllables.tsv") if row["part"] == part}


def _katakana(pinyin: str) -> str:
    initial = next((head for head in (pinyin[:2], pinyin[:1]) if head in _sounds("initial")), "")
    final = pinyin[len(initial) :]
    tail = next((kana for ending, kana in _sounds("final").items() if final.endswith(ending)), "")
    row = _sounds("initial").get(initial, "").split()
    if len(row) == 5:
        vowel = next((v for v in final if v in "aiueo"), "a")
        return row["aiueo".index(vowel)] + tail.translate(_NO_SMALL).removeprefix("ー").removeprefix(
            "ア" if vowel == "a" else ""
        )
    return ("".join(row) + tail).lstrip("ァィゥェォャュョー") or "ウー"


_NO_SMALL = str.maketrans("", "", "ァィゥェォャュョ")


def write(rng: random.Random, person: Person, form: str, language: str) -> str:
    """The person's name in one form: "" (the usual one), spaced, kana, latin."""
    if form == "spaced":
        return f"{person.family}　{person.given}" if rng.random() < 0.8 else f"{person.family} {person.given}"
    if form == "kana":
        joint = rng.choice("・・・＝ ")
        order = person.kana if person.country == "jp" or rng.random() < 0.2 else person.kana[::-1]
        return joint.join(order)
    if form == "latin":
        order = person.latin[::-1] if rng.random() < 0.75 else person.latin
        if rng.random() < 0.06:
            order = (order[0], order[1].upper())
        return " ".join(order)
    # Chinese texts keep the space of Japanese names that they copy from lists and cards.
    if rng.random() < (0.04 if language == "ja" else 0.14 if person.country == "jp" else 0.03):
        return f"{person.family}{rng.choice(' 　')}{person.given}"
    return person.family + person.given


def reading(rng: random.Random, person: Person, form: str) -> str:
    """What stands in brackets after the name: kana or Latin."""
    if form == "latin":
        return write(rng, person, "latin", "")
    kana = person.kana
    if person.country == "jp" or rng.random() < 0.6:
        kana = (jaconv.kata2hira(kana[0]), jaconv.kata2hira(kana[1])) if rng.random() < 0.6 else kana
    return rng.choice(["", "", "　", " ", "・"]).join(kana)
