"""The authority file: institutions and places that are known beforehand, and where a text names them.

The tables in data/authority are plain tab-separated lists with one set of columns; a row added in a spreadsheet counts
at the next start. organizations.tsv is written by hand and comes before the lists taken from open sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kg import knowledge
from kg.model import Language, OrganizationType
from kg.names.folding import fold, fold_all, fold_with_places
from kg.names.forms import bare_key, match_key
from kg.names.places import Place, place_of_key
from kg.names.surroundings import is_clear, stands

COLUMNS = (
    *("key", "type", "country", "name_zh_hant", "name_zh_hans", "name_ja", "name_en", "aliases", "weak_aliases"),
    *("parent", "place", "identifiers", "derived", "source"),
)
_ALL_KATAKANA = re.compile(r"[ァ-ヺー]+")
# Who mostly writes the language, for names that two countries share: 中央大學 in Taiwan, 中央大学 in Japan.
_COUNTRY = {"zh-Hant": "TW", "ja": "JP"}
# A country put before a name, as keys (臺灣 stands for 台湾).
_HEADS = {"日本": "JP", "臺灣": "TW", "中華民國": "TW"}


class AuthorityError(Exception):
    """A table that cannot be used; the message is one line: file, line, what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One institution. `weak_aliases` stand for it only where the text names it in full as well."""

    key: str
    type: OrganizationType
    country: str
    name_zh_hant: str
    name_zh_hans: str
    name_ja: str
    name_en: str
    aliases: tuple[str, ...]
    weak_aliases: tuple[str, ...]
    parent: str | None
    place: str
    identifiers: tuple[tuple[str, str], ...]
    derived: tuple[str, ...]
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that stands for this institution anywhere, names before aliases."""
        proper = (self.name_zh_hant, self.name_ja, self.name_en, self.name_zh_hans)
        return tuple(dict.fromkeys(name for name in (*proper, *self.aliases) if name))


class _Name(NamedTuple):
    """A searchable spelling: the place of its row, the spelling in the table, whether it is weak."""

    line: int
    spelled: str
    weak: bool


