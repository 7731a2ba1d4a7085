"""Commands that keep the graph up with the web: refresh, follow, unfollow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import count, refreshing, store_option
from kg.cli.progress import progress
from kg.cli.reading import tell
from kg.problems import ReadError

if TYPE_CHECKING:
    from kg.refresh import News, Refreshing
    from kg.store import Store


@click.command()
@store_option
@click.argument("addresses", nargs=-1)
def refresh(folder: Path, addresses: tuple[str, ...]) -> None:
    """Ask again for documents that came from the web, and what followed feeds announce (default: all)."""
    from kg.query import open_read_only
    from kg.store import Store

    open_read_only(folder)  # says so when there is no store, instead of making one
    with Store(folder) as store:
        web = refreshing(store)
        known = {*web.addresses(), *web.feeds}
        if unknown := [address for address in addresses if address not in known]:
            raise click.UsageError(f"{unknown[0]} was never read here; `kg ingest` or `kg follow` it first")
        wanted = addresses or known
        pages, feeds = ([a for a in named if a in wanted] for named in (web.addresses(), web.feeds))
        outcomes = _bring(store, web, pages, feeds)
    told = [f"{number} {outcome}" for outcome, number in sorted(outcomes.items())]
    click.echo(", ".join(told) or "nothing in the graph comes from the web; `kg ingest` or `kg follow` an address")
    if outcomes["failed"]:
        raise SystemExit(1)


@click.command()
@store_option
@click.argument("feeds", nargs=-1)
def follow(folder: Path, feeds: tuple[str, ...]) -> None:
    """Read what RSS or Atom feeds announce, now and at each `kg refresh`; without FEEDS, list those followed."""
    from kg.store import Store

    with Store(folder) as store:
        web = refreshing(store)
        if not feeds:
            for feed in web.feeds:
                click.echo(feed)
            return
        outcomes = _bring(store, web, [], feeds)
    if outcomes["failed"]:
        raise SystemExit(1)


@click.command()
@store_option
@click.argument("feeds", nargs=-1, required=True)
def unfollow(folder: Path, feeds: tuple[str, ...]) -> None:
    """Follow feeds no longer; what was read through them stays."""
    from kg.query import open_read_only
    from kg.store import Store

    open_read_only(folder)
    with Store(folder) as store:
        web = refreshing(store)
        for feed in feeds:
            if not web.unfollow(feed):
                raise click.UsageError(f"{feed} is not followed; `kg follow` lists what is")
            click.echo(f"unfollowed {feed}")


def _bring(store: Store, web: Refreshing, pages: list[str], feeds: Collection[str]) -> Counter[str]:
    """Read pages and the news of feeds, say what became of each, and count the outcomes."""
    from kg import parallel, pipeline
    from kg.refresh import in_turn

    announced = [news for feed in feeds if (news := _news(web, feed)) is not None]
    sources = in_turn(dict.fromkeys([*pages, *(address for news in announced for address in news.addresses)]))
    reader = pipeline.Reader()
    with parallel.Readers(parallel.processes(len(sources)), reader.understand) as readers:
        pipeline.install_ontology(store)
        reports = pipeline.ingest_all(store, sources, reader, readers, web.load)
        became = {report.source: report.outcome.value for report in progress(reports, len(sources), "documents", tell)}
    for news in announced:
        if all(became[address] != "failed" for address in news.addresses):
            web.caught_up(news)
    outcomes = Counter(became.values())
    outcomes["failed"] += len(feeds) - len(announced)
    return +outcomes


def _news(web: Refreshing, feed: str) -> News | None:
    """What a feed announces, told in one line, or None where it cannot be read."""
    try:
        news = web.follow(feed)
    except ReadError as error:
        click.echo(f"kg: cannot follow {feed}: {str(error).removeprefix(f'{feed}: ')}", err=True)
        return None
    waiting = f", {news.waiting} more at the next `kg refresh`" if news.waiting else ""
    click.echo(f"followed  {feed}: {count(len(news.addresses), 'new entry', 'new entries')}{waiting}")
    return news
