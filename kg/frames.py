"""How much of what a sentence says is read, whoever it names: `python -m kg.frames` (a minute).

Sentences with gaps, data/frames, are filled with institutions of the authority file and with persons and companies who
do not exist, and read. A post or an agreement counts where all of it is right: who, where, what; between whom, how
far, when, by whom. The share by frame shows ways of telling that are not read, which documents show by chance only.
"""

from __future__ import annotations

import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.gold import fold
from kg.model import Agreement, Extraction, OrganizationType, Status
from kg.names import table
from kg.names.authority import Authority
from kg.training.persons import invent
from kg.understand import Reader

_HEAD = "2025年6月12日\n\n"  # so that days of the month have a year
_SORTS = ("University", "University", "Company", "Company", "Association")
_HEADS = {
    "縣": "縣長",
    "県": "知事",
    "府": "知事",
    "市": "市長",
    "町": "町長",
    "村": "村長",
    "鄉": "鄉長",
    "鎮": "鎮長",
}
_LENGTH = range(4, 14)  # characters of the names that fill a gap


@dataclass(frozen=True, slots=True)
class Institution:
    """What fills a gap: a name, and the sort and country of who is called so."""

    name: str
    sort: str
    country: str


@dataclass
class Frame:
    """A frame with what was read of it: how many of its facts there were, and which readings were wrong."""

    text: str
    facts: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)


class Filler:
    """Fills the gaps of frames of one language; the same seed gives the same sentences."""

    def __init__(self, language: str, seed: int) -> None:
        self.language, self._rng = language, random.Random(seed)
        self._pools: dict[tuple[str, str], list[Institution]] = defaultdict(list)
        for row in Authority.load():
            name = row.name_zh_hant if language == "zh" else row.name_ja
            towns = row.type is OrganizationType.GOVERNMENT and name[-1:] in _HEADS and "、" not in name
            if row.country in ("TW", "JP") and (len(name) in _LENGTH or (towns and 2 < len(name) < 6)):
                sort = "Association" if row.type is OrganizationType.RESEARCH_INSTITUTE else row.type.value
                if sort != "GovernmentBody" or towns:
                    self._pools[sort, row.country].append(Institution(name, sort, row.country))

    @cached_property
    def _words(self) -> Mapping[str, list[str]]:
        words = defaultdict(list)
        for row in table("frames", "words.tsv"):
            if row["language"] == self.language:
                words[row["kind"]].append(row["word"])
        return words

    def word(self, kind: str) -> str:
        """One of the words of a kind."""
        return self._rng.choice(self._words[kind])

    def institution(self, sort: str, country: str | None = None) -> Institution:
        """One of the authority file, or now and then one that does not exist."""
        home = "TW" if self.language == "zh" else "JP"
        place = {"Company": "company", "Association": "society"}.get(sort)
        if place is not None and country in (None, home) and self._rng.random() < 0.5:
            return Institution(self.word(f"{place} head") + self.word(f"{place} tail"), sort, home)
        return self._rng.choice(self._pools[sort, country or self._rng.choice(("TW", "JP"))])

    def any_of(self, country: str) -> Institution:
        """An institution of any sort."""
        return self.institution(self._rng.choice((*_SORTS, "GovernmentBody")), country)

    def papers(self) -> list[str]:
        """Two sorts of paper."""
        return self._rng.sample(self._words["paper"], 2)

    def person(self, country: str) -> tuple[str, str]:
        """Family name and given name of somebody who does not exist."""
        person = invent(self._rng, country.lower())
        return person.family, person.given

    def title(self, at: Institution) -> str:
        """A title that an institution of its sort has; of a town, now and then that of its head."""
        if at.sort == "GovernmentBody" and self._rng.random() < 0.4:
            return _HEADS[at.name[-1]]
        return self.word(f"title of {at.sort}")

    def sort(self) -> str:
        """The sort of an institution with posts."""
        return self._rng.choice(_SORTS)


def posts(reader: Reader, language: str, seed: int, times: int) -> Iterator[Frame]:
    """Each frame of posts, filled so many times and read."""
    filler = Filler(language, seed)
    for text in (row["text"] for row in table("frames", "posts.tsv") if row["language"] == language):
        frame = Frame(text)
        for _ in range(times):
            filled, facts = _filled(filler, text)
            read = _read(reader, filled)
            missed = [fact for fact in facts if not _holds(read, *fact)]
            frame.facts += len(facts)
            frame.right += len(facts) - len(missed)
            frame.wrong += [f"{filled}: {' | '.join(fact)}" for fact in missed]
        yield frame


