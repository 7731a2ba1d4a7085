"""Feeds: which addresses they announce, and what a hostile one cannot do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.fetch.feeds import ENTRIES, entries
from kg.problems import ReadError
from tests.sites import Site, answer

FEED = "https://release.test/news/feed.xml"
RSS = '<rss version="2.0"><channel><link>https://release.test/</link>{}</channel></rss>'


def rss(*links: str) -> bytes:
    """An RSS 2.0 feed with these links."""
    return RSS.format("".join(f"<item><title>題</title><link>{link}</link></item>" for link in links)).encode()


def test_rss_2_gives_its_links_in_order_each_once() -> None:
    assert entries(FEED, rss("https://release.test/2", "https://release.test/1", "https://release.test/2#top")) == [
        "https://release.test/2",
        "https://release.test/1",
    ]


def test_rss_2_without_links_gives_permanent_ids() -> None:
    items = "<item><guid>https://release.test/1</guid></item><item><guid isPermaLink='false'>x/2</guid></item>"
    assert entries(FEED, RSS.format(items).encode()) == ["https://release.test/1"]


def test_rss_1_and_0_90_give_their_links() -> None:
    data = """<?xml version="1.0" encoding="Shift_JIS"?>
    <rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <channel rdf:about="https://release.test/"><title>お知らせ</title><link>https://release.test/</link></channel>
    <item rdf:about="https://release.test/1"><title>覚書を締結</title><link>https://release.test/1</link></item>
    </rdf:RDF>"""
    assert entries(FEED, data.encode("shift_jis")) == ["https://release.test/1"]


def test_atom_gives_its_alternate_links_relative_to_their_base() -> None:
    data = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.test/a/">
    <link rel="self" href="https://release.test/self"/>
    <entry><link rel="edit" href="/edit"/><link href="1.html"/></entry>
    <entry xml:base="b/"><link rel="alternate" href="2.html"/><content type="html">&lt;a href="x"&gt;</content></entry>
    </feed>"""
    assert entries(FEED, data.encode()) == ["https://other.test/a/1.html", "https://other.test/a/b/2.html"]


def test_relative_links_are_relative_to_the_feed() -> None:
    assert entries(FEED, rss("1.html", "/2", "//other.test/3", "?id=4")) == [
        "https://release.test/news/1.html",
        "https://release.test/2",
        "https://other.test/3",
        "https://release.test/news/feed.xml?id=4",
    ]


def test_links_that_lead_nowhere_public_are_left_out() -> None:
    hostile = [
        *("file:///etc/passwd", "javascript:alert(1)", "http://127.0.0.1/", "http://[::1]/", "http://10.0.0.1/a"),
        *("http://169.254.169.254/latest/", "http://user:secret@release.test/", "http://release.test:22/", "data:,x"),
        *("http://[::ffff:127.0.0.1]/", "http://[", "\\\\server\\share", "http://" + "a" * 5000),
    ]
    found = entries(FEED, rss(*hostile, "https://release.test/1"))
    assert [address for address in found if not address.startswith("https://release.test/")] == []
    assert found[-1] == "https://release.test/1"


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
HOSTILE = {
    "external entity": '<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + RSS.format("<item>&e;</item>"),
    "external dtd": '<!DOCTYPE rss SYSTEM "{site}/dtd">' + RSS.format(""),
    "parameter entity": '<!DOCTYPE rss [<!ENTITY % e SYSTEM "{site}/dtd"> %e;]>' + RSS.format(""),
    "entity bomb": f'<!DOCTYPE rss [<!ENTITY e0 "lol">{BOMB}]>' + RSS.format("<item><link>&e9;</link></item>"),
    "bomb in an attribute": f'<!DOCTYPE rss [<!ENTITY e0 "lol">{BOMB}]><rss a="&e9;"/>',
    "hidden by a comment": f'<!-- <a> --><!DOCTYPE rss [<!ENTITY e0 "lol">{BOMB}]><rss a="&e9;">&e9;</rss>',
    "plain doctype hidden": "<!-- <a> --><!DOCTYPE rss>" + RSS.format(""),
    "quadratic": '<!DOCTYPE rss [<!ENTITY e "' + "x" * 100_000 + '">]><rss>' + "&e;" * 10_000 + "</rss>",
    "undeclared entity": RSS.format("<item><link>&nbsp;</link></item>"),
    "deep": "<rss>" * 200_000,
    "deep and closed": "<rss>" * 5_000 + "</rss>" * 5_000,
    "not closed": "<rss><channel><item><link>https://release.test/1",
    "a page": "<html><body><a href='https://release.test/1'>x</a></body></html>",
    "a page that is no xml": "<!doctype html><p>x<br>",
    "another xml": "<svg/>",
    "empty": "",
    "text": "hello",
    "json feed": '{"version": "https://jsonfeed.org/version/1.1", "items": []}',
    "too large": RSS.format("<!--" + "x" * 11_000_000 + "-->"),
}  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_feed_is_one_line_at_little_cost(kind: str, encoding: str) -> None:
    site = Site({"/dtd": answer('<!ENTITY e "x">')})
    data = HOSTILE[kind].replace("{site}", f"http://127.0.0.1:{site.port}").encode(encoding)
    with pytest.raises(ReadError) as failure:
        entries(FEED, data)
    assert str(failure.value).isprintable()
    assert str(failure.value).startswith(FEED)
    assert len(str(failure.value)) < 400
    assert site.connections == 0
    site.close()


def test_an_xinclude_and_a_stylesheet_are_not_followed() -> None:
    site = Site({"/x": answer("<item><link>https://release.test/9</link></item>")})
    data = f"""<?xml-stylesheet href="http://127.0.0.1:{site.port}/x" type="text/xsl"?>
    <rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><xi:include href="http://127.0.0.1:{site.port}/x"/>
    <item><link>https://release.test/1</link></item></channel></rss>"""
    assert entries(FEED, data.encode()) == ["https://release.test/1"]
    assert site.connections == 0
    site.close()


def test_a_page_inside_an_entry_is_no_document_type() -> None:
    item = "<item><description><![CDATA[<!DOCTYPE html><p>x]]></description><link>https://release.test/1</link></item>"
    assert entries(FEED, RSS.format(item).encode()) == ["https://release.test/1"]


def test_no_more_entries_are_looked_at_than_a_feed_has_use_for() -> None:
    assert len(entries(FEED, rss(*(f"https://release.test/{number}" for number in range(ENTRIES + 500))))) == ENTRIES


@given(st.binary(max_size=300) | st.text("<>/&!-[]rsfeditmlnkhj='\" xA\u3042", max_size=200).map(str.encode))
def test_no_bytes_make_the_reader_fail_otherwise(data: bytes) -> None:
    for body in (data, b"<rss>" + data + b"</rss>", b"<rss><item><link>" + data + b"</link></item></rss>"):
        try:
            assert all(address.startswith(("http://", "https://")) for address in entries(FEED, body))
        except ReadError as error:
            assert str(error).isprintable()
