"""IRIs in short: prefixed names where a prefix of ours fits, which are the same in Turtle and in JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["Names"]

# What needs no escape in Turtle: letters and digits of ASCII, with hyphens, low lines, and full stops inside.
SPLIT: Final = re.compile(rb"<(.*[/#])([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)>")
MOST: Final = 1 << 16


class Names(dict[bytes, bytes]):
    """`names[b"<iri>"]` is its prefixed name, or itself where none fits; `used` are the prefixes that were given out."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = {space.encode(): prefix.encode() for prefix, space in prefixes.items()}
        self.used: dict[bytes, bytes] = {}

    def __missing__(self, token: bytes) -> bytes:
        found = SPLIT.fullmatch(token)
        prefix = self._prefixes.get(found[1]) if found else None
        if found is None or prefix is None:
            return token
        self.used[prefix] = found[1]
        if len(self) >= MOST:
            self.clear()
        self[token] = name = prefix + b":" + found[2]
        return name
