"""Documents of the web in the store: read from their addresses, asked for again, and found through feeds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from kg.archive import Version, read_journal
from kg.fetch import is_address, without_secrets
from kg.fetch.addresses import parsed, shown
from kg.fetch.feeds import entries
from kg.fetch.fetcher import Fetcher, Page, Seen
from kg.formats import files
from kg.iri import document_iri
from kg.problems import ReadError
from kg.query import select
from kg.store import Store

NEW = 200  # entries of one feed that are read in one run; the others wait for the next
_SOURCES = "SELECT DISTINCT ?source { ?document a tj:Document ; dcterms:source ?source } ORDER BY ?source"


@dataclass(frozen=True, slots=True)
class News:
    """What a feed announces that was never read; `waiting` more are left for the next time."""

    feed: str
    addresses: tuple[str, ...]
    waiting: int
    page: Page


class Refreshing:
    """A store that is kept up with the web.

    How an address answered last stands in the journal beside the store, never in the graph: an address that no longer
    answers does not end what its document stated.
    """

    def __init__(self, store: Store, fetcher: Fetcher) -> None:
        """Read from the journal which feeds are followed, and how each address answered."""
        self._store, self._fetcher = store, fetcher
        self._fetched: dict[str, dict[str, str]] = {}
        self._latest: dict[str, str] = {}
        self._followed: dict[str, None] = {}
        for entry in read_journal(store.folder):
            self._remember(entry)

    @property
    def feeds(self) -> list[str]:
        """The feeds that are followed, the oldest first."""
        return list(self._followed)

    def addresses(self) -> list[str]:
        """The addresses that documents of the store were read from."""
        found = (row["source"] for row in select(self._store.graph, _SOURCES))
        return [source for source in found if is_address(source)]

    def load(self, source: str) -> bytes:
        """The bytes of a source, which may be a file too. Raises ReadError where there are none.

        A document that is in the store is asked for only if it has changed; GoneError says that its address has
        nothing any more.
        """
        if not is_address(source):
            return files.load(source)
        _check(source)
        held, last = self._store.version(document_iri(source)), self._fetched.get(source)
        page = self._fetcher.fetch(source, _seen_of(source, held, last) if held else None)
        data = self._store.archive.get(held.sha256) if page.data is None and held else page.data or b""
        self._keep(source, page, hashlib.sha256(data).hexdigest())
        return data

    def follow(self, feed: str) -> News:
        """Follow a feed from now on, and say what it announces that was never read here.

        What people removed stays removed. Raises ReadError when the feed cannot be read.
        """
        _check(feed)
        last = self._fetched.get(feed)
        try:
            page = self._fetcher.fetch(feed, _seen(last) if last else None, feed=True)
            found = entries(page.seen.address, page.data) if page.data is not None else []
        except ReadError as error:
            self._note(action="failed", source=feed, reason=without_secrets(str(error)))
            raise
        if feed not in self._followed:
            self._note(action="followed", source=feed)
        new = [address for address in found if self._is_new(address)]
        return News(feed, tuple(new[:NEW]), len(new[NEW:]), page)

    def caught_up(self, news: News) -> None:
        """Say that all news of a feed were read: until then, the whole feed is asked for again each time."""
        if not news.waiting:
            self._keep(news.feed, news.page, "")

    def unfollow(self, feed: str) -> bool:
        """Follow a feed no longer; False when it was not followed."""
        followed = feed in self._followed
        if followed:
            self._note(action="unfollowed", source=feed)
        return followed

    def _is_new(self, address: str) -> bool:
        """Whether a document was never in the store, so that a feed may bring it."""
        document = document_iri(address)
        return self._latest.get(document) != "removed" and self._store.version(document) is None

    def _keep(self, source: str, page: Page, sha256: str) -> None:
        """Note how an address answered, unless it answered so before."""
        entry = {
            "action": "fetched",
            "source": source,
            "sha256": sha256,
            "address": page.seen.address,
            "etag": page.seen.etag,
            "modified": page.seen.modified,
        }
        recovered = self._latest.get(document_iri(source)) in ("failed", "gone")
        if recovered or self._fetched.get(source) != entry:
            self._note(**entry)

    def _note(self, **entry: str) -> None:
        self._store.archive.note(**entry)
        self._remember(entry)

    def _remember(self, entry: dict[str, str]) -> None:
        """Take up one line of the journal."""
        action, source = entry["action"], entry.get("source", "")
        self._latest[entry.get("document") or document_iri(source)] = action
        if action == "fetched":
            self._fetched[source] = {name: value for name, value in entry.items() if name != "time"}
        elif action == "followed":
            self._followed[source] = None
        elif action == "unfollowed":
            self._followed.pop(source, None)
            self._fetched.pop(source, None)


def in_turn(addresses: Iterable[str]) -> list[str]:
    """The addresses with those of different hosts in turn, so that the pauses of one host are used for others."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(urlsplit(address).netloc, []).append(address)
    return [address for turn in zip_longest(*by_host.values()) for address in turn if address is not None]


def _check(address: str) -> None:
    """Raise ReadError for what can be no address of a document, or no IRI, which is what the graph calls it."""
    try:
        NamedNode(address)
        parsed(address)
    except ValueError as error:
        message = "is no proper address; write blanks and unusual signs as %20, %7C …, and % as %25"
        raise ReadError(f"{shown(address)}: {message}") from error
    except ReadError as error:
        raise ReadError(f"{shown(address)}: {error}") from error


def _seen_of(source: str, held: Version, last: dict[str, str] | None) -> Seen:
    """How the address of a document answered, with validators only where they are those of the version in the store."""
    if last is None:
        return Seen(str(parsed(source)))
    return _seen(last) if last["sha256"] == held.sha256 else Seen(last["address"])


def _seen(entry: dict[str, str]) -> Seen:
    return Seen(entry["address"], entry["etag"], entry["modified"])
