"""Real servers on this machine that stand for hosts of the internet, and a log of who was connected to."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore

from kg.fetch.fetcher import Fetcher
from kg.fetch.transfer import Web

PUBLIC = "151.101.1.1"  # any public address will do: no test connects to it
Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(body: bytes | str = b"", status: int = 200, **headers: str) -> Answer:
    """An answer of a server; `content_type=` stands for the header Content-Type."""
    data = body.encode() if isinstance(body, str) else body

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"content_type": "text/html", "content_length": str(len(data)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return send


def redirect(location: str, status: int = 302) -> Answer:
    """An answer that leads elsewhere."""
    return answer(b"", status, location=location)


class Site:
    """A server whose pages a test sets; `requests` are the paths asked for, with the headers."""

    def __init__(self, pages: Mapping[str, Answer] | None = None, trust: ssl.SSLContext | None = None) -> None:
        """Start the server."""
        self.pages = {**(pages or {})}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.connections = 0
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                with suppress(OSError):  # the reader may have gone
                    site.pages.get(self.path, answer("not here", 404))(self)

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def process_request(self, request: object, client_address: object) -> None:
                site.connections += 1
                super().process_request(request, client_address)  # type: ignore[arg-type]

            def handle_error(self, *_: object) -> None:
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        if trust is not None:
            self._server.socket = trust.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    @property
    def paths(self) -> list[str]:
        """The paths asked for, without those of robots.txt."""
        return [path for path, _ in self.requests if path != "/robots.txt"]

    def close(self) -> None:
        """End the server."""
        self._server.shutdown()
        self._server.server_close()


class Sockets(httpcore.SyncBackend):
    """Opens sockets to the servers of a test, by the public address that stands for each; `dialled` is the log."""

    def __init__(self, sites: Mapping[str, Site]) -> None:
        """Say which address is which server."""
        self.sites = {**sites}
        self.dialled: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.dialled.append(host)
        if host not in self.sites:
            raise httpcore.ConnectError("nobody is at this address")
        return super().connect_tcp("127.0.0.1", self.sites[host].port, timeout, local_address, socket_options)


class Internet:
    """Hosts by name, each with the addresses that it has, and the servers that are at these addresses."""

    def __init__(self, hosts: Mapping[str, Site | list[str]], trust: ssl.SSLContext | None = None) -> None:
        """Give each server a public address of its own; a host may have a list of any addresses instead."""
        self.sites = {f"151.101.1.{number}": s for number, s in enumerate(hosts.values(), 1) if isinstance(s, Site)}
        by_site = {id(site): address for address, site in self.sites.items()}
        self.names = {n: h if isinstance(h, list) else [by_site[id(h)]] for n, h in hosts.items()}
        self.sockets, self.trust = Sockets(self.sites), trust
        self.slept: list[float] = []

    def resolve(self, host: str, port: int, seconds: float) -> list[str]:
        """The addresses of a host."""
        if host in self.names:
            return self.names[host]
        raise OSError("Name or service not known")

    def fetcher(self, **limits: float) -> Fetcher:
        """A fetcher that sees these hosts and nothing else."""
        web = Web(resolve=self.resolve, sockets=self.sockets, trust=self.trust)
        return Fetcher(web, sleep=self.slept.append, **limits)  # type: ignore[arg-type]
