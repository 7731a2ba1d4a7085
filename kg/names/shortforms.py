"""Short forms that a document may use for an institution that it has named in full: 九大 for 九州大学."""

from __future__ import annotations

from functools import lru_cache

from kg.model import OrganizationType
from kg.names.folding import fold
from kg.names.forms import kinds, match_key
from kg.names.places import place_of_key, place_prefix

_CONNECTIVES = frozenset("及與与和暨の")


@lru_cache(maxsize=2048)  # a document is asked for those of its names again and again
def abbreviations(name: str) -> tuple[str, ...]:
    """Match keys of short forms that a document may use for an institution that it has named in full.

    Candidates for use inside one document only: 國立臺北科技大學 gives the keys of 北科大 and 臺北科大 among others.
    Empty for names without an ending that data/language/name_forms.tsv knows.
    """
    core = match_key(name)
    endings = [(form, left) for form, left in kinds(core, None) if form.position == "suffix" and left >= 2]
    found: dict[str, None] = {}
    if core != fold(name):
        found[core] = None
    for form, left in endings:
        heads = _heads(core[:left])
        for ending in (*form.short, form.key):
            # 九 + 大 and 工 + 研院 are how one says it; 國 + 會 and 東 + 大學 are words of their own.
            usual = ending in form.short and (len(ending) > 1 or form.type is OrganizationType.UNIVERSITY)
            enough = 1 if usual or (len(ending) == 1 and left <= 3) else 2
            found.update(dict.fromkeys(head + ending for head in heads if len(head) >= enough))
        if form.type is OrganizationType.COMPANY:
            found.update(dict.fromkeys(head for head in heads if len(head) >= 2))
    whole = fold(name)
    return tuple(key for key in found if 2 <= len(key) < len(whole) and key != whole and place_prefix(key) != key)


def _heads(stem: str) -> list[str]:
    """Short forms of the stem: its first word, the initials of its words, the customary short form of its place."""
    place = place_prefix(stem)
    known = place_of_key(place)
    shorts = (known.shorts or (place[0],)) if known else ()
    rest = [char for char in stem[len(place) :] if char not in _CONNECTIVES]
    words = ["".join(rest[at : at + 2]) for at in range(0, len(rest), 2)]
    initials = "".join(word[0] for word in words)
    if not place:
        heads = [stem, words[0], initials, initials[:2], words[0] + initials[1:2], words[0] + initials[1:]]
        heads.append(initials[:1] + initials[-1:])
        heads += [initials[:1]] * (len(words) <= 2)
    elif not words:
        heads = [stem, *shorts]
    else:
        heads = [stem, stem[len(place) :], initials[:2]]
        public = "立" in words[0]
        for first in (*shorts, place):
            # 北九州市立: who runs it may be left out; 東京科學 is not 東京.
            heads += [first] * public + [first + words[0], first + initials[:1], first + initials]
    return [head for head in dict.fromkeys(heads) if head]


def is_abbreviation(short: str, long: str) -> bool:
    """`short` may stand for `long` in a document that names both: 九大 for 九州大学, not 北大 for 東北大學."""
    return fold(short) in abbreviations(long)


def is_made_of(short: str, long: str) -> bool:
    """Whether the characters of a short form stand in a name, in this order; 聯 and 連 of a federation are one."""
    letters = iter(_linked(long))
    return len(short) < len(long) and all(letter in letters for letter in _linked(short))


def _linked(name: str) -> str:
    return fold(name).replace(fold("聯"), fold("連"))
