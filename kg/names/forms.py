"""Legal forms and endings of names of institutions, from data/language, and what is left without them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import knowledge
from kg.model import Language, OrganizationType
from kg.names.folding import fold, fold_with_places


def table(*parts: str) -> list[dict[str, str]]:
    """The rows of a tab-separated file of the knowledge folders, without its `#` header."""
    lines = knowledge.path(*parts).read_text("utf-8").splitlines()
    head, *rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [dict(zip(head, row, strict=False)) for row in rows]


@cache
def forms_at(position: str) -> tuple[str, ...]:
    """The forms as written that stand in one position, such as after-place."""
    return tuple(row["form"] for row in form_rows() if row["position"] == position)


def form_rows() -> list[dict[str, str]]:
    """The forms of names and the weaker ones, which the tagger does not use."""
    return table("language", "name_forms.tsv") + table("language", "name_hints.tsv")


@dataclass(frozen=True, slots=True)
class Form:
    """One row of the forms of names, with the match key of the form in the place of its spelling."""

    key: str
    language: str
    position: str
    type: OrganizationType | None
    country: str
    use: str
    short: tuple[str, ...]


@cache
def forms() -> tuple[Form, ...]:
    """All forms of names, the longest first."""
    rows = [
        Form(
            fold(row["form"]),
            row["language"],
            row["position"],
            OrganizationType(row["type"]) if row["type"] else None,
            row["country"],
            row["use"],
            tuple(fold(short) for short in row.get("short", "").split("|") if short),
        )
        for row in form_rows()
    ]
    return tuple(sorted(rows, key=lambda form: -len(form.key)))


@cache
def _ends(use: str) -> tuple[dict[str, list[Form]], dict[str, list[Form]]]:
    """Forms of one use as (prefixes, suffixes) by the character at the very edge."""
    prefixes: dict[str, list[Form]] = {}
    suffixes: dict[str, list[Form]] = {}
    for form in forms():
        if form.use == use and form.key:
            if form.position in ("prefix", "both"):
                prefixes.setdefault(form.key[0], []).append(form)
            if form.position in ("suffix", "both"):
                suffixes.setdefault(form.key[-1], []).append(form)
    return prefixes, suffixes


def cut_forms(name: str, use: str) -> tuple[str, list[Form]]:
    """`name` without the forms of that use at its two ends, and the forms taken off."""
    prefixes, suffixes = _ends(use)
    key = fold(name)
    # Most names have none at either end; only for those that may, each character's place in the name is looked for.
    if not any(map(key.startswith, (form.key for form in prefixes.get(key[:1], ())))) and not any(
        map(key.endswith, (form.key for form in suffixes.get(key[-1:], ())))
    ):
        return name, []
    key, places = fold_with_places(name)
    start, end = 0, len(key)
    taken: list[Form] = []
    while end - start >= 2:
        for form in prefixes.get(key[start], ()):
            written = name[places[start] : places[start + len(form.key)]] if start + len(form.key) < end else ""
            if end - start - len(form.key) >= 2 and key.startswith(form.key, start) and _marked(form, written):
                start += len(form.key)
                taken.append(form)
                break
        else:
            for form in suffixes.get(key[end - 1], ()):
                cut = end - len(form.key)
                if cut - start >= 2 and key.endswith(form.key, start, end) and _free(name, places[cut], form):
                    end = cut
                    taken.append(form)
                    break
            else:
                break
    if not taken:
        return name, taken
    return name[places[start] : places[end - 1] + 1].strip(), taken


def _marked(form: Form, written: str) -> bool:
    """A form of one character must show that it is one: ㈱東芝, (株)東芝, but 有明 is no ㈲明."""
    return len(form.key) > 1 or written.rstrip() != form.key


def _free(name: str, place: int, form: Form) -> bool:
    """The form begins here as a word: `Inc` ends `Sony Inc`, not `Zinc`."""
    if len(form.key) == 1:
        return name[place] != form.key or name[place - 1 : place] in ("(", "（")
    return place == 0 or not (name[place].isascii() and name[place - 1].isascii() and name[place - 1].isalnum())


@lru_cache(maxsize=20_000)
def strip_legal_form(name: str) -> str:
    """The name without its legal form and 國立/国立: 株式会社デンソー is デンソー. At least two characters stay."""
    return cut_forms(name, "legal")[0]


@cache
def company_endings() -> tuple[str, ...]:
    """The match keys of the words with which names of companies end: 化學, 半導體, エレクトロニクス."""
    return tuple(
        form.key
        for form in forms()
        if form.use == "kind" and form.position == "suffix" and form.type is OrganizationType.COMPANY
    )


@cache
def _late() -> tuple[tuple[str, OrganizationType], ...]:
    rows = ((row["form"], OrganizationType(row["type"])) for row in form_rows() if row["use"] == "late")
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def late_type(name: str) -> OrganizationType | None:
    """The class that the ending of a name says where nothing else says any: that of 某某聯盟."""
    return next((kind for form, kind in _late() if name.endswith(form)), None)


@cache
def is_legal_form(name: str) -> bool:
    """Whether a name is a legal form and nothing more: 股份有限公司."""
    key = fold(name)
    return len(key) > 1 and any(form.use == "legal" and form.key == key for form in forms())


def match_key(name: str, language: Language | None = None) -> str:
    """The key of the name without its legal form."""
    return fold(strip_legal_form(name), language)


def bare_key(key: str) -> str:
    """A match key without the legal forms at its ends; for keys of CJK names, whose words need no borders."""
    prefixes, suffixes = _ends("legal")
    while len(key) > 2 and (key[0] in prefixes or key[-1] in suffixes):
        cut = next(
            (f for f in prefixes.get(key[0], ()) if 1 < len(f.key) <= len(key) - 2 and key.startswith(f.key)), None
        )
        if cut is not None:
            key = key[len(cut.key) :]
            continue
        cut = next(
            (f for f in suffixes.get(key[-1], ()) if 1 < len(f.key) <= len(key) - 2 and key.endswith(f.key)), None
        )
        if cut is None or cut.key.isascii():
            break
        key = key[: -len(cut.key)]
    return key


def kinds(key: str, language: Language | None) -> Iterator[tuple[Form, int]]:
    """Endings and openings of the key that say its class, the longest first, each with the length of what is left."""
    prefixes, suffixes = _ends("kind")
    if not key:
        return
    found = [
        form
        for form in suffixes.get(key[-1], ())
        if key.endswith(form.key) and (len(form.key) < len(key) or form.type is OrganizationType.UNIT)
    ]
    found += [form for form in prefixes.get(key[0], ()) if key.startswith(form.key)]
    spoken = (language or "")[:2]
    # 九州大学工学部: what stands inside a named institution is a unit of it; else a unit is the last guess.
    within = bool(found) and inside(key[: len(key) - len(found[0].key)])
    found.sort(
        key=lambda form: (
            -len(form.key),
            bool(spoken) and not form.language.startswith(spoken),
            within != (form.type is OrganizationType.UNIT),
        )
    )
    for form in found:
        yield form, len(key) - len(form.key)


def inside(stem: str) -> bool:
    """The rest of the name holds the ending of a whole institution."""
    return any(mark in stem for mark in ("大學", "公司", "株式會社", "university"))
