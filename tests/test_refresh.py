"""Documents of the web in a store: read, asked for again, found through feeds, and kept when their pages are gone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import click
import docx
import pytest
from click.testing import CliRunner

from kg import understand
from kg.archive import read_journal
from kg.cli import cli
from kg.problems import StoreError
from kg.query import open_read_only
from kg.refresh import in_turn
from tests.sites import Answer, Internet, Site, answer, redirect

TEXT = next((Path(__file__).parent.parent / "data" / "sources").glob("nycu*.txt")).read_text(encoding="utf-8")
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line.strip())
PAGE = f"<!DOCTYPE html><html lang='zh-Hant'><body><article>{PARAGRAPHS}</article></body></html>"
OTHER = PAGE.replace("7月10日", "7月9日")
ADDRESS = "http://release.test/news/1"
FEED = "http://release.test/feed.xml"


def feed(*paths: str) -> Answer:
    """An RSS feed of these pages, which answers 304 to who has seen it."""
    items = "".join(f"<item><link>{path}</link></item>" for path in paths)
    etag = f'"{len(paths)}"'
    sent = answer(f"<rss><channel>{items}</channel></rss>", content_type="application/rss+xml", etag=etag)
    return lambda handler: answer("", 304)(handler) if handler.headers.get("If-None-Match") == etag else sent(handler)


class World:
    """A store, a site that stands for the web, and the program between them."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.site, self.private = folder, Site(), Site({"/secret": answer(PAGE)})
        for site in (self.site, self.private):
            stack.callback(site.close)
        self.internet = Internet({"release.test": self.site})
        self.internet.sockets.sites["127.0.0.1"] = self.private

    def kg(self, *arguments: str, exits: int = 0) -> list[str]:
        """Run a command with a fetcher that sees the site alone, and give the lines that it prints, but for facts."""
        command = [*arguments, "--store", str(self.folder)]
        result = CliRunner().invoke(cli, command, obj=self.internet.fetcher())
        assert result.exception is None or isinstance(result.exception, SystemExit | click.UsageError), result.output
        assert result.exit_code == exits, result.output
        return [line for line in result.output.splitlines() if not line.startswith("  ")]

    def export(self) -> str:
        """All that is in the store."""
        return "\n".join(sorted(map(str, open_read_only(self.folder))))

    def actions(self) -> list[str]:
        """What the journal says was done, in order."""
        return [entry["action"] for entry in read_journal(self.folder)]


# The models are loaded once for all tests.
LOADED = cache(understand.load_annotator)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """An empty store and an empty web."""
    monkeypatch.setattr(understand, "load_annotator", LOADED)
    with ExitStack() as stack:
        yield World(tmp_path / "store", stack)


def test_a_page_becomes_a_document_whose_source_is_its_address(world: World) -> None:
    world.site.pages["/news/1"] = redirect("/real")
    world.site.pages["/real"] = answer(PAGE)
    assert world.kg("ingest", ADDRESS)[0].startswith(f"added     {ADDRESS}: ")
    asked = "ASK { ?d a tj:Document ; dcterms:source <http://release.test/news/1> . ?a a tj:MemorandumOfUnderstanding }"
    assert world.kg("query", asked) == ["yes"]


@pytest.mark.parametrize(
    ("canonical", "said"),
    [
        ("https://release.test/新聞/1", ["https://release.test/新聞/1"]),
        ("https://release.test/{a|b}", []),
        ("https://release.test/100%", []),
        ("javascript:alert(1)", []),
    ],
)
def test_the_canonical_address_of_the_markup_is_recorded_beside_the_source(
    world: World, canonical: str, said: list[str]
) -> None:
    world.site.pages["/news/1"] = answer(
        PAGE.replace("<body>", f"<head><link rel=canonical href='{canonical}'></head>")
    )
    world.kg("ingest", ADDRESS)
    asked = (
        "SELECT (STR(?url) AS ?u) { ?d a tj:Document ; dcterms:source <http://release.test/news/1> ; schema:url ?url }"
    )
    assert world.kg("query", "--format", "csv", asked)[1:] == said
    assert world.kg("validate") == ["The graph conforms to the shapes of the ontology."]


def test_the_format_is_told_from_the_bytes(world: World) -> None:
    document, packed = docx.Document(), io.BytesIO()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(packed)
    world.site.pages["/news/1"] = answer(packed.getvalue(), content_type="application/octet-stream")
    assert world.kg("ingest", ADDRESS)[0].startswith("added")


