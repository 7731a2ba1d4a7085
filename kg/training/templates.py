"""Templates of data/training → sentences with labelled names (format: data/training/README.md)."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from kg import knowledge
from kg.annotate.lexicon import Span
from kg.names import table
from kg.training.persons import Person, invent, reading, write

_SLOT = re.compile(r"\{([^{}]+)\}")
_LITERAL = {
    "title": "TITLE",
    "org.unit": "UNIT",
    "org.fused": "ORG",
    "event": "EVENT",
    "place": "PLACE",
    "facility": "FACILITY",
}
_UNLABELLED = {"field", "trigger"}
_FUSED = re.compile(r"\{org\.fused=[^{}]+\}(\{title=[副前]?([市縣県町村鄉郷區区鎮])長\})")


class TemplateError(ValueError):
    """A template that does not follow the format."""


@dataclass(slots=True)
class Sample:
    """A text with labelled spans; `weight` is how often it is shown in training."""

    text: str
    spans: list[Span]
    own: bool = False


@dataclass(slots=True)
class _Filling:
    """What the slots of one template have been given so far."""

    rng: random.Random
    language: str
    text: str = ""
    spans: list[Span] = field(default_factory=list)
    persons: dict[str, Person] = field(default_factory=dict)
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    last: Person | None = None

    def add(self, text: str, label: str | None) -> None:
        if label and text:
            self.spans.append((len(self.text), len(self.text) + len(text), label))
        self.text += text


def read(language: str) -> list[str]:
    """The templates of `zh` or `ja`."""
    lines = knowledge.path("training", f"{language}.txt").read_text("utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line.strip() and not line.startswith("#")]


def fill(template: str, language: str, rng: random.Random) -> Sample:
    """One sentence from a template. Raises TemplateError on a slot of unknown kind."""
    filling = _Filling(rng, language)
    place = 0
    template = _rearrange(template, language, rng)
    template = _FUSED.sub(lambda match: _other_town(rng, language, match), template)
    for slot in _SLOT.finditer(template):
        filling.add(template[place : slot.start()], None)
        _fill_slot(filling, slot.group(1))
        place = slot.end()
    filling.add(template[place:], None)
    return Sample(filling.text, filling.spans, own=True)


_BEFORE = re.compile(r"(\{title=[^{}]+\})(\{person(?:\.tw|\.jp)?(?:#\w+)?\})(?![（(\{])")
_SHARING = re.compile(r"\{org\.(?:fused|unit)=[^{}]*\}\Z")
_AFTER = re.compile(r"の(\{person(?:\.tw|\.jp)?(?:#\w+)?\})(\{title=[^{}]+\})")
_TITLED = re.compile(r"(\{org\.(?:university|government)[^{}]*\})(の?)(?=\{title=|\{person(?:\.tw|\.jp)?\}\{title=)")


def _rearrange(template: str, language: str, rng: random.Random) -> str:
    """The same statement in another order of institution, unit, name and title, as the two languages allow.

    Chinese puts the title before the name five times as often as after it; Japanese after it, with
    氏 instead where the title stands before (counted over eighty releases).
    """

    def before(match: re.Match[str]) -> str:
        # 經濟|部長: the institution ends in the title's first character, so the two stay side by side.
        if _SHARING.search(match.string, 0, match.start()):
            return match.group()
        draw = rng.random()
        return match.group(2) + match.group(1) if draw < 0.2 else match.group(2) if draw < 0.23 else match.group()

    def after(match: re.Match[str]) -> str:
        person, title = match.groups()
        draw = rng.random()
        forms = (
            (0.12, f"{title}の{person}氏"),
            (0.18, f" {title} {person}"),
            (0.24, f"　{title}　{person}"),
            (0.3, f"{title}・{person}氏"),
        )
        return next((form for limit, form in forms if draw < limit), match.group())

    def titled(match: re.Match[str]) -> str:
        part = "{org.unit}" if rng.random() < 0.12 else ""
        return match.group(1) + part + match.group(2)

    template = _TITLED.sub(titled, template)
    return _AFTER.sub(after, template) if language == "ja" else _BEFORE.sub(before, template)


def _other_town(rng: random.Random, language: str, match: re.Match[str]) -> str:
    """A mayor of some town instead of the one written, so that the towns are not learnt by heart."""
    rows = _institutions()["government", rng.choice(["tw", "jp"])]
    towns = [row[f"short_{language}"] for row in rows]
    fitting = [town[:-1] for town in towns if len(town) > 2 and town[-1] == match.group(2)]
    return f"{{org.fused={rng.choice(fitting)}}}{match.group(1)}" if fitting else match.group()


def _fill_slot(filling: _Filling, slot: str) -> None:
    name, literal, text = slot.partition("=")
    if literal:
        if name in _UNLABELLED:
            other = name == "field" and filling.rng.random() < 0.35
            filling.add(filling.rng.choice(words("field")) if other else text, None)
        elif name in _LITERAL:
            filling.add(_vary(filling, name, text), _LITERAL[name])
        else:
            raise TemplateError(f"unknown slot {{{slot}}}")
        return
    path, _, tie = name.partition("#")
    kind, *rest = path.split(".")
    if kind in ("person", "surname"):
        country = next((part for part in rest if part in ("tw", "jp")), None) or filling.rng.choice(["tw", "jp"])
        person = filling.persons.get(tie) if tie else None
        person = person or invent(filling.rng, country)
        if tie:
            filling.persons[tie] = person
        filling.last = person
        form = next((part for part in rest if part in ("spaced", "kana", "latin")), "")
        if kind == "surname":
            filling.add(person.kana[0] if form == "kana" else person.family, "SURNAME")
        else:
            filling.add(write(filling.rng, person, form, filling.language), "PERSON")
    elif kind == "reading":
        person = filling.last or invent(filling.rng, "tw")
        form = rest[0] if rest else "kana"
        if form == "latin" and filling.rng.random() < 0.15:
            filling.add(filling.rng.choice(words("address")) + " ", None)
        filling.add(reading(filling.rng, person, form), "READING")
    elif kind == "org":
        filling.add(_institution(filling, rest, tie), "UNIT" if rest[:1] == ["unit"] else "ORG")
    elif kind == "place":
        filling.add(_place(filling, rest), "PLACE")
    elif kind == "date":
        filling.add(date(filling.rng, filling.language), None)
    else:
        raise TemplateError(f"unknown slot {{{slot}}}")


def _vary(filling: _Filling, name: str, text: str) -> str:
    """Now and then another title or place than the one written, so that the context is learnt and not the word."""
    if (
        name == "place"
        and len(text) > 1
        and filling.rng.random() < 0.3
        and text not in ("日本", "台湾", "台灣", "臺灣")
    ):
        return _place(filling, [])
    return text


@cache
def words(kind: str, language: str | None = None) -> tuple[str, ...]:
    """The words of one kind in data/training/words.tsv."""
    rows = table("training", "words.tsv")
    return tuple(row["word"] for row in rows if row["kind"] == kind and language in (None, row["language"]))


@cache
def _institutions() -> dict[tuple[str, str], list[dict[str, str]]]:
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in table("training", "institutions.tsv"):
        # Ministries, prefectures and cities sign agreements; the many small towns of the lists hardly do.
        often = 1
        if row["kind"] == "government":
            often = 6 if row["source"] == "own list" else {"県": 5, "府": 5, "市": 2}.get(row["ja"][-1:], 1)
        found.setdefault((row["kind"], row["country"].lower()), []).extend([row] * often)
    return found


def _institution(filling: _Filling, path: list[str], tie: str) -> str:
    kind = path[0]
    rng, language = filling.rng, filling.language
    country = next((part for part in path if part in ("tw", "jp")), None) or rng.choice(["tw", "jp"])
    if kind == "unit":
        return unit(rng, language)
    form = next((part for part in path if part in ("short", "latin")), "full")
    row = filling.rows.get(tie) if tie else None
    while row is None or not (row[language] or row[f"short_{language}"] or row["latin"]):
        row = rng.choice(_institutions()[kind, country])
    if tie:
        filling.rows[tie] = row
    full, short, latin = row[language], row[f"short_{language}"], row["latin"]
    if form == "latin":
        return latin or _acronym(rng)
    if form == "short":
        return short or (
            latin if latin and rng.random() < 0.5 else _acronym(rng) if rng.random() < 0.3 else full or latin
        )
    # Companies and universities stand under their short names as often as under their full ones.
    if short and kind in ("company", "university") and rng.random() < 0.3:
        return short
    if latin and kind == "company" and rng.random() < 0.12:
        return latin
    return full or latin or short


def institution(rng: random.Random, language: str, kind: str, country: str, *, short: bool) -> str:
    """An institution of a kind (university, company …) and country (tw, jp), by its short or its full name."""
    return _institution(_Filling(rng, language), [kind, country, *(["short"] if short else [])], "")


def _acronym(rng: random.Random) -> str:
    return "".join(rng.choice("ABCDEFHIJKMNOPRSTUW") for _ in range(rng.choice([3, 4, 4, 5])))


def unit(rng: random.Random, language: str) -> str:
    """The name of a part of an institution."""
    name = rng.choice(words("unit-head", language)) + rng.choice(words("unit-tail", language))
    return ("大学院" if rng.random() < 0.5 else "") + name if language == "ja" and name.endswith("研究科") else name


def _place(filling: _Filling, path: list[str]) -> str:
    country = next((part for part in path if part in ("tw", "jp")), None) or filling.rng.choice(["tw", "jp"])
    while True:
        row = filling.rng.choice(_institutions()["government", country])
        name = row[f"short_{filling.language}"]
        if name and name[-1] in "市縣県町村區区鄉郷鎮鎭都道府":
            bare = name[:-1] if len(name) > 2 and filling.rng.random() < 0.45 else name
            return bare[:-1] if len(bare) > 2 and bare[-1] in "市縣県" and filling.rng.random() < 0.2 else bare


def date(rng: random.Random, language: str) -> str:
    """A date in one of the ways of its language: western, era or republic year, month and day, bare day, relative."""
    year, month, day = rng.randint(2018, 2027), rng.randint(1, 12), rng.randint(1, 28)
    full, short, republic = f"{year}年{month}月{day}日", f"{month}月{day}日", f"{year - 1911}年{month}月{day}日"
    if language == "ja":
        weekday = rng.choice("月火水木金土日")
        forms = [full, short, f"{day}日", f"令和{year - 2018 or '元'}年{short}", f"{year}年{month}月", f"{month}月"]
        forms += [f"{full}（{weekday}）", f"同月{day}日", f"昨年{month}月", "同日", "このほど"]
    else:
        forms = [full, short, f"{day}日", f"今（{day}）日", f"昨({day})日", f"今{day}日", f"民國{republic}", republic]
        forms += [f"本月{day}日", f"去年{month}月", "今天", "日前", f"今天（{day}日）", f"{month}／{day}"]
        forms.append(f"{year}/{month:02d}/{day:02d}")
    return rng.choice(forms)


def samples(language: str, count: int, seed: int) -> Iterator[Sample]:
    """`count` sentences, each template as often as the others, in an order that the seed decides."""
    rng = random.Random(seed)
    templates = read(language)
    for i in range(count):
        yield fill(templates[i % len(templates)], language, rng)
