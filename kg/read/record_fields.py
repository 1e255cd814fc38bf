"""Which keys of a JSON record hold its text and what it says of itself: as the user tells, else by `record-fields.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from kg.errors import LexiconError
from kg.reading_defaults import RECORD_FIELDS
from kg.resources import lexicon_file

__all__ = ["common_keys", "find_values"]


def find_values(record: Mapping[str, Any], field: str, told: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    """Yield each key of *field* with what *record* holds under it, best first; nulls and empty values are nothing.

    Where *told* names a key for the field, or for text or HTML if the field is one of these, no other is looked at.
    """
    texts = {"text", "html"}
    closed = field in told or (field in texts and not texts.isdisjoint(told))
    keys = (told[field],) if field in told else () if closed else common_keys()[field]
    for key in keys:
        value = record[key] if key in record else _reached(record, key)
        if value is not None and value != "" and value != []:
            yield key, value


def _reached(record: Any, key: str) -> Any:
    for part in key.split("."):
        record = record.get(part) if isinstance(record, dict) else None
    return record


@cache
def common_keys() -> Mapping[str, tuple[str, ...]]:
    """Return the keys of each field in the order in which they are tried; raises LexiconError for a row that is off."""
    path = lexicon_file("record-fields.toml")
    keys: dict[str, tuple[str, ...]] = dict.fromkeys(RECORD_FIELDS, ())
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["row"], 1):
        if row.get("field") not in RECORD_FIELDS or not row.get("keys") or not row.get("source"):
            wrong = "unknown field, or no keys or source"
            raise LexiconError(
                f"{path.name}: row {number}", wrong, f"give all three; fields: {', '.join(RECORD_FIELDS)}"
            )
        keys[row["field"]] += tuple(row["keys"])
    return keys
