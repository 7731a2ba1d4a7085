"""What the owner of a site asks of programs: which pages they leave alone, and how long they wait between two.

RFC 9309: the group that names this program, else that of all; of the rules in it the one with the longest path, `*` for
anything and `$` for the end. The parser of the standard library takes the first rule and knows no wildcards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from kg.problems import ReadError

LARGEST = 512_000  # bytes of a robots.txt; RFC 9309 asks readers for 500 KiB at least
_LINE = re.compile(r"\s*([A-Za-z-]{1,40})\s*:([^#]*)")
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,3})?", re.A)
_LONGEST = 2_000  # characters of a rule; a longer one is passed over
_STARS = 20  # wildcards of a rule; one with more is passed over
_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ENCODED = re.compile("%([0-9A-Fa-f]{2})")


@dataclass(slots=True)
class _Group:
    """The rules for some programs: which paths, each with whether it may be fetched, and the pause asked for."""

    agents: list[str] = field(default_factory=list)
    paths: list[tuple[str, bool]] = field(default_factory=list)
    delay: float = 0.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site; `closed` says why nothing may be fetched, where that is so."""

    groups: tuple[_Group, ...] = ()
    closed: str = ""

    def check(self, agent: str, address: str) -> None:
        """Raise ReadError when the site asks this program to leave an address alone."""
        if self.closed:
            raise ReadError(self.closed)
        parts = urlsplit(address)
        path = _plain(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")
        asked = [(len(rule), allowed) for rule, allowed in self._paths(agent) if _matches(rule, path)]
        # Of rules of one length the one that allows counts.
        if asked and not max(asked)[1] and path != "/robots.txt":
            raise ReadError("the site's robots.txt asks programs to leave it; save the page and give the file")

    def delay(self, agent: str) -> float:
        """Seconds that the site asks a program to wait between two requests."""
        return max((group.delay for group in self._groups(agent)), default=0.0)

    def _groups(self, agent: str) -> list[_Group]:
        """The groups that name a program, else those for all programs."""
        product = re.split(r"[/\s]", agent.lower(), maxsplit=1)[0]
        named = [group for group in self.groups if any(name != "*" and product == name for name in group.agents)]
        return named or [group for group in self.groups if "*" in group.agents]

    def _paths(self, agent: str) -> Iterator[tuple[str, bool]]:
        return (path for group in self._groups(agent) for path in group.paths)


def rules_of(status: int, body: bytes) -> Rules:
    """The rules that the answer to a request for robots.txt gives (RFC 9309, section 2.3.1).

    A site without the file allows all, a site that fails to answer allows nothing now.
    """
    if status == 429 or status >= 500:
        return Rules(
            closed=f"its robots.txt cannot be read now (HTTP {status}), so nothing is fetched; try again later"
        )
    if status != 200:
        return Rules()
    return Rules(tuple(_groups_of(body.decode("utf-8-sig", "replace"))))


def _groups_of(text: str) -> Iterator[_Group]:
    """The groups of a robots.txt: lines that name programs, then their rules."""
    group = _Group()
    ruled = False  # whether the group has rules already, so that another name begins the next group
    for line in re.split(r"[\r\n]", text):
        match = _LINE.match(line)
        if match is None:
            continue
        name, value = match.group(1).lower(), match.group(2).strip()
        if name == "user-agent":
            if ruled:
                yield group
                group, ruled = _Group(), False
            group.agents.append(re.split(r"[/\s]", value.lower(), maxsplit=1)[0])
        elif name in ("allow", "disallow"):
            ruled = True
            if value and len(value) <= _LONGEST and value.count("*") <= _STARS:
                group.paths.append((_plain(value), name == "allow"))
        elif name == "crawl-delay":
            ruled = True
            group.delay = float(value) if _NUMBER.fullmatch(value) else group.delay
    yield group


def _plain(path: str) -> str:
    """A path with each character written in one way: /新 as /%E6%96%B0, %7e as ~; what has a meaning stays encoded."""
    return _ENCODED.sub(_one_way, quote(path, safe=_ASCII))


def _one_way(match: re.Match[str]) -> str:
    char = chr(int(match.group(1), 16))
    return char if char in _UNRESERVED else match.group().upper()


def _matches(rule: str, path: str) -> bool:
    """Whether a rule speaks of a path: each part between wildcards stands at the first place after the one before."""
    ends = rule.endswith("$")
    first, *others = (rule[:-1] if ends else rule).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for index, part in enumerate(others):
        if ends and index == len(others) - 1:
            return len(path) - at >= len(part) and path.endswith(part)
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not ends or at == len(path)