def test_the_same_bytes_are_unchanged_whether_or_not_the_server_says_so(world: World) -> None:
    world.site.pages["/news/1"] = answer(PAGE, etag='"1"')
    world.kg("ingest", ADDRESS)
    before, noted = world.export(), world.actions()
    assert world.kg("refresh") == [f"unchanged {ADDRESS}", "1 unchanged"]
    assert world.site.requests[-1][1]["if-none-match"] == '"1"'
    world.site.pages["/news/1"] = answer("", 304)
    assert world.kg("refresh") == [f"unchanged {ADDRESS}", "1 unchanged"]
    assert world.kg("ingest", ADDRESS) == [f"unchanged {ADDRESS}"]
    assert world.kg("refresh", ADDRESS)[0] == f"unchanged {ADDRESS}"
    assert (world.export(), world.actions()) == (before, noted)


def test_a_page_that_differs_only_around_its_text_is_unchanged(world: World) -> None:
    world.site.pages["/news/1"] = answer(PAGE, etag='"1"')
    world.kg("ingest", ADDRESS)
    before = world.export()
    world.site.pages["/news/1"] = answer(PAGE.replace("<body>", "<body data-token='f00d'>"), etag='"2"')
    assert world.kg("refresh") == [f"unchanged {ADDRESS}", "1 unchanged"]
    assert world.export() == before
    world.kg("refresh")
    assert "if-none-match" not in world.site.requests[-1][1]  # the validator is of other bytes than those kept


def test_a_changed_page_is_a_new_version(world: World) -> None:
    world.site.pages["/news/1"] = answer(PAGE, etag='"1"')
    world.kg("ingest", ADDRESS)
    world.site.pages["/news/1"] = answer(OTHER, etag='"2"')
    line, summary = world.kg("refresh")
    assert (line[:9], summary) == ("changed  ", "1 changed")
    assert "wasRevisionOf" in world.export()
    world.kg("refresh")
    assert world.site.requests[-1][1]["if-none-match"] == '"2"'


@pytest.mark.parametrize("now", [answer("", 404), answer("", 410), redirect("/")])
def test_a_page_that_is_gone_does_not_end_its_facts(world: World, now: Answer) -> None:
    world.site.pages |= {"/news/1": answer(PAGE), "/": answer("<p>ようこそ。</p>")}
    world.kg("ingest", ADDRESS)
    before = world.export()
    world.site.pages["/news/1"] = now
    line, summary = world.kg("refresh")
    assert line.startswith(f"gone      {ADDRESS}: ")
    assert summary == "1 gone"
    assert world.export() == before
    assert world.actions()[-1] == "gone"
    assert any(line.startswith(f"no longer at its address: {ADDRESS}: ") for line in world.kg("status"))
    world.site.pages["/news/1"] = answer(PAGE)
    assert world.kg("refresh") == [f"unchanged {ADDRESS}", "1 unchanged"]
    assert not any("no longer" in line for line in world.kg("status"))


def test_a_page_that_fails_for_now_changes_nothing_and_says_so(world: World) -> None:
    world.site.pages["/news/1"] = answer(PAGE)
    world.kg("ingest", ADDRESS)
    before = world.export()
    failing = [
        answer("", 500),
        answer("", 403),
        redirect("http://127.0.0.1/secret"),
        answer("<p></p>"),
        answer("x", 429),
    ]
    for now in (*failing, answer("x", content_type="image/png")):
        world.site.pages["/news/1"] = now
        line, summary = world.kg("refresh", exits=1)
        assert line.startswith(f"kg: cannot read {ADDRESS}: ")
        assert summary == "1 failed"
        assert world.export() == before
    assert world.private.connections == 0


def test_an_address_that_is_not_there_the_first_time_is_a_failure(world: World) -> None:
    [line] = world.kg("ingest", ADDRESS, exits=1)
    assert line == f"kg: cannot read {ADDRESS}: nothing is there (HTTP 404); check the address"
    assert world.kg("refresh")[0].startswith("nothing in the graph comes from the web")


def test_what_is_wrong_with_one_address_does_not_cost_the_others(world: World, tmp_path: Path) -> None:
    world.site.pages["/news/1"] = answer(PAGE)
    (tmp_path / "release.txt").write_text(TEXT, encoding="utf-8")
    bad = [
        *("file:///etc/passwd", "http://127.0.0.1/secret", "http://[::1]/secret", "http://user:hidden@release.test/"),
        *("http://release.test/a b", "http://release.test/100%", "http://nowhere.test/", "http://" + "a" * 5000),
    ]
    lines = world.kg("ingest", *bad, ADDRESS, str(tmp_path / "release.txt"), exits=1)
    assert len(lines) == len(bad) + 2
    assert all(line.startswith("kg: cannot read ") for line in lines[: len(bad)])
    assert [line[:9] for line in lines[len(bad) :]] == ["added    "] * 2
    assert world.private.connections == 0
    assert "hidden" not in (world.folder / "journal.jsonl").read_text(encoding="utf-8")
    assert "hidden" not in "".join(world.kg("status"))


