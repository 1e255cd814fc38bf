"""The names of the records of one file: safe in an IRI and a file's name, short, and none twice."""

from __future__ import annotations

import re
from dataclasses import replace

from anyascii import anyascii

from kg.identifiers import short_hash
from kg.read.draft import Record

__all__ = ["Members"]

LONGEST = 80
HASH = 8
SCHEME = re.compile(r"https?://")


class Members:
    """The names given so far; a second record that asks for one gets it with its place, `7@line3`, which no id can be."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def named(self, record: Record, place: str) -> Record:
        """Return *record*, called as the file does, under a safe name; *place* is where in the file it alone stands.

        What is cut ends in a hash of the whole.
        """
        safe = _safe(record.member)
        if safe not in self._given:
            self._given.add(safe)
            return replace(record, member=safe)
        warning = f"called {safe}@{place}, since a record before it is called {safe}"
        return replace(record, member=f"{safe}@{place}", warnings=(*record.warnings, warning))


def _safe(wanted: str) -> str:
    """Return a name for what the file calls *wanted*.

    >>> _safe("https://oster.example/a?id=7"), _safe("Öster 7")
    ('oster.example-a-id-7', 'Oster-7')
    """
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", anyascii(SCHEME.sub("", wanted, count=1))).strip("-.")
    if not safe or len(safe) > LONGEST:
        safe = f"{safe[: LONGEST - HASH - 1] or 'x'}-{short_hash(wanted)[:HASH]}"
    return safe
