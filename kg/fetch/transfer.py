"""One request and its answer, within limits: no redirect is followed here, nothing is kept for the next request."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import certifi
import httpcore
import httpx

from kg import __version__
from kg.fetch.addresses import UnreachableError, shown
from kg.fetch.network import Deadline, Guard, Resolve, look_up
from kg.problems import ReadError

AGENT = "tjsp-kg"  # the name by which robots.txt may address this program
USER_AGENT = f"{AGENT}/{__version__} (reads press releases into a local graph)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; `body` is empty unless the status is 200."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Web:
    """How requests reach servers: names are looked up, checked, and connected to by address.

    `resolve` and `sockets` stand for the resolver and the sockets of the system, `trust` for the usual authorities.
    """

    def __init__(
        self,
        *,
        resolve: Resolve = look_up,
        sockets: httpcore.NetworkBackend | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        """Load the certificates of the authorities."""
        self._resolve = resolve
        self._sockets = sockets or httpcore.SyncBackend()
        self._trust = trust or ssl.create_default_context(cafile=certifi.where())

    def get(
        self,
        url: httpx.URL,
        deadline: Deadline,
        *,
        largest: int,
        headers: Mapping[str, str] | None = None,
        accepts: Callable[[Answer], None] = lambda answer: None,
    ) -> Answer:
        """Ask for `url`; `accepts` sees status and headers before the body is read, and may raise.

        Raises ReadError when the host is not public, not reached, not trusted, too slow, or sends more than `largest`
        bytes, packed or unpacked.
        """
        backend = Guard(deadline, self._resolve, self._sockets)
        sent = {
            # An IPv6 address needs its brackets here, which httpcore would leave out.
            "Host": url.netloc.decode("ascii"),
            "User-Agent": USER_AGENT,
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            **(headers or {}),
        }
        asked = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        packed = [(name.encode("ascii"), value.encode("latin-1")) for name, value in sent.items()]
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self._trust, network_backend=backend, max_connections=1) as pool,
                pool.stream("GET", asked, headers=packed) as response,
            ):
                answer = Answer(response.status, _headers(response.headers), b"")
                accepts(answer)
                if answer.status != 200:
                    return answer
                length = answer.headers.get("content-length", "")
                if length.isdecimal() and len(length) < 19 and int(length) > largest:
                    raise ReadError(_too_large(largest))
                encoding = answer.headers.get("content-encoding", "").strip().lower()
                body = unpacked(response.iter_stream(), encoding, largest)
                return Answer(answer.status, answer.headers, body)
        except (TimeoutError, httpcore.TimeoutException) as error:
            kind = UnreachableError if isinstance(error, httpcore.ConnectTimeout) else ReadError
            raise kind(f"{shown(url.host)} does not answer in time; try again later") from error
        except httpcore.ConnectError as error:
            raise UnreachableError(f"{shown(url.host)} is not reached: {_cause(error)}") from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise ReadError(f"{shown(url.host)} breaks off: {_cause(error)}; try again later") from error


def unpacked(chunks: Iterable[bytes], encoding: str, largest: int) -> bytes:
    """The body of an answer. Raises ReadError when it is larger than `largest`, packed or not, or damaged."""
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise ReadError(f"is packed as {shown(encoding)}, which was not asked for; save the page and give the file")
    unpacker = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
    body, received = bytearray(), 0
    for chunk in chunks:
        received += len(chunk)
        try:
            body += unpacker.decompress(chunk, largest + 1 - len(body)) if unpacker else chunk
        except zlib.error as error:
            raise ReadError("is damaged on its way (gzip); try again later") from error
        if max(received, len(body)) > largest:
            raise ReadError(_too_large(largest))
        if unpacker and unpacker.eof:
            break
    if unpacker and received and not unpacker.eof:
        raise ReadError("breaks off in its middle (gzip); try again later")
    return bytes(body)


def _headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by lower-case name, the first where one stands twice."""
    found: dict[str, str] = {}
    for name, value in pairs:
        found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return found


def _too_large(largest: int) -> str:
    return f"is larger than {largest / 1e6:g} MB; save the press release alone and give the file"


def _cause(error: BaseException) -> str:
    """Why, in a few words."""
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, ssl.SSLCertVerificationError):
            return f"its certificate is not to be trusted ({shown(inner.verify_message)})"
        inner = inner.__cause__ or inner.__context__
    return shown(" ".join(str(error).split())) or "the connection ends"
