"""Connections that go where the check said, and end when their time is over."""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence

import httpcore

from kg.fetch.addresses import UnreachableError, permitted, shown

IDLE = 15.0  # seconds without a byte after which a server is given up
Resolve = Callable[[str, int, float], Sequence[str]]


class Deadline:
    """The time that a fetch has in all, however little its server sends at a time."""

    def __init__(self, seconds: float) -> None:
        """Start the clock."""
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def within(self, timeout: float | None = None) -> float:
        """Seconds that the next step may take. Raises TimeoutError when there are none left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, IDLE if timeout is None else timeout)

    def extend(self, seconds: float) -> None:
        """Add time that was not the server's."""
        self._end += seconds


def look_up(host: str, port: int, seconds: float) -> list[str]:
    """The IP addresses of a host by the resolver of the system. Raises OSError or TimeoutError."""
    answers: queue.SimpleQueue[list[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.put(OSError(str(error)))
        else:
            answers.put([str(item[4][0]) for item in found])

    # getaddrinfo knows no time limit; a thread that is still waiting must not keep the program from ending.
    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise answer
    return answer


class Guard(httpcore.NetworkBackend):
    """Resolves a name once, checks what it found, and connects to exactly that.

    So a name that has another address a moment later leads nowhere else. TLS is still asked to prove the name, not the
    address: httpcore hands the host of the URL to `start_tls`.
    """

    def __init__(self, deadline: Deadline, resolve: Resolve, sockets: httpcore.NetworkBackend) -> None:
        """Set the limit of time, who resolves names, and who opens sockets to IP addresses."""
        self._deadline, self._resolve, self._sockets = deadline, resolve, sockets

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a host of the public internet. Raises UnreachableError for any other, or one without address."""
        try:
            found = self._resolve(host, port, self._deadline.within())
        except TimeoutError:
            raise UnreachableError(f"the address of {shown(host)} is not found in time; try again later") from None
        except OSError as error:
            raise UnreachableError(
                f"{shown(host)} has no address ({shown(str(error))}); is it spelled right?"
            ) from error
        addresses = permitted(host, found)
        if not addresses:
            raise UnreachableError(f"{shown(host)} has no address; is it spelled right?")
        for place, address in enumerate(addresses, start=1):
            try:
                stream = self._sockets.connect_tcp(address, port, self._deadline.within(timeout))
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if place == len(addresses):
                    raise
            else:
                return _Timed(stream, self._deadline)
        raise AssertionError("unreachable")


class _Timed(httpcore.NetworkStream):
    """A stream each of whose steps takes no longer than what is left of the time."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _Timed(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)
