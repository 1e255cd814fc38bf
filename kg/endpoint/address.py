"""Addresses without what is secret in them, and what of two addresses is the same server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urlsplit

from kg.errors import UsageError

__all__ = ["Address", "Origin", "is_iri", "parse_address", "without_secrets"]

Origin = tuple[str, str, int]
PORTS: Final = {"http": 80, "https": 443}
# Also in a text that merely has an address in it, and where the password has an unescaped @.
_USERINFO: Final = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)[^/?#\s]*@")

# What some servers take in the address, as `?access-token=…`.
_TOKEN: Final = re.compile(r"(?i)([?&](?:[a-z-]*(?:token|key|password|secret))=)[^&#\s]+")


@dataclass(frozen=True, slots=True)
class Address:
    """An HTTP address without the name and password that stood in it; these are *user* and *password*, and never printed."""

    url: str
    user: str | None = None
    password: str | None = None

    def __str__(self) -> str:
        return without_secrets(self.url)

    def __repr__(self) -> str:
        return f"Address({str(self)!r})"

    @property
    def origin(self) -> Origin:
        """Scheme, host and port: a password for one origin goes to no other."""
        parts = urlsplit(self.url)
        return parts.scheme, parts.hostname or "", parts.port or PORTS[parts.scheme]


def parse_address(given: str) -> Address:
    """Return *given* as an Address, what no URL may hold percent-encoded; raises UsageError where it is no HTTP address."""
    text = without_secrets(given)
    try:
        parts = urlsplit(given.strip())
        whole = parts.scheme in PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        whole = False
    if not whole or any(ord(c) < 33 for c in given.strip()):
        raise UsageError(text, "is no address of an endpoint", "one such as http://localhost:7878/query")
    bare = SplitResult(parts.scheme, parts.netloc.rpartition("@")[2], parts.path or "/", parts.query, "")
    url = quote(bare.geturl(), safe="%/:?#[]@!$&'()*+,;=~")
    user = unquote(parts.username) if parts.username else None
    return Address(url, user, unquote(parts.password or "") if user else None)


def without_secrets(text: str) -> str:
    """Return *text* without names, passwords and tokens in addresses.

    >>> without_secrets("http://me:secret@localhost/sparql is down")
    'http://localhost/sparql is down'
    """
    return _TOKEN.sub(r"\1…", _USERINFO.sub(r"\1", text))


def is_iri(text: str) -> bool:
    """Tell whether *text* is an absolute IRI that can stand in a query."""
    from pyoxigraph import NamedNode

    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
