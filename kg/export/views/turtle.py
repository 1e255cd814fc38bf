"""Turtle and TriG in pieces: one header of sorted prefixes, then statements group by group, so that nothing is held back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyoxigraph import RdfFormat

__all__ = ["body", "header"]


def header(prefixes: Mapping[str, str]) -> bytes:
    """Return the prefix lines, by prefix."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items())).encode()


def body(statements: Iterable[Any], format: RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    """Return *statements* in their order, without the prefix lines that they need."""
    from pyoxigraph import serialize

    data = serialize(statements, format=format, prefixes=dict(prefixes)) or b""
    while data.startswith(b"@prefix "):
        data = data.partition(b"\n")[2]
    return data