def agreements(reader: Reader, language: str, seed: int, times: int) -> Iterator[Frame]:
    """Each frame of agreements, filled so many times and read."""
    filler = Filler(language, seed)
    for row in (row for row in table("frames", "agreements.tsv") if row["language"] == language):
        frame = Frame(row["text"])
        for _ in range(times):
            schools = re.search("校長|学長", row["text"]) is not None
            names = {
                gap: (filler.institution("University", country) if schools else filler.any_of(country)).name
                for gap, country in (("a", "TW"), ("b", "JP"), ("c", "JP" if language == "zh" else "TW"))
            }
            names |= {gap: "".join(filler.person(country)) for gap, country in (("p", "TW"), ("q", "JP"))}
            if len(set(names.values())) < len(names):
                continue  # nobody agrees with himself
            papers = dict(zip(("k", "k2"), filler.papers(), strict=True))
            text = row["text"].format(**names, **papers).replace("⏎", "\n")
            wanted = [] if row["expected"] == "none" else row["expected"].split("; ")
            read = _read(reader, text)
            left = list(read.agreements)
            for told in wanted:
                found = next((a for a in left if _is_told(read, a, told.split(" "), names)), None)
                frame.right += found is not None
                left = [a for a in left if a is not found]
            frame.facts += len(wanted) + len(left)
            frame.wrong += [text] if left or len(read.agreements) < len(wanted) else []
        yield frame


def _filled(filler: Filler, text: str) -> tuple[str, list[tuple[str, str, str]]]:
    """A frame of posts with its gaps filled, and who holds which title where."""
    facts, first = [], ""
    for number in sorted(set(re.findall(r"\{[og](\d)\}", text))):
        town = f"{{g{number}}}" in text
        at = filler.institution("GovernmentBody" if town else filler.sort())
        family, given = filler.person(at.country)
        title, unit = filler.title(at), filler.word(f"unit of {'Company' if at.sort == 'Company' else 'University'}")
        gaps = {"o": at.name, "g": at.name, "t": title, "u": unit, "p": family + given, "w": f"{family}　{given}"}
        held = any(f"{{{gap}{number}}}" in text for gap in "pw")
        first = first or family + given
        if f"{{t{number}}}" in text:
            facts.append((family + given if held else first, title, at.name))
        for gap, word in gaps.items():
            text = text.replace(f"{{{gap}{number}}}", word)
    return text.replace("⏎", "\n"), facts


def _read(reader: Reader, text: str) -> Extraction:
    return reader.understand("frame.txt", (_HEAD + text).encode())


def _named(read: Extraction, entity: str | None) -> set[str]:
    return {fold(name) for e in read.entities if e.id == entity for name in e.names}


def _is_called(read: Extraction, entity: str | None, name: str) -> bool:
    """Whether an entity has this name, or one with it inside, as a unit has."""
    return any(fold(name) in own or own in fold(name) for own in _named(read, entity) if len(own) > 1)


def _holds(read: Extraction, person: str, title: str, institution: str) -> bool:
    """Whether a post says so: the title whole, or what of it does not name the unit."""
    return any(
        fold(person) in _named(read, post.person)
        and bool(post.title)
        and (fold(post.title or "").endswith(fold(title)) or fold(title).endswith(fold(post.title or "")))
        and any(_is_called(read, place, institution) for place in (post.organization, post.unit))
        for post in read.positions
    )


def _is_told(read: Extraction, agreement: Agreement, told: Sequence[str], names: Mapping[str, str]) -> bool:
    """Whether an agreement has the parties, the stage and, where they are told, the day and the signatories."""
    parties, stage = told[:2]
    past = agreement.background and agreement.status is not Status.ENDED
    day, signed = (*told[2:], "", "")[:2]
    dated = not day or str(agreement.signed_on or "-") == day
    both = ((parties, agreement.parties), (signed, agreement.signatories))
    return (
        ("Past" if past else agreement.status.value) == stage
        and dated
        and (not day or len(signed) == len(agreement.signatories))
        and len(agreement.parties) == len(parties)
        and all(any(_is_called(read, i, names[gap]) for i in ids) for gaps, ids in both for gap in gaps)
    )


def main(seed: int = 1, times: int = 10) -> int:
    """Print the share that is read, by language, and the frames of which least is."""
    reader = Reader()
    for kind, read in (("posts", posts), ("agreements", agreements)):
        for language in ("zh", "ja"):
            frames = list(read(reader, language, seed, times))
            right, facts = sum(f.right for f in frames), sum(f.facts for f in frames)
            lines = [f"{kind} {language}: {right} of {facts}, {right / facts:.1%}"]
            for frame in sorted(frames, key=lambda f: f.right / max(f.facts, 1))[:5]:
                lines.append(f"    {frame.right} of {frame.facts}: {frame.text}")
                lines += ["        " + wrong.replace("\n", "⏎") for wrong in frame.wrong[:2]]
            sys.stdout.write("\n".join([*lines, ""]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