def test_the_graph_says_nothing_of_when_and_how_often_it_was_fetched(world: World, tmp_path: Path) -> None:
    world.site.pages["/news/1"] = answer(PAGE, etag='"1"')
    world.kg("ingest", ADDRESS)
    first = world.export()
    world.kg("refresh")
    world.kg("remove", ADDRESS)
    world.kg("ingest", ADDRESS)
    assert "if-none-match" not in world.site.requests[-1][1]
    assert world.export() == first


def test_a_feed_brings_what_was_never_read_and_is_followed(world: World) -> None:
    world.site.pages |= {"/feed.xml": feed("/news/1", "/news/2"), "/news/1": answer(PAGE), "/news/2": answer(OTHER)}
    lines = world.kg("follow", FEED)
    assert lines[0] == f"followed  {FEED}: 2 new entries"
    assert sorted(line[:9] for line in lines[1:]) == ["added    "] * 2
    assert world.kg("follow") == [FEED]
    world.site.pages |= {"/feed.xml": feed("/news/3", "/news/1", "/news/2"), "/news/3": answer(PAGE)}
    asked = len(world.site.paths)
    lines = world.kg("refresh")
    assert lines[0] == f"followed  {FEED}: 1 new entry"
    assert lines[-1] == "1 added, 2 unchanged"
    assert len(world.site.paths) == asked + 4
    world.kg("refresh")
    assert [h.get("if-none-match") for path, h in world.site.requests if path == "/feed.xml"] == [None, '"2"', '"3"']
    assert world.kg("unfollow", FEED) == [f"unfollowed {FEED}"]
    assert world.kg("follow") == []
    assert world.kg("refresh")[-1] == "3 unchanged"


def test_a_feed_is_asked_for_whole_until_all_that_it_announces_was_read(world: World) -> None:
    world.site.pages |= {"/feed.xml": feed("/news/1")}
    assert world.kg("follow", FEED, exits=1)[-1].startswith(f"kg: cannot read {ADDRESS}: nothing is there")
    world.site.pages["/news/1"] = answer(PAGE)
    assert world.kg("refresh")[-1] == "1 added"


def test_a_feed_does_not_bring_back_what_people_removed(world: World) -> None:
    world.site.pages |= {"/feed.xml": feed("/news/1"), "/news/1": answer(PAGE)}
    world.kg("follow", FEED)
    world.kg("remove", ADDRESS)
    assert world.kg("follow", FEED) == [f"followed  {FEED}: 0 new entries"]


def test_a_feed_leads_to_no_file_and_no_private_address(world: World) -> None:
    world.site.pages |= {
        "/feed.xml": feed("file:///etc/passwd", "/etc/passwd", "http://127.0.0.1/secret", "http://inner.test/secret"),
    }
    world.internet.names["inner.test"] = ["127.0.0.1"]
    lines = world.kg("follow", FEED, exits=1)
    assert lines[0] == f"followed  {FEED}: 2 new entries"
    assert sorted(line.split(": ")[1] for line in lines[1:]) == [
        "cannot read http://inner.test/secret",
        "cannot read http://release.test/etc/passwd",
    ]
    assert world.private.connections == 0


@pytest.mark.parametrize("page", [answer("<!DOCTYPE rss [<!ENTITY e 'x'>]><rss/>"), answer(PAGE), answer("", 404)])
def test_what_is_no_feed_is_one_line_and_not_followed(world: World, page: Answer) -> None:
    world.site.pages["/feed.xml"] = page
    [line] = world.kg("follow", FEED, exits=1)
    assert line.startswith(f"kg: cannot follow {FEED}: ")
    assert world.kg("follow") == []


@pytest.mark.parametrize("command", [["refresh"], ["unfollow", FEED]])
def test_where_there_is_no_store_none_is_made(world: World, command: list[str]) -> None:
    result = CliRunner().invoke(cli, [*command, "--store", str(world.folder)], obj=world.internet.fetcher())
    assert isinstance(result.exception, StoreError)
    assert not world.folder.exists()


def test_what_was_never_read_cannot_be_refreshed_or_unfollowed(world: World) -> None:
    world.kg("ingest", ADDRESS, exits=1)
    world.kg("refresh", ADDRESS, exits=2)
    world.kg("unfollow", FEED, exits=2)


def test_hosts_take_turns() -> None:
    given = ["http://a/1", "http://a/2", "http://a/3", "http://b/1"]
    assert in_turn(given) == ["http://a/1", "http://b/1", "http://a/2", "http://a/3"]
