"""Towns and their offices whose characters a row sets apart: 大　海　市　　　　市　　長　　山田　太郎."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.annotate.lexicon import Lists
from kg.annotate.name import Name
from kg.model import Rule
from kg.names import fold
from kg.names.places import place_of_key

_CHAIN = re.compile(r"(?<![^ \u3000])[\u3400-\u9fff](?:[ \u3000]{1,12}[\u3400-\u9fff](?![^ \u3000])){1,7}")
_TOWN = re.compile("[都道府県市町村区郡]")
_LABEL_ENDS = re.compile(r"[ \u3000]{1,4}[\u3400-\u9fff][ \u3000：:]*$")
_LEAST, _MOST = 2, 5  # characters of the name of a town
_ROW = 60  # characters of a row; longer lines are prose


def set_apart(text: str, names: Sequence[Name], lists: Lists) -> list[Name]:
    """The names of a Japanese row, with town and title where their characters stand apart, and no label as a name."""
    if len(text) > _ROW or "。" in text:
        return list(names)
    read = [name for name in names if not _is_label(text, name)]
    people = [name.start for name in read if name.kind == "PERSON"]
    for chain in _CHAIN.finditer(text):
        at = [i for i in range(*chain.span()) if not text[i].isspace()]
        titled = bool(people) and not text[chain.end() : max(people)].strip()
        for name in _parts(text, at, lists, titled=titled):
            read = [n for n in read if n.end <= name.start or name.end <= n.start]
            read.append(name)
    return sorted(read, key=lambda name: (name.start, -name.end))


def _parts(text: str, at: Sequence[int], lists: Lists, *, titled: bool) -> Iterator[Name]:
    """The town at the head of a chain of characters, and the title at its end where a person follows."""
    word = "".join(text[i] for i in at)
    ends = [i for i in range(len(at) - 1) if titled and lists.titles.kind(word[i:]) == "t"]
    # 長崎県|知事 rather than 長崎|県知事.
    end = next((i for i in ends if _is_town(word[:i])), next(iter(ends), len(at)))
    if end < len(at):
        yield Name(at[end], at[-1] + 1, "TITLE", 0.8, rule=Rule.TITLE_WITH_SPACES)
    if _is_town(word[:end]):
        yield Name(at[0], at[end - 1] + 1, "ORG", 0.8, rule="town with spaces")


def _is_town(word: str) -> bool:
    """Whether a word is the name of a Japanese town or prefecture."""
    if not _LEAST <= len(word) <= _MOST or not _TOWN.fullmatch(word[-1]):
        return False
    known = place_of_key(fold(word))
    return known is not None and known.country == "JP"


def _is_label(text: str, name: Name) -> bool:
    """Whether a name is the beginning of a label that ends the row: ４　立　会|　人."""
    form = text[name.start : name.end]
    apart = len(form) > 2 and all(char.isspace() for char in form[1::2]) and name.kind in ("ORG", "UNIT", "PERSON")
    return apart and name.row is None and _LABEL_ENDS.match(text, name.end) is not None
