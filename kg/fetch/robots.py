"""What the owner of a site asks of programs: which pages they leave alone, and how long they wait between two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

from kg.problems import ReadError

LARGEST = 512_000  # bytes of a robots.txt; RFC 9309 asks readers for 500 KiB at least
# The standard parser fails on other numbers (`Crawl-delay: ²`).
_DELAY = re.compile(r"\s*(?:crawl-delay|request-rate)\s*:", re.I)
_NUMBER = re.compile(r"[^:]*:\s*([0-9]{1,6})\s*(?:#.*)?", re.A)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site; `closed` says why nothing may be fetched, where that is so."""

    parser: RobotFileParser | None = None
    closed: str = ""

    def check(self, agent: str, address: str) -> None:
        """Raise ReadError when the site asks this program to leave an address alone."""
        if self.closed:
            raise ReadError(self.closed)
        try:
            allowed = self.parser is None or self.parser.can_fetch(agent, address)
        except ValueError:
            allowed = False
        if not allowed:
            raise ReadError("the site's robots.txt asks programs to leave it; save the page and give the file")

    def delay(self, agent: str) -> float:
        """Seconds that the site asks a program to wait between two requests."""
        asked = self.parser.crawl_delay(agent) if self.parser else None
        return float(asked or 0)


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
    parser = RobotFileParser()
    lines = body.decode("utf-8-sig", "replace").splitlines()
    try:
        parser.parse([line for line in lines if not _DELAY.match(line) or _NUMBER.fullmatch(line)])
    except ValueError:
        return Rules(closed="its robots.txt is damaged, so nothing is fetched; save the page and give the file")
    return Rules(parser)
