"""An address → the bytes that are there: redirects, the wishes of the site, and what changed since the last time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from kg.fetch import robots
from kg.fetch.addresses import UnreachableError, parsed, shown
from kg.fetch.network import Deadline
from kg.fetch.transfer import AGENT, Answer, Web
from kg.problems import GoneError, ReadError

SECONDS = 60.0  # for all that is read of one address, with its redirects
LARGEST = 50_000_000  # bytes, as for a file
REDIRECTS = 5
PAUSE = 1.0  # seconds between two addresses of one host
LONGEST_PAUSE = 60.0  # a site that asks for more is left alone after one address
_ELSEWHERE = {301, 302, 303, 307, 308}
_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "message/rfc822", "application/pdf",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "multipart/related")  # fmt: skip
# Servers say these of any file that they know nothing about.
_UNKNOWN_TYPES = ("", "application/octet-stream", "binary/octet-stream", "application/download",
                  "application/force-download", "application/x-download")  # fmt: skip
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")


@dataclass(frozen=True, slots=True)
class Seen:
    """How an address answered, to ask next time only for what is new: where redirects ended, and the validators."""

    address: str
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What is at an address; `data` is None when it has not changed since it was seen."""

    data: bytes | None
    seen: Seen


class Fetcher:
    """Fetches addresses one after another, slowly enough for each host; use one for all addresses of a run."""

    def __init__(
        self,
        web: Web | None = None,
        *,
        seconds: float = SECONDS,
        largest: int = LARGEST,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """Set the limits of each address; `sleep` waits between two of one host."""
        self._web, self._seconds, self._largest, self._sleep = web or Web(), seconds, largest, sleep
        self._rules: dict[str, robots.Rules] = {}
        self._latest: dict[str, float] = {}
        self._shut: dict[str, str] = {}

    def fetch(self, address: str, seen: Seen | None = None, *, feed: bool = False) -> Page:
        """The bytes at an address of a page or file, or of a feed, unless they are those seen before.

        Raises GoneError when the server says that nothing is there any more, or leads from a page that was seen to the
        front page instead; ReadError in all other cases, with the address and the reason.
        """
        try:
            return self._follow(address, seen, feed=feed)
        except ReadError as error:
            raise type(error)(f"{shown(address)}: {error}") from error

    def _follow(self, address: str, seen: Seen | None, *, feed: bool) -> Page:
        """The page at the end of the redirects."""
        url = first = parsed(address)
        deadline, visited, hosts = Deadline(self._seconds), set[str](), set[str]()
        while str(url) not in visited:
            visited.add(str(url))
            if len(visited) > REDIRECTS + 1:
                raise ReadError(f"leads on more than {REDIRECTS} times; give the address where it ends")
            if url.host not in hosts:
                self._wait(url, deadline)
                hosts.add(url.host)
            self._rules_at(url).check(AGENT, str(url))
            answer = self._ask(url, seen, deadline, feed=feed)
            if answer.status not in _ELSEWHERE:
                if seen and answer.status == 200 and seen.address != str(url) and _is_front(url, first):
                    raise GoneError(f"leads to {shown(str(url))} now")
                return _page(url, answer, seen if seen and seen.address == str(url) else None)
            url = _elsewhere(url, answer)
        raise ReadError("leads back to itself; it may want a login: save the page and give the file")

    def _ask(self, url: httpx.URL, seen: Seen | None, deadline: Deadline, *, feed: bool) -> Answer:
        """One answer of a site that allows it; a host that cannot be reached, or is asked too much, is left alone."""
        headers = {}
        if seen and seen.address == str(url):
            headers = {"If-None-Match": seen.etag, "If-Modified-Since": seen.modified}
        try:
            answer = self._web.get(
                url,
                deadline,
                largest=self._largest,
                headers={name: value for name, value in headers.items() if value},
                accepts=_check_feed if feed else _check_type,
            )
        except UnreachableError as error:
            self._shut[url.host] = str(error)
            raise
        finally:
            self._latest[url.host] = time.monotonic()
        if answer.status in (429, 503):
            self._shut[url.host] = f"{shown(url.host)} asks to come back later (HTTP {answer.status})"
            raise ReadError(self._shut[url.host])
        return answer

    def _wait(self, url: httpx.URL, deadline: Deadline) -> None:
        """Wait as long as the site wants between two addresses. Raises ReadError where it is to be left alone."""
        if reason := self._shut.get(url.host):
            raise ReadError(reason)
        pause = max(PAUSE, self._rules_at(url).delay(AGENT))
        if url.host in self._latest and (left := self._latest[url.host] + pause - time.monotonic()) > 0:
            if left > LONGEST_PAUSE:
                raise ReadError(f"{shown(url.host)} asks programs to wait {pause:g} s; try again later")
            self._sleep(left)
            deadline.extend(left)

    def _rules_at(self, url: httpx.URL) -> robots.Rules:
        """The rules of a site, asked for once in a run."""
        place = url.join("/robots.txt").copy_with(query=None)
        site = str(place)
        if site not in self._rules:
            try:
                self._rules[site] = self._ask_rules(place)
            except UnreachableError as error:
                self._rules[site] = robots.Rules(closed=str(error))
            except ReadError as error:
                self._rules[site] = robots.Rules(closed=f"its robots.txt {error}")
        return self._rules[site]

    def _ask_rules(self, url: httpx.URL) -> robots.Rules:
        deadline = Deadline(self._seconds / 2)
        for _ in range(REDIRECTS + 1):
            answer = self._web.get(url, deadline, largest=robots.LARGEST)
            if answer.status not in _ELSEWHERE:
                return robots.rules_of(answer.status, answer.body)
            url = _elsewhere(url, answer)
        return robots.Rules()


def _elsewhere(url: httpx.URL, answer: Answer) -> httpx.URL:
    """Where a redirect leads. Raises ReadError where that is no address, or one that is not fetched."""
    location = answer.headers.get("location", "")
    if not location:
        raise ReadError(f"leads nowhere (HTTP {answer.status} without an address)")
    # Servers write the bytes of UTF-8 here, whatever the standard says.
    location = location.encode("latin-1").decode("utf-8", "replace")
    try:
        onward = parsed(location, base=url)
    except ReadError as error:
        raise ReadError(f"leads to {shown(location)}: {error}") from error
    if url.scheme == "https" and onward.scheme == "http":
        raise ReadError(f"leads from https to {shown(str(onward))}; give that address if you trust it")
    return onward


def _page(url: httpx.URL, answer: Answer, seen: Seen | None) -> Page:
    """What an answer that is no redirect says is there; `seen` is what the request asked to compare with."""
    if answer.status in (404, 410):
        raise GoneError(f"nothing is there (HTTP {answer.status}); check the address")
    if answer.status in (401, 402, 403, 407, 451):
        raise ReadError(f"is not for programs (HTTP {answer.status}); save the page and give the file")
    if answer.status not in (200, 304) or (answer.status == 304 and not seen):
        raise ReadError(f"the server fails (HTTP {answer.status}); try again later")
    etag, modified = (answer.headers.get(name, "") for name in ("etag", "last-modified"))
    etag, modified = (value if len(value) <= 500 else "" for value in (etag, modified))
    if answer.status == 304 and seen:
        return Page(None, Seen(str(url), etag or seen.etag, modified or seen.modified))
    if not answer.body:
        raise ReadError("is empty; save the page and give the file")
    return Page(answer.body, Seen(str(url), etag, modified))


def _check_type(answer: Answer) -> None:
    """Raise ReadError before the body is read when it is of no type that has a reader."""
    if answer.status != 200:
        return
    kind = _type(answer)
    if kind in _FEEDS:
        raise ReadError("is a feed or other XML, no page; `kg follow` reads what a feed announces")
    if kind not in (*_TYPES, *_UNKNOWN_TYPES):
        raise ReadError(f"is {shown(kind)}; a web page, PDF, Word, Markdown, mail or text is needed")


def _check_feed(answer: Answer) -> None:
    """Raise ReadError before the body is read when it can be no feed."""
    if answer.status == 200 and _type(answer) not in (*_FEEDS, *_UNKNOWN_TYPES, "text/html", "text/plain"):
        raise ReadError(f"is {shown(_type(answer))} and no feed")


def _type(answer: Answer) -> str:
    return answer.headers.get("content-type", "").partition(";")[0].strip().lower()


def _is_front(url: httpx.URL, first: httpx.URL) -> bool:
    """Whether `url` is a front page above `first`, to which sites lead readers of pages that they took away."""
    above = url.path.rstrip("/").lower()
    below = first.path.rstrip("/").lower()
    stem = below.rpartition("/")[2].partition(".")[0]
    below = below.rpartition("/")[0] if stem in ("index", "default") else below
    if url.query or above == below:
        return bool(first.query) and not url.query and above == below
    return above == "" or below.startswith(above + "/")