class Authority:
    """The rows of all tables; names are indexed when the first one is asked for."""

    def __init__(self, lines: list[tuple[int, str]]) -> None:
        """`lines` are (rank of the table, raw row); a lower rank wins where two rows share a name."""
        self._lines = lines
        self._at = {line.split("\t", 1)[0]: at for at, (_, line) in reversed(list(enumerate(lines)))}
        self._rows: dict[int, Row] = {}

    @classmethod
    def load(cls, *folders: Path) -> Authority:
        """Read the organisation tables of data/authority, or of the folders given.

        Raises AuthorityError where a row has another number of columns or an unknown class.
        """
        lines: list[tuple[int, str]] = []
        for folder in folders or (knowledge.path("authority"),):
            # organizations.tsv first, the rest by name.
            for path in sorted(folder.glob("*.tsv"), key=lambda p: (p.name != "organizations.tsv", p.name)):
                text = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
                if not text or tuple(text[0].split("\t")) != COLUMNS:
                    continue
                for line in text[1:]:
                    if line.count("\t") != len(COLUMNS) - 1:
                        raise AuthorityError(
                            f"{path.name}: row {line.split(chr(9))[0]!r} has {line.count(chr(9)) + 1} columns "
                            f"instead of {len(COLUMNS)}; mend it in the spreadsheet"
                        )
                rank = 0 if path.name == "organizations.tsv" else 1
                lines += [(rank, line) for line in text[1:]]
        return cls(lines)

    def __len__(self) -> int:
        """Number of rows."""
        return len(self._lines)

    def __iter__(self) -> Iterator[Row]:
        """All rows, hand-written ones first."""
        return (self._row(at) for at in range(len(self._lines)))

    def get(self, key: str) -> Row | None:
        """The row of that key."""
        at = self._at.get(key)
        return None if at is None else self._row(at)

    def _row(self, at: int) -> Row:
        if at not in self._rows:
            cells = self._lines[at][1].split("\t")
            try:
                kind = OrganizationType(cells[1])
            except ValueError:
                known = ", ".join(member.value for member in OrganizationType)
                raise AuthorityError(f"row {cells[0]!r}: class {cells[1]!r} is none of {known}; mend the row") from None
            self._rows[at] = Row(
                key=cells[0],
                type=kind,
                country=cells[2],
                name_zh_hant=cells[3],
                name_zh_hans=cells[4],
                name_ja=cells[5],
                name_en=cells[6],
                aliases=_list(cells[7]),
                weak_aliases=_list(cells[8]),
                parent=cells[9] or None,
                place=cells[10],
                identifiers=tuple((scheme, value) for scheme, _, value in (i.partition("=") for i in _list(cells[11]))),
                derived=_list(cells[12]),
                source=cells[13],
            )
        return self._rows[at]

    @cached_property
    def _spellings(self) -> dict[str, list[_Name]]:
        """Spellings by match key, the full names and the names without legal form."""
        spelled: list[_Name] = []
        for at, (rank, line) in enumerate(self._lines):
            cells = line.split("\t")
            names = [cells[3], cells[5], cells[6]]
            # A derived Simplified name has the key of the Traditional one.
            if "name_zh_hans" not in cells[12]:
                names.append(cells[4])
            if cells[7]:
                names += _list(cells[7])
            for name in names:
                # A short or lower-case Latin name of a list, such as Tone, may be any word.
                weak = rank > 0 and name.isascii() and (len(name) < 8 or name[0].islower())
                if name:
                    spelled.append(_Name(at, name, weak))
            if cells[8]:
                spelled += [_Name(at, name, True) for name in _list(cells[8])]
        found: dict[str, list[_Name]] = {}
        for entry, key in zip(spelled, fold_all([entry.spelled for entry in spelled]), strict=True):
            known = found.get(key)
            if known is None:
                found[key] = [entry]
            elif known[-1][0] != entry[0] or known[-1][2] != entry[2]:
                known.append(entry)
            else:
                continue
            if key.endswith("大學") and len(key) > 3:
                # Japanese reports write 熊本大 for 熊本大学.
                found.setdefault(key[:-1], []).append(entry._replace(weak=True))
            bare, weak = self._bare(entry, key)
            if bare != key and len(bare) >= 2:
                found.setdefault(bare, []).append(entry._replace(weak=entry.weak or weak))
        for key in [key for key in found if len(key) < 2]:
            del found[key]
        return found

    def _bare(self, entry: _Name, key: str) -> tuple[str, bool]:
        """The key without legal form, and whether that is weak: コア is a word, 音楽大学 is not only 国立音楽大学."""
        listed = self._lines[entry.line][0] > 0
        if key.isascii():
            return (key if listed else match_key(entry.spelled)), False
        bare = bare_key(key)
        if listed and (len(bare) < 4 or (len(bare) < 8 and _ALL_KATAKANA.fullmatch(bare))):
            return key, False
        return bare, f"國立{bare}" in key or (listed and len(bare) == 4)

    @cached_property
    def _lengths(self) -> dict[str, tuple[int, ...]]:
        """The lengths of keys by their first two characters, longest first."""
        lengths: dict[str, set[int]] = {}
        for key in self._spellings:
            lengths.setdefault(key[:2], set()).add(len(key))
        return {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}

    def _only(self, names: list[_Name], country: str | None) -> _Name | None:
        """The one row that is meant: a hand-written one of the country, a full name, or a hand-written one."""
        ours = [name for name in names if self._lines[name.line][0] == 0]
        if country is None and len({name.line for name in ours}) > 1:
            return None
        strong = [name for name in names if not name.weak] or names
        for chosen in (
            [name for name in ours if self._kind(name)[1] == country],
            strong,
            [name for name in strong if name in ours],
            [name for name in strong if self._kind(name)[1] == country],
        ):
            if len({name.line for name in chosen}) == 1:
                return next((name for name in chosen if not name.weak), chosen[0])
        return None

    def _kind(self, name: _Name) -> tuple[str, str]:
        """Class and country of the row, as in its table."""
        _, kind, country, _ = self._lines[name.line][1].split("\t", 3)
        return kind, country

    def lookup(self, name: str, language: Language | None = None, country: str | None = None) -> Row | None:
        """The row that a name means, in any of the spellings that `fold` joins, with or without its legal form.

        None where no row or several rows have the name; then `country` decides, or the country that mostly writes
        `language`. A country before the name is left out where the row is of that country: 日本經濟產業省.
        """
        near = country or _COUNTRY.get(language or "")
        key = fold(name, language)
        keys: list[tuple[str, str | None]] = [(key, None), (match_key(name, language), None)]
        keys += [(key[len(head) :], of) for head, of in _HEADS.items() if key.startswith(head)]
        for known, of in keys:
            chosen = self._only(self._spellings.get(known, []), of or near)
            if chosen is not None:
                row = self._row(chosen.line)
                return row if of in (None, row.country) else None
        return None

    def place(self, name: str) -> Place | None:
        """The place of that name in Chinese, Japanese or English."""
        return place_of_key(fold(name))

    def find(self, text: str, language: Language | None = None) -> list[tuple[int, int, Row]]:
        """Where a text names institutions of the authority file: (start, end, row) in order of place, without overlaps.

        The longer name wins over one inside it. Latin names need word borders and their capitals, katakana names
        borders of katakana. A weak alias, and two Chinese characters amid others, count only where the text names the
        row clearly somewhere too.
        """
        return self.find_all([text], language)[0]

    def find_all(self, texts: Sequence[str], language: Language | None = None) -> list[list[tuple[int, int, Row]]]:
        """As `find` for each passage of one document: a name that one passage has in full supports weak ones in all."""
        hits = [self._hits(text, language) for text in texts]
        clear = {
            name.line
            for text, found in zip(texts, hits, strict=True)
            for start, end, name in _longest([hit for hit in found if not hit[2].weak])
            if is_clear(text, start, end)
        }
        return [
            [
                (start, end, self._row(name.line))
                for start, end, name in _longest([h for h in found if h[2].line in clear])
            ]
            for found in hits
        ]

    def _hits(self, text: str, language: Language | None) -> list[tuple[int, int, _Name]]:
        """Every spelling that may stand as a name, overlaps included."""
        near = _COUNTRY.get(language or "")
        key, places = fold_with_places(text, language)
        found: list[tuple[int, int, _Name]] = []
        for at in range(len(key) - 1):
            for size in self._lengths.get(key[at : at + 2], ()):
                names = self._spellings.get(key[at : at + size])
                if names is None or at + size > len(key):
                    continue
                name = self._only(names, near)
                start, end = places[at], places[at + size - 1] + 1
                if name is not None and stands(text, start, end, name.spelled, *self._kind(name)):
                    found.append((start, end, name))
        return found


def _longest(hits: list[tuple[int, int, _Name]]) -> list[tuple[int, int, _Name]]:
    """The hits in order of place, where of two that overlap the longer stays."""
    taken: set[int] = set()
    kept = []
    for start, end, name in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, name))
    return sorted(kept, key=lambda hit: hit[0])


def _list(cell: str) -> tuple[str, ...]:
    """The values of a cell parted by `|`."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
