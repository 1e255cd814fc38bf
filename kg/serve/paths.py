"""Paths of things, as they stand behind the base of the store and behind `/id/`, `/page/`, `/data/`."""

from __future__ import annotations

from urllib.parse import quote

__all__ = ["encoded"]


def encoded(path: str) -> str:
    """Return *path* in ASCII; what may stand in the path of an IRI stays (RFC 3986, §3.3)."""
    return quote(path, safe="/-._~:@!$&'()*+,;=")
