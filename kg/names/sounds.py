"""Whether two spellings in different scripts may be one person's name: Chinese characters, katakana, Latin letters.

Renderings follow no rule and differ from paper to paper (Hanyu Pinyin, Wade–Giles, Taiwanese habits, what a Japanese
ear heard). Each syllable of a Chinese name therefore has the spellings and sounds that are in use for it
(data/language/sounds.tsv), and a rendering agrees surely when it is made of these, less surely when it comes near.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

import jaconv
from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT
from rapidfuzz.fuzz import ratio

from kg.names import fold, table
from kg.names.readings import reading_of

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_PARTS = re.compile(r"[\s・･·.‧=＝゠,，]+")
_HYPHENS = re.compile(r"[-‐－–'’‘`]+")
_SYLLABLE = re.compile(r"(zh|ch|sh|[bpmfdtnlgkhjqxzcsr]?)(.+)")
# Nearness without agreement is worth at most this: a rendering that the table does not know.
_NEAR = 0.85
# The usual reading of a name is its bearer's mostly, not always.
_READ = 0.95
# Longer parts are no name; they would cost time.
_LONGEST = 40


@cache
def _sounds(kind: str) -> dict[str, str]:
    """One part of data/language/sounds.tsv, as its header explains them."""
    return {row["form"]: row["as"] for row in table("language", "sounds.tsv") if row["kind"] == kind}


@cache
def _run_of(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _sounds(kind)), key=len, reverse=True)))


@lru_cache(maxsize=100_000)
def same_person(left: str, right: str) -> float:
    """How far two names in any of the scripts may be one person's, from 0 to 1; nothing but the names is known."""
    if is_han(left) and is_han(right):
        return float(fold(left) == fold(right) != "")
    if sounds_of(left).isdisjoint(sounds_of(right)):
        return 0.0
    if _HAN.search(left) or _HAN.search(right):
        return max(alike(left, right), alike(right, left), _read_alike(left, right), _read_alike(right, left))
    return _rendered_alike(_parts(left), _parts(right))


def is_han(name: str) -> bool:
    """Whether a name has Chinese characters."""
    return _HAN.search(name) is not None


@lru_cache(maxsize=100_000)
def sounds_of(name: str) -> frozenset[str]:
    """How family and given name may begin and end, in either order: names in two scripts are one only if they share it.

    A rendering tells only by its place which part is the family name, so the last one and the first one count.
    """
    if is_han(name):
        cut = 2 if len(name) == 4 else 1
        pairs = [(_syllabic(_pinyin(name[:cut])), _syllabic(_pinyin(name[cut:]), initials=True))]
        if reading := reading_of(_spaceless(name)):
            pairs.append((_spelled_out(reading[:1]), _spelled_out(reading[1:])))
    else:
        parts = tuple(part for part in _parts(name) if _spoken(part))
        orders = ((parts[-1:], parts[:-1]), (parts[:1], parts[1:])) if len(parts) > 1 else ()
        pairs = [(_spelled_out(family), _spelled_out(given)) for family, given in orders]
    return frozenset("".join(sorted((a, b))) for one, other in pairs for a in one for b in other)


def _syllabic(syllables: Sequence[str], *, initials: bool = False) -> set[str]:
    """How what renders these Pinyin syllables may begin and end."""
    if not syllables:
        return set()
    first, last = syllables[0], syllables[-1]
    letters = _begin(_initial(first)) if initials else set()
    spelt = {letter + _end(last) for letter in _begin((*_spelt(first), *_heard(first)))}
    return spelt | {letter + end for letter in letters for end in "nv"}


def _spelled_out(parts: Sequence[str]) -> set[str]:
    """How a family or given name in katakana or Latin letters begins and ends; initials do not tell the end."""
    # Wade and Giles write j for what Pinyin writes r.
    letters = "r" if parts[0][:1] in "Jj" else _letters_of(_HYPHENS.split(parts[0])[0])
    ends = "nv" if _letters_of(_HYPHENS.split(parts[-1])[-1]) else _end(_spoken(parts[-1]))
    return {letter + end for letter in _begin((_spoken(parts[0]), letters)) for end in ends}


def _end(sound: str) -> str:
    """Whether it ends with n or ng, which every rendering keeps, or with a vowel."""
    return "n" if sound.rstrip("g").endswith("n") else "v"


def _begin(forms: Iterable[str]) -> set[str]:
    """The first sounds of these forms, as one letter for those that renderings confuse."""
    letters = {_merged(form[:4])[:1] for form in forms} - {""}
    return {"s" if letter == "c" else "i" if letter in "aeiou" else letter for letter in letters}


