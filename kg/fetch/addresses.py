"""Which addresses are fetched: http and https, usual ports, hosts of the public internet and nothing else."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

import httpx

from kg.problems import ReadError

PORTS = {80, 443, 8080, 8443}
LONGEST = 4_000  # characters of an address
_LABELS = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.){0,60}[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?")

# Networks that are not the public internet: the IANA special-purpose address registries (RFC 6890) and multicast.
# The list is ours because `ipaddress.is_global` differs between the versions of Python that we run on.
_SPECIAL_4 = [
    ipaddress.IPv4Network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        "168.63.129.16/32",  # the host of a virtual machine at Azure, public in form only
    )
]
# All global unicast is in 2000::/3, so IPv4-mapped (::ffff:0:0/96), NAT64 (64:ff9b::/96), unique local (fc00::/7),
# link-local (fe80::/10) and multicast addresses are outside. Inside it, these are not hosts of their own:
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
_SPECIAL_6 = [
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, with Teredo, which embeds IPv4
        "2001:db8::/32",
        "2002::/16",  # 6to4, which embeds IPv4
        "2620:4f:8000::/48",
        "3fff::/20",
    )
]


class UnreachableError(ReadError):
    """A host that cannot be reached now, or may not be, whatever is asked of it."""


def parsed(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """An address that may be asked for, without its fragment; `base` is what a relative one is relative to.

    Raises ReadError for other schemes, ports and forms, for names and passwords, and for the addresses of hosts that
    are no public ones.
    """
    try:
        if len(address) > LONGEST:
            raise ReadError(f"the address has more than {LONGEST} characters; give a shorter one")
        url = base.join(address.strip()) if base else httpx.URL(address)
        url = url.copy_with(fragment=None)
        host, port = url.raw_host.decode("ascii"), url.port or (443 if url.scheme == "https" else 80)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise ReadError("is no proper address; copy it from the browser") from error
    if url.scheme not in ("http", "https"):
        raise ReadError(f"{shown(url.scheme) or 'nothing'}: is no scheme that is read; give an http or https address")
    if url.userinfo:
        raise ReadError("has a name or password in it; give the address without them")
    if port not in PORTS:
        raise ReadError(f"port {port} is not one of the web ({', '.join(map(str, sorted(PORTS)))})")
    if (literal := _literal(host)) is not None:
        permitted(host, [literal])
    elif len(host) > 253 or not _LABELS.fullmatch(host):
        raise ReadError("has no proper host name; copy the address from the browser")
    return url


def permitted(host: str, addresses: Iterable[str]) -> list[str]:
    """The IP addresses of a host. Raises UnreachableError when any is not one of the public internet.

    One is enough to refuse the host: an owner of a name who mixes public and private addresses tries something.
    """
    found = list(dict.fromkeys(addresses))
    for text in found:
        address = _ip(text)
        special = _SPECIAL_4 if isinstance(address, ipaddress.IPv4Address) else _SPECIAL_6
        outside = isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL_6
        if address is None or outside or any(address in network for network in special):
            where = "" if text == host else f"is at {shown(text)}, which "
            raise UnreachableError(f"{shown(host)} {where}is no public address; it is not fetched")
    return found


def shown(text: str) -> str:
    """A text of unknown origin as it can be put into one line of a message: short, without control characters."""
    return "".join(char if char.isprintable() else "�" for char in text[:200])


def _literal(host: str) -> str | None:
    """The host where it is an IP address itself."""
    return host if ":" in host or _ip(host) is not None else None


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
