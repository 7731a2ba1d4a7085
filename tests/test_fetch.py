"""What is fetched from the web and what never is, against real servers on this machine."""

from __future__ import annotations

import gzip
import socket
import ssl
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.fetch import is_address
from kg.fetch.addresses import parsed, permitted, shown
from kg.fetch.fetcher import Fetcher, Page, Seen
from kg.fetch.network import look_up
from kg.fetch.robots import rules_of
from kg.fetch.transfer import AGENT, Web, unpacked
from kg.problems import GoneError, ReadError
from kg.store import Store
from tests.sites import Answer, Internet, Site, answer, redirect

CERTIFICATE = Path(__file__).parent / "fixtures" / "release.test.pem"
FORBIDDEN = [
    *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1"),
    *("169.254.169.254", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.7", "203.0.113.9"),
    *("224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1"),
    *("2001::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254"),
    *("fe80::1", "fe80::1%1", "fec0::1", "ff02::1"),
]


TRUST = ssl.create_default_context(cafile=str(CERTIFICATE))  # once: to load all authorities takes longer than a test


class Hosts:
    """Makes servers and the internet that they are in, and ends them with the test."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack

    def __call__(self, pages: dict[str, Answer] | None = None) -> Site:
        site = Site(pages)
        self._stack.callback(site.close)
        return site


@pytest.fixture
def host() -> Iterator[Hosts]:
    """Starts a server with these pages."""
    with ExitStack() as stack:
        yield Hosts(stack)


def refused(fetcher: Fetcher, address: str) -> str:
    """The reason for which an address is not fetched, which is one line."""
    with pytest.raises(ReadError) as failure:
        fetcher.fetch(address)
    message = str(failure.value)
    assert message.isprintable()
    assert message.startswith(shown(address))
    return message


def test_a_page_is_fetched_with_what_is_needed_to_ask_again(host: Hosts) -> None:
    site = host({"/a?b=%E5%8F%B0": answer("台日", etag='"1"', last_modified="Wed, 01 Jan 2025 00:00:00 GMT")})
    page = Internet({"release.test": site}).fetcher().fetch("http://release.test/a?b=台#part")
    seen = Seen("http://release.test/a?b=%E5%8F%B0", '"1"', "Wed, 01 Jan 2025 00:00:00 GMT")
    assert page == Page("台日".encode(), seen)
    headers = site.requests[-1][1]
    assert headers["user-agent"].startswith("tjsp-kg/")
    assert headers["host"] == "release.test"
    assert not {"cookie", "authorization", "referer", "if-none-match", "from"} & headers.keys()


def test_an_internationalised_host_is_asked_for_by_its_ascii_name(host: Hosts) -> None:
    site = host({"/": answer("x")})
    Internet({"xn--wgv71a119e.jp": site}).fetcher().fetch("http://日本語.jp/")
    assert site.requests[-1][1]["host"] == "xn--wgv71a119e.jp"


@pytest.mark.parametrize("kind", ["application/pdf", "text/plain; charset=big5", "application/octet-stream", ""])
def test_types_that_have_a_reader_are_fetched(host: Hosts, kind: str) -> None:
    site = host({"/a": answer("x", content_type=kind)})
    assert Internet({"release.test": site}).fetcher().fetch("http://release.test/a").data == b"x"


@pytest.mark.parametrize(
    "kind", ["image/png", "application/zip", "video/mp4", "application/json", "application/rss+xml"]
)
def test_other_types_are_refused_before_their_body_is_read(host: Hosts, kind: str) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65536)

    message = refused(Internet({"release.test": host({"/a": endless})}).fetcher(), "http://release.test/a")
    assert "`kg follow`" in message if "rss" in kind else kind in message


@pytest.mark.parametrize(
    "address",
    [
        *(
            "file:///etc/passwd",
            "ftp://release.test/a",
            "gopher://release.test/",
            "javascript://release.test/%0aalert(1)",
        ),
        *("http://user:secret@release.test/", "http://release.test:22/", "http://release.test:6379/", "http:///a"),
        *(
            "http://release.test:99999/",
            "http://release.test\\@127.0.0.1/",
            "http://[::1/",
            "http://a..b/",
            "http://-/",
        ),
        *("http://release.test%00.example/", "http://release.test\n/", "http://" + "a" * 5000, "http://a b/", "://"),
    ],
)
def test_what_is_no_address_of_a_public_page_is_refused_without_a_connection(host: Hosts, address: str) -> None:
    site = host({"/": answer("x")})
    internet = Internet({"release.test": site})
    refused(internet.fetcher(), address)
    assert (internet.sockets.dialled, site.connections) == ([], 0)


@pytest.mark.parametrize("address", FORBIDDEN)
@pytest.mark.parametrize("form", ["name", "literal", "redirect", "mixed"])
def test_no_address_leads_into_a_network_that_is_not_public(host: Hosts, address: str, form: str) -> None:
    public, private = host(), host({"/": answer("secret")})
    literal = f"http://[{address.partition('%')[0]}]/" if ":" in address else f"http://{address}/"
    public.pages["/"] = redirect(literal)
    internet = Internet({"release.test": public})
    internet.sockets.sites[address] = private
    public_address = internet.names["release.test"][0]
    internet.names |= {"inner.test": [address], "mixed.test": [public_address, address]}
    start = {
        "name": "http://inner.test/",
        "literal": literal,
        "redirect": "http://release.test/",
        "mixed": "http://mixed.test/",
    }
    assert "is no public address" in refused(internet.fetcher(), start[form])
    assert private.connections == 0
    assert set(internet.sockets.dialled) <= {public_address}


@pytest.mark.parametrize("name", ["localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "localhost."])
def test_names_of_this_machine_are_refused_by_the_resolver_of_the_system(name: str) -> None:
    try:
        found = look_up(name, 80, 10)
    except OSError:
        return  # this system does not take it for an address, so it leads nowhere
    with pytest.raises(ReadError, match="is no public address"):
        permitted(name, found)


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_inside_ipv6_is_refused_whatever_it_is(number: int) -> None:
    for prefix in (0, 0xFFFF << 32, 0x64FF9B << 96, 0x2002 << 112):
        shift = 80 if prefix == 0x2002 << 112 else 0
        address = ":".join(f"{((prefix | number << shift) >> place) & 0xFFFF:x}" for place in range(112, -1, -16))
        with pytest.raises(ReadError):
            permitted("release.test", [address])


def test_a_name_is_resolved_once_and_the_connection_goes_to_what_was_checked(host: Hosts) -> None:
    public, private = host({"/robots.txt": answer("", 404), "/": answer("public")}), host({"/": answer("secret")})
    internet = Internet({"release.test": public})
    internet.sockets.sites["127.0.0.1"] = private
    asked: list[str] = []

    def rebinding(name: str, port: int, seconds: float) -> list[str]:
        asked.append(name)
        return internet.names["release.test"] if len(asked) % 2 else ["127.0.0.1"]

    fetcher = Fetcher(Web(resolve=rebinding, sockets=internet.sockets), sleep=internet.slept.append)
    # The first connection, to robots.txt, is checked and made; the second look-up gives the private address.
    assert "127.0.0.1, which is no public address" in refused(fetcher, "http://release.test/")
    assert (private.connections, public.paths) == (0, [])
    assert asked == ["release.test", "release.test"]
    assert internet.sockets.dialled == internet.names["release.test"]
    # A host that did so is not even looked up again in this run.
    assert "127.0.0.1, which is no public address" in refused(fetcher, "http://release.test/other")
    assert asked == ["release.test", "release.test"]


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("file:///etc/passwd", "no scheme"),
        ("http://user:secret@release.test/", "name or password"),
        ("http://release.test:22/", "port 22"),
        ("//169.254.169.254/latest/meta-data/", "no public address"),
        ("http://[::1]/", "no public address"),
        ("http://[::ffff:7f00:1]/", "no public address"),
        ("http://nowhere.test/", "has no address"),
        ("data:text/html,x", "no scheme"),
        ("http://\x1b[31m/", "no proper address"),
        ("", "leads nowhere"),
    ],
)
def test_a_redirect_is_checked_as_an_address_is(host: Hosts, location: str, words: str) -> None:
    internet = Internet({"release.test": host({"/": redirect(location)})})
    assert words in refused(internet.fetcher(), "http://release.test/")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_to_other_hosts(host: Hosts, status: int) -> None:
    other = host({"/%E6%96%B0": answer("x")})
    # The header holds bytes of UTF-8, as servers in East Asia send them.
    first = host({"/": redirect("http://other.test/新".encode().decode("latin-1"), status)})
    page = Internet({"release.test": first, "other.test": other}).fetcher().fetch("http://release.test/")
    assert (page.data, page.seen.address) == (b"x", "http://other.test/%E6%96%B0")


def test_redirect_loops_and_chains_end(host: Hosts) -> None:
    site = host({"/a": redirect("/b"), "/b": redirect("/a")})
    site.pages |= {f"/{number}": redirect(f"/{number + 1}") for number in range(50)}
    fetcher = Internet({"release.test": site}).fetcher()
    assert "leads back to itself" in refused(fetcher, "http://release.test/a")
    assert "more than 5 times" in refused(fetcher, "http://release.test/0")
    assert len(site.paths) == 2 + 6


def test_https_is_not_left_for_http_and_proves_the_name_not_the_address() -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(CERTIFICATE)
    site = Site({"/": answer("x"), "/down": redirect("http://release.test/")}, trust=server)
    trust = ssl.create_default_context(cafile=str(CERTIFICATE))
    internet = Internet({"release.test": site}, trust=trust)
    internet.names["other.test"] = internet.names["release.test"]
    assert internet.fetcher().fetch("https://release.test/").data == b"x"
    assert "certificate" in refused(internet.fetcher(), "https://other.test/")
    assert "from https to http" in refused(internet.fetcher(), "https://release.test/down")
    unknown = Internet({"release.test": site})
    assert "certificate" in refused(unknown.fetcher(), "https://release.test/")
    site.close()


def test_a_page_larger_than_the_limit_is_refused_whether_or_not_it_says_so(host: Hosts) -> None:
    sent = 0

    def endless(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65536)
            sent += 65536

    site = host({"/said": answer("x", content_length=str(10**12)), "/silent": endless})
    fetcher = Internet({"release.test": site}).fetcher(largest=1_000_000)
    assert "larger than 1 MB" in refused(fetcher, "http://release.test/said")
    assert "larger than 1 MB" in refused(fetcher, "http://release.test/silent")
    assert sent < 50_000_000


def test_packed_pages_are_unpacked_within_the_same_limit(host: Hosts) -> None:
    bomb = gzip.compress(bytes(200_000_000), compresslevel=9)
    site = host(
        {
            "/good": answer(gzip.compress("台日合作".encode()), content_encoding="gzip"),
            "/bomb": answer(bomb, content_encoding="gzip"),
            "/twice": answer(gzip.compress(bomb), content_encoding="gzip, gzip"),
            "/cut": answer(gzip.compress(b"x" * 9999)[:-9], content_encoding="gzip"),
            "/false": answer(b"no gzip at all", content_encoding="gzip"),
            "/brotli": answer(b"x", content_encoding="br"),
        }
    )
    fetcher = Internet({"release.test": site}).fetcher(largest=1_000_000)
    assert fetcher.fetch("http://release.test/good").data == "台日合作".encode()
    expected = {
        "bomb": "larger than", "twice": "packed as", "cut": "breaks off", "false": "damaged", "brotli": "packed as br"
    }  # fmt: skip
    for path, words in expected.items():
        assert words in refused(fetcher, f"http://release.test/{path}")


def test_a_bomb_is_not_unpacked_further_than_the_limit() -> None:
    bomb = gzip.compress(bytes(200_000_000), compresslevel=9)
    tracemalloc.start()
    with pytest.raises(ReadError, match="larger than 1 MB"):
        unpacked([bomb], "gzip", 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def drip(send: Callable[[BaseHTTPRequestHandler], None]) -> Answer:
    """An answer that sends a little at a time, for ever."""

    def forever(handler: BaseHTTPRequestHandler) -> None:
        for _ in range(1000):
            send(handler)
            handler.wfile.flush()
            time.sleep(0.05)

    return forever


def test_a_server_that_sends_little_by_little_is_given_up_when_the_time_is_over(host: Hosts) -> None:
    def body(handler: BaseHTTPRequestHandler) -> None:
        if not hasattr(handler, "begun"):
            handler.begun = True  # type: ignore[attr-defined]
            handler.send_response(200)
            handler.end_headers()
        handler.wfile.write(b"x")

    site = host(
        {
            "/body": drip(body),
            "/header": drip(lambda handler: handler.wfile.write(b"X")),
            "/early": drip(lambda handler: handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")),
            "/silent": lambda handler: time.sleep(5),
        }
    )
    for path in site.pages.copy():
        fetcher = Internet({"release.test": site}).fetcher(seconds=0.6)
        assert "does not answer in time" in refused(fetcher, f"http://release.test{path}")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000 + b"\r\n",
        b"HTTP/1.1 304 Not Modified\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"\xff\xfe" * 100,
    ],
)
def test_an_answer_that_is_no_proper_http_is_one_line(host: Hosts, raw: bytes) -> None:
    site = host({"/": lambda handler: void(handler.wfile.write(raw))})
    refused(Internet({"release.test": site}).fetcher(seconds=5), "http://release.test/")


NAMES = ("Location", "Content-Length", "Content-Encoding", "Content-Type", "ETag", "Transfer-Encoding", "Connection")
VALUES = st.sampled_from(["gzip", "chunked", "text/html", "0", "5", "-1", "http://[", "//", "/a", "close"]) | st.text(
    st.characters(max_codepoint=255), max_size=20
)


@given(
    status=st.sampled_from([100, 200, 204, 301, 302, 304, 404, 600]) | st.integers(0, 1200),
    headers=st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=4),
    body=st.binary(max_size=50) | st.binary(max_size=50).map(gzip.compress),
    raw=st.none() | st.binary(max_size=60),
)
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_answer_of_a_server_makes_the_fetcher_fail_otherwise(
    host: Hosts, status: int, headers: list[tuple[str, str]], body: bytes, raw: bytes | None
) -> None:
    lines = [f"HTTP/1.1 {status} OK", *(f"{name}: {value}" for name, value in headers)]
    sent = raw if raw is not None else "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
    site = host({"/": lambda handler: void(handler.wfile.write(sent))})
    fetcher = Internet({"release.test": site}, trust=TRUST).fetcher(seconds=5)
    address = "http://release.test/"
    for seen in (None, Seen(address, '"1"')):
        try:
            assert fetcher.fetch(address, seen).data != b""
        except ReadError as error:
            assert str(error).isprintable()
    site.close()


def void(_: object) -> None:
    """For functions that must give nothing."""


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "not for programs"),
        (403, "not for programs"),
        (418, "fails"),
        (500, "fails"),
        (204, "fails"),
        (206, "fails"),
    ],
)
def test_other_statuses_are_failures_with_their_number(host: Hosts, status: int, words: str) -> None:
    message = refused(Internet({"release.test": host({"/": answer("x", status)})}).fetcher(), "http://release.test/")
    assert words in message
    assert str(status) in message


def test_what_is_gone_is_told_apart_from_what_fails(host: Hosts) -> None:
    site = host({"/410": answer("x", 410), "/moved/1.html": redirect("/"), "/": answer("welcome")})
    fetcher = Internet({"release.test": site}).fetcher()
    for path in ("404", "410"):
        with pytest.raises(GoneError, match=path):
            fetcher.fetch(f"http://release.test/{path}")
    address = "http://release.test/moved/1.html"
    assert fetcher.fetch(address).data == b"welcome"  # who gives it for the first time may mean it
    with pytest.raises(GoneError, match=r"leads to http://release\.test/ now"):
        fetcher.fetch(address, Seen(address))
    assert fetcher.fetch(address, Seen("http://release.test/")).data == b"welcome"


@pytest.mark.parametrize(
    ("before", "now", "gone"),
    [
        ("/news/1", "/", True),
        ("/news/1", "/news/", True),
        ("/news?id=1", "/news", True),
        ("/news/1/index.html", "/news/1/", False),
        ("/news/1", "/news/1/", False),
        ("/news/1", "/news/1.html", False),
        ("/news/1", "/new", False),
        ("/news/1", "/archive/1", False),
        ("/news?id=1", "/news/?id=1", False),
    ],
)
def test_only_a_redirect_to_a_page_above_means_gone(host: Hosts, before: str, now: str, gone: bool) -> None:
    site = host({before: redirect(now), now: answer("x")})
    address = f"http://release.test{before}"
    fetcher = Internet({"release.test": site}).fetcher()
    if gone:
        with pytest.raises(GoneError):
            fetcher.fetch(address, Seen(address))
    else:
        assert fetcher.fetch(address, Seen(address)).data == b"x"


def test_a_page_that_was_seen_is_asked_for_only_if_it_changed(host: Hosts) -> None:
    site = host({"/a": answer("", 304), "/b": redirect("/a")})
    seen = Seen("http://release.test/a", '"1"', "Wed, 01 Jan 2025 00:00:00 GMT")
    fetcher = Internet({"release.test": site}).fetcher()
    assert fetcher.fetch("http://release.test/b", seen) == Page(None, seen)
    (_, to_b), (_, to_a) = (request for request in site.requests if request[0] != "/robots.txt")
    assert "if-none-match" not in to_b
    assert (to_a["if-none-match"], to_a["if-modified-since"]) == ('"1"', "Wed, 01 Jan 2025 00:00:00 GMT")


def test_robots_txt_is_heeded_and_asked_for_once(host: Hosts) -> None:
    rules = "User-agent: *\nDisallow: /private/\n\nUser-agent: tjsp-kg\nDisallow: /kg/\n"
    site = host({"/robots.txt": answer(rules), "/a": answer("x"), "/private/a": answer("x"), "/kg/a": answer("x")})
    other = host({"/robots.txt": answer("User-agent: *\nDisallow: /"), "/a": answer("x"), "/b": answer("x")})
    site.pages["/away"] = redirect("http://other.test/a")
    internet = Internet({"release.test": site, "other.test": other})
    fetcher = internet.fetcher()
    assert fetcher.fetch("http://release.test/a").data == b"x"
    assert fetcher.fetch("http://release.test/private/a").data == b"x"  # the rules for this program stand alone
    assert "robots.txt asks programs" in refused(fetcher, "http://release.test/kg/a")
    assert "robots.txt asks programs" in refused(fetcher, "http://release.test/away")
    assert (site.paths, other.paths) == (["/a", "/private/a", "/away"], [])
    assert [path for path, _ in site.requests].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /", "/news/1", False),
        ("Disallow: /\nAllow: /news/", "/news/1", True),
        ("Allow: /\nDisallow: /news/", "/news/1", False),
        ("Allow: /news\nDisallow: /news", "/news/1", True),
        ("Disallow: /*.pdf$", "/a/b.pdf", False),
        ("Disallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("Disallow: /a*b*c", "/axxbxx", True),
        ("Disallow: /a*b*c", "/axxbxxcxx", False),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: *?print=", "/a?b=1&print=1", True),
        ("Disallow: *&print=", "/a?b=1&print=1", False),
        ("Disallow: /新聞", "/%E6%96%B0%e8%81%9e/1", False),
        ("Disallow: /%7Ea", "/~a/", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow:", "/a", True),
        ("Disallow: /a # not now", "/a", False),
        ("Disallow: /\n\nUser-agent: other\nUser-agent: TJSP-kg\nDisallow: /b", "/a", True),
        ("Disallow: /\n\nUser-agent: tjsp-kg-other\nAllow: /", "/a", False),
        ("Disallow: /a\nUser-agent: tjsp-kg\nDisallow: /b\nUser-agent: tjsp-kg\nDisallow: /c", "/c", False),
        ("Disallow: " + "/*" * 500 + "z", "/a", True),
    ],
)
def test_the_longest_rule_for_this_program_counts(rules: str, path: str, allowed: bool) -> None:
    found = rules_of(200, f"User-agent: *\n{rules}\n".encode())
    if allowed:
        found.check(AGENT, f"https://release.test{path}")
    else:
        with pytest.raises(ReadError, match="asks programs to leave it"):
            found.check(AGENT, f"https://release.test{path}")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["User-agent: *", "Disallow: /", "Allow: *", "$", "%", "*", "/", "\n", "新", ":"])))
def test_any_robots_txt_is_read(parts: list[str]) -> None:
    with suppress(ReadError):
        rules_of(200, "".join(parts).encode()).check(AGENT, "https://release.test/a")


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        (answer("", 404), True),
        (answer("", 403), True),
        (answer("<html>welcome</html>"), True),
        (answer("", 500), False),
        (answer("", 429), False),
        (redirect("http://127.0.0.1/"), False),
        (redirect("/robots.txt"), True),
        (answer("x" * 600_000), False),
        (answer("User-agent: *\nDisallow: //[\n"), True),
        (answer("User-agent: *\nCrawl-delay: ²\nRequest-rate: ²/²\nCrawl-delay: " + "9" * 9999), True),
        (answer(bytes(range(256)) * 100), True),
    ],
)
def test_a_site_whose_rules_cannot_be_read_is_left_alone_and_one_without_rules_is_read(
    host: Hosts, rules: Answer, allowed: bool
) -> None:
    site = host({"/robots.txt": rules, "/": answer("x")})
    fetcher = Internet({"release.test": site}).fetcher()
    if allowed:
        assert fetcher.fetch("http://release.test/").data == b"x"
    else:
        refused(fetcher, "http://release.test/")
        assert site.paths == []


def test_a_host_is_asked_slowly_and_as_slowly_as_it_wants(host: Hosts) -> None:
    plain, slow = host({"/a": answer("x"), "/b": answer("x")}), host({"/a": answer("x"), "/b": answer("x")})
    slow.pages["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 30\n")
    endless = host({"/robots.txt": answer("User-agent: *\nCrawl-delay: 86400\n"), "/a": answer("x"), "/b": answer("x")})
    internet = Internet({"plain.test": plain, "slow.test": slow, "endless.test": endless})
    fetcher = internet.fetcher()
    for name in ("plain.test", "slow.test", "endless.test"):
        fetcher.fetch(f"http://{name}/a")
    assert internet.slept == []
    fetcher.fetch("http://plain.test/b")
    fetcher.fetch("http://slow.test/b")
    assert internet.slept[0] == pytest.approx(1, abs=0.9)
    assert internet.slept[1] == pytest.approx(30, abs=10)
    assert "wait 86400 s" in refused(fetcher, "http://endless.test/b")


def test_a_host_that_is_down_or_asks_for_rest_is_not_asked_again_in_a_run(host: Hosts) -> None:
    tired = host({"/a": answer("", 429), "/b": answer("x")})
    internet = Internet({"tired.test": tired})
    internet.names["down.test"] = ["151.101.9.9"]
    fetcher = internet.fetcher()
    for path in ("a", "b"):
        assert "asks to come back later" in refused(fetcher, f"http://tired.test/{path}")
        assert "is not reached" in refused(fetcher, f"http://down.test/{path}")
    assert tired.paths == ["/a"]
    assert internet.sockets.dialled.count("151.101.9.9") == 1


def test_a_resolver_that_does_not_answer_costs_no_more_than_the_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def hanging(*_: object, **__: object) -> None:
        time.sleep(1)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", hanging)
    with pytest.raises(TimeoutError):
        look_up("release.test", 80, 0.05)


def test_proxies_and_credentials_of_the_environment_are_not_used(host: Hosts, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, site = host({"/": answer("proxy")}), host({"/": answer("x")})
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
    assert Internet({"release.test": site}).fetcher().fetch("http://release.test/").data == b"x"
    assert proxy.connections == 0


def test_cookies_are_not_kept(host: Hosts) -> None:
    site = host({"/": redirect("/b"), "/b": answer("x", set_cookie="id=1")})
    site.pages["/"] = answer("", 302, location="/b", set_cookie="id=1")
    fetcher = Internet({"release.test": site}).fetcher()
    for _ in range(2):
        fetcher.fetch("http://release.test/")
    assert all("cookie" not in headers for _, headers in site.requests)


@given(st.text(max_size=60))
def test_no_text_makes_the_check_of_addresses_fail_otherwise(text: str) -> None:
    for address in (text, f"http://{text}", f"http://release.test/{text}", f"//{text}"):
        try:
            url = parsed(address)
        except ReadError as error:
            assert str(error).isprintable()
        else:
            assert (url.scheme, url.userinfo) in {("http", b""), ("https", b"")}
            assert url.raw_host.isascii()


def test_an_address_is_told_from_a_path_by_its_scheme() -> None:
    assert all(map(is_address, ("https://a.test/", "FILE:///etc", "http://", "gopher://x")))
    assert not any(map(is_address, ("a/b.txt", "/a://b", "c:\\x", "1://x", "-", "")))


LOADED = """
import sys
from kg.cli import main
try:
    main()
except SystemExit:
    pass
print(sorted({'httpx', 'httpcore', 'h11', 'certifi'} & set(sys.modules)))
"""


def test_commands_that_fetch_nothing_load_no_http_library(tmp_path: Path) -> None:
    Store(tmp_path).close()
    for arguments in (["query", "ASK {}"], ["status"], ["--help"], ["ingest", "none.txt"]):
        command = [sys.executable, "-c", LOADED, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env={"KG_STORE": str(tmp_path), "PATH": ""})
        assert done.stdout.splitlines()[-1] == "[]", arguments
