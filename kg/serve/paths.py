"""Paths of things, as they stand behind the base of the store and behind `/id/`, `/page/`, `/data/`."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

__all__ = ["encoded", "iri_at"]

SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def encoded(path: str) -> str:
    """Return *path* in ASCII; what may stand in the path of an IRI stays (RFC 3986, §3.3)."""
    return quote(path, safe="/-._~:@!$&'()*+,;=")


def iri_at(path: str, base: str) -> str:
    """Return the IRI of what is told as *path*: behind *base*, or, of what lies outside it, the IRI in full (RFC 3986, §4.2).

    >>> iri_at("place/northford", "https://example.org/id/")
    'https://example.org/id/place/northford'
    >>> iri_at("https://example.com/northford", "https://example.org/id/")
    'https://example.com/northford'
    """
    return path if SCHEME.match(path) else base + path