def _initial(syllable: str) -> tuple[str, str]:
    """The letters that stand for a syllable, in Pinyin and in Wade–Giles."""
    first = _sounds("wade-giles")
    return syllable[:1], first.get(syllable[:2]) or first.get(syllable[:1], syllable[:1])


def alike(han: str, other: str) -> float:
    """How far `other` (katakana or Latin letters) may render the Chinese name `han`, from 0 to 1.

    Family name and given name must both agree, in either order; initials agree with the
    first letters of the syllables in Pinyin or Wade–Giles.
    """
    if not _HAN.fullmatch(han) or not 2 <= len(han) <= 4 or _HAN.search(other):
        return 0.0
    parts = _parts(other)
    if len(parts) < 2:
        return 0.0
    syllables = _pinyin(han)
    cut = 2 if len(han) == 4 else 1
    family, given = syllables[:cut], syllables[cut:]
    orders = ((parts[-1:], parts[:-1]), (parts[:1], parts[1:]))
    return max(min(_agreement(family, f), max(_agreement(given, g), _initials(given, g))) for f, g in orders)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in _PARTS.split(name[: 4 * _LONGEST]) if _HYPHENS.sub("", part))


@cache
def _pinyin(han: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(han, v_to_u=True))


def _agreement(syllables: Sequence[str], parts: Sequence[str]) -> float:
    """1 where the parts are made of spellings or sounds in use for the syllables, less where they only come near."""
    joined = _HYPHENS.sub("", "".join(parts))
    if len(joined) > _LONGEST:
        return 0.0
    if _KANA.search(joined):
        if _merged(_latin(joined)) in _renderings(tuple(syllables)):
            return 1.0
    elif joined.lower().replace("ü", "u") in _spellings(tuple(syllables)):
        return 1.0
    near = ratio(_rough("".join(syllables)), _rough("".join(map(_latin, parts))))
    return min(_NEAR, float(near) / 100)


@lru_cache(maxsize=20_000)
def _spellings(syllables: tuple[str, ...]) -> frozenset[str]:
    """All that syllables may be spelt in Latin letters."""
    return frozenset(map("".join, product(*map(_spelt, syllables))))


@lru_cache(maxsize=20_000)
def _renderings(syllables: tuple[str, ...]) -> frozenset[str]:
    """All that syllables may sound like in katakana, in Latin letters."""
    return frozenset(_merged("".join(sounds)) for sounds in product(*map(_heard, syllables)))


@cache
def _spelt(syllable: str) -> frozenset[str]:
    """Spellings of a Pinyin syllable in Latin letters: 志 is zhi, chih, jhih."""
    initial, final = _cut(syllable)
    begins = _sounds("initial").get(initial, initial).split("|")
    ends = _sounds("final").get(final, final).split("|")
    return frozenset({syllable.replace("ü", "u"), *(f"{a}{b}".replace("ü", "u") for a in begins for b in ends)})


@cache
def _heard(syllable: str) -> frozenset[str]:
    """Sounds of a Pinyin syllable in katakana, in Latin letters: 強 is chan or chian."""
    initial, final = _cut(syllable)
    ends = _sounds("rest").get(final, final).split("|")
    begins = ("l", "c") if initial == "r" else (initial,)
    return frozenset(f"{_merged(begin)}{end}" for begin in begins for end in ends)


def _cut(syllable: str) -> tuple[str, str]:
    if found := _SYLLABLE.fullmatch(syllable):
        initial, final = found[1], found[2]
        # Pinyin writes ü as u after these.
        return initial, f"ü{final[1:]}" if initial in ("j", "q", "x") and final.startswith("u") else final
    return "", syllable


def _initials(syllables: Sequence[str], parts: Sequence[str]) -> float:
    letters = "".join(_letters_of(part) for piece in parts for part in _HYPHENS.split(piece))
    pinyin, wade_giles = ("".join(letters) for letters in zip(*map(_initial, syllables), strict=True))
    return 1.0 if letters and letters in (pinyin, wade_giles) else 0.0


def _letters_of(part: str) -> str:
    """The letters that an initial stands for: `C` is c, シーシー is cc; empty for a name."""
    if re.fullmatch(r"[A-Za-zＡ-Ｚ]{1,2}", part) and part.isupper():
        return jaconv.z2h(part, ascii=True).lower()
    runs = _run_of("letter").findall(part)
    return "".join(_sounds("letter")[run] for run in runs) if "".join(runs) == part else ""


