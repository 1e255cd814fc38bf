"""Values that state nothing, since programs put them in where nobody gave one: the table `placeholders.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from kg.errors import LexiconError
from kg.resources import lexicon_file

__all__ = ["is_placeholder", "load", "without_placeholders"]

TABLE: Final = "placeholders.toml"
FIELDS: Final = ("title", "author", "publisher", "issued")
AROUND: Final = " ()[]<>"
BETWEEN: Final = "; "


def is_placeholder(field: str, value: str) -> bool:
    """Whether *value* states no title, author (one of them), publisher or day: *field* says which."""
    return value.casefold().strip(AROUND) in _table().get(field, ())


def without_placeholders(field: str, value: str | None) -> str | None:
    """Return what *value* states, authors without those that are none; None where it states nothing.

    >>> without_placeholders("author", "Unknown; A. Tarn"), without_placeholders("title", "[Untitled]")
    ('A. Tarn', None)
    """
    if value is None:
        return None
    parts = value.split(BETWEEN) if field == "author" else [value]
    return BETWEEN.join(part for part in parts if not is_placeholder(field, part)) or None


@cache
def _table() -> Mapping[str, frozenset[str]]:
    return load(lexicon_file(TABLE))


def load(path: Path) -> Mapping[str, frozenset[str]]:
    """Read a table: the values of each field; raises LexiconError for a row without fields, values or its source."""
    found: dict[str, set[str]] = {field: set() for field in FIELDS}
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("row", ()), 1):
        fields, values = row.get("fields"), row.get("values")
        if not fields or not values or not row.get("source") or not set(FIELDS).issuperset(fields):
            wrong = "unknown field, or no fields, values or source"
            raise LexiconError(f"{path.name}: row {number}", wrong, f"give all three; fields: {', '.join(FIELDS)}")
        for field in fields:
            found[field].update(values)
    return {field: frozenset(values) for field, values in found.items()}
