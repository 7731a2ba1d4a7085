"""Annotated documents → samples in the tagger's labels, each passage also with other names in their places.

Gold says which persons, institutions and titles a text names; surnames before titles, places and
readings in brackets are filled in from the lists. Held-out documents are never among those given here.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from kg.annotate.lexicon import Lexicon, Lists, Span, letters_of, script
from kg.gold import Gold, names_of, places
from kg.names import person_country, table
from kg.read import read
from kg.training.persons import invent, write
from kg.training.templates import Sample, institution

_SWAPPED = 0.6  # of the names of a varied passage, so many are replaced
_OPENING = ("（", "(")
_BRACKET = re.compile(r"[（(〔][^（）()〔〕]{1,30}[)）〕]")
_SEATS = "市縣县県府都道郡町村鎮镇鄉乡區区"
_HONORIFICS = ("氏", "さん", "先生", "女士")
_KIND = {
    "University": "university",
    "Company": "company",
    "Government": "government",
    "ResearchInstitute": "research",
    "Association": "association",
}


def samples(cases: Mapping[Path, Gold], language: str, lists: Lists, seed: int, variants: int = 4) -> Iterator[Sample]:
    """The passages of the documents in `language` (zh, ja) as they stand, and `variants` times with other names."""
    rng = random.Random(seed)
    for path, gold in sorted(cases.items()):
        if not gold["lang"].startswith(language):
            continue
        for passage in read(str(path), path.read_bytes()).passages:
            if passage.kind.silent or not passage.text:
                continue
            sample = Sample(passage.text, spans(passage.text, gold, lists), own=True)
            yield sample
            if sample.spans:
                types = _types(sample, gold)
                yield from (_varied(sample, types, language, rng) for _ in range(variants))


def spans(text: str, gold: Gold, lists: Lists) -> list[Span]:
    """The names, titles and places of one passage of an annotated document."""
    found: list[Span] = []

    def add(start: int, end: int, kind: str) -> None:
        if start < end and all(end <= s or e <= start for s, e, _ in found):
            found.append((start, end, kind))

    persons, letters = names_of(gold, "persons"), letters_of(text)
    for start, end, kind in _institutions(text, gold):
        # 理工學部 + 部長: the templates give the shared character to the title, as the tagger is to read it.
        fused = text[end : end + 1] in ("長", "长") and lists.titles.at(letters, end - 1) is not None
        add(start, end - fused, kind)
    for names in persons.values():
        own = sorted((place for name in names for place in places(text, name)), key=lambda place: place[0] - place[1])
        for start, end in own:
            before = text[:start].rstrip()
            add(start, end, "READING" if before.endswith(_OPENING) and _follows(before[:-1], names) else "PERSON")
    for name in sorted((event["name"] for event in gold["events"]), key=len, reverse=True):
        for start, end in places(text, name):
            add(start, end, "EVENT")
    titles = [span for span in lists.titles.find(letters) if span[2] == "t"]
    for names in persons.values():
        for family in {name[:size] for name in names for size in (1, 2, 3) if lists.surnames.kind(name[:size])}:
            for start, end in places(text, family):
                titled = any(s == end for s, _, _ in titles) or text.startswith(_HONORIFICS, end)
                if titled:
                    add(start, end, "SURNAME")
    people = [(s, e) for s, e, kind in found if kind in ("PERSON", "SURNAME")]
    near = {place for span in people for place in span}
    # 学長：name, 理事・name, name（reading）教授
    near |= {s - 1 for s, _ in people if text[max(0, s - 1) : s] in tuple("：:・＝（(、")}
    near |= {bracket.end() for _, e in people if (bracket := _BRACKET.match(text, e))}
    near |= {e for _, e, kind in found if kind in ("ORG", "UNIT")}  # （東雲高専 特命教授）, with the name before it
    spaced = {place + step for place in near for step in (-1, 1) if text[min(place, place + step) :][:1].isspace()}
    for start, end, _ in titles:
        if {start, end} & (near | spaced):
            add(start, end, "TITLE")
    for role in {position["role"] for position in gold["positions"] if position["role"]}:
        for start, end in places(text, role):
            if len(role) > 2 or {start, end} & (near | spaced):
                add(start, end, "TITLE")
    for start, end, _ in _towns().find(letters):
        add(start, end, "PLACE")
    return sorted(found)


def _institutions(text: str, gold: Gold) -> list[Span]:
    """Institutions, the longest first; a unit that is named with its institution is cut into the two."""
    names = names_of(gold, "organizations")
    unit = {item["id"] for item in gold["organizations"] if item["type"] == "Unit"}
    # 熊本 for 熊本縣 stays a place: whether its government is meant is for the rules to say.
    names = {key: [form for form in forms if not _bare_town(form)] for key, forms in names.items()}
    whole = {form for key, forms in names.items() if key not in unit for form in forms}
    found: list[Span] = []
    for key, forms in names.items():
        for form in forms:
            parent = max((w for w in whole if key in unit and form.startswith(w) and w != form), key=len, default="")
            for start, end in places(text, form):
                cut = next((e for s, e in places(text, parent) if s == start), start) if parent else start
                found += [(start, cut, "ORG")] * (cut > start)
                found.append((cut, end, "UNIT" if key in unit else "ORG"))
    return sorted(found, key=lambda span: span[0] - span[1])


def _follows(before: str, names: Sequence[str]) -> bool:
    flat = "".join(before.split())
    return any(flat.endswith("".join(name.split())) for name in names)


def _bare_town(form: str) -> bool:
    """Whether this is a town or a region without the word for what it is."""
    found = _towns().find(letters_of(form))
    return bool(found) and found[0][:2] == (0, len(form)) and not form.endswith(tuple(_SEATS))


@cache
def _towns() -> Lexicon:
    rows = [row for file in ("places.tsv", "municipalities.tsv") for row in table("authority", file)]
    return Lexicon((row[c], "place") for row in rows for c in ("name_zh_hant", "name_ja") if len(row[c]) > 1)


def _types(sample: Sample, gold: Gold) -> dict[str, tuple[str, str]]:
    """Kind and country, as the lists of training names have them, of each institution's written form."""
    return {
        name: (_KIND[item["type"]], item["country"].lower())
        for item in gold["organizations"]
        if item["type"] in _KIND and item["country"] in ("TW", "JP")
        for name in item["names"]
    }


def _varied(sample: Sample, types: Mapping[str, tuple[str, str]], language: str, rng: random.Random) -> Sample:
    """The passage with other persons, and other institutions of the same kind and country, in some of the places."""
    text, spans, place = "", [], 0
    for start, end, kind in sample.spans:
        text += sample.text[place:start]
        form = sample.text[start:end]
        if rng.random() < _SWAPPED:
            form = _other(form, kind, types, language, rng)
        spans.append((len(text), len(text) + len(form), kind))
        text, place = text + form, end
    return replace(sample, text=text + sample.text[place:], spans=spans)


def _other(form: str, kind: str, types: Mapping[str, tuple[str, str]], language: str, rng: random.Random) -> str:
    if kind == "PERSON" and all(script(char) == "H" for char in form if not char.isspace()):
        country = (person_country(form) or ("JP" if len(form) > 3 else "TW")).lower()
        return write(rng, invent(rng, country), "spaced" if any(map(str.isspace, form)) else "", language)
    if kind == "ORG" and form in types:
        return institution(rng, language, *types[form], short=len(form) < 5)
    return form
