"""The names of the records of one file: safe in an IRI and a file's name, short, and none twice."""

from __future__ import annotations

import re

from anyascii import anyascii

from kg.identifiers import short_hash

__all__ = ["Members"]

LONGEST = 80
HASH = 8
SCHEME = re.compile(r"https?://")


class Members:
    """The names given so far; a second record that asks for one gets it with a number."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def name(self, wanted: str) -> str:
        """Return a name for what the file calls *wanted*; what is cut ends in a hash of the whole.

        >>> members = Members()
        >>> members.name("https://oster.example/a?id=7"), members.name("Öster 7"), members.name("Oster 7")
        ('oster.example-a-id-7', 'Oster-7', 'Oster-7-2')
        """
        safe = re.sub(r"[^A-Za-z0-9._-]+", "-", anyascii(SCHEME.sub("", wanted, count=1))).strip("-.")
        if not safe or len(safe) > LONGEST:
            safe = f"{safe[: LONGEST - HASH - 1] or 'x'}-{short_hash(wanted)[:HASH]}"
        name = safe
        while name in self._given:
            self._given[safe] += 1
            name = f"{safe}-{self._given[safe]}"
        self._given[name] = 1
        return name
