"""IRIs in short: prefixed names where a prefix of ours fits, which are the same in Turtle and in JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kg.formats.writers.remembered import Remembered

__all__ = ["Names"]

# What needs no escape in Turtle: letters and digits of ASCII, with hyphens, low lines, and full stops inside.
LOCAL: Final = re.compile(rb"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")


class Names(Remembered[bytes, bytes]):
    """`names[b"<iri>"]` is its prefixed name, or itself where none fits; `used` are the prefixes that were given out."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__(self.name)
        self._prefixes = {b"<" + space.encode(): prefix.encode() + b":" for prefix, space in prefixes.items()}
        self.used: dict[bytes, bytes] = {}

    def name(self, token: bytes) -> bytes:
        """Return what `names[token]` gives, without remembering it."""
        cut = max(token.rfind(b"/"), token.rfind(b"#")) + 1
        prefix = self._prefixes.get(token[:cut])
        if prefix is None or not LOCAL.fullmatch(token, cut, len(token) - 1):
            return token
        self.used[prefix] = token[:cut] + b">"
        return prefix + token[cut:-1]
