"""Reads claims to be scored, gold claims and gold pairs: lines of the right form, unchecked against any document."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from kg.consolidate.roles import ROLE_TABLE
from kg.errors import InputError
from kg.evaluate.names import words
from kg.formats.json_lines import Refusal, parse_object, read_lines
from kg.model import Factuality

__all__ = ["read_gold", "read_pairs", "read_rows"]

NEEDED: Final = ("document", "paragraph", "quote", "type")
LISTS: Final = ("actors", "recipients", "locations")
TEXTS: Final = ("source", "date", "date_text", "factuality", "voice")
PAIR_TEXTS: Final = ("document", "type", "source", "target")
PAIR_OFFSETS: Final = ("source_start", "source_end", "target_start", "target_end")

Checked = dict[str, Any]


def read_rows(path: Path) -> list[Checked]:
    """Read claims JSON Lines without checking them against documents, blank lines passed over.

    Raises InputError where the file or a line cannot be read, or a line lacks its place, quote or type, or has a value of
    another form than claims have.
    """
    return _read(path, _check_claim)


def read_gold(path: Path) -> list[Checked]:
    """Read gold claims; raises InputError as `read_rows`, and where type or factuality is unknown, or a quote has no word."""
    return _read(path, _check_gold)


def read_pairs(path: Path) -> list[Checked]:
    """Read gold pairs: objects with `document`, `type`, `source`, `target` and the half-open offsets of the last two.

    Raises InputError where the file or a line cannot be read, or a key is missing or of another form.
    """
    return _read(path, _check_pair)


def _read(path: Path, check: Callable[[Checked], None]) -> list[Checked]:
    rows = []
    for number, line in read_lines(path):
        try:
            row = parse_object(line)
            check(row)
        except Refusal as refusal:
            raise InputError(f"{path}:{number}", refusal.wrong, refusal.right) from refusal
        rows.append(row)
    return rows


def _check_claim(row: Checked) -> None:
    _check_keys(row, NEEDED, [key for key in NEEDED if key != "paragraph"], ["paragraph"])
    _check_fillers(row)
    if not isinstance(row.get("also") or {}, dict):
        raise Refusal(f"'also' is {row['also']!r}", "an object with the other annotator's roles")
    _check_fillers(row.get("also") or {})
    _check_mentions(row.get("mentions"))


def _check_gold(row: Checked) -> None:
    _check_claim(row)
    if row["type"] not in ROLE_TABLE:
        near = difflib.get_close_matches(row["type"], ROLE_TABLE, 1) or ["TerritorialCapture"]
        raise Refusal(f"'type' is {row['type']!r}, which is unknown", f"a type such as {near[0]}")
    if row.get("factuality", "asserted") not in tuple(Factuality):
        raise Refusal(f"'factuality' is {row['factuality']!r}", f"one of: {', '.join(Factuality)}")
    if not words(row["quote"]):
        raise Refusal("'quote' has no word", "the words of the paragraph that state the claim")


def _check_pair(row: Checked) -> None:
    _check_keys(row, (*PAIR_TEXTS, *PAIR_OFFSETS), PAIR_TEXTS, PAIR_OFFSETS)


def _check_keys(row: Checked, needed: tuple[str, ...], texts: Any, numbers: Any) -> None:
    for key in needed:
        if key not in row:
            raise Refusal(f"has no {key!r}", f"an object with {', '.join(needed)}")
        if key in texts and not isinstance(row[key], str):
            raise Refusal(f"{key!r} is {row[key]!r}", "a text")
        if key in numbers and not _is_whole(row[key]):
            raise Refusal(f"{key!r} is {row[key]!r}", "a whole number")


def _check_fillers(row: Mapping[str, Any]) -> None:
    for key in LISTS:
        names = [] if row.get(key) is None else row[key]
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise Refusal(f"{key!r} is {names!r}", "a list of names")
    for key in TEXTS:
        if row.get(key) is not None and not isinstance(row[key], str):
            raise Refusal(f"{key!r} is {row[key]!r}", "a text or null")


def _check_mentions(mentions: Any) -> None:
    rows = [] if mentions is None else mentions
    if not isinstance(rows, list) or not all(map(_is_mention, rows)):
        right = "a list of objects with role, name, text, start and end (whole numbers, or null where no words stand for it)"
        raise Refusal("'mentions' has another form", right)


def _is_mention(row: Any) -> bool:
    if not isinstance(row, dict) or not all(isinstance(row.get(key), str) for key in ("role", "name", "text")):
        return False
    return all(row.get(key) is None or _is_whole(row[key]) for key in ("start", "end"))


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
