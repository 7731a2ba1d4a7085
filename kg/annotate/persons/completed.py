"""Persons of whom a part was read, where the document has the whole name elsewhere: 戶|張雅彥, 川口正|志."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.annotate.lexicon import Lists, letters_of, script
from kg.annotate.name import Name

_TIMES = 3  # as often it must stand with what follows
_GOES_ON = "說説指表認强強致率代出在的與和則也將及於受由並曾等先教校市縣町副理社會董局處主研部院總館長今昨"
# 川村通|有|表示: what stands between a name and a verb of saying, and is no adverb, is of the given name.
_SAYS = re.compile(
    r"(?=([\u3400-\u9fff]{3})([\u3400-\u9fff])(?:表示|指出|強調|认为|認為|强调|致詞|致词|提到|補充|补充|透露))"
)
_ADVERBS = "也亦還还並并都均仍再又另则更特后隨随即便就皆只已未不卻却進进"
_NEAR = 16  # names before and behind one that may reach over what it lacks
_MISSED = 2  # characters that may be missing at one end


def persons_named(texts: Sequence[str], names: Sequence[Sequence[Name]]) -> set[str]:
    """How a document writes the names of its persons."""
    return {
        letters_of(text[name.start : name.end])
        for text, own in zip(texts, names, strict=True)
        for name in own
        if name.kind == "PERSON"
    }


def completed(texts: Sequence[str], names: Sequence[Sequence[Name]], lists: Lists) -> list[list[Name]]:
    """The names of each passage, its persons with the characters that their whole name in the document has."""
    whole = {
        form for form in persons_named(texts, names) if len(form) > 2 and all(script(char) == "H" for char in form)
    }
    text = "\n".join(texts)
    said: dict[str, set[str]] = defaultdict(set)
    for match in _SAYS.finditer(text):
        said[match.group(1)].add(match.group(2))
    whole |= {longer for form in whole if (longer := _with_second_sign(form, text, said, lists)) is not None}
    ordered = [sorted(own, key=lambda name: (name.start, name.end)) for own in names]
    return [
        [_complete(text, name, own[max(0, at - _NEAR) : at + _NEAR], whole) for at, name in enumerate(own)]
        for text, own in zip(texts, ordered, strict=True)
    ]


def _with_second_sign(form: str, text: str, said: Mapping[str, set[str]], lists: Lists) -> str | None:
    """A Japanese name of which the second sign of the given name was left out: it follows wherever the name stands."""
    if len(form) == 3 and lists.surnames.kind(form[:2]) is not None and lists.surnames.kind(form[:1]) is None:
        signs = said.get(form, set())
        sign = next(iter(signs)) if len(signs) == 1 else ""
        return form + sign if sign and sign not in _GOES_ON + _ADVERBS else None
    japanese = len(form) > 3 and lists.surnames.kind(form[:-1]) is not None
    if not japanese or text.count(form) < _TIMES:
        return None
    following = {match.group(1) for match in re.finditer(re.escape(form) + "(.)", text)}
    sign = following.pop() if len(following) == 1 else ""
    return form + sign if sign and script(sign) == "H" and sign not in _GOES_ON else None


def _complete(text: str, name: Name, names: Sequence[Name], whole: set[str]) -> Name:
    form = text[name.start : name.end]
    if name.kind != "PERSON" or len(form) < 2:
        return name
    for size in range(1, _MISSED + 1):
        for start, end in ((name.start - size, name.end), (name.start, name.end + size)):
            if start < 0 or end > len(text) or text[start:end] not in whole:
                continue
            if not any(other is not name and other.start < end and start < other.end for other in names):
                return replace(name, start=start, end=end)
    return name
