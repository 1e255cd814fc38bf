"""IRIs in short: prefixed names where a prefix of ours fits, which are the same in Turtle and in JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["MOST_NAMES", "Names"]

# What needs no escape in Turtle: letters and digits of ASCII, with hyphens, low lines, and full stops inside.
LOCAL: Final = re.compile(rb"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
MOST_NAMES: Final = 1 << 16


class Names(dict[bytes, bytes]):
    """`names[b"<iri>"]` is its prefixed name, or itself where none fits; `used` are the prefixes that were given out."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = {b"<" + space.encode(): prefix.encode() + b":" for prefix, space in prefixes.items()}
        self.used: dict[bytes, bytes] = {}

    def __missing__(self, token: bytes) -> bytes:
        if len(self) >= MOST_NAMES:
            self.clear()
        cut = max(token.rfind(b"/"), token.rfind(b"#")) + 1
        prefix = self._prefixes.get(token[:cut])
        name = token
        if prefix is not None and LOCAL.fullmatch(token, cut, len(token) - 1):
            self.used[prefix] = token[:cut] + b">"
            name = prefix + token[cut:-1]
        self[token] = name
        return name