def _read_alike(han: str, other: str) -> float:
    """Whether `other` is how a Japanese name is usually read; another reading of it remains possible."""
    reading = reading_of(_spaceless(han)) if is_han(han) else None
    parts = _parts(other)
    told = reading and len(parts) == 2 and sorted(map(_spoken, reading)) == sorted(map(_spoken, parts))
    return _READ if told else 0.0


def _spaceless(name: str) -> str:
    return "".join(name[: 4 * _LONGEST].split())


def _rendered_alike(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Two names without Chinese characters: the same sounds in any order, or syllables of one Chinese name."""
    if len(left) < 2 or len(right) < 2:
        return 0.0
    if sorted(map(_spoken, left)) == sorted(map(_spoken, right)):
        return 1.0
    return float(any(_one_chinese(a, b) for a in _orders(left) for b in _orders(right)))


def _orders(parts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(family name, given name) with either of them first."""
    return (parts[0], "-".join(parts[1:])), (parts[-1], "-".join(parts[:-1]))


def _one_chinese(left: tuple[str, str], right: tuple[str, str]) -> bool:
    for a, b in zip(left, right, strict=True):
        spelled, other = (a, b) if not _KANA.search(a) else (b, a)
        if _KANA.search(spelled):
            return False
        if not any(_agreement(syllables, [other]) == 1.0 for syllables in _syllables(spelled)):
            return False
    return True


def _syllables(spelled: str) -> Iterator[tuple[str, ...]]:
    """The Pinyin syllables, at most three, that a part in Latin letters may spell."""
    known = _inventory()
    pieces = [piece.lower().replace("ü", "u") for piece in _HYPHENS.split(spelled) if piece]
    if len(pieces) == 1 and len(pieces[0]) <= 18:
        [whole] = pieces
        cuts = [(i, j) for i in range(1, len(whole) + 1) for j in range(i, len(whole) + 1)]
        splits = {tuple(p for p in (whole[:i], whole[i:j], whole[j:]) if p) for i, j in cuts}
    else:
        splits = {tuple(pieces)} if len(pieces) <= 3 else set()
    for split in sorted(splits):
        yield from product(*(sorted(known.get(piece, ())) for piece in split))


@cache
def _inventory() -> dict[str, set[str]]:
    """Pinyin syllables by each of their spellings."""
    found: dict[str, set[str]] = defaultdict(set)
    marked = {reading for readings in PINYIN_DICT.values() for reading in readings.split(",")}
    for reading in marked:
        # The diaeresis of ü stays, the marks of tone go.
        bare = "".join(
            c for c in unicodedata.normalize("NFD", reading) if c == "\u0308" or not unicodedata.combining(c)
        )
        syllable = unicodedata.normalize("NFC", bare)
        if syllable.replace("ü", "u").isascii():
            for spelled in _spelt(syllable):
                found[spelled].add(syllable)
    return dict(found)


@lru_cache(maxsize=50_000)
def _spoken(part: str) -> str:
    """A part as it is said, without long vowels: Satō, さとう and Sato are one."""
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", _latin(_HYPHENS.sub("", part))) if not unicodedata.combining(c)
    )
    return (
        re.sub(r"(?<=o)[uh](?![aeiou])", "", re.sub(r"([aeiou])\1+", r"\1", plain))
        .replace("mb", "nb")
        .replace("mp", "np")
    )


@lru_cache(maxsize=50_000)
def _latin(part: str) -> str:
    katakana = jaconv.hira2kata(jaconv.h2z(part, kana=True, ascii=False, digit=False)).replace("ー", "")
    syllables = _run_of("kana").sub(lambda found: _sounds("kana")[found[0]], katakana)
    return str(jaconv.kana2alphabet(jaconv.kata2hira(syllables))).lower()


@lru_cache(maxsize=50_000)
def _merged(sound: str) -> str:
    """A sound with those letters as one that renderings confuse."""
    sound = re.sub(r"ng(?![aeiou])", "n", sound.lower())
    for left, right in _sounds("merged").items():
        sound = sound.replace(left, right)
    return re.sub(r"([aeioun])\1+", r"\1", sound)


@lru_cache(maxsize=50_000)
def _rough(sound: str) -> str:
    # ジァン and zhan, ファ and hua
    return re.sub(r"([aeioun])\1+", r"\1", re.sub(r"(?<=[csht])[iu](?=[aeo])", "", _merged(sound)))
