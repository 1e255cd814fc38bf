"""Reads claims to be scored, and gold: lines whose keys have the right form, unchecked against any document."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from kg.errors import InputError
from kg.formats.json_lines import Refusal, parse_object, read_lines

__all__ = ["read_rows"]

NEEDED: Final = ("document", "paragraph", "quote", "type")
LISTS: Final = ("actors", "recipients", "locations")
TEXTS: Final = ("source", "date", "date_text", "factuality", "voice")


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read claims JSON Lines without checking them against documents, blank lines passed over.

    Raises InputError where the file or a line cannot be read, or a line lacks its place, quote or type, or has a value of
    another form than claims have.
    """
    rows = []
    for number, line in read_lines(path):
        try:
            rows.append(_checked(parse_object(line)))
        except Refusal as refusal:
            raise InputError(f"{path}:{number}", refusal.wrong, refusal.right) from refusal
    return rows


def _checked(row: dict[str, Any]) -> dict[str, Any]:
    for key in NEEDED:
        if key not in row:
            raise Refusal(f"has no {key!r}", f"an object with {', '.join(NEEDED)}")
        if not isinstance(row[key], int if key == "paragraph" else str) or isinstance(row[key], bool):
            raise Refusal(f"{key!r} is {row[key]!r}", "a whole number" if key == "paragraph" else "a text")
    _check_fillers(row)
    if not isinstance(row.get("also") or {}, dict):
        raise Refusal(f"'also' is {row['also']!r}", "an object with the other annotator's roles")
    _check_fillers(row.get("also") or {})
    return row


def _check_fillers(row: Mapping[str, Any]) -> None:
    for key in LISTS:
        names = [] if row.get(key) is None else row[key]
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise Refusal(f"{key!r} is {names!r}", "a list of names")
    for key in TEXTS:
        if row.get(key) is not None and not isinstance(row[key], str):
            raise Refusal(f"{key!r} is {row[key]!r}", "a text or null")
