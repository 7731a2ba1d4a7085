"""Addresses → bytes: pages, files and feeds of the web, fetched so that no address leads into the reader's own network.

What a server sends is trusted in nothing: not its length, its redirects, its name, its encoding or its feeds.
"""

from __future__ import annotations

import re

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}://")
_SECRETS = re.compile(r"^([^/]*//)[^/?#]*@")


def is_address(source: str) -> bool:
    """Whether a source is meant as an address of the web and not as a path, whatever its scheme."""
    return _SCHEME.match(source) is not None


def without_secrets(source: str) -> str:
    """A source as it may be written down: an address without the name and password that stand before its host."""
    return _SECRETS.sub(r"\1…@", source) if is_address(source) else source
